"""Item path → place in the file: the policy of where a finding points, and the arithmetic of lines and columns.

A value that is there is pointed at itself; a list as a whole at its key; what is missing from an item at the item's name;
what the plan lacks altogether at the value of `name`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.plan.kinds import NAME_KEYS
from cap.plan.nodes import compose, is_blank, pairs
from cap.plan.problem import ItemPath, Span


class Source:
    """YAML text out of the file `path`, starting on its line `first_line`."""

    def __init__(self, path: str, text: str, first_line: int = 2) -> None:
        self.path, self.text, self.first_line = path, text, first_line
        # What was looked up, so that a file with thousands of findings, or with one long value aliased thousands of times, is
        # not searched anew for each of them.
        self._spans: dict[Node, Span] = {}
        self._children: dict[Node, dict[str, tuple[Node, Node]]] = {}

    @cached_property
    def root(self) -> Node | None:
        """The outermost node, None when there is no value. Raises Refused."""
        return compose(self.text)

    def span(self, start: int, end: int) -> Span:
        """Character offsets in the text → place in the file. Only LF ends a line."""
        return Span(*self._point(start), *self._point(end))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _point(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._starts, index) - 1
        return self.first_line + line, index - self._starts[line] + 1

    def node_span(self, node: Node) -> Span:
        """The place of a node, without the blanks and line ends that libyaml counts to collections and block scalars."""
        if node not in self._spans:
            start, end = node.start_mark.index, node.end_mark.index
            text = self.text[start:end]
            self._spans[node] = self.span(start, start + max(len(text.rstrip(" \r\n")), 1))
        return self._spans[node]

    def place(self, path: ItemPath) -> Span:
        """Where a finding about `path` points."""
        key: Node | None = None
        node = item = self.root
        inside = where = ""
        for step in path:
            key, node = self._child(node, step)
            if node is None or is_blank(node):
                return self._name(item, inside)
            if isinstance(step, str):
                where = step
            else:
                item, inside = node, where
        if isinstance(node, ScalarNode):
            return self.node_span(node)
        return self.node_span(key) if key else self._name(item, inside)

    def node(self, path: ItemPath) -> Node | None:
        """What stands at `path`, None when nothing does."""
        node = self.root
        for step in path:
            _, node = self._child(node, step)
        return node

    def _name(self, item: Node | None, inside: str) -> Span:
        """The name of an item of the list `inside`; its first key when it has none."""
        if isinstance(item, MappingNode) and item.value:
            _, name = self._child(item, NAME_KEYS.get(inside, ""))
            return self.node_span(name if isinstance(name, ScalarNode) and not is_blank(name) else item.value[0][0])
        return self.node_span(item) if item else Span(1, 1, 1, 4)

    def _child(self, node: Node | None, step: str | int) -> tuple[Node | None, Node | None]:
        """One step down: the key (None in a list) and the value (None when it is not there)."""
        if isinstance(step, str):
            if isinstance(node, MappingNode):
                return self._by_key(node).get(step, (None, None))
            return None, None
        if isinstance(node, SequenceNode):
            return None, node.value[step] if step < len(node.value) else None
        return None, node  # one text where a list may stand

    def _by_key(self, node: MappingNode) -> dict[str, tuple[Node, Node]]:
        """A mapping's keys and values by the text of the key; of a key that is there twice, the first."""
        if node not in self._children:
            found: dict[str, tuple[Node, Node]] = {}
            for key, value in pairs(node):
                if isinstance(key, ScalarNode):
                    found.setdefault(key.value, (key, value))
            self._children[node] = found
        return self._children[node]
