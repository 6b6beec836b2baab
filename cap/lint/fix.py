"""Mend what has one right answer: a word in capitals, a number in quotes, a date with slashes, a misspelt key. Bytes to bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cap.plan.edit import Edit, Put, Rename, Value, apply
from cap.plan.problem import Problem, item_path
from cap.plan.read import read


def fixed(raw: bytes) -> bytes:
    """The file with every fixable finding mended; the same bytes when there is none.

    All of them or none: raises cap.plan.edit.EditRefused when one cannot be made with certainty.
    """
    return apply(raw, [edit for problem in read(raw).problems if problem.fix is not None for edit in _edits(raw, problem)])


def _edits(raw: bytes, problem: Problem) -> Iterator[Edit]:
    path, fix = item_path(problem.item), problem.fix or ""
    if problem.rule != "unknown-key":
        yield Put(path, _meant(fix))
        return
    yield Rename(path, fix)
    renamed = (*path[:-1], fix)
    for uncovered in read(_with_key(raw, problem, fix)).problems:  # a value that nobody looked at under the misspelt key
        if uncovered.fix is not None and item_path(uncovered.item)[: len(renamed)] == renamed:
            yield Put(item_path(uncovered.item), _meant(uncovered.fix))


def _with_key(raw: bytes, problem: Problem, key: str) -> bytes:
    """The file with the problem's span replaced, to look at and not to keep."""
    lines = raw.split(b"\n")
    line = lines[problem.line - 1].decode()
    lines[problem.line - 1] = (line[: problem.column - 1] + key + line[problem.end_column - 1 :]).encode()
    return b"\n".join(lines)


def _meant(fix: str) -> Value:
    """A mended value, as what it is: a date, a number or a word."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", fix):
        return date.fromisoformat(fix)
    return int(fix) if fix.isdigit() else fix
