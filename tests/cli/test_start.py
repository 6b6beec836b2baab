"""`cap init` and `cap new` as people type them."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cap.lint.engine import lint
from cap.plan.certify import HAS_FAST_PARSER, certify
from cap.plan.model import Plan
from cap.plan.read import read
from cap.refusal import Refusal
from cap.workspace.roster import Newcomer
from cap.workspace.scaffold import forms, repository
from cap.workspace.settings import Settings, Workspace, load_settings
from tests.cli.conftest import Run, Typed, refused, tree

DAY = datetime.date(2026, 11, 22)
NOWHERE = Workspace(Path("/nowhere"), Settings(), None)


def form(name: str = "Alice", **more: object) -> str:
    [text] = forms([Newcomer(name, "alice", **more)], NOWHERE, today=DAY).values()  # type: ignore[arg-type]
    return text


def front(text: str) -> str:
    return text.split("---\n")[1]


# ---- init


def test_init_sets_up_a_folder_and_says_who_can_read_it_and_what_to_type(run: Run, empty: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert result.stdout == "cap.yaml\nplans/example.md\nREADME.md\n"
    assert (
        result.stderr
        == """\
These plans are on your own disk, and nothing is sent anywhere. Whoever can open this folder reads every plan in it.
To share a plan with its person alone, give it a repository of its own: cap init alice-plan --for-one alice

Next:
  read plans/example.md    the plan of an invented person, and how a quarter goes
  cap show example         the same plan on a page
  cap new alice            a form for the first person: fill it in together
"""
    )
    assert set(tree(empty)) == {"cap.yaml", "plans/example.md", "README.md"}
    assert run("lint", "--fail-on", "hint").exit_code == 0


def test_init_makes_a_folder_of_its_own(run: Run, empty: Path) -> None:
    result = run("init", "teams/ward")
    assert result.stdout == "teams/ward/cap.yaml\nteams/ward/plans/example.md\nteams/ward/README.md\n"
    assert "  cd teams/ward\n" in result.stderr


def test_a_folder_for_plans_is_on_ones_own_disk_unless_it_is_to_be_shared(run: Run, empty: Path) -> None:
    (empty / ".git").rmdir()
    everyone = "everyone who can open this repository reads every plan in it"
    quiet = run("init", "mine")
    assert "on your own disk" in quiet.stderr and everyone not in quiet.stderr
    assert "remote" not in quiet.stderr and " push" not in quiet.stderr and "share the plans" not in quiet.stderr
    team = run("init", "team", "--shared")
    assert everyone in team.stderr and Path("team/cap.yaml").read_text().startswith(f"# Shared: {everyone}.\n")
    assert everyone not in Path("mine/cap.yaml").read_text()
    assert run("list", "--config", "team/cap.yaml").exit_code == 0
    assert "leave out --shared" in refused(run("init", "both", "--shared", "--for-one", "bo"))
    assert not Path("both").exists()


def test_a_folder_in_a_repository_that_is_kept_elsewhere_too_is_said_to_be(run: Run, empty: Path) -> None:
    (empty / ".git").rmdir()
    for words in (["init", "-q", "clone"], ["-C", "clone", "remote", "add", "origin", "/nowhere"]):
        subprocess.run(["git", *words], check=True)
    assert f"belongs to the repository {empty / 'clone'}, which is not only on this disk." in run("init", "clone/career").stderr
    subprocess.run(["git", "-C", "clone", "remote", "remove", "origin"], check=True)
    assert "on your own disk" in run("init", "clone/other").stderr


@given(st.dates())
@settings(max_examples=60, deadline=None)
def test_the_example_has_no_finding_on_the_day_it_is_written(today: datetime.date) -> None:
    text = repository(Path("/nowhere"), today=today)[Path("/nowhere/plans/example.md")]
    reading = read(text.encode())
    near_the_end = (
        not datetime.date(1, 6, 1) < today < datetime.date(9998, 12, 31)
    )  # where the calendar has no room for its dates
    assert reading.problems == ()
    assert near_the_end or lint(reading, today=today) == []


def test_every_setting_stands_there_with_its_default(run: Run, empty: Path) -> None:
    run("init")
    file = empty / "cap.yaml"
    assert load_settings(file) == Settings()
    text = re.sub(r"(?m)^#(?! )|^#(?=  )", "", file.read_text())
    written = yaml.safe_load(text)
    assert keys(written) == keys(msgspec.to_builtins(Settings()))
    file.write_text(text)
    assert load_settings(file) == Settings()


def keys(values: object) -> object:
    return {key: keys(value) for key, value in values.items()} if isinstance(values, dict) else None


@pytest.mark.parametrize("there", ["cap.yaml", "plans"])
def test_init_writes_nothing_when_something_is_in_the_way(run: Run, empty: Path, there: str) -> None:
    (empty / there).write_text("# mine\n")
    before = tree(empty)
    result = run("init")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert there in result.stderr
    assert tree(empty) == before


def test_init_beside_plans_that_are_there_adds_no_example(run: Run, empty: Path) -> None:
    run("new", "alice", "--yes")
    before = tree(empty)
    (empty / "README.md").write_text("Ours.\n")
    assert run("init").stdout == "cap.yaml\n"
    assert {name: text for name, text in tree(empty).items() if name != "cap.yaml"} == before | {"README.md": b"Ours.\n"}


def test_init_below_a_cap_yaml_asks_for_the_folder(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init")
    monkeypatch.chdir(empty / "plans")
    refused = run("init")
    assert refused.exit_code == 2
    assert "`cap init .`" in refused.stderr
    assert run("init", ".").stdout == "cap.yaml\nplans/example.md\nREADME.md\n"


# ---- the form


def test_a_fresh_form_has_no_warning_and_few_hints() -> None:
    problems = lint(read(form().encode()), today=DAY)
    assert {problem.level for problem in problems} == {"hint"}
    assert len(problems) <= 3


@pytest.mark.skipif(not HAS_FAST_PARSER, reason="there is no fast parser here")
def test_the_fast_path_takes_a_fresh_form() -> None:
    assert certify(front(form()), Plan) is not None
    assert certify(front(form(role="Nurse", direction=["up", "deeper"], started=DAY)), Plan) is not None


def examples(text: str) -> list[range]:
    """The lines of each example in a form: it begins where a # stands right before a word."""
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if re.match(r"#[a-z]", line)]
    found = []
    for start in starts:
        end = start + 1
        while lines[end].startswith("#  "):
            end += 1
        found.append(range(start, end))
    return found


