"""The items of a plan as people address them: by id, by number, or by a piece of their text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cap.plan.model import Closing, Item, Plan, Vision
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.text.wording import folded, unaccented

_NUMBER = re.compile(r"[gvst]?[0-9]+(?:\.[0-9]+)?")


class Entry(NamedTuple):
    """An item that can be addressed. `path` and `number` are those of the file, in which closed and broken items count too."""

    kind: str  # vision, goal, skill, action, support, topic
    number: str  # g1, 2, 2.1 …
    path: ItemPath
    text: str
    id: str | None
    item: Item


def entries(reading: Reading) -> list[Entry]:
    """Every item that has a number, in the order of the file's sections."""
    assert reading.plan is not None
    return [_numbered(reading, kind, path, item) for kind, path, item in _items(reading.plan)]


def _items(plan: Plan) -> Iterator[tuple[str, ItemPath, Item]]:
    for kind, key in (("vision", "visions"), ("goal", "goals"), ("skill", "skills"), ("support", "support"), ("topic", "topics")):
        for i, item in enumerate(getattr(plan, key)):
            yield kind, (key, i), item
            for j, action in enumerate(item.actions if kind == "skill" else ()):
                yield "action", (key, i, "actions", j), action


# The lists of items that have numbers: what an item of each is, and what its number begins with.
_NUMBERED = {
    "visions": ("vision", "v"),
    "goals": ("goal", "g"),
    "skills": ("skill", ""),
    "support": ("support", "s"),
    "ahead": ("day ahead", "a"),
    "moments": ("moment", "m"),
    "topics": ("topic", "t"),
}


def number(path: ItemPath) -> str:
    """The number of the item at a path of the file: `g1`, `2.1`; empty for what has none."""
    if not path or path[0] not in _NUMBERED:
        return ""
    return _NUMBERED[str(path[0])][1] + ".".join(str(step + 1) for step in path if isinstance(step, int))


def named_by_number(path: ItemPath) -> str:
    """The item that a path of the file leads to or into, without its words: `goal g1`, `action 2.1`."""
    if len(path) < 2 or path[0] not in _NUMBERED:
        return "this entry" if path else "this plan"
    if len(path) > 3 and path[2] == "actions":
        return f"action {number(path[:4])}"
    return f"{_NUMBERED[str(path[0])][0]} {number(path[:2])}"


def _numbered(reading: Reading, kind: str, path: ItemPath, item: Item) -> Entry:
    path = reading.file_path(path)
    text = str(getattr(item, "need" if kind == "support" else kind))
    name = item.id if isinstance(item, (Closing, Vision)) else None
    return Entry(kind, number(path), path, text, name, item)


def matches(found: Sequence[Entry], typed: str, kinds: Collection[str] = ()) -> list[Entry]:
    """The entries that `typed` may mean: one when it is clear, none when it is unknown.

    An id wins over a number, that over text. Text is looked for among those of `kinds` (all when empty), and the whole of it wins
    over a piece; an id or a number says which item is meant, whatever its kind. Accents count only when they decide.
    """
    typed = typed.strip()
    for chosen in (
        [entry for entry in found if entry.id == typed],
        [entry for entry in found if entry.number == typed.lower()],
    ):
        if chosen:
            return chosen
    if not typed or _NUMBER.fullmatch(typed.lower()):
        return []
    for alike in (folded, unaccented):
        wanted = alike(typed)
        texts = [(entry, alike(entry.text)) for entry in found if not kinds or entry.kind in kinds]
        chosen = [entry for entry, text in texts if text == wanted] or [entry for entry, text in texts if wanted in text]
        if chosen:
            return chosen
    return []
