"""The form as one file for a browser: real fields, more of them on demand, and a way back. Its answer is the page in Markdown, filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import count
from pathlib import Path

from cap.form.asked import Asked, Part, Room, blank_part, one_line, rooms
from cap.form.fields import Block
from cap.form.page import form, hello, hint_of, opening, title
from cap.form.questions import SECTIONS, blocks
from cap.html.document import document, text
from cap.html.fillable import STYLE, script, unscripted, way_back
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.text.direction import direction

HOW = "Answer what you like, and leave out the rest. Save makes a file to send back; nothing leaves this page by itself."
LINE = 60  # characters of a field of one line that can be seen on paper
OWN_STYLE = """\
.ask{border:0;margin:.9rem 0;padding:0;min-width:0;max-width:44rem}
.ask>label,.ask>legend{display:block;font-weight:600;padding:0}
.ask>.soft{display:block;font-size:.92rem}
.ask textarea{min-height:0;margin:.2rem 0;resize:vertical;overflow:hidden;max-width:none}
.ask textarea.story{min-height:9rem}
.ask select,.ask input{margin:.2rem 0;max-width:100%}
.ask input[list]{display:block;width:100%}
.ask select{font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:4px;padding:.25rem .4rem}
.ask .one{display:block;margin:.2rem 0}
.part{border-inline-start:3px solid var(--line);padding-inline-start:.9rem;margin:1.2rem 0}
.part .part{margin-inline-start:.4rem}
.part>h3,.part>h4{margin-top:0}
button.more{padding:.2rem .7rem}
.paper.paper{display:none}
@media print{
.paper.paper{display:block}
.ask input:has(+p.paper){display:none}
.ask{break-inside:avoid;margin:.45rem 0}
.ask textarea,.ask select,.ask input{border:0;border-bottom:1px solid #999;border-radius:0;appearance:none;resize:none;margin:0}
.ask input[type=checkbox]{border:1px solid #000}
.ask textarea.story{border:1px solid #999;min-height:16rem}
.empty::-webkit-datetime-edit{color:transparent}
.ask ::-webkit-calendar-picker-indicator{display:none}
.part{margin:.8rem 0}
section>div:first-child{break-after:avoid}
.part>h3,.part>h4{break-after:avoid}
}"""


def html(reading: Reading, *, key: str, day: date) -> str:
    """The form about a plan that was read, as HTML; see `form`."""
    plan = reading.plan
    assert plan is not None
    writer = _Writer()
    first = _attribute("\n".join(opening(plan)))
    last = _attribute("<!-- " + form(reading, key=key, day=day).rpartition("\n<!-- ")[2])
    body = [
        f'<header data-md="{first}">',
        f"<h1>{text(title(plan).lstrip('# '))}</h1>",
        f'<p dir="{direction(hello(plan))}">{text(hello(plan))}</p>',
        unscripted(),
        "</header>",
        *(line for room in rooms(reading, day) for line in writer.room(room)),
        *writer.templates(),
        *(line for name, items in _named(reading) for line in _choices(name, items)),
        f'<div data-md="{last}"></div>',
        *way_back("", key=f"{key}-form", how=HOW),
    ]
    return document(
        f"{short_name(plan)}’s plan, as questions",
        body,
        style=f"{STYLE}\n{OWN_STYLE}",
        script=script(Path(__file__).with_name("form.js")),
    )


class _Writer:
    """Writes fields, each with an id of its own."""

    def __init__(self) -> None:
        self.ids = count(1)

    def room(self, room: Room) -> Iterator[str]:
        section = room.section
        printed = _attribute("\n".join([f"## {section.title}", "", section.intro, ""]))
        yield f'<section><div data-md="{printed}"><h2>{text(section.title)}</h2><p class="soft">{text(section.intro)}</p></div>'
        for one in room.asked:
            yield from self._ask(one, None)
        yield from self._parts(room.parts, 3)
        yield "</section>"

    def templates(self) -> Iterator[str]:
        """What another item of each kind is made of."""
        for block in blocks():
            level = 3 if any(section.block is block for section in SECTIONS) else 4
            part = blank_part(block, ("both", "page"))
            yield f'<template id="blank-{block.word}">'
            yield from self._part(part, level)
            yield "</template>"

    def _parts(self, parts: Sequence[Part], level: int) -> Iterator[str]:
        for part in parts:
            yield from self._part(part, level)
        if parts:
            block = parts[-1].block
            yield f'<p><button type="button" class="more" data-blank="blank-{block.word}">{text(block.another)}</button></p>'

    def _part(self, part: Part, level: int) -> Iterator[str]:
        printed = _attribute(f"{'#' * level} {part.heading}") + "\n"
        yield f'<section class="part"><h{level} dir="{direction(part.heading)}" data-md="{printed}">{text(part.heading)}</h{level}>'
        for one in part.asked:
            yield from self._ask(one, part.block)
        yield from self._parts(part.parts, level + 1)
        yield "</section>"

    def _ask(self, one: Asked, block: Block | None) -> Iterator[str]:
        """One question with its field, or fields."""
        name = f"q{next(self.ids)}"
        label = text(f"{one.question.label}?")
        hint = hint_of(one)
        paper = bool(one.question.choices) or one.answer == "day"  # on a screen the field itself shows what can be chosen
        said = f'<span class="soft{" paper" if paper else ""}" id="{name}-h">{text(hint)}</span>' if hint else ""
        about = f' aria-describedby="{name}-h"' if hint and not paper else ""
        match one.answer:
            case "texts" | "link":
                yield f'<fieldset class="ask"{about}><legend>{label}</legend>{said}'
                words = _attribute(one_line(one.question.label))
                for n, value in enumerate((*one.said, ""), 1):
                    if one.answer == "link":
                        target = block.kind.links[one.question.key] if block else ""
                        yield f'<input list="some-{target}" value="{_attribute(value)}" aria-label="{words}, {n}" dir="auto" autocomplete="off">'
                        if len(value) > LINE:
                            yield f'<p class="paper" aria-hidden="true">{text(value)}</p>'
                    else:
                        yield _text(value, f'aria-label="{words}, {n}"')
                yield '<p><button type="button" class="more">Another line</button></p></fieldset>'
            case "choices":
                yield f'<fieldset class="ask"><legend>{label}</legend>{said}'
                for words in one.question.choices.values():
                    checked = " checked" if words in one.said else ""
                    yield f'<label class="one"><input type="checkbox" value="{_attribute(words)}"{checked}> {text(words)}</label>'
                yield "</fieldset>"
            case _:
                yield f'<div class="ask"><label for="{name}">{label}</label>{said}'
                yield self._field(one, f'id="{name}"{about}')
                yield "</div>"

    def _field(self, one: Asked, named: str) -> str:
        value = one.said[0] if one.said else ""
        match one.answer:
            case "day":
                return f'<input type="date"{"" if value else " class=empty"} {named} value="{_attribute(value)}">'
            case "number":
                return _select(named, [str(n) for n in range(1, 11)], value)
            case "choice":
                return _select(named, list(one.question.choices.values()), value)
            case "long":
                return f'<textarea class="story" {named} rows="8" dir="auto"></textarea>'
        return _text(value, named)


def _select(named: str, choices: Sequence[str], value: str) -> str:
    options = "".join(f"<option{' selected' if one == value else ''}>{text(one)}" for one in choices)
    return f'<select {named}><option value="">{options}</select>'


def _text(value: str, named: str) -> str:
    rows = max(1, -(-len(value) // 60))
    return f'<textarea {named} rows="{rows}" dir="auto">\n{_attribute(value)}</textarea>'


def _named(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    """The items that others can lead to, by what they are called."""
    plan = reading.plan
    assert plan is not None
    for key in dict.fromkeys(
        target for block in blocks() for question in block.questions if (target := block.kind.links.get(question.key))
    ):
        kind = next(block.kind for block in blocks() if block.kind.key == key)
        yield key, [one_line(str(getattr(item, kind.name))) for item in getattr(plan, key)]


def _choices(name: str, items: Sequence[str]) -> Iterator[str]:
    yield f'<datalist id="some-{name}">'
    yield from (f'<option value="{_attribute(item)}">' for item in items)
    yield "</datalist>"


def _attribute(words: str) -> str:
    """Text as it can stand in a quoted attribute, or in a field, to the sign."""
    return escape(words)