def without_the_marks(text: str, chosen: list[range]) -> str:
    lines = text.split("\n")
    for block in chosen:
        for i in block:
            lines[i] = lines[i][1:]
    return "\n".join(lines)


def test_each_example_of_the_form_and_all_of_them_can_be_used_as_they_stand() -> None:
    text = form()
    blocks = examples(text)
    keys = {text.split("\n")[block[0]][1:].partition(":")[0] for block in blocks}
    assert keys >= {"direction", "motivations", "strengths", "visions", "goals", "skills", "support", "topics", "conversations"}
    for chosen in [*([block] for block in blocks), blocks]:
        reading = read(without_the_marks(text, chosen).encode())
        assert reading.problems == ()
    plan = reading.plan
    assert plan is not None
    assert [len(getattr(plan, key)) for key in ("strengths", "visions", "goals", "skills", "support")] == [2, 3, 1, 2, 1]


def test_every_key_of_a_plan_is_in_the_form() -> None:
    text = form()
    known = set(Plan.__struct_fields__) - {"format"}
    assert {key for key in known if not re.search(rf"(?m)^#?{key}:", text)} == set()


@given(st.text(min_size=1).filter(lambda text: text.split()), st.text())
@example("O'Brien", "null")
@example('"', "#1: me")
@example("yes", "No")
@example("1e3", "2026-01-01")
@example("- x", "a #b")
@example("李明", "? | & * !")
@example("\x1b[2J\u202e", "\x85\u2028\ufeff")
@settings(max_examples=150, deadline=None)
def test_any_name_is_written_so_that_it_reads_back(name: str, role: str) -> None:
    name, role = " ".join(name.split()), " ".join(role.split())
    plan = read(form(name, role=role).encode()).plan
    assert plan is not None
    assert (plan.name, plan.role or "") == (name, role)
    text = front(form(name, role=role))
    if text.isprintable() or not re.search("[^\n -\ud7ff\ue000-\ufffd]", text):
        assert yaml.safe_load(text)["name"] == name


def test_a_name_of_odd_bytes_is_refused_and_nothing_written(run: Run, empty: Path) -> None:
    result = run("new", "alice", "--name", "Al\udcffice")
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr
    assert tree(empty) == {}


