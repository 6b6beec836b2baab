"""Mend what has one right answer: a word in capitals, a number in quotes, a date with slashes, a misspelt key. Bytes to bytes."""

from __future__ import annotations

import re
from datetime import date

from cap.edit.apply import Put, Rename, Value, replace_all
from cap.plan import older
from cap.plan.read import Reading, read
from cap.refusal import EditBlocked


def fixed(raw: bytes) -> bytes:
    """The file with every fixable finding mended, and those that come to light then; the same bytes when there is none.

    All of them or none: raises cap.refusal.EditBlocked when one cannot be made with certainty.
    """
    return replace_all(_with_new_pause(raw), _edits)


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


def _edits(reading: Reading) -> list[Put | Rename]:
    """The edits for the fixable findings of a file. What stands under a misspelt key is looked at when the key is mended."""
    old = any(problem.rule == older.RULE for problem in reading.problems)
    found: list[Put | Rename] = []
    for problem in reading.problems:
        if problem.fix is None or problem.rule == older.RULE:
            continue
        if problem.rule == "unknown-key":
            found.append(Rename(problem.at, problem.fix))
        else:
            path = older.path_in_file(reading.source, problem.at) if old else problem.at
            found.append(Put(path, _meant(problem.fix)))
    return found


def _meant(fix: str) -> Value:
    """A mended value, as what it is: a date, a number, a yes or no, a word, or words in brackets."""
    if fix in ("yes", "no"):
        return fix == "yes"
    if fix.startswith("["):
        return tuple(fix[1:-1].split(", "))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", fix):
        return date.fromisoformat(fix)
    return int(fix) if fix.isdigit() else fix
