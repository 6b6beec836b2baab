"""A plan as plain values, for programs: the keys of the front matter, with the team's own among them."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from cap.plan.model import Plan
from cap.plan.read import Reading


def values(reading: Reading, plan: Plan, *, dates: bool) -> dict[str, Any]:
    """The plan of a reading as dictionaries, lists, numbers and texts; what is absent or blank is left out. `dates`: days stay
    dates, instead of becoming year-month-day."""
    found: dict[str, Any] = msgspec.to_builtins(plan, builtin_types=(date,) if dates else None)
    for path, own in reading.own.items():
        item: Any = found
        for step in path:
            item = item[step]
        item.update(own)
    return found
