"""YAML text as a list of parser events, from each of two parsers, and as a tree that knows where everything stands.

Events, not loaded data: nothing is resolved, so `1` and `true` stay apart, an alias stays an alias, and two lists of events can be
compared one by one. ruamel.yaml's marks are exact, so they say where an edit goes; libyaml, which reads plans, gives the second
opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from cap.plan.nodes import NULLS
from cap.refusal import Refusal

Kind = Literal["map", "list", "end", "scalar", "alias"]


class Event(NamedTuple):
    """One event.

    `value`: a scalar's text, an alias' name. `style`: of a scalar `'`, `"`, `|`, `>` or nothing; of a collection `block` or `flow`.
    """

    kind: Kind
    value: str = ""
    style: str = ""
    anchor: str = ""
    tag: str = ""


@dataclass(slots=True, eq=False)
class Node:
    """A value and its place: `text[start:end]`, in characters, without an anchor before it or blanks and comments after it.

    Its events are `events[first:last]`. `children` are the entries of a list; of a mapping key, value, key, value.
    """

    event: Event
    first: int
    start: int
    end: int = 0
    last: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        return self.event.kind

    @property
    def flow(self) -> bool:
        return self.event.style == "flow"

    @property
    def blank(self) -> bool:
        """Tell whether it is as good as absent: null, or quotes around nothing. The same as `cap.plan.nodes.is_blank`."""
        kind, value, style, _, tag = self.event
        if kind != "scalar":
            return False
        return not value.strip(" \n") if style else not tag and value in NULLS

    @property
    def keys(self) -> list[Node]:
        return self.children[::2]

    @property
    def values(self) -> list[Node]:
        return self.children[1::2]

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Pair the keys and values of a mapping."""
        return zip(self.children[::2], self.children[1::2], strict=True)

    def walk(self) -> Iterator[Node]:
        """Visit this node and every one below it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


class Document(NamedTuple):
    """Front matter, parsed. `root` is None when it holds no value."""

    text: str
    events: Sequence[Event]
    second: Sequence[Event]  # the other parser's
    root: Node | None
    line_end: str = "\n"  # of the line before it, the opening fence


class Splice(NamedTuple):
    """A change of a document: `cuts` are (start, end, text instead), in order; `events[first:last]` become `events`."""

    cuts: tuple[tuple[int, int, str], ...]
    first: int
    last: int
    events: tuple[Event, ...] = ()


class Blocked(Refusal):
    """The text does not let an edit be made. `index`, in characters of the front matter, is where."""

    def __init__(self, index: int, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.index = index


class InvalidEdit(Blocked):
    """The edit itself is wrong, so that it is not for a person to make by hand either."""


@lru_cache(maxsize=1)  # what one edit has made is what the next one begins with
def parse(text: str, line_end: str) -> Document:
    """Parse `text`, a text that `cap.plan.read` could read, into events and a tree. Raises Blocked."""
    second = _by_libyaml(text)
    events, marks = _by_ruamel(text)
    for i in range(max(len(events), len(second))):
        if not (i < len(events) and i < len(second) and events[i].kind == second[i].kind):
            hint = "Look for an unusual `:`, tab or bracket on this line, and put the text in quotes."
            at = marks[min(i, len(marks) - 1)][0] if marks else 0
            raise Blocked(at, "the two YAML parsers that every edit is checked with disagree here", hint)
    return Document(text, events, second, _tree(second, marks, text), line_end)


def _by_ruamel(text: str) -> tuple[list[Event], list[tuple[int, int]]]:
    """List ruamel.yaml's events, and where each starts and ends."""
    from ruamel.yaml import YAML

    events: list[Event] = []
    marks: list[tuple[int, int]] = []
    try:
        # It takes no tabs between values, where libyaml does; a blank for each leaves every mark where it is. What the scalars
        # say is libyaml's word anyhow.
        for found in YAML(typ="safe", pure=True).parse(text.replace("\t", " ")):
            if type(found).__name__ in _KINDS:
                events.append(_event(found))
                marks.append((found.start_mark.index, found.end_mark.index))
    except Exception as error:
        mark = getattr(error, "problem_mark", None)
        hint = "Look for an unusual `:`, tab, bracket or invisible character on this line, and put the text in quotes."
        at = mark.index if mark else marks[-1][1] if marks else 0
        raise Blocked(at, "the second YAML parser, which every edit is checked with, cannot read this", hint) from None
    return events, marks


