"""yaml-language-server, with the schema that a plan names in its first line: it finds what is wrong, and says what a key is for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cap.plan.schema import schema_text

pytestmark = pytest.mark.slow
SERVER = Path(__file__).parent / "node_modules" / ".bin" / "yaml-language-server"
REQUIRED = os.environ.get("CAP_PROGRAMS") == "required"
PATIENCE = 40  # seconds for all of it
FRONT = """\
---
# yaml-language-server: $schema=../plan.schema.json
name: Ada
stage: agred
next: 31.3.2026
motivation: [impact]
skills:
  - skill: Running the board
    rating: 11
    x-room: 4
    actions:
      - {action: Take the board on Sundays, type: experience}
"""


class Server:
    """A language server that is spoken with over its standard input and output, and ends by itself after a while."""

    def __init__(self, *words: str, folder: Path) -> None:
        self.process = subprocess.Popen(words, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.end = threading.Timer(PATIENCE, self.process.kill)
        self.end.start()

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        message = json.dumps({"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(message), message))
        self.process.stdin.flush()

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that is wanted."""
        assert self.process.stdout is not None
        while header := self.process.stdout.readline():
            self.process.stdout.readline()
            message: dict[str, Any] = json.loads(self.process.stdout.read(int(header.split(b":")[1])))
            if wanted(message):
                return message
        raise AssertionError(f"no answer within {PATIENCE} seconds")

    def ask(self, number: int, method: str, params: Any) -> Any:
        self.send(method, params, number)
        return self.until(lambda message: message.get("id") == number and "method" not in message)["result"]

    def close(self) -> None:
        self.end.cancel()
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    if not SERVER.exists() or shutil.which("node") is None:
        (pytest.fail if REQUIRED else pytest.skip)("yaml-language-server is not here; .ci/programs installs it")
    (tmp_path / "plan.schema.json").write_text(schema_text(), encoding="utf-8")
    (tmp_path / "plans").mkdir()
    file = tmp_path / "plans" / "ada.yaml"
    file.write_text(FRONT, encoding="utf-8")
    return file


def test_it_finds_what_is_wrong_and_says_what_a_key_is_for(plan: Path) -> None:
    server = Server("node", str(SERVER), "--stdio", folder=plan.parent)
    try:
        server.ask(1, "initialize", {"processId": None, "rootUri": plan.parents[1].as_uri(), "capabilities": {}})
        server.send("initialized", {})
        text = plan.read_text(encoding="utf-8")
        opened = {"uri": plan.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        server.send("textDocument/didOpen", {"textDocument": opened})
        told = server.until(lambda message: message.get("method") == "textDocument/publishDiagnostics")["params"]["diagnostics"]
        shown = {}
        for number, (key, line, column) in enumerate((("next", 4, 1), ("rating", 8, 6)), 2):
            place = {"textDocument": {"uri": plan.as_uri()}, "position": {"line": line, "character": column}}
            shown[key] = server.ask(number, "textDocument/hover", place)["contents"]["value"]
    finally:
        server.close()
    said = {one["range"]["start"]["line"] + 1: one["message"] for one in told}
    assert set(said) == {4, 5, 6, 9}, said
    for key, title, meaning in (
        ("next", "Next career conversation", "The next career conversation."),
        ("rating", "Rating today", "Where we agree it stands, 1 to 10."),
    ):
        assert title in shown[key] and meaning in shown[key]
