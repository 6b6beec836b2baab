"""A commit of plans and nothing else, in words made from what changed; whatever is in the way is said, and all is as it was."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SECRET, Run, commit, git, holders, refused, tree


@pytest.fixture(autouse=True)
def _who(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ruth")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ruth@example.org")


def log() -> str:
    return git("log", "-1", "--format=%B").strip()


def in_the_last() -> list[str]:
    return git("show", "--name-only", "--format=", "HEAD").split()


def status() -> str:
    return git("status", "--porcelain")


def test_only_plans_are_saved_and_what_is_staged_stays_so(run: Run) -> None:
    run("add", "topic", "ada", "Pay")
    run("new", "bo")
    Path("cap.yaml").write_text("minutes: 30\n")
    Path("other.txt").write_text("x")
    Path("intended.txt").write_text("x")
    git("add", "cap.yaml", "other.txt")
    git("add", "--intent-to-add", "intended.txt")
    before = git("rev-parse", "HEAD")
    dry = run("save", "--dry-run")
    assert dry.stdout == "Plans: Ada, Bo\n\n- Ada: 1 topic added\n- Bo: a new plan\n"
    assert git("rev-parse", "HEAD") == before and "?? plans/bo.md" in status()
    done = run("save", "-m", "After the talk", "-m", "in May")
    assert done.exit_code == 0 and done.stdout == dry.stdout + "\nAfter the talk\n\nin May\n"
    assert log() == done.stdout.strip() and in_the_last() == ["plans/ada.md", "plans/bo.md"]
    assert status() == "A  cap.yaml\n A intended.txt\nA  other.txt\n"
    assert "Nothing to save" in run("save").stderr and run("save").exit_code == 0


def test_what_the_first_line_leaves_out_is_no_part_of_a_sentence(run: Run) -> None:
    for topic in ("Pay", "Nights", "The new rota, and who writes it from January on"):
        run("add", "topic", "ada", topic)
    said = run("save", "--words", "--dry-run").stdout.splitlines()
    assert said[0] == "Ada: To talk about: “Pay”; To talk about: “Nights”; 1 more" and len(said[2:]) == 3


def test_people_are_named(run: Run) -> None:
    run("new", "bo")
    run("next", "ada", "friday")
    assert "no plan for `cy`" in refused(run("save", "bo", "cy"))
    assert "is a part of a name" in refused(run("save", "ad"))
    assert run("save", "Ada Obi").exit_code == 0 and in_the_last() == ["plans/ada.md"] and status() == "?? plans/bo.md\n"
    assert "Nothing to save" in run("save", "ada").stderr
    Path("plans/ada.md").unlink()
    assert run("save", "ada").exit_code == 0 and log() == "Ada: the plan is taken out" and status() == "?? plans/\n"


@pytest.mark.parametrize("words", [[], ["--words"]])
def test_what_a_plan_says_commands_no_terminal_that_lists_commits(run: Run, words: list[str]) -> None:
    odd = r"Eve\e[2J\u202e\0\n\nSigned-off-by: Eve <e@x>"
    Path("plans/eve.md").write_text(f'---\nname: "{odd}"\n---\n')
    assert run("save", "--with-errors", *words).exit_code == 0
    Path("plans/eve.md").write_text(f'---\nname: "{odd}"\ngoals: ["{odd}"]\nskills: [{{skill: "{odd}"}}]\n---\n')
    assert run("save", "--with-errors", *words).exit_code == 0
    said = git("log", "--format=%B")
    assert said.count("Eve<U+001B>[2J<U+202E>") >= 2 and not set(said) & set("\0\x1b\u202e")
    assert git("log", "--format=%(trailers)").strip() == ""


def staged(path: str) -> None:
    git("add", path)


def changed_again(path: str) -> None:
    git("add", path)
    Path(path).write_text(Path(path).read_text() + "More\n")


def deleted(path: str) -> None:
    Path(path).unlink()


def deleted_and_staged(path: str) -> None:
    git("rm", "-q", "--force", path)


def let_go(path: str) -> None:
    git("rm", "-q", "--cached", path)
    Path(path).unlink()


@pytest.mark.parametrize("how", [staged, changed_again, deleted, deleted_and_staged, let_go], ids=lambda how: how.__name__)
def test_a_plan_is_saved_as_it_is_by_now(run: Run, how: Callable[[str], None]) -> None:
    run("next", "ada", "friday")
    how("plans/ada.md")
    now = Path("plans/ada.md").read_text() if Path("plans/ada.md").exists() else None
    assert run("save").exit_code == 0 and status() == ""
    assert (git("show", "HEAD:plans/ada.md") if now else None) == now


def test_a_renamed_plan_is_saved_whole(run: Run) -> None:
    Path("plans/ada.md").rename("plans/ada-obi.md")
    assert run("save").exit_code == 0 and status() == ""
    assert "R100" in git("log", "-1", "--name-status", "-M", "--format=")


def test_from_a_subfolder_by_a_path_and_in_a_linked_work_tree(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("worktree", "add", "-q", "-b", "side", "../side")
    monkeypatch.chdir("../side/plans")
    run("next", "ada", "friday")
    assert run("save", "ada.md").exit_code == 0
    assert git("log", "-1", "--format=%D").startswith("HEAD -> side") and status() == ""


def test_the_first_commit_of_a_repository(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty / "fresh" / "plans").mkdir(parents=True)
    monkeypatch.chdir(empty / "fresh")
    Path("plans/ada.md").write_text("---\nname: Ada\n---\n")
    assert "lies in no git repository" in refused(run("save"))
    git("init", "-q", "-b", "main")
    assert run("save").exit_code == 0 and log() == "Ada: a new plan"


def test_each_repository_has_a_commit_of_its_own(run: Run, empty: Path) -> None:
    git("init", "-q", "-b", "main", "../own")
    Path("../own/plans").mkdir()
    Path("../own/plans/bo.md").write_text("---\nname: Bo\n---\n")
    Path("cap.yaml").write_text("plans: [plans, ../own/plans]\n")
    run("trust", ".")
    run("next", "ada", "friday")
    done = run("save")
    assert done.exit_code == 0 and log() == "Ada: 1 detail"
    assert git("-C", "../own", "log", "--format=%s") == "Bo: a new plan\n"


def test_a_repository_among_the_plans_has_its_own_commit(run: Run) -> None:
    git("init", "-q", "-b", "main", "plans/eve")
    Path("plans/eve/eve.md").write_text("---\nname: Eve\n---\n")
    run("next", "ada", "friday")
    assert run("save").exit_code == 0 and in_the_last() == ["plans/ada.md"]
    assert git("-C", "plans/eve", "log", "--format=%s") == "Eve: a new plan\n"


def test_what_a_sparse_checkout_leaves_off_the_disk_is_not_gone(run: Run) -> None:
    Path("plans/others").mkdir()
    Path("plans/others/bo.md").write_text("---\nname: Bo\n---\n")
    commit()
    git("sparse-checkout", "set", "--no-cone", "/plans/*.md")
    assert not Path("plans/others").exists()
    assert "Nothing to save" in run("save").stderr


# ---- in the way


def a_merge() -> None:
    git("checkout", "-q", "-b", "side", "HEAD~0")
    Path("x").write_text("side")
    commit()
    git("checkout", "-q", "main")
    Path("x").write_text("main")
    commit()
    subprocess.run(["git", "merge", "-q", "side"], check=False, capture_output=True)


def a_rebase() -> None:
    a_merge()
    git("merge", "--abort")
    subprocess.run(["git", "rebase", "-q", "side"], check=False, capture_output=True)


def no_branch() -> None:
    git("checkout", "-q", "--detach")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (a_merge, "is in the middle of a merge"),
        (a_rebase, "is in the middle of a rebase"),
        (no_branch, "no branch is checked out"),
    ],
)
def test_what_somebody_is_in_the_middle_of_is_said(
    run: Run, state: Callable[[], None], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state()
    run("next", "ada", "friday")
    before = status(), git("rev-parse", "HEAD")
    for words in (["save"], ["save", "--dry-run"]):
        assert said in refused(run(*words)) and (status(), git("rev-parse", "HEAD")) == before


def test_without_a_name_git_is_told_who_one_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    monkeypatch.delenv("EMAIL", raising=False)
    run("new", "bo")
    before = status()
    assert 'git config --global user.name "Ruth Lindqvist"' in refused(run("save")) and status() == before


def test_a_hook_that_refuses_leaves_all_as_it_was(run: Run) -> None:
    hook(".git/hooks/pre-commit", "echo 'no \033[31mway' >&2; exit 1")
    run("new", "bo")
    run("next", "ada", "friday")
    Path("x").write_text("x")
    git("add", "x")
    before = status(), git("rev-parse", "HEAD"), git("ls-files", "-s")
    said = run("save")
    assert said.exit_code == 2 and "git, or a hook of the repository, has not committed" in said.stderr
    assert "no <U+001B>[31mway" in said.stderr
    assert (status(), git("rev-parse", "HEAD"), git("ls-files", "-s")) == before
    hook(".git/hooks/pre-commit", "git diff --cached --name-only > ../seen; exit 0")
    assert run("save").exit_code == 0 and Path("../seen").read_text() == "plans/ada.md\nplans/bo.md\n"
    assert status() == "A  x\n"


def hook(place: str, body: str) -> None:
    file = Path(place)
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def test_an_error_is_not_saved_unless_that_is_meant(run: Run) -> None:
    Path("plans/ada.md").write_text("---\nname: [\n---\n")
    before = git("rev-parse", "HEAD")
    said = run("save")
    assert said.exit_code == 2 and "yaml-syntax" in said.stderr and "--with-errors" in said.stderr
    assert git("rev-parse", "HEAD") == before
    assert run("save", "--with-errors").exit_code == 0 and log() == "ada: changed"


def test_nothing_private_is_ever_saved(run: Run) -> None:
    run("private", "ada", "-m", SECRET)
    Path("plans/mine.md").write_text(run("agenda", "ada", "--for", "manager").stdout)
    for words in (["save"], ["save", "--with-errors"], ["save", "--dry-run"]):
        assert "a page for the manager alone" in refused(run(*words))
    Path("plans/mine.md").unlink()
    Path("cap.yaml").write_text("private: plans/notes\n")
    Path(".gitignore").write_text("notes/\n")
    run("private", "ada", "-m", SECRET)
    run("note", "ada", SECRET)
    run("next", "ada", "friday")
    assert run("save").exit_code == 0 and in_the_last() == ["plans/ada.md"]
    Path(".gitignore").unlink()
    run("next", "ada", "monday")
    assert run("save").exit_code == 0 and in_the_last() == ["plans/ada.md"]
    assert holders(Path.cwd() / ".git") == []


def test_what_git_or_the_settings_leave_alone_is_not_saved(run: Run) -> None:
    Path(".gitignore").write_text("drafts/\n")
    Path("cap.yaml").write_text('exclude: ["old.md"]\n')
    for place in ("plans/drafts/bo.md", "plans/old.md", "plans/README.md", "plans/.hidden/x.md", "elsewhere.md"):
        Path(place).parent.mkdir(exist_ok=True)
        Path(place).write_text("---\nname: Bo\n---\n")
    assert "Nothing to save" in run("save").stderr


def test_line_ends_that_git_makes_are_no_change(run: Run) -> None:
    Path("plans/ada.md").write_bytes(Path("plans/ada.md").read_bytes().replace(b"\n", b"\r\n"))
    assert "Nothing to save" in run("save").stderr


def test_nothing_planted_runs_before_the_commit_and_only_what_commits_in_it(run: Run) -> None:
    """Programs in a repository's own settings: looking runs none, and the commit no more than its hooks and filters."""
    for name in ("fsmonitor", "editor", "gpg", "pager", "textconv", "diff", "clean"):
        hook(f"../planted/{name}", f"echo {name} >> {Path('../ran').absolute()}; cat")
    planted = Path("../planted").absolute()
    for key, name in (
        ("core.fsmonitor", "fsmonitor"),
        ("core.editor", "editor"),
        ("core.pager", "pager"),
        ("gpg.program", "gpg"),
        ("diff.external", "diff"),
        ("diff.x.textconv", "textconv"),
        ("diff.x.command", "diff"),
        ("filter.x.clean", "clean"),
    ):
        git("config", key, str(planted / name))
    Path(".gitattributes").write_text("*.md filter=x diff=x\n")
    for word in ("pre-commit", "post-commit", "prepare-commit-msg", "commit-msg"):
        hook(f".git/hooks/{word}", f"echo {word} >> {Path('../ran').absolute()}")
    run("next", "ada", "friday")
    run("new", "bo")
    Path("../ran").unlink(missing_ok=True)
    for words in (["--dry-run"], ["--dry-run", "ada"], ["nobody"]):
        run("save", *words)
    assert not Path("../ran").exists()
    assert run("save").exit_code == 0
    assert set(Path("../ran").read_text().split()) == {"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "clean"}


def test_what_a_hook_of_another_repository_has_set_leads_nowhere_else(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q", "../other")
    monkeypatch.setenv("GIT_DIR", str(Path("../other/.git").absolute()))
    monkeypatch.setenv("GIT_INDEX_FILE", str(Path("../other/.git/index").absolute()))
    run("next", "ada", "friday")
    assert run("save").exit_code == 0
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert in_the_last() == ["plans/ada.md"] and not any("index" in name for name in tree(Path("../other/.git")))


def test_a_repository_that_is_none_is_not_taken_for_the_one_around_it(run: Run) -> None:
    shutil.move("plans", "inner")
    Path("inner/.git").mkdir()
    Path("inner/plans").mkdir()
    Path("inner/ada.md").rename("inner/plans/ada.md")
    os.chdir("inner")
    before = git("-C", "..", "rev-parse", "HEAD")
    assert run("save").exit_code == 2 and git("-C", "..", "rev-parse", "HEAD") == before
