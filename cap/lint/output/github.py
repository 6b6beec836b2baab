"""Annotations on a pull request: GitHub's workflow commands, most severe first, because only the first few are shown.

They say nothing in the plan's words, unless that is asked for: mails and logs carry them to people who never open the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cap.lint.output import Style, discreet
from cap.lint.result import Linted, Tally
from cap.plan.problem import LEVELS, Problem
from cap.text.escapes import visible

_COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}
_LONGEST = 4096  # characters of a message


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    for problem in gravest_first(files):
        yield command(problem, style)


def gravest_first(files: Iterable[Linted]) -> list[Problem]:
    """Every finding, errors before warnings before hints."""
    return sorted((problem for file in files for problem in file.problems), key=lambda problem: LEVELS.index(problem.level))


def command(problem: Problem, style: Style) -> str:
    """One workflow command. The message starts with the place and the rule, so that the log reads well by itself."""
    place = {"file": style.in_repository(problem.path), "line": problem.line, "endLine": problem.end_line}
    if problem.line == problem.end_line:
        place |= {"col": problem.column, "endColumn": problem.end_column}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**place, "title": problem.rule}.items())
    message = f"{problem.path}:{problem.line}:{problem.column} {problem.rule}: {discreet.said(problem, style.snippets)}"
    return f"::{_COMMANDS[problem.level]} {properties}::{_message(message[:_LONGEST])}"


def _message(text: str) -> str:
    return visible(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
