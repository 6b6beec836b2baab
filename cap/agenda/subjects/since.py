"""What is not as it was at the last talk, though no dated entry tells: a goal's words or day, what drives the person. It is known where
an earlier version of the plan is."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from cap.agenda.intake import certain
from cap.agenda.page import Line, Rank
from cap.agenda.quoting import phrase
from cap.agenda.situation import Shifts, Situation, said_day
from cap.history.changes import changes
from cap.plan.model import Goal
from cap.plan.read import Reading
from cap.text.wording import folded

_MENDED = 0.85  # of two wordings, the share of letters in common from which on one only mends the other
_MOST = 6  # so many shifts are no shift any more, but a plan that was filled in
_SOON = 14  # days; by less a date is only put right


def shifts(earlier: Reading, reading: Reading) -> Shifts:
    """What shifted between two versions of a plan, the later one certain (see intake), in what a talk should come back to; nothing where most of it is new."""
    found = changes(certain(earlier)[0], reading)
    goals = [one for one in found if isinstance(one.old, Goal) and isinstance(one.new, Goal) and one.old.open and one.new.open]
    reworded = {id(one.new) for one in goals if one.what == "reworded" and _means_more(one.fields[0].old, one.fields[0].new)}
    days = [(one.new, due) for one in goals if one.what == "moved" and (due := one.field("due"))]
    moved = {id(goal) for goal, due in days if abs((due.new - due.old).days) >= _SOON}
    drives = next((field for one in found if one.kind == "plan" and (field := one.field("motivations"))), None)
    came = [word for word in drives.new if folded(word) not in map(folded, drives.old)] if drives and drives.old else []
    whole = len(reworded) + len(moved) + len(came)
    return Shifts(frozenset(reworded), frozenset(moved), tuple(came)) if whole <= _MOST else Shifts()


def _means_more(old: str, new: str) -> bool:
    """Whether new words are more than the old ones spelled right."""
    return SequenceMatcher(None, folded(old), folded(new), autojunk=False).ratio() < _MENDED


def goal_lines(s: Situation, goal: Goal) -> Iterator[Line]:
    """That a goal has other words or another day than at the last talk. What it was before is not said: the page is about what is."""
    if s.last is None or s.day <= s.last:
        return
    day, number = said_day(s.last, s.day), s.number(goal)
    if id(goal) in s.shifts.reworded and (asked := s.ask(s.events.goals, "reworded")):
        yield Line(text=f"Worded differently since {day}. {asked}", question=True, number=number)
    elif id(goal) in s.shifts.moved and goal.due and goal.due > s.day and (asked := s.ask(s.events.goals, "another-day")):
        yield Line(text=f"Its day has changed since {day}. {asked}", question=True, rank=Rank.NUMBER, number=number)


def drive_lines(s: Situation) -> Iterator[Line]:
    """What has come to what drives the person."""
    if s.last is None or s.day <= s.last:
        return
    for word in s.shifts.motivations[:1]:
        if asked := s.ask(s.events.people, "new-motivation"):
            text = f"{phrase(word)} has come to what drives you since {said_day(s.last, s.day)}. {asked}"
            yield Line(text=text, question=True, rank=Rank.NUMBER)
