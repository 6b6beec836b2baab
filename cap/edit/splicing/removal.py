"""Taking a key or an entry out → the characters to cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cap.edit.splicing import layout
from cap.edit.splicing.events import Blocked, Document, Event, Node, Splice
from cap.edit.splicing.steps import child, node_at, nothing_at
from cap.plan.problem import ItemPath


def remove(doc: Document, path: ItemPath) -> Splice:
    """Say what to cut for a key with its value, or for an entry of a list. Raises Blocked."""
    parent = node_at(doc, path[:-1])
    node = child(doc, parent, path)
    if parent is None or node is None or parent.kind == "scalar":
        raise nothing_at(parent, path)
    outer = next(
        (event for event in doc.events[node.first : node.last] if event.anchor and Event("alias", event.anchor) in doc.events),
        None,
    )
    if outer:
        raise Blocked(node.start, f"this is used again elsewhere, as `*{outer.anchor}`", "Take it out by hand, both places.")
    size = 2 if parent.kind == "map" else 1
    i = parent.children.index(node) // size
    entries = [parent.children[at : at + size] for at in range(0, len(parent.children), size)]
    if parent.flow:
        return _remove_in_brackets(doc, parent, entries, i)
    if len(entries) == 1:
        return _remove_last(doc, parent, path)
    start, end = _line_of(doc, parent, entries, i)
    return Splice(((start, end, ""),), entries[i][0].first, entries[i][-1].last)


def _line_of(doc: Document, parent: Node, entries: Sequence[Sequence[Node]], i: int) -> tuple[int, int]:
    """Find what to cut for an entry of a block collection: its lines, or up to the next entry when it shares its first line."""
    text = doc.text
    start = _dash(doc, parent, entries[i][0]) if parent.kind == "list" else entries[i][0].start
    line = layout.line_start(text, start)
    if not text[line:start].strip():
        return line, layout.next_line(text, entries[i][-1].end)
    if i == 0:
        following = entries[1][0]
        return start, _dash(doc, parent, following) if parent.kind == "list" else following.start
    raise Blocked(start, "this shares its line with something else", "Take it out by hand.")


def _dash(doc: Document, parent: Node, entry: Node) -> int:
    """Find the dash of a block list's entry."""
    own = layout.column(doc.text, parent.start)
    line = layout.line_start(doc.text, entry.start)
    while line + own >= entry.start or doc.text[line + own] != "-":
        if line <= parent.start - own:
            raise Blocked(entry.start, "the dash of this entry was not found", "Take it out by hand.")
        line = layout.line_start(doc.text, line - 1)
    return line + own


def _remove_last(doc: Document, parent: Node, path: ItemPath) -> Splice:
    """Take out the only entry of a block collection: a list goes with it and leaves its key blank."""
    holder = node_at(doc, path[:-2]) if len(path) > 1 else None
    if parent.kind != "list" or holder is None or holder.kind != "map":
        raise Blocked(parent.start, "nothing would be left here", "Take it out by hand.")
    start = layout.line_start(doc.text, parent.start)
    if doc.text[start : parent.start].strip():
        raise Blocked(parent.start, "this shares its line with something else", "Take it out by hand.")
    blank = Event("scalar", anchor=parent.event.anchor)
    return Splice(((start, layout.next_line(doc.text, parent.end), ""),), parent.first, parent.last, (blank,))


def _remove_in_brackets(doc: Document, parent: Node, entries: Sequence[Sequence[Node]], i: int) -> Splice:
    text = doc.text
    if text[parent.start] not in "[{":
        raise Blocked(parent.start, "these keys and values have no brackets of their own", "Take it out by hand.")
    start, end = entries[i][0].start, entries[i][-1].end
    if i > 0:
        start = entries[i - 1][-1].end
    elif len(entries) > 1:
        end = entries[1][0].start
    else:
        comma = re.compile(r"[ \t]*,").match(text, end)
        end = comma.end() if comma else end
    return Splice(((start, end, ""),), entries[i][0].first, entries[i][-1].last)
