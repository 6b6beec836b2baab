"""Somebody leaves: their plan is handed over before anything goes, then all that is kept about them goes, and nothing else."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cap.edit.story import story_of, without_story
from cap.system import flush
from tests.cli.conftest import PLAN, SECRET, Run, Typed, commit, git, refused, tree

OUT = Path("../for-ada")


@pytest.fixture
def kept(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ada's plan with all that can be kept about her, and about others whose names begin as hers does."""
    monkeypatch.setattr(tempfile, "tempdir", str(data.parent.parent / "tmp"))
    Path("plans/ada-lovelace.md").write_text("---\nname: Ada Lovelace\n---\n")
    state = Path(os.environ["XDG_STATE_HOME"], "cap")
    for name in ("ada", "ada-lovelace"):
        run("note", name, SECRET)
        run("private", name, "-m", SECRET)
        run("next", name, "friday")
        (file,) = Path(os.environ["XDG_DATA_HOME"]).rglob(f"{name}.md")
        file.with_suffix(".sealed").write_text("# sealed\n")
        (state / "unsaved").mkdir(exist_ok=True)
        for ending in (".md", "-2.md", "-prep.txt", "-form-3.md", "-private.md", "-edited.md", "-2026-11-22-check-in.md"):
            (state / "unsaved" / f"{name}{ending}").write_text(SECRET)
        copy = Path(tempfile.gettempdir(), f"cap-edit-{name}")
        copy.mkdir()
        (copy / f"{name}.md").write_text(SECRET)
        (copy / f".{name}.md.swp").write_text(SECRET)
    commit()
    return data.parent.parent


def about(world: Path, name: str) -> set[str]:
    """The files about somebody in their plans folder, on the private side, in the state folder and among temporary files."""
    places = (Path.cwd() / "plans", world / "home", Path(os.environ["XDG_STATE_HOME"]), world / "tmp")
    undo = len([*Path(os.environ["XDG_STATE_HOME"]).rglob("undo/*.json")])
    found = {key for place in places for key in tree(place) if re.match(rf"(?:.*/)?(?:cap-edit-|\.)?{name}(?!-lovelace)\b", key)}
    return found | {f"undo {n}" for n in range(undo)}


def test_all_that_is_kept_about_somebody_goes_and_nothing_else(run: Run, kept: Path) -> None:
    raw, others = Path("plans/ada.md").read_bytes(), about(kept, "ada-lovelace")
    assert len(about(kept, "ada")) == len(others) == 14  # plan, notes, sealed, seven texts, two of a copy, both of undo
    done = run("leave", "ada", "-o", str(OUT), "--yes")
    assert done.exit_code == 0 and isinstance(done.exception, SystemExit | None)
    assert about(kept, "ada") == {"undo 0"}
    assert about(kept, "ada-lovelace") == others - {"undo 1"}
    assert (OUT / "ada.md").read_bytes() == raw and "<!doctype html>" in (OUT / "ada.html").read_text()
    assert not any(SECRET.encode() in held for held in tree(OUT).values())
    assert OUT.stat().st_mode & 0o077 == 0
    assert git("status", "--porcelain") == " D plans/ada.md\n"  # nothing is committed, nothing is staged
    assert "2 commits hold a version of `plans/ada.md`" in done.stderr
    assert "git filter-repo --force --invert-paths --path plans/ada.md\n" in done.stdout
    assert SECRET not in done.output


def test_it_is_shown_and_agreed_to(run: Run, kept: Path, typed: Typed) -> None:
    before = tree(kept)
    assert "--dry-run" in refused(run("leave", "ada", "-o", str(OUT))) and tree(kept) == before
    dry = run("leave", "ada", "-o", str(OUT), "--dry-run")
    assert dry.exit_code == 0 and dry.stdout.count("(a text that was not saved)") == 7 and SECRET not in dry.output
    assert "gone then; to read them before: cap private ada" in dry.stdout
    code, seen = typed("n\n", "leave", "ada", "-o", str(OUT))
    assert code == 2 and "plans/ada.md   (the plan)" in seen and "nothing was removed" in seen and tree(kept) == before
    code, seen = typed("y\n", "leave", "ada", "-o", str(OUT))
    assert code == 0 and not Path("plans/ada.md").exists() and (OUT / "ada.md").exists()


