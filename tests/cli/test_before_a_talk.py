"""What is done before a talk: something seen is kept (`cap note`), each side thinks (`cap prep`), and a question is looked for (`cap ask`)."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cap.agenda.data import Bank, ToughBank, load
from cap.workspace.private import note_seen
from cap.workspace.settings import open_workspace
from tests.cli.conftest import PLAN, SECRET, TODAY, Run, Typed, commit, git, holders

FULL = """\
---
name: Ada Obi
manager: Ruth Lang
stage: agreed
direction: up
interests: [Old engines]
strengths: [{skill: Calm, rating: 8}]
goals: [{id: lead, goal: Lead the ward, due: 2026-12-31}]
skills:
  - id: handover
    skill: Handover
    rating: 4
    actions:
      - action: Lead it on Mondays
        due: 2026-11-20
        progress: [{date: 2026-11-09, note: My voice shook only the first time.}]
support:
  - {need: A seat in the planning round, from: Ruth Lang, due: 2026-11-01}
  - {need: An hour with the pharmacist, from: Tom Bell, due: 2026-11-01}
topics: [{topic: Could nights be fewer?, by: ada}]
conversations: [{date: 2026-09-01, type: life-story}]
---

# Ada Obi

Below the line: a story that stays here.
"""


@pytest.fixture
def full(data: Path) -> Path:
    """Ada's plan, with a bit of everything, in the repository."""
    Path("plans/ada.md").write_text(FULL, encoding="utf-8")
    commit()
    return data


def below(page: str, heading: str) -> str:
    """What stands under a heading of a page; nothing when it has no such heading."""
    return page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


# ---- what was seen


def test_what_was_seen_is_kept_on_one_line_with_its_day(run: Run, data: Path) -> None:
    old = os.umask(0)
    try:
        said = run("note", "ada", "  Stayed late\nto show\tthe new one the pump ", "--on", "2026-11-20")
    finally:
        os.umask(old)
    [file] = data.rglob("ada.md")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr == f"ada: seen on 2026-11-20, kept in {file}, which only you can read.\n"
    assert file.read_text() == "- seen: 2026-11-20 Stayed late to show the new one the pump\n"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]
    run("note", "Ada Obi", "Kept calm")
    run("private", "ada", "-m", "Would rather not say")
    run("note", "ADA", "Asked why", "--today", "2026-11-23")
    assert run("private", "ada").stdout == (
        "- seen: 2026-11-20 Stayed late to show the new one the pump\n- seen: 2026-11-22 Kept calm\n\n"
        "## 2026-11-22\n\nWould rather not say\n\n- seen: 2026-11-23 Asked why\n"
    )
    assert git("status", "--porcelain") == "" and Path("plans/ada.md").read_text() == PLAN


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ada", " \n"], "a note needs something to say"),
        (["ada", "\udcff"], "not UTF-8"),
        (["ada", "Sang", "--on", "tomorrow"], "has not come yet"),
        (["ada", "Sang", "--on", "someday"], "someday"),
        (["ad", "Sang"], "the whole of it is needed"),
        (["bo", "Sang"], "bo"),
        (["ada"], "`cap note` needs TEXT too"),
    ],
)
def test_what_cannot_be_kept_leaves_nothing_behind(run: Run, data: Path, words: list[str], said: str) -> None:
    result = run("note", *words)
    assert (result.exit_code, result.stdout, data.exists()) == (2, "", False)
    assert said in result.stderr


def test_what_was_seen_never_goes_where_others_can_read_it(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    result = run("note", "ada", SECRET)
    assert result.exit_code == 2 and "the private notes lie inside the work tree" in result.stderr
    Path(".gitignore").write_text("notes/\n")
    assert run("note", "ada", "x").exit_code == 0
    git("add", "-f", "notes/ada.md")
    result = run("note", "ada", SECRET)
    assert result.exit_code == 2 and "git tracks this private note" in result.stderr and SECRET not in result.output
    assert Path("notes/ada.md").read_text() == "- seen: 2026-11-22 x\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are for Unix")
