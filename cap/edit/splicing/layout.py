"""How a plan is laid out, and new values written the way their neighbours are.

What is written comes as a `Piece`: its text, with LF, and the events that a parser must find in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from cap.edit.scalars import Scalar, meaning, scalar
from cap.edit.splicing.events import Document, Event, Node

Value = Scalar | Sequence["Value"] | Mapping[str, "Value"]

_LONG_ITEMS = ("goals", "skills", "actions")  # written over several lines unless their neighbours are not
_LONG_LISTS = ("visions", "ways")  # one entry a line, even if every entry is a text
_UNQUOTED = re.compile(r"[-+.0-9_:]+|yes|no|true|false", re.IGNORECASE)  # says nothing about a habit of quoting

END = Event("end")


class Piece(NamedTuple):
    """Something new to be written."""

    text: str
    events: tuple[Event, ...]


class Spot(NamedTuple):
    """Where it is to be written: the plan, the mapping that it goes into (None in a new one), and about which character."""

    doc: Document
    parent: Node | None
    near: int


# ---- lines and columns


def column(text: str, index: int) -> int:
    """How many characters stand before `index` on its line."""
    return index - line_start(text, index)


def line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def next_line(text: str, index: int) -> int:
    """Where the line after the one of a value's end begins; a block scalar ends with its last line."""
    return index if text[index - 1 : index] == "\n" else text.find("\n", index) + 1 or len(text)


def with_line_ends(doc: Document, at: int, lines: str) -> str:
    """Lines for the place `at`, the start of a line, with the line end of the one before."""
    ends = doc.text[at - 2 : at] if at else doc.line_end
    return lines.replace("\n", "\r\n") if ends == "\r\n" else lines


# ---- what the neighbours look like


def keys(node: Node) -> list[Node]:
    return node.children[::2]


def values(node: Node) -> list[Node]:
    return node.children[1::2]


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    return not isinstance(value, Mapping) and not isinstance(value, Scalar)


def habit(nodes: Sequence[Node]) -> str:
    """The quotes that these scalars have in common, numbers and dates aside; nothing when they differ or have none."""
    styles = {
        node.event.style
        for node in nodes
        if node.kind == "scalar" and not node.blank and (node.event.style or not _UNQUOTED.fullmatch(node.event.value))
    }
    style = styles.pop() if len(styles) == 1 else ""
    return style if style in ("'", '"') else ""


def last_item(node: Node | None) -> Node | None:
    """The last mapping among the entries of a list: what a new one shall look like."""
    return next((child for child in reversed(node.children) if child.kind == "map"), None) if node else None


def value_column(text: str, node: Node | None) -> int:
    """Where the values of a block mapping are aligned, from its own column; 0 when they are not."""
    if node is None or node.flow:
        return 0
    pairs = [(name, value) for name, value in node.pairs() if not value.blank and "\n" not in text[name.end : value.start]]
    starts = {column(text, value.start) - column(text, node.start) for _, value in pairs}
    aligned = len(pairs) > 1 and len(starts) == 1 and any(value.start - name.end > 2 for name, value in pairs)
    return starts.pop() if aligned else 0


class _Listed(NamedTuple):
    """A list with something in it, the key it stands under, and the mapping that holds them."""

    parent: Node
    key: str
    node: Node


def _lists(doc: Document) -> Iterator[_Listed]:
    for parent in doc.root.walk() if doc.root else ():
        if parent.kind == "map":
            yield from (
                _Listed(parent, key.event.value, node) for key, node in parent.pairs() if node.kind == "list" and node.children
            )


def _nearest(spot: Spot, fits: Callable[[_Listed], bool]) -> _Listed | None:
    """Of the lists that fit one in the same mapping rather than elsewhere, above rather than below, near rather than far."""
    found = [listed for listed in _lists(spot.doc) if fits(listed)]
    return min(
        found,
        key=lambda listed: (
            listed.parent is not spot.parent,
            listed.node.start > spot.near,
            abs(listed.node.start - spot.near),
        ),
        default=None,
    )


def namesake(spot: Spot, key: str) -> Node | None:
    """The nearest list under the same key."""
    found = _nearest(spot, lambda listed: listed.key == key)
    return found.node if found else None


def on_lines(spot: Spot, key: str, entries: Sequence[Value]) -> bool:
    """Whether a new list goes one entry to a line, rather than in brackets."""
    if not entries:
        return False
    if like := namesake(spot, key):
        return not like.flow
    if key in _LONG_LISTS or any(isinstance(entry, Mapping) for entry in entries):
        return True
    texts = _nearest(spot, lambda listed: all(child.kind == "scalar" for child in listed.node.children))
    return texts is not None and not texts.node.flow


