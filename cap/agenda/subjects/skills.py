"""A skill: where it stands and since when, what happened since the last talk, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from cap.agenda.page import Line, Rank, Section
from cap.agenda.quoting import in_quotes, phrase
from cap.agenda.situation import Situation, said_day, said_month
from cap.agenda.subjects.actions import action_lines
from cap.agenda.subjects.owed import held_up
from cap.agenda.words import inline, joined
from cap.plan.model import RatingEntry, Skill
from cap.plan.standing import standing

FRESH = timedelta(days=60)  # a rating younger than that is not asked for again
# Where numbers would be out of place.
UNRATED_TALKS = frozenset({"setback", "welcome-back", "life-story", "new-manager", "team-session"})


def skill_section(s: Situation, skill: Skill, weight: float, *, whole: bool = False) -> Section | None:
    """A skill as a subject; None when there is nothing to talk about. `whole`: it is what the talk is for, so it always is."""
    waits = {id(action) for action in held_up(s)}
    lines = [line for action in skill.actions for line in action_lines(s, action, waits=id(action) in waits)]
    if s.kind not in UNRATED_TALKS:
        lines += _moved(s, skill)
        if lines or whole:
            lines += _numbers(s, skill, whole)
    if whole:
        lines += _ways(s, skill)
    if not any(line.rank >= Rank.EVENT for line in lines) and not whole:
        return None
    if not any(action.open for action in skill.actions) and skill.open and s.kind not in UNRATED_TALKS:
        question = s.ask(s.events.ratings, "no-step")
        lines += [Line(text=question, question=True, rank=Rank.NUMBER)] if question else []
    return Section(
        kind="skill",
        title=inline(skill.skill, 2000),
        weight=weight,
        about=stands(s, skill) if s.kind not in UNRATED_TALKS else "",
        lines=lines,
        number=s.number(skill),
    )


def stands(s: Situation, skill: Skill) -> str:
    """The last three days on which it was rated, each with its month and by whom, and the target."""
    days = [
        (day, list(entries)) for day, entries in groupby(sorted(skill.ratings, key=lambda entry: entry.date), lambda e: e.date)
    ]
    told = []
    for day, entries in days[-3:]:
        same = sum(said_month(other, s.day) == said_month(day, s.day) for other, _ in days[-3:]) > 1
        when = said_day(day, s.day) if same else said_month(day, s.day)
        told.append(f"{when}: {', '.join(_says(s, entry, len(entries) > 1) for entry in entries)}")
    if standing(skill) is not None and not any(entry.by is None for _, entries in days for entry in entries):
        told.insert(0, f"At {standing(skill)}")
    aim = f"Aiming for {skill.target}." if skill.target else ""
    return " ".join([f"{'; '.join(told)}." if told else "Not rated yet.", aim]).strip()


def _says(s: Situation, entry: RatingEntry, beside_others: bool) -> str:
    if entry.by is None:
        return f"agreed {entry.rating}" if beside_others else str(entry.rating)
    return f"{s.name(entry.by)} {entry.rating}"


def _moved(s: Situation, skill: Skill) -> Iterator[Line]:
    """What ratings tell: moved since the last talk, seen differently, seen by the manager."""
    rows, number = s.events.ratings, s.number(skill)
    ratings = sorted(skill.ratings, key=lambda entry: entry.date)
    agreed = [entry for entry in ratings if entry.by is None]
    if len(agreed) > 1 and agreed[-1].rating != agreed[-2].rating and s.since(agreed[-1].date):
        a, b = agreed[-2].rating, agreed[-1].rating
        yield from _asked(s.ask(rows, "rose" if b > a else "fell", a=a, b=b), Rank.EVENT, number)
    yield from _own(s, skill, agreed[-1] if agreed else None)
    yield from _evidence(s, skill, agreed[-1] if agreed else None)
    at = standing(skill)
    if skill.open and at is not None and skill.target is not None and at >= skill.target:
        yield from _asked(s.ask(rows, "reached", n=at), Rank.EVENT, number)


def _own(s: Situation, skill: Skill, agreed: RatingEntry | None) -> Iterator[Line]:
    """A number that one of the two gave after the last agreed one."""
    rows, number = s.events.ratings, s.number(skill)
    later = [entry for entry in skill.ratings if entry.by and (agreed is None or entry.date > agreed.date)]
    own = [entry for entry in later if s.whose(entry.by) == "person"]
    boss = [entry for entry in later if s.whose(entry.by) == "manager"]
    if own and boss and own[-1].rating != boss[-1].rating:
        question = s.ask(rows, "apart", self=own[-1].rating, other=boss[-1].rating)
        yield from _asked(question, Rank.EVENT, number)
    elif own and agreed and own[-1].rating != agreed.rating:
        way = "up" if own[-1].rating > agreed.rating else "down"
        question = s.ask(rows, f"self-{way}-since", n=own[-1].rating, month=said_month(own[-1].date, s.day))
        yield from _asked(question, Rank.EVENT, number)


def _evidence(s: Situation, skill: Skill, agreed: RatingEntry | None) -> Iterator[Line]:
    """What the manager saw behind a number that lay apart from the person's, or from what was agreed."""
    rated = sorted(skill.ratings, key=lambda entry: entry.date)
    seen = [entry for entry in rated if entry.evidence and s.whose(entry.by) == "manager"]
    if not seen or (agreed and seen[-1].date < agreed.date):
        return
    last = seen[-1]
    others = [e.rating for e in skill.ratings if e.date == last.date and s.whose(e.by) == "person"] or [
        agreed.rating if agreed else 0
    ]
    if others[0] and others[0] != last.rating:
        row = "evidence-low" if last.rating < others[0] else "evidence-high"
        question = s.ask(s.events.ratings, row)
        if question:
            assert last.evidence is not None
            told = f"{s.Manager} in {said_month(last.date, s.day)}, with a {last.rating}: {in_quotes(last.evidence)}"
            yield Line(text=f"{told} {question}", question=True, rank=Rank.EVENT, number=s.number(skill))


