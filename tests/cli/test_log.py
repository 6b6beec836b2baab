"""`cap log` as people use it: in words, with four questions, with the page that was filled in, and when things go wrong."""

from __future__ import annotations

import base64
import json
import os
import shlex
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cap.agenda.prepare import Options
from cap.agenda.readback import Head, heads_of, read_page, undone
from cap.cli.app import app
from cap.plan.read import read
from cap.refusal import Refusal
from tests.cli.conftest import TODAY, Run, Typed, refused
from tests.plans_strategy import examples

PLAN = """\
---
name: Ada Obi   # as she signs
manager: Ruth Lind
stage: agreed
story: told
visions: [Head of the ward]
goals: [{id: lead, goal: Lead the ward, due: 2027-12-31, where: here}]
skills:
  - id: handover
    skill: Handover
    goal: lead
    rating: 4
    target: 6
    actions:
      - {action: Lead it on Mondays, due: 2026-11-16}   # six of them
      - {action: Watch the night shift, due: 2026-12-20}
support:
  - {need: A seat in the bed office, from: Ruth Lind, due: 2026-11-01}
topics:
  - {topic: "Could nights be fewer?", by: ada, date: 2026-08-20}
conversations:
  - {date: 2026-08-20, type: past-present-future}
---

# Ada

Trailing blanks stay:   \n"""
PATH = Path("plans/ada.md")


@pytest.fixture
def plan(empty: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    PATH.parent.mkdir()
    PATH.write_text(PLAN, encoding="utf-8")
    return PATH


@pytest.fixture
def page(run: Run, plan: Path) -> Callable[..., Result]:
    """Fills in the agenda's page, each pair one replacement, and reads it back."""

    def read(*changes: tuple[str, str], how: Callable[[bytes], bytes] = bytes, words: tuple[str, ...] = ("--yes",)) -> Result:
        text = CliRunner().invoke(app, ["agenda", "ada"]).stdout
        for old, new in changes:
            assert old in text, text
            text = text.replace(old, new, 1)
        Path("talk.md").write_bytes(how(text.encode()))
        return run("log", "ada", "--read", "talk.md", *words)

    return read


def at_the_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str, words: tuple[str, ...] = ()) -> Result:
    monkeypatch.setattr("cap.cli.terminal.somebody_there", lambda: True)
    result = CliRunner().invoke(app, ["log", "ada", *words], input="".join(f"{answer}\n" for answer in answers))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def added(before: str = PLAN) -> str:
    """What stands in the plan and did not before, when nothing else was touched."""
    lines = before.split("\n")
    return "\n".join(line for line in PATH.read_text(encoding="utf-8").split("\n") if line not in lines)


# ---- in words


def test_a_talk_is_one_line_one_heading_and_one_date(run: Run, plan: Path) -> None:
    result = run("log", "ada", "-m", "Fewer nights: Ruth asks.", "-m", "Good talk.", "--next", "2027-02-22")
    assert result.exit_code == 0
    assert added() == (
        f"next: 2027-02-22\n  - {{date: {TODAY}, type: check-in}}\n## {TODAY} check-in\nFewer nights: Ruth asks.\nGood talk."
    )
    assert PATH.read_text(encoding="utf-8").endswith(
        f"stay:   \n\n## {TODAY} check-in\n\nFewer nights: Ruth asks.\n\nGood talk.\n"
    )
    assert "Ada, this is what I have from our talk on 22 November 2026." in result.stdout
    assert "We talk again on 22 February 2027." in result.stdout


def test_without_a_next_date_none_is_written_and_that_is_said(run: Run, plan: Path) -> None:
    result = run("log", "ada", "-m", "x")
    assert "next:" not in PATH.read_text() and "No day is set for the next talk" in result.stderr


def test_a_check_in_never_moves_the_next_talk(run: Run, plan: Path) -> None:
    run("next", "ada", "2027-01-11")
    result = run("log", "ada", "-m", "x")
    assert "next: 2027-01-11" in PATH.read_text() and "We talk again on 11 January 2027." in result.stdout


def test_the_same_day_and_type_is_added_to_only_when_that_is_meant(run: Run, plan: Path) -> None:
    run("log", "ada", "-m", "one")
    before = PATH.read_bytes()
    refused = run("log", "ada", "-m", "two")
    assert refused.exit_code == 2 and PATH.read_bytes() == before and "--yes" in refused.stderr
    assert run("log", "ada", "-m", "two", "--yes").exit_code == 0
    after = PATH.read_bytes()
    assert after.startswith(before) and after[len(before) :].decode() == f"\n## {TODAY} check-in\n\ntwo\n"
    assert run("log", "ada", "-m", "two").exit_code == 0 and PATH.read_bytes() == after  # nothing new, nothing asked
    assert run("log", "ada", "-m", "three", "--type", "setback").exit_code == 0
    assert PATH.read_text().count("type: setback") == 1


