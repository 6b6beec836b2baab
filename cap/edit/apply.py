"""Edits of a plan file, bytes to bytes: small splices, each proved right before anything is returned.

A person's file is never dumped anew. The place is found by the marks of a parser's events, the new text is written the way its
neighbours are, and then the result must pass: every other byte is the original's, the events of two parsers are the old ones with
exactly the intended change, every comment is still there, the plan that is read differs in nothing else, and nothing is wrong
with it that was not wrong before. Otherwise the edit is refused, with the reason and the lines to write by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, Self

from cap.edit.edits import Append, Edit, Put, Remove, Rename, Value
from cap.edit.splicing.by_hand import lines_by_hand
from cap.edit.splicing.events import Blocked, Document, InvalidEdit, Node, Splice, comments, parse
from cap.edit.splicing.layout import example
from cap.edit.splicing.splice import splice
from cap.edit.splicing.steps import Step, steps
from cap.edit.splicing.verify import verify_events, verify_plan, verify_problems
from cap.plan.fences import Miss, cut
from cap.plan.problem import Problem
from cap.plan.read import Reading, read
from cap.refusal import EditBlocked
from cap.text.blocks import blocks

__all__ = [
    "Append",
    "Document",
    "Edit",
    "Node",
    "Put",
    "Remove",
    "Rename",
    "Value",
    "append_text",
    "apply",
    "comments",
    "document",
    "replace_all",
    "require_alike",
    "require_editable",
    "text_in_file",
    "without_example",
]

# The findings after which nothing of a front matter can be trusted.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DEEPEST_MENDING = 64  # rounds; what is nested deeper is no plan
_UNREADABLE = ("unreadable", "no-front-matter", "yaml-syntax", "merge-conflict")


def apply(raw: bytes, edits: Sequence[Edit]) -> bytes:
    """Make `edits` in the file `raw`, one after the other: all of them, or none and EditBlocked.

    Their paths are in the file's own numbering (see `Reading.file_path`), as the edits before leave it. A value that is there
    already changes nothing.
    """
    if not edits:
        return raw
    with _Work(raw, edits) as work:
        for edit in edits:
            for step in steps(work.document, edit):
                work.make([(step, splice(work.document, step))])
    return work.reading.raw


class Replaced(NamedTuple):
    """A file after replacing, and what could not be replaced in it: each with its reason."""

    raw: bytes
    left: list[EditBlocked]


def replace_all(raw: bytes, wanted: Callable[[Reading], Sequence[Put | Rename]]) -> Replaced:
    """Replace the scalars and keys that a reading calls for, and those that come to light then, until it calls for none.

    All that one reading calls for is replaced at once, and proved at once, so that hundreds take no longer than one; what stands under
    a key that gets another name has its turn after it. What cannot be replaced for certain is left, and keeps nothing else from it.
    Raises EditBlocked for a file in which nothing can be.
    """
    first = read(raw)
    edits = wanted(first)
    if not edits:
        return Replaced(raw, [])
    left: dict[Put | Rename, EditBlocked] = {}
    with _Work(raw, edits, each=True) as work:
        for _ in range(DEEPEST_MENDING):
            renamed = {edit.path for edit in edits if isinstance(edit, Rename)}
            now = [
                edit for edit in edits if edit not in left and not any(edit.path[:i] in renamed for i in range(1, len(edit.path)))
            ]
            if not now:
                break
            _replace(work, now, left)
            edits = wanted(work.reading)
    return Replaced(work.reading.raw, list(left.values()))


def _replace(work: _Work, edits: Sequence[Put | Rename], left: dict[Put | Rename, EditBlocked]) -> None:
    """Make edits that replace one scalar each, all at once; where that is blocked, one half and then the other."""
    possible: list[Put | Rename] = []
    found: dict[int, tuple[Step, Splice]] = {}
    for edit in edits:
        try:
            changes = [(step, splice(work.document, step)) for step in steps(work.document, edit)]
        except Blocked as blocked:
            left[edit] = work.refusal(blocked)
            continue
        possible.append(edit)
        for step, change in changes:
            if change.cuts:
                found.setdefault(change.cuts[0][0], (step, change))
    try:
        work.make([found[start] for start in sorted(found)])
    except Blocked as blocked:
        if len(possible) < 2:
            left |= dict.fromkeys(possible, work.refusal(blocked))
            return
        _replace(work, possible[: len(possible) // 2], left)
        _replace(work, possible[len(possible) // 2 :], left)


class _Work:
    """Edits being made: the file as it was and as it is by now, and what was done to it. What is blocked comes out as EditBlocked.

    Nothing may be wrong at the end that was not wrong before; with `each`, after each change.
    """

    def __init__(self, raw: bytes, edits: Sequence[Edit], *, each: bool = False) -> None:
        self.each = each
        self.before = self.reading = read(raw)
        self.edits = edits
        self.done: list[Step] = []
        self.made: list[Splice] = []
        self.last = 0  # where the last change was
        for problem in _unreadable(self.reading):
            raise EditBlocked(problem.message, problem.hint, problem.line, lines_by_hand(edits))

    def __enter__(self) -> Self:
        try:
            self.document = document(self.reading)
        except Blocked as blocked:
            raise self.refusal(blocked) from None
        return self

    def __exit__(self, kind: object, stopped: BaseException | None, trace: object) -> None:
        try:
            if stopped is None and not self.each:
                verify_problems(self.before, self.reading, self.done, self.last)
            elif isinstance(stopped, Blocked):
                raise stopped
        except Blocked as blocked:
            raise self.refusal(blocked) from None

    def make(self, pairs: Sequence[tuple[Step, Splice]]) -> None:
        """Make changes of the document as it is now, in the order of the text, and prove them. Raises Blocked."""
        done, changes = [step for step, change in pairs if change.cuts], [change for _, change in pairs if change.cuts]
        if not changes:
            return
        places = [_place(self.reading.text, change) for change in changes]
        self.last = places[-1]
        whole = Splice(tuple(cut for change in changes for cut in change.cuts), changes[0].first, changes[-1].last)
        result = read(_spliced(self.reading, whole))
        for problem in _unreadable(result):
            raise InvalidEdit(self.last, problem.message, problem.hint)
        if result.body != self.reading.body:
            raise Blocked(self.last, "this would move the end of the front matter", "Nothing was changed; write it by hand.")
        parsed = document(result)
        verify_events(self.document, parsed, changes, places)
        verify_plan(self.reading, result, done, places)
        if self.each:
            verify_problems(self.reading, result, done, self.last)
        self.reading, self.document = result, parsed
        self.done += done
        self.made.append(whole)

    def refusal(self, blocked: Blocked) -> EditBlocked:
        """What to say of it, at its place in the file as it was."""
        line = 2 + self.before.text.count("\n", 0, _original_index(blocked.index, self.made))
        by_hand = "" if isinstance(blocked, InvalidEdit) else lines_by_hand(self.edits)
        return EditBlocked(blocked.message, blocked.hint, line, by_hand)


def require_alike(reading: Reading, text: str, kept: Sequence[str] | None, taken_back: int) -> None:
    """Require that every parser reads `text` alike, and finds in it the comments that were `kept`; None: those of `reading`.

    `taken_back` of them may be gone, because a text has them now. Raises EditBlocked.
    """
    try:
        found = Counter(comments(parse(text, "\n")))
        lost = Counter(comments(document(reading)) if kept is None else kept) - found
    except Blocked as blocked:
        raise EditBlocked(blocked.message, blocked.hint, 2 + text.count("\n", 0, blocked.index)) from None
    if sum(lost.values()) > taken_back:
        raise EditBlocked("a comment would be lost", "Move it to a line of its own, or mend this by hand.")


class Appended(NamedTuple):
    """A file that got more text, and what had to be closed first, so that this is seen: what it is, and the line that opens it."""

    raw: bytes
    closed: list[tuple[str, int]]


def require_editable(raw: bytes) -> None:
    """Refuse a file in which no edit at all can be made. Raises EditBlocked."""
    with _Work(raw, []):
        pass


def append_text(raw: bytes, text: str) -> Appended:
    """Put `text` at the end of the file `raw`, after an empty line and with the line ends of the file. Raises EditBlocked.

    A block of code, a comment or the like that the file leaves open would swallow it, so that is closed first, by a line of its own;
    what was there stays as it was.
    """
    body, new, end = _as_in_file(raw, text)
    lines = re.split(r"\r\n?|\n", body)
    still_open = [block for block in blocks(lines[:-1] if not lines[-1] else lines) if block.ends_with]
    ended = raw if raw.endswith(b"\n") else raw + end
    ended += b"".join(block.ends_with.encode() + end for block in still_open)
    above = raw.count(b"\n", 0, len(raw) - len(body.encode()))
    found = [(block.what, above + block.first + 1) for block in still_open]
    return Appended(_with_blank(ended, end) + new, found)


def text_in_file(raw: bytes, place: int, text: str) -> bytes:
    """Put `text` into the text below the front matter, before the line that begins at `place`, empty lines around it and with the line
    ends of the file. Raises EditBlocked."""
    _, new, end = _as_in_file(raw, text)
    return _with_blank(raw[:place], end) + new + end + raw[place:]


def _with_blank(above: bytes, end: bytes) -> bytes:
    """What stands above a new text, with an empty line at its end."""
    return above if re.search(rb"\n[ \t]*\r?\n\Z", above) else above + end


def _as_in_file(raw: bytes, text: str) -> tuple[str, bytes, bytes]:
    """The text below the front matter, a new text as it can stand there, and the line end that is used there. Raises EditBlocked."""
    fences = cut(raw)
    if isinstance(fences, Miss):
        raise EditBlocked(fences.message, fences.hint, fences.span.line, text)
    body = raw[fences.body :]
    try:
        written = body.decode()
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
    return written, new, end


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
        before, after = document(reading), document(result)
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


def document(reading: Reading) -> Document:
    """Parse the front matter of a file that may be edited, with both parsers. Raises Blocked, a Refusal."""
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
        shift = 0  # of what stands behind the cuts so far
        for start, end, new in change.cuts:
            if index <= start + shift:
                break
            if index < start + shift + len(new):
                shift = index - start
                break
            shift += len(new) - (end - start)
        index -= shift
    return index
