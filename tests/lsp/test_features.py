"""Hover, ids, outlines and people over the wire, in each editor's own way of counting."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.lsp.client import MODERN, PATIENCE, Editor, editor

pytestmark = pytest.mark.slow  # each starts a program

PLAN = """---
name: Zoë 😋
visions: [🚑 Sea]
goals:
  - {goal: "🚑 Run 😋 it", id: lone, done: 2026-01-01}
skills:
  - skill: 漢字
    goal: [lone]
    actions:
      - Ask
---
"""
WIDTHS = {
    types.PositionEncodingKind.Utf8: lambda text: len(text.encode()),
    types.PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le")) // 2,
    types.PositionEncodingKind.Utf32: len,
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "cap.yaml").write_text("plans: plans\n", encoding="utf-8")
    (tmp_path / "plans").mkdir()
    path = tmp_path / "plans" / "zoe.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


def capabilities(encoding: types.PositionEncodingKind, **document: Any) -> types.ClientCapabilities:
    general = types.GeneralClientCapabilities(position_encodings=[encoding])
    return types.ClientCapabilities(
        general=general, workspace=MODERN.workspace, text_document=types.TextDocumentClientCapabilities(**document)
    )


class Asking:
    """One plan that is open, and the words of its ranges."""

    def __init__(self, made: Editor, path: Path, encoding: types.PositionEncodingKind) -> None:
        self.client, self.uri, self.width = made.client, path.as_uri(), WIDTHS[encoding]
        self.lines = PLAN.split("\n")
        self.identifier = types.TextDocumentIdentifier(self.uri)
        made.open(self.uri, PLAN)

    def at(self, line: int, before: str) -> Any:
        """The place on a line, from 0, behind some text."""
        return types.Position(line, self.width(self.lines[line][: self.lines[line].index(before) + len(before)]))

    def words(self, span: types.Range) -> tuple[int, str]:
        line = self.lines[span.start.line]
        found = [text for i in range(len(line) + 1) for text in (line[:i],) if self.width(text) == span.start.character]
        rest = line[len(found[0]) :]
        length = span.end.character - span.start.character
        return span.start.line, next(rest[:i] for i in range(len(rest) + 1) if self.width(rest[:i]) == length)


@pytest.mark.parametrize("encoding", WIDTHS)
def test_ids_in_each_way_of_counting(plan: Path, encoding: types.PositionEncodingKind) -> None:
    async def session() -> None:
        async with editor(plan.parents[1], capabilities=capabilities(encoding)) as made:
            asking, client = Asking(made, plan, encoding), made.client
            here = {"text_document": asking.identifier, "position": asking.at(7, "[l")}
            said = await client.text_document_hover_async(types.HoverParams(**here))
            assert said is not None and isinstance(said.contents, types.MarkupContent)
            assert "Goal g1" in said.contents.value and asking.words(said.range or never()) == (7, "lone")
            target = await client.text_document_definition_async(types.DefinitionParams(**here))
            assert isinstance(target, types.Location) and asking.words(target.range) == (4, "lone")
            used = await client.text_document_references_async(
                types.ReferenceParams(context=types.ReferenceContext(include_declaration=True), **here)
            )
            assert [asking.words(one.range) for one in used or ()] == [(4, "lone"), (7, "lone")]
            lit = await client.text_document_document_highlight_async(types.DocumentHighlightParams(**here))
            kinds = types.DocumentHighlightKind
            assert [(asking.words(one.range)[0], one.kind) for one in lit or ()] == [(4, kinds.Write), (7, kinds.Read)]
            offered = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**here))
            assert isinstance(offered, types.PrepareRenamePlaceholder) and offered.placeholder == "lone"
            edit = await client.text_document_rename_async(types.RenameParams(new_name="shift", **here))
            assert edit is not None and edit.document_changes is not None
            changed = edit.document_changes[0]
            assert isinstance(changed, types.TextDocumentEdit) and changed.text_document.version == 1
            texts = [(asking.words(one.range), one.new_text) for one in changed.edits if isinstance(one, types.TextEdit)]
            assert texts == [((4, "lone"), "shift"), ((7, "lone"), "shift")]
            with pytest.raises(Exception, match="`G 1` is not an id"):
                await client.text_document_rename_async(types.RenameParams(new_name="G 1", **here))
            outside = {**here, "position": types.Position(1, 2)}
            with pytest.raises(Exception, match="no id stands here"):
                await client.text_document_prepare_rename_async(types.PrepareRenameParams(**outside))

    asyncio.run(asyncio.wait_for(session(), 3 * PATIENCE))


def never() -> types.Range:
    raise AssertionError("there is no range")


def test_outlines_people_and_what_an_editor_cannot_do(plan: Path) -> None:
    """An outline as a tree and, where that is all it can show, as a list; entries without places to fill in."""
    wide = types.PositionEncodingKind.Utf16
    filled = types.CompletionClientCapabilities(
        completion_item=types.ClientCompletionItemOptions(
            snippet_support=True,
            insert_text_mode_support=types.ClientCompletionItemInsertTextModeOptions([types.InsertTextMode.AsIs]),
        )
    )
    tree = types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True)

    async def session(able: bool) -> None:
        known = capabilities(wide, document_symbol=tree, completion=filled) if able else capabilities(wide)
        async with editor(plan.parents[1], capabilities=known) as made:
            asking, client = Asking(made, plan, wide), made.client
            found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(asking.identifier)) or ()
            names = ["v1 🚑 Sea", "g1 🚑 Run 😋 it", "1 漢字"]
            assert [one.name for one in found] == (names if able else [*names, "1.1 Ask"])
            assert [bool(one.tags) for one in found] == ([False, True, False] if able else [False, True, False, False])
            folds = await client.text_document_folding_range_async(types.FoldingRangeParams(asking.identifier))
            assert [(one.start_line, one.end_line) for one in folds or ()] == [(0, 9), (3, 4), (5, 9), (6, 9), (8, 9)]
            around = await client.text_document_selection_range_async(
                types.SelectionRangeParams(asking.identifier, [asking.at(7, "[l")])
            )
            assert around and asking.words(around[0].range) == (7, "lone") and around[0].parent is not None
            made.write(asking.uri, PLAN.replace("    actions:", "    \n    actions:"))
            below = types.CompletionParams(asking.identifier, types.Position(8, 4))
            offers = await client.text_document_completion_async(below)
            assert isinstance(offers, types.CompletionList)
            entry = next(one for one in offers.items if one.label == "ratings")
            assert isinstance(entry.text_edit, types.TextEdit)
            told = entry.text_edit.new_text, entry.insert_text_format, entry.insert_text_mode
            formats, modes = types.InsertTextFormat, types.InsertTextMode
            if able:
                placed = "ratings:\n      - {date: ${1:2026-06-15}, rating: $2\\}"
                assert told == (placed, formats.Snippet, modes.AsIs)
            else:
                assert told == ("ratings:\n  - {date: 2026-06-15, rating: }", None, None)
            people: list[Any] = []
            while not people:
                people = list(await client.workspace_symbol_async(types.WorkspaceSymbolParams("zoe")) or ())
                await asyncio.sleep(0.02)
            assert [(one.name, one.location.uri) for one in people] == [("Zoë 😋", asking.uri)]
            assert not await client.workspace_symbol_async(types.WorkspaceSymbolParams("nobody"))

    for able in (True, False):
        asyncio.run(asyncio.wait_for(session(able), 3 * PATIENCE))
