"""How long an editor waits for `cap lsp`: whole processes that speak the protocol, timed from the keystroke to the answer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.corpus import TODAY, Kind, corpus, plan_text
from benchmarks.processes import MEGABYTE, NotThere, tool

LINES = 300
PATIENCE = 60  # seconds
WORDS = (
    "\n",
    "due: 2026-09-01",
    "- {date: 2026-01-02, note: ",
    "measure: Five, signed",
    "goal: lead: now",
    "x: [a, ",
    '"Third',
    "# why",
)


class Figures(NamedTuple):
    """Milliseconds to the answers, and megabytes of the server's after the first tenth of the edits and after all of them."""

    diagnostics: list[float]
    completion: list[float]
    memory: tuple[float, float]


def p95(figures: list[float]) -> float:
    """What 95 of a hundred stay below."""
    return quantiles(figures, n=20)[-1]


class Editor:
    """An editor that remembers when it was told what."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.number = 0
        self.told: dict[int | None, float] = {}
        self.news = asyncio.Event()

    async def diagnosed(self) -> float:
        """When the text as it was sent last was diagnosed."""
        while self.number not in self.told:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), PATIENCE)
        return self.told.pop(self.number)


@asynccontextmanager
async def _editor(root: Path) -> AsyncIterator[Editor]:
    try:
        from lsprotocol import types
        from pygls.lsp.client import LanguageClient
    except ImportError:
        raise NotThere("pygls is not here") from None
    client = LanguageClient("benchmark", "1")
    editor = Editor(client)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def told(params: types.PublishDiagnosticsParams) -> None:
        editor.told[params.version] = perf_counter()
        editor.news.set()

    await client.start_io(sys.executable, tool("cap"), "lsp", "--today", str(TODAY), cwd=root)
    server: Any = client._server  # noqa: SLF001
    try:
        params = types.InitializeParams(types.ClientCapabilities(), root_uri=root.as_uri())
        await asyncio.wait_for(client.initialize_async(params), PATIENCE)
        client.initialized(types.InitializedParams())
        yield editor
        await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
        client.exit(None)
        await asyncio.wait_for(server.wait(), PATIENCE)
    finally:
        if server.returncode is None:
            server.kill()
        await client.stop()  # type: ignore[no-untyped-call]


def typing(folder: Path, edits: int) -> Figures:
    """Type so many characters at all places of a plan of 300 lines, and ask for completion now and then."""
    root = folder / "language-server"
    (root / "plans").mkdir(parents=True, exist_ok=True)
    (root / "cap.yaml").write_text("plans: plans\n")
    return asyncio.run(_typing(root, edits))


async def _typing(root: Path, edits: int) -> Figures:
    from lsprotocol import types

    chance, text = Random(7), _long_plan()
    uri = (root / "plans" / "long.md").as_uri()
    diagnosed, completed, memory = [], [], [0.0, 0.0]
    async with _editor(root) as editor:
        item = types.TextDocumentItem(uri, "markdown", 0, text)
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await editor.diagnosed()
        done = 0
        while done < edits:
            lines = text.split("\n")
            row = chance.randrange(1, lines.index("---", 1))
            word = chance.choice(WORDS)
            for column, character in enumerate(word, len(lines[row])):
                _send(editor, uri, types.Position(row, column), types.Position(row, column), character)
                began = perf_counter()
                if chance.random() < 0.1:
                    place = types.Position(*((row, column + 1) if character != "\n" else (row + 1, 0)))
                    asked = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
                    await asyncio.wait_for(editor.client.text_document_completion_async(asked), PATIENCE)
                    completed.append(1000 * (perf_counter() - began))
                diagnosed.append(1000 * (await editor.diagnosed() - began))
                done += 1
                if done == edits // 10:
                    memory[0] = _memory(editor)
            end = types.Position(row + 1, 0) if word == "\n" else types.Position(row, len(lines[row]) + len(word))
            _send(editor, uri, types.Position(row, len(lines[row])), end, "")  # and out again, so that the plan stays what it is
            await editor.diagnosed()
        memory[1] = _memory(editor)
    return Figures(diagnosed, completed, (memory[0], memory[1]))


def _send(editor: Editor, uri: str, start: Any, end: Any, new: str) -> None:
    from lsprotocol import types

    editor.number += 1
    change = types.TextDocumentContentChangePartial(range=types.Range(start, end), text=new)
    identifier = types.VersionedTextDocumentIdentifier(uri=uri, version=editor.number)
    editor.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))


def _memory(editor: Editor) -> float:
    """Megabytes that the server has in memory; nothing where the system does not say so in a file."""
    status = Path(f"/proc/{editor.client._server.pid}/status")  # noqa: SLF001
    if not status.exists():
        raise NotThere("this system has no /proc")
    return int(status.read_text().partition("VmRSS:")[2].split()[0]) * 1024 / MEGABYTE


def opening(folder: Path, plans: int) -> tuple[float, float]:
    """Open one plan of thousands: seconds until everybody is known, and the longest that an answer took meanwhile, in milliseconds."""
    return asyncio.run(_opening(corpus(folder, Kind(plans, 0))))


async def _opening(root: Path) -> tuple[float, float]:
    from lsprotocol import types

    uri, longest = (root / "plans" / "me.md").as_uri(), 0.0
    last = max((root / "plans").iterdir()).read_text(encoding="utf-8").partition("name: ")[2].partition("\n")[0].strip("'\"")
    began = perf_counter()
    async with _editor(root) as editor:
        item = types.TextDocumentItem(uri, "markdown", 0, f"---\nname: Me\nmanager: {last[:-1]}\n---\n")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        asked = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(2, 9 + len(last) - 1))
        while True:
            sent = perf_counter()
            found = await asyncio.wait_for(editor.client.text_document_completion_async(asked), PATIENCE)
            longest = max(longest, perf_counter() - sent)
            if found and last in [one.label for one in found.items]:
                return perf_counter() - began, 1000 * longest
            if perf_counter() - began > PATIENCE:
                raise NotThere("not everybody was known after a minute")
            await asyncio.sleep(0.01)


def _long_plan() -> str:
    """A plan of 300 lines or some more: that of the corpus, with its skills again and again."""
    text = plan_text(7)[1].decode().replace("\r\n", "\n")
    front, _, body = text.partition("\n---\n")
    before, _, after = front.partition("\nskills:\n")
    skills = after[: next((i for i in range(len(after)) if after[i - 1 : i] == "\n" and after[i].isalpha()), len(after))].rstrip(
        "\n"
    )
    rest, number = after[len(skills) :], 1
    whole = skills
    while whole.count("\n") < LINES:
        whole += "\n" + skills.replace("id: ", f"id: x{number}-")
        number += 1
    return f"{before}\nskills:\n{whole}{rest}\n---\n{body}"
