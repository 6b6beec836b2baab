"""A plan file is read as it was meant, however it is written, and both ways of reading agree."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from cap.plan import certify as fast
from cap.plan import nodes
from cap.plan.certify import certify
from cap.plan.model import Plan
from cap.plan.problem import ItemPath
from cap.plan.read import Reading, read
from tests.plans_strategy import Mutation, Written, damaged, examples, mutations, plan_files, plans

SUITE: dict[str, str] = json.loads((Path(__file__).parents[1] / "yaml-test-suite" / "inputs.json").read_text("utf-8"))


def read_slowly(raw: bytes) -> Reading:
    with mock.patch.object(fast, "HAS_FAST_PARSER", new=False):
        return read(raw)


def front(text: str) -> bytes:
    return f"---\n{text}\n---\n".encode()


def assert_paths_agree(raw: bytes) -> Reading:
    quick, slow = read(raw), read_slowly(raw)
    assert quick.problems == slow.problems
    assert quick.plan == slow.plan
    return quick


@examples(200)
@given(plans())
def test_a_plan_reads_as_it_was_meant_in_every_style(written: Written) -> None:
    for reading in (read(written.raw), read_slowly(written.raw)):
        assert reading.problems == ()
        assert reading.plan == written.plan
        assert written.raw.endswith(reading.body)


@examples(100)
@given(plan_files(), st.lists(mutations, min_size=8, max_size=8))
def test_both_ways_of_reading_agree_on_damaged_files(raw: bytes, damages: list[list[Mutation]]) -> None:
    for damage in damages:
        reading = assert_paths_agree(damaged(raw, damage))
        event("certified" if reading.text and certify(reading.text, Plan) else "readable" if reading.plan else "not a plan")


@pytest.mark.parametrize(
    "place", ["{}", "name: Ada\nx-any:\n{}", "name: Ada\ngoals:\n{}", "name: Ada\ninterests:\n{}", "name:\n{}"]
)
def test_both_ways_of_reading_agree_on_the_yaml_test_suite(place: str) -> None:
    for case, text in SUITE.items():
        inside = text if place == "{}" else "".join(f"  {line}" for line in text.splitlines(keepends=True))
        try:
            assert_paths_agree(front(place.format(inside)))
        except Exception as error:
            error.add_note(f"in case {case} of the YAML test suite")
            raise


# Texts on which the two parsers differ, or on which one of them fails in its own way. Each of them is a bug that was there.
ODD = {
    "a flow key on a line above its colon": "{name\n: Ada}",
    "a flow key and its colon on either side of a comment": "{name # or so\n  : Ada}",
    "a flow value that starts with a colon": "name: Ada\ninterests: [a, :b]",
    "a flow value that starts with a quoted colon": "name: Ada\ngoals: [{goal: :'b'}]",
    "a mapping as a key": "{name: Ada}: #",
    "a list as a key": "name: Ada\ngoals: [{goal: a}]: b",
    "a number too long to print": f"name: Ada\nformat: {'1' * 5000}",
    "a rating too long to print": f"name: Ada\nskills: [{{skill: a, rating: 0x{'f' * 5000}}}]",
    "a name that is blank and there again": "name:\nname: Ada",
    "a document mark with text behind it": "name: Ada\n--- x",
    "an end mark with text behind it": "name: Ada\n... x",
    "a blank between double quotes": 'name: " "',
    "a list of blanks": "name: Ada\ninterests: [' ', b]",
    "a key of 1,100 characters": f'name: Ada\n"role"{" " * 1100}: b',
    "a byte order mark after the fence": "\ufeffname: Ada\nfoo: b",
    "integers in other notations": "name: Ada\nskills: [{skill: a, rating: 0x5}, {skill: b, rating: 0o5}, {skill: c, rating: 05}]",
    "a float that is whole": "name: Ada\nskills: [{skill: a, rating: 5.0}, {skill: b, rating: 5e0}]",
    "true for a number": "name: Ada\nformat: true",
    "an id that ends in a line break": "name: Ada\ngoals:\n- goal: a\n  id: 'a\n\n'",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_both_ways_of_reading_agree_on_odd_texts(text: str) -> None:
    assert_paths_agree(front(text))


ORDINARY = {
    "apostrophes": "Don't wait for Tom's answer",
    "a question": "Could nights be fewer next year?",
    "an ampersand between words": "Research & development, R&D too",
    "an address": "https://example.org/a?b=c&d=e#f",
    "times": "Handover at 07:30, not 8:00",
    "parentheses": "Lead (with Tom) two sessions (at least)",
    "a percentage and a comparison": "Cut waiting by 10% (>30 minutes now)",
    "accents": "Zoë naïvely señorita Łódź",
    "Chinese": "每周带教一名新护士",
    "right-to-left": "להוביל צוות",
    "emoji": "Ship it 🚀 👩‍👩‍👧",
    "a hash inside a word": "C# and issue#4",
    "a star and an exclamation mark inside": "2 * 3 is 6! Really*",
    "a bar between words": "impact | money",
    "double quotes": '"Three Sundays, one rescue: hers"',
    "single quotes": "'It''s fine'",
    "two lines": "a text that goes on\n          on the next line",
    "a comment that goes on far to the right": "a text   # why\n" + " " * 60 + "# not",
    "a comment": "a text  # not sure | yet, ask *her* & him?",
}


@pytest.mark.skipif(not fast.HAS_FAST_PARSER, reason="the fast parser is not on this platform")
@pytest.mark.parametrize("typed", ORDINARY.values(), ids=ORDINARY.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_ordinary_prose_takes_the_fast_path(typed: str, end: str) -> None:
    text = f"name: Ada\nrole: {typed}\ngoals:\n  - goal: {typed}\n    obstacles:\n      - {typed}\n".replace("\n", end)
    assert certify(text, Plan)


@pytest.mark.skipif(not fast.HAS_FAST_PARSER, reason="the fast parser is not on this platform")
def test_a_full_plan_takes_the_fast_path() -> None:
    assert certify(FULL, Plan)


def test_without_the_fast_parser_nothing_changes() -> None:
    assert read_slowly(front(FULL)).plan == read(front(FULL)).plan
    assert read_slowly(front(FULL)).problems == ()


def test_a_text_that_may_be_certified_cannot_hold_too_many_values() -> None:
    # each character of the densest YAML is one value at most, so the length of a text bounds its values
    assert fast.LONG <= nodes.VALUES
    assert read(front("name: Ada\nx-a: {" + "a," * (fast.LONG // 2 - 20) + "}")).plan
    assert [problem.rule for problem in read(front("name: Ada\ninterests: [" + "a," * nodes.VALUES + "]")).problems] == [
        "unreadable"
    ]


def test_item_paths_lead_to_the_files_own_numbering() -> None:
    text = "name: Ada\nskills:\n-\n- skill: a\n  actions: [~, {action: b, due: soon}, [nothing], {action: c}]\n"
    reading = read(front(text))
    assert reading.plan
    assert [action.action for action in reading.plan.skills[0].actions] == ["b", "c"]
    assert [(problem.item, problem.rule) for problem in reading.problems] == [
        ("skills[1].actions[1].due", "invalid-date"),
        ("skills[1].actions[2]", "wrong-type"),
    ]
    path: ItemPath = ("skills", 0, "actions", 1, "action")
    assert reading.file_path(path) == ("skills", 1, "actions", 3, "action")
    assert reading.source.place(reading.file_path(path)) == (6, 60, 6, 61)


def test_what_is_wrong_is_spoilt_and_the_rest_of_the_plan_stands() -> None:
    reading = read(front("name: Ada\nstage: soon\nrole: x\ngoals: [{goal: a, due: 2026-02-30}]\n"))
    assert reading.plan == Plan(name="Ada", role="x", goals=reading.plan.goals if reading.plan else [])
    assert reading.plan
    assert [(goal.goal, goal.due) for goal in reading.plan.goals] == [("a", None)]
    assert reading.spoilt >= {("stage",), ("goals", 0, "due")}


FULL = """\
name: Grace Adeyemi
called: Grace
role: Staff Nurse, Acute Medical Unit
manager: Ruth Lindqvist
started: 2025-11-03           # the day this manager and person began; a first talk is due soon after
stage: agreed                 # draft | exploring | agreed     (absent: draft)
pauses:                       # nothing is due within one, and what fell due then is not late after it
  - {from: 2025-12-01, until: 2026-01-05}