# ---- new


@pytest.fixture
def place(empty: Path) -> Path:
    """A folder for plans."""
    (empty / "plans").mkdir()
    return empty / "plans"


in_place = pytest.mark.usefixtures("place")


def test_new_in_a_folder_that_is_not_set_up_asks_first(run: Run, typed: Typed, empty: Path) -> None:
    said = " ".join(refused(run("new", "alice")).split())
    assert f"no `cap.yaml` was found here ({empty}), and no folder `plans`" in said
    assert "`cap init` sets up a folder for plans; to start the plan here all the same, say --yes." in said
    assert "Nothing was written" in run("new", "alice", "--dry-run").stderr
    code, seen = typed("n\n", "new", "alice")
    assert code == 2 and "Go on? [y/N]" in seen and tree(empty) == {}
    assert typed("y\n", "new", "alice")[0] == 0
    assert run("new", "bo").exit_code == 0
    (empty / "plans").rename(empty / "people")
    (empty / "people" / "carol").mkdir()
    assert run("new", "carol", "--yes").exit_code == 0


@pytest.mark.parametrize("words", [["list"], ["lint"], ["show", "ada"], ["agenda", "ada"], ["next", "ada", "friday"]])
def test_where_no_plans_are_it_is_said_where_was_looked(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    (empty / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(empty / "a" / "b")
    said = " ".join(refused(run(*words)).split())
    assert f"no `cap.yaml` was found here ({empty}/a/b), nor in any folder up to {empty}, and no folder `plans`" in said
    assert "set one up: `cap init`" in said
    (empty / "plans").mkdir()
    assert "`cap new ada` starts one." in refused(run(*words)).replace("cap new alice", "cap new ada")


@in_place
def test_new_in_a_folder_for_plans(run: Run, empty: Path) -> None:
    result = run("new", "alice")
    assert result.exit_code == 0
    assert result.stdout == "plans/alice.md\n"
    assert (
        result.stderr
        == "Fill it in together: `cap form alice` asks for it. `cap lint alice` says what would help, `cap agenda alice` prepares the first talk.\n"
    )
    assert read((empty / "plans" / "alice.md").read_bytes()).plan == Plan(name="Alice", stage="draft")


@in_place
def test_new_for_several_people_with_what_they_share(run: Run, empty: Path) -> None:
    result = run("new", "bo", "grace-adeyemi.md", "--manager", "Ruth: matron", "--direction", "up", "--direction", "across")
    assert result.stdout == "plans/bo.md\nplans/grace-adeyemi.md\n"
    plan = read((empty / "plans" / "grace-adeyemi.md").read_bytes()).plan
    assert plan == Plan(name="Grace Adeyemi", manager="Ruth: matron", direction=["up", "across"], stage="draft")


@in_place
@pytest.mark.parametrize("names", [["bo", "alice"], ["bo", "ALICE"], ["bo", "Bo"], ["bo", "carol"]])
def test_new_writes_nothing_when_one_name_is_taken(run: Run, empty: Path, names: list[str]) -> None:
    run("new", "alice")
    (empty / "plans" / "night").mkdir()
    (empty / "plans" / "night" / "carol.md").write_text("---\nname: Carol\n---\n")
    before = tree(empty)
    result = run("new", *names)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert tree(empty) == before


@in_place
@pytest.mark.parametrize(
    ("typed_name", "key", "name"),
    [
        ("Grace Adeyemi", "grace-adeyemi", "Grace Adeyemi"),
        ("Tom O'Brien", "tom-o-brien", "Tom O'Brien"),
        ("Tom O’Brien", "tom-o-brien", "Tom O’Brien"),
        ("  José   Ñandú ", "josé-ñandú", "José Ñandú"),
        ("Anne (Annie) Lee, Jr.", "anne-annie-lee-jr", "Anne (Annie) Lee, Jr."),
        ("alice,", "alice", "Alice"),
        ("van der Berg, Jan", "van-der-berg-jan", "van der Berg, Jan"),
    ],
)
def test_a_name_is_taken_as_people_write_it(run: Run, empty: Path, typed_name: str, key: str, name: str) -> None:
    assert run("new", typed_name, "--role", "Nurse", "--direction", "up").stdout == f"plans/{key}.md\n"
    plan = read((empty / "plans" / f"{key}.md").read_bytes()).plan
    assert plan == Plan(name=name, role="Nurse", direction=["up"], stage="draft")
    assert run("init", "own", "--for-one", typed_name).exit_code == 0
    made = read((empty / "own" / "plans" / f"{key}.md").read_bytes()).plan
    assert made and made.name == name
    assert f"for-one {key}\n# This repository is for the plan of {name} alone" in (empty / "own" / "cap.yaml").read_text()


@in_place
def test_two_words_of_one_name_are_not_taken_for_two_people(run: Run, typed: Typed, empty: Path) -> None:
    said = refused(run("new", "Grace", "Adeyemi", "--role", "Nurse"))
    assert "2 plans, of Grace and of Adeyemi" in said and "cap new 'Grace Adeyemi'" in said
    assert tree(empty) == {}
    assert run("new", "grace", "Adeyemi").exit_code == 0
    assert run("new", "Ann", "Bo", "--yes").exit_code == 0


@in_place
@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("../../etc/passwd", "Try: cap new passwd"),
        ("plans/alice.md", "Try: cap new alice"),
        ("a..b", "Try: cap new a-b"),
        (".alice", "Try: cap new alice"),
        ("-x y", "Try: cap new x-y"),
        ("alice\n", "Try: cap new alice"),
        ("con", "take it for something else"),
        ("README", "take it for something else"),
        ("a" * 300, "is made of letters"),
        ("\udcff", "is made of letters"),
        ("???", "is made of letters"),
        ("", "is made of letters"),
    ],
)
def test_new_refuses_what_cannot_be_a_name_and_suggests_one(run: Run, empty: Path, name: str, advice: str) -> None:
    result = run("new", "bo", name)
    assert result.exit_code == 2
    assert advice in result.stderr
    assert tree(empty) == {}


