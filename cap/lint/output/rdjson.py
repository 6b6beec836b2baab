"""Reviewdog's diagnostics, for comments on a pull request: columns in bytes, and without the plan's words unless that is asked for.

What would stand in a place instead is a word of the plan too, so only then a finding that can be mended brings it as a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from cap.lint.output import Style, discreet, elements
from cap.lint.result import Linted, Tally
from cap.plan import older
from cap.plan.problem import Problem
from cap.text.escapes import json_text

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "hint": "INFO"}


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    yield '{"source": {"name": "cap"}, "diagnostics": ['
    yield from elements(json_text(diagnostic) for file in files for diagnostic in _diagnostics(file, style))
    yield "]}"


def _diagnostics(file: Linted, style: Style) -> Iterator[dict[str, object]]:
    lines = file.raw.removeprefix(b"\xef\xbb\xbf").split(b"\n") if file.problems else []

    @lru_cache(maxsize=2)  # where a finding begins and where it ends; a line may hold thousands
    def columns(line: int) -> list[int] | None:
        raw = lines[line - 1] if line <= len(lines) else b""
        if raw.isascii():
            return None
        return [1, *accumulate((len(c.encode("utf-8", "replace")) for c in raw.decode("utf-8", "replace")), initial=1)]

    def position(line: int, column: int) -> dict[str, int]:
        known = columns(line)
        return {"line": line, "column": column if known is None else known[min(column, len(known) - 1)]}

    for problem in file.problems:
        where = {
            "start": position(problem.line, problem.column),
            "end": position(problem.end_line, problem.end_column),
        }
        yield {
            "message": discreet.said(problem, style.snippets),
            "location": {"path": problem.path, "range": where},
            "severity": _SEVERITIES[problem.level],
            "code": {"value": problem.rule},
        } | ({"suggestions": [{"range": where, "text": problem.fix}]} if style.snippets and _is_whole(problem) else {})


def _is_whole(problem: Problem) -> bool:
    """Whether what mends a finding is a change in its own place alone."""
    return problem.fix is not None and not problem.slip and problem.rule != older.RULE
