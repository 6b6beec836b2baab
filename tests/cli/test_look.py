"""`cap list` and `cap show` as people type them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cap.lint.engine import Policy, lint
from cap.plan.items import entries
from cap.plan.model import Plan
from cap.plan.read import read
from cap.team.output.people import COMPARING
from cap.team.overview import row
from cap.text.columns import width
from tests.cli.conftest import TODAY, Run, Typed, tree

DAY = datetime.date.fromisoformat(TODAY)
HERE = Path(__file__).parents[2]
CORPUS = sorted((HERE / "tests" / "corpus").glob("*.md")) + sorted((HERE / "examples" / "plans").glob("*.md"))

PEOPLE = {
    "ada": """\
---
name: Ada Okonkwo
stage: agreed
next: 2026-11-10
conversations:
  - {date: 2026-08-11, type: action-plan}
goals:
  - {id: lead, goal: Lead the night shift, measure: Ten nights, due: 2027-06-30}
skills:
  - skill: Handover
    goal: lead
    rating: 4
    target: 6
    ten: Nobody calls back
    ways: [Lead it on Mondays, Watch Tom, Read]
    ratings:
      - {date: 2026-02-11, rating: 3}
      - {date: 2026-08-11, rating: 4}
      - {date: 2026-08-11, rating: 6, by: self}
    actions:
      - action: Lead the Monday handover
        type: experience
        measure: Eight Mondays without a call back
        due: 2026-10-31
        with: Tom Hale
        progress:
          - {date: 2026-08-30, note: The first}
          - {date: 2026-09-06, note: The second, link: "https://example.org"}
      - {action: Watch Tom, type: exposure, measure: Once, due: 2026-09-01, done: 2026-08-20}
      - {action: Course, type: education, status: dropped, because: Too far away, due: 2026-09-01}
  - {skill: Rota planning, done: 2026-06-01, rating: 7, target: 7, actions: [{action: Plan June, due: 2026-05-01}]}
support:
  - {need: Two Mondays free, from: Ruth, due: 2026-10-01}
topics:
  - {topic: Nights, by: ada, date: 2026-08-11}
strengths:
  - {skill: Calm, rating: 8, mentor: yes}
visions:
  - {id: ward, vision: A ward of my own, where: here}
---

# Ada Okonkwo

## Life story

Long.

## 2026-08-11 action-plan

We agreed on 4.

## 2026-02-11 check-in

Earlier.
""",
    "Bo": "---\nname: 佐藤 美咲\nnext: 2026-11-22\n---\n",
    "carol": "---\nname: Carol\npauses: [{from: 2025-06-01, until: 2027-01-01}]\nnext: 2026-01-01\nstarted: 2025-01-01\n---\n",
    "dan": "Dan wants to move on.\n",
}


@pytest.fixture
def people(empty: Path) -> Path:
    """A folder with a plan that is due, one with wide characters, a paused one and a broken one."""
    (empty / "plans").mkdir()
    for key, text in PEOPLE.items():
        (empty / "plans" / f"{key}.md").write_text(text, encoding="utf-8")
    return empty


@pytest.fixture
def corpus(empty: Path) -> Path:
    """A folder with plans of every kind."""
    (empty / "plans").mkdir()
    for path in CORPUS:
        shutil.copy(path, empty / "plans")
    return empty


# ---- list


def test_everyone_at_a_glance(run: Run, people: Path) -> None:
    result = run("list")
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
KEY    NAME         STAGE   LAST        NEXT         OPEN  LATE
ada    Ada Okonkwo  agreed  2026-08-11  2026-11-10!     1     2
Bo     佐藤 美咲    draft   -           2026-11-22      -     -
carol  Carol        paused  -           2026-01-01      -     -
dan    broken: line 1: there is no front matter.
"""
    )
    assert (
        result.stderr
        == """\
4 plans, 1 conversation due (marked !): Ada Okonkwo waits (since 2026-11-10, 12 days ago); `cap agenda ada` prepares it.
1 plan cannot be read; `cap lint plans/dan.md` says what to mend.
"""
    )


