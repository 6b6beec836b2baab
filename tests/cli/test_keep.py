"""The commands that keep a plan alive, as people type them: what they write, to the byte, and what they say."""

from __future__ import annotations

import difflib
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cap.cli.app import COMMANDS, DAILY, app, summary
from cap.plan.fences import Fences, cut
from cap.plan.kinds import KINDS
from cap.plan.read import read
from tests.cli.conftest import TODAY, Run, commit, git, refused
from tests.edit import test_refusals as broken
from tests.edit import test_surroundings as around
from tests.plans_strategy import PROSE

LINES = """\
name: Ada Obi
stage: draft
next:
motivations: [impact, skills]
goals:
  - goal: Lead the ward
    id: lead
    due: 2026-12-31
skills:
  - skill: Handover
    rating: 4
    ratings:
      - {date: 2026-08-11, rating: 4}
    actions:
      - action: Lead it on Mondays
        due: 2026-12-01
        status: doing
  - skill: Rota
    goal: lead
topics:
  - {topic: Nights, by: ada}
"""
MONDAYS = "        due: 2026-12-01\n        status: doing\n"

# What is typed, the lines that go, and the lines that come.
EDITS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "add goal": (
        ["add", "goal", "ada", "Teach", "--measure", "Four classes", "--due", "+1m", "--id", "teach"],
        [],
        ["  - id: teach", "    goal: Teach", "    measure: Four classes", "    due: 2026-12-22"],
    ),
    "add vision": (["add", "vision", "ada", "A ward of my own"], [], ["  - A ward of my own"]),
    "add skill": (
        ["add", "skill", "ada", "Calm", "--goal", "g1", "--rating", "5", "--target", "7", "--ten", "Rock"],
        [],
        ["  - skill: Calm", "    goal: lead", "    rating: 5", "    target: 7", "    ten: Rock", "    ratings:", "      - {date: 2026-11-22, rating: 5}"],
    ),
    "add action": (
        ["add", "action", "ada", "Watch Tom", "--skill", "1", "--type", "exposure", "--with", "Tom", "--with", "Ann"],
        [],
        ["      - action: Watch Tom", "        type: exposure", "        with: [Tom, Ann]"],
    ),
    "add strength": (["add", "strength", "ada", "Ink", "--rating", "8", "--mentor"], [], ["  - {skill: Ink, rating: 8, mentor: yes}"]),
    "add support": (
        ["add", "support", "ada", "Mondays off", "--from", "Ruth", "--due", "+1m"],
        [],
        ["  - {need: Mondays off, from: Ruth, due: 2026-12-22}"],
    ),
    "add topic": (["add", "topic", "ada", "Pay", "--by", "ada"], [], ["  - {topic: Pay, by: ada, date: 2026-11-22}"]),
    "add way": (["add", "way", "ada", "Shadow Tom", "--skill", "1"], [], ["    ways:", "      - Shadow Tom"]),
    "add way, weighed": (
        ["add", "way", "ada", "Shadow Tom", "--skill", "1", "--pros", "Near", "--pros", "Free", "--cons", "Early", "--chosen"],
        [],
        ["    ways:", "      - {way: Shadow Tom, pros: [Near, Free], cons: Early, chosen: yes}"],
    ),
    "add a step to a goal": (
        ["add", "action", "ada", "Ask for the form", "--goal", "lead", "--due", "+1w"],
        [],
        ["    actions:", "      - action: Ask for the form", "        due: 2026-11-29"],
    ),
    "add motivation": (
        ["add", "motivation", "ada", "My own shed"], ["motivations: [impact, skills]"], ["motivations: [impact, skills, My own shed]"]
    ),
    "add interest": (["add", "interest", "ada", "Teaching"], [], ["interests: [Teaching]"]),
    "add improve": (["add", "improve", "ada", "Saying no"], [], ["improve: [Saying no]"]),
    "add theme": (["add", "theme", "ada", "Growing others"], [], ["themes: [Growing others]"]),
    "add obstacle": (["add", "obstacle", "ada", "Winter"], [], ["    obstacles: [Winter]"]),
    "add ahead": (
        ["add", "ahead", "ada", "The rota closes", "--on", "+1m"], [], ["ahead:", "  - {date: 2026-12-22, what: The rota closes}"]
    ),
    "add moment": (
        ["add", "moment", "ada", "Stood in for Ann", "--on", "yesterday", "--by", "Tom"],
        [],
        ["moments:", "  - {date: 2026-11-21, moment: Stood in for Ann, by: Tom}"],
    ),
    "set": (["set", "ada", "stage", "agreed"], ["stage: draft"], ["stage: agreed"]),
    "set a list": (
        ["set", "ada", "motivations", "impact", "money"], ["motivations: [impact, skills]"], ["motivations: [impact, money]"]
    ),
    "set a key of an item": (["set", "ada", "target", "7", "--item", "2"], [], ["    target: 7"]),
    "set an id": (
        ["set", "ada", "id", "head", "--item", "lead"], ["    id: lead", "    goal: lead"], ["    id: head", "    goal: head"]
    ),
    "rate": (
        ["rate", "ada", "1", "6", "--evidence", "Two weeks alone"],
        ["    rating: 4"],
        ["    rating: 6", "      - {date: 2026-11-22, rating: 6, evidence: Two weeks alone}"],
    ),
    "rate, one side": (["rate", "ada", "rota", "3", "--by", "self"], [], ["    ratings:", "      - {date: 2026-11-22, rating: 3, by: self}"]),
    "rate, corrected": (
        ["rate", "ada", "1", "5", "--on", "2026-08-11"],
        ["    rating: 4", "      - {date: 2026-08-11, rating: 4}"],
        ["    rating: 5", "      - {date: 2026-08-11, rating: 5}"],
    ),
    "progress": (
        ["progress", "ada", "mondays", "The first", "--on", "yesterday"],
        [],
        ["        progress:", "          - {date: 2026-11-21, note: The first}"],
    ),
    "done": (
        ["done", "ada", "1.1", "--note", "Six of eight"],
        ["        status: doing"],
        ["        status: done", "        done: 2026-11-22", "        note: Six of eight"],
    ),
    "drop": (
        ["drop", "ada", "nights", "--because", "Nights stay"],
        ["  - {topic: Nights, by: ada}"],
        ["  - {topic: Nights, by: ada, dropped: 2026-11-22, because: Nights stay}"],
    ),
    "drop, refused": (
        ["drop", "ada", "lead", "--because", "No budget", "--refused-by", "Ruth", "--on", "2026-11-20"],
        [],
        ["    refused: 2026-11-20", "    because: No budget", "    refused_by: Ruth"],
    ),
    "pause": (["pause", "ada"], [], ["pauses:", "  - {from: 2026-11-22}"]),
    "pause, with both ends": (
        ["pause", "ada", "--from", "monday", "--until", "+3m"], [], ["pauses:", "  - {from: 2026-11-23, until: 2027-02-22}"]
    ),
    "move": (["move", "ada", "1.1", "+2w"], ["        due: 2026-12-01"], ["        due: 2026-12-15", "        was: [2026-12-01]"]),
    "next": (["next", "ada", "friday"], ["next:"], ["next: 2026-11-27"]),
}  # fmt: skip
NEW_LISTS = ("visions:", "strengths:", "support:")
# One for each way of touching a file; these are tried in every kind of file.
EVERYWHERE = ("add action", "add topic", "set", "set a list", "rate", "progress", "done", "drop", "move", "next")


