"""Edits of a plan file, bytes to bytes: small splices, each proved right before anything is returned.

A person's file is never dumped anew. The place is found by the marks of a parser's events, the new text is written the way its
neighbours are, and then the result must pass: every other byte is the original's, the events of two parsers are the old ones with
exactly the intended change, every comment is still there, the plan that is read differs in nothing else, and nothing is wrong
with it that was not wrong before. Otherwise the edit is refused, with the reason and the lines to write by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from cap.edit.edits import Append, Edit, Put, Remove, Rename, Value
from cap.edit.splicing.by_hand import lines_by_hand
from cap.edit.splicing.events import Blocked, Document, InvalidEdit, Splice, comments, parse
from cap.edit.splicing.layout import example
from cap.edit.splicing.splice import splice
from cap.edit.splicing.steps import Step, steps
from cap.edit.splicing.verify import verify_events, verify_plan, verify_problems
from cap.plan.fences import Miss, cut
from cap.plan.problem import Problem
from cap.plan.read import Reading, read
from cap.refusal import EditBlocked

__all__ = [
    "Append",
    "Edit",
    "Put",
    "Remove",
    "Rename",
    "Value",
    "append_text",
    "apply",
    "require_editable",
    "text_in_file",
    "without_example",
]

# The findings after which nothing of a front matter can be trusted.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNREADABLE = ("unreadable", "no-front-matter", "yaml-syntax", "merge-conflict")


def apply(raw: bytes, edits: Sequence[Edit]) -> bytes:
    """Make `edits` in the file `raw`, one after the other: all of them, or none and EditBlocked.

    Their paths are in the file's own numbering (see `Reading.file_path`), as the edits before leave it. A value that is there
    already changes nothing.
    """
    if not edits:
        return raw
    before = reading = read(raw)
    for problem in _unreadable(reading):
        raise EditBlocked(problem.message, problem.hint, problem.line, lines_by_hand(edits))
    at = 0
    done: list[tuple[Step, Splice]] = []
    try:
        doc = _parse(reading)
        for edit in edits:
            for step in steps(doc, edit):
                change = splice(doc, step)
                if not change.cuts:
                    continue
                at = _place(reading.text, change)
                result = read(_spliced(reading, change))
                for problem in _unreadable(result):
                    raise InvalidEdit(at, problem.message, problem.hint)
                if result.body != reading.body:
                    raise Blocked(at, "this would move the end of the front matter", "Nothing was changed; write it by hand.")
                parsed = _parse(result)
                verify_events(doc, parsed, change, at)
                verify_plan(reading, result, step, at)
                reading, doc = result, parsed
                done.append((step, change))
        verify_problems(before, reading, [step for step, _ in done], at)
    except Blocked as blocked:
        line = 2 + before.text.count("\n", 0, _original_index(blocked.index, [change for _, change in done]))
        by_hand = "" if isinstance(blocked, InvalidEdit) else lines_by_hand(edits)
        raise EditBlocked(blocked.message, blocked.hint, line, by_hand) from None
    return reading.raw


def require_editable(raw: bytes) -> None:
    """Refuse a file in which no edit at all can be made. Raises EditBlocked."""
    reading = read(raw)
    for problem in _unreadable(reading):
        raise EditBlocked(problem.message, problem.hint, problem.line)
    try:
        _parse(reading)
    except Blocked as blocked:
        raise EditBlocked(blocked.message, blocked.hint, 2 + reading.text.count("\n", 0, blocked.index)) from None


def append_text(raw: bytes, text: str) -> bytes:
    """Put `text` at the end of the file `raw`, after an empty line and with the line ends of the file. Raises EditBlocked."""
    return text_in_file(raw, len(raw), text)


def text_in_file(raw: bytes, place: int, text: str) -> bytes:
    """Put `text` into the text below the front matter, before the line that begins at `place` or at its end, empty lines around it
    and with the line ends of the file. Raises EditBlocked."""
    fences = cut(raw)
    if isinstance(fences, Miss):
        raise EditBlocked(fences.message, fences.hint, fences.span.line, text)
    body = raw[fences.body :]
    try:
        body.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, fences.body + error.start) + 1
        message = f"the byte 0x{body[error.start]:02X} in the text below the front matter is not UTF-8"
        raise EditBlocked(message, "Save the file again as UTF-8.", line, text) from None
    sample = body if b"\n" in body else raw
    end = b"\r\n" if 2 * sample.count(b"\r\n") > sample.count(b"\n") else b"\n"
    try:
        new = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").encode().replace(b"\n", end) + end
    except UnicodeEncodeError:
        raise EditBlocked("this text holds bytes that are not UTF-8", "Type it again, or save it as UTF-8 first.") from None
    above, below = raw[:place], raw[place:]
    above = above if above.endswith(b"\n") else above + end
    above = above if re.search(rb"\n[ \t]*\r?\n\Z", above) else above + end
    return above + new + (end + below if below else b"")


def without_example(raw: bytes, key: str, form: Callable[[], str]) -> bytes:
    """Take out the example that a form shows of a key, if it is to the byte what the form wrote, on whichever day.

    `form` writes the form once more, on any day. Whatever is not certain stays as it is.
    """
    reading = read(raw)
    shown = example(reading.text, key)
    wanted = example(form(), key) if shown and reading.text.count(shown[0]) == 1 else None
    if shown is None or wanted is None or shown[0] != _written_on(wanted[0], shown[0]):
        return raw
    result = read(_spliced(reading, Splice(((shown.start(), shown.end(), ""),), 0, 0)))
    try:
        before, after = _parse(reading), _parse(result)
    except Blocked:
        return raw
    left = [comment for comment in comments(before) if comment not in shown[0].split("\n")]
    there = [comment for comment in comments(after) if comment not in shown[0].split("\n")]
    return result.raw if (before.events, before.second, left) == (after.events, after.second, there) else raw


def _written_on(text: str, like: str) -> str:
    """Move the days in a text, so that the first of them is the first in `like`."""
    first = [found for found in (_DAY.search(text), _DAY.search(like)) if found]
    try:
        days = [date.fromisoformat(found[0]) for found in first]
        return _DAY.sub(lambda found: str(date.fromisoformat(found[0]) + (days[1] - days[0])), text) if days[1:] else text
    except (ValueError, OverflowError):  # no day at all, or one beyond the calendar
        return text


def _unreadable(reading: Reading) -> list[Problem]:
    """List what keeps anything in a file from being trusted."""
    return [problem for problem in reading.problems if problem.rule in _UNREADABLE]


def _parse(reading: Reading) -> Document:
    """Parse the front matter of a file that may be edited. Raises Blocked."""
    lone = re.search(r"\r(?!\n)", reading.text)
    if lone:
        raise Blocked(
            lone.start(), "a line ends here the way old Macs ended them", "Save the file with ordinary line ends (LF or CRLF)."
        )
    assert reading.fences
    return parse(reading.text, "\r\n" if reading.raw[: reading.fences.start].endswith(b"\r\n") else "\n")


def _spliced(reading: Reading, change: Splice) -> bytes:
    """Make the cuts of a change. Raises Blocked."""
    assert reading.fences
    text, before, reached = reading.text, "", 0
    for start, end, new in change.cuts:
        assert reached <= start <= end <= len(text)
        before += text[reached:start] + new
        reached = end
    try:
        front = (before + text[reached:]).encode()
    except UnicodeEncodeError:
        raise InvalidEdit(change.cuts[0][0], "the text to write holds bytes that are not UTF-8", "Type it again.") from None
    return reading.raw[: reading.fences.start] + front + reading.raw[reading.fences.end :]


def _place(text: str, change: Splice) -> int:
    """Find where a change is: at what it replaces, or on the line that new ones go below."""
    start, end, _ = change.cuts[0]
    return start - 1 if start == end and text[:start].endswith("\n") else start


def _original_index(index: int, changes: Sequence[Splice]) -> int:
    """Work out where a character stood before these changes."""
    for change in reversed(changes):
        for start, end, new in reversed(change.cuts):
            if index > start:
                index = max(start, index - len(new) + end - start)
    return index
