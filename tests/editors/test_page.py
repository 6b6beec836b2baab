"""The page on editors: each snippet is whole, and what it says of the schema works as it stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cap.addresses import SCHEMA
from cap.cli.app import app
from tests.editors.test_editors import PAGE


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def test_settings_can_be_read_and_start_the_server() -> None:
    settings, tasks, zed = map(json.loads, snippets("json"))
    (helix,) = map(tomllib.loads, snippets("toml"))
    assert [settings["glspc.server.command"], *settings["glspc.server.commandArguments"]] == ["cap", "lsp"]
    server = helix["language-server"]["cap"]
    assert [server["command"], *server["args"]] == ["cap", "lsp"] and helix["language"][0]["language-servers"] == ["cap"]
    assert [zed[0]["command"], zed[0]["args"][0]] == ["cap", "lint"] and tasks["tasks"][0]["command"].startswith("cap lint ")


def test_the_task_for_vs_code_finds_every_level_in_what_is_printed(tmp_path: Path) -> None:
    plan = tmp_path / "ada.md"
    plan.write_text("---\nname: Ada\nstage: agreed\nrating: 11\nnext: soon\n---\n", encoding="utf-8")
    task = json.loads(snippets("json")[1])["tasks"][0]
    printed = CliRunner().invoke(app, [*task["command"].split()[1:], str(plan)]).stdout.splitlines()
    matcher = task["problemMatcher"]["pattern"]
    found = [re.search(matcher["regexp"], line) for line in printed]
    assert found and all(found)
    assert {match[matcher["severity"]] for match in found if match} == {"error", "warning", "hint"}


@pytest.mark.skipif(sys.platform == "win32", reason="these are lines for a shell")
def test_the_schema_is_set_up_by_the_lines_that_stand_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cap.yaml").write_text("plans: plans\n", encoding="utf-8")
    lines = snippets("sh")[1]
    cap = f'cap() {{ "{sys.executable}" -m cap "$@"; }}\n'
    subprocess.run(["bash", "-euc", cap + lines], check=True, timeout=60)
    CliRunner().invoke(app, ["new", "Grace Adeyemi"], catch_exceptions=False)
    shown = snippets("yaml")[0].splitlines()
    assert Path("plans/grace-adeyemi.md").read_text(encoding="utf-8").splitlines()[:2] == shown[:2]
    assert json.loads(Path("plan.schema.json").read_text(encoding="utf-8"))["$id"] == SCHEMA and SCHEMA in PAGE
