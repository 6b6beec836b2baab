"""What somebody else says of a person enters the plan once that person has heard it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, Typed, git

PLAN = "---\nname: Ada Obi\nmanager: Ruth Lind\nskills: [{skill: Ink}]\n---\n"
ANOTHERS = [
    ["add", "moment", "ada", "Calm on the phone", "--by", "ruth"],
    ["add", "moment", "ada", "Calm on the phone"],  # nobody knows who types
    ["rate", "ada", "ink", "4", "--by", "manager"],
    ["rate", "ada", "ink", "4", "--evidence", "The May rota"],
]
THEIRS = [
    ["add", "moment", "ada", "Calm on the phone", "--by", "self"],
    ["add", "moment", "ada", "Calm on the phone", "--by", "ada"],
    ["rate", "ada", "ink", "4", "--by", "Ada Obi", "--evidence", "The May rota"],
    ["rate", "ada", "ink", "4"],  # agreed, so it was talked about
    ["add", "topic", "ada", "Pay", "--by", "ruth"],
]


@pytest.fixture
def ada(plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(plan.parents[1] / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    plan.write_text(PLAN)
    return plan


@pytest.mark.parametrize("words", ANOTHERS)
def test_on_a_terminal_it_is_asked_whether_it_was_said(typed: Typed, ada: Path, words: list[str]) -> None:
    code, seen = typed("n\n", *words)
    assert code == 2 and "Has Ada heard this already: “" in seen and "cap note ada " in seen
    assert ada.read_text() == PLAN
    code, seen = typed("y\n", *words)
    assert code == 0 and ada.read_text() != PLAN and "If Ada" not in seen
    code, seen = typed("", *words[:-1], "Something else", "--yes") if words[0] == "add" else typed("", *words, "--yes")
    assert code == 0 and "Has Ada" not in seen


@pytest.mark.parametrize("words", ANOTHERS)
def test_without_one_it_is_written_and_said_in_a_line(run: Run, ada: Path, words: list[str]) -> None:
    assert run(*words, "--dry-run").exit_code == 0 and ada.read_text() == PLAN
    result = run(*words)
    first, second = result.stderr.splitlines()
    assert result.exit_code == 0 and ada.read_text() != PLAN
    assert second == "  If Ada has not heard this yet, say it before it is read here. `cap undo ada` takes it back."
    ada.write_text(PLAN)
    assert run(*words, "--yes").stderr.splitlines() == [first]


@pytest.mark.parametrize("words", THEIRS)
def test_their_own_word_and_what_was_agreed_is_just_written(run: Run, typed: Typed, ada: Path, words: list[str]) -> None:
    assert "heard" not in run(*words).stderr
    after = ada.read_text()
    ada.write_text(PLAN)
    code, seen = typed("", *words)
    assert code == 0 and "heard" not in seen and ada.read_text() == after != PLAN


@pytest.mark.parametrize("words", ANOTHERS[1::2])
def test_who_types_is_known_from_git_or_said(run: Run, ada: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    git("config", "--global", "user.name", "Ada Obi")
    assert "heard" not in run(*words).stderr
    ada.write_text(PLAN)
    monkeypatch.setenv("CAP_ME", "Ruth Lind")
    assert "heard" in run(*words).stderr
    ada.write_text(PLAN)
    monkeypatch.setenv("CAP_ME", "ADA")
    assert "heard" not in run(*words).stderr


def test_what_is_typed_and_is_no_text_is_no_yes_and_no_crash(typed: Typed, ada: Path) -> None:
    code, seen = typed("\udcff\udcfe\n", *ANOTHERS[0])
    assert code == 2 and "Traceback" not in seen and ada.read_text() == PLAN