def test_the_table_is_aligned_and_fits_the_terminal(typed: Typed, run: Run, corpus: Path) -> None:
    for path in corpus.glob("plans/*.md"):
        path.rename(path.with_name(f"{path.stem[-12:]}.md"))
    for columns in (60, 80, 100):
        *lines, _, _ = typed("", "list", COLUMNS=str(columns))[1].splitlines()
        lines = [line for line in lines if line.startswith("KEY") or Path("plans", f"{line.split()[0]}.md").exists()]
        assert len(lines) == 1 + len(list(corpus.glob("plans/*.md")))
        assert max(map(width, lines)) <= columns
        stage = lines[0].index("STAGE")
        for line in lines[1:]:
            if " broken: " not in line:
                before = next(i for i in range(len(line)) if width(line[:i]) == stage)
                assert re.match(r"  (draft|exploring|agreed|paused) ", line[before - 2 :])
    assert "MANAGER" not in typed("", "list", COLUMNS="60")[1] and "MANAGER" in typed("", "list", COLUMNS="200")[1]


def test_to_a_pipe_nothing_is_cut_and_no_column_is_dropped(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus / "plans" / "long.md").write_text(f"---\nname: {'Long ' * 40}End\nnext: 2026-01-01\n---\n")
    monkeypatch.setenv("COLUMNS", "20")
    for words in (["list"], ["due"], []):
        shown = run(*words).stdout
        assert "…" not in "".join(line for line in shown.splitlines() if " broken: " not in line)
    listed = run("list").stdout
    assert "Long End" in listed and listed.split("\n")[0].split() == "KEY NAME MANAGER STAGE LAST NEXT OPEN LATE".split()


def test_list_as_json(run: Run, people: Path) -> None:
    found = json.loads(run("list", "--format", "json").stdout)
    assert {key: found[key] for key in ("version", "today")} == {"version": 1, "today": TODAY}
    assert [person["key"] for person in found["people"]] == ["ada", "Bo", "carol", "dan"]
    assert found["people"][0] == {
        "key": "ada",
        "path": "plans/ada.md",
        "name": "Ada Okonkwo",
        "role": None,
        "manager": None,
        "direction": [],
        "stage": "agreed",
        "last": "2026-08-11",
        "next": "2026-11-10",
        "talk_by": "2026-11-10",
        "due": True,
        "goals": 1,
        "open": 1,
        "overdue": 2,
        "experience": 1,
        "exposure": 1,
        "education": 0,
        "errors": 0,
        "warnings": 1,
        "hints": 6,
        "broken": None,
    }
    assert found["people"][3]["broken"] == "line 1: there is no front matter."
    assert [person["due"] for person in found["people"]] == [True, False, False, False]


def test_list_as_csv_says_the_same_as_json_but_for_what_invites_to_compare_people(run: Run, corpus: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv").stdout)))
    found = json.loads(run("list", "--format", "json").stdout)["people"]
    words = {None: "", True: "yes", False: "no"}
    assert rows == [
        {
            key: words[value]
            if value is None or isinstance(value, bool)
            else ", ".join(value)
            if isinstance(value, list)
            else str(value)
            for key, value in person.items()
            if key not in COMPARING
        }
        for person in found
    ]
    assert {"role", "manager", "direction", "stage"} <= set(rows[0])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "\t", "\r"])
def test_no_name_is_a_formula_in_a_spreadsheet(run: Run, empty: Path, start: str) -> None:
    (empty / "plans").mkdir()
    (empty / "plans" / "eve.md").write_text(f"---\nname: {json.dumps(start + 'cmd(1)')}\n---\n")
    [person] = csv.DictReader(io.StringIO(run("list", "--format", "csv").stdout))
    assert person["name"].startswith("'")
    assert person["name"].endswith("cmd(1)")


LOOKS = (
    "list",
    "list --format json",
    "list --format csv",
    "due",
    "due --format json",
    "due --format csv",
    "due --format md --person eve",
)


