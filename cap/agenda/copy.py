"""The person's copy of a talk: what was agreed, what was closed, and when the next talk is, as text to send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cap.edit.changes.log import Outcome
from cap.plan.model import Plan
from cap.plan.standing import short_name
from cap.text.dates import spelled

LAST = "Reply if you remember it differently."


def copy_of(plan: Plan, day: date, outcomes: Sequence[Outcome], following: date | None) -> str:
    """The copy for the person. It holds nothing of the notes."""
    parts = [f"{short_name(plan)}, this is what I have from our talk on {spelled(day)}."]
    for title, closed in (("Agreed:", False), ("Closed:", True)):
        lines = list(dict.fromkeys(f"- {one.line}" for one in outcomes if one.line and one.closed == closed))
        if lines:
            parts.append("\n".join([title, *lines]))
    if len(parts) == 1:
        parts.append("We agreed on nothing new.")
    parts.append(f"We talk again on {spelled(following)}." if following else "We have not set a day for the next talk yet.")
    return "\n\n".join([*parts, LAST])