def _by_libyaml(text: str) -> list[Event]:
    """List libyaml's events. Raises Blocked for a document that has more of a frame than the fences."""
    import yaml

    events: list[Event] = []
    for found in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(found, yaml.DocumentStartEvent) and found.explicit:
            at = found.start_mark.index if found.start_mark else 0
            raise Blocked(at, "there is a YAML directive or a second `---` here", "Delete the line; a plan needs neither.")
        if type(found).__name__ in _KINDS:
            events.append(_event(found))
    return events


_KINDS: dict[str, Kind] = {
    "MappingStartEvent": "map",
    "SequenceStartEvent": "list",
    "MappingEndEvent": "end",
    "SequenceEndEvent": "end",
    "ScalarEvent": "scalar",
    "AliasEvent": "alias",
}


def _event(found: Any) -> Event:
    """Turn an event of either parser into one of ours."""
    kind = _KINDS[type(found).__name__]
    if kind == "end":
        return Event(kind)
    anchor = str(found.anchor or "")
    if kind == "alias":
        return Event(kind, anchor)
    tag = str(found.tag or "")
    if kind == "scalar":
        return Event(kind, str(found.value), found.style or "", anchor, tag)
    return Event(kind, "", "flow" if found.flow_style else "block", anchor, tag)


_COLON = re.compile(r"\s*:")
# An anchor or a tag, and what may stand between it and its value.
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t\r\n]+|#[^\n]*)*)*")


def _tree(events: Sequence[Event], marks: Sequence[tuple[int, int]], text: str) -> Node | None:
    root: Node | None = None
    around: list[Node] = []
    reached = 0  # where the last value ended
    for i, (event, (start, end)) in enumerate(zip(events, marks, strict=True)):
        if event.kind == "end":
            node = around.pop()
            node.last = i + 1
            # a block collection's mark stands at whatever follows it, and `[a: b]` holds a mapping without brackets
            node.end = end if node.flow and text[node.start] in "[{" else node.children[-1].end
            reached = node.end
            continue
        if event.anchor or event.tag:
            properties = _PROPERTIES.match(text, start, end)
            start = properties.end() if properties else start
        node = Node(event, i, start, end, i + 1)
        if around:
            around[-1].children.append(node)
        else:
            root = node
        if event.kind in ("map", "list"):
            around.append(node)
            continue
        if event.style in ("|", ">"):
            node.end = _block_scalar_end(text, start, end)
        elif start == end and not event.anchor:
            node.start = node.end = _place_of_nothing(text, start, around, reached)
        reached = node.end
    return root


def _place_of_nothing(text: str, mark: int, around: Sequence[Node], reached: int) -> int:
    """Find where a value that is not there would stand; the mark of one may stand at whatever follows."""
    if not around or around[-1].kind != "map":
        return mark
    # without a `:` after its key there is not even room for it
    colon = _COLON.match(text, reached)
    return colon.end() if colon and len(around[-1].children) % 2 == 0 else reached


def _block_scalar_end(text: str, start: int, end: int) -> int:
    """Find where the text of a block scalar ends; the empty lines after it belong to it only with the indicator `+`."""
    header = text[start : text.index("\n", start)]
    return end if "+" in header.split("#")[0] else start + len(text[start:end].rstrip(" \t\r\n"))


def comments(doc: Document) -> list[str]:
    """List every comment, in the order of the text."""
    masked = list(doc.text)
    for node in doc.root.walk() if doc.root else ():
        if node.kind == "scalar":
            start = node.start
            if node.event.style in ("|", ">"):  # a comment may follow the indicator
                start = doc.text.index("\n", start)
            masked[start : node.end] = re.sub(r"[^\n]", "x", doc.text[start : node.end])
    return re.findall(r"^#[^\r\n]*|(?<=[ \t])#[^\r\n]*", "".join(masked), re.M)
