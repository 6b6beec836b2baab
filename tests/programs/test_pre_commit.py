"""The hooks, run by pre-commit itself: what `cap init --add pre-commit` writes, and what this repository offers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.programs.conftest import ROOT, Type, ran

pytestmark = pytest.mark.slow
GOOD = "---\nname: Ada Obi\nstage: agreed\nskills: [Handover]\n---\n"  # nothing but warnings and hints
BROKEN = "---\nname: Bo\ngoals: [\n---\n"


@pytest.fixture
def plans(team: Path, type_: Type) -> Path:
    (team / "plans" / "drafts").mkdir()
    files = {"ada": GOOD, "cy": GOOD.replace("Ada Obi", "Cy Li"), "README": "# Not a plan\n", "drafts/old": BROKEN}
    for name, text in files.items():
        (team / "plans" / f"{name}.md").write_text(text)
    (team / "cap.yaml").write_text("plans: plans\nexclude: [drafts/]\nprivate: notes\n")
    (team / ".gitignore").write_text("/notes/\n")
    assert type_("git", "init", "-q", "-b", "main").code == 0
    return team / "plans"


def test_a_commit_is_stopped_by_what_cannot_be_read_and_by_what_is_private(team: Path, plans: Path, type_: Type) -> None:
    assert type_("cap", "init", "--add", "pre-commit").code == 0
    assert type_("pre-commit", "install").code == 0
    type_("git", "add", "-A")
    first = type_("git", "commit", "-m", "Plans that only lack something, one that is excluded, and a page")
    assert first.code == 0, first.said
    assert len(re.findall(r"(?:can be read|stay private)\.+Passed", first.said)) == 2, first.said

    (plans / "bo.md").write_text(BROKEN)
    (plans / "ada.md").write_text(GOOD + "\nMore.\n")
    type_("git", "add", "-A")
    stopped = type_("git", "commit", "-m", "One that is broken")
    assert stopped.code == 1 and "plans/bo.md:3:8: error yaml-syntax" in stopped.said
    assert stopped.said.count(": error ") == 1 and not re.search("old|README|cy", stopped.said)

    type_("git", "rm", "-q", "--cached", "plans/bo.md")  # it stays where it is, and nobody else is kept waiting by it
    (team / "notes").mkdir()
    (team / "notes" / "ada.md").write_text("Would rather leave.\n")
    page = type_("cap", "agenda", "ada", "--for", "manager", "--no-input").said
    (team / "tuesday.txt").write_text(page)
    type_("git", "add", "-f", "notes/ada.md", "tuesday.txt")
    (team / "tuesday.txt").unlink()
    secret = type_("git", "commit", "-m", "Private")
    assert secret.code == 1 and "Would rather leave" not in secret.said and "yaml-syntax" not in secret.said
    assert "notes/ada.md:1:1: error private-in-repo" in secret.said and "tuesday.txt:" in secret.said

    type_("git", "rm", "-q", "--cached", "notes/ada.md", "tuesday.txt")
    assert type_("git", "commit", "-m", "All the rest").code == 0
    assert type_("git", "log", "--oneline").said.count("\n") == 2


def test_this_repository_offers_the_hooks(plans: Path, type_: Type, world: dict[str, str], tmp_path: Path) -> None:
    offered = tmp_path / "offered"
    offered.mkdir()
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "cap", "templates"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, offered / name)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        assert ran(("git", *words), offered, world).code == 0
    (plans / "bo.md").write_text(BROKEN)
    type_("git", "add", "-A")
    everything = [str(file.relative_to(plans.parent)) for file in plans.rglob("*.md")]
    tried = type_("pre-commit", "try-repo", str(offered), "--files", *everything)
    assert tried.code == 1, tried.said
    assert tried.said.count(": error ") == 1 and "plans/bo.md:3:8: error yaml-syntax" in tried.said
    assert re.search(r"can be read\.+Failed", tried.said) and re.search(r"stay private\.+Passed", tried.said), tried.said
