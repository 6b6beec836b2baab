"""What helps right after an action was added: how the balance stands, and what lint says of this action alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from cap.lint.engine import Policy, lint
from cap.lint.rule import Subject
from cap.lint.words import likely_type
from cap.plan.items import entries
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.text.shell import for_shell
from cap.text.wording import sentence


def coaching(reading: Reading, action: ItemPath, policy: Policy, *, today: date) -> Iterator[str]:
    """Say in a line each what would make the action at `action`, a path in the file, better."""
    assert reading.plan is not None
    counts = Subject(reading.plan, reading, today=today).mix
    if any(counts):
        yield f"Balance: {counts.in_words}; aim for 70/20/10."
    for problem in lint(reading, policy, today=today):
        if problem.at == (*action, "type") and problem.rule == "action-untyped":
            found = next(item for item in entries(reading) if item.path == action)
            command = f"cap set {for_shell(PurePath(reading.path).stem)} type {likely_type(found.text)} --item {found.number}"
            yield f"{problem.level} {problem.rule}: {sentence(problem.message)} Most likely: {command}"
        elif problem.at[: len(action)] == action:
            yield f"{problem.level} {problem.rule}: {sentence(problem.message)} {problem.hint}"
