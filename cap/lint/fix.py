"""Mend what has one right answer: a slip in a line, a word in capitals, a number in quotes, a misspelt key. Bytes to bytes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from cap.edit.apply import DEEPEST_MENDING, Put, Rename, Value, replace_all, require_alike
from cap.plan import older
from cap.plan.fences import Miss, cut, put_right
from cap.plan.problem import Problem
from cap.plan.read import Reading, read
from cap.plan.slips.slip import mended
from cap.refusal import EditBlocked


class Fixed(NamedTuple):
    """A file with all mended that could be, and what could not, each with its reason and its line."""

    raw: bytes
    left: list[EditBlocked]


def fixed(raw: bytes, off: Collection[str] = ()) -> bytes:
    """The file with every fixable finding mended, and those that come to light then; the same bytes when there is none.

    Of the rules that are `off` nothing is mended.
    """
    return fix(raw, off).raw


def fix(raw: bytes, off: Collection[str] = ()) -> Fixed:
    """The same, with what was left. One that cannot be mended keeps no other from it."""
    left: dict[str, EditBlocked] = {}
    for _ in range(DEEPEST_MENDING):
        before = raw
        for way in (_with_fences, _with_lines_mended, _with_new_pause, _with_values_mended):
            raw, refused = way(raw, off)
            left |= {f"{one.line} {one.message}": one for one in refused}
        if raw == before:
            break
    return Fixed(raw, list(left.values()))


def fixed_one(raw: bytes, problem: Problem, off: Collection[str] = ()) -> bytes:
    """The file with one fixable finding of it mended, and no other that does not go with it. Raises EditBlocked.

    Mending all the others after it makes the file that mending all at once makes.
    """
    before = read(raw)
    if problem.slip:
        after = _without_slip(before, problem)
    elif isinstance(cut(raw), Miss):
        after = _with_fences(raw, ()).raw
    elif problem.rule == older.RULE:
        after = _with_new_pause(raw, ()).raw
    else:
        edits = _edits(before, (), [problem])
        mended_one = replace_all(raw, lambda reading: edits if reading.raw == raw else [])
        if mended_one.left:
            raise mended_one.left[0]
        after = mended_one.raw
    if after == raw or fixed(after, off) != fixed(raw, off):
        raise EditBlocked("this hangs together with something else in the file", "Mend all of it at once.", problem.line)
    return after


def _without_slip(before: Reading, problem: Problem) -> bytes:
    """The file without one slip, on which the others may lie or not."""
    from cap.plan.slips.report import place_of

    assert before.mending
    cuts = [
        cut
        for cut, slip in before.mending.cuts.items()
        if slip.rule == problem.rule and place_of(before.source, slip) == problem.span
    ]
    return _with_front(before, mended(before.text, cuts)).raw


def _with_fences(raw: bytes, off: Collection[str]) -> Fixed:
    """The file with a title of its own below the front matter, and with the line that closes it."""
    found = cut(raw)
    if not isinstance(found, Miss) or found.rule in off:
        return Fixed(raw, [])
    return Fixed(put_right(raw) or raw, [])


def _with_lines_mended(raw: bytes, off: Collection[str]) -> Fixed:
    """The file without the slips in its lines that the reading is sure of, once both parsers agree."""
    before = read(raw)
    if before.mending is None:
        return Fixed(raw, [])
    try:
        all_cuts, readable, comments, taken_back = before.mending
        cuts = [cut for cut, slip in all_cuts.items() if slip.rule not in off]
        if comments is None:  # all else can be read as it is
            readable = mended(before.text, cuts)
        require_alike(before, readable, comments, taken_back)
        after = _with_front(before, mended(before.text, cuts))
        if after.body != before.body or (after.plan is None) > (before.plan is None):
            raise EditBlocked("mending this would change more than its line", "Nothing was changed; mend it by hand.")
    except EditBlocked as refused:
        return Fixed(raw, [refused])
    return Fixed(after.raw, [])


def _with_new_pause(raw: bytes, off: Collection[str]) -> Fixed:
    """The file with a pause of the old form written in the new one. It has to read as the same plan."""
    before = read(raw)
    found = next((problem for problem in before.problems if problem.rule == older.RULE and problem.fix), None)
    if found is None or older.RULE in off:
        return Fixed(raw, [])
    after = _with_front(before, older.rewritten(before.text))
    if after.plan != before.plan or after.body != before.body or any(problem.rule == older.RULE for problem in after.problems):
        return Fixed(raw, [EditBlocked(found.message, found.hint, found.line)])
    return Fixed(after.raw, [])


def _with_values_mended(raw: bytes, off: Collection[str]) -> Fixed:
    try:
        return Fixed(*replace_all(raw, partial(_edits, off=off)))
    except EditBlocked as refused:
        return Fixed(raw, [refused])


def _with_front(reading: Reading, text: str) -> Reading:
    """Read the file with another front matter."""
    assert reading.fences
    return read(reading.raw[: reading.fences.start] + text.encode() + reading.raw[reading.fences.end :])


def _edits(reading: Reading, off: Collection[str], only: Sequence[Problem] | None = None) -> list[Put | Rename]:
    """The edits for the fixable findings of a file, or for some of them. What stands under a misspelt key is looked at when the key is mended."""
    old = any(problem.rule == older.RULE for problem in reading.problems)
    found: list[Put | Rename] = []
    for problem in reading.problems if only is None else only:
        if problem.fix is None or problem.slip or problem.rule == older.RULE or problem.rule in off:
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