@in_place
@pytest.mark.parametrize("name", ["李明", "हिन्दी", "Żółw", "o-brien", "j.r", "x2", "2026", "null"])
def test_new_takes_names_of_any_script(run: Run, empty: Path, name: str) -> None:
    assert run("new", name).exit_code == 0
    assert run("lint", name).exit_code == 0


@in_place
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["a", "b", "--name", "Ada"], "`--name` is what one person is called, and here are 2"),
        (["a", "--direction", "depper"], "did you mean `deeper`?"),
        (["a", "--direction", "left"], "write up, across, deeper or unsure"),
        (["a", "--edit", "--dry-run"], "Leave out one of the two"),
        ([], "`cap new alice`"),
        (["a", "--roster", "people.csv"], "a roster brings its own names"),
        (["--roster", "people.csv"], "no such file"),
        (["--roster", "."], "is a directory"),
        (["a", "--config", "nowhere.yaml"], "there is no settings file"),
    ],
)
def test_new_says_what_it_cannot_do(run: Run, empty: Path, words: list[str], says: str) -> None:
    result = run("new", *words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert tree(empty) == {}


def test_new_where_plans_is_a_file(run: Run, empty: Path) -> None:
    (empty / "plans").write_text("")
    result = run("new", "alice", "--yes")
    assert result.exit_code == 2
    assert result.stderr.startswith("cap: plans")


@in_place
def test_a_dry_run_prints_the_form_and_writes_nothing(run: Run, empty: Path) -> None:
    result = run("new", "alice", "--name", "Alice Brown", "--dry-run")
    assert tree(empty) == {}
    assert result.stderr == "Nothing was written. Without --dry-run: plans/alice.md.\n"
    run("new", "alice", "--name", "Alice Brown")
    assert result.stdout == (empty / "plans" / "alice.md").read_text()
    assert run("new", "bo", "cy", "--dry-run").stdout == "plans/bo.md\nplans/cy.md\n"


def test_new_uses_the_settings_and_works_from_any_subfolder(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty / "cap.yaml").write_text("plans: people\n")
    (empty / "people" / "deep").mkdir(parents=True)
    monkeypatch.chdir(empty / "people" / "deep")
    assert run("new", "alice").exit_code == 0
    assert (empty / "people" / "alice.md").is_file()


@in_place
def test_the_team_can_have_its_own_form(run: Run, empty: Path) -> None:
    (empty / "templates").mkdir()
    own = empty / "templates" / "plan.md.j2"
    own.write_text("---\nname: {{ name|yaml }}\nx-ward: 5\n---\n")
    run("new", "alice")
    assert (empty / "plans" / "alice.md").read_text() == "---\nname: Alice\nx-ward: 5\n---\n"
    own.write_text("---\nname: {{ nmae }}\n---\n")
    assert "did you mean `name`?" in run("new", "bo").stderr
    own.write_text("---\nrole: {{ name }}\n---\n")
    result = run("new", "bo")
    assert result.exit_code == 2
    assert "needs `name`" in result.stderr
    assert not (empty / "plans" / "bo.md").exists()


@in_place
def test_edit_without_a_terminal_leaves_the_file_and_says_so(run: Run, empty: Path) -> None:
    result = run("new", "alice", "--edit")
    assert result.exit_code == 0
    assert result.stderr == "No editor was opened, because this is not a terminal.\n"
    assert (empty / "plans" / "alice.md").is_file()


@in_place
def test_edit_opens_the_first_editor_that_is_set(typed: Typed, empty: Path) -> None:
    opened = empty / "opened"
    script = empty / "my editor"
    script.write_text(f'#!/bin/sh\necho "$@" > "{opened}"\n')
    script.chmod(0o755)
    code, seen = typed("", "new", "alice", "--edit", CAP_EDITOR=f"'{script}' --wait", VISUAL="false", EDITOR="false")
    assert (code, seen) == (0, "plans/alice.md\n")
    assert opened.read_text() == f"--wait {empty}/plans/alice.md\n"


@in_place
def test_edit_without_an_editor_or_with_one_that_is_not_there(typed: Typed, empty: Path) -> None:
    code, seen = typed("", "new", "alice", "--edit")
    assert code == 0
    assert "No editor is set" in seen
    code, seen = typed("", "new", "bo", "--edit", EDITOR="nowhere-to-be-found")
    assert code == 2
    assert "`nowhere-to-be-found` cannot be started" in seen
    assert set(tree(empty)) == {"plans/alice.md", "plans/bo.md"}


# ---- a roster

PEOPLE = [
    ["Name", "KEY", "role", "Manager", "direction", "Started", "E-mail"],
    ["Grace Adeyemi", "", 'Nurse; "night"', "Ruth", "up, deeper", "2026-01-05", "g@example.org"],
    ["李明", "li", "", "", "", "", ""],
]


@in_place
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_roster_as_any_spreadsheet_saves_it(run: Run, empty: Path, delimiter: str, mark: bytes, line_end: str) -> None:
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in PEOPLE]
    (empty / "people.csv").write_bytes(mark + line_end.join([*lines, "", ""]).encode())
    result = run("new", "--roster", "people.csv", "--manager", "Tom")
    assert result.stdout == "plans/grace-adeyemi.md\nplans/li.md\n"
    assert "not used: E-mail." in result.stderr
    grace = read((empty / "plans" / "grace-adeyemi.md").read_bytes()).plan
    assert grace == Plan(
        name="Grace Adeyemi",
        role='Nurse; "night"',
        manager="Ruth",
        direction=["up", "deeper"],
        started=datetime.date(2026, 1, 5),
        stage="draft",
    )
    assert read((empty / "plans" / "li.md").read_bytes()).plan == Plan(name="李明", manager="Tom", stage="draft")


