"""`cap init --add`: checks and a page beside plans, of which nothing is ever written over."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from cap.workspace.additions import ADDITIONS
from tests.cli.conftest import PLAN, Run, Typed, refused, tree

FILES: dict[str, str] = {kind: addition.file for kind, addition in ADDITIONS.items()}
EVERYTHING = ",".join(ADDITIONS)


@pytest.fixture
def team(empty: Path) -> Path:
    """A repository with a plan."""
    (empty / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=empty, check=True)
    (empty / "plans").mkdir()
    (empty / "plans" / "ada.md").write_text(PLAN)
    return empty


def written(folder: Path) -> set[str]:
    return {name for name in tree(folder) if not name.startswith(".git/")}


@pytest.mark.parametrize("kind", ADDITIONS)
def test_beside_plans_it_writes_what_is_asked_for_and_nothing_else_and_a_second_time_nothing(
    run: Run, team: Path, kind: str
) -> None:
    before = written(team)
    first = run("init", "--add", kind)
    assert (first.exit_code, first.stdout) == (0, f"{FILES[kind]}\n")
    assert written(team) - before == {FILES[kind]}
    after = tree(team)
    again = run("init", "--add", kind)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.startswith(f"{FILES[kind]} has it already, and stays as it is.\n")
    assert tree(team) == after


def test_what_is_there_stays_and_the_lines_to_put_in_are_printed_once_all_else_is_done(run: Run, team: Path) -> None:
    theirs = "repos:\n- repo: https://example.org/x\n  rev: v1\n  hooks: [{id: x}]\n"
    Path(".pre-commit-config.yaml").write_text(theirs)
    result = run("init", "--add", "pre-commit", "--add", "gitlab")
    assert result.exit_code == 2
    path, lines = result.stdout.split("\n", 1)
    assert path == ".gitlab-ci.yml" and Path(path).is_file()
    assert Path(".pre-commit-config.yaml").read_text() == theirs
    assert result.stderr.endswith(
        "cap: .pre-commit-config.yaml is there already, and nothing was changed in there\n"
        "     Put the lines above below the `repos:` of .pre-commit-config.yaml.\n"
    )
    pasted = yaml.safe_load(theirs.replace("repos:\n", "repos:\n" + lines.replace("\n  ", "\n").removeprefix("  ")))
    assert [repository["repo"] for repository in pasted["repos"]] == ["local", "https://example.org/x"]


def test_a_new_folder_is_set_up_with_it_and_says_what_to_type(run: Run, empty: Path) -> None:
    (empty / ".git").rmdir()
    result = run("init", "team", "--add", EVERYTHING)
    assert result.exit_code == 0
    assert written(empty / "team") == {"cap.yaml", "plans/example.md", *FILES.values()}
    assert "  pre-commit install       from then on" in result.stderr
    assert run("lint", "team", "--config", "team/cap.yaml", "--fail-on", "hint").exit_code == 0


@pytest.mark.parametrize("where", [".", "plans", "drafts"])
def test_in_a_subfolder_of_a_repository_it_goes_to_the_root_and_speaks_of_the_plans_from_there(
    run: Run, team: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    ward = team / "north wing" / "ward"
    for folder in ("plans", "drafts", "more [old]"):
        (ward / folder).mkdir(parents=True)
    (ward / "plans" / "bo.md").write_text(PLAN)
    (ward / "cap.yaml").write_text("plans: [plans, 'more [old]']\n")
    monkeypatch.chdir(ward / where)
    assert run("init", "--add", EVERYTHING).exit_code == 0
    assert written(team) == {f"north wing/ward/{name}" for name in ("cap.yaml", "plans/bo.md", "README.md")} | {
        "plans/ada.md",
        *(name for kind, name in FILES.items() if kind != "readme"),
    }
    lint, guard = yaml.safe_load((team / FILES["pre-commit"]).read_text())["repos"][0]["hooks"]
    for path in ("north wing/ward/plans/bo.md", "north wing/ward/more [old]/x/y.md"):
        assert re.search(lint["files"], path)
    assert not re.search(lint["files"], "plans/ada.md")
    monkeypatch.chdir(team)
    (ward / "plans" / "bo.md").write_text("---\nname: [\n---\n")
    for hook, words, code in ((lint, ["north wing/ward/plans/bo.md"], 1), (guard, [], 0)):
        assert run(*hook["entry"].split()[1:], *hook["args"], *words).exit_code == code
    for name, job in ((FILES["github"], "plans"), (FILES["gitlab"], "career-plans")):
        text = (team / name).read_text()
        assert job in str(yaml.safe_load(text)) and "--config 'north wing/ward/cap.yaml'" in text


def test_what_there_is_not_is_asked_about(run: Run, team: Path) -> None:
    before = tree(team)
    assert "Did you mean `github`" in refused(run("init", "--add", "githb"))
    assert "There is pre-commit, github, gitlab, readme or merge." in refused(run("init", "--add", "github,jenkins"))
    assert "There is pre-commit," in refused(run("init", "--add", ","))
    assert tree(team) == before


def test_two_places_in_one_repository_are_told_apart(run: Run, team: Path) -> None:
    assert run("init", "--add", "github,pre-commit").exit_code == 0
    Path("ward/plans").mkdir(parents=True)
    Path("ward/plans/bo.md").write_text(PLAN)
    result = run("init", "ward", "--add", "pre-commit,readme")
    assert result.exit_code == 2 and "ward/README.md\n" in result.stdout and "^ward/plans/" in result.stdout
    run("init", "--add", "gitlab")
    pasted = Path(".gitlab-ci.yml").read_text() + run("init", "ward", "--add", "gitlab").stdout
    assert len(yaml.safe_load(pasted)) == 2
    assert "in the summary of the check" in Path("ward/README.md").read_text()


def test_a_repository_that_holds_no_plans_gets_no_check(run: Run, team: Path) -> None:
    Path("cap.yaml").write_text("plans: ../elsewhere/plans\n")
    before = tree(team)
    assert "no plans lie in" in refused(run("init", "--add", "github"))
    Path("cap.yaml").unlink()
    odd = Path("${{ x }}", "plans")
    odd.mkdir(parents=True)
    (odd / "ada.md").write_text(PLAN)
    assert "expression of its own" in refused(run("init", str(odd.parent), "--add", "github"))
    assert not {".github", ".gitlab-ci.yml"} & set(before)


def test_on_a_terminal_it_is_asked_for_and_a_slip_is_asked_about_again(typed: Typed, empty: Path) -> None:
    code, seen = typed("githb\ngithub, pre-commit\n", "init", "team")
    assert code == 0 and "Did you mean `github` or `gitlab`?" in seen
    assert FILES["github"] in written(empty) and FILES["pre-commit"] in written(empty) and FILES["gitlab"] not in written(empty)
    for answer, words in (("\n", ["a"]), ("no\n", ["b"]), ("", ["c", "--no-input"]), ("", ["d", "--add", "readme"])):
        code, seen = typed(answer, "init", *words)
        assert code == 0 and written(empty / words[0]) == {"cap.yaml", "plans/example.md", "README.md"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--for-one", "zoë"], "This repository is for Zoë and whoever leads the talks"),
        (["--shared"], "Everyone who can open this repository reads every plan in it"),
        ([], "Whoever can open this folder reads every plan in it"),
    ],
)
def test_the_page_says_who_can_read_what_and_says_it_again(run: Run, empty: Path, words: list[str], says: str) -> None:
    (empty / ".git").rmdir()
    assert run("init", "team", *words).exit_code == 0
    page = Path("team/README.md").read_text(encoding="utf-8")
    assert says in page and page.count("- `cap ") == 5 and "Nothing looks at the plans there yet" in page
    Path("team/README.md").unlink()
    assert run("init", "team", "--add", "readme,gitlab").exit_code == 0
    again = Path("team/README.md").read_text(encoding="utf-8")
    assert says in again and "## What you see in a merge request" in again and "under Code Quality" in again


def test_no_expression_of_a_git_host_gets_into_a_script(run: Run, team: Path) -> None:
    """What people type, and what stands in plans, reaches a shell as variables at most."""
    root = Path(__file__).parents[2]
    run("init", "--add", "github")
    files = [root / "action.yml", *(root / ".github" / "workflows").glob("*.yml"), team / FILES["github"]]
    for file in files:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        steps = [step for job in (*read.get("jobs", {}).values(), read.get("runs", {})) for step in job.get("steps", [])]
        assert steps and not [step for step in steps if "${{" in step.get("run", "")], file


def test_git_is_told_how_plans_are_merged_in_each_clone_and_lines_of_others_stay(run: Run, team: Path) -> None:
    theirs = b"*.png binary\r\n# ours"
    (team / "care plans [b]").mkdir()
    (team / "cap.yaml").write_text('plans: [plans, "care plans [b]"]\n')
    (team / ".gitattributes").write_bytes(theirs)
    result = run("init", "--add", "merge")
    assert (result.exit_code, result.stdout) == (0, ".gitattributes\n")
    assert "in each other clone, once: cap init --add merge" in result.stderr
    assert ".gitattributes goes along with the next commit" in result.stderr
    assert "next commit" not in run("init", "--add", "merge").stderr  # it has it already
    new = b'plans/**/*.md merge=career-action-plan\r\n"care plans \\\\[b]/**/*.md" merge=career-action-plan\r\n'
    assert (team / ".gitattributes").read_bytes() == theirs + b"\r\n" + new
    files = ("plans/ada.md", "plans/2026/ada.md", "care plans [b]/x.md", "notes.md")
    said = subprocess.run(["git", "check-attr", "merge", *files], cwd=team, capture_output=True, text=True, check=True).stdout
    assert [line.rpartition(" ")[2] for line in said.splitlines()] == ["career-action-plan"] * 3 + ["unspecified"]
    driver = subprocess.run(
        ["git", "config", "merge.career-action-plan.driver"], cwd=team, capture_output=True, text=True, check=True
    )
    assert "career-action-plan merge %O %A %B" in driver.stdout and "git merge-file" in driver.stdout


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_folder_s_name_is_one_pattern(run: Run, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = 'a\n* -text\r "b\\[c] #'
    (team / odd / "plans").mkdir(parents=True)
    (team / odd / "cap.yaml").write_text("plans: plans\n")
    monkeypatch.chdir(team / odd)
    run("init", "--add", "merge")
    assert (team / ".gitattributes").read_bytes().count(b"\n") == 1
    said = subprocess.run(
        ["git", "check-attr", "-z", "text", "merge", "--", f"{odd}/plans/x.md", "x.png"],
        cwd=team,
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert said.split("\0")[2:12:3] == ["unspecified", "career-action-plan", "unspecified", "unspecified"]
    assert run("init", "--add", "merge").stdout == ""


def test_without_a_repository_git_is_told_later(run: Run, team: Path) -> None:
    run("init", "new", "--add", "merge")
    assert (team / "new" / ".gitattributes").exists() is False and (team / ".gitattributes").exists()
    outside = team.parent / "outside"
    result = run("init", str(outside), "--add", "merge")
    assert result.exit_code == 0 and "After `git init`, type once more: cap init --add merge" in result.stderr
    assert (outside / ".gitattributes").read_text() == "plans/**/*.md merge=career-action-plan\n"
