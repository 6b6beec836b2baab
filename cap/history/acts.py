"""Changes as what somebody did: what another change of the same step says already is left out, and what came inside something else is
told for itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from cap.history.changes import PLAN, TEXT, Change, changes
from cap.plan.kinds import walk
from cap.plan.model import Closing, Item
from cap.plan.problem import ItemPath
from cap.plan.read import Reading, read

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSIDE = ("rating", "progress")  # what has a day of its own, and stands in what may come as a whole


def acts(found: Sequence[Change]) -> list[Change]:
    """The changes of one step without the echoes of others: notes of a talk that was held, and work that began because progress was
    noted. What stands in a skill or a step that came is told beside it, where it has a day."""
    held = {str(getattr(one.new, "date", "")) for one in found if one.kind == "conversation"}
    moved_on = {one.new_path[:-2] for one in found if one.kind == "progress" and one.what == "added" and one.new_path}
    placed = {one.new_path for one in found if one.what == "placed"}
    return [
        told
        for one in found
        if not (one.kind == TEXT and _is_of_talk(one, held))
        and not (one.what == "changed" and one.field("status") and one.new_path in moved_on)
        for told in (one, *_inside(one, placed))
    ]


def _is_of_talk(change: Change, held: set[str]) -> bool:
    day = _DAY.match(change.fields[0].key or "")
    return day is not None and day[0] in held


def _inside(change: Change, placed: set[ItemPath | None]) -> Iterator[Change]:
    """What has a day, in an item that came: its history, and how it ended."""
    if change.what != "added" or change.kind == PLAN or change.new is None or change.new_path is None:
        return
    yield from _closed(change.kind, change.new_path, change.new)
    for kind, path, item in walk(change.new, change.new_path):
        if not any(path[:end] in placed for end in range(len(change.new_path) + 2, len(path) + 1, 2)):
            yield from [Change("added", kind.word, None, path, None, item)] if kind.word in _INSIDE else []
            yield from _closed(kind.word, path, item)


def _closed(kind: str, path: ItemPath, item: Item) -> Iterator[Change]:
    if isinstance(item, Closing) and item.ends:
        yield Change("closed", kind, path, path, item, item)


def bare(new: Reading) -> Reading:
    """A plan of the same person that holds nothing yet."""
    assert new.plan is not None
    return read(f"---\nname: {json.dumps(new.plan.name)}\n---\n".encode())


def from_nothing(new: Reading) -> list[Change]:
    """What the front matter of a plan holds when it comes, as changes of a bare one; no stage was any before."""
    found = [one for one in changes(bare(new), new) if one.kind != TEXT]
    return [one._replace(fields=(one.fields[0]._replace(old=None),)) if one.field("stage") else one for one in found]
