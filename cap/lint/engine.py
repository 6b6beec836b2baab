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
from cap.plan.standing import heads_away, rests, unresumed


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
    stage = reading.plan.stage or "draft"
    rules = in_force(stage, policy, stage == "agreed" and heads_away(reading.plan))
    if any(path[:1] == ("pauses",) and path[2:] in ((), ("from",), ("until",)) for path in reading.spoilt):
        rules = ()  # the plan may well be resting
    elif reading.plan.pauses and unresumed(reading.plan, today):
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
    found = [(rule, level, finding) for rule, level in rules for finding in rule.check(subject)]
    spoken = {rule.id for rule, _, _ in found}
    found.reverse()
    while found:  # each is let go as it becomes a problem: a hostile file has a hundred thousand
        rule, level, finding = found.pop()
        path = reading.file_path(finding.path)
        if rule.behind in spoken or (doubt and any(doubt.about(read) for read in (path, *map(reading.file_path, finding.reads)))):
            continue
        yield problem_at(
            reading.path,
            reading.source.place(path),
            rule.id,
            finding.message,
            finding.hint,
            level=level,
            item=path,
            lack=finding.lack,
            also=tuple(map(reading.file_path, finding.also)),
        )


@cache
def in_force(stage: str, policy: Policy, away: bool = False) -> tuple[tuple[Rule, Level], ...]:
    """The rules that run in a stage, with their levels. Cached: thousands of plans share a stage."""
    return tuple((rule, level) for rule in RULES if (level := level_of(rule, policy, stage, away)) is not None)


def level_of(rule: Rule, policy: Policy, stage: str = "agreed", away: bool = False) -> Level | None:
    """How grave a rule is, None when it does not run. Whether it runs in a stage is the stage's say. How grave it is say the settings,
    else the stage, else where the person is headed (`away`: across or outside), else the rule itself."""
    runs = (stage != "exploring" or rule.exploring) and (policy.timely or not rule.timely)
    wanted = (not policy.select or rule.id in policy.select) and rule.id not in policy.ignore
    gentle = (rule.completeness and stage != "agreed") or (away and not rule.away)
    level = dict(policy.levels).get(rule.id) or ("hint" if gentle else rule.level)
    return level if runs and wanted and level != "off" else None


def silenced(policy: Policy) -> frozenset[str]:
    """The rules that are turned off, by the settings or on the command line; the errors of the shape cannot be."""
    return policy.ignore | {rule for rule, level in policy.levels if level == "off"}


def _shape(problems: Sequence[Problem], policy: Policy) -> list[Problem]:
    """What reading a plan found, with the levels of the settings for what is not an error. `select` brings nothing else in here."""
    levels = dict(policy.levels) | dict.fromkeys(policy.ignore, "off")
    found = [
        (problem, problem.level if problem.level == "error" else levels.get(problem.rule, problem.level)) for problem in problems
    ]
    return [problem if level == problem.level else replace(problem, level=level) for problem, level in found if level != "off"]
