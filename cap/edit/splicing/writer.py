"""New values written the way their neighbours are.

What is written comes as a `Piece`: its text, with LF, and the events that a parser must find in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cap.edit.edits import Value, is_list
from cap.edit.scalars import Scalar, meaning, scalar
from cap.edit.splicing import layout
from cap.edit.splicing.events import Document, Event, Node
from cap.edit.splicing.layout import Spot

_LONG_ITEMS = ("goals", "skills", "actions")  # written over several lines unless their neighbours are not

END = Event("end")


class Piece(NamedTuple):
    """Something new to be written."""

    text: str
    events: tuple[Event, ...]


def write_scalar(doc: Document, value: Scalar, *, flow: bool, quote: str = "") -> Piece:
    text, style = scalar(value, flow=flow, quote=quote)
    if style and not quote:  # it cannot be plain: then as others in this file
        spare = next((event.style for event in doc.events if event.style in ("'", '"')), '"')
        text, style = scalar(value, flow=flow, quote=quote, spare=spare)
    return Piece(text, (Event("scalar", meaning(value), style),))


def write_inline(doc: Document, value: Value, like: Node | None = None, *, flow: bool = True, quote: str = "") -> Piece:
    """Write a value on one line, in brackets if it is not a scalar. `like` is a neighbour to look like."""
    if isinstance(value, Scalar):
        return write_scalar(doc, value, flow=flow, quote=quote)
    if isinstance(value, Mapping):
        parts = [write_pair(doc, key, child, like, flow=True) for key, child in value.items()]
    else:
        found = layout.common_quotes(like.children) if like is not None and like.kind == "list" else ""
        parts = [write_inline(doc, child, quote=found or (quote if isinstance(child, str) else "")) for child in value]
    start, end = ("{", "}") if isinstance(value, Mapping) else ("[", "]")
    # neighbours may have a blank inside their brackets
    pad = (
        " "
        if parts and like is not None and like.flow and like.children and doc.text[like.start + 1 : like.start + 2] == " "
        else ""
    )
    text = start + pad + ", ".join(part.text for part in parts) + pad + end
    opening = Event("map" if isinstance(value, Mapping) else "list", style="flow")
    return Piece(text, (opening, *(event for part in parts for event in part.events), END))


def write_key(doc: Document, key: str, like: Node | None) -> Piece:
    return write_scalar(
        doc, key, flow=True, quote=layout.common_quotes(like.keys) if like is not None and like.kind == "map" else ""
    )


def write_pair(doc: Document, key: str, value: Value, like: Node | None, *, flow: bool, align: int = 0) -> Piece:
    """Write `key: value` on one line. `like` is the mapping it goes into, or one to look like; `align` as `value_column`."""
    name = write_key(doc, key, like)
    model, quote = None, ""
    if like is not None and like.kind == "map":
        model = next((node for found, node in like.pairs() if found.event.value == key), None)
        if model:
            quote = layout.common_quotes([model])
        elif isinstance(value, str) or is_list(value):
            quote = layout.common_quotes(like.values)
    written = write_inline(doc, value, model, flow=flow, quote=quote)
    blanks = max(1, align - len(name.text) - 1)
    return Piece(f"{name.text}:{' ' * blanks}{written.text}", (*name.events, *written.events))


def write_lines(spot: Spot, key: str, value: Value, own: int, like: Node | None) -> Piece:
    """Write `key: value` on lines of their own, in a block mapping at column `own`; the first line is not indented.

    `like` is the mapping it goes into, or one to look like.
    """
    if is_list(value) and layout.takes_lines(spot, key, value):
        name = write_key(spot.doc, key, like)
        block = write_list(spot, key, value, own + layout.dash_offset(spot, key))
        return Piece(f"{name.text}:\n{block.text}", (*name.events, *block.events))
    pair = write_pair(spot.doc, key, value, like, flow=False, align=layout.value_column(spot.doc.text, like))
    return Piece(pair.text + "\n", pair.events)


def write_list(spot: Spot, key: str, entries: Sequence[Value], dash: int) -> Piece:
    """Write a new block list with its dashes at column `dash`."""
    parts = [write_entry(spot, key, entry, dash, layout.nearest_list(spot, key)) for entry in entries]
    events = (event for part in parts for event in part.events)
    return Piece("".join(part.text for part in parts), (Event("list", style="block"), *events, END))


def write_entry(spot: Spot, key: str, entry: Value, dash: int, like: Node | None) -> Piece:
    """Write an entry of a block list, its lines indented, in the style of the list `like`."""
    item = layout.last_mapping(like)
    gap = layout.blanks_after_dash(spot, like)
    start = " " * dash + "-" + " " * gap
    if isinstance(entry, Mapping) and entry and (not item.flow if item else key in _LONG_ITEMS):
        own = dash + 1 + gap
        parts = [write_lines(spot._replace(parent=None), name, value, own, item) for name, value in entry.items()]
        events = (event for part in parts for event in part.events)
        return Piece(start + (" " * own).join(part.text for part in parts), (Event("map", style="block"), *events, END))
    piece = write_inline(spot.doc, entry, item, flow=False, quote=layout.common_quotes(like.children) if like else "")
    return Piece(start + piece.text + "\n", piece.events)
