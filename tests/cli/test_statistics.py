"""`cap lint` over many plans: what can be read at a glance, and names nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Typed, refused
from tests.cli.lazy import GOOD, LAZY


@pytest.fixture
def plans(empty: Path) -> Path:
    """A folder with two lazy plans and a good one."""
    (empty / "plans").mkdir()
    for name, text in {"bo": LAZY, "cy": LAZY + "# Cy\n", "ada": GOOD}.items():
        (empty / "plans" / f"{name}.md").write_text(text, encoding="utf-8")
    return empty / "plans"


def test_statistics_count_by_rule_and_name_nobody(plans: Path, run: Run) -> None:
    result = run("lint", "--statistics", "--select", "goal-unmeasured,skill-target,vision-count")
    assert result.exit_code == 1
    assert [line.split()[:3] for line in result.stdout.splitlines()] == [
        ["FINDINGS", "PLANS", "RULE"],
        ["2", "2", "goal-unmeasured"],
        ["2", "2", "invalid-date"],
        ["2", "2", "invalid-value"],
        ["2", "2", "skill-target"],
        ["2", "2", "vision-count"],
    ]
    assert "A goal does not say how you will know that it is reached." in result.stdout
    assert "Bo" not in result.stdout and ".md" not in result.stdout
    assert result.stderr == "3 plans: 4 errors, 4 warnings, 2 hints.\n"
    assert run("lint", "plans/ada.md", "--statistics").stdout == ""


def test_statistics_are_there_for_programs(plans: Path, run: Run) -> None:
    document = json.loads(run("lint", "--statistics", "--format", "json").stdout)
    assert list(document) == ["version", "statistics", "summary"] and document["summary"]["files"] == 3
    assert document["statistics"][0] == {"rule": "goal-unmeasured", "findings": 2, "plans": 2}
    assert json.loads(run("lint", "plans/ada.md", "--statistics", "--format", "json").stdout)["statistics"] == []


@pytest.mark.parametrize("other", [["--format", "github"], ["--format", "full"], ["--diff"]], ids=" ".join)
def test_statistics_are_a_table_or_json(plans: Path, run: Run, other: list[str]) -> None:
    assert "--statistics" in refused(run("lint", "--statistics", *other))


def test_on_a_terminal_hundreds_of_plans_are_a_page(plans: Path, typed: Typed) -> None:
    for i in range(300):
        (plans / f"p{i}.md").write_text(
            LAZY if i % 30 == 0 else LAZY.replace("11", "4").replace("02-30", "06-30"), encoding="utf-8"
        )
    code, page = typed("", "lint", COLUMNS="80")
    assert code == 1
    assert len(page.splitlines()) < 50
    assert page.count("error invalid-date") == 10 and "\n… and 4 more errors\n" in page
    assert re.search(r"^ *302 +302 +goal-unmeasured ", page, re.M) and max(map(len, page.splitlines())) <= 80
    assert "`cap lint NAME` shows what one plan lacks" in " ".join(page.split())
    assert "Begin with:" in typed("", "lint", "plans/p1.md")[1]
