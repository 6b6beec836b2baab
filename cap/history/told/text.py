"""For the terminal: a heading a year, a day before its first sentence, the newest last."""

from __future__ import annotations

from collections.abc import Iterator

from cap.history.told import Road
from cap.text.columns import Paint, flat, wrapped

DAY = 12  # columns of a day, and of what stands below it


def render(road: Road, columns: int, paint: Paint) -> Iterator[str]:
    """Lines no wider than `columns`."""
    yield paint(flat(road.name), "strong")
    if road.only_writer:
        yield from (paint(line, "faint") for line in wrapped(f"Written by {flat(road.only_writer)}.", columns))
    if not road.told:
        yield ""
        yield road.nothing
    year = 0
    for day, told in road.days:
        if day.year != year:
            year = day.year
            yield ""
            yield paint(str(year), "strong")
        before = f"{day}  "
        for one in told:
            who = f" ({flat(one.who)})" if one.who and not road.only_writer else ""
            yield from wrapped(flat(one.text) + who, columns, before, " " * DAY)
            before = " " * DAY
    if road.unknown:
        yield ""
        for line in road.unknown:
            yield from (paint(part, "faint") for part in wrapped(flat(line), columns))
