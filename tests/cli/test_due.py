"""`cap due` and `cap` alone: what the transcript of a team (tests/sessions/due.md) does not show."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.lint.engine import Policy, lint
from cap.lint.rules import RULES
from cap.plan.read import EXAMPLE, read
from cap.plan.standing import rests, unresumed
from cap.team.due import Due, Wanted, find, in_order
from cap.team.overview import row
from cap.text.columns import width
from tests.cli.conftest import Run, Typed, git, refused
from tests.plans_strategy import examples, mutated, plan_files

TEAM = Path(__file__).parents[1] / "sessions" / "team"
DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def team(empty: Path) -> Path:
    """The eight plans of the transcript."""
    (empty / "plans").mkdir()
    for path in TEAM.glob("*.md"):
        if path.stem != "ines":
            (empty / "plans" / path.name).write_bytes(path.read_bytes())
    return empty


def items(run: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("due", "--format", "json", *words).stdout)["items"]
    return found


# ---- one source


@examples(150)
@given(st.one_of(plan_files(), mutated(plan_files())), st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 1, 1)))
def test_due_list_and_the_rules_agree(raw: bytes, today: datetime.date) -> None:
    reading = read(raw)
    if reading.plan is None or reading.spoilt:
        return
    rules = {rule.id for rule in RULES if rule.timely} - {"date-ahead"}
    problems = lint(reading, Policy(select=frozenset(rules)), today=today)
    overdue = [due for due in find("x", reading, Wanted(today), today=today, cadence="3 months").due if due.state == "overdue"]
    found = row("x", reading, problems, today=today, cadence="3 months")
    assert found and found.due == any(due.kind == "talk" for due in overdue)
    assert found.overdue == sum(due.kind != "talk" for due in overdue)
    if b"cap: ignore" not in raw:
        said = [problem.rule for problem in problems if problem.rule.endswith(("-overdue", "-due"))]
        assert found.due == ("conversation-due" in said)
        if not unresumed(reading.plan, today) and reading.plan.stage != "exploring":
            kinds = {kind: sum(due.kind == kind for due in overdue) for kind in ("goal", "action", "support")}
            assert kinds == {kind: said.count(f"{kind}-overdue") for kind in kinds}
    assert not overdue or not rests(reading.plan, today)


@examples(60)
@given(st.lists(st.one_of(plan_files(), mutated(plan_files())), max_size=4), st.dates(), st.booleans())
def test_the_order_is_who_waits_for_a_first_talk_then_what_is_overdue_then_the_day(
    raws: list[bytes], today: datetime.date, mine: bool
) -> None:
    wanted = Wanted(datetime.date.max)
    found = [find(f"x{i}", read(raw), wanted, today=today, cadence="3 months") for i, raw in enumerate(raws)]
    dues = in_order(found, wanted)
    assert [due.state for due in dues if due.state == "no talk yet"] == [due.state for due in dues][
        : sum(due.due is None for due in dues)
    ]
    dated = [due for due in dues if due.due]
    assert dated == sorted(dated, key=lambda due: (due.state != "overdue", due.due))
    assert all((due.days or 0) > 0 for due in dues if due.state == "overdue")


def test_the_agenda_says_that_a_talk_is_late_when_the_others_do(run: Run, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(team / "data"))
    late = {due["key"] for due in items(run, "--check", "--kind", "talk")}
    assert late == {"aoife", "chiara", "goro"}
    for path in team.glob("plans/*.md"):
        page = run("agenda", path.stem, "--for", "manager", "--no-input").stdout
        # after a pause nobody has to say sorry
        assert ("This talk was due on" in page) == (path.stem in late - {"goro"}), path
    assert {row["key"] for row in csv.DictReader(io.StringIO(run("list", "--due", "--format", "csv").stdout))} == late


# ---- nobody is late for what no plan says


def test_who_adopts_it_today_makes_nobody_late(run: Run, team: Path) -> None:
    for path in team.glob("plans/*"):
        path.unlink()
    for name in ("ada", "bo", "cy"):
        assert run("new", name, "--yes").exit_code == 0
    assert (run("due", "--check").exit_code, run("due", "--check").output) == (0, "")
    assert {due["state"] for due in items(run)} == {"no talk yet"}
    assert run("due", "--check", "--today", "2030-01-01").exit_code == 0


@pytest.mark.parametrize(("today", "states"), [("2027-01-10", []), ("2027-01-11", ["overdue", "paused", "paused", "paused"])])
def test_a_paused_plan_is_silent_until_its_day_and_nothing_that_passed_meanwhile_is_late(
    run: Run, team: Path, today: str, states: list[str]
) -> None:
    file = team / "plans" / "fatima.md"
    file.write_text(file.read_text().replace("due: 2026-09-30", "due: 2026-10-01"))
    assert [due["state"] for due in items(run, "--person", "fatima", "--today", today)] == states
    assert ("fatima" in run("--today", today).stdout) == bool(states)


def test_the_example_of_a_new_folder_is_never_late(run: Run, empty: Path) -> None:
    run("init")
    assert EXAMPLE in Path("plans/example.md").read_text()
    for words in (["due", "--check"], ["calendar"], ["list"], []):
        result = run(*words, "--today", "2035-01-01")
        assert result.exit_code == 0 and "Robin" not in result.output, words
    run("new", "ada", "--yes")
    assert run("list").stderr == "1 plan.\n"


# ---- who asks


def test_who_asks_is_the_variable_or_git_with_and_without_accents(run: Run, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(team / "settings"))
    Path("settings").write_text('[user]\n\tname = "Óscar Núñez"\n', encoding="utf-8")
    of_oscar = items(run, "--from", "oscar")
    assert [due["what"] for due in of_oscar] == ["A week in the drawing office"]
    assert items(run, "--me") == items(run, "--from", "me") == of_oscar
    for name in ("Óscar Núñez", "O\u0301scar", "oscar nunez", " NÚÑEZ "):
        monkeypatch.setenv("CAP_ME", name)
        assert items(run, "--me") == of_oscar
    monkeypatch.setenv("CAP_ME", "Ruth Lindqvist")
    assert [due["item"] for due in items(run, "--me")] == ["s1", "s3"]
    monkeypatch.setenv("CAP_ME", "Nobody At All")
    assert "nobody called `Nobody At All` is named in these plans" in refused(run("due", "--me"))
    assert "You promised" not in run().stdout and run().exit_code == 0
    assert "for different people" in refused(run("due", "--me", "--from", "ruth"))


def test_a_person_owes_what_they_mean_to_do(run: Run, team: Path) -> None:
    assert [due["item"] for due in items(run, "--from", "aoife", "--within", "1y")] == ["1.1", "1.2", "g1"]
    assert items(run, "--from", "Goro") == items(run, "--from", "山田 五郎") != []


def test_in_a_subfolder_and_for_a_repository_of_its_own(run: Run, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (team / "cap.yaml").write_text("plans: plans\n")
    here = [due["what"] for due in items(run)]
    assert len(here) == 17
    monkeypatch.chdir(team / "plans")
    assert [due["what"] for due in items(run)] == here
    assert run().stdout.count("\n") > 15


# ---- formats


def test_csv_says_the_same_as_json_and_starts_no_formula(run: Run, team: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("due", "--format", "csv").stdout)))
    found = items(run)
    assert (
        [list(one) for one in rows]
        == [list(one) for one in found]
        == [["from" if key == "from_" else key for key in Due.__struct_fields__]] * 17
    )
    for one, other in zip(rows, found):
        assert {key: value.removeprefix("'") for key, value in one.items()} == {
            key: "" if value is None else str(value) for key, value in other.items()
        }
    assert {"'=Draw the gate for house 4"} == {one["what"] for one in rows if not one["what"][0].isalnum()}


def test_a_digest_holds_no_slip_no_rating_no_evidence_and_no_talk(run: Run, team: Path) -> None:
    for words in (["--person", "aoife"], ["--from", "ruth"], ["--from", "aoife"]):
        shown = run("due", "--format", "md", "--within", "2y", *words).stdout
        assert shown.startswith("- [ ] ") and not any(
            word in shown for word in ("talk", "2026-06-30", "moved", "twice", "4", "low")
        )


def test_markdown_in_a_text_stays_a_text(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: '*Ada* <b>'\nsupport: [{need: '[x](http://y) `z`', from: R, due: 2026-11-22}]\n---\n")
    assert run("due", "--format", "md", "--person", "ada").stdout == (
        "- [ ] \\[x](http://y) \\`z\\` (R, for \\*Ada\\* &lt;b>): by 22 November 2026\n"
    )


def test_to_check_is_silent_when_nothing_is_late_and_says_so_to_programs(run: Run, team: Path) -> None:
    assert run("due", "--check", "--person", "hanna").output == ""
    assert run("due", "--check", "--person", "aoife").exit_code == 1
    found = json.loads(run("due", "--check", "--person", "hanna", "--format", "json").stdout)
    assert found["items"] == []


# ---- a screen


@pytest.mark.parametrize("lines", [12, 16, 24, 60])
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_cap_alone_fits_the_screen(typed: Typed, team: Path, lines: int, columns: int) -> None:
    code, seen = typed("", LINES=str(lines), COLUMNS=str(columns), CAP_ME="ruth", NO_COLOR="1")
    shown = seen.splitlines()
    assert code == 0 and len(shown) <= lines - 1
    assert max(map(width, shown[:-1])) <= columns
    assert [line for line in shown if line in ("You promised", "Talks", "Also due")] == ["You promised", "Talks", "Also due"]
    assert ("more: `cap due" in seen) == (lines < 20)
    assert "\x1b" not in seen


def test_cap_alone_outside_of_any_workspace_shows_the_help(run: Run, empty: Path) -> None:
    result = run()
    assert result.exit_code == 2 and "Usage: " in result.stderr and result.stdout == ""


def test_what_stands_before_a_command_reaches_it(run: Run, team: Path) -> None:
    before = run("--today", "2026-01-01", "list")
    assert before.exit_code == 0 and before.stdout == run("list", "--today", "2026-01-01").stdout != run("list").stdout
    assert run("--color", "always").stdout.count("\x1b[1;33m") > 3


def test_settings_that_cannot_be_read_are_said(run: Run, team: Path) -> None:
    (team / "cap.yaml").write_text("plan: x\n")
    assert "the settings need mending" in refused(run())
    assert run("--help").exit_code == 0


def test_git_names_its_user_by_the_repository_first(run: Run, data: Path) -> None:
    git("config", "user.name", "Ada Obi")
    assert [due["item"] for due in items(run, "--me", "--within", "2y")] == ["1.1", "g1"]
