"""What is offered while somebody types, as the protocol has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from cap.language.completion import MANY, Completion, Sort, complete
from cap.language.entries import without_places
from cap.lsp.documents import Version

if TYPE_CHECKING:
    from cap.lsp.server import Server

TRIGGERS = (" ", ":", "-", "[", ",", "'", '"')
_KINDS: dict[Sort, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "number": types.CompletionItemKind.Value,
    "id": types.CompletionItemKind.Reference,
    "person": types.CompletionItemKind.Text,
    "day": types.CompletionItemKind.Value,
    "entry": types.CompletionItemKind.Snippet,
}
_ABILITY = "text_document.completion.completion_item"


def completion(version: Version, position: types.Position, server: Server) -> types.CompletionList:
    """What may stand at a place. Of days, and of very many people, only those that fit what is typed: they are asked for again."""
    found = complete(version.document, version.positions.point(version.document, position))
    snippets = server.can(f"{_ABILITY}.snippet_support")
    modes = server.can(f"{_ABILITY}.insert_text_mode_support")
    items = [_item(one, number, version, position, snippets, modes) for number, one in enumerate(found)]
    again = any(one.sort == "day" for one in found) or sum(one.sort == "person" for one in found) >= MANY
    return types.CompletionList(is_incomplete=again, items=items)


def _item(
    one: Completion, number: int, version: Version, position: types.Position, snippets: bool, modes: bool
) -> types.CompletionItem:
    place = version.positions.range(version.document, one.edit.span)
    if place.start.line != position.line or place.end.line != position.line:  # the protocol takes one line, the cursor's
        place = types.Range(position, position)
    snippet = one.snippet and snippets
    text = without_places(one.edit.text) if one.snippet and not snippets else one.edit.text
    if not modes:  # such editors indent what they put in like the line that it is put into
        line = version.document.line(one.edit.span.line)
        text = text.replace("\n" + " " * (len(line) - len(line.lstrip(" "))), "\n")
    return types.CompletionItem(
        label=one.label,
        kind=_KINDS[one.sort],
        detail=one.detail or None,
        documentation=one.meaning or None,
        sort_text=f"{number:04}",
        filter_text=one.filter,
        text_edit=types.TextEdit(place, text),
        insert_text_format=types.InsertTextFormat.Snippet if snippet else None,
        insert_text_mode=types.InsertTextMode.AsIs if modes and "\n" in text else None,
    )
