"""A road against the commands that made it: each act is told once, on its day and in order, and nothing else."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.cli.conftest import SECRET, Run, data, empty, git, plan, refused, run, typed  # noqa: F401  fixtures

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
FIRST = [
    "A new plan",
    "Manager: Ruth Berg",
    "New goal: Lead the ward",
    "New goal: Far away",
    "New skill: Running the board, not rated → 7",
    "New step for Running the board: Sundays, by 31 May 2026",
    "New step for Running the board: Shadow Tom, by 31 May 2026",
    "New step for Running the board: A course, by 31 May 2026",
    "Promised by Ruth Berg: A seat, by 31 May 2026",
]


class Act(NamedTuple):
    """What is typed, and what is told of it: on the day of the act, or, as no day stands in the plan, on that of its commit."""

    typed: str
    told: tuple[tuple[str, str], ...]
    dated: bool = True


ACTS = [
    Act("set ada motivations impact money", (("person", "What matters most: impact, money"),), dated=False),
    Act("set ada direction up", (("person", "Direction: up"),), dated=False),
    Act("set ada stage agreed", (("person", "Stage: agreed (was draft)"),), dated=False),
    Act("add vision ada 'A ward where people stay'", (("vision", "New vision: A ward where people stay"),), dated=False),
    Act("add strength ada Calm", (("strength", "New strength: Calm"),), dated=False),
    Act("add goal ada 'Nights alone' --id nights", (("goal", "New goal: Nights alone"),), dated=False),
    Act("add support ada 'A mentor' --from 'Tom Hale'", (("support", "Promised by Tom Hale: A mentor"),), dated=False),
    Act(
        "add way ada 'Ask the planner' --skill board",
        (("skill", "A way to gain a point in Running the board: Ask the planner"),),
        dated=False,
    ),
    Act("move ada course 2026-09-01", (("action", "Moved to 1 September 2026: A course (was 31 May 2026)"),), dated=False),
    Act("rate ada board 5", (("rating", "Running the board: 5, by both"),)),
    Act(
        "rate ada board 4 --by 'Ruth Berg' --evidence 'Three Sundays'",
        (("rating", "Running the board: 4, by Ruth Berg: “Three Sundays”"),),
    ),
    Act("rate ada board 6 --by self", (("rating", "Running the board: 6, by Ada"),)),
    Act("progress ada sundays 'Third one, no rescue'", (("action", "Sundays: “Third one, no rescue”"),)),
    Act("done ada shadow --note 'Two evenings'", (("action", "Done: Shadow Tom, “Two evenings”"),)),
    Act("drop ada far --because 'It was never hers'", (("goal", "Let go: Far away, because “It was never hers”"),)),
    Act(
        "drop ada seat --because 'No budget' --refused-by 'Tom Hale'",
        (("support", "Refused: A seat, by Tom Hale, because “No budget”"),),
    ),
    Act("add moment ada 'Stayed late to help' --by ruth --yes", (("moment", "A moment: “Stayed late to help”, seen by ruth"),)),
    Act("add topic ada 'Could nights be fewer?'", (("topic", "To talk about: “Could nights be fewer?”"),)),
    Act("log ada --type check-in -m 'A good hour' --yes", (("talk", "A talk: check-in"),)),
    Act("note ada 'zzyzx would rather leave'", ()),
    Act("private ada -m 'zzyzx would rather leave'", ()),
]


def commit(day: date, who: str = "Ruth") -> None:
    moment = f"{day}T12:00:00Z"
    world = os.environ | {f"GIT_{role}_DATE": moment for role in ("AUTHOR", "COMMITTER")}
    words = ["-c", f"user.name={who}", "-c", "user.email=x@example.org", "commit", "-q", "--allow-empty", "-m", "x"]
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", *words], check=True, env=world)


def told(run: Run, *words: str) -> list[tuple[str, str, str]]:
    result = run("timeline", "ada", "--format", "json", *words)
    assert result.exit_code == 0, result.output
    return [(one["date"], one["kind"], one["text"]) for one in json.loads(result.stdout)["told"]]


@pytest.mark.parametrize("seed", range(int(os.environ.get("CAP_YEARS", "3"))))
def test_a_played_year_is_told_act_by_act(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """In any order, committed one by one, several at once, or not at all yet; by another name from some day on; and with a merge."""
    random, day = Random(seed), date(2026, 1, 5)
    monkeypatch.setenv("CAP_ME", "Ruth Berg")
    Path("plans/ada.md").write_text(BEGIN)
    commit(day)
    start = day
    expected: list[tuple[date, int, str, str]] = []
    waiting: list[tuple[int, str, str]] = []
    acts = random.sample(ACTS, len(ACTS))
    for number, act in enumerate(acts):
        day += timedelta(random.randint(1, 20))
        monkeypatch.setenv("CAP_TODAY", str(day))
        if number == 7:
            Path("plans/ada.md").rename("plans/ada-obi.md")
            commit(day)
            Path("plans/ada-obi.md").rename("plans/ada.md")
            commit(day)
        result = run(*shlex.split(act.typed))
        assert result.exit_code == 0, (act.typed, result.output)
        for kind, text in act.told:
            if act.dated:
                expected.append((day, number, kind, text))
            else:
                waiting.append((number, kind, text))
        if random.random() < 0.7:
            commit(day)
            expected += [(day, *one) for one in waiting]
            waiting = []
    expected += [(day, *one) for one in waiting]  # what no commit holds counts as of today
    found = told(run)
    assert [text for _, _, text in found[: len(FIRST)]] == FIRST
    assert {text for text in found[: len(FIRST)]} and all(one[0] == str(start) for one in found[: len(FIRST)])
    assert sorted(found[len(FIRST) :]) == sorted((str(when), kind, text) for when, _, kind, text in expected)
    assert [one[0] for one in found] == sorted(one[0] for one in found)
    assert SECRET not in run("timeline", "ada").output
