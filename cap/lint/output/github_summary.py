"""The whole list for the summary of a job on GitHub, as a table in Markdown: annotations are cut off after a few."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from cap.lint.output import discreet
from cap.lint.output.github import gravest_first
from cap.lint.result import Linted
from cap.plan.problem import Problem
from cap.text.escapes import visible
from cap.text.wording import count, sentence

_LARGEST = 1_000_000  # bytes; GitHub takes 1 MiB


def table(files: Iterable[Linted], snippets: bool) -> str:
    """Every finding as a row of a table, as many as a job's summary holds; "" when there is none."""
    rows = [_row(problem, snippets) for problem in gravest_first(files)]
    if not rows:
        return ""
    sizes = accumulate(len(row.encode()) for row in rows)
    shown = sum(size < _LARGEST for size in sizes)
    rest = f"\n{count(len(rows) - shown, 'finding')} more: `cap lint` prints them all.\n" if shown < len(rows) else ""
    return "| where | level | rule | what | how to mend it |\n| --- | --- | --- | --- | --- |\n" + "".join(rows[:shown]) + rest


def _row(problem: Problem, snippets: bool) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    cells = (place, problem.level, problem.rule, sentence(discreet.message(problem, snippets)), discreet.hint(problem, snippets))
    return "| " + " | ".join(re.sub(r"([\\|<*_\[\]])", r"\\\1", visible(cell)) for cell in cells) + " |\n"