def test_a_dry_run_shows_the_diff_and_writes_nothing(run: Run, plan: Path) -> None:
    result = run("log", "ada", "-m", "one", "--dry-run")
    assert result.exit_code == 0 and f"+  - {{date: {TODAY}, type: check-in}}" in result.stdout and "+one" in result.stdout
    assert PATH.read_text() == PLAN


def test_the_copy_alone(run: Run, plan: Path) -> None:
    result = run("log", "ada", "-m", "one", "--copy")
    assert result.stdout.startswith("Ada, this is") and result.stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "what was the talk about?"),
        (("-m", "x", "--on", "2026-12-24"), "has not come yet"),
        (("-m", "x", "--on", "2026-08-01"), "after 2026-08-01"),
        (("-m", "x", "--type", "chek-in"), "Did you mean `check-in`?"),
        (("-m", "x", "--next", "someday"), "not a day that can be read"),
        (("-m", "x", "--next", "2026-11-01"), "Name a later day"),
        (("--read", "nowhere.md"), "no such file"),
        (("--read", "x", "--edit"), "Choose one"),
        (("--edit",), "no editor is set"),
    ],
)
def test_what_cannot_be_recorded_changes_nothing(run: Run, plan: Path, words: tuple[str, ...], said: str) -> None:
    result = run("log", "ada", *words)
    assert result.exit_code == 2 and said in result.stderr and result.stdout == "" and PATH.read_text() == PLAN


@pytest.mark.parametrize(
    ("head", "quoted", "columns"),
    [
        ("Von: Ruth Lind\nGesendet: Sonntag, 22. November 2026 09:12\nAn: Ada Obi\nBetreff: Unser Gespräch\n\n", "> ", 500),
        ("Am So., 22. Nov. 2026 um 09:12 schrieb Ruth Lind <ruth@ward.example>:\n\n", "> ", 72),
        (
            "De : Ruth Lind\nEnvoyé : dimanche 22 novembre 2026 09:12\nÀ : Ada Obi\nCc : Tom Hale\nObjet : notre entretien\n\n",
            "> ",
            76,
        ),
    ],
)
def test_a_page_that_a_mail_program_broke_and_put_its_head_above_adds_nothing_of_that(
    page: Callable[..., Result], head: str, quoted: str, columns: int
) -> None:
    def mailed(raw: bytes) -> bytes:
        broken = [f"{quoted}{piece}" for line in raw.decode().split("\n") for piece in textwrap.wrap(line, columns) or [""]]
        return (head + "\n".join(broken)).encode()

    box = ("- [ ] **Lead it on Mondays**", "- [x] **Lead it on Mondays**")
    assert page(box, how=mailed).exit_code == 0
    notes = PATH.read_text("utf-8").partition(f"\n## {TODAY} check-in\n")[2]
    assert notes == "\nClosed:\n\n- Lead it on Mondays (done on 22 November 2026)\n"


