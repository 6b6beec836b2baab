"""How a plan is laid out: lines and columns, quotes and indents, so that what is new can look like its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cap.edit.edits import Value
from cap.edit.splicing.events import Document, Node

_LONG_LISTS = ("visions", "ways")  # one entry a line, even if every entry is a text
_UNQUOTED = re.compile(r"[-+.0-9_:]+|yes|no|true|false", re.IGNORECASE)  # says nothing about a habit of quoting


class Spot(NamedTuple):
    """Where something new goes: the plan, the mapping that takes it up (None in a new one), and about which character."""

    doc: Document
    parent: Node | None
    near: int


# ---- lines and columns


def example(text: str, key: str) -> re.Match[str] | None:
    """Find the lines in which a form shows a key of the plan commented out."""
    return re.search(rf"^#{re.escape(key)}:.*\n(?:#(?:  | ?-).*\n)*", text, re.M)


def column(text: str, index: int) -> int:
    """Count the characters before `index` on its line."""
    return index - line_start(text, index)


def line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def next_line(text: str, index: int) -> int:
    """Find where the line after the one of a value's end begins; a block scalar ends with its last line."""
    return index if text[index - 1 : index] == "\n" else text.find("\n", index) + 1 or len(text)


def with_line_ends(doc: Document, at: int, lines: str) -> str:
    """Give lines for the place `at`, the start of a line, the line end of the one before."""
    ends = doc.text[at - 2 : at] if at else doc.line_end
    return lines.replace("\n", "\r\n") if ends == "\r\n" else lines


# ---- what the neighbours look like


def common_quotes(nodes: Sequence[Node]) -> str:
    """Find the quotes that these scalars have in common, numbers and dates aside; nothing when they differ or have none."""
    styles = {
        node.event.style
        for node in nodes
        if node.kind == "scalar" and not node.blank and (node.event.style or not _UNQUOTED.fullmatch(node.event.value))
    }
    style = styles.pop() if len(styles) == 1 else ""
    return style if style in ("'", '"') else ""


def last_mapping(node: Node | None) -> Node | None:
    """Find the last mapping among the entries of a list: what a new one shall look like."""
    return next((child for child in reversed(node.children) if child.kind == "map"), None) if node else None


def value_column(text: str, node: Node | None) -> int:
    """Find where the values of a block mapping are aligned, from its own column; 0 when they are not."""
    if node is None or node.flow:
        return 0
    pairs = [(name, value) for name, value in node.pairs() if not value.blank and "\n" not in text[name.end : value.start]]
    starts = {column(text, value.start) - column(text, node.start) for _, value in pairs}
    aligned = len(pairs) > 1 and len(starts) == 1 and any(value.start - name.end > 2 for name, value in pairs)
    return starts.pop() if aligned else 0


class _Placed(NamedTuple):
    """A list with something in it, the key it stands under, and the mapping that holds them."""

    parent: Node
    key: str
    node: Node


def _lists(doc: Document) -> Iterator[_Placed]:
    for parent in doc.root.walk() if doc.root else ():
        if parent.kind == "map":
            yield from (
                _Placed(parent, key.event.value, node) for key, node in parent.pairs() if node.kind == "list" and node.children
            )


def _nearest(spot: Spot, fits: Callable[[_Placed], bool]) -> _Placed | None:
    """Choose among the lists that fit: in the same mapping rather than elsewhere, above rather than below, near rather than far."""
    found = [placed for placed in _lists(spot.doc) if fits(placed)]
    return min(
        found,
        key=lambda placed: (
            placed.parent is not spot.parent,
            placed.node.start > spot.near,
            abs(placed.node.start - spot.near),
        ),
        default=None,
    )


def nearest_list(spot: Spot, key: str) -> Node | None:
    """Find the nearest list under the same key."""
    found = _nearest(spot, lambda placed: placed.key == key)
    return found.node if found else None


def takes_lines(spot: Spot, key: str, entries: Sequence[Value]) -> bool:
    """Tell whether a new list goes one entry to a line, rather than in brackets."""
    if not entries:
        return False
    if like := nearest_list(spot, key):
        return not like.flow
    if key in _LONG_LISTS or any(isinstance(entry, Mapping) for entry in entries):
        return True
    texts = _nearest(spot, lambda placed: all(child.kind == "scalar" for child in placed.node.children))
    return texts is not None and not texts.node.flow


def _in_block(placed: _Placed) -> bool:
    return not placed.node.flow and not placed.parent.flow


def dash_offset(spot: Spot, key: str) -> int:
    """Work out how far a new list is indented under its key: as in the same item, else under the same key, else as near it."""
    found = (
        _nearest(spot, lambda placed: _in_block(placed) and placed.parent is spot.parent)
        or _nearest(spot, lambda placed: _in_block(placed) and placed.key == key)
        or _nearest(spot, _in_block)
    )
    return column(spot.doc.text, found.node.start) - column(spot.doc.text, found.parent.start) if found else 2


def blanks_after_dash(spot: Spot, node: Node | None) -> int:
    """Count the blanks after a dash: as in the block list `node`, else as near the spot."""
    if node is None or node.flow:
        found = _nearest(spot, _in_block)
        node = found.node if found else None
    between = spot.doc.text[node.start + 1 : node.children[0].start] if node else ""
    return len(between) if between and not between.strip(" ") else 1