direction: [up]               # up | across | deeper | unsure
cadence: 3 months
next: 2026-05-18
story: told
motivations: [impact, recognition]
interests: [Teaching, Ward design]
improve: [Delegating]
strengths:
  - {skill: Settling a frightened family, rating: 9, mentor: yes}    # mentor: willing to help others grow it
  - Reading a drug chart
visions:
  - {id: charge, vision: Charge nurse on a ward where people stay, where: here}   # where: here | company | outside
  - Practice educator for new starters
goals:
  - id: lone-charge
    goal: Act as charge nurse on day shifts without a second senior
    vision: charge
    horizon: 12 months
    measure: Signed off for lone charge by the matron
    due: 2026-09-30
    obstacles: [Winter staffing eats supernumerary days]
    status: doing
    was: [2026-06-30]
    actions:
      - Ask the matron for a date
      - {action: Write the application, needs: bed-office, refused: 2026-02-23, refused_by: the matron}
skills:
  - Writing it down
  - id: board
    skill: Running the board
    goal: lone-charge
    rating: 5
    target: 7
    ten: Sees the four o'clock bed crisis at noon
    ways:
      - Shadow the site manager
      - {way: Bed-management e-learning, cons: No practice}
    ratings:
      - {date: 2025-11-24, rating: 4, by: manager, evidence: "Three Sundays, one rescue"}
      - {date: 2026-02-23, rating: 6, by: self}
    actions:
      - id: sundays
        action: Take the board every Sunday with the second senior in the background
        type: experience
        due: 2026-05-31
        was: [2026-03-31]
        with: Tom Hale
        needs: bed-office
        progress:
          - {date: 2026-01-11, note: "Third Sunday, no rescue", by: grace, link: "https://example.org/notes/3"}
