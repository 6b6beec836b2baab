"""From a file to the plan that a conversation is about: what of it can be trusted, and what is to be mended in the file."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from cap.plan.model import Closing, Plan
from cap.plan.problem import Problem
from cap.plan.read import Reading
from cap.refusal import Unreadable

# Method findings about the file rather than the person: no conversation has to settle them.
CHORES = frozenset({"date-ahead", "date-order", "stage-paused", "status-mismatch", "unknown-ignore", "unused-ignore"})
_ENDS = ("status", "done", "dropped", "refused")


def certain(reading: Reading) -> tuple[Reading, Plan]:
    """Give the reading without a word on items of which a shape problem leaves in doubt whether they are open: they count as dropped.

    Raises Unreadable when there is no plan.
    """
    if reading.plan is None:
        problem = reading.problems[0]
        raise Unreadable(f"{reading.path}:{problem.line}: {problem.message}", problem.hint)
    if not reading.spoilt:
        return reading, reading.plan
    reading = copy.copy(reading)
    reading.plan = copy.deepcopy(reading.plan)
    assert reading.plan is not None
    for in_doubt in reading.spoilt:
        path = reading.plan_path(in_doubt)
        if path is not None and path[-1] in _ENDS:
            item: Any = reading.plan
            for step in path[:-1]:
                item = item[step] if isinstance(step, int) else getattr(item, step)
            if isinstance(item, Closing):
                item.status = "dropped"
    return reading, reading.plan


def slips(reading: Reading, problems: Sequence[Problem]) -> int:
    """Count what is to be mended in the file, rather than talked about."""
    return len(reading.problems) + sum(problem.rule in CHORES for problem in problems)
