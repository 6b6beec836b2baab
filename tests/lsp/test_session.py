"""An editor and `cap lsp`, from the first keystroke of a plan to the last."""

from __future__ import annotations

import asyncio
import datetime
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.client import MODERN, PATIENCE, Editor, editor
from tests.lsp.test_random_edits import as_lint_prints_it, as_lint_says_it, lint_json

FROM_NOTHING = """\
---
name: Ada Obi
manager: Ruth Lindqvist
stage: agreed
story: declined
motivations: [impact]
strengths: [Explaining]
visions: [Charge nurse, Practice educator, Two days in the community]
goals:
  - id: lead
    goal: "Act as charge nurse: days"
    measure: Signed off by the matron
    due: 2026-12-31
skills:
  - skill: Running the board
    goal: lead
    rating: 5
    target: 7
    actions:
      - {action: Take the board on Sundays with the senior, type: experience, measure: Eight Sundays 😋, due: 2026-09-30}
  - skill: Delegating
    goal: lead
    rating: 4
    target: 6
    actions:
      - {action: Hand over the May rota to Bo, type: experience, measure: One rota, due: 2026-08-30}
support:
  - {need: A seat in the bed office, from: Ruth Lindqvist, due: 2026-08-20}
---
"""
SECRET = "xyzzy-is-nobody-s-business"