def test_a_body_that_is_not_utf8_is_not_added_to_and_the_words_are_kept(run: Run, plan: Path, tmp_path: Path) -> None:
    PATH.write_bytes(PLAN.encode() + b"caf\xe9\n")
    result = run("log", "ada", "-m", "The words that must not get lost")
    assert result.exit_code == 2 and "is not UTF-8" in result.stderr
    file = kept()
    assert file.read_text() == "The words that must not get lost" and str(file) in result.stderr.replace("\n     ", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_room_for_a_file_the_words_are_printed(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("full").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(Path("full").absolute()))
    result = run("log", "ada", "-m", "one\x1b[2J", "--next", "2026-11-01")
    assert result.exit_code == 2 and "could not be kept in a file" in result.stderr and "one<U+001B>[2J\n" in result.stderr


def test_ctrl_c_keeps_what_was_typed(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "", "", "Show them the pump", "Ada"])

    def typed(_: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("cap.cli.terminal.somebody_there", lambda: True)
    monkeypatch.setattr("cap.cli.terminal.asked", typed)
    result = run_again("log", "ada")
    assert result.exit_code == 2 and "Show them the pump" in kept().read_text()
    assert stat.S_IMODE(kept().stat().st_mode) == 0o600 and str(kept()) in result.stderr


def kept() -> Path:
    (file,) = (Path(os.environ["XDG_STATE_HOME"]) / "cap" / "unsaved").iterdir()
    return file


OPEN = {
    "```python\nx": ("```", "a block of code"), "~~~~": ("~~~~", "a block of code"), "<!-- never closed": ("-->", "a comment"),
    "<pre>": ("</pre>", "a block of HTML (<pre>)"), "<details>\n\nfolded": ("</details>", "a <details>"), "<?php": ("?>", "a block of HTML (<?)"),
}  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", OPEN)
def test_what_is_left_open_above_is_closed_so_that_the_notes_are_seen(run: Run, plan: Path, last: str, end: str) -> None:
    closing, what = OPEN[last]
    before = f"{PLAN}\n{last}".replace("\n", end).encode()
    PATH.write_bytes(before)
    result = run("log", "ada", "-m", "one")
    opens = PATH.read_text().split("\n").index(last.split("\n")[0]) + 1
    assert f"closed first, so that they are seen: {what} that line {opens} opens" in result.stderr
    added = f"\n{closing}\n\n## {TODAY} check-in\n\none\n".replace("\n", end).encode()
    assert PATH.read_bytes().endswith(added) and PATH.read_bytes().count(closing.encode()) == before.count(closing.encode()) + 1
    assert "closed first" not in run("log", "ada", "-m", "She wants to hear more often", "--yes").stderr
    later = run_again("agenda", "ada", "--today", "2027-02-22", "--type", "check-in")
    assert "Noted on 22 November" in later.stdout


@pytest.mark.parametrize("last", ["- ```\n  x", "> ```", "```\nx\n```", "a <!-- b", "    ```", "<div>", "<!-- x -->"])
def test_what_is_not_open_is_not_closed(run: Run, plan: Path, last: str) -> None:
    PATH.write_text(f"{PLAN}\n{last}\n")
    run("log", "ada", "-m", "one")
    assert PATH.read_text().endswith(f"{last}\n\n## {TODAY} check-in\n\none\n")


# ---- four questions


def test_four_questions_are_a_talk(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # owed: the seat is moved, Mondays were led, the question stays; agreed: one step; a sentence; the next date as offered
    result = at_the_terminal(
        monkeypatch,
        "m",
        "2026-12-01",
        "d",
        "",
        "Show two new people the pump",
        "",
        "2026-12-15",
        "",
        "She wants to teach",
        "",
        "1",
    )
    assert result.exit_code == 0, result.stderr
    text = PATH.read_text()
    assert "from: Ruth Lind, due: 2026-12-01, was: [2026-11-01]}" in text
    assert f"due: 2026-11-16, done: {TODAY}}}   # six of them" in text
    assert "Show two new people the pump, due: 2026-12-15" in text
    assert text.endswith("\n\nNotes:\n\n- She wants to teach\n") and "[x]" not in text and "next: 2027-02-22" in text
    assert "- Show two new people the pump (Ada, by 15 December 2026)" in result.stdout
    assert "- Lead it on Mondays (done on 22 November 2026)" in result.stdout


def test_breaking_off_keeps_what_was_typed_and_it_can_be_taken_up(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = at_the_terminal(monkeypatch, "m", "2026-12-01", "d", "", "Show two new people the pump (1)")
    assert result.exit_code == 2 and PATH.read_text() == PLAN
    assert "stopped before anything was written" in result.stderr
    assert run_again("log", "ada", "--read", str(kept()), "--yes").exit_code == 0
    assert "due: 2026-12-01" in PATH.read_text()


def test_a_kill_in_mid_question_keeps_the_answers_that_were_given(plan: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    world = os.environ | {"COLUMNS": "200", "TERM": "dumb"}
    words = [sys.executable, "-m", "cap", "log", "ada"]
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=world) as process:
        os.close(theirs)
        os.write(ours, b"m\n2026-12-01\nd\n\nShow them the pump\n")
        seen = b""
        while b"Who does it?" not in seen:
            seen += os.read(ours, 4096)
        process.kill()
    os.close(ours)
    assert PATH.read_text() == PLAN and stat.S_IMODE(kept().stat().st_mode) == 0o600
    text = kept().read_text()
    assert "coming on 2026-12-01" in text and "- [x] **Lead it on Mondays**" in text and "| Show them the pump |" in text
    assert run_again("log", "ada", "--read", str(kept()), "--yes").exit_code == 0 and "due: 2026-12-01" in PATH.read_text()


def test_a_page_is_looked_at_on_a_terminal_and_what_was_kept_is_gone_once_it_is_written(plan: Path, typed: Typed) -> None:
    run_again("log", "ada", "-m", "x" * 120, "--next", "2026-11-01")
    file = kept()
    code, seen = typed("y\n", "log", "ada", "--read", str(file), "--next", "2027-01-04", TERM="xterm", COLUMNS="80")
    assert code == 0 and "<U+001B>" not in seen and f"\x1b[32m+- {'x' * 120}\x1b[0m" in seen and not file.exists()
    Path("mine.md").write_text("more")
    assert run_again("log", "ada", "--read", "mine.md", "--yes").exit_code == 0 and Path("mine.md").exists()


def test_what_was_answered_before_is_named_and_goes_once_it_is_written(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_terminal(monkeypatch, "", "d")
    first = kept()
    result = at_the_terminal(monkeypatch, "", "d", "", "", "x", "")
    assert result.exit_code == 0 and f"cap log ada --read {first}" in result.stderr.replace("\n", "")
    assert kept() == first
    dry = at_the_terminal(monkeypatch, "", "", "Said again", "", words=("--dry-run", "--type", "setback"))
    (other,) = set(first.parent.iterdir()) - {first}
    assert "Said again" in other.read_text() and f"cap log ada --type setback --read {other}" in dry.stderr.replace("\n", "")


AGAIN = ("--config", "other settings.yaml", "--type", "setback", "--on", "yesterday", "--next", "+2m", "--copy")


def test_a_refused_command_can_be_typed_again_with_all_that_was_typed(run: Run, plan: Path, page: Callable[..., Result]) -> None:
    Path("other settings.yaml").write_text("")
    assert page(words=AGAIN[2:4]).stderr.endswith("To write it: cap log ada --type setback --read talk.md --yes\n")
    for words in (("-m", "It's said"), ("-m", "Two\nlines")):
        run("log", "ada", *words, *AGAIN, "--yes")
        before = PATH.read_bytes()
        result = run("log", "ada", "-m", "More of it", *AGAIN)
        assert result.exit_code == 2 and PATH.read_bytes() == before
        again = result.stderr.strip().rpartition("to write it: ")[2]
        assert again.startswith("cap log ada --type setback --on 2026-11-21 --read /") and again.endswith(
            " --next 2027-01-22 --copy --yes --config 'other settings.yaml'"
        )
        done = run_again(*shlex.split(again)[1:])
        assert done.exit_code == 0 and PATH.read_text().endswith("## 2026-11-21 setback\n\n- More of it\n")
        PATH.write_text(PLAN)


def test_what_is_kept_for_another_day_is_of_the_day_it_was_said(run: Run, plan: Path) -> None:
    run("log", "ada", "-m", "one")
    again = run("log", "ada", "-m", "two").stderr.strip().rpartition("to write it: ")[2]
    assert run_again(*shlex.split(again)[1:], "--today", "2026-12-03").exit_code == 0
    assert f"## {TODAY} check-in\n\n- two\n" in PATH.read_text()


def run_again(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_what_was_seen_goes_into_the_plan_when_it_was_said(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("note", "ada", "Stayed late, unasked", "--on", "2026-11-20")
    run("note", "ada", "Was short with Tom", "--on", "2026-11-21")
    run("private", "ada", "-m", "- seen it all, I have")
    assert run("log", "ada", "-m", "x", "--yes").exit_code == 0
    assert "moments" not in PATH.read_text()  # nobody said that it was said
    result = at_the_terminal(monkeypatch, "y", "", words=("-m", "y", "--yes"))
    assert result.exit_code == 0, result.stderr
    assert 'moment: "Stayed late, unasked", by: Ruth Lind}' in PATH.read_text()
    assert "Tom" not in PATH.read_text()
    private = run("private", "ada").stdout
    assert "Stayed late" not in private and "Was short with Tom" in private and "seen it all" in private


@pytest.fixture
def told(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The private notes before a talk in which two of the three things seen were said."""
    run("private", "ada", "-m", "Keep an eye on her hours")
    for day, seen in (
        ("2026-11-20", "Stayed late:  “unasked” # 1"),
        ("2026-11-21", "Was short with Tom"),
        ("2026-11-21", "Calm"),
    ):
        run("note", "ada", seen, "--on", day)
    before = str(run("private", "ada").stdout)
    result = at_the_terminal(monkeypatch, "y", "", "y", words=("-m", "A talk", "--yes"))
    assert result.exit_code == 0 and PATH.read_text().count("moment:") == 2
    return before


def sides() -> tuple[int, int]:
    """How often what was said stands in the plan, and on the private side."""
    seen = "unasked” # 1"
    return PATH.read_text().count(seen), CliRunner().invoke(app, ["private", "ada"]).stdout.count(seen)


def test_taking_a_talk_back_gives_the_private_side_what_it_had_let_out(run: Run, told: str) -> None:
    recorded, left = PATH.read_text(), run("private", "ada").stdout
    dry = run("undo", "ada", "--dry-run")
    assert "; 2 things you saw wait on your private side again\n" in dry.stderr and run("private", "ada").stdout == left
    first = run("undo", "ada")
    assert first.stderr == f"ada: took back: the talk of {TODAY} was recorded; 2 things you saw wait on your private side again\n"
    assert PATH.read_text() == PLAN and sorted(run("private", "ada").stdout.split("\n")) == sorted(told.split("\n"))
    again = run("undo", "ada")
    assert "; 2 things you saw wait no longer on your private side\n" in again.stderr
    assert PATH.read_text() == recorded and run("private", "ada").stdout.strip() == left.strip()
    run("undo", "ada")
    assert PATH.read_text() == PLAN and sorted(run("private", "ada").stdout.split("\n")) == sorted(told.split("\n"))


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(9)])
def test_breaking_off_between_the_two_sides_loses_nothing(
    run: Run, told: str, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise stop

    for name in ("update_plan", "let_go"):  # taking back: before the plan is written; taking back that: after
        with monkeypatch.context() as broken:
            broken.setattr(f"cap.workspace.taking_back.{name}", stopped)
            run("undo", "ada")
        assert sides() == (1, 1)
        assert run("undo", "ada").exit_code == 0
        assert sides() == (0, 1) and PATH.read_text() == PLAN


def test_what_cannot_be_taken_back_leaves_both_sides_as_they_are(run: Run, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refusal("no room")

    for name in ("update_plan", "note_seen"):
        with monkeypatch.context() as broken:
            broken.setattr(f"cap.workspace.taking_back.{name}", refuse)
            assert run("undo", "ada").exit_code == 2 and sides() == (1, 0)
    raw = PATH.read_bytes()
    PATH.write_bytes(raw + b"more")
    assert run("undo", "ada").exit_code == 2 and sides() == (1, 0)


def test_no_private_word_lies_in_what_is_kept_for_taking_back(run: Run, told: str) -> None:
    """But for those of the plan itself, which is kept as it was."""
    (record,) = (Path(os.environ["XDG_STATE_HOME"]) / "cap" / "undo").iterdir()
    kept = json.loads(record.read_text())
    assert len(kept.pop("told")) == 2 and base64.b64decode(kept.pop("before")) == PLAN.encode()
    assert not any(word in str(kept) for word in ("unasked", "Calm", "Tom"))


# ---- the page


SEAT = "done on ______ · coming on ______ · not possible, because ______"


def test_a_filled_in_page_becomes_changes_and_notes(page: Callable[..., Result]) -> None:
    result = page(
        (SEAT, "done on ______ · coming on 12 December · not possible, because ______"),
        ("- [ ] **Could nights", "- [x] **Could nights"),
        ("| ______ | ______ | ______ |", "| Show two new people the pump (1) | Ada, Tom | by 2026-12-15 |"),
        ("| What | Who | By when |", "She laughed a lot\n\n| What | Who | By when |"),
    )
    assert result.exit_code == 0, result.stderr
    text = PATH.read_text()
    assert "from: Ruth Lind, due: 2026-12-12" in text
    assert f"date: 2026-08-20, done: {TODAY}}}" in text
    assert "action: Show two new people the pump" in text and "with: Tom" in text
    assert "### What we agree\n\n- She laughed a lot\n" in text
    again = run_again("log", "ada", "--read", "talk.md")
    assert again.exit_code == 0 and "all of it stands in the plan already" in again.stderr and PATH.read_text() == text


@pytest.mark.parametrize(
    ("filled", "wanted"),
    [
        ("done on 20 November · coming on ______", "due: 2026-11-01, done: 2026-11-20}"),
        ("not possible, because the office moved out", "because: the office moved out, refused_by: Ruth Lind}"),
        ("coming on next year perhaps", "due: 2026-11-01}"),
        ("done on 20 November · coming on 3 December", "due: 2026-11-01}"),
    ],
)
def test_a_promise_has_three_endings(page: Callable[..., Result], filled: str, wanted: str) -> None:
    result = page((SEAT, filled))
    assert result.exit_code == 0 and wanted in PATH.read_text()
    if wanted == "due: 2026-11-01}":
        assert "in doubt" in result.stderr and filled in PATH.read_text()


@pytest.mark.parametrize(
    ("said", "entries"), [("now 6", ["6}"]), ("Ada 6, Ruth 5", ["6, by: self}", "5, by: Ruth Lind}"]), ("six", [])]
)
def test_ratings_that_were_written_down(page: Callable[..., Result], said: str, entries: list[str]) -> None:
    assert page(("- [ ] **Lead it on Mondays**", f"{said}\n- [ ] **Lead it on Mondays**")).exit_code == 0
    text = PATH.read_text()
    assert [f"rating: {entry}" in text for entry in entries] == [True] * len(entries) and f"- {said}" in text
    assert ("ratings:" in text) == bool(entries)


def test_without_a_terminal_a_page_is_shown_and_not_written(page: Callable[..., Result]) -> None:
    result = page(("- [ ] **Could nights", "- [x] **Could nights"), words=())
    assert result.exit_code == 2 and PATH.read_text() == PLAN
    assert "“Could nights be fewer?”: done on" in result.stderr and "+  - {topic:" in result.stderr and "--yes" in result.stderr


MANGLED: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "a BOM": lambda raw: b"\xef\xbb\xbf" + raw,
    "quoted": lambda raw: b"On Monday Ada wrote:\n" + b"".join(b"> " + line + b"\n" for line in raw.split(b"\n")),
    "bullets": lambda raw: (
        raw.replace(b"- [x] ", "☑ ".encode()).replace(b"- [ ] ", "• ☐ ".encode()).replace(b"\n- ", "\n• ".encode())
    ),
    "plain quotes": lambda raw: raw.decode().translate({0x201C: '"', 0x201D: '"', 0x2019: "'"}).encode(),
    "hard blanks": lambda raw: raw.replace(b" ", "\u00a0".encode()),
    "trailing": lambda raw: b"".join(line + b" =20\n" for line in raw.split(b"\n")),
    "no emphasis": lambda raw: raw.replace(b"**", b"").replace(b"*", b""),
    "no marks": lambda raw: raw.partition(b"\n<!--")[0] + b"\n\n" + raw.rpartition(b"-->")[2],
    "wrapped": lambda raw: b"\n".join(_wrapped(line) for line in raw.split(b"\n")),
}


def _wrapped(line: bytes) -> bytes:
    at = line.rfind(b" ", 0, 72) if len(line) > 72 and not line.startswith((b"<", b"|", b"cap")) else -1
    return line if at < 20 else line[:at] + b"\n" + _wrapped(line[at + 1 :])


@pytest.mark.parametrize("how", MANGLED.values(), ids=MANGLED)
def test_a_page_that_came_through_other_programs(page: Callable[..., Result], how: Callable[[bytes], bytes]) -> None:
    result = page(
        ("- [ ] **Could nights", "- [x] **Could nights"),
        ("| ______ | ______ | ______ |", "| Show two new people the pump (1) | Ada | 2026-12-15 |"),
        how=how,
    )
    assert result.exit_code == 0, result.stderr
    text = PATH.read_text()
    assert f"date: 2026-08-20, done: {TODAY}}}" in text and "action: Show two new people the pump" in text
    notes = text.partition("(done on 22 November 2026)\n")[2].strip().split("\n")
    assert [line for line in notes if line.strip() and line != "Notes:" and "Monday Ada wrote" not in line] == []


def test_a_line_that_was_filled_in_and_broken_on_its_way_is_one_again(page: Callable[..., Result]) -> None:
    result = page(
        (SEAT, "done on 20 November · coming on ______ · not possible, because ______"),
        ("conversation: ______", "conversation: 24 May"),
        how=lambda raw: b"\r\n".join(b"> " + _wrapped(line).replace(b"\n", b"\r\n> ") for line in raw.split(b"\n")),
    )
    assert "in doubt" not in result.stderr and "done: 2026-11-20}" in PATH.read_text() and "next: 2027-05-24" in PATH.read_text()
    assert PATH.read_text().endswith("- A seat in the bed office (done on 20 November 2026)\n")


def test_a_row_that_lost_its_columns_is_kept_and_named(page: Callable[..., Result]) -> None:
    result = page(("| ______ | ______ | ______ |", "| Show the pump Ada | soon |"))
    assert "has lost its columns" in result.stderr and "- Show the pump Ada · soon" in PATH.read_text()


def test_somebody_elses_page_is_refused(run: Run, page: Callable[..., Result]) -> None:
    for old, new in ((b"cap: ada ", b"cap: bob "), (b"conversation: Ada Obi", b"conversation: Bob Ray")):
        result = page(
            how=lambda raw, old=old, new=new: (raw if b"cap:" in old else raw.partition(b"\n<!--")[0]).replace(old, new)
        )
        assert result.exit_code == 2 and "a page about" in result.stderr and PATH.read_text() == PLAN


HEADS = {
    "· check-in ·": ("· setbak ·", "there is no such type of talk", "`setback`"),
    "· both ·": ("· everybody ·", "does not say of which talk it is", ""),
    "2026-11-22": ("2026-11-31", "does not say of which talk it is", ""),
    "· 2026-11-22": ("· 0001-01-01", "after 0001-01-01", ""),
    " 2026-11-22": (" 9999-12-31", "has not come yet", ""),
    "cap: ada": ("cap: ada · 2026-11-20 · check-in · both · 00000000\ncap: ada", "holds more than one page", ""),
    "cap: ": ("cap: bob · 2026-11-22 · check-in · both · 00000000\ncap: ", "is a page about bob", ""),
}


@pytest.mark.parametrize("old", HEADS)
def test_a_last_line_that_cannot_be_is_a_message_and_no_wrong_write(page: Callable[..., Result], old: str) -> None:
    new, said, hint = HEADS[old]

    def damaged(raw: bytes) -> bytes:
        above, _, last = raw.rpartition(b"\ncap: ")
        assert old in f"cap: {last.decode()}"
        return above + b"\n" + f"cap: {last.decode()}".replace(old, new, 1).encode()

    result = page(("- [ ] **Could nights", "- [x] **Could nights"), how=damaged)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert said in result.stderr and hint in result.stderr
    if result.exit_code:
        assert result.exit_code == 2 and PATH.read_text() == PLAN
    else:
        assert f"{{date: {TODAY}, type: check-in}}" in PATH.read_text()
    if "no such type" in said:
        assert run_again("log", "ada", "--read", "talk.md", "--type", "setback", "--yes").exit_code == 0


@examples(60)
@given(st.text(st.characters(codec="utf-8"), max_size=12), st.integers(0, 4))
def test_whatever_the_last_line_says_it_is_no_traceback(text: str, at: int) -> None:
    fields = ["ada", "2026-11-22", "check-in", "both", "12345678"]
    fields[at] = text
    heads_of(undone(f"# x\n\ncap: {' · '.join(fields)}\n"))
    for raw in ("0001-01-01", "9999-12-31"):
        plan = read(PLAN.encode(), "ada.md")
        head = Head("ada", date.fromisoformat(raw), text or "x", "both", "")
        read_page(f"- {text}\n", plan, head, Options(today=head.day, kind=head.kind))


def test_a_page_of_long_ago_says_of_which_day_it_is(page: Callable[..., Result]) -> None:
    PATH.write_text(PLAN.replace("2026-08-20", "2025-08-20"))
    result = page(how=lambda raw: raw.replace(b"\xb7 2026-11-22", b"\xb7 2026-03-02"))
    assert "The page is of 2 March 2026, and is recorded as of that day. --on says another." in result.stderr


def test_a_page_that_asks_for_more_than_any_talk_is_refused(page: Callable[..., Result]) -> None:
    rows = "".join(f"| Show {number} people | Ruth | 3 May |\n" for number in range(101))
    result = page(("| ______ | ______ | ______ |\n", rows))
    assert result.exit_code == 2 and "asks for 101 changes" in result.stderr and PATH.read_text() == PLAN


def test_what_does_not_fit_any_more_is_said_and_the_rest_is_written(run: Run, page: Callable[..., Result]) -> None:
    first = page(("- [ ] **Could nights", "- [x] **Could nights"), (SEAT, "coming on 12 December"), words=())
    assert first.exit_code == 2
    run("drop", "ada", "t1", "--because", "asked elsewhere")
    result = run("log", "ada", "--read", "talk.md", "--yes")
    assert result.exit_code == 0 and "was dropped" in result.stderr and "due: 2026-12-12" in PATH.read_text()


@pytest.mark.parametrize("lost", ["", "#", "*", "#*"])
def test_the_private_part_of_the_managers_page_goes_to_the_private_side(run: Run, plan: Path, lost: str) -> None:
    run("private", "ada", "-m", "Ask about the move")
    text = run("agenda", "ada", "--for", "manager").stdout
    text = text.replace("Ask about the move\n", "Ask about the move\nshe may leave in spring\n").replace(
        "| What | Who", "a good talk\n\n| What | Who"
    )
    text = text.replace("**For you alone**\n", "**For you alone**\n\n- he wants the other post\n")
    text = text.translate(dict.fromkeys(map(ord, lost)))
    Path("../mine.md").write_text(text)
    result = run("log", "ada", "--read", "../mine.md", "--yes")
    assert result.exit_code == 0, result.stderr
    assert "leave in spring" not in PATH.read_text() + result.stdout and "- a good talk" in PATH.read_text()
    assert "other post" not in PATH.read_text() + result.output and "- he wants the other post" in run("private", "ada").stdout
    assert run("private", "ada").stdout.count("she may leave in spring") == 1
    assert "nothing was changed" in run("log", "ada", "--read", "../mine.md", "--yes").stderr
    assert run("private", "ada").stdout.count("she may leave in spring") == 1


def test_a_page_from_standard_input_is_kept_when_it_is_not_written(run: Run, plan: Path) -> None:
    text = run("agenda", "ada").stdout.replace("- [ ] **Could", "- [x] **Could")
    result = CliRunner().invoke(app, ["log", "ada", "--read", "-"], input=text)
    assert result.exit_code == 2 and kept().read_text() == text


def test_a_reply_to_the_copy_becomes_notes_by_the_person(run: Run, page: Callable[..., Result]) -> None:
    copy = page(("- [ ] **Could nights", "- [x] **Could nights"), words=("--yes", "--copy")).stdout
    before = PATH.read_text()
    quoted = "".join(f"> {line}\n" for line in copy.split("\n"))
    Path("reply.txt").write_text(f"Thank you!\n\n{quoted}\nNights: I meant from March on.\n")
    assert run("log", "ada", "--read", "reply.txt").exit_code == 2 and PATH.read_text() == before
    assert run("log", "ada", "--read", "reply.txt", "--yes").exit_code == 0
    added = f"\n## {TODAY} check-in\n\nAda, in reply:\n\n- Thank you!\n- Nights: I meant from March on.\n"
    assert PATH.read_text() == before + added
    assert "nothing was changed" in run("log", "ada", "--read", "reply.txt", "--yes").stderr
    Path("reply.txt").write_text(f"{quoted.replace('Ada,', 'Bob,')}\nx\n")
    assert "a page about Bob" in run("log", "ada", "--read", "reply.txt", "--yes").stderr
    Path("reply.txt").write_text(quoted)
    assert "nothing was changed" in run("log", "ada", "--read", "reply.txt", "--yes").stderr


# ---- the editor


def test_the_page_is_filled_in_in_the_editor(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("ed").write_text("#!/bin/sh\nsed -i 's/- \\[ \\] \\*\\*Could/- [x] **Could/' \"$1\"\n")
    Path("ed").chmod(0o755)
    monkeypatch.setenv("EDITOR", str(Path("ed").absolute()))
    refused = run("log", "ada", "--edit")
    assert refused.exit_code == 2 and PATH.read_text() == PLAN and "- [x] **Could" in kept().read_text()
    monkeypatch.setenv("EDITOR", "sh -c 'echo more words >> $0'")
    again = run("log", "ada", "--edit", "--yes")
    assert again.exit_code == 0, again.stderr
    assert (
        "here is what you wrote before" in again.stderr
        and f"done: {TODAY}" in PATH.read_text()
        and "more words" in PATH.read_text()
    )
    assert not list((Path(os.environ["XDG_STATE_HOME"]) / "cap" / "unsaved").iterdir())


# ---- the next page


def test_the_next_page_tells_what_was_noted_and_what_became_of_what_was_agreed(run: Run, page: Callable[..., Result]) -> None:
    result = page(
        ("| ______ | ______ | ______ |", "| Show two new people the pump (1) | Ada | 2026-12-15 |"),
        ("| What | Who | By when |", "She wants to hear more often how it went.\n\n| What | Who | By when |"),
        (SEAT, "done on 20 November · coming on ______ · not possible, because ______"),
    )
    assert result.exit_code == 0, result.stderr
    run("done", "ada", "Show two", "--on", "2026-11-22")
    text = CliRunner().invoke(app, ["agenda", "ada", "--today", "2027-01-20", "--type", "check-in"]).stdout
    assert "- Noted on 22 November: “She wants to hear more often how it went.”" in text
    assert "- Agreed on 22 November: 1 thing, done." in text


def test_a_sentence_to_remember_is_remembered(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert at_the_terminal(monkeypatch, "", "d", "", "", "She wants to teach the others", "").exit_code == 0
    later = CliRunner().invoke(app, ["agenda", "ada", "--today", "2027-02-22", "--type", "check-in"]).stdout
    assert "- Noted on 22 November: “She wants to teach the others.”" in later and "Agreed on 22 November" not in later
    PATH.write_text(PATH.read_text().replace("to teach the others", "to teach\n  the others, and says so. It is\nnew"))
    later = CliRunner().invoke(app, ["agenda", "ada", "--today", "2027-02-22", "--type", "check-in"]).stdout
    assert "“She wants to teach the others, and says so. It is new.”" in later


def test_a_heading_that_fits_no_talk_is_named(run: Run, plan: Path) -> None:
    PATH.write_text(PLAN + "## 19 Aug\n\nWe walked for long.\n")
    said = f"plans/ada.md:{PLAN.count(chr(10)) + 1}: “19 Aug” looks like the notes of a talk, and no talk of that day stands in the plan"
    assert said in run("agenda", "ada").stderr and said in run("log", "ada", "-m", "x").stderr
    PATH.write_text(PLAN + "## 20 Aug\n\nWe walked for long.\n")
    made = run("agenda", "ada")
    assert "looks like" not in made.stderr and "Noted on 20 August: “We walked for long.”" in made.stdout


def test_the_command_that_takes_it_up_again_asks_for_what_was_refused(run: Run, plan: Path) -> None:
    for option, wrong, asked in (("--next", "30.2.", "DATE"), ("--on", "yesterdya", "DATE"), ("--type", "lifestory", "TYPE")):
        said = refused(run("log", "ada", "-m", "Met", option, wrong))
        assert f" {option} {asked}" in said and wrong not in said.partition("take it up again: ")[2]


def test_a_note_that_quotes_somebody_keeps_the_line_above_it(plan: Path, page: Callable[..., Result]) -> None:
    result = page(("\n## After", "\nOn Monday, Ruth wrote:\n> Nights can be fewer.\n\n## After"))
    assert result.exit_code == 0, result.output
    assert "On Monday, Ruth wrote:\n> Nights can be fewer." in PATH.read_text(encoding="utf-8")


def test_a_mail_that_cannot_be_written_undoes_nothing_and_hides_nothing(run: Run, plan: Path) -> None:
    Path("x.eml").symlink_to("nowhere/x.eml")
    result = run("log", "ada", "--on", "2026-11-20", "-m", "Nights stay as they are.", "--yes", "--format", "eml", "-o", "x.eml")
    assert result.exit_code == 0 and "Nights stay as they are." in plan.read_text("utf-8")
    assert "the talk is written, but not the mail: x.eml is there already" in result.stderr and "is safe in" not in result.stderr
    assert "this is what I have from our talk on 20 November 2026" in result.stdout
