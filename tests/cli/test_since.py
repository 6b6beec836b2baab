"""`cap lint --since`: whole plans that differ from where the branch began, and no others."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import Run, commit, git, refused
from tests.plans_strategy import examples

LAZY = "---\nname: {}\nstage: agreed\n---\n"


@pytest.fixture
def team(run: Run, data: Path) -> Path:
    """A repository with three plans; its branch `talks` began at the first commit of `main`, which has another by now."""
    for name in ("bo", "cy", "zoë"):
        Path(f"plans/{name}.md").write_text(LAZY.format(name.title()), encoding="utf-8")
    Path("plans/ada.md").unlink()
    commit()
    git("switch", "-q", "-c", "talks")
    git("switch", "-q", "main")
    Path("plans/bo.md").write_text(LAZY.format("Bo Li"))
    commit()
    git("switch", "-q", "talks")
    return Path.cwd()


def looked_at(run: Run, *words: str) -> list[str]:
    result = run("lint", "--since", *words, "--format", "concise")
    assert result.exit_code in (0, 1), result.output
    return list(dict.fromkeys(line.partition(":")[0] for line in result.stdout.splitlines()))


def test_what_the_branch_did_not_touch_is_left_out(team: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("lint", "--since", "main")  # what only main has changed is none of this branch
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 of 3 plans changed since main.\nNo plan read: nothing to mend.\n"
    Path("plans/cy.md").write_text(LAZY.format("Cy Roe"))
    assert looked_at(run, "main") == ["plans/cy.md"]  # in the work tree alone
    git("add", "plans/cy.md")
    assert looked_at(run, "main") == ["plans/cy.md"]
    commit()
    assert looked_at(run, "main") == looked_at(run, "main~1") == ["plans/cy.md"]
    assert looked_at(run, "HEAD") == []
    Path("plans/new.md").write_text(LAZY.format("New"))  # git does not know it yet
    git("mv", "plans/zoë.md", "plans/zoe.md")
    assert looked_at(run, "main") == ["plans/cy.md", "plans/new.md", "plans/zoe.md"]
    assert looked_at(run, "main", "plans/new.md", "plans/bo.md") == ["plans/new.md"]
    monkeypatch.chdir("plans")
    assert looked_at(run, "main") == ["cy.md", "new.md", "zoe.md"]


def test_line_ends_that_git_changed_and_marks_that_a_disk_writes_otherwise_are_no_change(team: Path, run: Run) -> None:
    Path("plans/cy.md").write_bytes(Path("plans/cy.md").read_bytes().replace(b"\n", b"\r\n"))
    Path("plans/zoë.md").rename("plans/zoe\u0308.md")
    assert looked_at(run, "main") == []


def test_every_format_says_that_there_is_nothing(team: Path, run: Run) -> None:
    import json

    assert json.loads(run("lint", "--since", "main", "--format", "gitlab").stdout) == []
    assert json.loads(run("lint", "--since", "main", "--format", "sarif").stdout)["runs"][0]["results"] == []
    assert json.loads(run("lint", "--since", "main", "--format", "rdjson").stdout)["diagnostics"] == []
    assert run("lint", "--since", "main", "--fix").exit_code == 0


class Case(NamedTuple):
    ref: str
    said: str


@pytest.mark.parametrize(
    "case",
    [
        Case("nope", "git knows no commit `nope` in "),
        Case("", "git knows no commit `` in "),
        Case("HEAD:plans", "git knows no commit `HEAD:plans`"),
        Case("main..talks", "git knows no commit `main..talks`"),
        Case("--all", "`--all` is an option, where a commit or a branch is meant"),
        Case("-x", "`-x` is an option"),
        Case("--output=plans/cy.md", "is an option"),
    ],
)
def test_what_is_no_commit_is_said(team: Path, run: Run, case: Case) -> None:
    assert case.said in refused(run("lint", f"--since={case.ref}"))
    assert case.said in refused(run("lint", "--since", case.ref))


@given(ref=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12))
@examples(12)
def test_no_name_of_a_commit_ends_in_a_crash(tmp_path_factory: pytest.TempPathFactory, ref: str) -> None:
    from cap.refusal import Refusal
    from cap.workspace.git import parting

    folder = tmp_path_factory.getbasetemp() / "refs"
    if not folder.exists():
        subprocess.run(["git", "init", "-q", str(folder)], check=True, timeout=60)
    with pytest.raises(Refusal):
        parting(folder, ref)


def test_a_shallow_clone_a_missing_repository_and_a_missing_git_say_so(
    team: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(2):
        Path("plans/cy.md").write_text(LAZY.format(f"Cy {number}"))
        commit()
    git("clone", "-q", "--depth", "1", team.as_uri(), str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    said = refused(run("lint", "--since", "HEAD~1"))
    assert "is a shallow clone" in said and "fetch-depth: 0" in said
    (tmp_path / "alone" / "plans").mkdir(parents=True)
    (tmp_path / "alone" / "plans" / "di.md").write_text(LAZY.format("Di"))
    monkeypatch.chdir(tmp_path / "alone")
    assert "plans/di.md lies in no git repository" in refused(run("lint", "--since", "main"))
    git("init", "-q", "-b", "main")
    assert "git knows no commit `main`" in refused(run("lint", "--since", "main"))
    monkeypatch.chdir(team)
    monkeypatch.setenv("PATH", os.devnull)
    assert "git cannot be started" in refused(run("lint", "--since", "main"))


def test_git_runs_nothing_that_a_repository_has_planted(team: Path, run: Run, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\ncat\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "filter.x.clean", "filter.x.smudge", "diff.external", "diff.x.textconv", "core.pager"):
        git("config", key, str(trap))
    Path(".gitattributes").write_text("*.md filter=x diff=x\n")
    Path("plans/cy.md").write_text(LAZY.format("Cy Roe"))
    assert looked_at(run, "main") == ["plans/cy.md"]
    assert not (tmp_path / "sprung").exists()