def _in_block(listed: _Listed) -> bool:
    return not listed.node.flow and not listed.parent.flow


def dash_offset(spot: Spot, key: str) -> int:
    """How far a new list is indented under its key: as in the same item, else under the same key, else as near it."""
    found = (
        _nearest(spot, lambda listed: _in_block(listed) and listed.parent is spot.parent)
        or _nearest(spot, lambda listed: _in_block(listed) and listed.key == key)
        or _nearest(spot, _in_block)
    )
    return column(spot.doc.text, found.node.start) - column(spot.doc.text, found.parent.start) if found else 2


def _gap(spot: Spot, node: Node | None) -> int:
    """The blanks after a dash: as in the block list `node`, else as near the spot."""
    if node is None or node.flow:
        found = _nearest(spot, _in_block)
        node = found.node if found else None
    between = spot.doc.text[node.start + 1 : node.children[0].start] if node else ""
    return len(between) if between and not between.strip(" ") else 1


# ---- writing


def write_scalar(doc: Document, value: Scalar, *, flow: bool, quote: str = "") -> Piece:
    spare = next((event.style for event in doc.events if event.style in ("'", '"')), '"')
    text, style = scalar(value, flow=flow, quote=quote, spare=spare)
    return Piece(text, (Event("scalar", meaning(value), style),))


def write_inline(doc: Document, value: Value, like: Node | None = None, *, flow: bool = True, quote: str = "") -> Piece:
    """A value on one line, in brackets if it is not a scalar. `like` is a neighbour to look like."""
    if isinstance(value, Scalar):
        return write_scalar(doc, value, flow=flow, quote=quote)
    if isinstance(value, Mapping):
        parts = [write_pair(doc, key, child, like, flow=True) for key, child in value.items()]
    else:
        found = habit(like.children) if like is not None and like.kind == "list" else ""
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
    return write_scalar(doc, key, flow=True, quote=habit(keys(like)) if like is not None and like.kind == "map" else "")


def write_pair(doc: Document, key: str, value: Value, like: Node | None, *, flow: bool, align: int = 0) -> Piece:
    """`key: value` on one line. `like` is the mapping it goes into, or one to look like; `align` as `value_column`."""
    name = write_key(doc, key, like)
    model, quote = None, ""
    if like is not None and like.kind == "map":
        model = next((node for found, node in like.pairs() if found.event.value == key), None)
        if model:
            quote = habit([model])
        elif isinstance(value, str) or is_list(value):
            quote = habit(values(like))
    written = write_inline(doc, value, model, flow=flow, quote=quote)
    blanks = max(1, align - len(name.text) - 1)
    return Piece(f"{name.text}:{' ' * blanks}{written.text}", (*name.events, *written.events))


def write_lines(spot: Spot, key: str, value: Value, own: int, like: Node | None) -> Piece:
    """`key: value` on lines of their own, in a block mapping at column `own`; the first line is not indented.

    `like` is the mapping it goes into, or one to look like.
    """
    if is_list(value) and on_lines(spot, key, value):
        name = write_key(spot.doc, key, like)
        block = write_list(spot, key, value, own + dash_offset(spot, key))
        return Piece(f"{name.text}:\n{block.text}", (*name.events, *block.events))
    pair = write_pair(spot.doc, key, value, like, flow=False, align=value_column(spot.doc.text, like))
    return Piece(pair.text + "\n", pair.events)


def write_list(spot: Spot, key: str, entries: Sequence[Value], dash: int) -> Piece:
    """A new block list with its dashes at column `dash`."""
    parts = [write_entry(spot, key, entry, dash, namesake(spot, key)) for entry in entries]
    events = (event for part in parts for event in part.events)
    return Piece("".join(part.text for part in parts), (Event("list", style="block"), *events, END))


def write_entry(spot: Spot, key: str, entry: Value, dash: int, like: Node | None) -> Piece:
    """An entry of a block list, its lines indented, in the style of the list `like`."""
    item = last_item(like)
    gap = _gap(spot, like)
    start = " " * dash + "-" + " " * gap
    if isinstance(entry, Mapping) and entry and (not item.flow if item else key in _LONG_ITEMS):
        own = dash + 1 + gap
        parts = [write_lines(spot._replace(parent=None), name, value, own, item) for name, value in entry.items()]
        events = (event for part in parts for event in part.events)
        return Piece(start + (" " * own).join(part.text for part in parts), (Event("map", style="block"), *events, END))
    piece = write_inline(spot.doc, entry, item, flow=False, quote=habit(like.children) if like else "")
    return Piece(start + piece.text + "\n", piece.events)
