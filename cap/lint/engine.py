"""A plan that was read → its findings, shape and method together, in order of place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from cap.lint.doubt import Doubt
from cap.lint.rule import Bounds, Rule, Subject
from cap.lint.rules import RULES
from cap.plan.model import Plan
from cap.plan.problem import Level, Problem, problem_at, problem_order
from cap.plan.read import Reading
from cap.plan.standing import rests, unresumed


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

    Shape errors are always among them. From a pause's start until a talk after it, nothing else is, but, once the pause is over, that
    this talk is due. A rule says nothing about what a shape problem leaves in doubt.
    """
    shape = _shape(reading.problems, policy) if reading.problems else []
    if reading.plan is None:
        return shape
    rules = in_force(reading.plan.stage or "draft", policy)
    if reading.plan.pauses and unresumed(reading.plan, today):
        rules = () if rests(reading.plan, today) else tuple((rule, level) for rule, level in rules if not rule.pauses)
    problems = list(_method(reading, reading.plan, rules, policy, today))
    if "cap:" in reading.text:
        from cap.lint.ignores import silence

        problems = list(silence(reading.source, problems, rules))
    return sorted((*shape, *problems), key=problem_order)


def _method(
    reading: Reading, plan: Plan, rules: Sequence[tuple[Rule, Level]], policy: Policy, today: datetime.date
) -> Iterator[Problem]:
    subject = Subject(plan, reading, today=today, cadence=policy.cadence, bounds=policy.bounds)
    doubt = Doubt(reading.spoilt) if reading.spoilt else None
    for rule, level in rules:
        for finding in rule.check(subject):
            path = reading.file_path(finding.path)
            if doubt and any(doubt.about(read) for read in (path, *map(reading.file_path, finding.reads))):
                continue
            span = reading.source.place(path)
            yield problem_at(reading.path, span, rule.id, finding.message, finding.hint, level=level, item=path)


@cache
def in_force(stage: str, policy: Policy) -> tuple[tuple[Rule, Level], ...]:
    """The rules that run in a stage, with their levels. Cached: thousands of plans share a stage."""
    return tuple((rule, level) for rule in RULES if (level := level_of(rule, policy, stage)) is not None)


def level_of(rule: Rule, policy: Policy, stage: str = "agreed") -> Level | None:
    """How grave a rule is, None when it does not run. Whether it runs in a stage is the stage's say, how grave it is the settings'."""
    runs = (stage != "exploring" or rule.exploring) and (policy.timely or not rule.timely)
    wanted = (not policy.select or rule.id in policy.select) and rule.id not in policy.ignore
    level = dict(policy.levels).get(rule.id) or ("hint" if rule.completeness and stage == "draft" else rule.level)
    return level if runs and wanted and level != "off" else None


def runs(name: str, policy: Policy) -> bool:
    """Whether what a rule finds is reported at all; of a rule that there is no more, that it finds nothing is known."""
    rule = next((rule for rule in RULES if rule.id == name), None)
    return rule is None or level_of(rule, policy) is not None


def _shape(problems: Sequence[Problem], policy: Policy) -> list[Problem]:
    """What reading a plan found, with the levels of the settings for what is not an error. `select` brings nothing else in here."""
    levels = dict(policy.levels) | dict.fromkeys(policy.ignore, "off")
    found = [
        (problem, problem.level if problem.level == "error" else levels.get(problem.rule, problem.level)) for problem in problems
    ]
    return [problem if level == problem.level else replace(problem, level=level) for problem, level in found if level != "off"]
