"""Mend what has one right answer: a word in capitals, a number in quotes, a date with slashes, a misspelt key. Bytes to bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cap.edit.apply import Edit, Put, Rename, Value, apply
from cap.plan.problem import ItemPath, Problem
from cap.plan.read import read


def fixed(raw: bytes) -> bytes:
    """The file with every fixable finding mended; the same bytes when there is none.

    All of them or none: raises cap.refusal.EditBlocked when one cannot be made with certainty.
    """
    return apply(raw, list(_edits(raw, ())))


def _edits(raw: bytes, below: ItemPath) -> Iterator[Edit]:
    """The edits for the fixable findings in a file, each at the path that it has after those before it."""
    for problem in read(raw).problems:
        if problem.fix is None:
            continue
        if problem.rule != "unknown-key":
            path = problem.at
            if path[: len(below)] == below:
                yield Put(path, _meant(problem.fix))
            continue
        path = problem.at
        if path[: len(below)] == below:
            yield Rename(path, problem.fix)
            # nobody has looked yet at what stands under the misspelt key
            yield from _edits(_with_key(raw, problem, problem.fix), (*path[:-1], problem.fix))


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
