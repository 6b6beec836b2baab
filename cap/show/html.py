"""For a browser, and for paper: the whole plan as one page, with pictures of its ways, its balance and its ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cap.html.document import document, text
from cap.html.markdown import html
from cap.map import html as map_html
from cap.map import svg
from cap.map.ways import ways
from cap.plan.model import Plan
from cap.plan.read import Reading
from cap.show import pictures
from cap.show.entries import LATE, Entry
from cap.show.page import Page
from cap.show.pictures import balance, ratings
from cap.text.blocks import without_comments

STYLE = """\
header{max-width:44rem}
.facts{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.15rem .9rem;margin:1rem 0}
.facts dt{color:var(--soft)}.facts dd,.items dd{margin:0;justify-self:start;overflow-wrap:anywhere}
ul.items{list-style:none;margin:0;padding:0}
ul.items ul.items{padding-inline-start:1.4rem}
.items>li{margin:.7rem 0}
.items .items>li{margin:.5rem 0}
.items dl{margin:.15rem 0 0;display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.1rem .7rem;font-size:.94rem}
.items dt{color:var(--soft)}
.items p{margin:0}
dt,.items .soft{unicode-bidi:isolate}
.closed>p{color:var(--soft)}
.sign{display:none}
@media print{
.wide svg{max-height:225mm}
.items>li>p:not(:last-child){break-after:avoid}
.items dl,.items .items>li{break-inside:avoid}
.sign{display:flex;gap:2rem;margin-top:3rem;break-inside:avoid}
.sign p{flex:1;border-top:1px solid var(--ink);padding-top:.3rem;min-width:0}
details{display:none}
}"""


_NOT_HERE = ("id", "over time")  # the one is for the file, and of the other there is a picture


def page_of(page: Page, reading: Reading, plan: Plan) -> str:
    """The page as one HTML file."""
    return document(page.name, _body(page, reading, plan), style=f"{STYLE}\n{pictures.STYLE}\n{svg.STYLE}\n{map_html.STYLE}")


def _body(page: Page, reading: Reading, plan: Plan) -> Iterator[str]:
    yield f'<header dir="auto"><h1>{text(page.name)}</h1>'
    if page.role:
        yield f'<p class="soft">{text(page.role)}</p>'
    yield '<dl class="facts">'
    for label, value in page.facts:
        late = ' class="late"' if page.due and label == "next talk" else ""
        yield f"<dt>{text(label)}</dt><dd{late}>{text(_words(label, value))}</dd>"
    yield "</dl></header>"
    yield from _pictures(page, reading, plan)
    for section in page.sections:
        yield f"<section><h2>{text(section.title)}</h2>"
        yield from _items(section.entries)
        yield "</section>"
    yield from _notes(page, reading)
    sides = (f"<p>{text(side or 'Signed')}, date</p>" for side in (plan.name, plan.manager))
    yield f'<div class="sign">{"".join(sides)}</div>'


def _words(label: str, value: str) -> str:
    """A fact without the bar of blocks that stands before it on a terminal: here there is a picture."""
    return value.lstrip("█▒░ ") if label == "balance" else value


def _pictures(page: Page, reading: Reading, plan: Plan) -> Iterator[str]:
    found = ways(reading, plan)
    if found.after:
        figure = '<figure class="wide" tabindex="0" role="group" aria-label="From visions to actions">'
        picture = [figure, *svg.picture(found), "</figure>"]
        words = [*map_html.listing(found)]
        first, second, name = (words, picture, "As a picture") if svg.is_tall(found) else (picture, words, "In words")
        yield "<section><h2>The way</h2>"
        yield from first
        yield f"<details><summary>{name}</summary>"
        yield from second
        yield "</details></section>"
    if any(page.mix):
        yield "<section><h2>Balance</h2><figure>"
        yield from balance.picture(page.mix)
        yield "</figure></section>"
    yield from ratings.section(plan.skills)


def _items(entries: Sequence[Entry]) -> Iterator[str]:
    yield '<ul class="items">'
    for entry in entries:
        number = f"<b><bdi>{text(entry.number)}</bdi></b> " if entry.number else ""
        tail = f' <span class="soft">({text(" · ".join(entry.tail))})</span>' if entry.tail else ""
        closed = "" if entry.open else ' class="closed"'
        yield f'<li{closed} dir="auto"><p>{number}{text(entry.text)}{tail}</p>'
        if entry.facts:
            yield f'<p class="soft">{" · ".join(_fact(fact) for fact in entry.facts)}</p>'
        lines = [line for line in entry.lines if line[0] not in _NOT_HERE]
        if lines:
            yield f"<dl>{''.join(f'<dt>{text(label)}</dt><dd>{text(value)}</dd>' for label, value in lines)}</dl>"
        if entry.entries:
            yield from _items(entry.entries)
        yield "</li>"
    yield "</ul>"


def _fact(fact: str) -> str:
    before, late, after = fact.partition(LATE)
    return f'{text(before)} <span class="late">{late}</span>{text(after)}' if late else text(fact)


def _notes(page: Page, reading: Reading) -> Iterator[str]:
    """The text below the front matter, without the heading that only says whose it is."""
    body = without_comments(reading.body.decode("utf-8", errors="replace").replace("\r\n", "\n")).strip("\n")
    body = body.removeprefix(f"# {page.name}\n").strip("\n")
    if body:
        yield "<section><h2>Notes</h2>"
        yield html(body)
        yield "</section>"
