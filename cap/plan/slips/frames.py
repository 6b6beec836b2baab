"""What is open while the lines of a front matter are read one by one: mappings and lists, a key without a value, a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cap.plan.model import Item
from cap.plan.slips.grammar import ANYTHING, Field, fields
from cap.plan.slips.marks import key_of


@dataclass(slots=True)
class Frame:
    """A mapping or a list that is open: the column of its keys or dashes, and what its keys belong to or its entries are."""

    kind: Literal["map", "list"]
    column: int
    item: type[Item] | None
    takes: Field = ANYTHING
    used: set[str] = field(default_factory=set)


class Pending(NamedTuple):
    """A key or a dash that nothing follows on its line: its column, and what it takes."""

    column: int
    field: Field


@dataclass(slots=True)
class Plain:
    """A text without quotes, which the next lines may go on with."""

    line: int
    start: int
    end: int
    field: Field
    column: int  # of the key or the dash that it belongs to
    entry: bool  # whether it is an entry of a list, or the name of one
    slot: int  # among the leaves of its line
    lines: int = 1


def map_for(frames: Sequence[Frame], content: str, column: int) -> Frame | None:
    """The open mapping that a key at a column belongs to; None where that cannot be told."""
    maps = [frame for frame in frames if frame.kind == "map"]
    exact = [frame for frame in maps if frame.column == column]
    if exact:
        return exact[-1]
    above = [frame for frame in maps if frame.column < column]
    below = [frame for frame in maps if frame.column > column]
    near = [*above[-1:], *below[:1]]
    fitting = [
        frame
        for frame in near
        if (key := key_of(content, fields(frame.item))) and key.name in fields(frame.item) and key.name not in frame.used
    ]
    return fitting[0] if len(fitting) == 1 else None
