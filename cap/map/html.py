"""The way as a list in a page: what can be read out, on a phone and on paper. What two things lead to is told at the first."""

from __future__ import annotations

from collections.abc import Iterator

from cap.html.document import text
from cap.map.ways import Stop, Ways

STYLE = """\
ul.ways-told,.ways-told ul{list-style:none;margin:.2rem 0;padding:0}
.ways-told ul{border-inline-start:2px solid var(--line);padding-inline-start:.9rem}
.ways-told p{margin:.15rem 0}"""


def listing(ways: Ways) -> Iterator[str]:
    """A list of the starts, with lists of what comes after; the page around it brings STYLE."""
    told: set[str] = set()
    yield '<ul class="ways-told">'
    for start in ways.starts:
        yield from _branch(ways, start, told)
    yield "</ul>"


def _branch(ways: Ways, stop: Stop, told: set[str]) -> Iterator[str]:
    after = ways.after.get(stop.number, ())
    again = "as above" if after and stop.number in told else ""
    told.add(stop.number)
    about = " · ".join(filter(None, (stop.about, stop.gap, again)))
    tail = f' <bdi class="soft">({text(about)})</bdi>' if about else ""
    yield f'<li dir="auto"><p><b><bdi>{text(stop.number)}</bdi></b> {text(stop.text)}{tail}</p>'
    if after and not again:
        yield "<ul>"
        for other in after:
            yield from _branch(ways, other, told)
        yield "</ul>"
    yield "</li>"
