"""How something ends and goes on again: pauses, what is done, dropped or refused, and who says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cap.plan.read import read
from tests.cli.conftest import Run, refused

# ---- a pause, and its end


def test_a_pause_begins_and_ends_and_is_kept(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\nstage: agreed\n---\n")
    assert "When it is over: cap resume ada" in run("pause", "ada", "--from", "2026-11-01").stderr
    assert plan.read_text() == "---\nname: Ada\nstage: agreed\npauses:\n  - {from: 2026-11-01}\n---\n"
    assert "paused" in run("show", "ada").stdout
    result = run("resume", "ada")
    assert "goes on from 2026-11-22 (Sunday)" in result.stderr and "cap next ada DATE" in result.stderr
    assert plan.read_text() == "---\nname: Ada\nstage: agreed\npauses:\n  - {from: 2026-11-01, until: 2026-11-22}\n---\n"
    assert run("pause", "ada").exit_code == 0
    assert run("resume", "ada", "--on", "+3m").exit_code == 0
    assert run("resume", "ada", "--on", "2027-01-01").stderr == "ada: goes on from 2027-01-01 (Friday) (was 2027-02-22)\n"
    assert plan.read_text().endswith("  - {from: 2026-11-22, until: 2027-01-01}\n---\n")
    assert not read(plan.read_bytes()).problems


@pytest.mark.parametrize(
    ("pauses", "words", "said"),
    [
        ("- {from: 2026-11-01}", "pause ada", "there is a pause already, from 2026-11-01 with no end set"),
        ("- {from: 2026-11-01}", "pause ada --from 2026-01-01", "Another end for that one: cap resume ada --on DATE"),
        ("- {until: 2026-12-01}", "pause ada --from 2026-11-30", "there is a pause already, until 2026-12-01"),
        ("- {from: 2026-12-01}", "pause ada", "there is a pause already"),
        ("- {}", "pause ada --from 2030-01-01", "there is a pause already, with no end set"),
        ("", "pause ada --until today", "cannot end on 2026-11-22"),
        ("", "pause ada --from 2027-01-01 --until 2026-12-01", "The end is the day on which it goes on"),
        ("", "resume ada", "this plan is not paused To begin a pause: cap pause ada"),
        ("- {from: 2026-11-01, until: 2026-11-22}", "resume ada", "the last pause ended on 2026-11-22"),
        ("- {from: 2026-12-01}", "resume ada", "and it has not begun Its end: cap resume ada --on DATE."),
        ("- {from: 2026-12-01}", "resume ada --on 2026-12-01", "cannot end on 2026-12-01"),
        ("- {from: 2026-11-01}\n- {from: 2027-01-01, until: 2027-02-01}", "resume ada --on 2027-01-02", "from 2027-01-01 until"),
    ],
)
def test_a_pause_that_makes_no_sense_is_refused(run: Run, plan: Path, pauses: str, words: str, said: str) -> None:
    raw = f"---\nname: Ada\npauses:\n{pauses}\n---\n"
    plan.write_text(raw)
    assert said in " ".join(refused(run(*words.split())).split())
    assert plan.read_text() == raw


@pytest.mark.parametrize(
    "pause", ["{from: 2026-11-01}", "{}", "{from: 2026-11-01, until: 2026-12-24}", "{from: 2026-11-01, until: }"]
)
def test_a_pause_in_brackets_ends(run: Run, plan: Path, pause: str) -> None:
    plan.write_text(f"---\nname: Ada\npauses: [{pause}]\n---\n")
    assert run("resume", "ada").exit_code == 0
    assert "until: 2026-11-22}]\n" in plan.read_text()


def test_a_pause_next_to_one_that_is_over_is_fine(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\npauses:\n  - {from: 2026-11-01, until: 2026-11-22}\n---\n")
    assert run("pause", "ada").exit_code == 0


def test_a_pause_in_the_older_form_gets_its_place_first(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\nstage: paused\n---\n")
    for command in ("pause", "resume"):
        assert "cap lint --fix ada" in refused(run(command, "ada"))
    run("lint", "--fix", "ada")
    assert run("resume", "ada").exit_code == 0


def test_a_pause_is_no_stage(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\nskills: [{skill: Ink}]\n---\n")
    assert "Use `cap pause ada`" in refused(run("set", "ada", "stage", "Paused"))


# ---- closed, and open again


CLOSABLE_ITEMS = ("g1", "1", "1.1", "s1", "t1")
ALL = "---\nname: Ada\ngoals: [{goal: a%s}]\nskills: [{skill: b%s, actions: [{action: c%s}]}]\nsupport: [{need: d%s}]\ntopics: [{topic: e%s}]\n---\n"


@pytest.mark.slow
@pytest.mark.parametrize("item", CLOSABLE_ITEMS)
def test_what_commands_close_nothing_is_said_against_and_it_can_be_opened_again(run: Run, plan: Path, item: str) -> None:
    """Whatever one command after the other does to an item, its status and its dates agree."""
    ways = (
        ["done", "ada", item],
        ["drop", "ada", item, "--because", "No", "--on", "yesterday"],
        ["drop", "ada", item, "--because", "No", "--refused-by", "Ruth"],
        ["set", "ada", "status", "doing", "--item", item],
        ["set", "ada", "status", "done", "--item", item],
        ["set", "ada", "dropped", "2026-01-01", "--item", item],
        ["set", "ada", "refused_by", "Ruth", "--item", item],
        ["set", "ada", "because", "Well", "--item", item],
        ["reopen", "ada", item],
    )
    for start in ("", ", status: todo", ", status: dropped", ", refused: 2026-01-01", ", status: done, note: x"):
        for one in ways:
            for other in ways:
                plan.write_text(ALL % ((start,) * 5))
                for words in (one, other):
                    before = plan.read_bytes()
                    result = run(*words)
                    assert result.exit_code == 0 or (result.exit_code == 2 and plan.read_bytes() == before), (
                        words,
                        result.output,
                    )
                assert run("lint", "--select", "status-mismatch", "ada").exit_code == 0, (start, one, other, plan.read_text())
                run("reopen", "ada", item)
                front = read(plan.read_bytes())
                assert front.plan and not front.problems
                assert run("done", "ada", item).exit_code == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("dropped: 2026-01-01, because: Too dear", "note: Too dear"),
        ("status: dropped, because: 'Too dear'", "note: 'Too dear'"),
        ("because: No, refused_by: Ruth, refused: 2026-01-01, note: Asked", "note: Asked; No; refused by Ruth"),
        ("status: refused, refused_by: Ruth", "note: refused by Ruth"),
        ("status: dropped, because: No, note: Asked", "note: Asked; No"),
        ("done: 2026-01-01, note: Twice", "note: Twice"),
    ],
)
def test_why_something_was_dropped_stays_when_it_is_opened_again(run: Run, plan: Path, before: str, after: str) -> None:
    plan.write_text(f"---\nname: Ada\ntopics:\n  - {{topic: Pay, {before}}}\n---\n")
    assert "open again (was " in run("reopen", "ada", "pay").stderr
    assert plan.read_text() == f"---\nname: Ada\ntopics:\n  - {{topic: Pay, {after}}}\n---\n"
    assert run("reopen", "ada", "pay").stderr == "ada: t1 “Pay”: open (it said so already)\n"


def test_what_was_due_meanwhile_asks_for_another_day(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\ngoals:\n  - goal: Lead\n    due: 2026-11-01\n    status: done\n    done: 2026-10-01\n---\n")
    assert run("reopen", "ada", "g1").stderr == (
        "ada: g1 “Lead”: open again (was done on 2026-10-01)\n  It was due on 2026-11-01. Another day: cap move ada g1 DATE\n"
    )
    assert plan.read_text() == "---\nname: Ada\ngoals:\n  - goal: Lead\n    due: 2026-11-01\n---\n"


def test_what_ended_one_way_does_not_end_another_way_too(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\ntopics: [{topic: Pay, refused: 2026-01-01}, {topic: Nights, done: 2026-01-01}]\n---\n")
    for words in (["done", "ada", "t1"], ["drop", "ada", "t1", "--because", "x"]):
        assert "t1 “Pay” was refused" in refused(run(*words)) and "cap reopen ada t1" in refused(run(*words))
    assert "cap reopen ada t2" in refused(run("drop", "ada", "t2", "--because", "x"))


def test_what_was_dropped_keeps_its_day_unless_another_is_given(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\ntopics: [{topic: Pay, dropped: 2026-01-01, because: No}]\n---\n")
    run("drop", "ada", "pay", "--because", "Still no")
    assert "dropped: 2026-01-01, because: Still no" in plan.read_text()
    assert "dropped on 2026-11-21 (was 2026-01-01)" in run("drop", "ada", "pay", "--because", "No", "--on", "yesterday").stderr


# ---- who says so


def test_the_manager_is_written_by_name_and_so_stays_who_it_was(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada Obi\nmanager: Ruth Lindqvist\nskills: [{skill: Ink, actions: [{action: Draw}]}]\n---\n")
    run("rate", "ada", "1", "4", "--by", "Manager")
    run("rate", "ada", "1", "5", "--by", "Self")
    run("progress", "ada", "1.1", "Six sheets", "--by", "manager")
    run("add", "support", "ada", "Paper", "--from", "manager")
    run("add", "moment", "ada", "Calm", "--by", "self")
    run("drop", "ada", "paper", "--because", "No", "--refused-by", "manager")
    shown = json.loads(run("show", "ada", "--format", "json").stdout)["plan"]
    assert [entry["by"] for entry in shown["skills"][0]["ratings"]] == ["Ruth Lindqvist", "self"]
    assert shown["skills"][0]["actions"][0]["progress"][0]["by"] == "Ruth Lindqvist"
    assert (shown["support"][0]["from"], shown["support"][0]["refused_by"]) == ("Ruth Lindqvist", "Ruth Lindqvist")
    assert shown["moments"][0]["by"] == "self"


@pytest.mark.parametrize("by", ["manager", "Ruth", "Ruth Lindqvist"])
def test_the_same_manager_on_the_same_day_corrects_a_rating_however_they_are_called(run: Run, plan: Path, by: str) -> None:
    start = "---\nname: Ada\nmanager: Ruth Lindqvist\nskills:\n  - skill: Ink\n    ratings:\n"
    plan.write_text(f"{start}      - {{date: 2026-11-22, rating: 4, by: manager}}\n---\n")
    assert run("rate", "ada", "1", "5", "--by", by).exit_code == 0
    name = "Ruth" if by == "Ruth" else "Ruth Lindqvist"
    assert plan.read_text() == f"{start}      - {{date: 2026-11-22, rating: 5, by: {name}}}\n---\n"


def test_a_skill_s_rating_is_not_set_without_its_day(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\nskills: [{skill: Ink}]\n---\n")
    assert "Use `cap rate`" in refused(run("set", "ada", "rating", "5", "--item", "1"))