@pytest.mark.usefixtures("data")
def test_eight_first_notes_at_once_are_all_kept() -> None:
    workspace, plan = open_workspace(), Path("plans/ada.md")
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for each in range(5):
                    note_seen(workspace, plan, f"{number} {each}", date.fromisoformat(TODAY))
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    [file] = (Path(os.environ["XDG_DATA_HOME"])).rglob("ada.md")
    wanted = {f"- seen: {TODAY} {number} {each}" for number in range(8) for each in range(5)}
    assert sorted(file.read_text().splitlines()) == sorted(wanted)


def test_the_managers_pages_say_to_tell_it_and_no_other_page_knows(run: Run, full: Path) -> None:
    run("note", "ada", "Kept calm when the lift stuck")
    run("private", "ada", "-m", SECRET)
    page, sheet = (run(*words).stdout for words in (["agenda", "ada", "--for", "manager"], ["prep", "ada"]))
    line = "- seen: 2026-11-22 Kept calm when the lift stuck"
    assert f"Tell it as you saw it, the good first:\n  {line}\n" in page and page.count("the lift stuck") == 1
    assert line in below(sheet, "What you saw and have not said yet") and sheet.count("the lift stuck") == 1
    for text in (page, sheet):
        assert below(text, "Your private notes").strip() == f"### 2026-11-22\n{SECRET}"
    for audience in ("both", "person"):
        for more in ([], ["--format", "json"], ["--format", "prompt"], ["--minutes", "15"]):
            text = run("agenda", "ada", "--for", audience, *more).output
            assert "lift" not in text and SECRET not in text and len(text) > 100
    assert "lift" not in run("agenda", "ada", "--for", "manager", "--format", "prompt").output


# ---- each side thinks


def test_each_side_has_a_sheet_of_its_own(run: Run, full: Path) -> None:
    managers, persons = run("prep", "ada").stdout, run("prep", "ada", "--for", "person").stdout
    assert run("prep", "ada", "--for", "manager").stdout == managers
    assert managers.startswith(
        "**For the manager alone.** Keep this page out of every repository.\n\n# Before you talk with Ada\n"
    )
    assert persons.startswith("# Before we talk, Ada\n")
    owed = below(managers, "What you owe")
    assert (
        "A seat in the planning round (by 1 November): done on ______, or coming on ______" in owed and "pharmacist" not in owed
    )
    assert "planning round" not in persons and "pharmacist" not in persons
    for sheet in (managers, persons):
        assert sheet.count("My voice shook only the first time.") == sheet.count("Could nights be fewer?") == 1
    assert "Old engines" in below(managers, "What you know of Ada") and "Calm (8)" in managers
    assert "“Lead it on Mondays”: an honest new day ______" in below(persons, "What was meant to be done by now")
    assert "“Handover”, from 1" in below(persons, "Where you are")
    assert "From Ruth: ______" in below(persons, "What you need")


def test_the_persons_sheet_can_be_read_by_somebody_who_has_never_heard_of_cap(run: Run, full: Path) -> None:
    sheet = run("prep", "ada", "--for", "person").stdout.partition("<!--")[0]
    assert not re.search(r"\b(?:cap|lint|plan|yaml|agenda|due|rating|repository)\b|`", sheet, re.IGNORECASE)
    assert "______" in sheet


def test_an_empty_plan_has_sheets_too(run: Run, data: Path) -> None:
    Path("plans/ada.md").write_text("---\nname: Ada Obi\n---\n")
    managers, persons = run("prep", "ada"), run("prep", "ada", "--for", "person")
    assert managers.exit_code == persons.exit_code == 0 and managers.stderr == persons.stderr == ""
    for known in ("what comes easily to them", "what makes work worth it for them", "the futures they would love"):
        assert known in below(managers.stdout, "What you do not know yet")
    assert "What you owe" not in managers.stdout and below(persons.stdout, "What draws you")


