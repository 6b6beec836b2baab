"""What a person gave themselves before a talk, kept sealed on the private side until `cap log` records it beside the manager's number.

A file of its own beside the private notes. Nothing prints it; `cap prep --read` adds to it, `cap log` takes out of it what has gone into the
plan, and `cap undo` gives that back. Its lines are written so that nobody reads them in passing. That is no lock: whoever can open the file
and means to can read it.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.workspace.private import SEALED, private_file, read_own, take_out, write_own
from cap.workspace.settings import Workspace

_FIRST = "# Ratings that wait for a talk, sealed: `cap log` opens them. Please leave them as they are."
_LONGEST = 4_000  # characters of what was written beside a number


class Sealed(NamedTuple):
    """A rating of one's own: the day on which it was given, the skill as the plan calls it ("" where nobody can say), the number (0 where it
    cannot be read for certain, and then `words` are all that was written), and the words beside it."""

    day: date
    skill: str
    number: int
    words: str


def sealed(workspace: Workspace, plan: Path) -> list[tuple[str, Sealed]]:
    """What is sealed about a plan, each with its line in the file; nothing where it would lie in a place that nobody trusted. Raises Refusal."""
    if workspace.private_elsewhere:
        return []
    found = []
    for line in read_own(private_file(workspace, plan, SEALED)).splitlines():
        one = _opened(line)
        if one is not None:
            found.append((line, one))
    return found


def keep_sealed(workspace: Workspace, plan: Path, ratings: Sequence[Sealed]) -> Path:
    """Add ratings to what is sealed. A later one for the same skill takes the place of an earlier one, and one that is there already, to the
    word, stays as it is; the file. Raises Refusal, with none of them kept."""

    def change(before: bytes) -> bytes:
        lines = before.decode("utf-8", errors="replace").splitlines() or [_FIRST]
        for one in ratings:
            there = [(line, old) for line in lines if (old := _opened(line)) is not None and _same(old, one)]
            if any(old[2:] == one[2:] for _, old in there):
                continue
            lines = [line for line in lines if line not in {old for old, _ in there}] + [_closed(one)]
        return "".join(f"{line}\n" for line in lines).encode()

    return write_own(workspace, plan, change, SEALED)


def let_out(workspace: Workspace, plan: Path, lines: Collection[str]) -> None:
    """Take out what stands in the plan now. Raises Refusal."""
    take_out(private_file(workspace, plan, SEALED), lines)


def _same(one: Sealed, other: Sealed) -> bool:
    """Whether two are about the same: the same skill, or the same words about nobody knows which."""
    return one.skill == other.skill and (one.skill != "" or one.words == other.words)


def _closed(one: Sealed) -> str:
    return b64encode(json.dumps([str(one.day), one.skill, one.number, one.words[:_LONGEST]]).encode()).decode()


def _opened(line: str) -> Sealed | None:
    """A line of the file, opened; None for one that is none."""
    try:
        day, skill, number, words = json.loads(b64decode(line, validate=True))
        if not (isinstance(skill, str) and isinstance(words, str) and isinstance(number, int) and 0 <= number <= 10):
            return None
        return Sealed(date.fromisoformat(day), skill, number, words)
    except (ValueError, TypeError, RecursionError):
        return None
