"""The outline of a plan, numbered as `cap show` numbers it, and what in it belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cap.language.document import Document, Point
from cap.language.items import Listed, items
from cap.plan.problem import ItemPath, Span
from cap.text.wording import brief

LONG = 80  # characters of an item's name in an outline


class Symbol(NamedTuple):
    """An item: `g1` and what it is called, its kind's word, how it stands, and where it, and its name, are."""

    name: str
    kind: str
    detail: str
    closed: bool
    span: Span
    selection: Span
    children: Sequence[Symbol]


def symbols(document: Document) -> list[Symbol]:
    """The numbered items of a plan, in the order of its text, the actions below what they are for. Also of a text that cannot be read."""
    sketch = document.sketch
    extent: dict[ItemPath, tuple[int, int]] = {}
    for piece in sketch.pieces:
        for depth in range(2, len(piece.path) + 1, 2):
            path = piece.path[:depth]
            start, end = extent.get(path, (piece.start, piece.end))
            extent[path] = min(start, piece.start), max(end, piece.end)
    found = items(sketch)
    below: dict[ItemPath, list[Symbol]] = {}
    for item in sorted(found, key=lambda item: -len(item.path)):
        children = below.get(item.path, [])
        below.setdefault(item.path[:-2], []).append(_symbol(document, item, extent[item.path], children))
    return below.get((), [])


def _symbol(document: Document, item: Listed, extent: tuple[int, int], children: Sequence[Symbol]) -> Symbol:
    span = document.span(*extent)
    selection = document.span(item.name.start, item.name.end) if item.name else document.span(extent[0], extent[0])
    name = f"{item.number} {brief(item.text, LONG)}".rstrip()
    detail = item.state if item.state and item.state != "todo" else ""
    return Symbol(name, item.kind.noun, detail, item.closed, span, selection, children)


def folds(document: Document) -> list[tuple[int, int]]:
    """The lines, from 1, that can be folded: the front matter, and every item and list in it of more than one line."""
    front = document.front
    if not front:
        return []
    lines: dict[ItemPath, tuple[int, int]] = {}
    for piece in document.sketch.pieces:
        first, last = document.point(piece.start).line, document.point(piece.end).line
        for depth in range(1, len(piece.path) + (not piece.key)):
            start, end = lines.get(piece.path[:depth], (first, last))
            lines[piece.path[:depth]] = min(start, first), max(end, last)
        if piece.key:
            start, end = lines.get(piece.path, (first, last))
            lines[piece.path] = min(start, first), max(end, last)
    return [(1, front.stop - 1), *sorted({span for span in lines.values() if span[0] < span[1]})]


def selections(document: Document, point: Point) -> list[Span]:
    """What surrounds a place, from the value at it to the front matter, each within the next."""
    sketch = document.sketch
    piece = sketch.at(document.offset(point))
    if piece is None:
        return []
    found = [document.span(piece.start, piece.end)]
    for depth in range(len(piece.path) - 1, -1, -1):
        inside = list(sketch.within(piece.path[:depth]))
        span = document.span(min(one.start for one in inside), max(one.end for one in inside))
        if span != found[-1]:
            found.append(span)
    return found