@pytest.mark.parametrize("words", [look.split() for look in (*LOOKS, "")])
@pytest.mark.parametrize("color", ["never", "auto"])
def test_a_name_cannot_command_the_terminal(run: Run, empty: Path, words: list[str], color: str) -> None:
    (empty / "plans").mkdir()
    (empty / "plans" / "eve.md").write_text(
        '---\nname: "\\e[2J\\u202Eeve\\x9b1m"\nsupport: [{need: "\\e[2J", due: 2026-11-22}]\n---\n"\x1b[2J \x9b \u202e"\n'
    )
    for command in (words, ["show", "eve"], ["show", "eve", "--format", "md"], ["show", "eve", "--format", "json"]):
        output = run(*command, "--color", color).output
        assert "eve" in output
        assert not re.search("[\x1b\x9b\u202e]", output)


def test_a_conversation_is_due_in_list_when_lint_says_so() -> None:
    for path in CORPUS:
        reading = read(path.read_bytes(), str(path))
        problems = lint(reading, Policy(ignore=frozenset({"next-missing"})), today=DAY)  # beside it the other is silent
        if reading.plan is not None and not reading.spoilt and b"ignore" not in reading.raw:
            found = row("x", reading, problems, today=DAY, cadence="3 months")
            assert found and found.due == any(problem.rule == "conversation-due" for problem in problems), path
            late = {"action-overdue", "goal-overdue", "support-overdue"}
            assert found.overdue == sum(problem.rule in late for problem in problems), path


@pytest.mark.parametrize(("today", "due"), [("2026-12-31", False), ("2027-01-02", True)])
def test_nothing_is_due_before_a_pause_ends(run: Run, people: Path, today: str, due: bool) -> None:
    found = json.loads(run("list", "--format", "json", "--today", today).stdout)["people"]
    assert next(person["due"] for person in found if person["key"] == "carol") is due


def test_the_settings_count_in_list(run: Run, people: Path) -> None:
    (people / "cap.yaml").write_text("cadence: 1 week\nlint: {rules: {vision-count: off, goal-missing: error}}\n")
    (people / "plans" / "ed.md").write_text("---\nname: Ed\nnext: 2026-11-10\n---\n")
    ed = json.loads(run("list", "--format", "json").stdout)["people"][-1]
    assert (ed["due"], ed["errors"], ed["hints"]) == (True, 1, 2)


def test_a_file_that_cannot_be_opened_is_listed_as_broken(run: Run, people: Path) -> None:
    (people / "plans" / "eve.md").symlink_to("nowhere.md")
    result = run("list")
    assert "eve    broken: it cannot be opened: no such file or directory." in result.stdout
    assert "2 plans cannot be read" in result.stderr


def test_list_without_plans_says_how_to_start(run: Run, empty: Path) -> None:
    (empty / "plans").mkdir()
    result = run("list")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "cap: there are no plans in plans\n     `cap new alice` starts one.\n"


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "fsencode"), reason="names are bytes on POSIX only")
def test_a_file_name_of_odd_bytes(run: Run, empty: Path) -> None:
    (empty / "plans").mkdir()
    try:
        Path(os.fsdecode(os.fsencode(empty / "plans") + b"/al\xffice.md")).write_text("---\nname: Al\n---\n")
    except OSError:
        pytest.skip("this file system takes no such names")
    for words in (["list"], ["list", "--format", "csv"], ["list", "--format", "json"], ["show", "al", "--format", "json"]):
        result = run(*words)
        assert result.exit_code == 0
        assert "al\ufffdice" in result.stdout


