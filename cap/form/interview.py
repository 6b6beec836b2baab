"""The questions of the form one after another: which comes next in a plan as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.edit.changes.answer import Where
from cap.form.asked import Asked, Part, name_of, rooms
from cap.form.fields import Block, Section
from cap.plan.kinds import number
from cap.plan.model import Item
from cap.plan.read import Reading


class Turn(NamedTuple):
    """A question whose turn it is: in which section, about which item; `new` asks for one that is not there yet.

    `place` tells one turn from all others, also when the plan has grown; `done`: the plan has an answer, and for a new item one of its kind.
    """

    section: Section
    asked: Asked
    place: tuple[str, ...]
    block: Block | None = None
    where: Where | None = None
    above: Where | None = None
    new: bool = False
    done: bool = False


def turns(reading: Reading, day: date) -> list[Turn]:
    """Every question that is asked about a plan, in order: those about it as a whole, about each item, and for another of each kind."""
    found: list[Turn] = []
    plan = reading.plan
    assert plan is not None
    for room in rooms(reading, day, talk=True):
        for one in room.asked:
            done = bool(one.said) or (one.question.key == "tale" and plan.story is not None)
            done = done and not (one.question.key == "stage" and plan.stage != "agreed")
            found.append(Turn(room.section, one, (room.section.title, one.question.key), done=done))
        found += _about(reading, room.section, room.parts, None)
    return found


def _about(reading: Reading, section: Section, parts: Sequence[Part], above: Where | None) -> Iterator[Turn]:
    inner = (above.word, above.name) if above else ()
    for part in parts:
        block = part.block
        if part.path is None:
            there = len(parts) > 1 and parts[0].path is not None
            yield Turn(section, part.asked[0], (*inner, block.word, "another"), block, None, above, new=True, done=there)
            return
        item = _item(reading, part.path)
        where = Where(block.word, name_of(block, item), number(part.path), above)
        for one in part.asked:
            if one.question.key != block.kind.name:
                done = bool(one.said) or (one.question.key == "ratings" and bool(getattr(item, "ratings", None)))
                yield Turn(section, one, (*inner, block.word, where.name, one.question.key), block, where, above, done=done)
        yield from _about(reading, section, part.parts, where)


def _item(reading: Reading, path: Sequence[str | int]) -> Item:
    found: object = reading.plan
    for step in path:
        found = found[step] if isinstance(step, int) else getattr(found, step)  # type: ignore[index]
    assert isinstance(found, Item)
    return found
