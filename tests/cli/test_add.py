"""What can be added, to what, and what is said when it is there already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cap.cli import terminal
from cap.cli.app import app
from cap.plan.read import read
from tests.cli.conftest import Run, Typed, refused

NAMES = "---\nname: Ada\ngoals: [Lead]\nskills:\n- Ink\nstrengths: [Calm]\nsupport: [A seat]\ntopics: [Pay]\n---\n"


def plan_of(run: Run) -> Any:
    return json.loads(run("show", "ada", "--format", "json").stdout)["plan"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["add", "obstacle", "ada", "Winter"], "goals: [{goal: Lead, obstacles: [Winter]}]"),
        (["add", "way", "ada", "Ask Tom"], "- skill: Ink\n  ways:\n  - Ask Tom"),
        (["add", "action", "ada", "Apply", "--goal", "g1"], "goals: [{goal: Lead, actions: [{action: Apply}]}]"),
        (["add", "strength", "ada", "calm", "--rating", "8", "--mentor"], "strengths: [{skill: Calm, rating: 8, mentor: yes}]"),
        (["done", "ada", "g1"], "goals: [{goal: Lead, done: 2026-11-22}]"),
        (["drop", "ada", "pay", "--because", "Later"], "topics: [{topic: Pay, dropped: 2026-11-22, because: Later}]"),
        (["move", "ada", "s1", "2026-12-24"], "support: [{need: A seat, due: 2026-12-24}]"),
        (["rate", "ada", "1", "5"], "- skill: Ink\n  rating: 5\n  ratings:\n  - {date: 2026-11-22, rating: 5}"),
        (["set", "ada", "id", "lead", "--item", "g1"], "goals: [{goal: Lead, id: lead}]"),
    ],
)
def test_a_name_alone_that_needs_more_becomes_a_mapping(run: Run, plan: Path, words: list[str], line: str) -> None:
    plan.write_text(NAMES)
    assert run(*words).exit_code == 0
    name = "- Ink" if line.startswith("-") else next(old for old in NAMES.splitlines() if old[:6] == line[:6])
    assert plan.read_text() == NAMES.replace(name, line)
    assert not read(plan.read_bytes()).problems


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("goals:\r\n  -   Lead\r\n  - Teach\r\n", "goals:\r\n  -   goal: Lead\r\n      due: 2026-12-24\r\n  - Teach\r\n"),
        ("goals:\n  - Lead   # why\n", "goals:\n  - {goal: Lead, due: 2026-12-24}   # why\n"),
        ("goals:\n  - Lead\n  - {goal: Teach}\n", "goals:\n  - {goal: Lead, due: 2026-12-24}\n  - {goal: Teach}\n"),
        ("goals:\n  - &a Lead\n", "goals:\n  - &a {goal: Lead, due: 2026-12-24}\n"),
        ("goals:\n  -\n    Lead\n", "goals:\n  -\n    goal: Lead\n    due: 2026-12-24\n"),
        ("goals: [\n  Lead\n  ]\n", "goals: [\n  {goal: Lead, due: 2026-12-24}\n  ]\n"),
    ],
)
def test_it_is_written_as_its_neighbours_are(run: Run, plan: Path, before: str, after: str) -> None:
    plan.write_bytes(f"---\nname: Ada\n{before}---\n".encode())
    result = run("move", "ada", "g1", "2026-12-24")
    assert result.exit_code == 0, result.output
    assert plan.read_bytes().decode() == f"---\nname: Ada\n{after}---\n"


def test_a_step_stands_under_the_goal_that_is_named(run: Run, plan: Path) -> None:
    plan.write_text(
        "---\nname: Ada\ngoals: [{goal: Lead}, {goal: Teach}]\nskills: [{skill: Ink}]\nsupport: [{need: A seat, id: seat}]\n---\n"
    )
    result = run("add", "action", "ada", "Apply", "--goal", "teach", "--needs", "a seat")
    assert result.stderr.startswith("ada: added action g2.1 “Apply”\n") and "action-untyped" not in result.stderr
    assert plan_of(run)["goals"][1]["actions"] == [{"action": "Apply", "needs": ["seat"]}]
    assert "Say one of --skill and --goal" in refused(run("add", "action", "ada", "x", "--goal", "g1", "--skill", "1"))
    assert "Say --goal once" in refused(run("add", "action", "ada", "x", "--goal", "g1", "--goal", "g2"))
    assert "which goal is the obstacle for?" in refused(run("add", "obstacle", "ada", "Winter"))
    assert "It takes --skill, --pros" in refused(run("add", "way", "ada", "Ask", "--goal", "g1"))
    assert "It takes --goal" in refused(run("add", "obstacle", "ada", "Winter", "--skill", "1"))
    assert "Its text says it all" in refused(run("add", "theme", "ada", "Calm", "--goal", "g1"))


def test_an_action_without_a_type_is_told_the_likely_one_and_how_to_say_so(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\nskills: [{skill: Ink}]\n---\n")
    said = run("add", "action", "ada", "Shadow Tom").stderr
    assert "Most likely: cap set ada type exposure --item 1.1\n" in said
    assert run("set", "ada", "type", "exposure", "--item", "1.1").exit_code == 0
    assert "Most likely" not in run("add", "action", "ada", "Read", "--type", "education").stderr


def test_words_that_are_there_already_are_not_written_twice(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\ninterests: Teaching\n---\n")
    assert run("add", "interest", "ada", "teaching ").stderr == "ada: interest “teaching” (it said so already)\n"
    assert run("add", "Interest", "ada", "Old machines").stderr == "ada: added interest “Old machines”\n"
    assert plan.read_text() == "---\nname: Ada\ninterests: [Teaching, Old machines]\n---\n"
    assert "Several go one after the other" in refused(run("add", "motivation", "ada", "impact, money"))


def test_a_way_that_is_there_is_weighed_and_chosen_by_its_words(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\nskills:\n  - skill: Ink\n    ways:\n      - Ask Tom\n      - Read\n---\n")
    assert run("add", "way", "ada", "ask tom", "--cons", "Away in June", "--chosen").exit_code == 0
    assert "      - {way: Ask Tom, cons: Away in June, chosen: yes}\n      - Read\n" in plan.read_text()
    assert "(it said so already)" in run("add", "way", "ada", "Read").stderr


TWICE = (
    ["add", "goal", "ada", "lead"],
    ["add", "skill", "ada", "Ink"],
    ["add", "action", "ada", "Draw", "--skill", "1"],
    ["add", "topic", "ada", "PAY"],
    ["add", "support", "ada", "A seat"],
    ["add", "vision", "ada", "a ward"],
)
THERE = """\
---
name: Ada
visions: [A ward]
goals: [{goal: Lead}]
skills: [{skill: Ink, actions: [{action: Draw}]}]
support: [{need: A seat}]
topics: [{topic: Pay}]
---
"""


@pytest.mark.parametrize("words", TWICE, ids=lambda words: words[1])
def test_the_same_a_second_time_is_asked_about(run: Run, plan: Path, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plan.write_text(THERE)
    assert "is there already" in refused(run(*words)) and " --yes\n" in refused(run(*words))
    assert plan.read_text() == THERE
    assert "is there already" in run(*words, "--dry-run").stderr
    asked: list[str] = []

    def answer(question: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(terminal, "confirmed", answer)
    assert run(*words).exit_code == 2 and plan.read_text() == THERE
    assert run(*words).exit_code == 0 and plan.read_text() != THERE
    assert len(asked) == 2
    plan.write_text(THERE)
    assert run(*words, "--yes").exit_code == 0 and plan.read_text() != THERE


def test_what_is_closed_may_come_again(run: Run, plan: Path) -> None:
    plan.write_text(THERE.replace("{topic: Pay", "{topic: Pay, done: 2026-01-01"))
    assert run("add", "topic", "ada", "Pay").exit_code == 0


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("Yes\n", 0), ("\n", 2), ("n\n", 2), ("\x04", 2)])
def test_on_a_terminal_one_is_asked(typed: Typed, plan: Path, answer: str, code: int) -> None:
    plan.write_text(THERE)
    ended, seen = typed(answer, "add", "topic", "ada", "Pay")
    assert ended == code and "t1 “Pay” is there already. Write it all the same? [y/N]" in seen
    assert (plan.read_text() == THERE) == (code == 2)


def test_without_a_terminal_nobody_has_said_yes(run: Run, plan: Path) -> None:
    plan.write_text(THERE)
    result = CliRunner().invoke(app, ["add", "topic", "ada", "Pay"], input="y\n")
    assert result.exit_code == 2 and plan.read_text() == THERE


# ---- words that come and go in a list


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        (
            "interests: [Teaching, Nights]   # x",
            ["interests", "+Old machines", "-nights"],
            "interests: [Teaching, Old machines]   # x",
        ),
        ("interests: Teaching", ["interests", "+Rota"], "interests: [Teaching, Rota]"),
        (
            "interests:\n  - Teaching   # x\n  - 'Rota'",
            ["interests", "+Ink"],
            "interests:\n  - Teaching   # x\n  - 'Rota'\n  - Ink",
        ),
        ("interests: [Teaching]", ["interests", "+teaching", "+ Teaching "], "interests: [Teaching]"),
        ("direction: [up, deeper]", ["direction", "-up", "+across"], "direction: [deeper, across]"),
        ("role: Nurse", ["role", "-x"], 'role: "-x"'),
        ("themes: [a]", ["themes", "+-x", "+z"], 'themes: [a, "-x", z]'),
        ("themes: [a]", ["themes", "--dry-run", "-a", "+b"], "themes: [a]"),
    ],
)
def test_single_entries_of_a_list_come_and_go(run: Run, plan: Path, before: str, words: list[str], after: str) -> None:
    plan.write_text(f"---\nname: Ada\n{before}\n---\n")
    result = run("set", "ada", *words)
    assert result.exit_code == 0, result.output
    assert plan.read_text() == f"---\nname: Ada\n{after}\n---\n"


def test_the_last_entry_takes_its_key_along(run: Run, plan: Path) -> None:
    for before in ("interests: [Teaching]\n", "interests: Teaching\n", "interests:\n  - Teaching\n"):
        plan.write_text(f"---\nname: Ada\n{before}---\n")
        assert run("set", "ada", "interests", "-Teaching").stderr == "ada: interests is empty (was Teaching)\n"
        assert plan.read_text() == "---\nname: Ada\n---\n"


def test_links_come_and_go_however_they_are_named(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\ngoals: [{goal: a, id: one}, {goal: b, id: two}]\nskills: [{skill: c, goal: one}]\n---\n")
    assert run("set", "ada", "goal", "+g2", "--item", "1").exit_code == 0
    assert "skills: [{skill: c, goal: [one, two]}]" in plan.read_text()
    assert run("set", "ada", "--item", "1", "goal", "-one").exit_code == 0
    assert "goal: [two]}]" in plan.read_text()


def test_what_cannot_go_is_said(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\ninterests: [Teaching]\nvisions: [A ward]\n---\n")
    assert "It has “Teaching”." in refused(run("set", "ada", "interests", "-Teach"))
    assert "cap add vision" in refused(run("set", "ada", "visions", "+Here"))
    assert "It is empty" in refused(run("set", "ada", "themes", "-Here"))
    assert "has no option --here" in run("set", "ada", "themes", "--here").output
    assert run("set", "-h").exit_code == run("set", "ada", "--help").exit_code == 0


# ---- progress, and people


CLOSED = (
    "---\nname: Ada\nskills: [{skill: Ink%s, actions: [{action: Draw%s, progress: [{date: 2026-11-01, note: Once}]}]}]\n---\n"
)


def test_the_same_progress_is_asked_about(run: Run, plan: Path) -> None:
    plan.write_text(CLOSED % ("", ""))
    for note in ("once", " Once "):
        assert "says so already, on 2026-11-01" in refused(run("progress", "ada", "1.1", note))
    assert run("progress", "ada", "1.1", "Once", "--yes").exit_code == 0
    assert run("progress", "ada", "1.1", "Once more").exit_code == 0


@pytest.mark.parametrize(
    ("skill", "action", "said"),
    [
        ("", ", done: 2026-11-02", "1.1 “Draw” was done on 2026-11-02 To open it again: cap reopen ada 1.1"),
        ("", ", status: dropped", "1.1 “Draw” was dropped To open it again: cap reopen ada 1.1"),
        (", refused: 2026-11-03", "", "1 “Ink” was refused on 2026-11-03 To open it again: cap reopen ada 1"),
    ],
)
def test_progress_on_what_is_closed_is_refused_with_the_way_to_open_it(
    run: Run, plan: Path, skill: str, action: str, said: str
) -> None:
    plan.write_text(CLOSED % (skill, action))
    assert said in " ".join(refused(run("progress", "ada", "1.1", "Twice")).split())
    run("reopen", "ada", said.split()[-1])
    assert run("progress", "ada", "1.1", "Twice").exit_code == 0


def test_a_person_of_the_same_name_is_asked_about(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada Obi\n---\n")
    for words in (["ada-obi"], ["ao", "--name", "ada  obi"]):
        assert "Ada Obi has a plan already: plans/ada.md" in refused(run("new", *words)).replace("ada obi", "Ada Obi")
    assert [path.name for path in plan.parent.iterdir()] == ["ada.md"]
    assert run("new", "ada-obi", "--yes").exit_code == 0
    assert run("new", "eve", "ada-o").exit_code == 0
