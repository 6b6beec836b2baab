"""A plan that was read → its findings, shape and method together, in order of place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from cap.lint.rule import Bounds, Rule, Subject
from cap.lint.rules import RULES
from cap.plan.model import Plan
from cap.plan.problem import ItemPath, Level, Problem, problem_at, problem_order
from cap.plan.read import Reading


class Policy(NamedTuple):
    """Which rules run, and how grave each is: the settings and the command line, taken together."""

    levels: tuple[tuple[str, Level | Literal["off"]], ...] = ()
    select: frozenset[str] = frozenset()  # empty: all
    ignore: frozenset[str] = frozenset()
    timely: bool = True
    bounds: Bounds = Bounds()
    cadence: str = "3 months"


def lint(reading: Reading, policy: Policy = Policy(), *, today: datetime.date) -> list[Problem]:
    """Every finding of one file, by place, then by rule id.

    Shape problems are always among them. A rule says nothing about what a shape problem leaves in doubt.
    """
    if reading.plan is None:
        return list(reading.problems)
    rules = in_force(reading.plan.stage or "draft", policy)
    problems = list(_method(reading, reading.plan, rules, policy, today))
    if "cap:" in reading.text:
        from cap.lint.ignores import silence

        problems = list(silence(reading.source, problems, rules))
    return sorted((*reading.problems, *problems), key=problem_order)


def _method(
    reading: Reading, plan: Plan, rules: Sequence[tuple[Rule, Level]], policy: Policy, today: datetime.date
) -> Iterator[Problem]:
    subject = Subject(plan, reading, today=today, cadence=policy.cadence, bounds=policy.bounds)
    for rule, level in rules:
        for finding in rule.check(subject):
            path = reading.file_path(finding.path)
            reads = (path, *map(reading.file_path, finding.reads)) if reading.spoilt else ()
            if any(_rests_on(read, spoilt) for read in reads for spoilt in reading.spoilt):
                continue
            span = reading.source.place(path)
            yield problem_at(reading.path, span, rule.id, finding.message, finding.hint, level=level, item=path)


@cache
def in_force(stage: str, policy: Policy) -> tuple[tuple[Rule, Level], ...]:
    """The rules that run in a stage, with their levels.

    Whether a rule runs is the stage's say, how grave it is the settings'. Cached: thousands of plans share a stage.
    """
    found: list[tuple[Rule, Level]] = []
    for rule in RULES if stage != "paused" else ():
        level = dict(policy.levels).get(rule.id) or ("hint" if rule.completeness and stage == "draft" else rule.level)
        runs = (stage != "exploring" or rule.exploring) and (policy.timely or not rule.timely)
        wanted = (not policy.select or rule.id in policy.select) and rule.id not in policy.ignore
        if runs and wanted and level != "off":
            found.append((rule, level))
    return tuple(found)


def _rests_on(read: ItemPath, spoilt: ItemPath) -> bool:
    """Whether `read` is the value in doubt, hangs from it, or is a list with an entry in doubt. A position left out is any."""
    i = 0
    for step in spoilt:
        if i < len(read) and read[i] == step:
            i += 1
        elif not isinstance(step, int) or (i < len(read) and isinstance(read[i], int)):
            return False
    return True
