"""What is said about the place under the mouse: what a key or a word means, what a finding's rule asks for, how an item stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cap.language.document import Document, Point
from cap.language.fields import Field, field_at
from cap.language.items import Listed, items
from cap.language.references import mention_at
from cap.language.sketch import Piece
from cap.language.status import status
from cap.lint.catalogue import CATALOGUE
from cap.lint.pages import markdown
from cap.plan.problem import ItemPath, Span
from cap.text.dates import ago, spelled
from cap.text.markdown import literal

_IGNORE = re.compile(r"#[ \t]*cap:[ \t]*ignore(?:-file)?[ \t]*\[([^\]\n#]*)\]")


class Hover(NamedTuple):
    """Markdown about what stands in a span."""

    span: Span
    text: str


def hover(document: Document, point: Point) -> Hover | None:
    """What there is to say about a place; None where that is nothing."""
    offset, sketch = document.offset(point), document.sketch
    for start, end in sketch.comments:
        if start <= offset <= end:
            return _ignored(document, start, end, offset)
    piece = sketch.at(offset)
    said = list(_piece(document, piece, items(sketch), offset)) if piece else []
    rules = [problem.rule for problem in document.problems if _covers(problem.span, point) and problem.rule in CATALOGUE]
    first, *others = [*dict.fromkeys(rules), ""]
    said += [markdown([first])] if first else []
    said += ["\n".join(f"- **{rule}**: {CATALOGUE[rule].title}" for rule in others if rule)] if others[:-1] else []
    if not said:
        return None
    span = document.span(piece.start, piece.end) if piece else Span(*point, *point)
    return Hover(span, "\n\n---\n\n".join(said))


def _ignored(document: Document, start: int, end: int, offset: int) -> Hover | None:
    """The page of a rule that a comment silences."""
    for found in _IGNORE.finditer(document.text, start, end):
        for name in re.finditer(r"[^\s,]+", found[1]):
            at = found.start(1) + name.start()
            if at <= offset <= at + len(name[0]) and name[0] in CATALOGUE:
                return Hover(document.span(at, at + len(name[0])), markdown([name[0]]))
    return None


def _covers(span: Span, point: Point) -> bool:
    return (span.line, span.column) <= tuple(point) <= (span.end_line, span.end_column)


def _piece(document: Document, piece: Piece, found: list[Listed], offset: int) -> Iterator[str]:
    """About a key: what it means and takes. About a value: what that means; of a name or an id, how the item stands."""
    field = field_at(piece.path)
    mention = mention_at(document.sketch, offset)
    named = next((item for item in found if _names(item, piece)), None)
    if mention and not mention.gives:
        named = next((item for item in found if item.id and item.id.text == mention.id and item.path[-2] == mention.kind), None)
    if named:
        yield _item(document, named)
    if field is None:
        return
    if piece.key:
        yield _field(field)
    elif (meaning := field.words.get(piece.text)) and not field.is_person:
        yield f"**{literal(piece.text)}**: {meaning}"
    elif field.is_day:
        yield from _day(piece.text, document.today)
    elif not named and isinstance(piece.path[-1], str):
        yield _field(field)


def _names(item: Listed, piece: Piece) -> bool:
    """Whether a piece is what an item is called by, or the key of that."""
    own: tuple[ItemPath, ...] = ((*item.path, item.kind.name), (*item.path, "id"), item.path)
    return piece.path in own and not (piece.key and piece.path[-1] == "id")


def _field(field: Field) -> str:
    words = "".join(f"\n- `{word}`: {meaning}" if meaning else f"\n- `{word}`" for word, meaning in field.words.items())
    return f"`{field.key}`: {field.meaning}" + (f"\n{words}" if words else "")


def _item(document: Document, item: Listed) -> str:
    noun = item.kind.noun[0].upper() + item.kind.noun[1:]
    lines = [f"**{noun} {item.number}** {literal(item.text)}", *status(document.reading, item.path, document.today)]
    return "  \n".join(lines)


def _day(text: str, today: date) -> Iterator[str]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return
    if len(text) == 10:
        yield f"{day:%A}, {spelled(day)}, {ago(day, today)}"
