"""Front matter as a tree of segments, in which every character has one place, so that each can come from the side that changed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cap.edit.apply import Document, Node
from cap.refusal import Refusal

Shape = Literal["leaf", "map", "list", "flow map", "flow list"]
Meaning = str | tuple["str | Meaning", ...]

_SPARE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")  # empty lines and comments
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)|\Z")  # of a line behind a value


class Unmergeable(Refusal):
    """A text, or a part of it, that cannot be taken apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """An entry of a mapping or of a list, with what belongs to it.

    `key`: what stands before the colon; "" in a list. `lead`: the comments and empty lines above, between brackets what parts it from
    the entry before. `head`: from its first character to its value, `key: ` or `- `. `tail`: from the value to the end of the line.
    """

    key: str
    lead: str
    head: str
    value: Value
    tail: str

    @property
    def own(self) -> str:
        """Its text without what stands above."""
        return f"{self.head}{self.value.text}{self.tail}"


@dataclass(frozen=True, eq=False)
class Value:
    """A value. `text` is the file's; `indent` stands before each entry but one on the line of its list's mark.

    `closing`: what follows the last entry, up to the bracket; in the outermost mapping the comments at its end.
    """

    node: Node | None
    text: str
    shape: Shape = "leaf"
    indent: str = ""
    children: tuple[Segment, ...] = ()
    closing: str = ""

    @cached_property
    def meaning(self) -> Meaning:
        """What it says, however it is written."""
        return _meaning(self.node) if self.node else ()

    @property
    def scalar(self) -> str | None:
        """The text of a value that is one, None of others."""
        return self.node.event.value if self.node and self.node.kind == "scalar" else None

    @property
    def blank(self) -> bool:
        return self.node is None or self.node.blank

    def child(self, key: str) -> Value | None:
        """The value under a key."""
        return next((entry.value for entry in self.children if entry.key == key), None)

    def word(self, key: str) -> str:
        """The text under a key; "" where there is none."""
        found = self.child(key)
        return (found.scalar or "") if found else ""

    @cached_property
    def leaves(self) -> list[tuple[str, str]]:
        """Every text in it, each with the key that it stands under."""
        return list(_leaves(self.node)) if self.node else []


def _meaning(node: Node) -> Meaning:
    if node.kind in ("scalar", "alias"):
        return ("" if node.blank else node.event.value) if node.kind == "scalar" else ("*", node.event.value)
    if node.kind == "map":
        found = [(_meaning(key), _meaning(value)) for key, value in node.pairs() if not value.blank]
        return ("map", *sorted(found, key=lambda pair: str(pair[0])))
    return ("list", *map(_meaning, node.children))


def _leaves(node: Node, key: str = "") -> Iterator[tuple[str, str]]:
    if node.kind in ("scalar", "alias"):
        yield key, node.event.value
    elif node.kind == "map":
        for name, value in node.pairs():
            yield from _leaves(value, name.event.value)
    else:
        for child in node.children:
            yield from _leaves(child, key)


def tree_of(doc: Document) -> Value:
    """Take front matter apart. Raises Unmergeable."""
    if doc.root is None:
        return Value(None, doc.text, "map", closing=doc.text)
    if doc.root.kind != "map" or doc.root.flow:
        raise Unmergeable("the front matter is no mapping with a key on each line")
    found = _block(doc.root, doc.text, 0)
    return Value(doc.root, doc.text, "map", found.indent, found.children, doc.text[len(found.text) :])


def _value(node: Node, text: str, at: int) -> Value:
    """Take apart the value that begins at a place; what is odd is kept whole."""
    try:
        if node.children and not node.flow:
            return _block(node, text, at)
        if node.children and text[node.start] in "[{":
            return _flow(node, text)
    except Unmergeable:
        if not node.flow:
            return Value(node, text[at : _end_of_block(node, text)])
    return Value(node, text[node.start : node.end])


def _block(node: Node, text: str, at: int) -> Value:
    column = node.start - _line_start(text, node.start)
    indent = " " * column
    children: list[Segment] = []
    reached = at
    for key, value in node.pairs() if node.kind == "map" else ((None, child) for child in node.children):
        inline = not children and at == node.start
        spare = "" if inline else _match(_SPARE, text, reached)
        start = reached + len(spare) + (0 if inline else column)
        sign = text[start : start + 1] if key is None else "-"
        if (not inline and text[reached + len(spare) : start] != indent) or sign != "-" or (key and key.start != start):
            raise Unmergeable("an entry does not begin where its neighbours do")
        behind = key.end if key else start + 1
        if value.children and not value.flow and "\n" in text[behind : value.start]:
            place = text.index("\n", behind) + 1
        else:
            place = value.start
        part = _value(value, text, place)
        end = place + len(part.text)
        tail = "" if text[end - 1 : end] == "\n" and part.text else _match(_REST, text, end)
        name = key.event.value if key else ""
        children.append(Segment(name, spare, text[start:place], part, tail))
        reached = end + len(tail)
        if not text[:reached].endswith("\n") and reached < len(text):
            raise Unmergeable("something else follows on the line")
    names = [child.key for child in children]
    if node.kind == "map" and len(set(names)) < len(names):
        raise Unmergeable("a key stands twice")
    return Value(node, text[at:reached], "map" if node.kind == "map" else "list", indent, tuple(children))


def _flow(node: Node, text: str) -> Value:
    children: list[Segment] = []
    reached = node.start + 1
    for key, value in node.pairs() if node.kind == "map" else ((None, child) for child in node.children):
        start = key.start if key else value.start
        end = max(value.end, key.end if key else 0)
        place = max(value.start, start)
        if start < reached or place > end:
            raise Unmergeable("an entry is not where it should be")
        part = _value(value, text, place)
        children.append(
            Segment(
                key.event.value if key else "", text[reached:start], text[start:place], part, text[place + len(part.text) : end]
            )
        )
        reached = end
    names = [child.key for child in children]
    if node.kind == "map" and len(set(names)) < len(names):
        raise Unmergeable("a key stands twice")
    shape: Shape = "flow map" if node.kind == "map" else "flow list"
    return Value(node, text[node.start : node.end], shape, "", tuple(children), text[reached : node.end])


def _end_of_block(node: Node, text: str) -> int:
    end = text.find("\n", node.end) + 1 if text[node.end - 1 : node.end] != "\n" else node.end
    return end or len(text)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _match(pattern: re.Pattern[str], text: str, at: int) -> str:
    found = pattern.match(text, at)
    if found is None:
        raise Unmergeable("something else follows on the line")
    return found[0]
