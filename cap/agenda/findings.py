"""From a file to the plan that a conversation is about: its numbering, and what of it can be trusted."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from cap.plan.model import Closing, Plan
from cap.plan.problem import Problem
from cap.plan.read import Reading
from cap.refusal import Unreadable

# Method findings about the file rather than the person: no conversation has to settle them.
CHORES = frozenset({"date-ahead", "date-order", "status-mismatch", "unknown-ignore", "unused-ignore"})


def certain_plan(reading: Reading) -> Plan:
    """Give the plan without a word on items of which a shape problem leaves in doubt whether they are open: they count as dropped.

    Raises Unreadable when there is no plan.
    """
    if reading.plan is None:
        problem = reading.problems[0]
        raise Unreadable(f"{reading.path}:{problem.line}: {problem.message}", problem.hint)
    plan = copy.deepcopy(reading.plan) if reading.spoilt else reading.plan
    for in_doubt in reading.spoilt:
        path = reading.plan_path(in_doubt)
        if path is not None and path[-1:] in (("status",), ("done",)):
            item: Any = plan
            for step in path[:-1]:
                item = item[step] if isinstance(step, int) else getattr(item, step)
            if isinstance(item, Closing):
                item.status = "dropped"
    return plan


def in_plan(reading: Reading, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Turn findings into the numbering of the plan; those about an entry that could not be read, and so is not in it, are left out."""
    for problem in problems:
        path = reading.plan_path(problem.at)
        if path is not None:
            yield msgspec.structs.replace(problem, at=path)


def slips(reading: Reading, problems: Sequence[Problem]) -> int:
    """Count what is to be mended in the file, rather than talked about."""
    return len(reading.problems) + sum(problem.rule in CHORES for problem in problems)