@in_place
def test_a_roster_with_mistakes_names_each_line_and_writes_nothing(run: Run, empty: Path) -> None:
    (empty / "people.csv").write_text(
        'name,key,direction,started\nAda,,up,\n"Bo\nLi",,upp,31/12/2026\n,x,,\nCy,,,,more\nAda,,,\nDee,ada,,\n'
    )
    result = run("new", "--roster", "people.csv")
    assert result.exit_code == 2
    assert (
        result.stderr
        == """\
cap: the roster needs mending first
  people.csv:3: `upp` is not a direction; did you mean `up`?
  people.csv:3: `31/12/2026` is not a day; write year-month-day, such as 2026-03-31
  people.csv:5: this person has no name
  people.csv:6: 5 cells, and only 4 columns; a cell that holds a comma stands in double quotes
  people.csv:7: `ada` stands on line 2 too; give each a name of their own in a column `key`
  people.csv:8: `ada` stands on line 2 too; give each a name of their own in a column `key`
"""
    )
    assert set(tree(empty)) == {"people.csv"}


@in_place
@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "there is no column `name`"),
        (b"name\n", "names nobody"),
        (b"who,role\nAda,Nurse\n", "there is no column `name`"),
        (b"name,manger\nAda,Ruth\n", "Did you mean `manager`?"),
        (b"name,key,file\nAda,a,b\n", "two columns for the key"),
        (b"name\nJos\xe9\n", "people.csv:2: the byte 0xE9 is not UTF-8"),
        ("name\nAda\n".encode("utf-16"), "is UTF-16"),
        (b'name\n"Ada\n', "people.csv:2: the cells of this line cannot be told apart"),
        (b'name\n"Ada"B\n', "people.csv:2: the cells of this line cannot be told apart"),
        (b"name\n" + b"A" * 200_000, "people.csv:2: the cells of this line cannot be told apart"),
        (b"name\nAda\n---\n", "line 3 of the roster"),
        (b"name,key\nAda,con\n", "line 2 of the roster"),
    ],
)
def test_a_roster_that_cannot_be_used(run: Run, empty: Path, raw: bytes, says: str) -> None:
    (empty / "people.csv").write_bytes(raw)
    result = run("new", "--roster", "people.csv")
    assert result.exit_code == 2
    assert says in result.stderr
    assert set(tree(empty)) == {"people.csv"}


