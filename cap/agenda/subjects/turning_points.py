"""The turns a career takes: a goal refused, a pause over, another manager."""

from __future__ import annotations

from collections.abc import Iterator

from cap.agenda.endings import ELSE, GOES, LATER, MOVES, REFUSED, STANDS, STAYS, STILL, to_choose
from cap.agenda.page import Line, Rank
from cap.agenda.quoting import BLANK, in_quotes, phrase
from cap.agenda.situation import Situation, said_day
from cap.agenda.subjects.actions import recent
from cap.agenda.subjects.owed import content
from cap.agenda.words import inline
from cap.plan.model import Action, Goal, Support
from cap.plan.standing import refused_since_talk


def refused_goals(s: Situation) -> list[Goal]:
    """The goals that somebody declined since the last talk; for a setback, else, those that were ever declined."""
    recent = refused_since_talk(s.plan)
    return recent or [goal for goal in s.plan.goals if s.kind == "setback" and goal.state == "refused"]


def refused_lines(s: Situation) -> Iterator[Line]:
    """What was decided, by whom, and what it would take; blanks for what the plan does not know."""
    for goal in refused_goals(s)[:1]:
        by = f" by {s.name(goal.refused_by)}" if goal.refused_by else ""
        on = f" on {said_day(goal.refused, s.day)}" if goal.refused else ""
        number = s.number(goal)
        yield Line(text=f"**{inline(goal.goal, 2000)}**: declined{by}{on}.", rank=Rank.OWED, number=number)
        why = f"The reason that was given: {in_quotes(goal.because)}" if goal.because else f"The reason, in one sentence: {BLANK}"
        yield Line(text=f"{why}", rank=Rank.OWED, number=number)
        if not goal.refused_by:
            yield Line(text=f"Who decided, and who can be asked about it: {BLANK}", rank=Rank.EVENT, number=number)
        would = "What would have to be different for a yes, and who says so"
        about = content(f"{goal.goal} {goal.because or ''}")
        coming = [day for day in s.plan.ahead if day.date > s.day and about & content(day.what)]
        for day in sorted(coming, key=lambda day: day.date)[:1]:
            s.days_named.add(day.what)
            text = f"What comes next: {said_day(day.date, s.day)}, {inline(day.what)}"
            yield Line(text=text, rank=Rank.EVENT, number=s.number(day))
        yield Line(text=f"{would}: {BLANK} · there will be none, because {BLANK}", rank=Rank.OWED, number=number)


def dates_lines(s: Situation) -> Iterator[Line]:
    """Every open date of the plan, to be kept, moved or let go; after a pause none of them is late."""
    for goal in s.plan.goals:
        if goal.open and goal.due:
            text = f"{phrase(goal.goal)} ({said_day(goal.due, s.day)}): {to_choose(STILL, LATER, ELSE)}"
            yield Line(text=text, rank=Rank.EVENT, number=s.number(goal))
    found = [
        *((item.due, item.action, item) for _, item in s.actions() if item.due),
        *((item.due, item.need, item) for item in s.plan.support if item.open and item.due and not s.owed_by(item.due)),
    ]
    for due, name, item in sorted(found, key=lambda entry: (not isinstance(entry[2], Support), entry[0])):
        promised = isinstance(item, Support) and item.from_
        keeper = f"{s.name(item.from_ or '')}, " if isinstance(item, Support) and promised else ""
        endings = to_choose(STANDS, MOVES, REFUSED) if promised else to_choose(STAYS, MOVES, GOES)
        noted = recent(s, item)[:1] if isinstance(item, Action) else []
        said = f"{in_quotes(noted[0].note)} " if noted and len(noted[0].note.split()) <= 25 else ""
        text = f"**{inline(name, 2000)}** ({keeper}{said_day(due, s.day)}): {said}{endings}"
        yield Line(text=text, box=True, rank=Rank.EVENT, number=s.number(item))


def promised_lines(s: Situation) -> Iterator[Line]:
    """Every open promise, by whom it was made: whoever comes new should know what they inherit."""
    for need in s.plan.support:
        if need.open and need.from_ and (s.whose(need.from_) != "manager" or not s.owed_by(need.due)):
            day = f", by {said_day(need.due, s.day)}" if need.due else ""
            told = f"promised by {s.name(need.from_)}{day}"
            text = f"**{inline(need.need, 2000)}** ({told}): stands · changes to {BLANK} · cannot be kept, because {BLANK}"
            yield Line(text=text, box=True, rank=Rank.OWED, number=s.number(need))
