"""What is mistyped: one message, with what was most likely meant."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cap.agenda.prepare import agenda_types
from cap.cli.app import app
from cap.edit.typed import settable
from cap.plan.kinds import ADDED, BY_KEY
from cap.plan.model import Action, Item, Plan
from tests.cli.conftest import Run, refused, tree
from tests.cli.everything import CALLS, NAMES
from tests.plans_strategy import examples
from tests.transcripts import assert_approved

PLAN_TEXT = """\
---
name: Alice Brown
manager: Ruth Lindqvist
stage: agreed
goals: [{id: lead, goal: Lead the ward, due: 2027-09-30}]
skills:
  - skill: Running the board
    id: board
    rating: 5
    actions: [{id: sundays, action: Take the board on Sundays, due: 2026-12-31}]
---
"""


@pytest.fixture
def ward(empty: Path) -> Path:
    """Three people, of whom two share a family name."""
    for key, text in (("alice", PLAN_TEXT), ("ada", PLAN_TEXT.replace("Alice", "Ada"))):
        (empty / "plans").mkdir(exist_ok=True)
        (empty / "plans" / f"{key}.md").write_text(text)
    for first in ("Jan", "Ida"):
        (empty / "plans" / f"{first.lower()}-van-der-berg.md").write_text(f"---\nname: {first} van der Berg\n---\n")
    return empty


# ---- one letter


def command_of(name: str) -> typer.core.TyperCommand:
    found: typer.core.TyperCommand = typer.main.get_command(app).get_command(None, name)  # type: ignore[attr-defined]
    return found


def options_of(name: str) -> list[str]:
    return [option for param in command_of(name).params for option in param.opts if option.startswith("--")]


def lines() -> list[tuple[str, list[str], frozenset[str]]]:
    """Each word that can be misspelt, the line it stands in (at `?`), and the words that it must not become."""
    found = [(name, ["?"], frozenset(NAMES)) for name in NAMES]
    for name in NAMES:
        named = frozenset(option.removeprefix("--") for option in options_of(name)) | {"help"}
        short = {option.strip("-") for param in command_of(name).params for option in param.opts}  # `--o` is a slip for `-o` too
        found += [(option, [name, "?"], named | short) for option in named]
        first = next(iter(CALLS[name])).split()
        for param in command_of(name).params:
            words = [str(getattr(choice, "value", choice)) for choice in getattr(param.type, "choices", ())]
            found += [(word, [name, *first, param.opts[0], "?"], frozenset(words)) for word in words]
    action = ["add", "action", "ada", "Ask", "--skill", "board"]
    kinds = frozenset((*ADDED, *BY_KEY))
    shapes: list[type[Item]] = [Action, *(kind.shape for kind in BY_KEY.values())]
    keys = frozenset(settable(Plan)) | frozenset(key for shape in shapes for key in settable(shape))
    found += [(kind, ["add", "?", "ada", "Text"], kinds) for kind in ADDED]
    found += [(key, ["set", "ada", "?", "x"], keys | frozenset(BY_KEY)) for key in settable(Plan)]
    types = frozenset(kind.name for kind in agenda_types(None))
    found += [(kind, ["agenda", "ada", "--type", "?"], types) for kind in types]
    choices: list[tuple[tuple[str, ...], list[str]]] = [
        (("experience", "exposure", "education"), [*action, "--type"]),
        (("draft", "exploring", "agreed"), ["set", "ada", "stage"]),
        (("here", "company", "outside"), ["add", "goal", "ada", "Teach", "--where"]),
        (("always", "never", "auto"), ["list", "--color"]),
    ]
    for several, start in choices:
        found += [(word, [*start, "?"], frozenset(several)) for word in several]
    return found


LINES = lines()


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A word, and the line in which one of its letters is missing, twice there, another one, or in another place."""
    word, line, others = draw(st.sampled_from(LINES))
    at = draw(st.integers(0, len(word) - 1))
    kept = draw(st.sampled_from(["", word[at] * 2, "x", word[at : at + 2][::-1]]))
    slip = word[:at] + kept + word[at + (2 if len(kept) == 2 and kept != word[at] * 2 else 1) :]
    dashes = "--" if line[0] in NAMES and line[1:] == ["?"] else ""
    bad = not slip or slip.lower() in others or slip.startswith("-") or slip[0].isupper()
    return ("", []) if bad else (word, [dashes + slip if part == "?" else part for part in line])