def test_a_roster_leaves_those_who_have_a_plan_as_they_are(run: Run, empty: Path) -> None:
    """Found by their key, or by their name where the roster has no key for them."""
    (empty / "plans").mkdir()
    (empty / "plans" / "grace.md").write_text("---\nname: Grace Adeyemi\nrole: Matron\n---\n")
    (empty / "plans" / "bo.md").write_text("---\nname: Bo Li\n---\n")
    (empty / "people.csv").write_text("name,key\ngrace ADEYEMI,\nSomeone Else,BO\nBo Li,bo-2\nCy,\n")
    before = tree(empty)
    result = run("new", "--roster", "people.csv")
    assert result.exit_code == 0
    assert result.stdout == "plans/bo-2.md\nplans/cy.md\n"
    assert "2 people have plans already; nothing in there is changed: plans/grace.md, plans/bo.md." in result.stderr
    after = tree(empty)
    assert {name: after[name] for name in before} == before
    assert run("new", "--roster", "people.csv").stdout == ""


def test_a_file_that_appears_in_between_is_not_written_over(run: Run, empty: Path) -> None:
    from cap.workspace.scaffold import write

    files = forms([Newcomer("Ada", "ada"), Newcomer("Bo", "bo")], Workspace(empty, Settings(), None), today=DAY)
    (empty / "plans").mkdir()
    (empty / "plans" / "bo.md").write_text("mine")
    with pytest.raises(Refusal) as caught:
        write(files)
    assert caught.value.hint == "Nothing was written over it. Already written: plans/ada.md."
    assert (empty / "plans" / "bo.md").read_text() == "mine"


