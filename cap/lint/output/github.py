"""Annotations on a pull request: GitHub's workflow commands, most severe first, because only the first few are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cap.lint.output import Linted, Tally
from cap.plan.problem import LEVELS, Problem
from cap.text.columns import Paint
from cap.text.escapes import visible
from cap.text.wording import sentence

_COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}
_LONGEST = 4096  # characters of a message


def render(files: Iterable[Linted], tally: Tally, paint: Paint) -> Iterator[str]:
    problems = [problem for file in files for problem in file.problems]
    for problem in sorted(problems, key=lambda problem: LEVELS.index(problem.level)):
        yield command(problem)


def command(problem: Problem) -> str:
    """One workflow command. The message starts with the place and the rule, so that the log reads well by itself."""
    place = {"file": problem.path, "line": problem.line, "endLine": problem.end_line}
    if problem.line == problem.end_line:
        place |= {"col": problem.column, "endColumn": problem.end_column}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**place, "title": problem.rule}.items())
    message = f"{problem.path}:{problem.line}:{problem.column} {problem.rule}: {sentence(problem.message)} {problem.hint}"
    return f"::{_COMMANDS[problem.level]} {properties}::{_message(message[:_LONGEST])}"


def _message(text: str) -> str:
    return visible(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
