"""How people address the items of a plan: by id, by number, by a piece of the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.edit.typed import find_item
from cap.plan.items import entries, matches
from cap.plan.read import Reading, read
from cap.refusal import Refusal
from tests.plans_strategy import examples, mutated, plan_files

PLAN = """\
---
name: Ada
visions:
  - A ward of my own
  - {vision: Teaching, id: teach}
goals:
  - {id: lead, goal: Lead the ward}
  - {goal: 2, status: done, actions: [Ask Tom, {action: Apply, id: apply}]}
skills:
  - skill: Handover
    actions: [{action: Lead it on Mondays}, {due: 2026-01-01}, {action: "Lead it on Fridays", id: fridays, done: 2026-01-01}]
  - {skill: [broken]}
  - {skill: Zu\u0308rich planning, actions: [{action: lead}]}
support: [{need: STRASSE}]
moments: [{date: 2026-01-01, moment: Stayed calm}]
ahead: [~, {date: 2026-05-01, what: Rotation}]
topics: [{topic: fridays}, ~, {topic: Lead it on Mondays and on Tuesdays}]
---
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(PLAN.encode())


def test_numbers_are_those_of_the_file_closed_and_broken_items_counted(reading: Reading) -> None:
    numbers = {entry.number: entry.text for entry in entries(reading)}
    assert numbers == {
        "v1": "A ward of my own",
        "v2": "Teaching",
        "g1": "Lead the ward",
        "g2": "2",
        "g2.1": "Ask Tom",
        "g2.2": "Apply",
        "1": "Handover",
        "1.1": "Lead it on Mondays",
        "1.3": "Lead it on Fridays",
        "3": "Zu\u0308rich planning",
        "3.1": "lead",
        "s1": "STRASSE",
        "a2": "Rotation",
        "m1": "Stayed calm",
        "t1": "fridays",
        "t3": "Lead it on Mondays and on Tuesdays",
    }


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("lead", "g1"),  # its id; it is also all of an action's text, and a piece of others
        ("fridays", "1.3"),  # its id; it is also all of a topic's text
        ("LEAD", "3.1"),  # ids are lower case, so this is text, and the whole text wins over a piece
        ("G1", "g1"),
        ("g2.2", "g2.2"),
        ("apply", "g2.2"),
        ("a2", "a2"),
        ("calm", "m1"),
        (" 1.3 ", "1.3"),
        ("Lead it on mondays", "1.1"),
        ("and on   tuesdays", "t3"),
        ("z\u00fcrich", "3"),
        ("straße", "s1"),
        ("teach", "v2"),
        ("g2", "g2"),
    ],
)
def test_an_id_wins_over_a_number_and_that_over_text(reading: Reading, typed: str, number: str) -> None:
    assert find_item(reading, typed).number == number


@pytest.mark.parametrize(
    ("typed", "kinds", "said", "candidates"),
    [
        ("lead it", (), "could be", ["1.1", "1.3", "t3"]),
        ("2", ("skill",), "there is no skill “2”", ["1", "3"]),
        ("v2", ("goal",), "v2 “Teaching” is a vision, and this takes a goal", ["g1", "g2"]),
        ("teach", ("goal",), "v2 “Teaching” is a vision, and this takes a goal", ["g1", "g2"]),
        ("handover", ("action",), "1 “Handover” is a skill, and this takes an action", ["1.1", "1.3", "3.1"]),
        ("nothing", (), "there is no item “nothing”", ["v1", "v2", "g1"]),
        ("", (), "there is no item “”", ["v1"]),
        ("9.9", (), "there is no item “9.9”", ["v1"]),
    ],
)
def test_what_is_not_clear_is_answered_with_the_candidates(
    reading: Reading, typed: str, kinds: tuple[str, ...], said: str, candidates: list[str]
) -> None:
    with pytest.raises(Refusal) as caught:
        find_item(reading, typed, kinds)
    assert said in caught.value.message
    told = caught.value.message + caught.value.hint
    for number in candidates:
        assert re.search(rf"\b{re.escape(number)} “", told)


def test_text_is_looked_for_among_the_kinds_that_are_meant(reading: Reading) -> None:
    assert find_item(reading, "lead it on mondays", ("topic",)).number == "t3"
    assert find_item(reading, "ward", ("vision",)).number == "v1"


def test_a_plan_without_items_says_so() -> None:
    with pytest.raises(Refusal) as caught:
        find_item(read(b"---\nname: Ada\n---\n"), "1", ("skill",))
    assert (caught.value.message, caught.value.hint) == ("there is no skill “1”", "This plan has no skill yet.")


@examples(80)
@given(mutated(plan_files()) | plan_files())
def test_every_number_and_every_id_leads_to_its_item_and_text_never_to_another(raw: bytes) -> None:
    reading = read(raw)
    if reading.plan is None:
        return
    found = entries(reading)
    assert len({entry.number for entry in found}) == len(found)
    ids = [entry.id for entry in found]
    for entry in found:
        if entry.id is not None and ids.count(entry.id) == 1:
            assert matches(found, entry.id) == [entry]
        if entry.number not in ids:
            assert matches(found, entry.number) == [entry]
        by_text = matches(found, entry.text)
        assert entry in by_text or entry.text.strip() in ids or not by_text or by_text[0].number == entry.text.strip().lower()


@examples(80)
@given(plan_files(), st.text(max_size=6) | st.sampled_from(["g1", "1", "1.1", "a", "e", " "]))
def test_what_is_found_by_text_holds_it(raw: bytes, typed: str) -> None:
    reading = read(raw)
    if reading.plan is None:
        return
    found = entries(reading)
    for entry in matches(found, typed):
        held = " ".join(typed.casefold().split())
        whole = " ".join(entry.text.casefold().split())
        assert (
            typed.strip() in (entry.id, entry.number)
            or typed.strip().lower() == entry.number
            or held in whole
            or not typed.isascii()
        )
