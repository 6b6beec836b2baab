"""Mend what has one right answer: a word in capitals, a number in quotes, a date with slashes, a misspelt key. Bytes to bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cap.edit.apply import Edit, Put, Rename, Value, apply
from cap.plan import older
from cap.plan.problem import ItemPath, Problem
from cap.plan.read import read
from cap.refusal import EditBlocked


def fixed(raw: bytes) -> bytes:
    """The file with every fixable finding mended; the same bytes when there is none.

    All of them or none: raises cap.refusal.EditBlocked when one cannot be made with certainty.
    """
    raw = _with_new_pause(raw)
    return apply(raw, list(_edits(raw, ())))


def _with_new_pause(raw: bytes) -> bytes:
    """The file with a pause of the old form written in the new one. It has to read as the same plan; raises cap.refusal.EditBlocked."""
    before = read(raw)
    found = next((problem for problem in before.problems if problem.rule == older.RULE and problem.fix), None)
    if found is None:
        return raw
    assert before.fences
    front = older.rewritten(before.text).encode()
    new = raw[: before.fences.start] + front + raw[before.fences.end :]
    after = read(new)
    if after.plan != before.plan or after.body != before.body or any(problem.rule == older.RULE for problem in after.problems):
        raise EditBlocked(found.message, found.hint, found.line)
    return new


def _edits(raw: bytes, below: ItemPath) -> Iterator[Edit]:
    """The edits for the fixable findings in a file, each at the path that it has after those before it."""
    reading = read(raw)
    old = any(problem.rule == older.RULE for problem in reading.problems)
    for problem in reading.problems:
        if problem.fix is None or problem.rule == older.RULE:
            continue
        if problem.rule != "unknown-key":
            path = older.path_in_file(reading.source, problem.at) if old else problem.at
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
