"""For a browser, and for paper: the road as a page, with the pictures of the ratings above it."""

from __future__ import annotations

from collections.abc import Iterator

from cap.history.told import Road
from cap.html.document import document, text
from cap.show import pictures
from cap.show.pictures import ratings
from cap.text.columns import Paint
from cap.text.dates import spelled

STYLE = """\
.road{display:grid;grid-template-columns:fit-content(30%) minmax(0,1fr);gap:.3rem 1rem;margin:.5rem 0}
.road dt{color:var(--soft)}
.road dd{margin:0}
.road p{margin:0 0 .25rem}
@media print{.road dd{break-inside:avoid}}"""


def render(road: Road, columns: int, paint: Paint) -> Iterator[str]:
    yield from document(f"The road of {road.name}", _body(road), style=f"{STYLE}\n{pictures.STYLE}").rstrip("\n").split("\n")


def _body(road: Road) -> Iterator[str]:
    yield f'<header dir="auto"><h1>The road of {text(road.name)}</h1>'
    if road.only_writer:
        yield f'<p class="soft">Written by {text(road.only_writer)}.</p>'
    yield "</header>"
    yield from ratings.section(road.skills)
    if not road.told:
        yield f"<p>{text(road.nothing)}</p>"
    year = 0
    for day, told in road.days:
        if day.year != year:
            yield "</dl></section>" if year else ""
            year = day.year
            yield f'<section><h2>{year}</h2><dl class="road">'
        yield f'<dt><time datetime="{day}">{spelled(day)}</time></dt><dd>'
        for one in told:
            who = f' <bdi class="soft">({text(one.who)})</bdi>' if one.who and not road.only_writer else ""
            yield f'<p dir="auto">{text(one.text)}{who}</p>'
        yield "</dd>"
    yield "</dl></section>" if year else ""
    for line in road.unknown:
        yield f'<p class="soft">{text(line)}</p>'