support:
  - {id: bed-office, need: A seat in the bed office, from: Ruth Lindqvist, due: 2026-03-20}
  - A quiet hour on Fridays
ahead:
  - {date: 2026-09-01, what: The ward manager's post is advertised}
moments:
  - {date: 2026-02-01, moment: "Stayed late to show the new starter the pump, unasked", by: ruth, skill: board}
topics:
  - Could the rota come out earlier?
  - {topic: Could nights be fewer next year?, by: grace, date: 2026-02-23}
conversations:
  - {date: 2026-02-23, type: action-plan}
"""


def test_a_message_is_one_short_line_whatever_the_key() -> None:
    long = "k" * 900
    keys = f'"two\\nlines": a\n"two\\nlines": b\n{long}: c\n{long}: d\n'
    goals = 'goals: [{goal: a, vision: "two\\nlines"}, {goal: b, id: "x\\ny"}, {goal: b, id: "x\\ny"}]\n'
    for problem in read(front(f"name: Ada\n{keys}{goals}")).problems:
        assert "\n" not in problem.message + problem.hint
        assert len(problem.message) < 120


@pytest.mark.parametrize(
    "typed", ['goals: [{goal: a, id: "a\\n"}]', "goals:\n- goal: a\n  id: 'a\n\n'", 'cadence: "3 months\\n"']
)
def test_an_id_or_a_cadence_does_not_end_in_a_line_break(typed: str) -> None:
    assert [problem.rule for problem in read(front(f"name: Ada\n{typed}")).problems] == ["invalid-value"]


def test_positions_lead_from_the_file_to_the_plan_and_back_where_entries_were_left_out() -> None:
    reading = read(
        b"---\nname: Ada\ngoals:\n- {measure: a}\n- goal: b\n-\n- {goal: c, obstacles: [d, [], e]}\nvisions: [f]\n---\n"
    )
    both: list[tuple[ItemPath, ItemPath]] = [
        (("goals", 0), ("goals", 1)),
        (("goals", 1, "due"), ("goals", 3, "due")),
        (("goals", 1, "obstacles", 1), ("goals", 3, "obstacles", 2)),
        (("visions", 0), ("visions", 0)),
        (("name",), ("name",)),
    ]
    for in_plan, in_file in both:
        assert reading.file_path(in_plan) == in_file
        assert reading.plan_path(in_file) == in_plan
    for left_out in (("goals", 0), ("goals", 2, "goal"), ("goals", 3, "obstacles", 1)):
        assert reading.plan_path(left_out) is None


# What older plans wrote of a pause, and what it reads as.
OLD_PAUSES = {
    "with its end": ("stage: paused\nuntil: 2026-06-01 # or so\n", "stage: draft\npauses: [{until: 2026-06-01}] # or so\n"),
    "without an end": ("stage: paused\n", "pauses: [{}]\nstage: draft\n"),
    "with an end that nobody knows": ("until:\nstage: paused\n", "pauses: [{}]\nstage: draft\n"),
    "in capitals": ("stage: Paused  # leave\nuntil: 2026-06-01\n", "stage: draft  # leave\npauses: [{until: 2026-06-01}]\n"),
    "in quotes": ("stage: 'paused'\nuntil: 2026-06-01\n", "stage: draft\npauses: [{until: 2026-06-01}]\n"),
    "beside others": (
        "stage: paused\nuntil: 2026-06-01\npauses: [{from: 2024-01-01, until: 2024-05-01}]\n",
        "stage: draft\npauses: [{from: 2024-01-01, until: 2024-05-01}, {until: 2026-06-01}]\n",
    ),
}


@pytest.mark.parametrize(("old", "new"), OLD_PAUSES.values(), ids=OLD_PAUSES.keys())
def test_a_pause_in_the_old_form_reads_as_one_in_a_draft(old: str, new: str) -> None:
    reading = assert_paths_agree(front(f"name: Ada\n{old}"))
    assert reading.plan == read(front(f"name: Ada\n{new}")).plan
    assert reading.plan and reading.plan.stage == "draft" and reading.plan.pauses
    assert [(problem.rule, problem.level, problem.item) for problem in reading.problems] == [("stage-paused", "hint", "stage")]


def test_an_old_pause_with_a_slip_in_it_is_told_of_its_slip() -> None:
    for text, expected in {
        "stage: paused\nuntil: soon\n": {("stage-paused", "stage"), ("invalid-date", "pauses[0].until")},
        "stage: paused\nuntil: 2026-06-01\npauses: never\n": {("stage-paused", "stage"), ("wrong-type", "pauses")},
        "stage: paused\nstage: draft\n": {("invalid-value", "stage"), ("duplicate-key", "stage")},
        "stage: agreed\nuntil: 2026-06-01\n": {("stage-paused", "until")},
    }.items():
        reading = read(front(f"name: Ada\n{text}"))
        assert {(problem.rule, problem.item) for problem in reading.problems} == expected, text


def test_a_name_alone_may_stand_for_an_item() -> None:
    text = "name: Ada\nstrengths: [a]\nvisions: [b]\ngoals: [c, {goal: d, actions: [e]}]\nsupport: [f]\ntopics: [g]\n"
    text += "skills: [h, {skill: i, ways: [j], actions: [k]}]\n"
    plan = assert_paths_agree(front(text)).plan
    assert plan
    assert [plan.strengths[0].skill, plan.visions[0].vision, plan.support[0].need, plan.topics[0].topic] == [*"abfg"]
    assert [goal.goal for goal in plan.goals] + [action.action for action in plan.goals[1].actions] == [*"cde"]
    assert [skill.skill for skill in plan.skills] == [*"hi"]
    assert [plan.skills[1].ways[0].way, plan.skills[1].actions[0].action] == [*"jk"]


@pytest.mark.parametrize("key", ["strengths", "visions", "goals", "skills", "support", "topics", "moments", "ahead", "pauses"])
def test_one_text_for_a_list_of_items_and_a_list_for_an_item_are_slips(key: str) -> None:
    for value in ("one", "[[one]]"):
        assert [problem.rule for problem in assert_paths_agree(front(f"name: Ada\n{key}: {value}")).problems] == ["wrong-type"]


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("done: 2026-01-01", "done"),
        ("dropped: 2026-01-01", "dropped"),
        ("refused: 2026-01-01", "refused"),
        ("status: refused", "refused"),
        ("status: doing, refused: 2026-01-01", "refused"),
        ("status: dropped, done: 2026-01-01", "dropped"),
        ("status: todo", "todo"),
        ("because: of rain", "todo"),
    ],
)
def test_an_end_is_written_as_a_status_or_as_a_date(written: str, state: str) -> None:
    plan = assert_paths_agree(front(f"name: Ada\ngoals: [{{goal: a, {written}}}]")).plan
    assert plan and plan.goals[0].state == state
    assert plan.goals[0].open == (state == "todo")


def test_what_an_action_waits_for_and_what_a_moment_shows_are_references() -> None:
    text = (
        "name: Ada\nsupport: [{id: seat, need: a}]\nskills: [{id: board, skill: b, actions: [{action: c, needs: [seat, sat]}]}]\n"
    )
    text += "goals: [{goal: d, actions: [{action: e, needs: board}]}]\nmoments: [{date: 2026-01-01, moment: f, skill: bord}]"
    reading = assert_paths_agree(front(text))
    assert [(problem.rule, problem.item, problem.message) for problem in reading.problems] == [
        ("unknown-reference", "skills[0].actions[0].needs[1]", "there is no support with the id `sat`"),
        ("unknown-reference", "goals[0].actions[0].needs[0]", "there is no support with the id `board`"),
        ("unknown-reference", "moments[0].skill[0]", "there is no skill with the id `bord`"),
    ]


@pytest.mark.parametrize("number", ["g1", "v12", "s1", "t9", "m1", "a1"])
def test_an_id_is_never_shaped_like_a_number(number: str) -> None:
    assert [problem.rule for problem in assert_paths_agree(front(f"name: Ada\ngoals: [{{goal: a, id: {number}}}]")).problems] == [
        "invalid-value"
    ]
