"""For people: the place, what is the matter, the line with a caret, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cap.lint.output import Linted, Paint, Tally
from cap.plan.problem import Problem
from cap.plan.wording import visible, width

_WIDEST = 96  # columns of an excerpt


def render(files: Iterable[Linted], tally: Tally, paint: Paint) -> Iterator[str]:
    for file in files:
        if not file.problems:
            continue
        lines = file.raw.decode("utf-8", errors="replace").removeprefix("\ufeff").split("\n")
        for problem in file.problems:
            place = paint(f"{visible(problem.path)}:{problem.line}:{problem.column}", "strong")
            yield f"{place} {paint(problem.level, problem.level)} {visible(problem.message)} {paint(f'[{problem.rule}]', 'faint')}"
            yield from _excerpt(problem, lines[problem.line - 1] if problem.line <= len(lines) else "", paint)
            yield f"       {visible(problem.hint)}"
            yield ""


def _excerpt(problem: Problem, line: str, paint: Paint) -> Iterator[str]:
    line = line.rstrip("\r")
    end = problem.end_column if problem.end_line == problem.line else len(line) + 1
    start, stop = problem.column - 1, max(end - 1, problem.column)
    before, marked, after = visible(line[:start]), visible(line[start:stop]), visible(line[stop:])
    if width(before) + width(marked) > _WIDEST:
        before = "…" + before[-20:]
    room = _WIDEST - width(before)
    if width(marked) > room:
        marked, after = marked[: room - 1] + "…", ""
    elif width(marked) + width(after) > room:
        after = after[: room - width(marked)] + "…"
    yield f"{problem.line:5d}{paint(' |', 'faint')} {before}{marked}{after}".rstrip()
    yield f"     {paint(' |', 'faint')} {' ' * width(before)}{paint('^' * max(width(marked), 1), problem.level)}"
