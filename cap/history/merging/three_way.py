"""Three versions of a file → one: by meaning where all are plans, else by lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from cap.edit.apply import Document, document
from cap.history.merging.body import TextMerge, merge_body
from cap.history.merging.chunks import UNNAMED, Chunk, Labels, atom, in_lines, lines, marked, settled, side
from cap.history.merging.proof import holds
from cap.history.merging.segments import Unmergeable, Value, tree_of
from cap.history.merging.weaving import Weaver
from cap.plan.problem import Problem
from cap.plan.read import Reading, read
from cap.refusal import Refusal

MARKER = 7  # signs in a marker, unless git says otherwise


class Merged(NamedTuple):
    """What came of a merge.

    `conflicts`: how many places are marked. `sides`: the file with ours, and with theirs, in all of them. `problems`: what is wrong with
    the result that is wrong with neither side, such as an id that both gave to something new. `why`: what kept it from being merged by
    meaning; "" where nothing did.
    """

    raw: bytes
    conflicts: int
    sides: tuple[bytes, bytes]
    problems: tuple[Problem, ...] = ()
    why: str = ""

    @property
    def clean(self) -> bool:
        return not self.conflicts and not self.problems


def merge(base: bytes, ours: bytes, theirs: bytes, texts: TextMerge, labels: Labels = UNNAMED, size: int = MARKER) -> Merged:
    """Merge two versions of a file that come from `base` (empty: from nothing).

    Nothing that either side wrote is lost: what cannot be merged for certain is marked, or merged by lines, as git does.
    """
    (base, ours, theirs), crlf = _with_one_line_end(base, ours, theirs)
    by_lines = _Lines(texts)
    why = ""
    try:
        chunks = _by_meaning(base, ours, theirs, by_lines)
    except Refusal as refusal:
        why = refusal.message
        chunks = [hunk if isinstance(hunk, str) else hunk[1:] for hunk in by_lines(*map(_wide, (base, ours, theirs)))]
        if settled(chunks) and not _may_pass(base, ours, theirs, chunks):
            chunks = _differing(_wide(ours), _wide(theirs))
    chunks = in_lines(chunks)
    end = "\r\n" if b"\r\n" in ours else "\n"
    raw, *sides = (
        text.encode("latin-1").replace(b"\n", b"\r\n") if crlf else text.encode("latin-1")
        for text in (marked(chunks, labels, size, end), side(chunks, 0), side(chunks, 1))
    )
    problems = () if not settled(chunks) else tuple(_new_problems(raw, ours, theirs))
    return Merged(raw, sum(isinstance(chunk, tuple) for chunk in chunks), (sides[0], sides[1]), problems, why)


class _Lines:
    """Merges texts by their lines; a last line without an end is like any other."""

    def __init__(self, texts: TextMerge) -> None:
        self.texts = texts

    def __call__(self, base: str, ours: str, theirs: str) -> list[str | tuple[str, str, str]]:
        """Merge texts of one character a byte."""
        versions = (base, ours, theirs)
        ended = [text if not text or text.endswith("\n") else f"{text}\n" for text in versions]
        hunks = self.texts(*(text.encode("latin-1") for text in ended))
        found: list[str | tuple[str, str, str]] = [
            hunk.decode("latin-1") if isinstance(hunk, bytes) else (_wide(hunk[0]), _wide(hunk[1]), _wide(hunk[2]))
            for hunk in hunks
        ]
        open_ = [bool(text) and not text.endswith("\n") for text in versions]
        unended = open_[2] if open_[1] == open_[0] else open_[1]
        if unended and found and isinstance(found[-1], str):
            found[-1] = found[-1].removesuffix("\n")
        return found


def _wide(raw: bytes) -> str:
    """Bytes as a text of as many characters, since they need be no text at all."""
    return raw.decode("latin-1")


def _by_meaning(base: bytes, ours: bytes, theirs: bytes, by_lines: _Lines) -> list[Chunk]:
    """Merge plans. Raises Refusal where one is none, or the result cannot be proved."""
    versions = [_parsed(raw) if raw else None for raw in (base, ours, theirs)]
    was, one, other = versions
    if one is None or other is None:
        raise Unmergeable("a version of the file is empty")
    frames = [[atom(_frame(was, n) if was else None, _frame(one, n), _frame(other, n))] for n in (0, 1)]
    if not all(map(settled, frames)):
        raise Unmergeable("the lines around the front matter differ")

    def in_front(*texts: str) -> list[str | tuple[str, str, str]]:
        hunks = by_lines(*(_wide(text.encode()) for text in texts))
        return [
            _narrow(hunk) if isinstance(hunk, str) else (_narrow(hunk[0]), _narrow(hunk[1]), _narrow(hunk[2])) for hunk in hunks
        ]

    front = Weaver(in_front).weave(was.tree if was else Value(None, ""), one.tree, other.tree)
    bodies = [_wide(version.reading.body) if version else "" for version in versions]
    body = merge_body(bodies[0], bodies[1], bodies[2], by_lines)
    wide: list[Chunk] = [
        _wide(chunk.encode()) if isinstance(chunk, str) else (_wide(chunk[0].encode()), _wide(chunk[1].encode()))
        for chunk in in_lines(front)
    ]
    chunks = [*frames[0], *wide, *frames[1], *body]
    _prove(was, one, other, chunks)
    return chunks


def _narrow(text: str) -> str:
    return text.encode("latin-1").decode()


class _Version(NamedTuple):
    reading: Reading
    doc: Document
    tree: Value


@lru_cache(maxsize=4)
def _parsed(raw: bytes) -> _Version:
    reading = read(raw)
    if (problem := _in_the_way(reading)) is not None:
        raise Unmergeable(problem.message)
    doc = document(reading)
    return _Version(reading, doc, tree_of(doc))


def _in_the_way(reading: Reading) -> Problem | None:
    """What keeps a file from being taken apart."""
    spoils = ("unreadable", "yaml-syntax", "duplicate-key")
    return next((problem for problem in reading.problems if reading.fences is None or problem.rule in spoils), None)


def _frame(version: _Version, which: int) -> str:
    """What stands around the front matter: 0 before, 1 behind it."""
    fences = version.reading.fences
    assert fences
    raw = version.reading.raw
    return _wide(raw[: fences.start] if which == 0 else raw[fences.end : fences.body])


def _prove(base: _Version | None, ours: _Version, theirs: _Version, chunks: Sequence[Chunk]) -> None:
    """Require that what was merged is a plan whichever side is chosen, and holds what both wrote. Raises Refusal."""
    texts = list(dict.fromkeys(side(chunks, which) for which in (0, 1)))
    docs = []
    for text in texts:
        reading = read(text.encode("latin-1"))
        if _in_the_way(reading) is not None:
            raise Unmergeable("what was merged would be no plan")
        docs.append(document(reading))
    if not holds(base.doc if base else None, ours.doc, theirs.doc, (docs[0], docs[-1])):
        raise Unmergeable("what was merged would not hold what both sides wrote")


def _may_pass(base: bytes, ours: bytes, theirs: bytes, chunks: Sequence[Chunk]) -> bool:
    """Tell whether plans that were merged by lines, and show nothing to decide, say what both wrote; of what is no plan lines are all.

    A text with an anchor is the case in point: one side changes it, and the other says it once more by an alias.
    """
    try:
        was, one, other = (_parsed(raw) if raw else None for raw in (base, ours, theirs))
    except Refusal:
        return True
    if one is None or other is None:
        return True
    try:
        _prove(was, one, other, chunks)
    except Refusal:
        return False
    return True


def _differing(ours: str, theirs: str) -> list[Chunk]:
    """All lines in which two texts differ, to be decided."""
    a, b = lines(ours), lines(theirs)
    found: list[Chunk] = []
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        found.append("".join(a[i:j]) if what == "equal" else ("".join(a[i:j]), "".join(b[k:m])))
    return found


def _new_problems(raw: bytes, ours: bytes, theirs: bytes) -> list[Problem]:
    """What is wrong with a result that was merged whole, and with neither side."""
    known = Counter[tuple[str, str]]()
    for version in (ours, theirs):
        known |= Counter((problem.rule, problem.message) for problem in read(version).problems if problem.level == "error")
    return [problem for problem in read(raw).problems if problem.level == "error" and not known[problem.rule, problem.message]]


def _with_one_line_end(*versions: bytes) -> tuple[tuple[bytes, ...], bool]:
    """Versions that differ in their line ends alone by which they are known: with LF, and whether the result is to have CRLF.

    Where one mixes them, or all have the same, they stay as they are.
    """
    filled = [raw for raw in versions if b"\n" in raw]
    pure = [raw.count(b"\r\n") for raw in filled]
    if any(n not in (0, raw.count(b"\n")) for n, raw in zip(pure, filled)) or all(pure) or not any(pure):
        return versions, False
    ends = ["\r\n" if b"\r\n" in raw else "\n" for raw in versions]
    chosen = atom(ends[0] if versions[0] else None, ends[1], ends[2])
    return tuple(raw.replace(b"\r\n", b"\n") for raw in versions), side([chosen], 0) == "\r\n"
