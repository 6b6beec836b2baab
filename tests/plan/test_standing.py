"""The day by which the next conversation should be held, when a plan rests, and who is meant by a name."""

from __future__ import annotations

import datetime

import pytest

from cap.plan.model import Plan
from cap.plan.read import read
from cap.plan.standing import coming_talk, every, rests, short_name, whose

TODAY = datetime.date(2026, 11, 22)


def plan(front: str) -> Plan:
    found = read(f"---\nname: Ada Obi\n{front}---\n".encode()).plan
    assert found
    return found


TALKED = "conversations: [{date: 2026-02-02}, {date: 2026-06-01}]\n"


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("", None),
        ("until: 2027-01-11\n", None),
        ("started: 2026-01-05\n", None),  # before a first talk without a date, nothing is late
        ("cadence: 1 month\n" + TALKED, "2026-07-01"),
        ("started: 2026-01-05\nnext: 2026-01-07\n", "2026-01-07"),
        ("started: 2026-01-05\n" + TALKED, "2026-06-15"),
        ("next: 2026-06-02\n" + TALKED, "2026-06-02"),
        ("next: 2026-06-01\n" + TALKED, "2026-06-15"),  # held on that day
        ("next: 2026-03-02\n" + TALKED, "2026-06-15"),  # and long ago
        ("stage: paused\n" + TALKED, None),
        ("stage: paused\nuntil: 2027-01-11\n" + TALKED, "2027-01-11"),
        ("stage: paused\nuntil: 2026-06-10\n" + TALKED, "2026-06-15"),
        ("stage: paused\nuntil: 2027-01-11\n", None),
        ("pauses: [{from: 2026-06-15, until: 2026-09-01}]\n" + TALKED, "2026-09-01"),
        ("pauses: [{from: 2026-06-16, until: 2026-09-01}]\n" + TALKED, "2026-06-15"),  # due before it
        ("pauses: [{from: 2026-09-01, until: 2026-10-01}, {from: 2026-06-10, until: 2026-09-01}]\n" + TALKED, "2026-10-01"),
        ("pauses: [{from: 2026-09-01}, {until: 2026-09-01}]\n" + TALKED, None),
        ("stage: agreed\nuntil: 2027-01-11\n" + TALKED, "2026-06-15"),  # a pause that is over
    ],
)
def test_a_conversation_is_due_on_its_date_or_by_the_cadence_and_not_within_a_pause(front: str, day: str | None) -> None:
    assert coming_talk(plan(front), "2 weeks", TODAY).day == (day and datetime.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("front", "why", "late"),
    [
        ("", "", False),
        ("started: 2020-01-05\n", "", False),
        ("next: 2026-11-22\n", "set", False),
        ("next: 2026-11-21\n", "set", True),
        (TALKED, "cadence", True),
        ("pauses: [{from: 2026-06-10, until: 2026-11-22}]\n" + TALKED, "pause", False),
        ("pauses: [{from: 2026-06-10, until: 2026-11-21}]\n" + TALKED, "pause", True),
        ("pauses: [{from: 2026-11-01, until: 2026-12-01}]\n" + TALKED, "cadence", False),  # late before it, silent within it
        ("pauses: [{from: 2026-11-01}]\nnext: 2026-11-02\n", "pause", False),
    ],
)
def test_why_a_conversation_comes_and_whether_it_is_late(front: str, why: str, late: bool) -> None:
    talk = coming_talk(plan(front), "2 weeks", TODAY)
    assert (talk.why, talk.late) == (why, late)


@pytest.mark.parametrize(
    ("front", "resting"),
    [
        ("stage: paused\n", True),
        ("stage: paused\nuntil: 2026-11-23\n", True),
        ("stage: paused\nuntil: 2026-11-22\n", False),  # the day on which it goes on
        ("stage: agreed\nuntil: 2027-01-11\n", False),
        ("pauses: [{from: 2026-11-22}]\n", True),
        ("pauses: [{from: 2026-11-23}]\n", False),
        ("pauses: [{until: 2026-01-01}, {from: 2026-11-01, until: 2026-12-01}]\n", True),
        ("", False),
    ],
)
def test_a_paused_plan_rests_until_the_day_that_it_names(front: str, resting: bool) -> None:
    assert rests(plan(front), TODAY) is resting


@pytest.mark.parametrize(
    ("front", "name"),
    [("", "Ada"), ("called: Dr Obi\n", "Dr Obi"), ("name: 李明\n", "李明"), ("name: '  Bo   Li'\n", "Bo")],
)
def test_what_a_person_is_called_inside_a_sentence(front: str, name: str) -> None:
    found = read(f"---\n{'' if 'name' in front else 'name: Ada Obi'}\n{front}---\n".encode()).plan
    assert found and short_name(found) == name


@pytest.mark.parametrize(
    ("mentioned", "who"),
    [
        ("self", "person"),
        ("Ada", "person"),
        ("ada-obi", "person"),
        ("ace", "person"),  # as others call her
        ("manager", "manager"),
        ("ruth", "manager"),
        ("Ruth Lindqvist", "manager"),
        ("Ruth Obi", ""),
        ("peers", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_two_are_known_by_what_they_are_and_by_any_part_of_their_names(mentioned: str | None, who: str) -> None:
    assert whose(plan("called: Ace\nmanager: Ruth Lindqvist\n"), mentioned) == who


@pytest.mark.parametrize(
    ("cadence", "said"), [("3 months", "every 3 months"), ("1 month", "every month"), ("1 weeks", "every week")]
)
def test_a_rhythm_of_one_is_said_without_the_number(cadence: str, said: str) -> None:
    assert every(cadence) == said