def test_a_sheet_goes_into_a_new_file_and_the_managers_into_no_repository(run: Run, full: Path, empty: Path) -> None:
    run("private", "ada", "-m", SECRET)
    refused = run("prep", "ada", "-o", "mine.md")
    assert (
        refused.exit_code == 2 and "mine.md lies in a repository, and this page is for the manager's eyes alone" in refused.stderr
    )
    assert not Path("mine.md").exists()
    desk = empty / "home" / "mine.md"
    written = run("prep", "ada", "-o", str(desk))
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", f"Written to {desk}.\n")
    assert desk.read_text("utf-8") == run("prep", "ada").stdout and stat.S_IMODE(desk.stat().st_mode) == 0o600
    assert run("prep", "ada", "--for", "person", "-o", "theirs.md").exit_code == 0
    assert Path("theirs.md").read_text("utf-8") == run("prep", "ada", "--for", "person").stdout
    again = run("prep", "ada", "--for", "person", "-o", "theirs.md")
    assert again.exit_code == 2 and "is there already" in again.stderr
    assert "there is no folder nowhere" in run("prep", "ada", "--for", "person", "-o", "nowhere/x.md").stderr
    assert holders(empty / "team") == []


def test_the_managers_sheet_is_found_in_a_repository(run: Run, full: Path) -> None:
    for side, found in (("person", 0), ("manager", 1)):
        Path("sheet.md").write_text(run("prep", "ada", "--for", side).stdout)
        result = run("lint", "--select", "private-in-repo")
        assert (result.exit_code, result.stdout.count("this page is for the manager alone")) == (found, found)


def test_a_team_has_a_sheet_of_its_own_that_cannot_tell_the_notes_by_a_slip(run: Run, full: Path) -> None:
    run("private", "ada", "-m", SECRET)
    run("note", "ada", SECRET)
    Path("templates/prep").mkdir(parents=True)
    own = Path("templates/prep/manager.md.j2")
    own.write_text('{% extends "cap:prep/manager.md.j2" %}{% block private %}## Ours, {{ sheet.person }}{% endblock %}')
    page = run("prep", "ada").stdout
    assert page.startswith("**For the manager alone.**") and page.endswith("\n## Ours, Ada\n")
    for slip in ("{{ sheet[sheet.private[1]] }}", "{{ sheet[sheet.parts[1].lines[0]] }}", "{{ sheet.private[1] + 1 }}"):
        own.write_text(slip)
        result = run("prep", "ada")
        assert result.exit_code == 2 and "manager.md.j2:1: " in result.stderr and SECRET not in result.output
    Path("templates/prep/person.md.j2").write_text("{{ sheet.private|length }} {{ sheet.parts|length }} {{ audience }} {{ key }}")
    assert re.fullmatch(r"0 \d person ada\n\n<!-- \w+ -->\n\ncap: .*\n", run("prep", "ada", "--for", "person").stdout)


def test_a_plan_that_cannot_be_read_has_no_sheet_and_no_questions(run: Run, data: Path) -> None:
    Path("plans/ada.md").write_text("---\nname: [\n---\n")
    for words in (["prep", "ada"], ["prep", "ada", "--for", "person"], ["ask", "energy", "--person", "ada"]):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (1, "") and "plans/ada.md:2:7: error yaml-syntax" in result.stderr
    assert run("prep", "ada", "--for", "both").exit_code == 2


# ---- a question is looked for


