"""For people: the place, its line with a caret, then what is the matter there and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from cap.lint.output import Style
from cap.lint.result import Linted, Tally
from cap.plan.problem import LEVELS, Level, Problem, Span
from cap.text.columns import Paint, cut, last_columns, width, wrapped
from cap.text.escapes import visible

_WIDEST = 70  # columns of an excerpt or a text, so that a whole line fits into 80
_fold = partial(wrapped, columns=_WIDEST, whole=True)


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    paint = style.paint
    for file in files:
        if not file.problems:
            continue
        lines = file.raw.decode("utf-8", errors="replace").removeprefix("\ufeff").split("\n")
        for span, group in groupby(file.problems, key=lambda problem: problem.span):
            problems = list(group)
            yield paint(f"{visible(file.path)}:{span.line}:{span.column}", "strong")
            worst = min((problem.level for problem in problems), key=LEVELS.index)
            yield from _excerpt(span, lines[span.line - 1] if span.line <= len(lines) else "", worst, paint)
            for problem in problems:
                first, *rest = _fold(f"{visible(problem.message)} [{problem.rule}]")
                yield f"  {paint(f'{problem.level:>7}', problem.level)} {first}"
                yield from (f"{'':10}{line}" for line in (*rest, *_fold(visible(_with_fix(problem)))) if line)
            yield ""


def _with_fix(problem: Problem) -> str:
    return problem.hint if problem.fix is None else f"{problem.hint} (`cap lint --fix` does it.)"


def _excerpt(span: Span, line: str, level: Level, paint: Paint) -> Iterator[str]:
    line = line.rstrip("\r")
    end = span.end_column if span.end_line == span.line else len(line) + 1
    start, stop = span.column - 1, max(end - 1, span.column)
    # no more of a line is looked at than fits: one may hold thousands of findings
    before, marked, after = (
        visible(part)
        for part in (line[max(start - _WIDEST, 0) : start], line[start:stop][: _WIDEST + 1], line[stop:][: _WIDEST + 1])
    )
    if width(before) + width(marked) > _WIDEST and width(before) > 20:
        before = "…" + last_columns(before, 20)
    room = _WIDEST - width(before)
    marked, after = cut(marked, room), cut(after, room - width(marked)) if width(marked) < room else ""
    yield f"{span.line:7d}{paint(' |', 'faint')} {before}{marked}{after}".rstrip()
    yield f"       {paint(' |', 'faint')} {' ' * width(before)}{paint('^' * max(width(marked), 1), level)}"
