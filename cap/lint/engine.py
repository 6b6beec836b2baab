"""A plan that was read → its findings, shape and method together, in order of place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Literal, NamedTuple

from cap.lint.rule import Bounds, Finding, Rule, Subject
from cap.lint.rules import RULES
from cap.plan.model import Plan
from cap.plan.problem import ItemPath, Level, Problem, problem_at, problem_order
from cap.plan.read import Reading


class Policy(NamedTuple):
    """Which rules run, and how grave each is: the settings and the command line, taken together."""

    levels: Mapping[str, Level | Literal["off"]] = {}
    select: Set[str] = frozenset()  # empty: all
    ignore: Set[str] = frozenset()
    timely: bool = True
    bounds: Bounds = Bounds()
    cadence: str = "3 months"


def lint(reading: Reading, policy: Policy = Policy(), *, today: datetime.date) -> list[Problem]:
    """Every finding of one file, by place, then by rule id.

    Shape problems are always among them. A rule says nothing about what a shape problem leaves in doubt.
    """
    problems = list(reading.problems)
    if reading.plan is not None:
        problems += _method(reading, reading.plan, policy, today)
    return sorted(problems, key=problem_order)


def _method(reading: Reading, plan: Plan, policy: Policy, today: datetime.date) -> Iterator[Problem]:
    in_doubt = (lambda path: reading.file_path(path) in reading.spoilt) if reading.spoilt else None
    subject = Subject(plan, today=today, cadence=policy.cadence, bounds=policy.bounds, in_doubt=in_doubt)
    for rule, level in _in_force(plan.stage or "draft", policy):
        for finding in rule.check(subject):
            path = reading.file_path(finding.path)
            if reading.spoilt and any(_rests_on(path, finding.reads, spoilt) for spoilt in reading.spoilt):
                continue
            span = reading.source.place(path)
            yield problem_at(reading.path, span, rule.id, finding.message, finding.hint, level=level, item=path)


def _in_force(stage: str, policy: Policy) -> tuple[tuple[Rule, Level], ...]:
    """The rules that run in a stage, with their levels. Whether a rule runs is the stage's say; how grave it is, the settings'."""
    return _schedule(stage, policy.timely, tuple(policy.levels.items()), frozenset(policy.select), frozenset(policy.ignore))


@cache
def _schedule(
    stage: str,
    timely: bool,
    levels: tuple[tuple[str, Level | Literal["off"]], ...],
    select: frozenset[str],
    ignore: frozenset[str],
) -> tuple[tuple[Rule, Level], ...]:
    """Worked out once for each stage: tens of thousands of plans share it."""
    found: list[tuple[Rule, Level]] = []
    for rule in RULES if stage != "paused" else ():
        level = dict(levels).get(rule.id) or ("hint" if rule.completeness and stage == "draft" else rule.level)
        runs = (stage != "exploring" or rule.exploring) and (timely or not rule.timely)
        wanted = (not select or rule.id in select) and rule.id not in ignore
        if runs and wanted and level != "off":
            found.append((rule, level))
    return tuple(found)


def _rests_on(path: ItemPath, reads: Sequence[str], spoilt: ItemPath) -> bool:
    """Whether a finding about `path` rests on the value at `spoilt`."""
    for step, other in zip(path, spoilt):
        if step != other:
            if isinstance(step, int):
                return False  # another entry of the same list
            break
    else:
        if len(spoilt) <= len(path) or all(isinstance(step, int) for step in spoilt[len(path) :]):
            return True  # the value, something it hangs from, or an entry of the list that it is
    keys = ".".join(step for step in spoilt if isinstance(step, str))
    return any(read == keys or read.startswith(keys + ".") for read in reads)
