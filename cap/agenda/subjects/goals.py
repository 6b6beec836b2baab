"""A goal: what is in its way, whom it depends on, and what would be a good second best."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from cap.agenda.cues import matching
from cap.agenda.page import Line, Rank, Section
from cap.agenda.quoting import in_quotes, phrase
from cap.agenda.situation import ELSEWHERE, Shifts, Situation, said_day, said_month
from cap.agenda.subjects.actions import NUMBER, action_lines, value
from cap.agenda.subjects.owed import held_up
from cap.agenda.words import inline
from cap.plan.model import Goal
from cap.text.dates import add_months
from cap.text.wording import count

CLOSE = timedelta(weeks=10)
_AMOUNT = re.compile(rf"\b{NUMBER} ([a-z]+s)\b", re.IGNORECASE)


def goal_section(s: Situation, goal: Goal, weight: float) -> Section | None:
    """An open goal as a subject; None when there is nothing to ask about it."""
    waits = {id(action) for action in held_up(s)}
    lines = [line for action in goal.actions for line in action_lines(s, action, waits=id(action) in waits)]
    if s.kind == "setback":
        lines = lines[:2]  # what was begun goes on; where it leads is not today's subject
    else:
        lines += [*_shifted(s, goal), *_date(s, goal), *_obstacles(s, goal), *_place(s, goal)]
    if not goal.measure and s.kind != "setback":
        lines += _asked(s.ask(s.events.goals, "unmeasured"), Rank.NUMBER, s.number(goal))
    if not any(line.question for line in lines):
        return None
    ahead = goal.due is not None and goal.due >= s.day
    title = f"The way to {said_month(goal.due, s.day)}" if goal.due and ahead else inline(goal.goal, 80)
    if goal.due and ahead and goal.due.year != s.day.year:
        title = f"The way to {goal.due:%B} {goal.due.year}"
    reached = f"; reached when: {inline(goal.measure)}" if goal.measure else ""
    name = "" if title == inline(goal.goal, 80) else inline(goal.goal, 2000)
    about = (name + reached).removeprefix("; ")
    return Section(
        kind="goal", title=title, weight=weight, about=about[:1].upper() + about[1:], lines=lines, number=s.number(goal)
    )


def _shifted(s: Situation, goal: Goal) -> Iterator[Line]:
    """Whether it is not as it was at the last talk."""
    if s.shifts != Shifts():
        from cap.agenda.subjects.since import goal_lines

        yield from goal_lines(s, goal)


def _date(s: Situation, goal: Goal) -> Iterator[Line]:
    rows, number = s.events.goals, s.number(goal)
    if goal.due is None:
        return
    if s.late(goal.due):
        yield from _asked(s.ask(rows, "late", day=said_day(goal.due, s.day)), Rank.EVENT, number)
        return
    left = goal.due - s.day
    if left.days < 2:
        return  # today or tomorrow, or within a pause: too late to plan for, and not late
    if left <= CLOSE:
        span = count(left.days, "day") if left.days < 14 else count(left.days // 7, "week")
        yield from _asked(s.ask(rows, "near", left=span), Rank.EVENT, number)
    elif goal.due > add_months(s.day, 18):
        yield from _asked(s.ask(rows, "far"), Rank.NUMBER, number)
    else:
        half = s.day + left / 2
        due, middle = f"{goal.due:%B} {goal.due.year}", f"{half:%B}" + (f" {half.year}" if half.year != s.day.year else "")
        yield from _asked(s.ask(rows, "back", due=due, half=middle), Rank.NUMBER, number)


def _obstacles(s: Situation, goal: Goal) -> Iterator[Line]:
    """Each obstacle, quoted, with a question about it, or with the line of the manager who can do something."""
    rows, number = [row for row in s.events.goals if row.row.startswith("obstacle-")], s.number(goal)
    for obstacle in goal.obstacles[:3]:
        gap = _gap(goal.measure or "", obstacle)
        asked = s.ask(rows, "obstacle-gap", **gap) if gap else None
        if asked:
            yield Line(text=f"{in_quotes(obstacle)} {asked[0].upper() + asked[1:]}", question=True, number=number)
            continue
        specific = [row for row in matching(rows, obstacle) if row.cues][:1]
        for row in [*specific, *(row for row in rows if row.row == "obstacle-open")]:
            asked = s.wording(row)
            if asked:
                mine, open_row = row.row == "obstacle-manager", row.row == "obstacle-open"
                text = f"{in_quotes(obstacle)} {s.saying if mine else ''}{asked}"
                yield Line(text=text, question=not mine, rank=Rank.NUMBER if open_row else Rank.EVENT, number=number)
                break


def _gap(measure: str, obstacle: str) -> dict[str, str]:
    """Two amounts of one thing, the one wanted and the one there: {want, have, noun}."""
    wanted = {noun: number for number, noun in _AMOUNT.findall(measure.lower())}
    for number, noun in _AMOUNT.findall(obstacle.lower()):
        if noun in wanted and value(number) < value(wanted[noun]):
            return {"have": number, "want": wanted[noun], "noun": noun}
    return {}


def _place(s: Situation, goal: Goal) -> Iterator[Line]:
    """What it asks of the two when the goal lies elsewhere, and who could learn what the person will take along."""
    rows, number = s.events.goals, s.number(goal)
    if goal.where in ELSEWHERE:
        row = "outside" if goal.where == "outside" else "outside-team"
        yield from _asked(s.ask(rows, row), Rank.EVENT, number)
        for strength in s.plan.strengths:
            if strength.mentor:
                question = s.ask(s.events.people, "mentor")
                if question:
                    yield Line(text=f"{phrase(strength.skill)}: {question}", question=True, rank=Rank.NUMBER, number=number)
                    return


def second_best(s: Situation) -> Iterator[Line]:
    """Whether one of the other futures has come nearer."""
    linked = {name for goal in s.plan.goals for name in goal.vision}
    others = [vision for vision in s.plan.visions if vision.id is None or vision.id not in linked]
    if others:
        question = s.ask(s.events.goals, "second-best")
        if question:
            names = " and ".join(phrase(vision.vision) for vision in others[:2])
            yield Line(text=f"You also pictured {names}. {question}", question=True, rank=Rank.NUMBER)


def _asked(question: str | None, rank: Rank, number: str) -> Iterator[Line]:
    if question:
        yield Line(text=question, question=True, rank=rank, number=number)
