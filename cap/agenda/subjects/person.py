"""The person: what they did that somebody saw, what they like and are good at, the futures they pictured, the days ahead."""

from __future__ import annotations

from collections.abc import Iterator

from cap.agenda.cues import hedged, matching
from cap.agenda.page import Line, Rank
from cap.agenda.quoting import asked_about, phrase
from cap.agenda.situation import Situation, said_day
from cap.agenda.words import inline, joined
from cap.plan.model import Moment
from cap.text.dates import add_months

EXPERT = 9
QUALITY = "quality"


def recent_moments(s: Situation) -> list[Moment]:
    """The moments since the last talk, the newest first; before a first talk all there are."""
    return sorted((moment for moment in s.plan.moments if s.since(moment.date)), key=lambda moment: moment.date, reverse=True)


def seen_by_manager(s: Situation) -> list[Moment]:
    """The moments since the last talk that the manager saw, the newest first."""
    return [moment for moment in recent_moments(s) if s.whose(moment.by) == "manager"]


def praise(s: Situation) -> Moment | None:
    """What the manager can say plainly at the start of a first talk: how the person is, else something good that was seen on a day."""
    good = []
    for moment in reversed(seen_by_manager(s)):
        fitting = [row for row in matching(s.events.moments, moment.moment) if row.cues]
        if fitting and all(row.mood == "good" for row in fitting[:1]) and not hedged(moment.moment):
            good.append((fitting[0].row != QUALITY, moment))
    return min(good, key=lambda pair: pair[0])[1] if good else None


def is_quality(s: Situation, moment: Moment) -> bool:
    """Whether it says how somebody is, rather than what happened on a day."""
    return any(row.row == QUALITY for row in matching(s.events.moments, moment.moment)[:1])


def moment_lines(s: Situation) -> Iterator[Line]:
    """What the person did since the last talk, and what it was to them."""
    said_first = praise(s) if s.last is None else None
    for moment in reversed([moment for moment in recent_moments(s) if moment is not said_first][:3]):
        who = s.whose(moment.by)
        told = f"{s.name(moment.by)}, on " if moment.by and who != "person" else ""
        day = said_day(moment.date, s.day)
        before = f"{told}{day}: " if told else f"{day}: "
        text = asked_about(s, s.events.moments, moment.moment)
        if text:
            yield Line(text=f"{before}{text}", question=True, number=s.number(moment))


def draw_lines(s: Situation, most: int = 3) -> Iterator[Line]:
    """What the plan knows of the person, one of each, as questions."""
    plan, rows = s.plan, s.events.people
    turn = s.held
    expert = next((strength for strength in plan.strengths if (strength.rating or 0) >= EXPERT), None)
    strength = expert or (plan.strengths[turn % len(plan.strengths)] if plan.strengths else None)
    drives = [word for word in plan.motivations if word not in s.shifts.motivations]  # those are asked about already
    known = [
        ("interest", plan.interests[turn % len(plan.interests)] if plan.interests else None),
        ("expert" if expert else "strength", strength.skill if strength else None),
        ("improve", plan.improve[turn % len(plan.improve)] if plan.improve else None),
        ("motivation", drives[turn % len(drives)] if drives else None),
    ]
    skills = {skill.skill.casefold() for skill in plan.skills}
    for row, name in [pair for pair in known if pair[1]][:most]:
        if name and name.casefold() not in skills:
            question = s.ask(rows, row)
            if question:
                yield Line(
                    text=f"{phrase(name)}: {question[0].lower() + question[1:] if question[:2] != 'I ' else question}",
                    question=True,
                    rank=Rank.NUMBER,
                )


def theme_lines(s: Situation) -> Iterator[Line]:
    question = s.ask(s.events.people, "theme") if s.plan.themes else None
    if question:
        themes = joined([phrase(theme) for theme in s.plan.themes[:3]])
        yield Line(text=f"The last time it came down to {themes}. {question}", question=True, rank=Rank.EVENT)


def vision_lines(s: Situation) -> Iterator[Line]:
    """The futures they pictured."""
    visions = s.plan.visions
    if not visions:
        return
    question = s.ask(s.events.people, "vision-one" if len(visions) == 1 else "visions")
    for number, vision in enumerate(visions[:5]):
        last = number == min(len(visions), 5) - 1
        yield Line(text=f"**{inline(vision.vision, 2000)}**", rank=Rank.NUMBER, number=s.number(vision))
        if last and question:
            yield Line(text=question, question=True, rank=Rank.LEAD)


def ahead_lines(s: Situation) -> Iterator[Line]:
    """The days that matter in the months to come."""
    days = sorted((day for day in s.plan.ahead if s.day <= day.date <= add_months(s.day, 9)), key=lambda day: day.date)
    for day in [day for day in days if day.what not in s.days_named][:2]:
        s.days_named.add(day.what)
        question = s.ask(s.events.ahead, "day")
        asked = f" {question}" if question else ""
        text = f"{said_day(day.date, s.day)}: {inline(day.what).rstrip('.')}.{asked}"
        yield Line(text=text, question=bool(question), number=s.number(day))
