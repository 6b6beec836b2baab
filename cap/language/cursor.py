"""Where somebody is typing: what is being typed there, in which place of the plan, and what an offered text would take the place of."""

from __future__ import annotations

from typing import NamedTuple

from cap.language.document import Document, Point
from cap.language.scan import sketch
from cap.language.sketch import Piece, Sketch, said
from cap.plan.problem import ItemPath

_MARK = "x"  # a letter, so that what stands at the cursor is text, also where nothing does yet


class Cursor(NamedTuple):
    """What is typed at a place, of which something can be known.

    `path`: of what a key is typed for, that of the mapping; of a value, its own (with its position, in a list). `key`, `value`: which of the
    two it may be; both on a line that has no colon yet. `entry`: where a new entry of a list could begin instead, its dash included.
    `prefix` is what stands before the cursor, without its quote; `quote` that, `closed` whether it ends. `flow`: between brackets.
    `colon`: a key that has one already. Offsets `start` and `end`: what would be replaced, quotes included, on one line.
    `others` are the pieces of the text but for the one that is typed.
    """

    path: ItemPath
    key: bool
    value: bool
    entry: ItemPath | None
    prefix: str
    quote: str
    flow: bool
    colon: bool
    start: int
    end: int
    others: Sketch


def cursor(document: Document, point: Point) -> Cursor | None:
    """What is typed at a place; None in a comment, in a block of text, in a text over several lines, and outside of the front matter."""
    if point.line not in document.front:
        return None
    text, offset = document.text, document.offset(point)
    mark = _MARK + (" " if text.startswith("#", offset) and text[:offset].endswith((" ", "\t", "\n")) else "")
    start, end = document.inside
    found = sketch(text[:offset] + mark + text[offset:], start, end + len(mark))
    at = next((at for at, piece in enumerate(found.pieces) if piece.start <= offset < piece.end), None)
    if at is None:
        return None
    piece = found.pieces[at]
    if piece.quote in ("|", "*") or "\n" in piece.typed:
        return None
    return _cursor(document, offset, len(mark), at, found)


def _cursor(document: Document, offset: int, added: int, at: int, found: Sketch) -> Cursor:
    text, piece = document.text, found.pieces[at]
    typed = text[piece.start : offset]
    stop = offset if piece.open else max(piece.end - 1, offset)
    others = [one if one.end <= offset else _before(one, added) for one in (*found.pieces[:at], *found.pieces[at + 1 :])]
    is_value = not piece.key and (piece.entry is None or piece.path != piece.entry)
    return Cursor(
        path=piece.path[:-1] if piece.key else piece.path,
        key=piece.key or (piece.bare and is_value),
        value=is_value,
        entry=piece.entry,
        prefix=said(typed, piece.quote) if len(typed) > 1 or not piece.quote else "",
        quote=piece.quote,
        flow=piece.flow,
        colon=text[stop : stop + 80].lstrip(" \t").startswith(":"),
        start=piece.start,
        end=stop,
        others=Sketch(others, []),
    )


def _before(piece: Piece, added: int) -> Piece:
    """A piece behind the cursor, at its place in the text without the mark."""
    return piece._replace(start=piece.start - added, end=piece.end - added)