def asked(run: Run, *words: str) -> dict[str, Any]:
    result = run("ask", *words, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_all_words_have_to_be_there_in_the_question_or_in_what_it_is_about(run: Run, full: Path) -> None:
    bank = load("questions.yaml", Bank).questions
    assert len(bank) >= 150
    everything = asked(run)
    assert [found["text"] for found in everything["questions"]] == [question.text for question in bank]
    assert len(everything["tough"]) == len(load("tough.yaml", ToughBank).tough)
    for words in (("energy", "present"), ("career-vision", "broad"), ("life-story", "story", "past")):
        numbers = {found["number"] for found in asked(run, *words)["questions"]}
        marked = {found["number"] for found in everything["questions"] if {*words} <= {*found["marks"]}}
        assert numbers >= marked != set()
        text = run("ask", *words).stdout
        assert {int(number) for number in re.findall(r"^ *(\d+)  ", text, re.MULTILINE)} == numbers
    assert asked(run, "ENÉRGY", "Present") == asked(run, "energy", "present")
    assert len(asked(run, "energy", "present")["questions"]) < len(asked(run, "energy")["questions"])


def test_what_is_about_one_type_is_found_by_it(run: Run, full: Path) -> None:
    found = asked(run, "--type", "setback")
    assert found["questions"] and all("setback" in question["marks"] for question in found["questions"])
    wrong = run("ask", "--type", "set-back")
    assert wrong.exit_code == 2 and "Did you mean `setback`?" in wrong.stderr


def test_with_a_person_it_is_what_suits_them_in_their_words(run: Run, full: Path) -> None:
    for direction, others in (("up", {"across", "deeper"}), ("deeper", {"up", "across"})):
        Path("plans/ada.md").write_text(FULL.replace("direction: up", f"direction: {direction}"), encoding="utf-8")
        marks = [set(found["marks"]) for found in asked(run, "--person", "ada")["questions"]]
        assert any(direction in held for held in marks) and not any(held & others and direction not in held for held in marks)
    assert "Old engines" in json.dumps(asked(run, "--person", "ada")["questions"])
    assert "Old engines" not in json.dumps(asked(run)["questions"])
    assert asked(run, "engines", "--person", "ada")["questions"]


def test_a_tough_question_comes_with_its_line_and_with_what_the_plan_says(run: Run, full: Path) -> None:
    [entry] = [entry for entry in load("tough.yaml", ToughBank).tough if entry.question == "What does it take to be promoted?"]
    alone, about = (asked(run, "tough", "take", "promoted", *more)["tough"] for more in ([], ["--person", "ada"]))
    assert [(found["question"], found["line"], found["plan"]) for found in alone] == [(entry.question, entry.line, [])]
    assert about[0]["plan"] == ["Handover 4", "Calm"]
    shown = " ".join(run("ask", "tough", "take", "promoted").stdout.split())
    assert shown == f"“{entry.question}” {entry.line} Look up first: {', '.join(entry.look)}"
    assert "In the plan: Handover 4; Calm" in run("ask", "tough", "take", "promoted", "--person", "ada").stdout
    assert asked(run, "tough")["questions"] == [found for found in asked(run)["questions"] if "tough" in found["text"].lower()]


def test_what_is_not_in_the_bank_is_said(run: Run, full: Path) -> None:
    result = run("ask", "energy", "zzyzx")
    assert (result.exit_code, result.stdout) == (2, "") and "no question holds all of these words" in result.stderr
    assert asked(run, "zzyzx") == {"version": 1, "questions": [], "tough": []}
    assert run("ask", "--person", "nobody").exit_code == 2


def test_a_team_asks_its_own_questions(run: Run, full: Path) -> None:
    Path("templates").mkdir()
    Path("templates/questions.yaml").write_text("questions: [{text: Why boats?, tense: past, topic: boats}]\n")
    assert [found["text"] for found in asked(run)["questions"]] == ["Why boats?"]
    assert asked(run)["tough"]
    Path("templates/questions.yaml").write_text("questions:\n  - {text: Why?, tense: soon, topic: boats}\n")
    result = run("ask")
    assert result.exit_code == 2 and "questions.yaml:2: " in result.stderr and "soon" in result.stderr


# ---- a page for a program, and for a language model


def test_what_a_page_is_made_of_is_there_for_programs(run: Run, full: Path, empty: Path) -> None:
    run("private", "ada", "-m", SECRET)
    run("note", "ada", "Kept calm")
    page = run("agenda", "ada", "--type", "check-in").stdout
    made = json.loads(run("agenda", "ada", "--type", "check-in", "--format", "json").stdout)
    assert (made["version"], made["key"], made["kind"], made["audience"]) == (1, "ada", "check-in", "both")
    parts = [
        *((part["title"], part["minutes"]) for part in made["page"]["sections"]),
        ("What we agree", made["page"]["agree_minutes"]),
    ]
    assert re.findall(r"^## \d+\. (.*) \((\d+) min\)$", page, re.MULTILINE) == [(title, str(minutes)) for title, minutes in parts]
    for part in made["page"]["sections"]:
        assert all(line["text"] in page for line in part["lines"])
    assert [f"| {row['what']} | {row['who']} | {row['by']} |" in page for row in made["page"]["agreements"]].count(False) == 0
    assert made["page"]["private"] == made["page"]["seen"] == []
    desk = empty / "home" / "mine.json"
    mine = ("agenda", "ada", "--for", "manager", "--format", "json")
    assert run(*mine, "-o", str(desk)).exit_code == 0 and stat.S_IMODE(desk.stat().st_mode) == 0o600
    held = json.loads(desk.read_text("utf-8"))
    assert held == json.loads(run(*mine).stdout)
    assert held["page"]["seen"] == ["- seen: 2026-11-22 Kept calm"] and SECRET in held["page"]["private"]
    assert run(*mine, "-o", "mine.json").exit_code == 2 and not Path("mine.json").exists()


def test_what_is_pasted_into_a_language_model_holds_the_facts_and_says_what_would_leave(run: Run, full: Path) -> None:
    run("private", "ada", "-m", SECRET)
    run("note", "ada", SECRET)
    Path("plans/ada.md").write_text(FULL.replace("stage: agreed", "stage: agreed\nx-pay: grade seven"), encoding="utf-8")
    for audience in ("both", "person", "manager"):
        result = run("agenda", "ada", "--format", "prompt", "--for", audience, "--minutes", "30", "--type", "check-in")
        assert result.exit_code == 0 and SECRET not in result.output
        assert result.stderr == (
            "If you paste this, it leaves your machine: Ada Obi, Ruth Lang, 1 interest, 1 strength, 1 goal, 1 skill, 1 action, 1 progress note,"
            " 2 promises, 1 topic, 1 talk."
            " Private notes are not in it.\n"
        )
        facts = json.loads(result.stdout.partition("```json\n")[2].partition("```")[0])
        need = {"need": "A seat in the planning round", "from": "Ruth Lang", "due": "2026-11-01"}
        assert facts["name"] == "Ada Obi" and facts["support"][0] == need
        assert "grade seven" not in result.stdout and "a story that stays here" not in result.stdout
        assert "30 minutes" in result.stdout and "check-in" in result.stdout
    assert run("agenda", "ada", "--format", "prompt", "-o", "prompt.md").exit_code == 0
    assert Path("prompt.md").read_text("utf-8") == run("agenda", "ada", "--format", "prompt").stdout
    assert run("agenda", "ada", "--format", "prose").exit_code == 2


# ---- a page is held against the plan


def test_cap_s_own_page_holds_and_what_is_changed_in_it_is_found(run: Run, full: Path) -> None:
    run("agenda", "ada", "--type", "check-in", "-o", "page.md")
    page = Path("page.md").read_text("utf-8")
    result = run("agenda", "ada", "--compare", "page.md")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "page.md: nothing to mend.\n")
    quote = "My voice shook only the first time."
    assert quote in page
    Path("page.md").write_text(page.replace(quote, "My voice shook only the last time."), encoding="utf-8")
    result = run("agenda", "ada", "--compare", "page.md")
    line = page[: page.index(quote)].count("\n") + 1
    assert result.exit_code == 1 and re.search(rf"^page\.md:{line}:\d+: error ", result.stdout, re.MULTILINE)
    assert result.stderr.startswith("page.md: 1 error")


