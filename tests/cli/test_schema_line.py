"""The lines by which editors find the schema: legal in a plan, kept by every edit, and written by `cap new` where a team wants that."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cap.cli.app import app
from tests.test_format import BEGIN, END, MOVE, PROGRESS

HEAD = "---\n# yaml-language-server: $schema=../plan.schema.json\n$schema: ../plan.schema.json\n"


@pytest.fixture(autouse=True)
def a_place_for_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("plans").mkdir()
    Path("cap.yaml").write_text("schema: plan.schema.json\n", encoding="utf-8")


def cap(line: str, given: str = "") -> Result:
    result = CliRunner().invoke(app, shlex.split(line), given, env={"CAP_TODAY": "2026-03-31", "XDG_STATE_HOME": "state"})
    assert result.exit_code in (0, 1), result.output
    return result


def findings(text: str) -> list[str]:
    return [problem["rule"] for problem in json.loads(cap("lint - --format json", text).stdout)["problems"]]


def test_both_lines_are_legal() -> None:
    assert findings(f"{HEAD}name: Ada\nstage: draft\n---\n") == findings("---\nname: Ada\nstage: draft\n---\n")


@pytest.mark.parametrize("below", ["name: Ada\n", "name: Ada\nstage: draft\nskills: []\n---\n# Ada\n", "name:   Ada   # she\r\n"])
def test_both_lines_survive_every_edit(below: str) -> None:
    plan = Path("plans/ada.md")
    plan.write_bytes(f"{HEAD}{below}{'' if '---' in below else '---' + below[len(below.rstrip()) :]}".encode())
    ends = "\n".join(END.format(item=item) for item in ("1.1", "g1.1", "s1", "g1"))
    for line in f"{BEGIN}\n{PROGRESS}\n{MOVE.format(item='1.1')}\n{ends}\nset ada called Ad\nundo ada\nnext ada +3m".splitlines():
        cap(line)
        assert plan.read_bytes().startswith(HEAD.encode()), line


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("stage: Agreed\n", "stage: agreed\n"),
        ("role: Nurse: nights\n", 'role: "Nurse: nights"\n'),
        ("topics:\n\t- Pay: when\n", None),
        ("visions:\n• A bakery\n• A café\n", None),
    ],
)
def test_both_lines_survive_what_fix_mends(slip: str, mended: str | None) -> None:
    plan = Path("plans/ada.md")
    plan.write_text(f"{HEAD}name: Ada\n{slip}---\n", encoding="utf-8")
    cap("lint plans/ada.md --fix")
    text = plan.read_text(encoding="utf-8")
    assert text.startswith(HEAD) and slip not in text and (mended or "") in text
    assert not {"yaml-syntax", "invalid-value"} & set(findings(text))


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("plan.schema.json", "../plan.schema.json"),
        ("./schemas/plan.json", "../schemas/plan.json"),
        ("https://example.org/plan.json", "https://example.org/plan.json"),
    ],
)
def test_a_new_plan_names_the_schema_of_the_settings(setting: str, line: str) -> None:
    Path("cap.yaml").write_text("", encoding="utf-8")
    without = cap("new eve --dry-run").stdout
    Path("cap.yaml").write_text(f"schema: {setting}\n", encoding="utf-8")
    cap("new eve")
    text = Path("plans/eve.md").read_text(encoding="utf-8")
    assert text == f"---\n# yaml-language-server: $schema={line}\n" + without.removeprefix("---\n")
    if "://" not in setting:
        assert (Path("plans") / line).resolve() == Path(setting).resolve()
    cap('add goal eve "Run the board alone"')
    assert "goal: Run the board alone" in Path("plans/eve.md").read_text(encoding="utf-8")


def test_a_team_s_own_form_names_it_too() -> None:
    Path("templates").mkdir()
    Path("templates/plan.md.j2").write_text("---\nname: {{ name|yaml }}\n---\n", encoding="utf-8")
    cap("new eve")
    assert Path("plans/eve.md").read_text(encoding="utf-8") == (
        "---\n# yaml-language-server: $schema=../plan.schema.json\nname: Eve\n---\n"
    )


def test_a_schema_with_a_blank_is_refused_at_its_place() -> None:
    Path("cap.yaml").write_text("schema: my plan.json\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["new", "eve"])
    assert result.exit_code == 2 and "cap.yaml:1:9" in result.stderr and "without blanks" in result.stderr
