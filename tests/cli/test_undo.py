"""The last change is taken back, to the byte, and only when nothing else would be lost with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused, tree

RAW = b"\xef\xbb\xbf---\r\nname: Ada # x\r\nstage: Draft\r\ntopics:\r\n- {topic: Pay}\r\n---\r\n\r\nWords\xff"
CHANGES = (
    ["add", "topic", "ada", "Nights"],
    ["next", "ada", "friday"],
    ["drop", "ada", "t1", "--because", "No"],
    ["pause", "ada"],
    ["lint", "--fix", "ada"],
    ["edit", "ada"],
)


@pytest.fixture(autouse=True)
def _editor(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = empty / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/Draft/draft/ "$1" && echo more >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.setattr("cap.cli.editing.has_terminal", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)  # the errors may stay


@pytest.mark.parametrize("words", CHANGES, ids=lambda words: words[0])
def test_every_command_that_writes_can_be_taken_back_and_that_again(run: Run, plan: Path, words: list[str]) -> None:
    plan.write_bytes(RAW)
    said = run(*words).stderr
    after = plan.read_bytes()
    assert after != RAW, said
    shown = run("undo", "ada", "--dry-run")
    assert shown.exit_code == 0 and "would take back: " in shown.stderr and shown.stdout and plan.read_bytes() == after
    assert run("undo", "ada").exit_code == 0 and plan.read_bytes() == RAW
    assert run("undo", "ada").exit_code == 0 and plan.read_bytes() == after


def test_what_is_taken_back_is_said(run: Run, plan: Path) -> None:
    plan.write_bytes(RAW)
    run("add", "topic", "ada", "Nights")
    assert run("undo", "ada").stderr == "ada: took back: added topic t2 “Nights”\n"
    assert run("undo", "ada").stderr == "ada: took back: took back: added topic t2 “Nights”\n"
    assert run("undo", "ada").stderr == "ada: took back: added topic t2 “Nights”\n"


def test_what_changed_nothing_is_not_the_last_change(run: Run, plan: Path) -> None:
    plan.write_bytes(RAW)
    run("next", "ada", "friday")
    run("next", "ada", "friday")
    run("next", "ada", "monday", "--dry-run")
    run("next", "ada", "soon")
    assert run("undo", "ada").exit_code == 0 and plan.read_bytes() == RAW


def test_by_whatever_path_it_was_changed(run: Run, plan: Path) -> None:
    plan.write_bytes(RAW)
    (plan.parent / "eve.md").symlink_to("ada.md")
    run("next", "plans/eve.md", "friday")
    assert run("undo", "ada").exit_code == 0 and plan.read_bytes() == RAW


def test_what_somebody_else_changed_since_stays(run: Run, plan: Path) -> None:
    plan.write_bytes(RAW)
    run("next", "ada", "friday")
    plan.write_bytes(plan.read_bytes() + b"more")
    raw = plan.read_bytes()
    for words in (["undo", "ada"], ["undo", "ada", "--dry-run"]):
        assert "was changed since by something else" in refused(run(*words))
    assert plan.read_bytes() == raw


def test_without_a_change_there_is_nothing_to_take_back(run: Run, plan: Path) -> None:
    plan.write_bytes(RAW)
    assert "there is nothing to take back in plans/ada.md" in refused(run("undo", "ada"))


JUNK = (
    b"",
    b"{}",
    b"[1]",
    b"null",
    b'{"said": 1, "before": 2, "after": 3}',
    b'{"said": "", "before": "?", "after": ""}',
    b"\xff",
)


@pytest.mark.parametrize("junk", JUNK)
def test_a_record_that_is_spoilt_is_as_good_as_none(run: Run, plan: Path, junk: bytes) -> None:
    plan.write_bytes(RAW)
    run("next", "ada", "friday")
    [record] = Path(os.environ["XDG_STATE_HOME"]).rglob("*.json")
    record.write_bytes(junk)
    assert "nothing to take back" in refused(run("undo", "ada"))


def test_one_version_a_plan_for_this_user_alone(run: Run, plan: Path) -> None:
    plan.write_bytes(RAW)
    for day in ("friday", "monday", "tuesday"):
        run("next", "ada", day)
    state = Path(os.environ["XDG_STATE_HOME"])
    [record] = tree(state)
    assert stat.S_IMODE((state / record).stat().st_mode) == 0o600
    assert stat.S_IMODE((state / record).parent.stat().st_mode) == 0o700
    assert list(plan.parent.iterdir()) == [plan]


def test_a_change_counts_though_it_cannot_be_remembered(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.write_bytes(RAW)
    Path("file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(Path("file").absolute()))
    assert run("next", "ada", "friday").exit_code == 0 and b"next: 2026-11-27" in plan.read_bytes()
    assert "nothing to take back" in refused(run("undo", "ada"))
