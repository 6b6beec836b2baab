"""What is open while the lines of a front matter are read one by one: mappings and lists, a key without a value, a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cap.plan.model import Item
from cap.plan.slips.grammar import ANYTHING, Field


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
