"""A road against the commands that made it: each act is told once, on its day and in order, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from cap.cli.app import app
from tests.cli.conftest import SECRET, Run, git, refused
from tests.history.conftest import Repository
from tests.history.test_year import GRACE, YEAR, acts
from tests.history.test_year import run as year_run

BEGIN = """\
---
name: Ada Obi
manager: Ruth Berg
skills:
  - id: board
    skill: Running the board
    target: 7
    actions:
      - {id: sundays, action: Sundays, due: 2026-05-31}
      - {id: shadow, action: Shadow Tom, due: 2026-05-31}
      - {id: course, action: A course, due: 2026-05-31}
goals:
  - {id: lead, goal: Lead the ward}
  - {id: far, goal: Far away}
support: [{id: seat, need: A seat, from: Ruth Berg, due: 2026-05-31}]
---

# Ada Obi
"""
FIRST = ["new plan", "Ruth Berg", "Lead the ward", "Far away", "Running the board", "Sundays", "Shadow Tom", "A course", "A seat"]


class Act(NamedTuple):
    """What is typed, and what is told of it: its kind, and what the sentence says; "" where nothing is told. Without a day in the plan it is
    told on that of its commit."""

    typed: str
    kind: str
    says: str = ""
    dated: bool = True


ACTS = [
    Act("set ada motivations impact money", "person", "impact, money", dated=False),
    Act("set ada direction up", "person", "Direction: up", dated=False),
    Act("set ada stage agreed", "person", "agreed (was draft)", dated=False),
    Act("add vision ada 'A ward where people stay'", "vision", "A ward where people stay", dated=False),
    Act("add strength ada Calm", "strength", "Calm", dated=False),
    Act("add goal ada 'Nights alone' --id nights", "goal", "Nights alone", dated=False),
    Act("add support ada 'A mentor' --from 'Tom Hale'", "support", "A mentor", dated=False),
    Act("add way ada 'Ask the planner' --skill board", "skill", "Ask the planner", dated=False),
    Act("move ada course 2026-09-01", "action", "1 September 2026", dated=False),
    Act("rate ada board 5", "rating", "5, by both"),
    Act("rate ada board 4 --by 'Ruth Berg' --evidence 'Three Sundays'", "rating", "4, by Ruth Berg: “Three Sundays”"),
    Act("rate ada board 6 --by self", "rating", "6, by Ada"),
    Act("progress ada sundays 'Third one, no rescue'", "action", "Third one, no rescue"),
    Act("done ada shadow --note 'Two evenings'", "action", "Two evenings"),
    Act("drop ada far --because 'It was never hers'", "goal", "It was never hers"),
    Act("drop ada seat --because 'No budget' --refused-by 'Tom Hale'", "support", "No budget"),
    Act("add moment ada 'Stayed late to help' --by ruth --yes", "moment", "Stayed late to help"),
    Act("add topic ada 'Could nights be fewer?'", "topic", "Could nights be fewer?"),
    Act("log ada --type check-in -m 'A good hour' --yes", "talk", "check-in"),
    Act("note ada 'zzyzx would rather leave'", ""),
    Act("private ada -m 'zzyzx would rather leave'", ""),
]


def commit(day: date, who: str = "Ruth") -> None:
    moment = f"{day}T12:00:00Z"
    world = os.environ | {f"GIT_{role}_DATE": moment for role in ("AUTHOR", "COMMITTER")}
    words = ["-c", f"user.name={who}", "-c", "user.email=x@example.org", "commit", "-q", "--allow-empty", "-m", "x"]
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", *words], check=True, env=world)


def begin_anew(text: str, day: date) -> None:
    """A repository whose first commit is of a day."""
    shutil.rmtree(".git")
    git("init", "-q", "-b", "main")
    Path("plans/ada.md").write_text(text)
    commit(day)


def told(run: Run, *words: str) -> list[tuple[str, str, str]]:
    result = run("timeline", "ada", "--format", "json", *words)
    assert result.exit_code == 0, result.output
    return [(one["date"], one["kind"], one["text"]) for one in json.loads(result.stdout)["told"]]


@pytest.mark.parametrize("seed", range(int(os.environ.get("CAP_YEARS", "2"))))
def test_a_played_year_is_told_act_by_act(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """In any order, committed one by one, several at once, or not at all yet; by another name from some day on; and with a merge."""
    random, day = Random(seed), date(2026, 1, 5)
    monkeypatch.setenv("CAP_ME", "Ruth Berg")
    begin_anew(BEGIN, day)
    start = day
    expected: list[tuple[str, Act]] = []
    waiting: list[Act] = []

    def save() -> None:
        commit(day)
        expected.extend((str(day), act) for act in waiting)
        waiting.clear()

    for number, act in enumerate(random.sample(ACTS, len(ACTS))):
        day += timedelta(random.randint(1, 20))
        monkeypatch.setenv("CAP_TODAY", str(day))
        if number == 7:  # by another name, and back
            Path("plans/ada.md").rename("plans/ada-obi.md")
            save()
            Path("plans/ada-obi.md").rename("plans/ada.md")
            save()
        result = run(*shlex.split(act.typed))
        assert result.exit_code == 0, (act.typed, result.output)
        if act.kind and act.dated:
            expected.append((str(day), act))
        elif act.kind:
            waiting.append(act)
        if random.random() < 0.7:
            save()
    expected += [(str(day), act) for act in waiting]  # what no commit holds counts as of today
    found = told(run)
    assert all(says in text for says, (_, _, text) in zip(FIRST, found)) and {one[0] for one in found[: len(FIRST)]} == {
        str(start)
    }
    assert [one[:2] for one in sorted(found[len(FIRST) :])] == sorted((when, act.kind) for when, act in expected)
    for when, act in expected:
        assert [(one[0], act.typed) for one in found if act.says in one[2]] == [(when, act.typed)]
    assert [one[0] for one in found] == sorted(one[0] for one in found)
    assert SECRET not in run("timeline", "ada").output


def test_what_is_opened_again_and_taken_out_is_told_with_its_end(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_anew(BEGIN, date(2026, 1, 5))
    for month, words in enumerate(("done ada shadow", "reopen ada shadow", "drop ada shadow --because Later"), 2):
        monkeypatch.setenv("CAP_TODAY", f"2026-0{month}-01")
        run(*words.split())
        commit(date(2026, month, 2))
    Path("plans/ada.md").write_text(
        "\n".join(line for line in Path("plans/ada.md").read_text().split("\n") if "shadow" not in line)
    )
    commit(date(2026, 6, 1))
    about = [(day, text) for day, _, text in told(run) if "Shadow Tom" in text][1:]
    assert [day for day, _ in about] == ["2026-02-01", "2026-03-02", "2026-04-01", "2026-06-01"]
    assert [text.partition(":")[0] for _, text in about] == ["Done", "Open again", "Let go", "Taken out"]


def test_two_branches_and_their_merge_are_told_once(run: Run, data: Path) -> None:
    begin_anew(BEGIN, date(2026, 1, 5))
    git("checkout", "-q", "-b", "side")
    run("move", "ada", "seat", "2026-09-01")
    commit(date(2026, 2, 1), "Tom")
    git("checkout", "-q", "main")
    run("set", "ada", "motivations", "impact")
    commit(date(2026, 3, 1), "Ruth")
    git("merge", "-q", "side")
    moved, matters = [text for _, _, text in told(run)][len(FIRST) :]
    text = run("timeline", "ada").stdout
    assert (
        "A seat" in moved
        and f"{moved} (Tom)" in text
        and matters == "What matters most: impact"
        and "What matters most: impact (Ruth)" in text
        and "Written by" not in text
    )


def test_what_cannot_be_read_is_passed_over_and_said_once(run: Run, data: Path) -> None:
    begin_anew(BEGIN, date(2026, 1, 5))
    for month in (2, 3):
        Path("plans/ada.md").write_text(f"---\nname: [{month}\n---\n")
        commit(date(2026, month, 1))
    Path("plans/ada.md").write_text(BEGIN.replace("name: Ada Obi", "name: Ada Obi\ndirection: up"))
    commit(date(2026, 4, 1))
    assert told(run)[len(FIRST) :] == [("2026-04-01", "person", "Direction: up")]
    shown = run("timeline", "ada").stdout
    assert shown.replace("\n", " ").count("2 versions could not be read as a plan (2026-02-01, 2026-03-01)") == 1


def test_a_plan_that_was_gone_for_a_while_comes_back(run: Run, data: Path) -> None:
    begin_anew(BEGIN, date(2026, 1, 5))
    Path("plans/ada.md").unlink()
    commit(date(2026, 2, 1))
    Path("plans/ada.md").write_text(BEGIN.replace("target: 7", "target: 8"))
    commit(date(2026, 3, 1))
    after = told(run)[len(FIRST) :]
    assert [day for day, _, _ in after] == ["2026-02-01", "2026-03-01", "2026-03-01"]
    assert after[1][2] == "The plan is there again" and "8 (was 7)" in after[2][2]


def test_without_git_only_what_has_a_day_is_told_and_that_is_said(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("rate", "ada", "handover", "5")
    run("set", "ada", "direction", "up")

    def unknown() -> str:
        return " ".join(json.loads(run("timeline", "ada", "--format", "json").stdout)["unknown"])

    assert "no commit holds yet" in unknown()
    Path("plans/eve.md").write_text(Path("plans/ada.md").read_text())
    assert "No commit holds it yet, so only what has a day" in run("timeline", "eve").stdout.replace("\n", " ")
    shutil.rmtree(".git")
    assert [text for _, _, text in told(run)] == ["Handover: 5 (was 4), by both"] or len(told(run)) == 1
    assert "No git keeps its versions, so only what has a day of its own is told" in unknown()
    monkeypatch.setenv("PATH", "")
    Path(".git").mkdir()
    assert run("timeline", "ada").exit_code == 0


def test_a_clone_without_the_first_versions_says_so(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_anew(BEGIN, date(2026, 1, 5))
    run("set", "ada", "direction", "up")
    commit(date(2026, 2, 1))
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{Path.cwd()}", "../shallow"], check=True)
    monkeypatch.chdir("../shallow")
    assert "git fetch --unshallow" in run("timeline", "ada").stdout and len(told(run)) > len(FIRST)


def test_a_part_of_it_is_told(run: Run, data: Path) -> None:
    begin_anew(BEGIN, date(2026, 1, 5))
    run("rate", "ada", "board", "4", "--by", "self", "--on", "2026-02-01")
    run("rate", "ada", "board", "5", "--on", "2026-03-01")
    run("add", "topic", "ada", "Pay")
    assert [kind for _, kind, _ in told(run, "--since", "2026-02-15")] == ["rating", "topic"]
    assert [day for day, _, _ in told(run, "--kind", "rating")] == ["2026-02-01", "2026-03-01"]
    assert {kind for _, kind, _ in told(run, "--kind", "goal", "--kind", "skill")} == {"goal", "skill"}
    assert (
        "Nothing of this kind (vision) is known since 2026-03-01."
        in run("timeline", "ada", "--kind", "vision", "--since", "1 march").stdout
    )
    assert "ahead" in refused(run("timeline", "ada", "--kind", "aheads"))
    page = run("timeline", "ada", "--format", "html").stdout
    assert page.count("<svg") == 1 and "Ratings of Running the board" in page and "<h2>2026</h2>" in page
    assert run("timeline", "ada", "--format", "md").stdout.startswith(
        "# The road of Ada Obi\n\nWritten by Ruth.\n\n## 2026\n\n- **5 January 2026**\n    - "
    )
    assert "road.md would not hold" in refused(run("timeline", "ada", "--format", "html", "-o", "road.md"))


def test_names_and_what_is_no_plan(run: Run, data: Path) -> None:
    assert "no plan for `nobody`" in refused(run("timeline", "nobody"))
    assert run("timeline", "ad").stdout == run("timeline", "Ada Obi").stdout == run("timeline", "plans/ada.md").stdout
    Path("plans/ada.md").write_text("---\nname: [\n---\n")
    assert run("timeline", "ada").exit_code == 1 and "yaml-syntax" in run("timeline", "ada").stderr
    Path("plans/bo.md").write_text("---\nname: Bo\n---\n")
    shutil.rmtree(".git")
    assert "Nothing is known." in run("timeline", "bo").stdout


def test_the_timeline_and_the_diff_of_a_year_say_the_same(repository: Repository) -> None:
    """What `cap diff` said right after each act, the timeline says later, in the same order; a talk stands below its day, notes with it."""
    Path("plans").mkdir()
    for day, words in acts():
        year_run(day, *shlex.split(words))
        repository.commit(day)
    said = [line.strip() for line in YEAR.read_text("utf-8").split("\n") if line.startswith(" ")]
    whole = json.loads(CliRunner().invoke(app, ["timeline", GRACE, "--format", "json", "--today", "2026-12-31"]).stdout)
    road = [one["text"] for one in whole["told"]]
    talks = [f"A talk: {found[1]}" for text in said if (found := re.match(r"Talked on .* \((.*)\)$", text))]
    once = Counter([text for text in said if not re.match(r"Talked on |New in the text: “\d{4}-", text)] + talks)
    assert (
        Counter(road) - once == Counter(["A new plan", "Role: Nurse", "Manager: Ruth Lindqvist"])
        and once - Counter(road) == Counter()
    )
    assert [one["date"] for one in whole["told"]] == sorted(one["date"] for one in whole["told"])
