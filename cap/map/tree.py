"""For the terminal: a tree from the visions down. What two things lead to is told at the first, and named at the second."""

from __future__ import annotations

from collections.abc import Iterator

from cap.map.ways import Stop, Ways
from cap.text.columns import Paint, flat, wrapped


def render(ways: Ways, columns: int, paint: Paint) -> Iterator[str]:
    """Lines no wider than `columns`."""
    yield paint(flat(ways.name), "strong")
    told: set[str] = set()
    for start in ways.starts:
        yield ""
        yield from _branch(ways, start, "", "", told, columns, paint)


def _branch(ways: Ways, stop: Stop, first: str, rest: str, told: set[str], columns: int, paint: Paint) -> Iterator[str]:
    """A stop and all that comes after it. `first` stands before its first line, `rest` before the others."""
    after = ways.after.get(stop.number, ())
    again = " (as above)" if after and stop.number in told else ""
    after = () if again else after
    told.add(stop.number)
    about = "".join(f" · {text}" for text in (stop.about, stop.gap) if text)
    below = rest + ("│" if after else " ").ljust(len(stop.number) + 1)
    lines = wrapped(f"{stop.number} {flat(stop.text)}{about}{again}", columns, first, below)
    for line in lines:
        yield line if stop.open and not stop.gap else paint(line, "warning" if stop.open else "faint")
    for i, next_stop in enumerate(after):
        last = i == len(after) - 1
        yield from _branch(
            ways, next_stop, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), told, columns, paint
        )
