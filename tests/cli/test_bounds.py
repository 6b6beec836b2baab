"""What is too large, too many, no file, or too slow is said in one line, and keeps nobody waiting."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cap.plan.headings import headings
from cap.plan.talks import MOST_HEADINGS, talk_notes
from cap.workspace import git
from tests.cli.conftest import Run, refused

ADA = "---\nname: Ada\nconversations: [{date: 2026-08-01, type: check-in}]\n---\n"
unix = pytest.mark.skipif(os.name != "posix", reason="pipes as Unix has them")


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(700_000_000)


# What stands in the way, what is done then, and what is said.
PLACES = {
    "a plan": ("plans/ada.md", ("show", "ada")),
    "settings": ("cap.yaml", ("list",)),
    "settings that are named": ("cap.yaml", ("list", "--config", "cap.yaml")),
    "a roster": ("team.csv", ("new", "--roster", "team.csv")),
    "a page": ("page.md", ("log", "ada", "--read", "page.md", "--yes")),
    "private notes": ("notes/ada.md", ("private", "ada")),
    "private notes that grow": ("notes/ada.md", ("note", "ada", "hello")),
    "a template": ("templates/plan.md.j2", ("new", "bo")),
    "a template for talks": ("templates/agenda/check-in.md.j2", ("agenda", "ada", "--type", "check-in")),
}


@unix
@pytest.mark.parametrize("put", [large, os.mkfifo], ids=["large", "a pipe"])
@pytest.mark.parametrize("place", PLACES)
def test_what_stands_in_the_place_of_a_file(run: Run, plan: Path, empty: Path, place: str, put: Callable[[Path], None]) -> None:
    name, words = PLACES[place]
    plan.write_text(ADA)
    shutil.rmtree(empty / ".git")
    if name.startswith("notes"):
        Path("cap.yaml").write_text("private: notes\n")
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).unlink(missing_ok=True)
    put(Path(name))
    said = refused(run(*words))
    assert name in said
    assert any(word in said for word in ("larger than", "too large", "a pipe or a device", "not a file"))


@unix
@pytest.mark.parametrize("put", [large, os.mkfifo], ids=["large", "a pipe"])
def test_what_stands_in_the_place_of_what_is_remembered(run: Run, plan: Path, put: Callable[[Path], None]) -> None:
    plan.write_text(ADA)
    run("next", "ada", "2027-01-01")
    (kept,) = Path(os.environ["XDG_STATE_HOME"], "cap", "undo").iterdir()
    kept.unlink()
    put(kept)
    assert "nothing to take back" in refused(run("undo", "ada"))
    assert run("next", "ada", "2027-02-01").exit_code == 0
    assert run("undo", "ada").exit_code == 0


@unix
@pytest.mark.parametrize("put", [large, os.mkfifo], ids=["large", "a pipe"])
def test_a_git_file_that_is_none_is_passed_over(run: Run, plan: Path, empty: Path, put: Callable[[Path], None]) -> None:
    plan.write_text(ADA)
    (empty / ".git").rmdir()
    put(empty / ".git")
    assert run("next", "ada", "2027-01-01").exit_code == 0


@unix
def test_git_has_so_much_time_and_no_more(run: Run, plan: Path, empty: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "PATIENCE", 0.3)
    os.mkfifo(".gitignore")
    result = run("lint")
    assert result.exit_code == 2
    assert "git has not answered within 0.3 seconds" in result.stderr


def test_a_whole_computer_is_too_wide_for_plans(run: Run, plan: Path) -> None:
    root = Path.cwd().anchor
    assert "too wide" in refused(run("lint", root))
    Path("cap.yaml").write_text(f"plans: '{root}'\n")
    for words in (("list",), ("lint",), ("trust", ".")):
        assert "too wide" in refused(run(*words))


def test_a_page_of_more_lines_than_a_talk_has_is_refused(run: Run, plan: Path) -> None:
    plan.write_text(ADA)
    Path("page.md").write_text("- a\n" * 6_000)
    assert "page.md has more than 5,000 lines" in refused(run("log", "ada", "--read", "page.md", "--yes"))


def test_a_roster_of_more_columns_than_people_have_is_refused(run: Run, plan: Path) -> None:
    Path("team.csv").write_text("name," + ",".join(f"col{i}" for i in range(10_000)) + "\nBo\n")
    assert "no more than 200 columns" in refused(run("new", "--roster", "team.csv"))


def test_the_largest_show(run: Run, plan: Path) -> None:
    plan.write_text(ADA + "## a" + " " * 200_000 + "b\n" + "## one more\n" * 20_000)
    result = run("show", "ada")
    assert result.exit_code == 0
    assert " ".join(result.stdout.split()).endswith("and 19,801 more headings")


def test_a_megabyte_of_ignore_comment_is_one_finding(run: Run, plan: Path) -> None:
    plan.write_text(ADA.replace("name: Ada", f"name: Ada\n# cap: ignore[{'a,' * 400_000}]"))
    assert (
        run("lint", "--select", "unknown-ignore", "--format", "concise").stdout.count("names more than there is to silence") == 1
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# One", (1, "One")),
        ("   ###   One two   ##  ", (3, "One two")),
        ("## C#", (2, "C#")),
        ("#", (1, "")),
        ("## ##", (2, "")),
        ("#\tOne", (1, "One")),
        ("#One", None),
        ("    # One", None),
        ("####### One", None),
    ],
)
def test_a_heading(line: str, found: tuple[int, str] | None) -> None:
    assert [(heading.level, heading.title) for heading in headings([line])] == ([found] if found else [])


def test_of_more_headings_with_a_day_than_anybody_has_talks_the_last_ones_count() -> None:
    body = "".join(f"## 2026-01-01 talk {i}\n" for i in range(MOST_HEADINGS + 10)).encode()
    assert len(talk_notes(body, ())[1]) == MOST_HEADINGS
