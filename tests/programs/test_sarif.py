"""The checker of SARIF's makers, with GitHub's rules too, finds nothing in what `cap lint --format sarif` writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY
from tests.lint.test_outputs import ODD, ODD_PATH, PLANS

HERE = Path(__file__).parent
REQUIRED = os.environ.get("CAP_PROGRAMS") == "required"  # as .ci/run says: then a program that is not here is a failure
CLEAN = "---\nname: Ada\npauses: [{from: 2026-01-01}]\n---\n"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def multitool() -> Path:
    # not by its script in .bin, which hands `;` to a shell
    found = [path for path in HERE.glob("node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool*") if path.stem == "Sarif"]
    if not found:
        (pytest.fail if REQUIRED else pytest.skip)("SARIF's checker is not here; .ci/programs installs it")
    found[0].chmod(0o755)  # npm leaves it as it was packed
    return found[0]


def told(multitool: Path, folder: Path) -> list[str]:
    """The rules that the checker found broken; it ends with 0 either way. Its notes wish for a plan's own words, and are left aside."""
    words = [str(multitool), "validate", "report.sarif", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"]
    world = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    (folder / "told.sarif").unlink(missing_ok=True)
    said = subprocess.run(
        [*words, "--output", "told.sarif"], cwd=folder, env=world, capture_output=True, text=True, timeout=100, check=True
    )
    assert "Analysis completed successfully" in said.stdout
    (run,) = json.loads((folder / "told.sarif").read_text("utf-8-sig"))["runs"]
    return [result["ruleId"] for result in run.get("results", [])]


@pytest.mark.parametrize("words", [[], ["--snippets"]], ids=" ".join)
def test_the_checker_finds_nothing(multitool: Path, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / ".git").mkdir()
    odd = tmp_path / ODD_PATH
    odd.parent.mkdir(parents=True)
    odd.write_text(ODD, encoding="utf-8")
    for plan in PLANS[::5]:
        (tmp_path / "plans" / plan.name).write_bytes(plan.read_bytes())
    written(tmp_path, *words)
    assert told(multitool, tmp_path) == []


def test_the_checker_takes_what_is_clean_and_would_find_something(multitool: Path, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "ada.md").write_text(CLEAN)
    written(tmp_path)
    assert told(multitool, tmp_path) == []
    report = tmp_path / "report.sarif"
    report.write_text(report.read_text("utf-8").replace('"columnKind": "unicodeCodePoints", ', "").replace("https://", "x x"))
    assert told(multitool, tmp_path) != []


def written(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "cap", "lint", "--format", "sarif", "-o", "report.sarif", "--today", TODAY, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode in (0, 1), done.stderr