def test_a_page_from_elsewhere_is_read_from_a_pipe(full: Path) -> None:
    command = [sys.executable, "-m", "cap", "agenda", "ada", "--compare", "-"]
    page = b"# Ada\n\n## Talk (60 min)\n\n## Your private notes\n\n- seen: 2026-11-20 Sang\n"
    done = subprocess.run(command, input=page, capture_output=True, check=False)
    assert done.returncode == 1 and done.stdout.count(b"<stdin>:") >= 2 and b"private notes" in done.stdout
    done = subprocess.run(command, input=b"# Ada\n\xff", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"") and b"<stdin>:2: this page is not UTF-8" in done.stderr


def test_what_is_no_page_is_said(run: Run, full: Path) -> None:
    for page, said in (("nowhere.md", "there is no such file"), ("plans", "this is not a file")):
        result = run("agenda", "ada", "--compare", page)
        assert (result.exit_code, result.stdout) == (2, "") and said in result.stderr
    run("note", "ada", SECRET)
    [file] = full.rglob("ada.md")
    result = run("agenda", "ada", "--compare", str(file))
    assert result.exit_code == 2 and "is a place for private notes" in result.stderr and SECRET not in result.output


# ---- what is late is settled first

MINE = ("agenda", "ada", "--for", "manager")


