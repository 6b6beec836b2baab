"""The items of a plan while it is typed: each with its number, its name and its id, as far as they stand there."""

from __future__ import annotations

from typing import NamedTuple, cast, get_args

from cap.language.fields import shape_at
from cap.language.sketch import Piece, Sketch
from cap.plan.kinds import BY_KEY, Kind, number
from cap.plan.model import Closing, Date, Status
from cap.plan.problem import ItemPath


class Listed(NamedTuple):
    """An item that has a number. `name` and `id` are the pieces that say them, None where nothing does."""

    kind: Kind
    number: str
    path: ItemPath
    name: Piece | None
    id: Piece | None
    state: Status | None  # None: it is of a kind that does not close

    @property
    def text(self) -> str:
        """What it is called, on one line; "" where nobody said."""
        return " ".join(self.name.text.split()) if self.name else ""

    @property
    def closed(self) -> bool:
        return self.state not in (None, "todo", "doing")


def items(sketch: Sketch) -> list[Listed]:
    """Every item that `cap show` numbers, in the order of the text."""
    paths = dict.fromkeys(piece.path[:depth] for piece in sketch.pieces for depth in range(2, len(piece.path) + 1, 2))
    return [_listed(sketch, path, kind) for path in paths if (kind := numbered(path))]


def numbered(path: ItemPath) -> Kind | None:
    """The kind of the item at a path, of those that have numbers."""
    kind = BY_KEY.get(str(path[-2])) if len(path) > 1 and isinstance(path[-1], int) else None
    return kind if kind and kind.prefix is not None and shape_at(path) is kind.shape else None


def _listed(sketch: Sketch, path: ItemPath, kind: Kind) -> Listed:
    values = sketch.values
    name = values.get((*path, kind.name)) or values.get(path)
    handle = values.get((*path, "id"))
    return Listed(kind, number(path), path, name, handle, _state(sketch, path) if kind.closes else None)


def _state(sketch: Sketch, path: ItemPath) -> Status:
    """How an item stands, by the model's own rule; which day it was done does not matter."""
    said = {key: piece.text for key in ("status", "done", "dropped", "refused") if (piece := sketch.values.get((*path, key)))}
    status = said.get("status")
    return Closing(
        status=cast(Status, status) if status in get_args(Status) else None,
        done=Date.min if said.get("done") else None,
        dropped=Date.min if said.get("dropped") else None,
        refused=Date.min if said.get("refused") else None,
    ).state