@pytest.fixture
def plan(empty: Path) -> Path:
    """One plan in its folder."""
    (empty / "plans").mkdir()
    path = empty / "plans" / "ada.md"
    path.write_text(f"---\n{LINES}---\n\n# Ada\n")
    return path


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines of the front matter that went and that came, without their ends, which must be the file's. All else must be there."""
    old, new = (cut(raw) for raw in (before, after))
    assert isinstance(old, Fences) and isinstance(new, Fences)
    assert after[: new.start] == before[: old.start]
    assert after[new.end :] == before[old.end :]
    was, now = (raw[found.start : found.end].decode().split("\n") for raw, found in ((before, old), (after, new)))
    went: list[str] = []
    came: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            went += was[i1:i2]
            came += now[j1:j2]
    assert all(line.endswith("\r") == (b"name: Ada Obi\r" in before) for line in came)
    return [line.rstrip("\r") for line in went], [line.rstrip("\r") for line in came]


# ---- what is written


@pytest.mark.parametrize("name", EDITS)
def test_a_command_changes_a_few_lines(run: Run, plan: Path, name: str) -> None:
    words, went, came = EDITS[name]
    before = plan.read_bytes()
    result = run(*words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("ada: ")
    lines = changed_lines(before, plan.read_bytes())
    assert (lines[0], [line for line in lines[1] if line not in NEW_LISTS]) == (went, came)


SURROUNDINGS = around.SURROUNDINGS | {
    "comments at every level": lambda: around.between("# one\n   # odd indentation\n\n#two\n")(),
    "empty and blank lines": lambda: around.between("\n   \n")(),
}


@pytest.mark.parametrize("surrounding", SURROUNDINGS)
def test_in_every_kind_of_file_the_lines_that_are_meant_change_and_no_other_byte(
    run: Run, plan: Path, surrounding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(around, "LINES", LINES)
    raw = SURROUNDINGS[surrounding]()
    for name in EVERYWHERE if len(raw) < 1_000_000 else ("rate",):
        words, went, came = EDITS[name]
        plan.write_bytes(raw)
        result = run(*words)
        if result.exit_code == 0:
            assert changed_lines(raw, plan.read_bytes()) == (went, came)
        else:  # the key of the list stands there twice
            assert surrounding in ("a null where a list is meant", "values of the wrong shape"), (name, result.output)
            assert "`skills` is here twice" in refused(result)
            assert plan.read_bytes() == raw


TEAM = """\
---
name: Ada
goals:
  - id: lead
    goal: Lead the ward
skills:
  - skill: Handover
    rating: 4
    ratings:
      - {date: 2026-08-11, rating: 4}
    actions:
      - action: Lead it on Mondays
        due: 2026-12-01
      - action: Watch Tom
        progress:
          - {date: 2026-08-11, note: The first}
      - action: Read
  - skill: Rota
    rating: 3
  - skill: Calm
support:
  - {need: Mondays}
topics:
  - {topic: Nights}
---
"""
# Each of another item than the others.
APART = (
    "rate ada 1 5", "rate ada 2 4", "rate ada 3 6 --by self", "progress ada 1.1 Held", "move ada 1.2 +1w", "progress ada 1.3 Begun",
    "done ada g1", "drop ada s1 --because No", "set ada by ada --item t1", "next ada +3m",
)  # fmt: skip


def test_what_two_people_do_to_different_items_merges_without_a_conflict(run: Run, plan: Path) -> None:
    versions: dict[str, str] = {}
    for words in APART:
        plan.write_text(TEAM)
        assert run(*words.split()).exit_code == 0
        versions[words] = plan.read_text()
    Path("base").write_text(TEAM)
    for one, other in combinations(APART, 2):
        Path("one").write_text(versions[one])
        Path("other").write_text(versions[other])
        merged = subprocess.run(["git", "merge-file", "-p", "one", "base", "other"], capture_output=True, check=False)
        assert merged.returncode == 0, (one, other, merged.stdout.decode())
        assert not read(merged.stdout).problems
        for words in (one, other):
            new = [line for line in versions[words].split("\n") if line not in TEAM.split("\n")]
            assert all(line in merged.stdout.decode().split("\n") for line in new)


# What cannot be edited, or should not be: the front matter, what is typed, and a piece of the answer.
REFUSED: dict[str, tuple[str, list[str], str]] = {
    "a block of text": ("role: |\n  Nurse\n", ["set", "ada", "role", "Cook"], "By hand it would be:\n       role: Cook\n"),
    "an alias": ("visions: &v [a]\nthemes: *v\n", ["set", "ada", "themes", "b"], "`*v` stands for a value"),
    "text where a list is meant": ("topics: later\n", ["add", "topic", "ada", "Pay"], "`topics` is not a list here"),
    "keys where a list is meant": ("goals: {goal: a}\n", ["add", "goal", "ada", "b"], "`goals` is not a list here"),
    "a tag": ("next: !!str 2026-01-01\n", ["next", "ada", "friday"], "a tag such as"),
    "more than words": (
        "skills: [{skill: a, ways: [b, {way: c, chosen: yes}]}]\n", ["set", "ada", "ways", "d", "--item", "1"], "place of the 2 ways"
    ),
    "visions": ("visions: [a, b]\n", ["set", "ada", "visions", "c"], "`cap add vision ada …` adds one"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_edited_is_said_once_with_the_lines_to_write_by_hand(run: Run, plan: Path, case: str) -> None:
    front, words, said = REFUSED[case]
    raw = f"---\nname: Ada\n{front}---\n\nThe story.\n".encode()
    plan.write_bytes(raw)
    message = refused(run(*words))
    assert said in message
    assert "<U+000A>" not in message
    assert plan.read_bytes() == raw


@pytest.mark.parametrize("kind", broken.FILES)
def test_a_file_that_cannot_be_read_is_not_touched(run: Run, plan: Path, kind: str) -> None:
    raw = broken.FILES[kind][0]
    plan.write_bytes(raw)
    for name in ("set", "add topic", "next") if len(raw) < 1_000_000 else ("next",):
        message = refused(run(*EDITS[name][0]))
        assert message.startswith("cap: plans/ada.md:")
        assert plan.read_bytes() == raw
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.parametrize("option", ["--by", "--link", "--note", "--due"])
def test_an_empty_option_is_a_slip_and_not_a_wish(run: Run, plan: Path, option: str) -> None:
    words = {"--by": ["rate", "ada", "1", "5"], "--link": ["progress", "ada", "1.1", "x"], "--note": ["done", "ada", "1"]}
    raw = plan.read_bytes()
    assert "needs something to say" in refused(run(*words.get(option, ["add", "goal", "ada", "x"]), option, " "))
    assert plan.read_bytes() == raw


# ---- what is typed


def test_whatever_people_write_is_read_back_as_they_wrote_it(run: Run, plan: Path) -> None:
    texts = [*PROSE, "'\"\\ # : - [", "-x", "--", "\u00e9 and e\u0301", "a\x00b", "\x1b[2J", "\u202eabc"]
    for text in texts:
        plan.write_text("---\nname: Ada\n---\n")
        result = run("add", "topic", "--", "ada", text)
        assert result.exit_code == 0, result.output
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.output)
        reading = read(plan.read_bytes())
        assert reading.plan and not reading.problems
        assert reading.plan.topics[0].topic == text.strip()
    run("set", "--", "ada", "themes", *(f"+{text}" for text in texts))
    assert json.loads(run("show", "ada", "--format", "json").stdout)["plan"]["themes"] == [text.strip() for text in texts]


def test_bytes_that_are_no_text_are_refused(run: Run, plan: Path) -> None:
    raw = plan.read_bytes()
    for words in (["add", "topic", "ada", "x\udcff"], ["set", "ada", "role", "\udcff"], ["rate", "ada", "\udcff", "5"]):
        assert refused(run(*words))
        assert plan.read_bytes() == raw


def test_a_text_of_a_megabyte_is_refused(run: Run, plan: Path) -> None:
    raw = plan.read_bytes()
    assert "1 MiB" in refused(run("set", "ada", "role", "x" * 1_100_000))
    assert plan.read_bytes() == raw


@pytest.mark.parametrize(
    ("words", "front"),
    [
        (["set", "ada", "x-team", "night", "day"], "x-team: [night, day]\n"),
        (["set", "ada", "x-score", "12"], "x-score: 12\n"),
        (["set", "ada", "x-score", "012"], 'x-score: "012"\n'),
        (["set", "ada", "x-since", "2026-03-01"], "x-since: 2026-03-01\n"),
        (["set", "ada", "x-since", "2026-13-01"], 'x-since: "2026-13-01"\n'),
        (["set", "ada", "x-on-call", "No"], 'x-on-call: "No"\n'),
        (["set", "ada", "visions", "Teach"], "visions:\n  - Teach\n"),
        (["set", "ada", "direction", "up"], "direction: up\n"),
        (["set", "ada", "direction", "up", "deeper"], "direction: [up, deeper]\n"),
        (["set", "ada", "direction", "up", "up"], "direction: up\n"),
        (["set", "ada", "cadence", "6 weeks"], "cadence: 6 weeks\n"),
        (["set", "ada", "role", "  Nurse\n"], "role: Nurse\n"),
    ],
)
def test_what_can_be_set(run: Run, plan: Path, words: list[str], front: str) -> None:
    plan.write_text("---\nname: Ada\n---\n")
    assert run(*words).exit_code == 0
    assert plan.read_text() == f"---\nname: Ada\n{front}---\n"


SIGNS = [
    (["themes", "+c", "d"], "+c +d", "c d"),
    (["themes", "c d", "-a"], "'+c d' -a", "'c d'"),
    (["themes", "-a", "b"], "-a +b", "b"),
    (["themes", "+", "it's"], '"+it\'s"', '"it\'s"'),
    (["themes", "-", "a"], "-a", ""),
    (["x-tags", "+c", "d"], "+c +d", "c d"),
]


@pytest.mark.parametrize(("typed", "changed", "anew"), SIGNS)
def test_a_word_without_a_sign_among_others_is_refused_with_both_readings(
    run: Run, plan: Path, typed: list[str], changed: str, anew: str
) -> None:
    raw = "---\nname: Ada\nthemes: [a, b]\nx-tags: [a, b]\n---\n"
    plan.write_text(raw)
    message = refused(run("set", "ada", *typed))
    found = re.findall(r"cap (set ada [^;\n]*)", message)
    assert plan.read_text() == raw and found == [f"set ada {typed[0]} {words}" for words in (changed, anew) if words]
    assert run(*shlex.split(found[0])).exit_code == 0
    assert plan.read_text() != raw


def test_the_readings_name_the_item_too(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\ngoals: [{goal: The ward, obstacles: [Time]}]\n---\n")
    assert "cap set ada obstacles +Money +Tom --item 'the ward';" in refused(
        run("set", "ada", "obstacles", "+Money", "Tom", "--item", "the ward")
    )
    assert "Write each word behind its sign" in refused(run("set", "ada", "themes", "+"))


def test_single_words_of_a_list_of_ones_own_change_too(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada\nx-tags: [a, 2]\n---\n")
    assert run("set", "ada", "x-tags", "+b", "-2").exit_code == 0
    assert plan.read_text() == "---\nname: Ada\nx-tags: [a, b]\n---\n"
    run("set", "ada", "x-score", "+5")
    assert "x-score: +5\n" in plan.read_text() or 'x-score: "+5"\n' in plan.read_text()


# ---- which item, of which plan


def test_a_goal_is_linked_once_however_it_is_named(run: Run, plan: Path) -> None:
    run("add", "skill", "ada", "Ink", "--goal", "lead", "--goal", "g1", "--goal", "the ward")
    assert "  - skill: Ink\n    goal: lead\n" in plan.read_text()


def test_what_links_to_an_id_follows_a_new_one(run: Run, plan: Path) -> None:
    for item, linking in (
        ("v1", "goals: [{goal: b, vision: [old, old-too]}]"),
        ("g1", "skills: [{skill: b, goal: old}]"),
        ("1", "moments: [{date: 2026-01-01, moment: b, skill: old}]"),
        ("s1", "goals: [{goal: b, actions: [{action: c, needs: old}]}]"),
    ):
        kind = next(kind for kind in KINDS if kind.prefix == item[:-1])
        plan.write_text(
            f"---\nname: Ada\n{kind.key}: [{{{kind.name}: a, id: old}}, {{{kind.name}: c, id: old-too}}]\n{linking}\n---\n"
        )
        assert run("set", "ada", "id", "new", "--item", item).exit_code == 0
        assert read(plan.read_bytes()).problems == ()
        assert linking.replace("old", "new", 1) in plan.read_text()


def test_links_are_made_to_what_people_name_and_written_as_ids(run: Run, plan: Path) -> None:
    front = "name: Ada\nskills: [{skill: Calm, id: calm, actions: [{action: Ask Tom}]}]\nsupport: [{need: A seat, id: seat}]\n"
    plan.write_text(f"---\n{front}---\n")
    assert run("set", "ada", "needs", "a seat", "--item", "1.1").exit_code == 0
    assert run("add", "moment", "ada", "Kept the peace", "--skill", "1").exit_code == 0
    assert run("set", "ada", "needs", "calm", "--item", "1.1").exit_code == 2
    shown = json.loads(run("show", "ada", "--format", "json").stdout)["plan"]
    assert (shown["skills"][0]["actions"][0]["needs"], shown["moments"][0]["skill"]) == (["seat"], ["calm"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "gaol", "ada", "Teach"], "there is no kind of item “gaol” Did you mean `goal`?"),
        (
            ["add", "pause", "ada", "Leave"],
            "There is strength, vision, goal, skill, way, action, support, ahead, moment, topic, motivation,",
        ),
        (["add", "ahead", "ada", "The rota closes"], "a day ahead needs a date Say it with --on."),
        (["add", "ahead", "ada", "The rota closes", "--by", "Tom"], "a day ahead takes no --by It takes --on."),
        (
            ["add", "way", "ada", "Watch", "--skill", "1", "--due", "+1m"],
            "a way takes no --due It takes --skill, --pros, --cons or --chosen.",
        ),
        (["add", "moment", "ada", "Won", "--on", "tomorrow"], "2026-11-23 (Monday) has not come yet"),
        (
            ["add", "support", "ada", "A seat", "--ten", "x"],
            "an entry under `support` takes no --ten It takes --due, --from or --id.",
        ),
        (["set", "ada", "ahead", "x"], "`ahead` is a list that grows line by line Use `cap add ahead`."),
        (["set", "ada", "skills", "Calm"], "`skills` is a list that grows line by line Use `cap add skill`."),
        (["set", "ada", "pauses", "x"], "Use `cap pause`."),
        (
            ["done", "ada", "a1"],
            "a1 “Budget” is a day ahead, and this takes a goal, a skill, an action, an entry under `support` or a topic",
        ),
    ],
)
def test_the_kinds_are_called_by_their_names(run: Run, plan: Path, words: list[str], said: str) -> None:
    plan.write_text(plan.read_text().replace("topics:", "ahead: [{date: 2027-01-01, what: Budget}]\ntopics:"))
    assert said in " ".join(refused(run(*words)).split())


def test_of_two_items_that_say_the_same_the_one_with_the_number_is_changed(run: Run, plan: Path) -> None:
    skill = "  - skill: Ink\n    rating: 3\n    ratings:\n      - {date: 2026-11-22, rating: 3}\n      - {rating: 5}\n      - {date: 2026-11-22, rating: 3, by: self}\n"
    raw = f"---\nname: Ada\nskills:\n  - {{rating: 5}}\n{skill}{skill}---\n"
    plan.write_text(raw)
    run("rate", "ada", "3", "4", "--by", "self")
    head, _, tail = raw.rpartition("rating: 3, by")
    assert plan.read_text() == f"{head}rating: 4, by{tail}"


def test_a_correction_keeps_its_evidence_and_what_a_team_added(run: Run, plan: Path) -> None:
    entry = "{date: 2026-11-22, rating: 3, evidence: Seen, x-talk: 7}"
    plan.write_text(f"---\nname: Ada\nskills:\n  - skill: Ink\n    rating: 3\n    ratings:\n      - {entry} # why\n---\n")
    assert run("rate", "ada", "ink", "4").stderr == "ada: 1 “Ink”: rated 4 on 2026-11-22 (was 3)\n"
    assert entry.replace("3,", "4,") + " # why" in plan.read_text()
    run("rate", "ada", "ink", "4", "--evidence", "Twice")
    assert "evidence: Twice, x-talk: 7}" in plan.read_text()


def test_an_older_agreed_rating_and_a_one_sided_one_leave_the_rating_alone(run: Run, plan: Path) -> None:
    run("rate", "ada", "1", "7", "--by", "Manager")
    run("rate", "ada", "1", "2", "--on", "2026-08-11")
    shown = json.loads(run("show", "ada", "--format", "json").stdout)["plan"]["skills"][0]
    assert shown["rating"] == 2  # agreed, and the last one that is
    assert [entry.get("by") for entry in shown["ratings"]] == [None, "manager"]
    run("rate", "ada", "1", "5")
    run("rate", "ada", "1", "3", "--on", "2026-08-11")
    assert json.loads(run("show", "ada", "--format", "json").stdout)["plan"]["skills"][0]["rating"] == 5


def test_what_was_done_keeps_its_day_unless_another_is_given(run: Run, plan: Path) -> None:
    run("done", "ada", "1.1", "--on", "2026-10-01")
    raw = plan.read_bytes()
    assert run("done", "ada", "1.1").stderr.endswith("done on 2026-10-01 (it said so already)\n")
    assert plan.read_bytes() == raw
    assert run("done", "ada", "1.1", "--on", "yesterday").stderr.endswith("done on 2026-11-21 (was 2026-10-01)\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["done", "ada", "1.1", "--on", "monday"], "done on 2026-11-16"),
        (["done", "ada", "1.1", "--on", "1.10."], "done on 2026-10-01"),
        (["rate", "ada", "1", "5", "--on", "20 novembre"], "on 2026-11-20"),
        (["progress", "ada", "mondays", "The first", "--on", "2d"], "noted for 2026-11-20"),
        (["add", "moment", "ada", "Stood in for Ann", "--on", "friday"], "2026-11-20"),
        (["add", "topic", "ada", "Rota", "--on", "friday"], "2026-11-20"),
        (["add", "ahead", "ada", "The audit", "--on", "friday"], "2026-11-27"),
        (["add", "goal", "ada", "Teach", "--due", "end of q3"], "due 2027-09-30"),
        (["set", "ada", "done", "20 Nov", "--item", "g1"], "done is 2026-11-20"),
        (["set", "ada", "due", "20 Nov", "--item", "g1"], "due is 2027-11-20"),
        (["set", "ada", "started", "20 Nov"], "started is 2026-11-20"),
        (["next", "ada", "28/4"], "2027-04-28 (Wednesday)"),
    ],
)
def test_days_are_ahead_or_behind_as_the_request_is_and_said(run: Run, plan: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 0 and said in result.stderr
    assert max(re.findall("[0-9-]{10}", said)) in plan.read_text()


def test_a_day_that_can_be_two_changes_nothing_and_both_are_named(run: Run, plan: Path) -> None:
    raw = plan.read_bytes()
    for words in (["next", "ada"], ["move", "ada", "1.1"], ["done", "ada", "1.1", "--on"], ["set", "ada", "next"]):
        result = run(*words, "4/5/2027")
        assert result.exit_code == 2
        assert result.stderr == "cap: “4/5/2027” can be 5 April 2027 or 4 May 2027\n     Write 2027-04-05 or 2027-05-04.\n"
    assert plan.read_bytes() == raw


def test_another_today_is_said_where_it_is_not_written_out(run: Run, plan: Path) -> None:
    assert "today is 2027-04-28 (Wednesday)\n" in run("next", "ada", "+1d", "--today", "28 April 2027").stderr
    assert "today is" not in run("next", "ada", "+1d", "--today", "2027-04-28").stderr
    assert "next: 2027-04-29" in plan.read_text()


def test_moving_to_the_same_day_changes_nothing(run: Run, plan: Path) -> None:
    raw = plan.read_bytes()
    assert run("move", "ada", "1.1", "2026-12-01").stderr.endswith("due on 2026-12-01 (Tuesday) (it said so already)\n")
    assert plan.read_bytes() == raw


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, plan: Path) -> None:
    raw = plan.read_bytes()
    for words, went, came in EDITS.values():
        result = run(*words, "--dry-run")
        assert result.exit_code == 0
        assert "(nothing was written)" in result.stderr
        lines = result.stdout.splitlines()[2:]
        removed, added = ([line[1:] for line in lines if line.startswith(sign)] for sign in "-+")
        assert (removed, [line for line in added if line not in NEW_LISTS]) == (went, came)
        assert plan.read_bytes() == raw


def test_from_a_subfolder_by_any_name_that_is_whole(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan.parent / "night").mkdir()
    monkeypatch.chdir(plan.parent / "night")
    for name, rating in (("ada", 5), ("ADA", 6), ("Ada Obi", 7), ("ada obi", 8), ("../ada.md", 9)):
        assert run("rate", name, "1", str(rating)).exit_code == 0
        assert f"    rating: {rating}\n" in plan.read_text()
    for name in ("ad", "Ada O", "Obi", "../ad", ""):
        refused(run("rate", name, "1", "1"))


def test_a_plan_that_lacks_only_a_name_can_be_given_one(run: Run, plan: Path) -> None:
    for before, after in (("role: Nurse # x\n", "role: Nurse # x\nname: Ada\n"), ("name: # who?\n", "name: Ada # who?\n")):
        plan.write_text(f"---\n{before}---\n")
        assert "needs `name`" in refused(run("set", "ada", "role", "Cook"))
        assert run("set", "ada", "name", "Ada").stderr == "ada: name is Ada\n"
        assert plan.read_text() == f"---\n{after}---\n"
    for front in ("name: {\n", "role: [\n", "- a\n"):
        plan.write_text(f"---\n{front}---\n")
        assert "A plan that cannot be read is not changed." in refused(run("set", "ada", "name", "Ada"))


# ---- which day, and what is said of it


@pytest.mark.parametrize(
    ("due", "when", "said"),
    [
        ("2027-03-01", "+1w", "moved from 2027-03-01 to 2027-03-08 (Monday)"),
        ("2027-01-31", " +1M", "moved from 2027-01-31 to 2027-02-28 (Sunday)"),
        ("2026-10-01", "+1w", "moved from 2026-10-01 to 2026-11-29 (Sunday)"),
        (None, "+1w", "moved to 2026-11-29 (Sunday)"),
        ("2027-03-01", "2 weeks", "moved from 2027-03-01 to 2027-03-15 (Monday)"),
        ("2027-03-01", "in 2 weeks", "brought forward from 2027-03-01 to 2026-12-06 (Sunday)"),
        ("2027-03-01", "28. April", "moved from 2027-03-01 to 2027-04-28 (Wednesday)"),
        ("2027-03-01", "friday", "brought forward from 2027-03-01 to 2026-11-27 (Friday)"),
        ("2027-03-01", "2026-03-01", "brought forward from 2027-03-01 to 2026-03-01 (Sunday), which is past"),
        ("2026-10-01", "yesterday", "moved from 2026-10-01 to 2026-11-21 (Saturday), which is past"),
        ("2027-03-01", "+0d", "due on 2027-03-01 (Monday) (it said so already)"),
    ],
)
@pytest.mark.parametrize("item", ["1.1", "g1", "s1"])
def test_a_span_counts_from_the_day_it_is_due_and_what_comes_earlier_is_called_so(
    run: Run, plan: Path, item: str, due: str | None, when: str, said: str
) -> None:
    day = f", due: {due}" if due else ""
    plan.write_text(
        f"---\nname: Ada\ngoals: [{{goal: a{day}}}]\nskills: [{{skill: b, actions: [{{action: a{day}}}]}}]\nsupport: [{{need: a{day}}}]\n---\n"
    )
    assert run("move", "ada", item, when).stderr == f"ada: {item} “a”: {said}\n"
    moved = due and "said so" not in said
    assert (f"was: [{due}]" in plan.read_text()) == bool(moved)


def test_in_all_else_a_span_counts_from_today(run: Run, plan: Path) -> None:
    for words in (
        ["next", "ada", "+1w"],
        ["set", "ada", "due", "+1w", "--item", "g1"],
        ["add", "goal", "ada", "x", "--due", "+1w"],
    ):
        plan.write_text("---\nname: Ada\nnext: 2027-01-01\ngoals: [{goal: a, due: 2027-03-01}]\n---\n")
        assert "2026-11-29" in run(*words).stderr


def test_a_day_gone_by_is_asked_about_when_it_is_replaced(run: Run, plan: Path) -> None:
    for before, asked in (("2026-11-20", True), ("2026-11-22", True), ("2026-11-23", False), ("2026-11-10", False)):
        plan.write_text(f"---\nname: Ada\nnext: {before}\nconversations:\n  - {{date: 2026-11-10}}\n---\n")
        way = "cap log ada" if before == TODAY else f"cap log ada --on {before}"
        said = f"  Was there a talk on {before}? It is not written down yet: {way}\n"
        assert run("next", "ada", "+3m").stderr.partition("\n")[2] == (said if asked else "")
        if asked:
            assert run(*way.split()[1:], "-m", "It was held").exit_code == 0


# ---- what closing something means


def test_closing_a_skill_says_what_becomes_of_its_open_actions(run: Run, plan: Path) -> None:
    actions = "[{action: a}, {action: b, done: 2026-01-01}, {action: c, status: doing}, {action: d, status: dropped}]"
    for words in (["done", "ada", "1"], ["drop", "ada", "1", "--because", "No"]):
        plan.write_text(f"---\nname: Ada\nskills: [{{skill: s, actions: {actions}}}]\n---\n")
        assert run(*words).stderr.endswith("\n  2 open actions in it rest from now on; nobody is asked about them.\n")
        assert run(*words).stderr.count("\n") == 1  # it said so already
    plan.write_text("---\nname: Ada\nskills: [{skill: s, actions: [{action: a}]}]\n---\n")
    assert run("done", "ada", "1").stderr.endswith("\n  1 open action in it rests from now on; nobody is asked about it.\n")
    assert "rest" not in run("done", "ada", "1.1").stderr


@pytest.mark.parametrize(
    ("skill", "words", "said"),
    [
        (
            "target: 6",
            ["6"],
            "That is the 6 you set out for: well done, both of you. To close it: cap done ada 1, or aim higher: cap set ada target 7 --item 1",
        ),
        ("target: 6", ["10"], "That is more than the 6 you set out for: well done, both of you. To close it: cap done ada 1"),
        ("target: 6", ["5"], ""),
        ("target: 6", ["6", "--by", "self"], ""),
        ("target: 6, done: 2026-01-01", ["6"], ""),
        ("ten: Calm", ["6"], ""),
        ("target: 6, ratings: [{date: 2026-11-20, rating: 3}, {date: 2026-11-22, rating: 3}]", ["6", "--on", "2026-11-20"], ""),
    ],
)
def test_reaching_a_target_is_said_with_what_comes_next(run: Run, plan: Path, skill: str, words: list[str], said: str) -> None:
    plan.write_text(f"---\nname: Ada\nskills: [{{skill: s, {skill}}}]\n---\n")
    result = run("rate", "ada", "1", *words)
    assert result.exit_code == 0
    assert result.stderr.partition("\n")[2].strip() == said
    for call in re.findall(r"cap (\w[^,]*)", said):
        assert run(*call.split()).exit_code == 0


# ---- completion


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("set ada st", ["started", "stage", "story"]),
        ("set ada --item 2 ta", ["target"]),
        ("progress ada ", ["1.2"]),
        ("rate ada ", ["1", "2"]),
        ("move ada ", ["lead", "1.2"]),
        ("done ada ", ["lead", "1", "1.2", "2", "t1"]),
        ("done ada l", ["lead"]),
        ("done nobody ", []),
        ("done ", ["ada"]),
    ],
)
def test_the_tab_key_offers_keys_and_open_items(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, typed: str, offered: list[str]
) -> None:
    done = "      - {action: x, done: 2026-01-01}\n"
    plan.write_text(plan.read_text().replace("    actions:\n", f"    actions:\n{done}"))
    words = f"cap {typed}"
    monkeypatch.setenv("_CAP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(f"{words}|".split()) - 1))
    assert CliRunner().invoke(app, [], prog_name="cap").stdout.split() == offered


@pytest.mark.parametrize("words", [[], ["next"], ["lint"]])
def test_the_short_way_to_help(run: Run, words: list[str]) -> None:
    assert run(*words, "-h").exit_code == 0
    assert run(*words, "-h").stdout == run(*words, "--help").stdout


def test_a_link_is_followed_inside_the_plans_folder_only(run: Run, plan: Path) -> None:
    for folder in ("plans/night", "elsewhere"):
        Path(folder).mkdir()
    link, other = Path("plans/night/eve.md"), Path("elsewhere/eve.md")
    link.symlink_to("../ada.md")
    assert run("next", "plans/night/eve.md", "friday").exit_code == 0
    assert "next: 2026-11-27" in plan.read_text() and link.is_symlink()
    link.unlink()
    other.write_bytes(plan.read_bytes())
    assert run("next", "plans/../elsewhere/eve.md", "today").exit_code == 0
    link.symlink_to("../../elsewhere/eve.md")
    raw = other.read_bytes()
    assert "leads to" in refused(run("next", "plans/night/eve.md", "friday"))
    assert other.read_bytes() == raw


# ---- help


def examples_in_help() -> Iterator[str]:
    """Every example that a command's help prints."""
    for commands in COMMANDS.values():
        for command in commands:
            shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout
            found = re.findall(r"^    (\S.*)$", shown.split("Examples:\n")[1].split("\n\n")[0], re.M)
            assert len(found) == 2, command
            assert len(re.findall(r"^  \S[^.]*[.?]", shown, re.M)) >= 1
            yield from found


def test_all_commands_are_seen_at_once(run: Run) -> None:
    shown = run("--help").stdout
    assert len(shown.splitlines()) <= 40
    assert set(re.findall(r"^  ([a-z]+)  ", shown, re.M)) == {*DAILY, "also"}
    named = re.findall(r"[a-z]+", " ".join(re.findall(r"^  also +((?:.|\n    )*)", shown, re.M)))
    assert len(named) == len(set(named)) and not set(named) & DAILY
    assert {*DAILY, *named} == {command for commands in COMMANDS.values() for command in commands}


def test_help_has_several_names(run: Run) -> None:
    for words in (["help", "lint"], ["-h", "lint"], ["--help", "lint"], ["lint", "-h", "--nonsense", "and", "more"]):
        assert run(*words).stdout == run("lint", "--help").stdout
    assert run("help").stdout == run("--help").stdout
    assert run("-V").stdout == run("--version").stdout


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_a_help_is_as_wide_as_the_terminal_and_no_wider(columns: int) -> None:
    for words in (["--help"], ["log", "--help"]):
        world = os.environ | {"COLUMNS": str(columns)}
        command = [sys.executable, "-m", "cap", *words]
        shown = subprocess.run(command, capture_output=True, text=True, env=world, check=True, timeout=60).stdout
        lines = [line for line in shown.split("\n") if not line.startswith("    cap ")]
        assert columns - 20 < max(map(len, lines)) <= columns, words


def test_the_first_line_of_a_help_is_known_without_importing_the_command() -> None:
    for command in (command for commands in COMMANDS.values() for command in commands):
        function = getattr(import_module(f"cap.cli.commands.{command}"), f"{command}_command")
        assert summary(command) == function.__doc__.partition("\n")[0]


REAL = """\
---
name: Alice Brown
role: Staff Nurse
stage: agreed
story: told
motivations: [impact, money]
strengths: [{skill: Calm}]
visions: [Head of the ward, A practice of my own, Teaching]
next: 2027-01-15
conversations: [{date: 2026-11-20, type: action-plan}]
goals:
  - {id: lead, goal: Lead the ward, measure: Signed off by the matron, due: 2027-09-30}
  - {id: teach, goal: Teach the newcomers, measure: Two courses held, due: 2027-09-30}
skills:
  - skill: Delegating
    goal: teach
    rating: 4
    target: 6
    ten: Nobody waits
    ways: [Rota, Handover, Board]
    actions: [{action: Hand over the rota, type: experience, measure: Twice, due: 2027-02-01}]
  - skill: Running the board
    goal: lead
    rating: 5
    target: 6
    ten: Sees it at noon
    ways: [Sundays, Shadow, Read]
    actions:
      - {id: sundays, action: Take the board on Sundays, type: experience, measure: Eight Sundays, due: 2026-12-31}
      - {action: Shadow Tom, type: exposure, measure: Twice, due: 2027-02-01}
      - {action: Read about flow, type: education, measure: One idea, due: 2027-03-01}
support: [{need: Sundays, from: Ruth, due: 2027-01-31}]
---
"""


# What must have happened before an example makes sense.
FIRST = {
    "cap resume": "pause alice --from yesterday",
    "cap undo": "next alice friday",
    "cap form alice --read": "form alice -o ~/alice-form.md",
    "cap prep alice --read": "prep alice --for person --format eml -o ~/reply.eml",
}


def test_the_examples_in_every_help_work_as_printed(
    run: Run, empty: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp("home")))
    for name in ("code", "nano"):
        (empty / name).write_text("#!/bin/sh\n")
        (empty / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{empty}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("EDITOR", "nano")
    monkeypatch.setattr("cap.cli.editing.has_terminal", lambda: True)
    monkeypatch.setenv("CAP_ME", "Alice Brown")
    git("init", "-q", "-b", "main", str(empty))  # what is saved is committed
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ruth")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ruth@example.org")
    for number, example in enumerate(examples_in_help()):
        folder = empty / f"folder-{number}"
        (folder / "plans").mkdir(parents=True)
        monkeypatch.chdir(folder)
        (folder / "people.csv").write_text("name,role\nTom Hale,Nurse\n")
        if not example.startswith(("cap init", "cap new")):
            (folder / "plans" / "alice.md").write_text(REAL)
        if example.startswith("cap diff"):
            commit()
        for name in ("base.md", "alice.md", "hers.md") if example.startswith("cap merge") else ():
            (folder / name).write_text(REAL)
        # what follows two blanks explains the example; what a shell does with the output is not ours
        words = shlex.split(re.split(r"   | \|\|? | >>? ", example)[0])
        for before in (before for command, before in FIRST.items() if example.startswith(command)):
            assert run(*map(os.path.expanduser, before.split())).exit_code == 0
        with monkeypatch.context() as world:
            while "=" in words[0]:
                world.setenv(*words.pop(0).split("=", 1))
            assert words.pop(0) == "cap"
            result = run(*map(os.path.expanduser, words))
        assert result.exit_code == 0, (example, result.output)
