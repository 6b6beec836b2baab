"""The items of a plan as people address them: by id, by number, or by a piece of their text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from cap.plan.kinds import BY_KEY, KINDS, number, walk
from cap.plan.model import Closing, Item, Vision
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.text.wording import folded, unaccented

_NUMBER = re.compile(rf"[{''.join(kind.prefix or '' for kind in KINDS if kind.prefix != '.')}]?[0-9]+(?:\.[0-9]+)?")


class Entry(NamedTuple):
    """An item that can be addressed. `path` and `number` are those of the file, in which closed and broken items count too."""

    kind: str  # its word: vision, goal, skill, action …
    number: str  # g1, 2, 2.1 …
    path: ItemPath
    text: str
    id: str | None
    item: Item


def entries(reading: Reading) -> list[Entry]:
    """Every item that has a number, in the order of the plan's sections."""
    assert reading.plan is not None
    found = []
    for kind, path, item in walk(reading.plan):
        if kind.prefix is not None:
            path = reading.file_path(path)
            name = item.id if isinstance(item, (Closing, Vision)) else None
            found.append(Entry(kind.word, number(path), path, str(getattr(item, kind.name)), name, item))
    return found


def named_by_number(path: ItemPath) -> str:
    """The item that a path of the file leads to or into, without its words: `goal g1`, `action 2.1`."""
    named = "this entry" if path else "this plan"
    for end in range(2, len(path) + 1, 2):
        kind = BY_KEY.get(str(path[end - 2]))
        if kind is None:
            break
        named = f"{kind.noun} {number(path[:end])}" if kind.prefix is not None else named
    return named


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