def _numbers(s: Situation, skill: Skill, whole: bool) -> Iterator[Line]:
    """What a number now would be, and what one point more."""
    rows, number = s.events.ratings, s.number(skill)
    if not skill.open:
        return
    at = standing(skill)
    if at is None:
        yield from _asked(s.ask(rows, "unrated"), Rank.NUMBER, number)
        return
    newest = max((entry.date for entry in skill.ratings), default=None)
    if s.minutes >= 30 and (newest is None or s.day - newest >= FRESH):
        yield from _asked(s.ask(rows, "number-today"), Rank.NUMBER, number)
    if whole and skill.ten:
        yield Line(text=f"A 10 would be: {in_quotes(skill.ten)}", rank=Rank.NUMBER, number=number)
    if (skill.target is None or at < skill.target) and at < 10 and s.minutes >= 30:
        yield from _asked(s.ask(rows, "point", next=at + 1, n=at), Rank.GENERAL, number)


def _ways(s: Situation, skill: Skill) -> Iterator[Line]:
    """The ways to gain a point, with what speaks for and against each; blanks for those that are missing."""
    number = s.number(skill)
    planned = {action.action.casefold() for action in skill.actions}
    for way in [way for way in skill.ways if way.way.casefold() not in planned][:4]:
        told = [f"for it: {inline(joined(way.pros))}"] * bool(way.pros) + [f"against it: {inline(joined(way.cons))}"] * bool(
            way.cons
        )
        picked = " (chosen)" if way.chosen else ""
        blank = "" if told or way.chosen else ": for it ______, against it ______"
        text = f"{phrase(way.way)}{picked}{': ' + '; '.join(told) if told else blank}"
        yield Line(text=text, rank=Rank.NUMBER, number=number)
    if len(skill.ways) < 3:
        more = "Another way" if skill.ways else "A way"
        yield Line(text=f"{more} to gain a point: ______ (for it: ______, against it: ______)", rank=Rank.GENERAL, number=number)


def _asked(question: str | None, rank: Rank, number: str) -> Iterator[Line]:
    if question:
        yield Line(text=question, question=True, rank=rank, number=number)