def test_each_late_thing_is_done_moved_given_up_or_left(typed: Typed, full: Path) -> None:
    code, seen = typed("m\n2026-12-10\nd\n2026-11-05\ng\nTom has left\n", *MINE)
    plan = Path("plans/ada.md").read_text("utf-8")
    assert code == 0 and "3 dates in Ada’s plan went by." in seen
    assert "due: 2026-12-10" in plan and "was: [2026-11-20]" in plan
    assert re.search(r"A seat in the planning round.*done: 2026-11-05", plan)
    assert re.search(r"An hour with the pharmacist.*because: Tom has left", plan)
    page = seen.partition("\n# Career conversation")[2]
    assert "was due" not in page and "planning round" not in below(page, "1. Opening (5 min)") and page


def test_what_is_left_stays_as_it_is_and_a_slip_is_asked_again(typed: Typed, full: Path) -> None:
    code, seen = typed("\nx\n\nm\nneverday\n\n", *MINE)
    assert code == 0 and "Type d, m or g, or nothing." in seen and "neverday" in seen
    assert Path("plans/ada.md").read_text("utf-8") == FULL
    code, seen = typed("\x04", *MINE)
    assert code == 0 and "# Career conversation" in seen and Path("plans/ada.md").read_text("utf-8") == FULL


@pytest.mark.parametrize("words", [(*MINE, "--no-input"), ("agenda", "ada"), ("agenda", "Ob", "--for", "manager")])
def test_nobody_is_asked_who_did_not_want_it_or_could_not_answer(typed: Typed, full: Path, words: tuple[str, ...]) -> None:
    code, seen = typed("d\n\n" * 3, *words)
    assert code == 0 and "went by" not in seen and "[d]one" not in seen
    assert Path("plans/ada.md").read_text("utf-8") == FULL


def test_a_pipe_is_not_asked(run: Run, full: Path) -> None:
    assert "[d]one" not in run(*MINE).output and Path("plans/ada.md").read_text("utf-8") == FULL


def test_options_that_do_not_go_together_are_refused(run: Run, plan: Path) -> None:
    Path("page.md").write_text("# A page\n", encoding="utf-8")
    for more in (["--type", "check-in"], ["--minutes", "30"], ["--format", "json"], ["-o", "x.md"]):
        result = run("agenda", "ada", "--compare", "page.md", *more)
        assert result.exit_code == 2 and "holds a page against the plan" in result.stderr
    result = run("agenda", "ada", "--format", "prompt", "--template", "x.md.j2")
    assert result.exit_code == 2 and "a prompt is none" in result.stderr
