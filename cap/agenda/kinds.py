"""Which conversation a plan calls for, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cap.plan.model import Plan


class Row(NamedTuple):
    """A conversation and the plans that it fits. `reason` completes "because …"."""

    fits: Callable[[Plan], bool]
    kind: str
    reason: str


# The first row that fits decides.
ROWS = (
    Row(lambda plan: not any(goal.open for goal in plan.goals), "unclear-goals", "no goal is open yet"),
    Row(lambda plan: "unsure" in plan.direction, "unclear-goals", "the direction is still unsure"),
    Row(lambda plan: plan.stage == "exploring", "unclear-goals", "the plan is still exploring"),
    Row(lambda _: True, "clear-goals", "there is a goal to work towards"),
)


def choose(plan: Plan) -> tuple[str, str]:
    """The type of the next conversation, and the reason in a few words."""
    return next((row.kind, row.reason) for row in ROWS if row.fits(plan))
