"""`cap lsp`: what is offered in the editor is what the commands do; and the command itself."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

from cap.language.actions import Action, actions
from cap.language.document import Document, Point
from cap.language.edits import replaced
from tests.cli.conftest import TODAY, Run
from tests.language.test_actions import PLAN

DAY = datetime.date.fromisoformat(TODAY)


def offered(document: Document, line: int, title: str) -> Action:
    (found,) = [one for one in actions(document, Point(line, 10), Point(line, 10)) if one.title.startswith(title)]
    return found


@pytest.mark.parametrize(
    ("line", "title", "command"),
    [
        (15, "Done today: 1.1 ", ("done", "ada", "1.1")),
        (11, "Done today: 1 ", ("done", "ada", "1")),
        (11, "Rate 6, agreed today: 1 ", ("rate", "ada", "1", "6")),
        (15, "Move by two weeks, to 2026-12-20 (Sunday): 1.1 ", ("move", "ada", "1.1", "+2w")),
        (7, "Move by a week, to 2027-01-07 (Thursday): g1 ", ("move", "ada", "g1", "+1w")),
    ],
)
def test_a_command_here_is_the_command_there(line: int, title: str, command: tuple[str, ...], run: Run, plan: Path) -> None:
    document = Document(PLAN, str(plan), today=DAY)
    plan.write_text(PLAN, encoding="utf-8")
    result = run(*command)
    assert result.exit_code == 0, result.output
    assert replaced(document, offered(document, line, title).make()) == plan.read_text(encoding="utf-8")


def test_a_note_of_progress_leaves_the_place_for_its_words(run: Run, plan: Path) -> None:
    document = Document(PLAN, str(plan), today=DAY)
    after = replaced(document, offered(document, 15, "Note progress: 1.1 ").make())
    assert f"        progress:\n          - {{date: {TODAY}, note: }}\n" in after
    plan.write_text(PLAN, encoding="utf-8")
    run("progress", "ada", "1.1", "x")
    assert after.replace("note: }", "note: x}") == plan.read_text(encoding="utf-8")


def test_without_its_package_one_line_says_how_to_have_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in ("pygls", "lsprotocol") or name.startswith("cap.lsp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    result = run("lsp")
    assert result.exit_code == 2 and result.stdout == ""
    assert "pip install 'career-action-plan[lsp]'" in result.stderr and "Traceback" not in result.output


def test_an_editor_that_goes_away_ends_it(run: Run) -> None:
    result = run("lsp", "--stdio")
    assert (result.exit_code, result.output) == (0, "")
