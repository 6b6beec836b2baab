"""Whose plan is meant: names as people type them, for a look and for a change."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cap.cli.app import app
from cap.cli.completing import names_starting_with
from cap.text.wording import folded, unaccented
from tests.cli.conftest import Run, refused

PEOPLE = {
    "zoë-ó-súilleabháin": "Zoë Ó Súilleabháin",
    "jurgen": "Jürgen Müller",
    "łukasz": "Łukasz Żółw",
    "kim-lee": "Kim Lee",
    "kim-ray": "Kim Ray",
    "ann": "Ann",
    "ann-lee": "Ann Lee",
    "li": "李明",
    "かき": "かき",
    "がき": "がき",
}


@pytest.fixture
def team(empty: Path) -> Path:
    """Ten people, some of them with accents."""
    (empty / "plans").mkdir()
    for key, name in PEOPLE.items():
        (empty / "plans" / f"{key}.md").write_text(f"---\nname: {name}\n---\n", encoding="utf-8")
    return empty / "plans"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("zoe", "zoë-ó-súilleabháin"),
        ("zoë", "zoë-ó-súilleabháin"),
        ("suilleabhain", "zoë-ó-súilleabháin"),
        ("Zoe O", "zoë-ó-súilleabháin"),
        ("MULLER", "jurgen"),
        ("Jürgen", "jurgen"),
        ("lukasz", "łukasz"),
        ("zolw", "łukasz"),
        ("Ann", "ann"),
        ("ann", "ann"),
        ("ann l", "ann-lee"),
        ("李", "li"),
        ("か", "かき"),
        ("が", "がき"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_look_takes_a_part_of_a_name_with_or_without_its_accents(run: Run, team: Path, form: str, typed: str, key: str) -> None:
    result = run("show", unicodedata.normalize(form, typed))  # type: ignore[arg-type]
    assert (result.exit_code, result.stdout.split("\n")[0]) == (0, PEOPLE[key])


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("zoe-o-suilleabhain", "zoë-ó-súilleabháin"),
        ("Zoe O Suilleabhain", "zoë-ó-súilleabháin"),
        ("jürgen", "jurgen"),
        ("Juergen Muller", ""),
        ("jurgen muller", "jurgen"),
        ("Ann", "ann"),
        ("Ann Lee", "ann-lee"),
        ("zoe", ""),
        ("Kim", ""),
        ("Lee", ""),
    ],
)
def test_a_change_takes_the_whole_name_only(run: Run, team: Path, typed: str, key: str) -> None:
    for words in (["next", typed, "friday"], ["private", typed]):
        result = run(*words)
        assert (result.exit_code == 0, f"{key}: " in result.stderr[: len(key) + 2]) == (bool(key), bool(key)), result.stderr
    changed = [path.stem for path in team.iterdir() if "next" in path.read_text(encoding="utf-8")]
    assert changed == [key][: bool(key)]


def test_of_two_names_that_differ_in_their_accents_alone_the_exact_one_counts(run: Run, team: Path) -> None:
    for key, name in (("jose", "Jose B"), ("josé", "José A")):
        (team / f"{key}.md").write_text(f"---\nname: {name}\n---\n", encoding="utf-8")
        assert run("next", key, "friday").stderr.startswith(f"{key}: ")
    assert run("next", "José a", "friday").stderr.startswith("josé: ")
    (team / "josè.md").write_text("---\nname: C\n---\n", encoding="utf-8")
    (team / "jose.md").unlink()
    assert "`jose` could be `josè` (C) or `josé` (José A)" in run("next", "jose", "friday").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "kim"], "`kim` could be `kim-lee` (Kim Lee) or `kim-ray` (Kim Ray)\n     Type more of the name"),
        (["next", "kim", "friday"], "`kim` is a part of a name, and here the whole of it is needed\n     Did you mean `kim-lee`"),
        (["private", "kim"], "`kim` is a part of a name"),
        (["next", "Jürge", "friday"], "Did you mean `jurgen` (Jürgen Müller)?"),
        (["show", "suilleaban"], "Did you mean `zoë-ó-súilleabháin`?"),
        (["show", "mulller"], "Did you mean `jurgen` (Jürgen Müller)?"),
        (["show", "robin exa"], "`cap new 'robin exa'` starts a plan."),
        (["show", "a/b;c"], "there is no file a/b;c"),
        (["show", "???"], "`cap list` shows everyone.\n"),
        (["lint", "plan"], "there is no plan for `plan`"),
    ],
)
def test_what_people_are_told(run: Run, team: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_of_many_the_first_few_are_named(run: Run, team: Path) -> None:
    for i in range(20):
        (team / f"sam-{i:02}.md").write_text(f"---\nname: Sam {'x' * i}\n---\n")
    (team / "night").mkdir()
    (team / "night" / "sam-00.md").write_text("---\nname: Sam\n---\n")
    said = run("show", "sam-").stderr
    assert "`plans/sam-00.md` (Sam), `sam-01` (Sam x), " in said
    assert said.split("\n")[0].endswith("`sam-07` (Sam xxxxxxx) and 13 more")


def test_where_there_are_no_plans_yet_the_call_is_one_that_works(run: Run, empty: Path) -> None:
    (empty / "plans").mkdir()
    for typed, call in (
        ("plans", "cap new alice"),
        ("bo", "cap new bo"),
        ("Bo Li", "cap new 'Bo Li'"),
        ("?", "cap new alice"),
    ):
        for command in ("lint", "show"):
            if (typed, command) != ("plans", "lint"):
                assert f"`{call}` starts one." in run(command, typed).stderr
    (empty / "plans").rmdir()
    assert "set one up: `cap init`" in run("lint", "plans").stderr


def test_a_pipe_keeps_nobody_waiting(run: Run, team: Path) -> None:
    os.mkfifo(team / "pipe.md")
    result = run("list", "--format", "csv")
    assert result.exit_code == 0
    assert "11 plans" in result.stderr and "it is a pipe or a device, not a file" in result.stdout
    assert run("show", "Ann Lee").exit_code == 0
    assert "plans/pipe.md is not a file" in run("show", "plans/pipe.md").stderr
    assert "it is a pipe or a device" in run("show", "pipe").stderr
    for words in ([], ["--fix"], ["--diff"]):
        command = [sys.executable, "-m", "cap", "lint", "--select", "goal-missing", *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert "it is a pipe or a device" in done.stdout + done.stderr, words


@pytest.mark.parametrize("text", ["Zoë", "Łódź", "a  b", "が", "हिन्दी", "ﬁ", "ß", "İ", "naïve ﬁancée", ""])
def test_what_is_alike_stays_alike(text: str) -> None:
    for alike in (folded, unaccented):
        assert alike(alike(text)) == alike(text) == alike(unicodedata.normalize("NFD", text)) == alike(f" {text}\n")


# ---- the Tab key


FILES = "_files\n"  # nothing of ours: zsh offers files by its own means


def offered(monkeypatch: pytest.MonkeyPatch, typed: str) -> str:
    """What zsh is given to evaluate."""
    monkeypatch.setenv("_CAP_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", typed)
    result = CliRunner().invoke(app, [], prog_name="cap")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stdout


@pytest.mark.parametrize(
    "name", ["al`touch HACK`x", "al\\`touch HACK\\`x", "al$(touch HACK)", "al x", "al\nx", "al;x", "al'x", "al*", "-al"]
)
def test_the_tab_key_offers_no_name_that_a_shell_would_obey(team: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (team / f"{name}.md").write_text("---\nname: Al\n---\n")
    assert offered(monkeypatch, f"cap show {name[:2]}") == FILES
    Path("cap.yaml").write_text("plans: plans\n")
    assert offered(monkeypatch, f"cap show {name[:2]}") == FILES


def test_the_tab_key_offers_names_of_every_script_and_no_folder_that_cannot_be_opened(
    team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (team / "हिन्दी.md").write_text("---\nname: H\n---\n")
    for name in (*PEOPLE, "हिन्दी"):
        assert f'"{name}"' in offered(monkeypatch, f"cap show {name}")
    monkeypatch.setattr(os, "scandir", no_permission)
    assert offered(monkeypatch, "cap show pl") == FILES


def no_permission(path: object) -> None:
    raise PermissionError(13, "Permission denied", str(path))


@pytest.mark.parametrize("text", ["x\\`touch HACK\\`", "x\\", "[/x] [red]", '"; touch HACK; "', "$(touch HACK)", "a: b"])
def test_what_the_tab_key_says_of_an_item_is_nothing_that_a_shell_would_obey(
    team: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    item = "{topic: '" + text + " zweiter Teil für 李明'}"
    (team / "ann.md").write_text(f"---\nname: Ann\ntopics: [{item}]\n---\n", encoding="utf-8")
    script = offered(monkeypatch, "cap done ann ")
    said = script.partition('"t1":"')[2]
    assert "zweiter Teil für 李明" in said
    assert not set('\\`$[]";') & set(said.partition('"')[0])


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("", ["ada"]),
        ("plans: plans  # here\ncadence: 2 months\n", ["ada"]),
        ("plans: people\n", ["adam"]),
        ("plans: [plans, people]\n", ["ada", "adam"]),
        ("plans:\n  - people\n", ["adam"]),
        ("exclude: ada.md\nplans: plans\n", []),
        ("{plans: people}\n", ["adam"]),
        ("plans: 'people'\n", ["adam"]),
        ("---\nplans: people\n", ["adam"]),
        ("plans: people\nlint:\n  rules: {skill-ten: off}\n", ["adam"]),
        ("plans: nowhere\n", []),
        ("plans: [\n", []),
    ],
)
def test_names_are_completed_from_the_folders_that_the_settings_name(empty: Path, settings: str, names: list[str]) -> None:
    for file in ("plans/ada.md", "people/adam.md"):
        (empty / file).parent.mkdir()
        (empty / file).write_text("---\nname: Ada\n---\n")
    (empty / "cap.yaml").write_text(settings)
    assert names_starting_with("ad") == names


def test_a_name_without_its_accents_is_the_same_person_s(run: Run, empty: Path) -> None:
    (empty / "plans").mkdir()
    assert run("new", "Zoë van der Berg").exit_code == 0
    assert "Zoe van der Berg has a plan already" in refused(run("new", "Zoe van der Berg"))
    assert run("new", "Zoe van der Berg", "--yes").exit_code == 0


def test_a_name_without_its_quotes_is_asked_about(run: Run, empty: Path) -> None:
    (empty / "plans").mkdir()
    for words in (["Tom", "O'Brien"], ["Tom", "O’Brien"], ["Anna-Lena", "Maier"]):
        assert "these would be 2 plans" in refused(run("new", *words))
    assert not list((empty / "plans").iterdir())
