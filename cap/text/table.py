"""For people: a table that fits the terminal. Keys are never cut, because they are there to be typed; to a pipe nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cap.text.columns import Paint, cut, filled, flat, width

SHORTEST = 8  # columns that are left of a text
GAP = "  "


class Head(NamedTuple):
    """A column. `least`: where there is no room, its texts are cut down to so many columns, 0: never; `spared`: then it is left out, those
    with the highest number first."""

    name: str
    right: bool = False
    least: int = 0
    spared: int = 0


class Line(NamedTuple):
    """A row of the table: its texts by the names of their columns, and how some of them are painted; or, behind the first column,
    `instead`: why there are no others."""

    texts: Mapping[str, str]
    styles: Mapping[str, str] = {}
    instead: str = ""


def table(heads: Sequence[Head], lines: Sequence[Line], columns: int | None, paint: Paint) -> Iterator[str]:
    """The lines below their heads; a column without any text is left out. `columns`: how wide the terminal is; None: no terminal."""
    shown = {head: head.name for head in heads}
    flats = [Line({name: flat(text) for name, text in line.texts.items()}, line.styles, flat(line.instead)) for line in lines]
    widths = {
        head: max(width(text) for text in [head.name, *(line.texts.get(head.name, "") for line in flats)])
        for head in heads
        if head is heads[0] or any(line.texts.get(head.name) for line in flats)
    }
    if columns is not None:
        _fit(widths, columns)
    yield paint(_line(Line({head.name: shown[head] for head in widths}), widths, lambda text, _: text), "strong")
    for line in flats:
        if line.instead:
            start = filled(line.texts[heads[0].name], widths[heads[0]]) + GAP
            room = max(columns - width(start), 2 * SHORTEST) if columns is not None else width(line.instead)
            yield start + paint(cut(line.instead, room), "error")
        else:
            yield _line(line, widths, paint)


def _fit(widths: dict[Head, int], columns: int) -> None:
    """Make a table as narrow as the terminal: cut texts, then leave out columns one by one; when none is left to spare, cut what is
    left down to SHORTEST."""
    spared = sorted((head for head in widths if head.spared), key=lambda head: -head.spared)
    wanted = dict(widths)
    while not _cut(widths, columns, {head: head.least for head in widths}) and spared:
        del wanted[spared.pop(0)]
        widths.clear()
        widths.update(wanted)
    _cut(widths, columns, {head: SHORTEST for head in widths if head.least})


def _cut(widths: dict[Head, int], columns: int, least: Mapping[Head, int]) -> bool:
    """Narrow the columns that may be cut, the widest first; whether the table fits then."""
    over = sum(widths.values()) + len(GAP) * (len(widths) - 1) - columns
    while over > 0:
        wide = [head for head in widths if least.get(head) and widths[head] > max(least[head], len(head.name))]
        if not wide:
            return False
        widths[max(wide, key=lambda head: widths[head])] -= 1
        over -= 1
    return True


def _line(line: Line, widths: Mapping[Head, int], paint: Paint) -> str:
    parts = []
    for head, columns in widths.items():
        text = cut(line.texts.get(head.name, ""), columns)
        painted = paint(text, line.styles[head.name]) if text and head.name in line.styles else text
        blanks = filled("", columns - width(text))
        parts.append(blanks + painted if head.right else painted + blanks)
    return GAP.join(parts).rstrip()
