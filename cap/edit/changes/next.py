"""`cap next`: the date of the next conversation."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, past, plan_of, way_to_log
from cap.edit.edits import Put
from cap.edit.typed import day_of, with_weekday
from cap.plan.read import Reading
from cap.plan.standing import next_talk as next_talk_set


def set_next(reading: Reading, when: str, *, today: date) -> Change:
    """Set the date of the next conversation."""
    day = day_of(when, today)
    before = plan_of(reading).next
    was = f" (was {before})" if before and before != day else ""
    arranged = next_talk_set(plan_of(reading))
    advice = ""
    if arranged is not None and arranged != day and arranged <= today:
        advice = f"Was there a talk on {arranged}? It is not written down yet: {way_to_log(reading, arranged, today)}"
    return Change([Put(("next",), day)], f"next conversation on {with_weekday(day)}{past(day, today)}{was}", advice=advice)
