"""That a merge lost nothing: counted anew, out of the parsers' events, and without a look at how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from cap.edit.apply import Document, Node, comments

Key = TypeVar("Key")
Fact = tuple[str, ...]  # the keys that lead to a text, with the ids of the items on the way, and the text


def holds(base: Document | None, ours: Document, theirs: Document, results: tuple[Document, Document]) -> bool:
    """Tell whether everything is there that one side added, nothing is gone that no side took out, and nothing else is there.

    `results`: the merged text with ours, and with theirs, wherever one is to be chosen.
    """
    versions = (base, ours, theirs)
    with_ids = _same_ids(versions)
    facts = [_facts(doc, with_ids) for doc in versions]
    found = [_facts(doc, with_ids) for doc in results]
    remarks = [Counter(comments(doc)) if doc else Counter() for doc in versions]
    return _hold(*facts, *found) and _hold(*remarks, *(Counter(comments(doc)) for doc in results))


def _hold(base: Counter[Key], ours: Counter[Key], theirs: Counter[Key], with_ours: Counter[Key], with_theirs: Counter[Key]) -> bool:
    open_ = with_ours != with_theirs
    for what in {*base, *ours, *theirs, *with_ours, *with_theirs}:
        was, one, other = base[what], ours[what] - base[what], theirs[what] - base[what]
        for found, own, foreign in ((with_ours[what], one, other), (with_theirs[what], other, one)):
            if found < was + own + min(foreign, 0):
                return False
            if not open_ and found > was + (one + other if one > 0 or other > 0 else min(one, other)):
                return False
    return True


def _same_ids(versions: tuple[Document | None, Document, Document]) -> bool:
    """Tell whether an id says which item is meant in all versions: neither side gave one another, or took one away."""
    ids = [{node.event.value for key, node in _ids(doc)} for doc in versions]
    return not ids[0] or (ids[0] <= ids[1] and ids[0] <= ids[2])


def _ids(doc: Document | None) -> Iterator[tuple[Node, Node]]:
    for node in doc.root.walk() if doc and doc.root else ():
        if node.kind == "map":
            yield from ((key, value) for key, value in node.pairs() if key.event.value == "id")


def _facts(doc: Document | None, with_ids: bool) -> Counter[Fact]:
    found: Counter[Fact] = Counter()
    waiting: list[tuple[Node, Fact]] = [(doc.root, ())] if doc and doc.root else []
    while waiting:
        node, path = waiting.pop()
        if node.kind == "map":
            name = next((value.event.value for key, value in node.pairs() if key.event.value == "id"), "") if with_ids else ""
            path = (*path, f"#{name}") if name else path
            waiting += [(value, (*path, key.event.value)) for key, value in node.pairs()]
        elif node.kind == "list":
            waiting += [(child, path) for child in node.children]
        elif not node.blank:
            found[(*path, node.kind, node.event.value)] += 1
    return found
