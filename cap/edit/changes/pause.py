"""`cap pause`: a time in which nothing is due."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, person, plan_of
from cap.edit.edits import Append, Value
from cap.edit.typed import day_of, with_weekday
from cap.plan.model import Pause
from cap.plan.older import RULE
from cap.plan.read import Reading
from cap.refusal import Refusal


def pause(reading: Reading, *, today: date, start: str | None = None, until: str | None = None) -> Change:
    """Begin a pause, today when nobody says. Without `until` it lasts until the plan is resumed."""
    require_new_form(reading)
    begins = day_of(start, today) if start is not None else today
    ends = day_of(until, today) if until is not None else None
    require_after(begins, ends)
    require_free(reading, Pause(from_=begins, until=ends), plan_of(reading).pauses)
    new: dict[str, Value] = {"from": begins}
    if ends is not None:
        new["until"] = ends
        return Change([Append(("pauses",), new)], f"paused from {with_weekday(begins)} until {with_weekday(ends)}")
    advice = f"When it is over: cap resume {person(reading)}"
    return Change([Append(("pauses",), new)], f"paused from {with_weekday(begins)} on, with no end set", advice=advice)


def require_new_form(reading: Reading) -> None:
    """Refuse a plan that keeps its pause in the older form, which has room for one only. Raises Refusal."""
    if any(problem.rule == RULE and problem.item == "stage" for problem in reading.problems):
        hint = f"`cap lint --fix {person(reading)}` gives it its new place; then try again."
        raise Refusal("this plan still has its pause in `stage:`", hint)


def require_after(begins: date | None, ends: date | None) -> None:
    """Refuse a pause that ends before it has begun. Raises Refusal."""
    if begins is not None and ends is not None and ends <= begins:
        raise Refusal(
            f"a pause from {begins} cannot end on {ends}", "The end is the day on which it goes on, and lies after the beginning."
        )


def require_free(reading: Reading, wanted: Pause, others: list[Pause]) -> None:
    """Refuse a pause that shares a day with another one. Raises Refusal."""
    who = person(reading)
    for other in others:
        begins = max(wanted.from_ or date.min, other.from_ or date.min)
        if wanted.covers(begins) and other.covers(begins):
            hint = f"Another end for that one: cap resume {who} --on DATE"
            raise Refusal(
                f"there is a pause already, {in_words(other)}",
                f"{hint}; what is wrong in it is put right by hand: cap edit {who}",
            )


def in_words(pause: Pause) -> str:
    """Say from when until when a pause lasts: `from 2026-06-01 until 2026-09-30`."""
    begins = f"from {pause.from_} " if pause.from_ else ""
    return begins + (f"until {pause.until}" if pause.until else "with no end set")