def test_from_a_subfolder_and_with_the_settings_of_another_place(run: Run, people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = run("list").stdout
    monkeypatch.chdir(people / "plans")
    assert run("list").stdout == listed
    (people / "cap.yaml").write_text("plans: plans\n")
    (people / "elsewhere").mkdir()
    monkeypatch.chdir(people / "elsewhere")
    assert run("list", "--config", "../cap.yaml").stdout == listed


def test_colour_only_when_it_is_wanted(run: Run, people: Path) -> None:
    for words in (["list"], ["show", "ada"]):
        plain = run(*words).stdout
        coloured = run(*words, "--color", "always").stdout
        assert "\x1b[" not in plain
        assert "\x1b[1;33m" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


# ---- show


def test_a_plan_as_a_person_reads_it(run: Run, people: Path) -> None:
    result = run("show", "ada")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
Ada Okonkwo

stage       agreed
next talk   2026-11-10, 12 days ago: due
last talk   2026-08-11 action-plan, 3 months ago
balance     ██████████▒▒▒▒▒▒▒▒▒▒ 1 of 2 on the job, 1 from others, 0 in training
open        1 goal, 1 action, 1 promise, 1 topic

Strengths
  Calm (8 of 10 · happy to help others with it)

Visions
  v1    A ward of my own (here)

Goals
  g1    Lead the night shift
        due 2027-06-30
        measure: Ten nights

Skills
  1     Handover (4 → 6)
        toward: g1
        a 10: Nobody calls back
        over time: ▂▃ 3 4, 2026-02-11 to 2026-08-11
        rated: 4 agreed, 2026-08-11
        rated: 6 by self, 2026-08-11
        way: Lead it on Mondays
        way: Watch Tom
        way: Read
        1.1   Lead the Monday handover
              experience · due 2026-10-31, overdue
              measure: Eight Mondays without a call back
              with: Tom Hale
              2026-09-06: The second https://example.org
        1.2   Watch Tom (done 2026-08-20)
        1.3   Course (dropped)
              because: Too far away
  2     Rota planning (7 → 7 · done 2026-06-01)
        2.1   Plan June
              no type yet · due 2026-05-01

Support
  s1    Two Mondays free
        due 2026-10-01, overdue
        promised by: Ruth

Topics for next time
  t1    Nights (since 2026-08-11)
        from: ada

Conversations
  2026-08-11 action-plan

Also in the file
  Life story · 2026-02-11 check-in

Notes of 2026-08-11 action-plan
  We agreed on 4.
"""
    )


def test_every_plan_fits_the_terminal(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (80, 60):
        monkeypatch.setenv("COLUMNS", str(columns))
        for path in corpus.glob("plans/*.md"):
            for line in run("show", str(path)).stdout.splitlines():
                assert width(line) <= columns or "http" in line, line


def test_the_numbers_are_those_of_the_file(run: Run, empty: Path) -> None:
    """Also where something before an item could not be read and is left out."""
    (empty / "plans").mkdir()
    (empty / "plans" / "eve.md").write_text(
        "---\nname: Eve\nskills:\n  - rating: 3\n  - skill: Second\n    actions:\n      - 5: x\n      - action: Two\n"
        "topics: [null, {topic: T}]\ngoals:\n  - {gaol: x}\n  - {id: two, goal: G}\n---\n"
    )
    result = run("show", "eve")
    assert result.exit_code == 0
    for number, text in (("2", "Second"), ("2.2", "Two"), ("t2", "T"), ("g2", "G")):
        assert re.search(rf"(?m)^ +{re.escape(number)} +{text}\b", result.stdout)
    assert result.stderr.startswith("Left out, because it could not be read: skills[0].skill (line 4), ")
    assert result.stderr.endswith("`cap lint plans/eve.md` says why.\n")


def test_a_plan_that_cannot_be_read_shows_its_findings_on_stderr(run: Run, people: Path) -> None:
    for words in (["show", "dan"], ["show", "dan", "--format", "md"], ["show", "dan", "--format", "json"]):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == "plans/dan.md:1:1: error no-front-matter: there is no front matter\n"


def test_a_plan_that_is_not_there(run: Run, people: Path) -> None:
    result = run("show", "adda")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean `ada`?" in result.stderr
    assert run("show", "plans").exit_code == 2
    (people / "plans" / "folder.md").mkdir()
    assert run("show", "plans/folder.md").exit_code == 2


def test_markdown_has_the_whole_plan_and_the_body_as_it_stands(run: Run, corpus: Path) -> None:
    for path in corpus.glob("plans/*.md"):
        reading = read(path.read_bytes())
        if reading.plan is None or reading.problems:
            continue
        shown = run("show", str(path), "--format", "md").stdout
        body = reading.body.decode().strip("\n").removeprefix(f"# {reading.plan.name}\n").strip("\n")
        assert shown.rstrip("\n").endswith(body)
        for entry in entries(reading):
            assert f"- **{entry.number}** " in shown
        words = " ".join(re.sub(r"\\(?=\W)", "", shown).split())
        for skill in reading.plan.skills:
            for text in [note.note for action in skill.actions for note in action.progress] + [way.way for way in skill.ways]:
                assert " ".join(text.split()) in words


def test_markdown_marks_in_a_text_stay_what_they_are(run: Run, empty: Path) -> None:
    (empty / "plans").mkdir()
    (empty / "plans" / "eve.md").write_text('---\nname: "*Eve* <b>"\nvisions: ["1. [x](y) `z`", "# head"]\n---\n')
    shown = run("show", "eve", "--format", "md").stdout
    assert shown.startswith("# \\*Eve\\* &lt;b>\n")
    assert "- **v1** 1\\. \\[x](y) \\`z\\`\n- **v2** \\# head\n" in shown


@pytest.mark.parametrize("format", ["md", "html"])
def test_the_comments_of_the_form_are_for_who_writes(run: Run, empty: Path, format: str) -> None:
    assert run("new", "ada", "--yes").exit_code == 0
    path = empty / "plans" / "ada.md"
    text = path.read_text(encoding="utf-8")
    assert text.partition("\n---\n")[2].count("<!--") == 2
    path.write_text(f"{text}\nBegan as a cook.\n\n```\n<!-- in code -->\n```\n", encoding="utf-8")
    shown = run("show", "ada", "--format", format).stdout
    assert "Life story" in shown and "Began as a cook." in shown
    assert re.findall(r"(?:<|&lt;)!--.*", shown) == ["<!-- in code -->" if format == "md" else "&lt;!-- in code --&gt;"]


def test_json_is_the_whole_plan(run: Run, corpus: Path) -> None:
    """Read back as the front matter of a plan, it is the same plan: JSON is YAML."""
    for path in corpus.glob("plans/*.md"):
        reading = read(path.read_bytes())
        if reading.plan is None:
            continue
        shown = json.loads(run("show", str(path), "--format", "json").stdout)
        assert shown["version"] == 1
        assert shown["key"] == path.stem
        assert shown["body"] == reading.body.decode()
        assert len(shown["left_out"]) == len(reading.problems)
        assert msgspec.convert(without_own_keys(shown["plan"]), Plan) == reading.plan


def without_own_keys(values: object) -> object:
    if isinstance(values, dict):
        return {key: without_own_keys(value) for key, value in values.items() if not key.startswith("x-")}
    return [without_own_keys(value) for value in values] if isinstance(values, list) else values


def test_json_has_the_keys_of_the_teams_own(run: Run, empty: Path) -> None:
    (empty / "plans").mkdir()
    (empty / "plans" / "eve.md").write_text(
        "---\nname: Eve\nx-level: 5\nx-list: [a, {b: no}, ~]\nvisions: [One, {vision: Two, x-why: because}]\n"
        "skills:\n  - rating: 3\n  - {skill: S, x-id: 7, actions: [{action: A, x-b: c}]}\n---\n"
    )
    plan = json.loads(run("show", "eve", "--format", "json").stdout)["plan"]
    assert plan["x-level"] == "5"
    assert plan["x-list"] == ["a", {"b": "no"}, None]
    assert plan["visions"] == [{"vision": "One"}, {"vision": "Two", "x-why": "because"}]
    assert plan["skills"] == [{"skill": "S", "x-id": "7", "actions": [{"action": "A", "x-b": "c"}]}]


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        ("Just a few words.\n\nAnd more.\n", "In the file\n  Just a few words.\n\n  And more.\n"),
        ("## Story\n\nx\n\n## Later\n", "Also in the file\n  Story · Later\n"),
        ("```\n## 2026-01-01 not a heading\n```\n", "In the file\n  ```\n  ## 2026-01-01 not a heading\n  ```\n"),
        ("## 2026-01-01 a\nx\n## 2026-03-01 b\n### c\n\ty\n# z\n", "Notes of 2026-03-01 b\n  ### c\n      y\n"),
        ("", "stage       draft\n"),
    ],
)
def test_what_is_shown_of_the_body(run: Run, empty: Path, body: str, ending: str) -> None:
    (empty / "plans").mkdir()
    (empty / "plans" / "eve.md").write_text(f"---\nname: Eve\n---\n{body}")
    assert run("show", "eve").stdout.endswith("\n" + ending)


def test_looking_changes_nothing(run: Run, corpus: Path) -> None:
    before = tree(corpus)
    for words in (["list"], ["show", "wairimu"], ["show", "wairimu", "--format", "md"]):
        assert run(*words).exit_code == 0
    assert tree(corpus) == before


# ---- folders of every kind


def test_folders_in_folders_in_folders_hide_nobody(run: Run, people: Path) -> None:
    try:
        for i in range(1100):
            Path("plans" if i == 0 else "d").mkdir(exist_ok=True)
            os.chdir("plans" if i == 0 else "d")
            if i in (10, 1000):
                Path("deep.md" if i == 10 else "deeper.md").write_text("---\nname: Deep\n---\n")
        os.chdir(people)
        result = run("list")
        assert result.exit_code == 0
        assert "deep " in result.stdout and "deeper" not in result.stdout
        lint = run("lint", "--select", "unreadable")
        assert len(lint.stdout.splitlines()) == 2
        assert "d:1:1: error unreadable: this file cannot be opened: it is a folder in folders, more than 64 deep" in lint.stdout
    finally:
        subprocess.run(["rm", "-r", people / "plans" / "d"], check=True)  # Python cannot before 3.12


@pytest.mark.parametrize("name", ["night", "."])
def test_a_folder_that_cannot_be_read_is_reported_and_hides_nobody(
    run: Run, people: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (people / "plans" / "night").mkdir()
    (people / "plans" / "night" / "zed.md").write_text("---\nname: Zed\n---\n")
    closed, at = os.path.normpath(people / "plans" / name), os.path.normpath(Path("plans", name))
    real: dict[str, Callable[..., object]] = {"scandir": os.scandir, "open": os.open, "stat": os.stat}

    def guarded(call: str, path: str, *more: int) -> object:
        whole = os.path.normpath(Path.cwd() / path)
        if whole.startswith(f"{closed}/") if call == "stat" else whole == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real[call](path, *more)

    for call in real:
        monkeypatch.setattr(os, call, lambda path, *more, call=call, **_: guarded(call, path, *more))
    listed = run("list")
    assert re.search(rf"^{Path(at).name} +broken: it cannot be opened: permission denied", listed.stdout, re.M)
    assert (f"`cap lint {at}`" in listed.stderr) == (name == ".")
    for words in (["lint"], ["lint", at], ["lint", "--fix"]):
        lint = run(*words)
        assert lint.exit_code == 1
        assert f"{at}:1:1: error unreadable: this file cannot be opened: permission denied" in lint.stdout
    assert (run("show", "ada").exit_code == 0) == (name == "night")
    assert run("new", "fay").exit_code == 0


@pytest.mark.parametrize(
    "plans", ["[plans, .]", "[., plans]", "[plans, plans/, ./plans]", "[plans, link]", "[link, ward, plans]"]
)
def test_a_plan_that_two_folders_lead_to_is_one_plan(run: Run, people: Path, plans: str) -> None:
    listed = run("list", "--format", "csv").stdout.replace("plans/", "")
    Path("link").symlink_to("plans")
    Path("ward").mkdir()
    Path("ward/ada.md").symlink_to("../plans/ada.md")
    Path("cap.yaml").write_text(f"plans: {plans}\n")
    found = run("list", "--format", "csv").stdout
    assert [line.split(",")[0] for line in found.split("\n")] == [line.split(",")[0] for line in listed.split("\n")]
    assert run("show", "ada").exit_code == 0
    assert run("private", "ada").exit_code == 0
    assert run("next", "ada", "+1d").exit_code == 0


# ---- streams that nothing can be written to


@pytest.mark.parametrize(
    ("words", "redirected", "code"),
    [
        ("list", "2>/dev/full", 0),
        ("next ada +1d", "2>/dev/full", 0),
        ("show nobody", "2>/dev/full", 2),
        ("show dan", "2>/dev/full", 1),
        ("list", ">/dev/full", 2),
        ("list", ">/dev/full 2>&1", 2),
        ("show ada --format md", "| true", None),
    ],
)
def test_a_stream_that_takes_nothing_is_no_crash(people: Path, words: str, redirected: str, code: int | None) -> None:
    command = f"{shlex.quote(sys.executable)} -m cap {words} {redirected}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    if code is not None:
        assert done.returncode == code
