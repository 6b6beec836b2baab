"""What people write that is not what the format takes: what is said of it, and what `--fix` makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cap.lint.fix import fixed
from cap.plan.read import read
from tests.plan.obeying import left_by
from tests.transcripts import assert_approved

TYPED = Path(__file__).with_name("words.txt")
GALLERY = Path(__file__).parents[1] / "errors"
BROKEN = {"yaml-syntax", "no-front-matter", "unreadable", "merge-conflict"}  # what is no plan yet is another matter
UNSEEN = (
    ("skill", "rating: 4\u200b"),
    ("skill", "rating: \u00a04"),
    ("skill", "rating: '4 '"),
    ("plan", "stage: \u00a0agreed"),
    ("plan", "man\u00adager: Bo"),
    ("goal", "due: 2026\u22125\u22121"),
    ("goal", "due: 2026-05-01\u00a0"),
    ("goal", "due\u00a0: 2026-05-01"),
    ("goal", "vision: \u200dnight"),
    ("action", "type: exposure\u2060"),
    ("action", "status: \u200bdone"),
)
IN = {
    "plan": "name: Ada\n",
    "goal": "name: Ada\nvisions: [{id: night, vision: Nights}]\ngoals:\n  - goal: Run the night bake\n",
    "skill": "name: Ada\nskills:\n  - skill: Baking\n",
    "action": "name: Ada\nskills:\n  - skill: Baking\n    actions:\n      - action: Bake\n",
    "rating": "name: Ada\nskills:\n  - skill: Baking\n    ratings:\n      - date: 2026-01-01\n",
    "support": "name: Ada\nsupport:\n  - need: A mixer\n",
    "topic": "name: Ada\ntopics:\n  - topic: Nights\n",
    "strength": "name: Ada\nstrengths:\n  - skill: Dough\n",
    "conversation": "name: Ada\nconversations:\n  - date: 2026-01-01\n",
    "moment": "name: Ada\nmoments:\n  - date: 2026-01-01\n",
}


def plan_with(place: str, line: str) -> bytes:
    """A plan in which a line stands in the first item of a kind."""
    before = IN[place]
    indent = " " * (len(before.split("\n")[-2]) - len(before.split("\n")[-2].lstrip(" -")))
    lines = line.encode().decode("unicode_escape") if line.isascii() else line.replace("\\n", "\n")
    return f"---\n{before}{indent}{lines.replace(chr(10), chr(10) + indent)}\n---\n".encode()


def typed() -> list[tuple[str, str]]:
    lines = [line for line in TYPED.read_text("utf-8").split("\n") if line and not line.startswith(" ")]
    return [(place, line) for place, _, line in (line.partition(": ") for line in lines)]


def test_what_people_write_is_understood() -> None:
    """The file holds what was typed, and below it, indented, what is said of it, and the lines that are mended."""
    told = []
    for place, line in typed():
        raw = plan_with(place, line)
        told.append(f"{place}: {line}\n")
        told += [f"    {problem.message} / {problem.hint}\n" for problem in read(raw).problems]
        before = raw.decode().split("\n")
        told += [f"    > {new.strip()}\n" for new in fixed(raw).decode().split("\n") if new not in before]
    assert_approved("".join(told), TYPED)


KEYS = {
    ("goal", "due: 2026-05-01"): "deadline, date, until, due_date, due date, target date, end",
    ("support", "due: 2026-05-01"): "deadline, date, until, due_date, due date, target date, end",
    ("action", "measure: Three loaves"): "metric, kpi, success, success criteria, evidence",
    ("action", "with: Tom"): "owner, who, partner, mentor",
    ("skill", "rating: 4"): "score, level, current",
    ("skill", "target: 7"): "goal level, desired",
    ("action", "done: 2026-01-01"): "completed, finished",
    ("plan", "role: Baker"): "title, position, job",
    ("plan", "manager: Bo"): "supervisor, lead, boss",
    ("plan", "motivations: [impact]"): "drivers",
    ("plan", "support: [A mixer]"): "resources, help",
    ("goal", "because: Full"): "reason",
    ("goal", "note: Ask Bo"): "comment, comments, remarks",
}
VALUES = {
    ("action", "status: doing"): "in progress, started, ongoing, wip",
    ("action", "status: todo"): "not started, open, planned, to do",
    ("action", "status: done"): "completed, finished, closed, achieved, met",
    ("action", "status: dropped"): "cancelled, abandoned, obsolete",
    ("action", "type: experience"): "on the job, stretch, project, work",
    ("action", "type: exposure"): "shadowing, mentoring, coaching, networking, social, from others",
    ("action", "type: education"): "training, course, formal, reading, certification",
    ("plan", "cadence: 1 month"): "monthly",
    ("plan", "cadence: 3 months"): "quarterly, every quarter, 3 Months",
    ("plan", "cadence: 6 months"): "twice a year, half-yearly",
    ("plan", "cadence: 1 year"): "yearly, annually",
    ("plan", "direction: up"): "promotion, upward, leadership",
    ("plan", "direction: across"): "lateral, sideways, elsewhere",
    ("plan", "direction: deeper"): "expert, mastery, specialist",
    ("plan", "direction: unsure"): "not sure, unclear, exploring",
    ("strength", "mentor: yes"): "Yes, Y, Ja",
    ("strength", "mentor: no"): "No, N, Nein",
    ("skill", "rating: 7"): "7/10, 7 of 10, 7 out of 10",
    ("plan", "next: 2026-03-31"): "31/3/2026, 31.03.2026",
}


@pytest.mark.parametrize("cases", [KEYS, VALUES], ids=["keys", "values"])
def test_a_word_that_people_use_is_guessed(cases: dict[tuple[str, str], str]) -> None:
    for (place, meant), words in cases.items():
        key, _, value = meant.partition(": ")
        for word in words.split(", "):
            raw = plan_with(place, f"{word}: {value}" if cases is KEYS else f"{key}: {word}")
            (problem,) = read(raw).problems
            assert f"`{key if cases is KEYS else value}`" in problem.hint or f"Write {value}." == problem.hint, (
                word,
                problem.hint,
            )
            if problem.fix is not None:
                assert not read(fixed(raw)).problems
                assert meant in fixed(raw).decode()


def test_a_guess_beyond_what_was_written_is_not_made() -> None:
    for place, line in (
        ("action", "wait: 2026-02-01"),  # one letter from `with`, and no day is a person
        ("action", "wish: Tom"),
        ("goal", "start: 2026-01-01"),
        ("goal", "history: Long"),
        ("goal", "age: 4"),
        ("plan", "story: untold"),
        ("plan", "stage: disagreed"),
        ("action", "status: not met"),
        ("action", "done by: Bo"),
        ("plan", "my started: Bo"),
        ("action", "status: unfinished"),
    ):
        raw = plan_with(place, line)
        (problem,) = read(raw).problems
        assert "Did you mean" not in problem.hint and problem.fix is None and fixed(raw) == raw, problem.hint


def test_a_key_for_an_id_is_mended_where_that_id_is_there() -> None:
    for word in ("visoin: night", "Vision: night"):
        assert b"    vision: night\n" in fixed(plan_with("goal", word))
    unknown = plan_with("goal", "visoin: day")
    assert fixed(unknown) == unknown and "`vision`" in read(unknown).problems[0].hint
    unknown = plan_with("action", "depends on: mixer")
    assert fixed(unknown) == unknown and "`needs`" in read(unknown).problems[0].hint


def test_the_same_word_but_for_case_beats_every_other_guess() -> None:
    for place, line, meant in (
        ("goal", "DUE: 2026-05-01", "due"),
        ("plan", "Next: 2026-05-01", "next"),
        ("goal", "Where: here", "where"),
    ):
        assert meant + ": " in fixed(plan_with(place, line)).decode()
    raw = b"---\nname: Ada\nrole: Baker\nRole: Cook\nrol: Chef\n---\n"
    assert fixed(raw) == raw  # `role` is there
    both = b"---\nname: Ada\nrol: Chef\nRole: Cook\n---\n"
    assert fixed(both) == both.replace(b"Role", b"role")
    twice = b"---\nname: Ada\njob: Chef\njob: Cook\n---\n"
    assert fixed(twice) == twice
    two = b"---\nname: Ada\nposition: Chef\njob title: Cook\n---\n"  # which of them, nobody knows
    assert fixed(two) == two and [problem.hint for problem in read(two).problems] == ["Did you mean `role`?"] * 2


def test_what_is_open_within_an_item_keeps_no_list_from_its_name() -> None:
    raw = b"---\nname: Ada\nCompetencies:\n  - Competency: Dough\n    Shelf: upper\n    Tasks:\n      - Task: Bake\n        Owner: Bo\n---\n"
    mended = "---\nname: Ada\nskills:\n  - skill: Dough\n    Shelf: upper\n    actions:\n      - action: Bake\n        Owner: Bo\n---\n"
    assert fixed(raw).decode() == mended
    nameless = raw.replace(b"Competency", b"Drawer")
    assert fixed(nameless) == nameless


# ---- obeying


def inputs() -> list[tuple[str, bytes]]:
    """Every file of the gallery whose front matter can be read, and everything above."""
    found = [(path.stem, path.read_bytes()) for path in sorted(GALLERY.glob("*.md"))]
    found += [(f"{place}: {line}", plan_with(place, line)) for place, line in typed()]
    found += [(line.encode("unicode_escape").decode(), plan_with(place, line)) for place, line in UNSEEN]
    return [(name, raw) for name, raw in found if not {problem.rule for problem in read(raw).problems} & BROKEN]


@pytest.mark.parametrize(("name", "raw"), inputs(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_hint_that_is_obeyed_leaves_fewer_findings(name: str, raw: bytes) -> None:
    problems = read(raw).problems
    for problem in problems:
        ways = list(left_by(raw, problem))
        assert ways, problem.hint
        for text, left in ways:
            assert left < len(problems), (problem.message, problem.hint, text.decode())


@pytest.mark.parametrize(("place", "line"), UNSEEN, ids=[line.encode("unicode_escape").decode() for _, line in UNSEEN])
def test_what_cannot_be_seen_is_named_and_mended(place: str, line: str) -> None:
    raw = plan_with(place, line)
    problem = read(raw).problems[0]
    assert re.search(r"U\+[0-9A-F]{4}|a blank stands", problem.message + problem.hint)
    assert problem.fix and all(found.rule != problem.rule for found in read(fixed(raw)).problems)
