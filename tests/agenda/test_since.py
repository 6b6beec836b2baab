"""What a page says of what shifted since the last talk, where an earlier version of the plan is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner

import cap
from cap.agenda.compare import compare
from cap.agenda.situation import Audience
from cap.cli.app import app
from tests.history.conftest import Repository, repository  # noqa: F401  a fixture
from tests.history.test_changes import file

TODAY = date(2026, 11, 25)
GOAL = {"id": "g", "goal": "Act as charge nurse on day shifts", "measure": "Signed off by the matron", "due": "2027-02-28"}
SKILL = {
    "skill": "Running the board",
    "goal": "g",
    "rating": 5,
    "target": 7,
    "actions": [{"action": "Take the board", "due": "2027-01-31"}],
}
PLAN: dict[str, Any] = {
    "name": "Grace Adeyemi",
    "manager": "Ruth Lindqvist",
    "stage": "agreed",
    "story": "told",
    "motivations": ["impact", "recognition"],
    "goals": [GOAL],
    "skills": [SKILL],
    "conversations": [{"date": "2026-06-01", "type": "past-present-future"}, {"date": "2026-09-01", "type": "check-in"}],
}
NEW_WORDS = {"goals": [GOAL | {"goal": "Lead the whole ward through a winter"}]}
NEW_DAY = {"goals": [GOAL | {"due": "2027-06-30", "was": ["2027-02-28"]}]}
NEW_DRIVE = {"motivations": ["impact", "money"]}


def page(now: dict[str, Any], before: dict[str, Any] | None, **more: Any) -> str:
    earlier = None if before is None else file(PLAN | before)
    return cap.prepare(file(PLAN | now), cap.Options(today=TODAY, earlier=earlier, **more)).text


@pytest.mark.parametrize("audience", ["both", "manager", "person"])
@pytest.mark.parametrize(
    ("now", "line"),
    [
        (NEW_WORDS, "- Worded differently since 1 September. "),
        (NEW_DAY, "- Its day has changed since 1 September. "),
        (NEW_DRIVE, "- “money” has come to what drives you since 1 September. "),
    ],
)
def test_what_shifted_is_asked_about_once(now: dict[str, Any], line: str, audience: Audience) -> None:
    text = page(now, {}, audience=audience)
    (said,) = [one for one in text.split("\n") if one.startswith(line)]
    assert said.endswith("?")
    # and nothing else is another than on the page of somebody whose past nobody knows
    assert not [one for one in page(now, None, audience=audience).split("\n") if one.startswith(line)]
    assert not [
        one for one in compare(text, file(PLAN | now), path="page.md", today=TODAY, audience=audience) if one.level == "error"
    ]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({}, {}),
        ({}, {"goals": [GOAL | {"goal": "Act as a charge nurse, on day shifts"}]}),  # only put right
        ({}, {"goals": [GOAL | {"due": "2027-03-05"}]}),
        ({}, {"goals": [GOAL | {"goal": "Lead the whole ward", "done": "2026-10-01"}]}),  # told by its date
        ({"motivations": []}, NEW_DRIVE),  # filled in, not changed
        ({}, {"motivations": list("abcdefgh")}),
        ({}, {"topics": [{"topic": "Fewer nights?"}], "improve": ["Delegating"]}),
    ],
)
def test_what_is_no_shift_changes_nothing(before: dict[str, Any], now: dict[str, Any]) -> None:
    assert page(now, before) == page(now, None)


def agenda() -> str:
    result = CliRunner().invoke(app, ["agenda", "grace", "--today", str(TODAY)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_plan_in_git_knows_its_past_and_one_without_says_the_same_as_ever(
    repository: Repository,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository.write("plans/grace.md", file(PLAN).raw)
    repository.commit("2026-09-01")
    repository.write("plans/grace.md", file(PLAN | NEW_WORDS).raw)
    known = agenda()
    assert known.count("Worded differently since 1 September") == 1
    (repository.root / ".git").rename(repository.root / "away")
    assert "Worded differently" not in agenda()
    (repository.root / "away").rename(repository.root / ".git")
    monkeypatch.setenv("PATH", "/nowhere")
    assert "Worded differently" not in agenda()
