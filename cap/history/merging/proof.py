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
    ids = _lasting_ids(versions)
    facts = [_facts(doc, ids) for doc in versions]
    found = [_facts(doc, ids) for doc in results]
    remarks = [Counter(comments(doc)) if doc else Counter() for doc in versions]
    return _hold(*facts, *found) and _hold(*remarks, *(Counter(comments(doc)) for doc in results))


def _hold(
    base: Counter[Key], ours: Counter[Key], theirs: Counter[Key], with_ours: Counter[Key], with_theirs: Counter[Key]
) -> bool:
    open_ = with_ours != with_theirs
    for what in {*base, *ours, *theirs, *with_ours, *with_theirs}:
        was, one, other = base[what], ours[what] - base[what], theirs[what] - base[what]
        for found, own, foreign in ((with_ours[what], one, other), (with_theirs[what], other, one)):
            if found < was + own + min(foreign, 0):
                return False
            if not open_ and found > was + max(one, 0) + max(other, 0):
                return False
    return True


def _lasting_ids(versions: tuple[Document | None, Document, Document]) -> frozenset[str]:
    """The ids that say which item is meant in every version."""
    ids = [{value.event.value for _, value in _ids(doc)} for doc in versions if doc]
    return frozenset(ids[0].intersection(*ids))


def _ids(doc: Document | None) -> Iterator[tuple[Node, Node]]:
    for node in doc.root.walk() if doc and doc.root else ():
        if node.kind == "map":
            yield from ((key, value) for key, value in node.pairs() if key.event.value == "id")


def _facts(doc: Document | None, ids: frozenset[str]) -> Counter[Fact]:
    found: Counter[Fact] = Counter()
    named = {node.event.anchor: node.event.value for node in doc.root.walk() if node.event.anchor} if doc and doc.root else {}
    waiting: list[tuple[Node, Fact]] = [(doc.root, ())] if doc and doc.root else []
    while waiting:
        node, path = waiting.pop()
        if node.kind == "map":
            name = next((value.event.value for key, value in node.pairs() if key.event.value == "id"), "")
            path = (*path, f"#{name}") if name in ids else path
            waiting += [
                (value, (*path, key.event.value)) for key, value in node.pairs() if not _is_derived(node, key, value, path)
            ]
        elif node.kind == "list":
            waiting += [(child, path) for child in node.children]
        elif node.event.style in ("|", ">"):  # may have been merged line by line
            found.update((*path, "line", line) for line in node.event.value.split("\n") if line.strip())
        elif node.kind == "alias":  # it says what it stands for, whatever becomes of that elsewhere
            found[(*path, node.kind, node.event.value, named.get(node.event.value, ""))] += 1
        elif not node.blank:
            found[(*path, node.kind, node.event.value)] += 1
    return found


def _is_derived(node: Node, key: Node, value: Node, path: Fact) -> bool:
    """Tell whether this is the rating of a skill, and one of its ratings says the same: it follows from them, and is no fact of its own."""
    if key.event.value != "rating" or path[:1] != ("skills",) or any(not step.startswith("#") for step in path[1:]):
        return False
    history = next((child.children for name, child in node.pairs() if name.event.value == "ratings"), ())
    entries = [[(name.event.value, text.event.value) for name, text in entry.pairs()] for entry in history if entry.kind == "map"]
    return any(("rating", value.event.value) in entry for entry in entries)