@pytest.mark.parametrize("number", range(12))
def test_what_stops_in_the_middle_is_said_and_goes_on(run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Wherever a file will not go, what was handed over is there, the plan too, and the same command ends it."""
    real, calls = Path.unlink, [0]

    def failing(self: Path, missing_ok: bool = False) -> None:
        if ".cap-" not in self.name:
            calls[0] += 1
            if calls[0] == number + 1:
                raise PermissionError(13, "Permission denied", str(self))
        real(self, missing_ok)

    raw = Path("plans/ada.md").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", failing)
        done = run("leave", "ada", "-o", str(OUT), "--yes")
    if calls[0] <= number:
        assert done.exit_code == 0
        return
    assert done.exit_code == 2 and "What was handed over is safe." in done.stderr and "Left: " in done.stderr
    assert ("Nothing was removed." in done.stderr) == (number == 0)
    assert Path("plans/ada.md").read_bytes() == (OUT / "ada.md").read_bytes() == raw
    monkeypatch.setenv("CAP_TODAY", "2026-11-23")  # on another day the page would be another one
    assert run("leave", "ada", "-o", str(OUT), "--yes").exit_code == 0
    assert about(kept, "ada") == {"undo 0"}


def test_nothing_goes_where_nothing_can_be_handed_over(run: Run, kept: Path) -> None:
    OUT.mkdir()
    (OUT / "ada.html").write_text("another's")
    Path("../a-file").write_text("x")
    before = tree(kept)
    for folder, why in (
        (OUT, "holds something else"),
        (Path("../a-file"), "is a file"),
        (Path("../no/where"), "there is no folder"),
        (Path("plans"), "lies in the repository"),
        (Path(), "lies in the repository"),
        (Path("../home/data/cap"), "lies where your private notes do"),
    ):
        assert why in run("leave", "ada", "-o", str(folder), "--yes").stderr, folder
        assert {name: raw for name, raw in tree(kept).items() if name != "for-ada/ada.md"} == before, folder


def test_a_plan_with_a_second_name_is_not_half_removed(run: Run, kept: Path) -> None:
    Path("plans/link.md").symlink_to("ada.md")
    assert "is a link" in refused(run("leave", "plans/link.md", "-o", str(OUT), "--yes"))
    os.link("plans/ada.md", "second.md")
    assert "has a second name" in refused(run("leave", "ada", "-o", str(OUT), "--yes"))


def test_a_plan_that_cannot_be_read_is_handed_over_as_it_is(run: Run, kept: Path) -> None:
    Path("plans/ada.md").write_bytes(b"\xff\xfe no plan")
    assert run("leave", "ada", "-o", str(OUT), "--yes").exit_code == 0
    assert tree(OUT) == {"ada.md": b"\xff\xfe no plan"}


def test_what_git_holds_is_said_as_it_is(run: Run, kept: Path) -> None:
    Path("plans/new.md").write_text("---\nname: New\n---\n")

    def said() -> str:
        return run("leave", "new", "-o", "../new", "--dry-run").output

    assert "git never held it" in said() and "filter-repo" not in said()
    git("add", "-A")
    assert "no commit holds it yet" in said() and "git rm -q --cached --ignore-unmatch -- plans/new.md" in said()
    commit()
    git("remote", "add", "backup", "../token@host.git")
    assert "1 commit holds" in said() and "git push --mirror" in said()
    assert "token" not in said()  # where it is kept may have a password in it
    git("worktree", "add", "-q", "--detach", "../second")
    assert "1 more work tree" in said()


def test_what_is_kept_by_a_former_name_goes_too(run: Run, kept: Path) -> None:
    git("mv", "plans/ada.md", "plans/ada-obi.md")
    commit()
    done = run("leave", "ada-obi", "-o", str(OUT), "--yes")
    assert done.exit_code == 0 and "(once `plans/ada.md`)" in done.stderr
    assert "--path plans/ada-obi.md --path plans/ada.md\n" in done.stdout
    assert about(kept, "ada") == {"undo 0"}


def test_somebody_else_s_form_is_no_former_name(run: Run, data: Path) -> None:
    run("new", "bo")
    commit()
    run("private", "bo", "-m", SECRET)
    Path("plans/cy.md").write_text(Path("plans/bo.md").read_text().replace("name: Bo", "name: Cy"))
    Path("plans/bo.md").unlink()
    commit()
    done = run("leave", "cy", "-o", str(OUT), "--yes")
    assert (
        "# git takes plans/bo.md for an earlier name of it." in done.stdout
        and "--invert-paths --path plans/cy.md\n" in done.stdout
    )
    assert any(file.read_text().count(SECRET) for file in Path(os.environ["XDG_DATA_HOME"]).rglob("bo.md"))


def test_without_git_it_is_as_simple(run: Run, empty: Path) -> None:
    (empty / ".git").rmdir()
    (empty / "work" / "plans").mkdir(parents=True)
    os.chdir(empty / "work")
    Path("plans/ada.md").write_text(PLAN)
    done = run("leave", "Ada Obi", "-o", "../out", "--yes")
    assert done.exit_code == 0 and done.stdout == "" and "lay in no repository" in done.stderr
    assert not Path("plans/ada.md").exists() and Path("../out/ada.md").read_text() == PLAN


# ---- a story taken back

TOLD = PLAN + "\n# Ada Obi\n\n## Life story\n\nBorn in Leeds.\n\n### Later\n\nLeft.\n\n## 2026-01-01 action-plan\n\nNotes\n"


def test_a_story_is_taken_back(run: Run, kept: Path) -> None:
    Path("plans/ada.md").write_text(TOLD)
    assert "cap leave ada --story" in run("set", "ada", "story", "declined").stderr
    Path("plans/ada.md").write_text(TOLD)
    assert run("leave", "ada", "--story", "-o", str(OUT), "--yes").exit_code == 0
    after = Path("plans/ada.md").read_text()
    assert "\nstory: declined\n" in after and after.endswith("\n# Ada Obi\n\n## 2026-01-01 action-plan\n\nNotes\n")
    assert (OUT / "ada-story.md").read_text() == "## Life story\n\nBorn in Leeds.\n\n### Later\n\nLeft.\n\n"
    assert "there is nothing to take back" in refused(run("undo", "ada"))  # no copy of it is kept
    assert run("private", "ada").stdout  # the notes stay
    assert "there is no story" in refused(run("leave", "ada", "--story", "-o", str(OUT), "--yes"))


def test_the_form_s_empty_heading_is_no_story(run: Run, data: Path) -> None:
    run("new", "eve")
    assert story_of(Path("plans/eve.md").read_bytes()) == b""
    assert "there is no story" in refused(run("leave", "eve", "--story", "-o", str(OUT)))


LINES = [
    "## Life story",
    "# Life story",
    "### Life story",
    "## life STORY ##",
    "told",
    "",
    "```",
    "## 2026-01-01 x",
    "# Ada",
    "<!--",
    "-->",
]


@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_story_is_cut_out_and_every_other_byte_stays(lines: list[str], end: str, ended: bool) -> None:
    body = end.join(lines).encode() + end.encode() * ended + b"\xff" * (not ended)
    raw = PLAN.encode() + body
    left = without_story(raw)
    assert left.startswith(PLAN.encode()) and story_of(left) == b""
    assert story_of(raw) == b"" or sorted(left + story_of(raw)) == sorted(raw)
    if b"# life story" not in body.lower():
        assert left == raw


def test_nothing_goes_before_the_disk_has_what_is_handed_over(run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = tree(kept)
    with monkeypatch.context() as patched:
        patched.setattr("cap.workspace.landing.flush", full)
        assert "no space left" in run("leave", "ada", "-o", str(OUT), "--yes").stderr and tree(kept) == before
    done: list[str] = []
    unlink = Path.unlink

    def flushed(descriptor: int) -> None:
        done.append("flush")
        flush(descriptor)

    def unlinked(self: Path, missing_ok: bool = False) -> None:
        done.append("unlink")
        unlink(self, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr("cap.workspace.landing.flush", flushed)
        patched.setattr(Path, "unlink", unlinked)
        assert run("leave", "ada", "-o", str(OUT), "--yes").exit_code == 0
    assert done[:2] == ["flush", "flush"] and set(done[2:]) == {"unlink"}
