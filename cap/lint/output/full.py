"""For people: the place, its line with a caret, what is the matter there and how to mend it; then what to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from cap.lint.output import Style
from cap.lint.result import Linted, Tally
from cap.plan.problem import LEVELS, Lack, Level, Problem, Span
from cap.text.columns import Paint, cut, last_columns, width, wrapped
from cap.text.escapes import visible
from cap.text.quotes import Words

_WIDEST = 70  # columns of an excerpt or a text, so that a whole line fits into 80
_fold = partial(wrapped, columns=_WIDEST, whole=True)


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    paint = style.paint
    for file in files:
        if not file.problems:
            continue
        lines = file.raw.decode("utf-8", errors="replace").removeprefix("\ufeff").split("\n")
        heard: set[str] = set()  # the hints that this file has had, once each
        for span, group in groupby(file.problems, key=lambda problem: problem.span):
            problems = list(group)
            yield paint(f"{visible(file.path)}:{span.line}:{span.column}", "strong")
            worst = min((problem.level for problem in problems), key=LEVELS.index)
            said = list(_said(problems, heard))
            if not all(one.again for one in said):
                yield from _excerpt(span, lines[span.line - 1] if span.line <= len(lines) else "", worst, paint)
            for one in said:
                first, *rest = _fold(visible(one.message))
                yield f"  {paint(f'{one.level:>7}', one.level)} {first}"
                yield from (f"{'':10}{line}" for line in (*rest, *_fold(visible(one.hint))) if line)
            yield ""
        yield from _beginning(file, paint)


class _Said(NamedTuple):
    """One thing that is said at a place. `again`: another item lacks the same, and more was said there."""

    level: Level
    message: str
    hint: str
    again: bool = False


def _said(problems: Sequence[Problem], heard: set[str]) -> Iterator[_Said]:
    """What is said at one place. All that one item lacks is one block, where its first lack is.

    `heard` are the hints that the reader has had. They are not repeated, and a block that says the same has its item's name instead.
    """
    lacking = [problem for problem in problems if problem.lack]
    for problem in problems:
        if problem.lack is None or len(lacking) == 1:
            hint = problem.hint if problem.fix is None else f"{problem.hint} (`cap lint --fix` does it.)"
            known = hint in heard and problem.fix is None
            yield _Said(problem.level, f"{problem.message} [{problem.rule}]", "" if known else hint)
        elif problem is lacking[0]:
            message, hint = _block([lack.lack for lack in lacking if lack.lack])
            level = min((lack.level for lack in lacking), key=LEVELS.index)
            name = problem.says.first if isinstance(problem.says, Words) else ""
            if name and hint in heard:
                yield _Said(level, f"{name}: {message}", "", again=True)
            else:
                yield _Said(level, f"{message} [{', '.join(lack.rule for lack in lacking)}]", hint)
        else:
            continue
        heard.add(hint)


def _block(lacks: Sequence[Lack]) -> tuple[str, str]:
    """What an item lacks, and what to ask about it: `no date, no measure`, and the questions with the keys that take the answers."""
    asks = " ".join(f"{lack.ask[0].upper()}{lack.ask[1:]}?" for lack in lacks)
    keys = ", ".join(f"`{key}:`" for key in dict.fromkeys(lack.key for lack in lacks))
    return ", ".join(dict.fromkeys(lack.what for lack in lacks)), f"{asks} Add {keys}."


def _beginning(file: Linted, paint: Paint) -> Iterator[str]:
    from cap.lint.begin import MOST, TOO_MANY, begin_with
    from cap.plan.read import read

    if not MOST < len(file.problems) < TOO_MANY or not file.is_plan:
        return
    # read again: findings may come from other processes, and sending each plan along would cost more than the few that are shown so
    if sentences := begin_with(file.problems, read(file.raw, file.path).plan):
        yield paint("Begin with:", "strong")
        for i, sentence in enumerate(sentences, 1):
            yield from wrapped(visible(sentence), _WIDEST + 10, f"  {i}. ", "     ", whole=True)
        yield ""


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
