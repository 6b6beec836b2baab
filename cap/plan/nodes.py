"""The slow path, first half: YAML text → libyaml's nodes, within limits.

Nothing is resolved by YAML's rules: every scalar is the text that was typed, and the field it stands in says what it means.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

DEPTH = 64  # plain composing exhausts the stack at some 25,000 brackets
VALUES = 50_000  # after aliases are followed: 90 of them can stand for a thousand million
LONG = 100  # characters; a longer text counts for more values, because one of 1 MiB can be aliased 50,000 times

_OPEN = (0, 0)  # of a value that is being measured

NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Refused(Exception):
    """The text is not YAML, or too large. `index` is in characters."""

    def __init__(self, rule: str, index: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule, self.index, self.message, self.hint = rule, index, message, hint


class _Composer(CParser):
    depth = 0
    values = 0

    def resolve(self, kind: type[Node], value: str, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        self.depth += 1
        self.values += 1
        if self.depth > DEPTH or self.values > VALUES:
            at = parent.start_mark.index if parent else 0
            raise _too_deep(at) if self.depth > DEPTH else _too_many(at)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def compose(text: str) -> Node | None:
    """The root node of `text`, None when it holds no value. Raises Refused."""
    if text.startswith("\ufeff"):
        text = "\n" + text[1:]  # libyaml would skip it without counting it
    try:
        root = _composed(text)
    except yaml.MarkedYAMLError as error:
        from cap.plan.syntax import explain

        _refuse_too_deep(text[: _reached(error)])
        raise Refused("yaml-syntax", *explain(error, text)) from None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here
        index = len(text.encode()[: error.position].decode(errors="ignore"))
        character = f"U+{ord(text[index]):04X}" if index < len(text) else "a character"
        raise Refused(
            "yaml-syntax", index, f"{character} cannot stand in a YAML file", "Delete the invisible character here."
        ) from None
    if root is not None and "*" in text:
        _measure(root, {})
    return root


def _composed(text: str) -> Node | None:
    parser = _Composer(text)
    try:
        root: Node | None = parser.get_single_node()
    finally:
        parser.dispose()
    return root


def _reached(error: yaml.MarkedYAMLError) -> int:
    """Up to where libyaml had understood everything."""
    return min((mark.index for mark in (error.context_mark, error.problem_mark) if mark), default=0)


def _refuse_too_deep(text: str) -> None:
    """Raise Refused for a beginning of a text that is too deep or too long as it is.

    libyaml looks far ahead of the nodes that it gives out, so that it can stop, at a limit of its own too, before they reach ours.
    """
    with contextlib.suppress(yaml.YAMLError):
        _composed(text)


def _too_deep(index: int) -> Refused:
    hint = "No plan is that deep: close the brackets, or put the text in quotes."
    return Refused("unreadable", index, f"this is nested more than {DEPTH} levels deep", hint)


def _too_many(index: int) -> Refused:
    hint = "A plan is a handful of short lists; move anything else below the closing `---`."
    return Refused("unreadable", index, f"this stands for more than {VALUES:,} values", hint)


def _measure(node: Node, seen: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """How many values `node` stands for, and how deep they are nested, aliases followed. Raises Refused."""
    known = seen.get(id(node))
    if known is not None:
        if known == _OPEN:
            raise Refused("unreadable", node.start_mark.index, "this value contains itself", "Write it out without `*`.")
        return known
    seen[id(node)] = _OPEN
    children: list[Node] = []
    if isinstance(node, SequenceNode):
        children = node.value
    elif isinstance(node, MappingNode):
        children = [child for pair in node.value for child in pair]
    text = len(node.tag) + (len(node.value) if isinstance(node, ScalarNode) else 0)
    size, depth = 1 + text // LONG, 1
    for child in children:
        more, below = _measure(child, seen)
        size, depth = size + more, max(depth, below + 1)
    if size > VALUES:
        raise _too_many(node.start_mark.index)
    if depth > DEPTH:
        raise _too_deep(node.start_mark.index)
    seen[id(node)] = size, depth
    return size, depth


def is_blank(node: Node) -> bool:
    """Null, or text with nothing in it: as good as absent."""
    if not isinstance(node, ScalarNode):
        return False
    if not node.style:
        return not node.tag and node.value in NULLS
    return not node.value.strip(" \n")


def plain(node: Node) -> Any:
    """A value that no field gives a meaning to: texts as they were typed, in lists and dictionaries; None where it is blank."""
    if isinstance(node, SequenceNode):
        return [plain(child) for child in node.value]
    if isinstance(node, MappingNode):
        return {key.value: plain(child) for key, child in pairs(node) if isinstance(key, ScalarNode)}
    return None if is_blank(node) else node.value


def pairs(node: MappingNode) -> Iterator[tuple[Node, Node]]:
    """The keys and values of a mapping. What `<<` merges in comes last, and only the keys that are not there yet."""
    seen: set[str] = set()
    merged: list[MappingNode] = []
    for key, value in node.value:
        if isinstance(key, ScalarNode) and key.value == "<<" and not key.style:
            sources = value.value if isinstance(value, SequenceNode) else [value]
            merged += [source for source in sources if isinstance(source, MappingNode)]
            if isinstance(value, ScalarNode) or len(sources) != sum(isinstance(s, MappingNode) for s in sources):
                yield key, value  # nothing that can be merged: an unknown key like any other
        else:
            seen.add(key.value if isinstance(key, ScalarNode) else "")
            yield key, value
    for source in merged:
        for key, value in pairs(source):
            name = key.value if isinstance(key, ScalarNode) else ""
            if name not in seen:
                seen.add(name)
                yield key, value
