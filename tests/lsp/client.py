"""An editor without a screen: it starts `cap lsp` and speaks with it, each answer within a time limit."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 10  # seconds for an answer
MODERN = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        apply_edit=True,
    ),
    text_document=types.TextDocumentClientCapabilities(
        code_action=types.CodeActionClientCapabilities(
            data_support=True, resolve_support=types.ClientCodeActionResolveOptions(["edit"])
        ),
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(version_support=True),
    ),
)


class Editor:
    """What an editor knows: the texts as it sends them, and what it was told."""

    started: types.InitializeResult

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.told: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.messages: list[str] = []
        self.news = asyncio.Event()
        self.numbers: dict[str, int] = {}
        self.errors: list[str] = []

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.told.setdefault(params.uri, []).append(params)
            self.news.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self.news.set()

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def register(params: types.RegistrationParams) -> None:
            return None

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        self.numbers[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, uri: str, *changes: types.TextDocumentContentChangeEvent) -> int:
        """Send what was typed; the number of the text after it."""
        self.numbers[uri] += 1
        identifier = types.VersionedTextDocumentIdentifier(uri=uri, version=self.numbers[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, list(changes)))
        return self.numbers[uri]

    def write(self, uri: str, text: str) -> int:
        """Send a whole new text."""
        return self.type(uri, types.TextDocumentContentChangeWholeDocument(text))

    async def diagnostics(self, uri: str) -> Sequence[types.Diagnostic]:
        """What is said of a text as it was sent last."""
        while True:
            for params in self.told.get(uri, [])[::-1]:
                if params.version == self.numbers[uri]:
                    return params.diagnostics
            await self.something()

    async def something(self) -> None:
        """Wait for news."""
        self.news.clear()
        await asyncio.wait_for(self.news.wait(), PATIENCE)


@asynccontextmanager
async def editor(
    folder: Path, *words: str, capabilities: types.ClientCapabilities = MODERN, env: dict[str, str] | None = None
) -> AsyncIterator[Editor]:
    """An editor with a folder open. It ends as editors do, and the server with it."""
    made = Editor()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "CAP_TODAY": "2026-06-15", **(env or {})}
    await made.client.start_io(sys.executable, "-m", "cap", "lsp", *words, cwd=folder, env=environment)
    server: Any = made.client._server
    try:
        params = types.InitializeParams(capabilities, root_uri=folder.as_uri())
        made.started = await asyncio.wait_for(made.client.initialize_async(params), PATIENCE)
        made.client.initialized(types.InitializedParams())
        yield made
        await asyncio.wait_for(made.client.shutdown_async(None), PATIENCE)
        made.client.exit(None)
        assert await asyncio.wait_for(server.wait(), PATIENCE) == 0
    finally:
        if server.returncode is None:
            server.kill()
        await made.client.stop()  # type: ignore[no-untyped-call]
