"""Ids and what refers to them: where one is given, where it is used, and all of that under another id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.edit.scalars import scalar
from cap.language.document import Document, Point, Replacement
from cap.language.fields import field_at, shape_at
from cap.language.items import items
from cap.language.sketch import Piece, Sketch
from cap.plan.meant.values import id_hint
from cap.plan.model import Id
from cap.plan.nodes import Refused
from cap.plan.problem import ItemPath, Span
from cap.plan.read import read
from cap.refusal import Refusal

_ID = get_args(Id)[1]


class Mention(NamedTuple):
    """An id where it stands: given to an item (`gives`), or used to refer to one of the list `kind`."""

    id: str
    kind: str
    piece: Piece
    gives: bool


def definition(document: Document, point: Point) -> Span | None:
    """Where the id at a place is given; None where no id stands, or nothing has it."""
    found = next((one for one in _alike(document, point) if one.gives), None)
    return _span(document, found) if found else None


def references(document: Document, point: Point, *, with_definition: bool = True) -> list[Span]:
    """Everywhere the id at a place is used, and given."""
    return [_span(document, one) for one in _alike(document, point) if with_definition or not one.gives]


def highlights(document: Document, point: Point) -> list[tuple[Span, bool]]:
    """The same, each with whether it is given there."""
    return [(_span(document, one), one.gives) for one in _alike(document, point)]


def renamable(document: Document, point: Point) -> tuple[Span, str]:
    """The id at a place that can be renamed, and its span without quotes. Raises Refusal where there is none, or the text cannot be read."""
    found = mention_at(document.sketch, document.offset(point))
    if found is None:
        raise Refusal("no id stands here", "Ids are renamed where they are given, behind `id:`, or where they are used.")
    _require_legible(document)
    piece, inside = found.piece, 1 if found.piece.quote in ("'", '"') else 0
    return document.span(piece.start + inside, piece.end - inside), found.id


def rename(document: Document, point: Point, new: str) -> list[Replacement]:
    """The edits that give the item with the id at a place another one, wherever it is meant. Nothing else changes.

    Raises Refusal when `new` is no id or is taken, or when it cannot be done without changing something else.
    """
    _, old = renamable(document, point)
    if new == old:
        return []
    _require_id(new)
    everything = mentions(document.sketch)
    if taken := next((one for one in everything if one.gives and one.id == new), None):
        named = next((item for item in items(document.sketch) if item.id and item.id.start == taken.piece.start), None)
        by = f"{named.kind.noun} {named.number}" if named else f"line {document.point(taken.piece.start).line}"
        raise Refusal(f"the id `{new}` is taken, by {by}", "Choose another one.")
    text, edits = document.text, []
    meant = [one for one in _alike(document, point) if not _follows(text, one, everything)]
    for one in sorted(meant, key=lambda one: -one.piece.start):
        quote = one.piece.quote if one.piece.quote != "*" else ""
        written, _ = scalar(new, flow=one.piece.flow, quote=quote)
        edits.append(Replacement(_span(document, one), written))
        text = text[: one.piece.start] + written + text[one.piece.end :]
    _require_alike(document, text, {one.piece.path for one in _alike(document, point)}, old)
    return edits[::-1]


def mentions(sketch: Sketch) -> list[Mention]:
    """Every id that is given or used in a text, in its order."""
    found = (_mention(piece) for piece in sketch.pieces)
    return [one for one in found if one]


def mention_at(sketch: Sketch, offset: int) -> Mention | None:
    """The id that stands at a place."""
    return next((one for one in mentions(sketch) if one.piece.start <= offset <= one.piece.end), None)


def _mention(piece: Piece) -> Mention | None:
    path = piece.path
    if piece.key or len(path) < 3 or piece.quote == "|" or not piece.text:
        return None
    if path[-1] == "id" and (shape := shape_at(path[:-1])) is not None and "id" in shape.__struct_encode_fields__:
        return Mention(piece.text, str(path[-3]), piece, gives=True)
    field = field_at(path)
    return Mention(piece.text, field.link, piece, gives=False) if field and field.link else None


def _alike(document: Document, point: Point) -> list[Mention]:
    """The mentions of what is mentioned at a place."""
    sketch = document.sketch
    found = mention_at(sketch, document.offset(point))
    return [one for one in mentions(sketch) if (one.id, one.kind) == (found.id, found.kind)] if found else []


def _span(document: Document, mention: Mention) -> Span:
    return document.span(mention.piece.start, mention.piece.end)


# ---- what keeps an id from being renamed


def _require_legible(document: Document) -> None:
    try:
        legible = document.reading.source.root is not None
    except Refused:
        legible = False
    if not legible:
        first = next(iter(document.reading.problems), None)
        where = f" on line {first.line}: {first.message}" if first else ""
        raise Refusal("an id is renamed in a text that can be read", f"Mend first what is wrong{where}.")


def _require_id(new: str) -> None:
    if not re.search(_ID.pattern or "", new):
        hint = _ID.extra["hint"]
        raise Refusal(f"`{new}` is not {_ID.extra['wanted']}", str(id_hint(new, hint).hint))


def _follows(text: str, mention: Mention, everything: list[Mention]) -> bool:
    """Whether it is an alias of an id that changes anyway."""
    if mention.piece.quote != "*":
        return False
    anchor = "&" + text[mention.piece.start + 1 : mention.piece.end]
    changing = [one for one in everything if (one.id, one.kind) == (mention.id, mention.kind) and one.piece.quote != "*"]
    return any(text[: one.piece.start].rstrip().endswith(anchor) for one in changing)


def _require_alike(document: Document, text: str, changed: set[ItemPath], old: str) -> None:
    """Refuse when a text does not say what it said, but for the ids at some paths, to everybody who reads it."""
    before, after = document.reading, read(text.encode("utf-8", "surrogatepass"), document.path)
    try:
        said, says = dict(_said(before.source.root, ())), dict(_said(after.source.root, ()))
    except Refused:
        says = {}
    alike = said.keys() == says.keys() and {path for path in said if said[path] != says[path]} == changed
    if not alike or [one.rule for one in before.problems] != [one.rule for one in after.problems]:
        hint = "Rename it by hand, where it is given and where it is used."
        raise Refusal(f"`{old}` cannot be renamed without changing something else", hint)


def _said(node: Node | None, path: ItemPath) -> Iterator[tuple[ItemPath, str]]:
    """What stands at every path, aliases followed."""
    if isinstance(node, ScalarNode):
        yield path, node.value
    elif isinstance(node, SequenceNode):
        for i, child in enumerate(node.value):
            yield from _said(child, (*path, i))
    elif isinstance(node, MappingNode):
        for key, child in node.value:
            yield from _said(child, (*path, str(key.value)))
