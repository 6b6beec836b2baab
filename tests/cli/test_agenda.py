"""`cap agenda` as people type it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cap.cli.completing import types_starting_with
from tests.cli.conftest import Run

PLAN = """\
---
name: Ada Okonkwo
stage: agreed
goals:
  - [just, text]
  - {id: lead, goal: Lead the night shift}
---
"""


@pytest.fixture
def plan(empty: Path) -> Path:
    path = empty / "plans" / "ada.md"
    path.parent.mkdir()
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_the_agenda_is_the_result_and_the_reason_goes_elsewhere(run: Run, plan: Path) -> None:
    result = run("agenda", "ada")
    assert result.exit_code == 0 and result.stdout.startswith("# Career conversation: Ada Okonkwo")
    assert result.stderr.startswith("life-story: ") and "Choose another with --type" in result.stderr
    assert result.stdout.splitlines()[-1].startswith("cap: ada · 2026-11-22 · life-story · both · ")
    plan.write_text("---\nname: Ada Okonkwo\n---\n", encoding="utf-8")
    assert run("agenda", "ada", "--type", "clear-goals").stderr == ""


def test_an_item_has_its_place_although_a_broken_one_stands_before_it(run: Run, plan: Path) -> None:
    assert "Lead the night shift" in run("agenda", "ada", "--type", "clear-goals").stdout


def test_a_file_is_written_once_and_never_over_another(run: Run, plan: Path) -> None:
    assert run("agenda", "ada", "-o", "ada-talk.md").exit_code == 0
    first = Path("ada-talk.md").read_bytes()
    again = run("agenda", "ada", "-o", "ada-talk.md")
    assert again.exit_code == 2 and "ada-talk.md is there already" in again.stderr
    assert Path("ada-talk.md").read_bytes() == first


def test_the_types_are_listed_with_the_teams_own(run: Run, plan: Path) -> None:
    Path("templates/agenda").mkdir(parents=True)
    Path("templates/agenda/walk.md.j2").write_text("{#- A walk round the lake. -#}\nHello {{ plan.name }}\n", encoding="utf-8")
    listed = run("agenda", "--list").stdout
    assert "unclear-goals" in listed and "(built-in)" in listed
    assert "walk " in listed and "A walk round the lake." in listed
    assert run("agenda", "ada", "--type", "walk").stdout.startswith("Hello Ada Okonkwo\n\n<!-- ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["agenda"], "whose agenda?"),
        (["agenda", "adda"], "Did you mean `ada`?"),
        (["agenda", "ada", "--type", "clear-goal"], "Did you mean `clear-goals` or `unclear-goals`?"),
        (["agenda", "ada", "--minutes", "5"], "15"),
        (["agenda", "ada", "--template", "nowhere.j2"], "nowhere.j2"),
    ],
)
def test_a_slip_gets_one_message(run: Run, plan: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2 and said in result.stderr and result.stdout == ""


def test_a_template_that_is_wrong_is_named_with_its_line(run: Run, plan: Path) -> None:
    Path("mine.j2").write_text("Hello\n{{ persn }}\n", encoding="utf-8")
    result = run("agenda", "ada", "--template", "mine.j2")
    assert result.exit_code == 2 and "mine.j2:2: " in result.stderr and "persn" in result.stderr
    assert "`person`" in result.stderr


def test_a_plan_that_cannot_be_read_is_explained(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: [\n---\n", encoding="utf-8")
    result = run("agenda", "ada")
    assert result.exit_code == 1 and result.stdout == "" and "plans/ada.md:2:7: error yaml-syntax" in result.stderr


def test_the_settings_say_how_long_a_talk_takes(run: Run, plan: Path) -> None:
    Path("cap.yaml").write_text("minutes: 45\n", encoding="utf-8")
    assert "45 minutes" in run("agenda", "ada").stdout
    assert "30 minutes" in run("agenda", "ada", "--minutes", "30").stdout


def test_slips_in_the_file_are_told_to_whoever_types_and_not_on_the_page(run: Run, plan: Path) -> None:
    for words in (["agenda", "ada"], ["prep", "ada"], ["prep", "ada", "--for", "person"]):
        result = run(*words)
        assert "`cap lint plans/ada.md` shows 1 slip in the file" in result.stderr
        assert "lint" not in result.stdout and "slip" not in result.stdout
    text = PLAN.replace("  - [just, text]\n", "").replace("---\nname", "---\nstarted: 2027-01-01\nname")
    plan.write_text(text.replace("Lead the night shift", "Lead, done: 2026-11-02, status: todo"), encoding="utf-8")
    assert "shows 2 slips" in run("agenda", "ada").stderr, "chores are slips; what a talk is about is none"
    plan.write_text(PLAN.replace("  - [just, text]\n", ""), encoding="utf-8")
    assert "slip" not in run("agenda", "ada").stderr


def test_nothing_is_said_of_an_item_that_may_be_open_or_closed(run: Run, plan: Path) -> None:
    plan.write_text(
        "---\nname: Ada\ngoals:\n  - [just, text]\n  - {goal: Open}\n  - {goal: In doubt, due: 2026-11-01, status: finished}\n"
        "skills:\n  - skill: SQL\n    actions:\n      - {action: Perhaps, due: 2026-11-01, done: 2026-02-30}\n"
        "      - {action: Surely, due: 2026-11-01}\ntopics:\n  - {topic: Settled, status: closed}\n"
        "status: old\nstrengths: [{skill: Tact, done: yes}]\n---\n",
        encoding="utf-8",
    )
    for audience in ("both", "manager", "person"):
        page = run("agenda", "ada", "--for", audience, "--type", "action-plan").stdout
        assert "Open" in page and "**Surely** (was due 1 November)" in page
        assert not any(name in page for name in ("In doubt", "Perhaps", "Settled"))
    sheet = run("prep", "ada").stdout
    assert "Tact" in sheet and "Open" in sheet and not any(name in sheet for name in ("In doubt", "Perhaps", "Settled"))


def on_a_terminal(columns: int, *words: str) -> str:
    """What `cap` prints on a real terminal so wide."""
    ours, theirs = pytest.importorskip("pty").openpty()
    world = os.environ | {"COLUMNS": str(columns), "NO_COLOR": "1"}
    with subprocess.Popen([sys.executable, "-m", "cap", *words], stdout=theirs, stderr=subprocess.DEVNULL, env=world):
        os.close(theirs)
        parts = []
        while part := _read(ours):
            parts.append(part)
        os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other side is closed
        return b""


TOPIC, NOTE = " ".join(["who takes the accounts"] * 8), " ".join(["ward"] * 40)
LONG = f"---\nname: Ada\ntopics:\n  - {{topic: {TOPIC}, note: {NOTE}}}\n---\n"


def test_lines_are_whole_for_programs_and_in_files(run: Run, plan: Path) -> None:
    plan.write_text(LONG, encoding="utf-8")
    run("agenda", "ada", "-o", "page.md")
    for page in (run("agenda", "ada").stdout, Path("page.md").read_text("utf-8")):
        assert f"- [ ] **{TOPIC}**\n" in page


def test_on_a_terminal_lines_are_folded_at_blanks_and_lists_stay_lists(run: Run, plan: Path) -> None:
    plan.write_text(LONG, encoding="utf-8")
    whole = run("agenda", "ada").stdout
    for columns in (80, 40):
        page = on_a_terminal(columns, "agenda", "ada")
        # a word that is longer than a line, as the marks of its lines are, is cut
        assert "".join(page.split()) == "".join(whole.split()) and max(map(len, page.splitlines())) <= columns
    assert "\n- [ ] **who takes the accounts who takes\n      the accounts who takes the\n" in page
    assert "\n- Noted with it: ward ward ward ward\n  ward " in page


def test_nothing_that_a_terminal_obeys_reaches_it(run: Run, plan: Path) -> None:
    Path("templates/agenda").mkdir(parents=True)
    Path("templates/agenda/walk.md.j2").write_text(
        "{#- A \x1b[31mred\u202e walk. -#}\nHello\t\x1b]0;title\x07\n{% for line in page.sections[0].lines %}- {{ line.text }}\n{% endfor %}",
        encoding="utf-8",
    )
    Path("templates/talks.yaml").write_text("talks: {walk: {aim: x, parts: [{part: on, ask: x}]}}\n", encoding="utf-8")
    Path("templates/questions.yaml").write_text(
        'questions: [{text: "Why\\e[2J?", type: walk, tense: present, topic: x}]\n', encoding="utf-8"
    )
    page, kinds = run("agenda", "ada", "--type", "walk").stdout, run("agenda", "--list").stdout
    assert on_a_terminal(200, "agenda", "ada", "--type", "walk").expandtabs() == page.expandtabs()
    assert "<U+001B>[2J?" in page and "<U+001B>]0;title<U+0007>" in page and "<U+001B>[31mred<U+202E> walk." in kinds
    asked, data = run("ask", "why").stdout, run("ask", "why", "--format", "json").stdout
    assert "Why<U+001B>[2J?" in asked and json.loads(data)["questions"][0]["text"] == "Why\x1b[2J?"
    assert not {"\x1b", "\x07", "\u202e"} & set(page + kinds + asked + data)


def test_a_file_in_a_folder_that_is_not_there_is_refused_with_the_way_to_make_it(run: Run, plan: Path) -> None:
    result = run("agenda", "ada", "-o", "talks of may/ada.md")
    assert result.exit_code == 2 and result.stdout == ""
    assert "there is no folder talks of may" in result.stderr and "mkdir -p 'talks of may'" in result.stderr
    assert not Path("talks of may").exists()


def test_the_manager_s_page_never_lands_in_a_repository(run: Run, plan: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for place in ("page.md", "plans/page.md", "not/there/yet.md"):
        result = run("agenda", "ada", "--for", "manager", "-o", place)
        assert result.exit_code == 2 and "lies in a repository" in result.stderr and not Path(place).exists()
    outside = tmp_path_factory.mktemp("desk") / "page.md"
    assert run("agenda", "ada", "--for", "manager", "-o", str(outside)).exit_code == 0
    assert "For you alone" in outside.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="no such rights here")
def test_only_the_manager_can_open_the_manager_s_page(
    run: Run, plan: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path_factory.mktemp("desk")
    before = os.umask(0o022)
    try:
        for audience, mode in (("manager", 0o600), ("person", 0o644), ("both", 0o644)):
            page = desk / f"{audience}.md"
            assert run("agenda", "ada", "--for", audience, "-o", str(page)).exit_code == 0
            assert page.stat().st_mode & 0o777 == mode
        (desk / "manager.md").write_text("mine")
        assert "is there already" in run("agenda", "ada", "--for", "manager", "-o", str(desk / "manager.md")).stderr
        assert (desk / "manager.md").read_text() == "mine" and os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_a_key_that_reads_like_a_place_in_the_plan_is_none(run: Run, plan: Path) -> None:
    for key in ("started[0].x[1]", "goals[0].goal[0]", "goals[99999999999]", "goals[" + "9" * 900 + "]"):
        plan.write_text(f'---\nname: Ada\nstarted: 2026-01-01\ngoals: [{{goal: g}}]\n"{key}": 1\n---\n', encoding="utf-8")
        result = run("agenda", "ada")
        assert result.exit_code == 0 and result.stdout.startswith("# Career conversation: Ada")


def test_what_is_no_template_is_told_in_the_list_and_where_it_is_asked_for(run: Run, plan: Path) -> None:
    Path("templates/agenda/walk.md.j2").mkdir(parents=True)
    Path("templates/agenda/unclear-goals.md.j2").symlink_to("unclear-goals.md.j2")
    listed = run("agenda", "--list")
    assert listed.exit_code == 0 and listed.stdout.count("this is not a file") == 2
    for kind in ("walk", "unclear-goals"):
        result = run("agenda", "ada", "--type", kind)
        assert result.exit_code == 2 and f"{kind}.md.j2: this is not a file" in result.stderr


def test_the_tab_key_offers_no_type_that_a_shell_would_obey(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("templates/agenda").mkdir(parents=True)
    for kind in ("walk", "été", "x`touch HACK`", "x$(touch HACK)", "x y", "x\\", "x'", 'x"', "x;y", "x\ny", "-x", "x*"):
        Path(f"templates/agenda/{kind}.md.j2").touch()
    built_in = {path.name.removesuffix(".md.j2") for path in Path(__file__).parents[2].glob("templates/agenda/[a-z]*.md.j2")}
    assert {name for name, _ in types_starting_with("")} == built_in | {"walk", "été"} and len(built_in) == 12
    assert types_starting_with("wa") == [("walk", "")]