def test_a_repository_for_one_person_holds_that_plan_alone_and_a_manager_joins_several(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in ("alice-brown", "bo"):
        result = run("init", f"{person}-plan", "--for-one", person)
        assert result.exit_code == 0
        assert result.stdout == f"{person}-plan/cap.yaml\n{person}-plan/plans/{person}.md\n{person}-plan/README.md\n"
        assert f"plans: [../{person}-plan/plans, …]" in result.stderr and "Who can read what" in result.stderr
    (empty / "boss").mkdir()
    (empty / "boss" / "cap.yaml").write_text("plans: [../alice-brown-plan/plans, ../bo-plan/plans]\n", encoding="utf-8")
    monkeypatch.chdir(empty / "boss")
    listed = run("list").stdout
    assert "alice-brown" in listed and "Alice Brown" in listed and "\nbo " in listed
    assert run("init", "x", "--for-one", "../y").exit_code == 2 and not Path("x").exists()


# ---- whose place it is


@pytest.fixture
def boss(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manager's folder beside two repositories for one person each."""
    for person in ("alice", "josé"):
        run("init", f"{person}-plan", "--for-one", person)
        (empty / f"{person}-plan" / ".git").mkdir()
    (empty / "boss" / ".git").mkdir(parents=True)
    monkeypatch.chdir(empty / "boss")
    return empty / "boss"


@pytest.mark.parametrize("words", [["eve"], ["--roster", "people.csv"], ["bo", "eve"]])
def test_nobody_else_gets_a_plan_in_a_repository_for_one(
    run: Run, boss: Path, empty: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    (boss / "people.csv").write_text("name\nEve\n")
    (empty / "alice-plan" / "people.csv").write_text("name\nEve\n")
    (boss / "cap.yaml").write_text("plans: ../alice-plan/plans\n")
    run("trust", str(boss))
    before = tree(empty)
    for folder in (boss, empty / "alice-plan", empty / "alice-plan" / "plans"):
        monkeypatch.chdir(folder)
        if not Path("people.csv").exists() and "people.csv" in words:
            continue
        result = run("new", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "cap.yaml keeps this place for the plan of `alice` alone" in result.stderr
        assert re.search(r"cap init \S*\.\./\w+-plan --for-one ", result.stderr)
        assert "/../alice" not in result.stderr
    assert tree(empty) == before


def test_the_one_person_may_begin_anew_and_others_may_come_when_the_mark_is_taken_out(
    run: Run, boss: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(empty / "josé-plan")
    Path("plans/josé.md").unlink()
    assert run("new", "JOSÉ").exit_code == 0
    settings = Path("cap.yaml")
    settings.write_text("\n".join(line for line in settings.read_text().split("\n") if "for-one" not in line))
    assert run("new", "eve").exit_code == 0


def test_among_several_folders_a_plan_goes_to_the_one_inside_or_the_one_we_are_in_or_nowhere(
    run: Run, boss: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = boss / "cap.yaml"
    settings.write_text("plans: [../alice-plan/plans, ../josé-plan/plans]\n")
    assert run("trust").exit_code == 0
    result = run("new", "eve")
    assert result.exit_code == 2
    assert (
        f"could go to any of the folders that cap.yaml names: {empty}/alice-plan/plans, {empty}/josé-plan/plans" in result.stderr
    )
    assert "For a repository of their own: cap init ../eve-plan --for-one eve\n" in result.stderr
    assert " cd " not in result.stderr
    settings.write_text("plans: [../alice-plan/plans, mine]\n")
    assert run("new", "eve").stdout == "mine/eve.md\n"
    settings.write_text("plans: [../alice-plan/plans, mine, night]\n")
    (boss / "night").mkdir()
    result = run("new", "bo")
    assert result.exit_code == 2
    assert "type it there: `cd mine`. " in result.stderr
    monkeypatch.chdir(boss / "night")
    assert run("new", "bo").exit_code == 0
    assert (boss / "night" / "bo.md").is_file()
    assert run("new", "eve").exit_code == 2  # she has a plan in another folder
    assert not (boss / "night" / "eve.md").exists()


def test_paths_are_printed_without_detours(run: Run, boss: Path, empty: Path) -> None:
    (boss / "cap.yaml").write_text("plans: ../shared/plans\n")
    run("trust", ".")
    assert run("new", "eve").stdout == f"{empty}/shared/plans/eve.md\n"


def test_what_to_type_next_works_as_printed(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty / ".git").rmdir()
    result = run("init", "josé ñ-plan", "--for-one", "josé")
    assert result.exit_code == 0
    steps = result.stderr.split("Next:\n")[1].splitlines()
    assert [line.split("  ")[1] for line in steps] == ["cd 'josé ñ-plan'", "git init", "fill in plans/josé.md", "cap agenda josé"]
    monkeypatch.chdir(empty / "josé ñ-plan")
    assert Path("plans/josé.md").is_file()
    assert run("show", "josé").exit_code == 0
    assert run("lint", "--show-settings").exit_code == 0
    assert "git init" in run("init", "team").stderr
    (empty / ".git").mkdir()
    assert "git init" not in run("init", "ward").stderr


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["init", "x y", "--for-one", "a/José"], " Try: cap init 'x y' --for-one josé\n"),
        (["init", "x", "--for-one", "con"], "take it for something else.\n"),
        (["init", "x", "--for-one", "../y"], " Try: cap init x --for-one y\n"),
        (["init", "x", "--for-one", "?"], "starts with a letter or a digit.\n"),
    ],
)
def test_a_name_that_cannot_be_a_files_is_refused_with_the_command_that_was_meant(
    run: Run, empty: Path, words: list[str], advice: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.endswith(advice)
    assert tree(empty) == {}


@in_place
def test_a_roster_of_names_without_letters_is_refused_at_its_first_line(run: Run, empty: Path) -> None:
    (empty / "people.csv").write_text("name\n---\n???\n")
    result = run("new", "--roster", "people.csv")
    assert result.exit_code == 2
    assert result.stderr.startswith("cap: line 2 of the roster: `` cannot be the name of a plan\n")


# ---- settings that are none


@pytest.mark.parametrize("setting", ["plans", "exclude", "templates", "private"])
@pytest.mark.parametrize("text", ["a\\0b", "p\\e[2J", "a\\nb", "a\n\n  b", "\\x85"])
def test_a_path_in_the_settings_holds_no_control_character(run: Run, empty: Path, setting: str, text: str) -> None:
    (empty / "plans").mkdir()
    written = [f'{setting}: "{text}"\n'] + [f'{setting}: [x, "{text}"]\n'] * (setting in ("plans", "exclude"))
    for line in written:
        Path("cap.yaml").write_text(line)
        for words in (["new", "bob"], ["list"], ["private", "bob"], ["agenda", "bob"]):
            result = run(*words)
            assert (result.exit_code, result.stdout) == (2, "")
            assert "need mending first\n  cap.yaml:1:" in result.stderr
            assert f"`{setting}` is a path, and cannot hold what is not seen" in result.stderr
            assert "\x1b" not in result.output
    assert set(tree(empty)) == {"cap.yaml"}


@pytest.mark.parametrize("share", ["1/" + "9" * 5000, "9" * 5000 + "/1", "." + "1" * 5000, '"1/2\\n"', "1/0", "2"])
def test_a_share_that_is_none_is_refused_at_its_place(run: Run, empty: Path, share: str) -> None:
    Path("cap.yaml").write_text("lint: {balance: {experience: " + share + "}}\n")
    result = run("list")
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    said = "a line end stands behind `1/2`, and is not seen" if "\\n" in share else "share"
    assert said in result.stderr and len(result.stderr) < 300


def test_a_whole_number_of_5000_digits_is_no_crash(run: Run, empty: Path) -> None:
    for key in ("minutes: ", "lint: {balance: {exposure_from: "):
        Path("cap.yaml").write_text(key + "9" * 5000 + "}}" * (key[0] == "l") + "\n")
        assert isinstance(run("list").exception, SystemExit)


@in_place
def test_what_a_folder_is_called_cannot_command_the_terminal(run: Run, empty: Path) -> None:
    for words in (["init", "a\x1b[2J"], ["new", "bo", "al", "--dry-run"], ["new", "bo"]):
        result = run(*words)
        assert result.exit_code == 0
        assert "\x1b" not in result.output
        os.chdir(empty / "a\x1b[2J" / "plans")
        Path("../cap.yaml").write_text('plans: "../a?/plans"\n'.replace("a?", "plain"))
        (empty / "plain").mkdir(exist_ok=True)


@pytest.mark.parametrize("value", ["a\n::warning::injected", "::warning::x", " ::add-mask::x", "x ##[error]y"])
def test_no_line_on_stderr_is_a_command_to_a_build_server(run: Run, empty: Path, value: str) -> None:
    import json

    Path("cap.yaml").write_text(f"lint: {{rules: {{{json.dumps(value)}: error}}}}\n")
    said = [run("list").stderr]
    Path("cap.yaml").unlink()
    (empty / "plans").mkdir()
    (empty / "plans" / f"{value}.md").write_text("---\nname: [\n---\n")
    said += [
        run(*words).stderr for words in (["list"], ["lint"], ["show", value], ["agenda", value], ["next", value, "+1d"], [value])
    ]
    for line in "\n".join(said).split("\n"):
        assert not line.strip().startswith("::")
        assert "##[" not in line


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_on_a_terminal_no_word_of_a_message_is_broken(empty: Path) -> None:
    main, side = os.openpty()
    environment = os.environ | {"COLUMNS": "60", "TERM": "dumb"}
    for words in (
        ["init", "team", "--no-input"],
        ["new", "alice", "--yes"],
        ["show", "nobody-of-this-name"],
        ["lint", "no-such-file-anywhere.md"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "cap", *words],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=side,
            stdin=side,
            check=False,
        )
        assert done.returncode in (0, 2)
    os.close(side)
    told = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while chunk := os.read(main, 10_000):
            told += chunk
    lines = told.decode().replace("\r", "").split("\n")
    assert max(map(len, lines)) <= 60
    assert "  read plans/example.md    the plan of an invented person," in lines
    assert any(line.startswith(" " * 27 + "and how a quarter") for line in lines)
