"""Annotations on a pull request: GitHub's workflow commands, most severe first, because only the first few are shown.

The whole list is for the job's summary, as a table in Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from cap.lint.output import Linted, Tally
from cap.plan.problem import LEVELS, Problem
from cap.text.columns import Paint
from cap.text.escapes import visible
from cap.text.wording import count, sentence

_COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}
_LONGEST = 4096  # characters of a message
_LARGEST = 1_000_000  # bytes of a summary; GitHub takes 1 MiB


def render(files: Iterable[Linted], tally: Tally, paint: Paint) -> Iterator[str]:
    for problem in _gravest_first(files):
        yield command(problem)


def summary(files: Iterable[Linted]) -> str:
    """Every finding as a row of a table, as many as a job's summary holds; "" when there is none."""
    rows = [_row(problem) for problem in _gravest_first(files)]
    if not rows:
        return ""
    sizes = accumulate(len(row.encode()) for row in rows)
    shown = sum(size < _LARGEST for size in sizes)
    rest = f"\n{count(len(rows) - shown, 'finding')} more: `cap lint` prints them all.\n" if shown < len(rows) else ""
    return "| where | level | rule | what | how to mend it |\n| --- | --- | --- | --- | --- |\n" + "".join(rows[:shown]) + rest


def _gravest_first(files: Iterable[Linted]) -> list[Problem]:
    return sorted((problem for file in files for problem in file.problems), key=lambda problem: LEVELS.index(problem.level))


def _row(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    cells = (place, problem.level, problem.rule, sentence(problem.message), problem.hint)
    return "| " + " | ".join(re.sub(r"([\\|<*_\[\]])", r"\\\1", visible(cell)) for cell in cells) + " |\n"


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