@settings(examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slips())
def test_one_wrong_letter_is_named_with_the_right_word(ward: Path, slip: tuple[str, list[str]]) -> None:
    word, line = slip
    if word:
        before = tree(ward / "plans")
        said = refused(CliRunner().invoke(app, line))
        assert f"`{word}`" in said or f"`--{word}`" in said or f" {word}" in said, (line, said)
        assert tree(ward / "plans") == before


# ---- whole lines

TYPED = Path(__file__).with_name("mistyped.txt")


def test_a_line_that_is_mistyped_is_told_what_was_meant(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file holds each line as it was typed, and below it, indented, what was said; nothing is ever written."""
    monkeypatch.setenv("XDG_DATA_HOME", str(ward / "data"))
    before = tree(ward / "plans")
    told = []
    for line in TYPED.read_text("utf-8").split("\n"):
        if line.startswith("cap "):
            result = CliRunner().invoke(app, shlex.split(line)[1:])
            assert result.exit_code == 2, line
            said = refused(result)
            told.append(line + "\n" + "".join(f"    {one}\n" for one in said.rstrip("\n").split("\n")))
            assert tree(ward / "plans") == before, line
    assert_approved("".join(told).replace(str(ward), "."), TYPED)


def test_what_is_suggested_can_be_typed(run: Run, ward: Path) -> None:
    run("next", "alice", "friday")  # so that there is something to undo
    for line in TYPED.read_text("utf-8").split("\n"):
        for start in ("Type: ", "In this order: ", "behind the command: ", "To add one: "):
            suggested = line.partition(start)[2].removesuffix(", and then the next.")
            if suggested and not set(suggested.split()) & {"NAME", "ITEM", "TEXT", "DATE", "NOTE", "VALUE", "SKILL", "N", "DIR"}:
                result = CliRunner().invoke(app, [*shlex.split(suggested)[1:], *(["--dry-run"] if dry(suggested) else [])])
                assert result.exit_code == 0, (suggested, result.output)


def dry(line: str) -> bool:
    return "--dry-run" in options_of(line.split()[1])


# ---- what is taken


def test_a_text_that_begins_with_a_dash_is_taken_where_only_a_text_can_stand(run: Run, ward: Path) -> None:
    assert run("add", "topic", "ada", "-nights: could they be fewer?").exit_code == 0
    assert "-nights: could they be fewer?" in (ward / "plans" / "ada.md").read_text()
    assert run("progress", "ada", "sundays", "--third Sunday", "--on", "yesterday").exit_code == 0
    assert run("done", "ada", "sundays", "--note", "-well done").exit_code == 0
    assert "has no option -nights" in refused(run("add", "topic", "ada", "-nights"))


@pytest.mark.parametrize(
    "words", [["list"], ["rule"], ["trust", "--list"], ["schema"], ["help"], ["show", "ada"], ["undo", "ada"]]
)
def test_the_day_and_the_colour_can_be_said_everywhere(run: Run, ward: Path, words: list[str]) -> None:
    run("next", "ada", "friday")
    said = run(*words).stdout
    run("next", "ada", "friday")
    for more in (["--today", "2026-11-22"], ["--color", "never"]):
        assert run(*words, *more).stdout == said
        assert run(*more, *words).stdout == said
    assert "not a day" in refused(run(*words, "--today", "someday"))
    assert "auto, always or never" in refused(run(*words, "--color", "blue"))


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_the_usual_variables_say_whether_there_is_colour(
    run: Run, ward: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for words in (["show", "ada"], ["lint", "--format", "full"], ["rule"], ["next", "ada", "friday", "--dry-run"]):
        assert ("\x1b[" in run(*words).stdout) == coloured, words
        assert "\x1b[" in run(*words, "--color", "always").stdout
        assert "\x1b[" not in run(*words, "--color", "never").stdout
    assert ("\x1b[" in run("nothing").stderr) == coloured


@pytest.mark.parametrize("name", ["van der", "Van-der", "der berg", "VAN DER BERG"])
def test_a_part_of_a_name_of_several_words_finds_all_who_have_it(run: Run, ward: Path, name: str) -> None:
    said = refused(run("show", name))
    assert "`ida-van-der-berg` (Ida van der Berg) or `jan-van-der-berg` (Jan van der Berg)" in said


# ---- where a page goes


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("a.pdf", "`pandoc a.md -o a.pdf`"),
        ("my page.DOCX", "`pandoc 'my page.md' -o 'my page.DOCX'`"),
        ("a.html", "add --format html; as Markdown: -o a.md"),
        ("plans/page.md", "plans/page.md lies among plans"),
        ("other/plans/page.md", "lies among plans"),
        ("plans/night/page.md", "lies among plans"),
    ],
)
@pytest.mark.parametrize(
    "command", [["agenda", "ada"], ["agenda", "ada", "--format", "prompt"], ["prep", "ada", "--for", "person"]]
)
def test_a_file_that_is_no_place_for_a_page(run: Run, ward: Path, command: list[str], file: str, said: str) -> None:
    for folder in ("other/plans", "plans/night"):
        (ward / folder).mkdir(parents=True)
    (ward / "other" / "cap.yaml").write_text("plans: plans\n")
    before = tree(ward)
    assert said in refused(run(*command, "-o", file))
    assert tree(ward) == before


@pytest.mark.parametrize("command", [["agenda", "ada"], ["agenda", "ada", "--for", "manager"], ["prep", "ada"]])
def test_a_dash_is_standard_output(run: Run, ward: Path, command: list[str]) -> None:
    assert run(*command, "-o", "-").stdout == run(*command).stdout != ""
    assert not (ward / "-").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs the pipes of Unix")
@pytest.mark.parametrize(
    "words",
    [
        "lint --format json",
        "lint ada",
        "list",
        "rule",
        "--help",
        "lint --help",
        "help",
        "-V",
        "show ada --format md",
        "agenda ada --list",
    ],
)
def test_a_closed_pipe_is_no_finding(ward: Path, words: str) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "cap", *words.split()]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


# ---- installing the completion


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of Unix")
@pytest.mark.parametrize("home", ["/dev/null", "/proc/nowhere"])
def test_completion_that_cannot_be_installed_is_one_message(ward: Path, home: str) -> None:
    script = f"HOME={home} {shlex.quote(sys.executable)} -m cap --install-completion; exit $?"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith(f"cap: completion cannot be installed: {home}") and done.stderr.count("\n") == 2


def test_quotes_of_a_chat_are_taken_where_they_belong_to_a_text(run: Run, ward: Path) -> None:
    assert run("add", "topic", "ada", "“Fewer nights?”, as Tom asked").exit_code == 0
    assert run("add", "topic", "ada", "“Fewer nights?”", "--by", "Ruth Lindqvist").exit_code == 0
    assert run("add", "topic", "--yes", "--", "ada", "“Nights”").exit_code == 0
    assert run("progress", "ada", "sundays", "‘Tis done, she said").exit_code == 0
    for text in ("“Fewer nights?”, as Tom asked", "“Nights”", "‘Tis done, she said"):
        assert text in (ward / "plans" / "ada.md").read_text("utf-8")
