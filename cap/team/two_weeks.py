"""What a day begins with: what one person promised, who is to be talked to, and what else comes in two weeks; a screen at most."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.team.due import Due, Kind
from cap.team.output.due import HEADS, line
from cap.team.output.table import table
from cap.text.columns import Paint, flat
from cap.text.dates import spelled

FEWEST = 3  # things that each part shows, where it has so many


class Part(NamedTuple):
    """What stands together, and the command that prints all of it."""

    title: str
    dues: Sequence[Due]
    command: str


def parts(mine: Sequence[Due], everything: Sequence[Due]) -> list[Part]:
    """One's own promises first, then the talks, then the rest, each in the order of `cap due`; those with nothing in them are left out."""
    own = {(due.path, due.item) for due in mine}
    others = [due for due in everything if (due.path, due.item) not in own]
    talks = [due for due in others if due.kind == Kind.talk]
    rest = [due for due in others if due.kind != Kind.talk]
    found = (
        Part("You promised", mine, "cap due --me"),
        Part("Talks", talks, "cap due --kind talk"),
        Part("Also due", rest, "cap due"),
    )
    return [part for part in found if part.dues]


def page(shown: Sequence[Part], today: date, until: date, columns: int | None, rows: int | None, paint: Paint) -> Iterator[str]:
    """The parts below each other, in at most `rows` lines of `columns`; None: as many as it takes."""
    if not shown:
        yield f"Nothing is due by {spelled(until)}. `cap list` shows everyone."
        return
    counts = _fitting([len(part.dues) for part in shown], rows)
    chosen = [part.dues[:number] for part, number in zip(shown, counts)]
    head, *lines = table(HEADS, [line(due, today) for dues in chosen for due in dues], columns, paint)
    yield head
    for part, dues in zip(shown, chosen):
        yield ""
        yield paint(part.title, "strong")
        yield from lines[: len(dues)]
        del lines[: len(dues)]
        if more := len(part.dues) - len(dues):
            yield f"… and {more} more: `{part.command}`"
    talk = next((due for part in shown for due in part.dues if due.kind == Kind.talk), None)
    if talk is not None:
        yield ""
        yield f"`cap agenda {shlex.quote(flat(talk.key))}` prepares the talk with {flat(talk.name)}."


def _fitting(counts: Sequence[int], rows: int | None) -> list[int]:
    """How many things of each part are shown: a few of each, and then as many as there is room for, the first parts first."""
    around = 3 + 2 * len(counts)  # the head, the titles, the last line, and what divides them
    if rows is None or sum(counts) + around <= rows:
        return list(counts)
    room = rows - around - len(counts)  # where something is left out, a line says so
    shown = [min(number, FEWEST) for number in counts]
    while sum(shown) > max(room, len(counts)):
        shown[shown.index(max(shown))] -= 1
    for i, number in enumerate(counts):
        shown[i] += min(number - shown[i], max(room - sum(shown), 0))
    return shown