pytestmark = pytest.mark.slow  # each starts a program


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with plans, and a home around it."""
    for name in ("CAP_CONFIG", "CAP_ME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    root = tmp_path / "team"
    (root / "plans").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "cap.yaml").write_text("plans: plans\n", encoding="utf-8")
    return root


def play(scene: Callable[[], Awaitable[None]]) -> None:
    """Let a scene go on for no longer than its time."""

    async def within() -> None:
        await asyncio.wait_for(scene(), 4 * PATIENCE)

    asyncio.run(within())


def at(line: int, character: int) -> types.Range:
    return types.Range(types.Position(line, character), types.Position(line, character))


def rules(shown: Sequence[types.Diagnostic]) -> list[str]:
    return [str(one.code) for one in shown]


async def nothing_about(here: Editor, uri: str) -> bool:
    """Whether nothing is said of a text, nor offered in it."""
    asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), at(1, 3), types.CodeActionContext([]))
    offered = await asyncio.wait_for(here.client.text_document_code_action_async(asked), PATIENCE)
    return not offered and uri not in here.told


def require_alike(text: str, shown: Sequence[types.Diagnostic], encoding: str = "utf-16") -> None:
    assert as_lint_says_it(text, encoding, list(shown)) == as_lint_prints_it(lint_json(text), text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_plan_is_typed_from_nothing_to_agreed(home: Path, encoding: str) -> None:
    uri = (home / "plans" / "ada.md").as_uri()
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(encoding)])
    capabilities = types.ClientCapabilities(workspace=MODERN.workspace, text_document=MODERN.text_document, general=general)

    async def scene() -> None:
        async with editor(home, capabilities=capabilities) as here:
            assert here.started.capabilities.position_encoding == encoding
            here.open(uri, "")
            require_alike("", await here.diagnostics(uri), encoding)
            text, width = "", {"utf-8": 4, "utf-16": 2, "utf-32": 1}[encoding]
            for number, character in enumerate(FROM_NOTHING):
                line = text.rpartition("\n")[2]
                place = at(text.count("\n"), len(line) + (width - 1) * line.count("😋"))
                here.type(uri, types.TextDocumentContentChangePartial(range=place, text=character))
                text += character
                if number % 23 == 0 or character in ':"[{':
                    require_alike(text, await here.diagnostics(uri), encoding)
            require_alike(text, await here.diagnostics(uri), encoding)
            assert rules(await here.diagnostics(uri)) == []

    play(scene)
    program = [sys.executable, "-m", "cap", "lint", "-", "--today", "2026-06-15"]
    linted = subprocess.run(program, input=FROM_NOTHING.encode(), capture_output=True, timeout=60, check=False)
    assert (linted.returncode, linted.stdout) == (0, b"")


def test_what_is_typed_fast_is_looked_at_once_it_pauses(home: Path) -> None:
    uri = (home / "plans" / "ada.md").as_uri()

    async def scene() -> None:
        async with editor(home) as here:
            here.open(uri, FROM_NOTHING)
            await here.diagnostics(uri)
            for _ in range(200):
                here.type(uri, types.TextDocumentContentChangePartial(range=at(1, 6), text="x"))
            assert rules(await here.diagnostics(uri)) == []
            assert len(here.told[uri]) < 100
            here.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
            while here.told[uri][-1].version is not None:
                await here.something()
            assert not here.told[uri][-1].diagnostics

    play(scene)


def test_only_plans_are_looked_at(home: Path) -> None:
    hugo = "---\nname: A page\ntitle: x\ndue: [\n---\n"
    plan = "---\nname: Ada\nstage: agreed\n---\n"
    (home / "cap.yaml").write_text("plans: plans\nexclude: [drafts/]\nprivate: notes\n", encoding="utf-8")
    texts = {
        "plans/README.md": plan,
        "README.md": plan,
        "plans/drafts/bo.md": plan,
        "plans/.hidden/bo.md": plan,
        "notes/ada.md": plan,
        "blog/page.md": hugo,
        "plans/ada.txt": plan,
    }

    async def scene() -> None:
        async with editor(home) as here:
            for name, text in texts.items():
                uri = (home / name).as_uri()
                here.open(uri, text, "markdown" if name.endswith(".md") else "plaintext")
                assert await nothing_about(here, uri), name
            for uri in ((home / "elsewhere" / "bo.md").as_uri(), "untitled:Untitled-1"):
                here.open(uri, plan)
                require_alike(plan, await here.diagnostics(uri))
                assert rules(await here.diagnostics(uri)) != []
                here.write(uri, "---\nname: [")  # and it stays one while it is typed
                require_alike("---\nname: [", await here.diagnostics(uri))

    play(scene)


def test_settings_are_read_again_and_wrong_ones_said_once(home: Path) -> None:
    uri, settings = (home / "plans" / "ada.md").as_uri(), home / "cap.yaml"
    text = "---\nname: Ada\nstage: agreed\n---\n"

    async def scene() -> None:
        async with editor(home) as here:
            here.open(uri, text)
            assert "skill-count" in rules(await here.diagnostics(uri))
            settings.write_text("lint: {rules: {skill-count: off}}\n", encoding="utf-8")
            changed = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
            before = len(here.told[uri])
            here.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
            while len(here.told[uri]) == before:
                await here.something()
            assert "skill-count" not in rules(here.told[uri][-1].diagnostics)
            settings.write_text("lint: {rules: {skil-count: off}}\nplanz: x\n", encoding="utf-8")
            for _ in range(3):
                here.write(uri, text)
                assert "skill-count" not in rules(await here.diagnostics(uri))  # what counted before still does
            assert len(here.messages) == 1 and "skil-count" in here.messages[0] and "planz" in here.messages[0]
            settings.write_text("plans: plans\n", encoding="utf-8")
            here.write(uri, text)
            assert "skill-count" in rules(await here.diagnostics(uri)) and len(here.messages) == 1

    play(scene)


def test_an_editor_that_asks_for_diagnostics_is_told_none_unasked(home: Path) -> None:
    uri = (home / "plans" / "ada.md").as_uri()
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    )

    async def scene() -> None:
        async with editor(home, capabilities=capabilities) as here:
            assert here.started.capabilities.diagnostic_provider is not None
            here.open(uri, "")
            for text in ("---\nname: Ada\nstagee: agreed\n---\n", "---\nname: ["):
                here.write(uri, text)
                asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
                report = await asyncio.wait_for(here.client.text_document_diagnostic_async(asked), PATIENCE)
                assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
                require_alike(text, report.items)
            assert here.told == {}

    play(scene)


def test_a_mend_over_the_wire_is_what_fix_makes(home: Path) -> None:
    path = home / "plans" / "ada.md"
    text = '---\nname: Ada 😋: Obi\nstagee: agreed\ngoals:\n  - {goal: 😋 x, due: 2026/9/1}\nskills:\n  - skill: Go\n\trating: "4"\n---\n'
    path.write_text(text, encoding="utf-8")
    uri = path.as_uri()

    async def actions(here: Editor, line: int, only: list[str] | None) -> list[types.CodeAction]:
        context = types.CodeActionContext(await here.diagnostics(uri), only=only)
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), at(line, 0), context)
        found = await asyncio.wait_for(here.client.text_document_code_action_async(asked), PATIENCE)
        assert found is not None
        return [one for one in found if isinstance(one, types.CodeAction)]

    async def scene() -> None:
        async with editor(home) as here:
            here.open(uri, text)
            (whole,) = await actions(here, 0, ["source.fixAll"])
            (one, *_) = await actions(here, 1, ["quickfix"])
            assert one.diagnostics and one.is_preferred and one.edit is None
            assert not await actions(here, 1, ["refactor.extract"])
            chosen = await here.client.code_action_resolve_async(whole)
            assert chosen.edit and chosen.edit.document_changes
            change = chosen.edit.document_changes[0]
            assert isinstance(change, types.TextDocumentEdit) and change.text_document.version == 1
            mended = text
            for edit in reversed(change.edits):
                assert isinstance(edit, types.TextEdit)
                start, end = (offset(text, place) for place in (edit.range.start, edit.range.end))
                mended = mended[:start] + edit.new_text + mended[end:]
            here.write(uri, text + "\n")
            late = await here.client.code_action_resolve_async(one)
            assert late.edit is None
            while not here.messages:
                await here.something()
            assert "the text has changed" in here.messages[0]
            mended_here.append(mended)

    mended_here: list[str] = []
    play(scene)
    program = [sys.executable, "-m", "cap", "lint", str(path), "--fix"]
    subprocess.run(program, capture_output=True, timeout=60, check=False)
    assert mended_here == [path.read_text(encoding="utf-8")] != [text]


def offset(text: str, place: types.Position) -> int:
    lines = text.split("\n")
    before = lines[place.line].encode("utf-16-le")[: 2 * place.character].decode("utf-16-le")
    return len("\n".join([*lines[: place.line], before]))


def test_nothing_that_is_sent_ends_it(home: Path) -> None:
    uri = (home / "plans" / "ada.md").as_uri()

    async def scene() -> None:
        async with editor(home) as here:
            here.open(uri, "---\nname: Ada\n---\n")
            writer = here.client.protocol.writer
            assert writer is not None
            for body in (
                b"{",
                b"[" * 100_000,
                b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}',
                b'{"jsonrpc": "2.0", "method": "textDocument/nothing", "params": null}',
                b'{"jsonrpc": "2.0", "id": 77, "method": "textDocument/completion", "params": {"a": 1}}',
                json.dumps(
                    {
                        "jsonrpc": "2.0",
                        "method": "workspace/didChangeWatchedFiles",
                        "params": {"changes": [{"uri": "file:///a%00b", "type": 1}]},
                    }
                ).encode(),
            ):
                writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            here.numbers["file:///nowhere.md"] = 0
            here.write("file:///nowhere.md", "x")
            far = types.Range(types.Position(900, 900), types.Position(1000, 1000))
            here.type(uri, types.TextDocumentContentChangePartial(range=far, text="x: ["))
            require_alike("---\nname: Ada\n---\nx: [", await here.diagnostics(uri))

    play(scene)


def test_nothing_of_a_private_note_is_read_or_said(home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notes = tmp_path / "data" / "cap"
    notes.mkdir(parents=True)
    planted = f"---\nname: {SECRET}\nmanager: {SECRET}\nstage: agreed\n---\n{SECRET}\n"
    (notes / "ada.md").write_text(planted, encoding="utf-8")
    (home / "notes").mkdir()
    (home / "notes" / "ada.md").write_text(planted, encoding="utf-8")
    (home / "cap.yaml").write_text("plans: .\nprivate: notes\n", encoding="utf-8")
    (home / "plans" / "link.md").symlink_to(notes / "ada.md")
    (home / "plans" / "bo.md").write_text("---\nname: Bo Ek\n---\n", encoding="utf-8")
    uri = (home / "plans" / "ada.md").as_uri()
    heard: list[object] = []

    async def scene() -> None:
        async with editor(home) as here:
            here.open(uri, "---\nname: Ada\nmanager: \n---\n")
            for note in (notes / "ada.md", home / "notes" / "ada.md", home / "plans" / "link.md"):
                here.open(note.as_uri(), planted)
                assert await nothing_about(here, note.as_uri()), note
            for _ in range(50):  # until it is known in the background who there is
                asked = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(2, 9))
                offered = await asyncio.wait_for(here.client.text_document_completion_async(asked), PATIENCE)
                assert isinstance(offered, types.CompletionList)
                heard.append(offered)
                if "Bo Ek" in [one.label for one in offered.items]:
                    break
                await asyncio.sleep(0.1)
            else:
                pytest.fail("Bo is not known")
            heard.extend([*here.told.values(), *here.messages])

    play(scene)
    said = capfd.readouterr()
    assert SECRET not in f"{heard}{said.out}{said.err}"


def test_it_is_the_day_that_it_is(home: Path) -> None:
    uri = (home / "plans" / "ada.md").as_uri()

    async def scene() -> None:
        async with editor(home, "--today", "2030-01-01") as here:
            here.open(uri, FROM_NOTHING)
            assert {"action-overdue", "goal-overdue"} <= set(rules(await here.diagnostics(uri)))
            assert datetime.date(2030, 1, 1) > datetime.date(2026, 12, 31)

    play(scene)
