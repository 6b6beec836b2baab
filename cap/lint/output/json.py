"""For programs: one JSON document, its keys stable within a version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cap.lint.output import Style, elements
from cap.lint.result import Linted, Tally
from cap.plan.problem import Problem
from cap.text.escapes import json_text

VERSION = 1
KEYS = ("path", "line", "column", "end_line", "end_column", "rule", "level", "message", "hint", "item")


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    yield f'{{"version": {VERSION}, "problems": ['
    yield from elements(json_text(as_json(problem)) for file in files for problem in file.problems)
    yield f'], "summary": {summary(tally)}}}'


def summary(tally: Tally) -> str:
    """How many files there were, and findings of each level; once all of them were counted."""
    return json_text({"files": tally.files} | {f"{level}s": number for level, number in tally.levels.items()})


def as_json(problem: Problem) -> dict[str, object]:
    """A finding's keys, as documented."""
    return {key: getattr(problem, key) for key in KEYS} | {"fixable": problem.fix is not None}
