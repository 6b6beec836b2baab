"""The merge driver in git's hands: whatever git does with plans, and whatever becomes of the program, no side is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cap.workspace.git import _USERS_OWN
from cap.workspace.merge_driver import DRIVER, NAME, install
from cap.workspace.settings import open_workspace
from tests.history.acts import BASE

ROOT = Path(__file__).parents[2]
Edit = tuple[str, str]
OURS: Edit = ("rating: 9, mentor: yes", "rating: 8, mentor: yes")
THEIRS: Edit = ("frightened family, rating", "worried family, rating")  # on the same line
ALSO: Edit = ("due: 2026-12-10", "due: 2027-02-02")
AGAINST: Edit = ("due: 2026-12-10", "due: 2027-03-03")


class Repository:
    """A repository with a plan, a driver, and a program that the driver calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = folder / "plans" / "grace.md"
        self.bin = folder.parent / "bin"
        self.bin.mkdir()
        self.program = self.bin / "career-action-plan"
        words = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name not in _USERS_OWN}
        path = os.pathsep.join([str(self.bin), "/usr/bin", "/bin"])
        self.world = words | {"HOME": str(folder.parent), "PATH": path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
        self.plan.parent.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ruth")
        self.git("config", "user.email", "ruth@example.org")
        self.plan.write_text(BASE)
        (folder / "cap.yaml").write_text("plans: plans\n")
        install(open_workspace(start=folder))
        self.git("add", "-A")
        self.git("commit", "-qm", "base")
        self.is_here(f'export PYTHONPATH="{ROOT}" PYTHONDONTWRITEBYTECODE=1\nexec "{sys.executable}" -m cap "$@"')

    def is_here(self, script: str) -> None:
        """Put a program in the place of ours."""
        self.program.write_text(f"#!/bin/sh\n{script}\n")
        self.program.chmod(0o755)

    def git(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=self.world, capture_output=True, text=True, check=False, timeout=60
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def commit(self, *edits: Edit) -> None:
        self.edit(*edits)
        self.git("commit", "-qam", "edit")

    def edit(self, *edits: Edit) -> None:
        self.plan.write_text(edited(*edits, text=self.plan.read_text()))

    def apart(self, ours: tuple[Edit, ...], theirs: tuple[Edit, ...]) -> None:
        """Two branches, `main` and `theirs`, each with a commit of its own."""
        self.git("checkout", "-qb", "theirs")
        self.commit(*theirs)
        self.git("checkout", "-q", "main")
        self.commit(*ours)

    @property
    def text(self) -> str:
        return self.plan.read_text()


def edited(*edits: Edit, text: str = BASE) -> str:
    for before, after in edits:
        assert text.count(before) == 1
        text = text.replace(before, after)
    return text


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "team")


def _merge(here: Repository) -> None:
    here.git("merge", "-q", "theirs")


def _rebase(here: Repository) -> None:
    here.git("rebase", "-q", "theirs")


def _cherry_pick(here: Repository) -> None:
    here.git("cherry-pick", "theirs")


def _stash(here: Repository) -> None:
    here.git("reset", "-q", "--soft", "HEAD~1")
    here.git("stash")
    here.git("merge", "-q", "--ff-only", "theirs")
    here.git("stash", "pop")


def _revert(here: Repository) -> None:
    here.commit(THEIRS)
    here.git("commit", "-q", "--allow-empty", "-m", "later")
    here.edit(("worried family, rating: 8", "worried family, rating: 7"))
    here.git("commit", "-qam", "and more on the same line")
    here.git("revert", "--no-edit", "HEAD~2")


@pytest.mark.parametrize("way", [_merge, _rebase, _cherry_pick, _stash])
def test_git_merges_two_changes_of_one_line(repository: Repository, way: Callable[[Repository], None]) -> None:
    repository.apart((OURS,), (THEIRS, ALSO))
    way(repository)
    assert repository.text == edited(OURS, THEIRS, ALSO)
    assert list(repository.folder.glob(".merge_file*")) == list(repository.folder.glob(".cap-*")) == []


def test_git_takes_one_change_of_a_line_back(repository: Repository) -> None:
    repository.commit(OURS)
    _revert(repository)
    assert repository.text == edited(("rating: 9, mentor: yes", "rating: 7, mentor: yes"))


def test_what_both_changed_is_marked_and_nothing_else(repository: Repository) -> None:
    repository.apart((OURS, ALSO), (THEIRS, AGAINST))
    done = repository.git("merge", "theirs", check=False)
    assert done.returncode == 1 and "CONFLICT" in done.stdout
    ours, theirs = (
        ("HEAD", "theirs") if ">>>>>>> theirs" in repository.text and "<<<<<<< HEAD" in repository.text else ("ours", "theirs")
    )
    block = f"<<<<<<< {ours}\n        due: 2027-02-02\n=======\n        due: 2027-03-03\n>>>>>>> {theirs}"
    assert repository.text == edited(OURS, THEIRS, ("        due: 2026-12-10", block))
    assert "plans/grace.md: 1 place to decide" in done.stdout + done.stderr
    assert "two answers for `due` of “A day with the site manager”" in done.stdout + done.stderr


def test_git_itself_merges_a_file_that_is_no_plan(repository: Repository) -> None:
    notes = repository.folder / "plans" / "README.md"
    notes.write_text("one\n\ntwo\n\nthree\n")
    repository.git("add", "-A")
    repository.git("commit", "-qm", "notes")
    repository.git("checkout", "-qb", "theirs")
    notes.write_text("one\n\ntwo\n\nTHREE\n")
    repository.git("commit", "-qam", "theirs")
    repository.git("checkout", "-q", "main")
    notes.write_text("ONE\n\ntwo\n\nthree\n")
    repository.git("commit", "-qam", "ours")
    repository.git("merge", "-q", "theirs")
    assert notes.read_text() == "ONE\n\ntwo\n\nTHREE\n"


# What may become of the program that the driver calls; `$5` is where it is to write.
FATES = {
    "missing": None,
    "not to be run": "not executable",
    "says no": "echo no >&2; exit 2",
    "an exception of Python's": "exit 1",
    "does nothing": "exit 0",
    "killed": "kill -9 $$",
    "killed half-way": 'printf "half" > "$5.tmp"; kill -9 $$',
    "writes nothing into it": ': > "$5"; exit 0',
}


@pytest.mark.parametrize("fate", FATES)
def test_whatever_becomes_of_the_program_git_merges_by_lines(repository: Repository, fate: str) -> None:
    script = FATES[fate]
    if script is None:
        repository.program.unlink()
    else:
        repository.is_here(script)
        repository.program.chmod(0o644 if script == "not executable" else 0o755)
    repository.apart((OURS, ALSO), (AGAINST, ("role: Staff Nurse ", "role: Ward Nurse ")))
    done = repository.git("merge", "theirs", check=False)
    assert done.returncode == 1
    block = "<<<<<<< X\n        due: 2027-02-02\n=======\n        due: 2027-03-03\n>>>>>>> Y"
    text = (
        repository.text.replace("<<<<<<< ours", "<<<<<<< X")
        .replace("<<<<<<< HEAD", "<<<<<<< X")
        .replace(">>>>>>> theirs", ">>>>>>> Y")
    )
    assert text == edited(OURS, ("role: Staff Nurse ", "role: Ward Nurse "), ("        due: 2026-12-10", block))
    repository.git("merge", "--abort")
    repository.program.unlink(missing_ok=True)


def test_a_program_that_dies_after_its_work_is_believed_and_looked_at(repository: Repository) -> None:
    repository.is_here(f'PYTHONPATH="{ROOT}" PYTHONDONTWRITEBYTECODE=1 "{sys.executable}" -m cap "$@"; kill -9 $$')
    repository.apart((OURS,), (THEIRS,))
    assert repository.git("merge", "theirs", check=False).returncode == 1
    assert repository.text == edited(OURS, THEIRS)


def test_without_room_for_the_result_it_is_said_and_both_sides_are_there(repository: Repository) -> None:
    """A limit on the size of files is what a full disk comes to, for the program and for git's own merge behind it."""
    repository.git("config", f"merge.{NAME}.driver", f"ulimit -f 4; {DRIVER}")
    repository.apart((OURS,), (THEIRS,))
    done = repository.git("merge", "theirs", check=False)
    assert done.returncode != 0
    assert "no room" in done.stderr or "cannot be written" in done.stderr
    assert "not merged, and still as it was on your side: plans/grace.md" in done.stderr
    assert repository.text == edited(OURS) and repository.git("show", "theirs:plans/grace.md").stdout == edited(THEIRS)
    assert repository.git("status", "--porcelain").stdout.strip() in ("", "UU plans/grace.md")  # a later git stops before that
    repository.git("reset", "-q", "--hard")
    repository.git("config", f"merge.{NAME}.driver", DRIVER)
    repository.git("merge", "-q", "theirs")
    assert repository.text == edited(OURS, THEIRS)
