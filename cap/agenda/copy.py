"""The person's copy of a talk: what was agreed, what was closed, and when the next talk is, as text to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cap.plan.model import Plan
from cap.plan.standing import short_name
from cap.text.dates import spelled

LAST = "Reply if you remember it differently."


def copy_of(plan: Plan, day: date, came_to: Mapping[str, Sequence[str]], following: date | None) -> str:
    """The copy for the person: lines under their titles, such as `Agreed`. It holds nothing of the notes."""
    parts = [f"{short_name(plan)}, this is what I have from our talk on {spelled(day)}."]
    parts += ["\n".join([f"{title}:", *(f"- {line}" for line in lines)]) for title, lines in came_to.items() if lines]
    if len(parts) == 1:
        parts.append("No new steps or promises this time.")
    parts.append(f"We talk again on {spelled(following)}." if following else "We have not set a day for the next talk yet.")
    return "\n\n".join([*parts, LAST])
