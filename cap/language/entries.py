"""Whole entries to fill in, written as their neighbours are: in a block, between braces, or as text alone."""

from __future__ import annotations

import re
from typing import Literal

from cap.edit.typed import PAST
from cap.language.cursor import Cursor
from cap.language.document import Document
from cap.language.fields import Field, keys_of
from cap.language.items import items
from cap.plan.kinds import Kind
from cap.plan.problem import ItemPath

Style = Literal["block", "flow", "text"]

# What is filled in first, beside what an entry needs anyway.
_ASKED = {
    "strength": ("skill", "rating"),
    "goal": ("goal", "measure", "due"),
    "skill": ("skill", "goal", "rating", "target"),
    "action": ("action", "type", "measure", "due"),
    "support": ("need", "from", "due"),
    "conversation": ("date", "type"),
    "pause": ("from", "until"),
}
_DASH_BELOW = re.compile(r"^( *)[\w-]+:[ \t]*(?:#[^\n]*)?\r?\n( *)-[ \t]", re.M)


def new_plan() -> str:
    """A file to begin with."""
    return "---\nname: ${1:Ada Lovelace}\nrole: $2\nmanager: $3\n---\n\n# ${1:Ada Lovelace}\n"


def without_places(snippet: str) -> str:
    """A snippet's text for an editor that knows no places to fill in."""
    return re.sub(r"\$(?:[0-9]|\{[0-9](?::([^}]*)|\|[^}]*)?\})", r"\1", snippet).replace(r"\}", "}")


def new_entry(document: Document, cursor: Cursor, path: ItemPath, kind: Kind, *, dash: bool) -> str:
    """The snippet of an entry at `path`; with its dash, if none stands there yet."""
    column = document.point(cursor.start).column - 1
    style = "flow" if cursor.flow else _style(cursor, path[:-1], kind)
    return ("- " if dash else "") + _entry(
        document, cursor, kind, style, column + (2 if dash else 0), _ASKED.get(kind.word, kind.required)
    )


def below_a_key(document: Document, cursor: Cursor, field: Field) -> tuple[str, bool]:
    """A key with what is to follow it, and whether that is a snippet: a list begins with an entry to fill in."""
    if field.entry is None:
        return f"{field.key}: ", False
    style = _style(cursor, (*cursor.path, field.key), field.entry)
    if cursor.flow:
        style = "text" if style == "text" else "flow"
        return f"{field.key}: [{_entry(document, cursor, field.entry, style, 0, _needed(field.entry))}]", True
    column = document.point(cursor.start).column - 1
    found = _DASH_BELOW.search(document.text)
    indent = column + (max(len(found[2]) - len(found[1]), 0) if found else 2)
    entry = _entry(document, cursor, field.entry, style, indent + 2, _needed(field.entry))
    return f"{field.key}:\n{' ' * indent}- {entry}", True


def _needed(kind: Kind) -> tuple[str, ...]:
    return kind.required or _ASKED[kind.word]


def _style(cursor: Cursor, path: ItemPath, kind: Kind) -> Style:
    """How the last entry of the list is written; in an empty one: what holds more is a block, the rest stays on one line."""
    depth = len(path)
    for piece in reversed(cursor.others.pieces):
        if piece.path[:depth] == path and len(piece.path) > depth:
            if len(piece.path) == depth + 1:
                return "text"
            if len(piece.path) == depth + 2 and piece.key:
                return "flow" if piece.flow else "block"
    return "text" if kind.word in ("vision", "way") else "block" if kind.holds else "flow"


def _entry(document: Document, cursor: Cursor, kind: Kind, style: Style, column: int, asked: tuple[str, ...]) -> str:
    """An entry behind its dash, whose keys begin in `column`, from 0."""
    if style == "text":
        return "$1"
    fields = keys_of(kind.shape)
    places: list[str] = []
    for key in asked:
        if (place := _place(document, cursor, kind, fields[key], len(places) + 1)) is not None:
            places.append(f"{key}: {place}")
    return "{" + ", ".join(places) + r"\}" if style == "flow" else ("\n" + " " * column).join(places)


def _place(document: Document, cursor: Cursor, kind: Kind, field: Field, place: int) -> str | None:
    """Where a value is filled in, with what it may be; None of a link that could lead nowhere."""
    words = list(field.words) if not field.is_list else []
    if field.link:
        found = [item for item in items(cursor.others) if item.path[0] == field.link and not item.closed]
        words = [item.id.text for item in found if item.id and re.fullmatch("[a-z][a-z0-9-]*", item.id.text)]
        if not words:
            return None
    if len(words) == 1:
        return f"${{{place}:{words[0]}}}"
    if words:
        return f"${{{place}|{','.join(words)}|}}"
    if field.key in PAST and kind.word != "ahead":
        return f"${{{place}:{document.today.isoformat()}}}"
    return f"${place}"
