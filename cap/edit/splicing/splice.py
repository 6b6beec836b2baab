"""One step of an edit → the characters to cut and what goes in their place, and what that does to the events.

Nothing here is trusted: `cap.edit.apply` parses the result again and compares.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from cap.edit.edits import Remove, Rename, Value, is_list
from cap.edit.scalars import Scalar, meaning
from cap.edit.splicing import layout
from cap.edit.splicing.events import Blocked, Document, Event, Node, Splice
from cap.edit.splicing.fields import key_order
from cap.edit.splicing.layout import Spot
from cap.edit.splicing.removal import remove
from cap.edit.splicing.steps import Insert, Step, check, child, is_key, node_at, nothing_at
from cap.edit.splicing.writer import (
    END,
    Piece,
    write_entry,
    write_inline,
    write_lines,
    write_list,
    write_pair,
    write_scalar,
)
from cap.plan.problem import ItemPath, item_text

NOTHING = Splice((), 0, 0)


def splice(doc: Document, step: Step) -> Splice:
    """Say where and what to write for one step. Raises Blocked."""
    if isinstance(step, Remove):
        return remove(doc, step.path)
    if isinstance(step, Rename):
        return _rename(doc, step.path, step.key)
    if isinstance(step, Insert):
        return _insert_entry(doc, step.path, step.value)
    return _put(doc, step.path, step.value)


def _put(doc: Document, path: ItemPath, value: Value) -> Splice:
    *above, key = path
    parent = node_at(doc, tuple(above))
    node = child(doc, parent, path)
    if node is None:
        if isinstance(key, int):
            raise nothing_at(parent, path)
        return _insert_key(doc, parent, path, value)
    if node.blank or (node.kind == "list" and not node.children):
        return _fill(doc, node, parent, str(key), value)
    if node.kind != "scalar":
        words = "a list" if node.kind == "list" else "keys and values"
        raise Blocked(
            node.start, f"`{item_text(path)}` holds {words} here; that is not replaced as a whole", "Change it by hand."
        )
    if node.event.style in ("|", ">"):
        raise Blocked(
            node.start, f"this is a block of text (`{node.event.style}`), and blocks are left alone", "Change it by hand."
        )
    if _means_already(node, value):
        return NOTHING
    piece = _in_lines(doc, parent, node, path, value) or write_inline(
        doc, value, flow=_in_flow(doc, node), quote=node.event.style
    )
    return Splice(((node.start, node.end, piece.text),), node.first, node.last, _anchored(node, piece))


def _in_lines(doc: Document, parent: Node | None, node: Node, path: ItemPath, value: Value) -> Piece | None:
    """Write an item over several lines in the place of its name alone; None where its neighbours, or what follows it, forbid that."""
    if not isinstance(value, Mapping) or parent is None or parent.kind != "list" or _in_flow(doc, node) or node.event.anchor:
        return None
    if doc.text[node.end : layout.next_line(doc.text, node.end)].strip():  # a comment would be behind another line then
        return None
    dash = layout.column(doc.text, parent.start)
    written = write_entry(Spot(doc, None, node.start), str(path[-2]), value, dash, parent)
    start = layout.column(doc.text, node.start)
    if not written.text[:start].strip(" -") and written.text[start : start + 1] not in (" ", "{"):
        return Piece(
            layout.with_line_ends(doc, layout.line_start(doc.text, node.start), written.text[start:].rstrip("\n")), written.events
        )
    return None


def _means_already(node: Node, value: Value) -> bool:
    """Tell whether a scalar means `value` already, as what it is: the number 4 is not the text "4"."""
    if not isinstance(value, Scalar) or node.event.value != meaning(value):
        return False
    return not (isinstance(value, int) and node.event.style)


def _anchored(node: Node, piece: Piece) -> tuple[Event, ...]:
    """List the events of what replaces `node`, whose anchor, if it has one, stays."""
    return (piece.events[0]._replace(anchor=node.event.anchor), *piece.events[1:])


def _in_flow(doc: Document, node: Node) -> bool:
    """Tell whether a value stands inside brackets."""
    around = doc.root
    while around is not None and around.first < node.first:
        if around.flow:
            return True
        i = bisect_right(around.children, node.first, key=lambda child: child.first)
        around = around.children[i - 1] if i else None
    return False


def _fill(doc: Document, node: Node, parent: Node | None, key: str, value: Value) -> Splice:
    """Write a value where there is nothing, `null`, empty quotes or an empty list."""
    text = doc.text
    flow = _in_flow(doc, node)
    if is_list(value) and parent is not None and parent.kind == "map" and not flow:
        items = any(isinstance(entry, Mapping) for entry in value)
        if (items or node.kind != "list") and layout.takes_lines(Spot(doc, parent, node.start), key, value):
            return _fill_below(doc, node, parent, key, value)
    quote = node.event.style if node.kind == "scalar" else ""
    if not quote and parent is not None and (isinstance(value, str) or is_list(value)):
        quote = layout.common_quotes(parent.values if parent.kind == "map" else parent.children)
    piece = write_inline(doc, value, flow=flow, quote=quote)
    events = _anchored(node, piece)
    if "#" in text[node.start : node.end] and node.kind == "list" and is_list(value):  # a comment between the brackets
        return Splice(((node.start + 1, node.start + 1, piece.text[1:-1]),), node.first, node.last, events)
    if node.end > node.start:
        return Splice(((node.start, node.end, piece.text),), node.first, node.last, events)
    if text[node.start - 1 : node.start] not in (":", "-") and not node.event.anchor:
        raise Blocked(node.start, f"`{key}` has no `:` after it", "Write it as `key: value`.")
    blanks = 1
    if parent is not None and parent.kind == "map":
        name = next(name for name, found in parent.pairs() if found is node)
        blanks = max(1, layout.value_column(text, parent) - (node.start - name.start))
    taken = re.compile(r"[ \t]*(?=\r?\n)|[ \t](?=[ \t]*[,\]}])").match(text, node.end)  # the blank that stands there for it
    end = taken.end() if taken else node.end
    return Splice(((node.end, end, " " * blanks + piece.text),), node.first, node.last, events)


def _fill_below(doc: Document, node: Node, parent: Node, key: str, entries: Sequence[Value]) -> Splice:
    """Write a list on lines of its own below a key that holds nothing, `null` or `[]`."""
    spot = Spot(doc, parent, node.start)
    dash = layout.column(doc.text, parent.start) + layout.dash_offset(spot, key)
    piece = write_list(spot, key, entries, dash)
    at = _below(doc.text, node.end, dash)
    new = (at, at, layout.with_line_ends(doc, at, piece.text))
    start = node.start
    while node.end > node.start and doc.text[start - 1] in " \t":  # what goes takes the blank before it along
        start -= 1
    cuts = ((start, node.end, ""), new) if node.end > node.start else (new,)
    return Splice(cuts, node.first, node.last, _anchored(node, piece))


def _insert_key(doc: Document, parent: Node | None, path: ItemPath, value: Value) -> Splice:
    key = str(path[-1])
    if parent is None:
        piece = write_lines(Spot(doc, None, 0), key, value, 0, None)
        at = len(doc.text)
        events = (Event("map", style="block"), *piece.events, END)
        return Splice(((at, at, layout.with_line_ends(doc, at, piece.text)),), 0, 0, events)
    merge = next((name for name in parent.keys if name.event == Event("scalar", "<<")), None)
    if merge:
        raise Blocked(
            merge.start, f"`{key}` may come in here through `<<`", "Write the key by hand, so that you see which one counts."
        )
    order = key_order(path[:-1])
    before = order[: order.index(key)] if key in order else ()
    ranked = [(before.index(name.event.value), i) for i, name in enumerate(parent.keys) if name.event.value in before]
    at_pair = max(ranked)[1] if ranked else len(parent.children) // 2 - 1
    if parent.flow:
        piece = write_pair(doc, key, value, parent, flow=True)
        return _into_brackets(doc, parent, at_pair * 2 + 1, piece)
    own = layout.column(doc.text, parent.start)
    example = _example_of(doc, parent, key)
    if example:
        at_pair, _ = example
    last = parent.children[at_pair * 2 + 1]
    piece = write_lines(Spot(doc, parent, last.end), key, value, own, parent)
    at = example[1] if example else _below(doc.text, last.end, own)
    text = layout.with_line_ends(doc, at, " " * own + piece.text)
    return Splice(((at, at, text),), last.last, last.last, piece.events)


def _example_of(doc: Document, parent: Node, key: str) -> tuple[int, int] | None:
    """Find where a form shows `key` commented out, so that the key belongs there: the pair before that, and the line after it."""
    shown = layout.example(doc.text, key) if parent is doc.root else None
    if shown is None:
        return None
    before = [i for i, name in enumerate(parent.keys) if name.start < shown.start()]
    if not before or parent.children[before[-1] * 2 + 1].end > shown.start():
        return None
    return before[-1], shown.end()


def _insert_entry(doc: Document, path: ItemPath, value: Value) -> Splice:
    *above, i = path
    node = node_at(doc, tuple(above))
    assert node is not None and isinstance(i, int)
    if node.flow:
        item = layout.last_mapping(node)
        quote = layout.common_quotes(node.children) if isinstance(value, Scalar) else ""
        return _into_brackets(doc, node, i - 1, write_inline(doc, value, item, flow=True, quote=quote))
    key = next((step for step in reversed(above) if isinstance(step, str)), "")
    dash = layout.column(doc.text, node.start)
    if i == 0:
        return _before_all(doc, node, key, value, dash)
    last = node.children[i - 1]
    piece = write_entry(Spot(doc, None, last.end), key, value, dash, node)
    at = _below(doc.text, last.end, dash)
    return Splice(((at, at, layout.with_line_ends(doc, at, piece.text)),), last.last, last.last, piece.events)


def _before_all(doc: Document, node: Node, key: str, value: Value, dash: int) -> Splice:
    """Write a new first entry of a block list that has others, above the comments that stand over the first of them."""
    at = layout.line_start(doc.text, node.start)
    if doc.text[at : node.start].strip():
        raise Blocked(node.start, "this list begins on the line of something else", "Start it on a line of its own first.")
    while comment := re.search(r"^ *#[^\n]*\n\Z", doc.text[:at], re.M):
        at = comment.start()
    piece = write_entry(Spot(doc, None, node.start), key, value, dash, node)
    return Splice(((at, at, layout.with_line_ends(doc, at, piece.text)),), node.first + 1, node.first + 1, piece.events)


_COMMENT_LINE = re.compile(r"( *)#([^\n]*)\n")
_CONTENT_LINE = re.compile(r"^( *)[^ \t\r\n#]", re.M)


def _below(text: str, end: int, own: int) -> int:
    """Find the start of the line for something new at column `own`, after a value that ends at `end`.

    That is the next line, or the one after comments that are indented as part of the value rather than of what follows. A comment
    that silences a rule belongs to what follows.
    """
    at = layout.next_line(text, end)
    following = _CONTENT_LINE.search(text, at)
    outside = len(following[1]) if following else 0
    while comment := _COMMENT_LINE.match(text, at):
        if len(comment[1]) < own or len(comment[1]) <= outside or "cap: ignore" in comment[2]:
            break
        at = comment.end()
    return at


def _into_brackets(doc: Document, node: Node, i: int, piece: Piece) -> Splice:
    """Write after the value `children[i]` of a flow collection; on a line of its own when that value has one; first when i < 0."""
    text = doc.text
    if text[node.start : node.start + 1] not in ("[", "{"):
        raise Blocked(node.start, "these keys and values have no brackets of their own", "Put them in `{` and `}` first.")
    if i < 0:
        start = node.start + 1
        if node.children:
            if text[start] == "#":
                raise Blocked(node.start, "a comment begins right at this bracket", "Type a blank before it.")
            while text[start] in " \t":
                start += 1
            comma = "," if text[start] in "\r\n" else ", "
            return Splice(((start, start, piece.text + comma),), node.first + 1, node.first + 1, piece.events)
        blank = text[start : node.end - 1]
        end = node.end - 1 if not blank.strip() and "\n" not in blank else start
        return Splice(((start, end, piece.text),), node.first + 1, node.first + 1, piece.events)
    last = node.children[i]
    first = node.children[i - 1] if node.kind == "map" else last
    indent = text[layout.line_start(text, first.start) : first.start]
    where = (last.last, last.last, piece.events)
    inline = Splice(((last.end, last.end, f", {piece.text}"),), *where)
    if indent.strip() or "\n" not in text[last.end : node.end]:
        return inline
    rest = re.compile(r"[ \t]*(,?)[ \t]*(?:(?<=[ \t])#[^\n]*)?\r?\n").match(text, last.end)
    if not rest or not (rest[1] or i == len(node.children) - 1):
        return inline
    at = rest.end()
    line = layout.with_line_ends(doc, at, f"{indent}{piece.text}{rest[1]}\n")
    if rest[1]:
        return Splice(((at, at, line),), *where)
    if text[at : node.end - 1].lstrip().startswith(("#", ",")):  # the comma may stand on a line of its own
        return inline
    return Splice(((last.end, last.end, ","), (at, at, line)), *where)


def _rename(doc: Document, path: ItemPath, new: str) -> Splice:
    *above, old = path
    parent = node_at(doc, tuple(above))
    if parent is None or child(doc, parent, path) is None or not isinstance(old, str):
        raise nothing_at(parent, path)
    there = next((name for name in parent.keys if is_key(name, new)), None)
    if there:
        raise Blocked(there.start, f"`{new}` is here already", "Keep one of the two.")
    name = next(name for name in parent.keys if is_key(name, old))
    check(doc, name)
    if name.event.style in ("|", ">"):
        raise Blocked(name.start, "this key is a block of text", "Write it as `key: value`.")
    piece = write_scalar(doc, new, flow=_in_flow(doc, name), quote=name.event.style)
    return Splice(((name.start, name.end, piece.text),), name.first, name.last, _anchored(name, piece))
