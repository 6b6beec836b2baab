"""Front matter → what lint finds in it, for tests that are about a few lines."""

from __future__ import annotations

import datetime

from cap.lint.engine import Policy, lint
from cap.plan.problem import Level, Problem
from cap.plan.read import read

TODAY = datetime.date(2026, 11, 22)


def found(front: str, policy: Policy = Policy()) -> list[Problem]:
    return lint(read(f"---\n{front}---\n".encode()), policy, today=TODAY)


def rules(front: str, policy: Policy = Policy()) -> set[str]:
    return {problem.rule for problem in found(front, policy)}


def levels(front: str, policy: Policy = Policy()) -> dict[str, Level]:
    return {problem.rule: problem.level for problem in found(front, policy)}
