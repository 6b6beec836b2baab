"""The files that are open in the editor, each with its text as it is by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.uris import to_fs_path

from cap.language.document import Document
from cap.lint.engine import Policy
from cap.lsp.positions import Positions, whole
from cap.lsp.workspaces import Around, Workspaces, is_like_a_plan
from cap.text.escapes import utf8

_MARKDOWN = ("markdown", "quarto", "rmd", "mdx")


class Version(NamedTuple):
    """A plan as it was typed up to a moment."""

    document: Document
    positions: Positions
    number: int | None


class Open:
    """One open file. `path` is None for a text that has none, such as a new one."""

    def __init__(self, item: types.TextDocumentItem) -> None:
        self.uri, self.number, self.text = item.uri, item.version, whole(item.text)
        name = to_fs_path(item.uri) if item.uri.startswith("file:") else None
        self.path = Path(name) if name else None
        self.is_markdown = item.language_id in _MARKDOWN or (self.path is not None and self.path.suffix == ".md")
        self.is_plan = False  # once a text is like a plan, it stays one while it is open, whatever is half typed
        self.version: Version | None = None


class Documents:
    """Every file that is open, and what it says. `root` is where texts without a file belong."""

    def __init__(self, workspaces: Workspaces, encoding: str, root: Path | None) -> None:
        self.workspaces, self.encoding, self.root = workspaces, encoding, root
        self._open: dict[str, Open] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._open))

    def open(self, item: types.TextDocumentItem) -> Open:
        """Take up a file that was opened."""
        found = self._open[item.uri] = Open(item)
        if found.path:
            self.workspaces.forget(found.path)
        return found

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Follow what was typed. What is not open is not followed."""
        if found := self._open.get(params.text_document.uri):
            for change in params.content_changes:
                found.text = Positions(found.text, self.encoding).changed(change)
            found.number = params.text_document.version

    def close(self, uri: str) -> None:
        """Let go of a file that was closed."""
        found = self._open.pop(uri, None)
        if found and found.path:
            self.workspaces.forget(found.path)

    def around(self, uri: str) -> Around | None:
        """What surrounds an open file; None where it has no folder."""
        found = self._open.get(uri)
        if found is None or not found.is_markdown:
            return None
        path = found.path or (self.root / "untitled.md" if self.root else None)
        return self.workspaces.around(path) if path else None

    def version(self, uri: str, today: date) -> Version | None:
        """An open plan as it is now; None for what is no plan, or is none of ours."""
        found = self._open.get(uri)
        if found is None or not found.is_markdown:
            return None
        around = self.around(uri)
        if found.path is not None and around is not None and around.is_left:
            return None
        policy = around.policy if around else Policy()
        people = self.workspaces.names(around.workspace) if around else ()
        before = found.version.document if found.version else None
        if (
            before is None
            or before.text is not found.text
            or (before.policy, before.today, before.people) != (policy, today, people)
        ):
            name = utf8(str(found.path)) if found.path else "plan.md"
            document = Document(found.text, name, today=today, policy=policy, people=people, before=before)
            positions = found.version.positions if found.version else None
            if positions is None or positions.text is not found.text:
                positions = Positions(found.text, self.encoding)
            found.version = Version(document, positions, found.number)
        elif found.version and found.version.number != found.number:
            found.version = found.version._replace(number=found.number)
        assert found.version
        in_place = found.path is not None and around is not None and around.is_plan
        found.is_plan = found.is_plan or in_place or is_like_a_plan(found.version.document)
        return found.version if found.is_plan else None
