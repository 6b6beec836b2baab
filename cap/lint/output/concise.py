"""One line a finding, for pipes and editors: `path:line:column: level rule: message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cap.lint.output import Style
from cap.lint.result import Linted, Tally
from cap.plan.problem import Problem
from cap.text.escapes import visible


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    for file in files:
        yield from lines_of(file.problems, style)


def lines_of(problems: Iterable[Problem], style: Style) -> Iterator[str]:
    """A line for each finding."""
    for problem in problems:
        place = f"{visible(problem.path)}:{problem.line}:{problem.column}:"
        yield f"{place} {style.paint(problem.level, problem.level)} {problem.rule}: {visible(problem.message)}"
