"""For a mail or a page: the road as Markdown, a heading a year, an entry a day."""

from __future__ import annotations

from collections.abc import Iterator

from cap.history.told import Road
from cap.text.columns import Paint
from cap.text.dates import spelled
from cap.text.markdown import literal


def render(road: Road, columns: int, paint: Paint) -> Iterator[str]:
    yield f"# The road of {literal(road.name)}"
    if road.only_writer:
        yield ""
        yield f"Written by {literal(road.only_writer)}."
    if not road.told:
        yield ""
        yield literal(road.nothing)
    year = 0
    for day, told in road.days:
        if day.year != year:
            year = day.year
            yield ""
            yield f"## {year}"
            yield ""
        yield f"- **{spelled(day)}**"
        for one in told:
            who = f" ({literal(one.who)})" if one.who and not road.only_writer else ""
            yield f"    - {literal(one.text)}{who}"
    for line in road.unknown:
        yield ""
        yield f"*{literal(line)}*"
