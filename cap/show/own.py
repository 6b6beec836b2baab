"""The keys of a team's own, as a page shows them: under their own names, their values on a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cap.plan.problem import ItemPath
from cap.plan.read import Reading


def own_lines(reading: Reading, path: ItemPath) -> Iterator[tuple[str, str]]:
    """The `x-` keys of the item at a path of the plan, each with its value."""
    for key, value in reading.own.get(path, {}).items():
        yield key, _told(value)


def own_aside(reading: Reading, path: ItemPath) -> str:
    """The same behind the text of an item that has no lines of its own: ` (x-room: 4)`."""
    told = "; ".join(f"{key}: {text}" for key, text in own_lines(reading, path))
    return f" ({told})" if told else ""


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_inner(part) for part in value if part is not None)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_inner(part)}" for key, part in value.items() if part is not None)
    return str(value)


def _inner(value: Any) -> str:
    return f"({_told(value)})" if isinstance(value, (list, dict)) else str(value)
