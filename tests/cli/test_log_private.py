"""What is for the manager alone gets into no plan, whatever became of the page on its way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SECRET = "Zebra crossing, which nobody knows of"


@pytest.fixture
def page(run: Run, empty: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CAP_TODAY", "2026-11-22")
    Path("plans").mkdir(exist_ok=True)
    Path("plans/ada.md").write_text("---\nname: Ada Obi\nmanager: Ruth Lind\n---\n\n# Ada\n", encoding="utf-8")
    assert run("note", "ada", SECRET).exit_code == 0 and run("private", "ada", "-m", f"{SECRET} at all").exit_code == 0
    return run("agenda", "ada", "--for", "manager", "--no-input").stdout


DAMAGES: dict[str, Callable[[str], str]] = {
    "no last line": lambda page: re.sub(r"(?m)^cap: .*$", "", page),
    "no marks": lambda page: re.sub(r"<!--.*?-->", "", page),
    "neither": lambda page: re.sub(r"<!--.*?-->|(?m:^cap: .*$)", "", page),
    "quoted": lambda page: re.sub(r"(?m)^", "> ", re.sub(r"<!--.*?-->|(?m:^cap: .*$)", "", page)),
    "of both": lambda page: page.replace("· manager ·", "· both ·"),
    "another last line": lambda page: page + "\ncap: ada · 2026-11-22 · check-in · both · 00000000\n",
    "html": lambda page: "".join(f"<p>{line}</p>\n" for line in re.sub(r"<!--.*?-->", "", page).splitlines()),
    "shouted": lambda page: re.sub(r"<!--.*?-->", "", page).upper(),
    "json": lambda page: '{"page": "' + page.replace("\n", " ") + '"}',
    "a heading among the notes": lambda page: page.replace(f"{SECRET} at all", f"## 9. x (5 min)\n\n{SECRET} at all"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_private_word_comes_into_the_plan(run: Run, page: str, damage: str) -> None:
    assert SECRET in page
    Path("page.md").write_text(DAMAGES[damage](page), encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert "zebra" not in Path("plans/ada.md").read_text(encoding="utf-8").lower()
    assert "zebra" not in result.stdout.lower()
    assert result.exit_code in (0, 2)


def test_a_sheet_for_the_manager_is_no_page_of_a_talk(run: Run, page: str) -> None:
    Path("page.md").write_text(run("prep", "ada").stdout, encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert result.exit_code == 2 and "for the manager alone" in result.stderr


@pytest.mark.parametrize("text", ["", "\n\n", "\0"])
def test_an_empty_page_is_no_talk(run: Run, page: str, text: str) -> None:
    Path("page.md").write_text(text, encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert result.exit_code == 2 and "this page is empty" in result.stderr
