"""What a day begins with: what one person promised, who is to be talked to, and what else comes in two weeks; a screen at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.team.due import Due, Kind
from cap.team.output.due import HEADS, line
from cap.text.columns import Paint, flat
from cap.text.dates import spelled
from cap.text.shell import for_shell
from cap.text.table import table

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
    numbers = [len(part.dues) for part in shown]
    airy = (
        rows is None or sum(numbers) + 3 + 2 * len(numbers) <= rows
    )  # a head, a title for each part, a last line, what divides them
    counts = numbers if airy else _fitting(numbers, rows or 0)
    chosen = [part.dues[:number] for part, number in zip(shown, counts)]
    head, *lines = table(HEADS, [line(due, today) for dues in chosen for due in dues], columns, paint)
    between = [""] if airy else []
    yield head
    for part, dues in zip(shown, chosen):
        yield from between
        yield paint(part.title, "strong")
        yield from lines[: len(dues)]
        del lines[: len(dues)]
        if more := len(part.dues) - len(dues):
            yield f"… and {more} more: `{part.command}`"
    talk = next((due for part in shown for due in part.dues if due.kind == Kind.talk), None)
    if talk is not None:
        yield from between
        yield f"`cap agenda {for_shell(flat(talk.key))}` prepares the talk with {flat(talk.name)}."


def _fitting(numbers: Sequence[int], rows: int) -> list[int]:
    """How many things of each part are shown: a few of each, and then as many as there is room for, the first parts first."""
    room = rows - 2 - 2 * len(numbers)  # the head, the last line; a title for each part, and a line that says what is left out
    shown = [min(number, FEWEST) for number in numbers]
    while sum(shown) > max(room, len(numbers)):
        shown[shown.index(max(shown))] -= 1
    for i, number in enumerate(numbers):
        shown[i] += min(number - shown[i], max(room - sum(shown), 0))
    return shown
