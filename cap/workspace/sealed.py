"""What a person gave themselves before a talk, kept sealed on the private side until `cap log` records it beside the manager's number.

A file of its own beside the private notes. Nothing prints it; `cap prep --read` adds to it, `cap log` puts aside what has gone into the
plan, and `cap undo` turns that round. Its lines are written so that nobody reads them in passing. That is no lock: whoever can open the
file and means to can read it.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cap.workspace.private import SEALED, private_file, read_own, write_own
from cap.workspace.settings import Workspace

_FIRST = "# Ratings that wait for a talk, sealed: `cap log` opens them. Please leave them as they are."
_ASIDE = "put aside: "  # how the line of one begins that waits no more, and is kept so that `cap undo` can give it back
_MARK = "sealed:"
_LONGEST = 4_000  # characters of what was written beside a number


class Sealed(NamedTuple):
    """A rating of one's own: the day on which it was given, the skill as the plan calls it ("" where nobody can say), the number (0 where it
    cannot be read for certain, and then `words` are all that was written), and the words beside it."""

    day: date
    skill: str
    number: int
    words: str


class Kept(NamedTuple):
    """The file in which ratings are sealed, and the marks of the lines that were changed in it (see turn)."""

    file: Path
    marks: list[str]


def sealed(workspace: Workspace, plan: Path) -> list[tuple[str, Sealed]]:
    """What is sealed about a plan, each with its line in the file; nothing where it would lie in a place that nobody trusted. Raises Refusal."""
    if workspace.private_elsewhere:
        return []
    lines = read_own(private_file(workspace, plan, SEALED)).splitlines()
    return [(line, one) for line in lines if (one := _opened(line)) is not None]


def keep_sealed(workspace: Workspace, plan: Path, ratings: Sequence[Sealed]) -> Kept:
    """Add ratings to what is sealed. A later one for the same skill takes the place of an earlier one, and one that is there already, to the
    word, stays as it is. Raises Refusal, with none of them kept."""
    marks: list[str] = []

    def change(before: bytes) -> bytes:
        lines = before.decode("utf-8", errors="replace").splitlines() or [_FIRST]
        marks.clear()
        for one in ratings:
            there = {line: old for line in lines if (old := _opened(line)) is not None and _same(old, one)}
            if any(old[1:] == one[1:] for old in there.values()):
                continue
            new = _closed(one)
            lines = [_ASIDE + line if line in there else line for line in lines if line != _ASIDE + new] + [new]
            marks.extend(mark(line) for line in (*there, new))
        return _joined(lines)

    return Kept(write_own(workspace, plan, change, SEALED), marks)


def put_aside(workspace: Workspace, plan: Path, lines: Collection[str]) -> None:
    """Let wait no more what stands in the plan now; what was put aside before that is let go. Raises Refusal."""

    def change(before: bytes) -> bytes:
        there = [line for line in before.decode("utf-8", errors="replace").splitlines() if not line.startswith(_ASIDE)]
        return _joined([_ASIDE + line if line in lines else line for line in there])

    write_own(workspace, plan, change, SEALED)


def turn(workspace: Workspace, plan: Path, marks: Collection[str]) -> int:
    """Turn round what a change did to the lines of these marks: those put aside wait again, and those that wait are put aside; how many wait
    again, below zero for those that do no more. Raises Refusal."""
    wanted, more = {one for one in marks if one.startswith(_MARK)}, [0]

    def turned(line: str) -> str:
        if mark(line.removeprefix(_ASIDE)) not in wanted:
            return line
        more[0] += 1 if line.startswith(_ASIDE) else -1
        return line.removeprefix(_ASIDE) if line.startswith(_ASIDE) else _ASIDE + line

    def change(before: bytes) -> bytes:
        more[0] = 0
        return _joined(list(map(turned, before.decode("utf-8", errors="replace").splitlines())))

    if wanted and private_file(workspace, plan, SEALED).exists():
        write_own(workspace, plan, change, SEALED)
    return more[0]


def mark(line: str) -> str:
    """By what a line is known, without its words."""
    return _MARK + sha256(line.encode()).hexdigest()


def _same(one: Sealed, other: Sealed) -> bool:
    """Whether two are about the same: the same skill, or the same words about nobody knows which."""
    return one.skill == other.skill and (one.skill != "" or one.words == other.words)


def _joined(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _closed(one: Sealed) -> str:
    return b64encode(json.dumps([str(one.day), one.skill, one.number, one.words[:_LONGEST]]).encode()).decode()


def _opened(line: str) -> Sealed | None:
    """A line of the file, opened; None for one that is none, or was put aside."""
    try:
        day, skill, number, words = json.loads(b64decode(line, validate=True))
        if not (isinstance(skill, str) and isinstance(words, str) and type(number) is int and 0 <= number <= 10):
            return None
        return Sealed(date.fromisoformat(day), skill, number, words)
    except (ValueError, TypeError, RecursionError):
        return None
