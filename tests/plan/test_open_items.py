"""What is open, and how it stands: the same for everyone who asks."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.lint.rule import Subject, is_name
from cap.plan.kinds import number
from cap.plan.open_items import OpenItem, is_late, open_items, quiet_since
from cap.plan.read import read
from tests.plans_strategy import examples, mutated, plan_files

TODAY = datetime.date(2026, 11, 22)

PLAN = """\
---
name: Grace Adeyemi
manager: Ruth Lindqvist
pauses: [{from: 2026-06-01, until: 2026-09-01}]
goals:
  - {goal: closed, done: 2026-01-01, actions: [rests]}
  - {goal: Lead, due: 2026-11-21, was: [2026-05-01, 2026-08-01, 2026-07-01], actions: [Ask, {action: Asked, refused: 2026-10-01}]}
skills:
  - skill: Board
    actions:
      - {action: Sundays, due: 2026-07-15, progress: [{date: 2026-03-01, note: a}, {date: 2026-05-01, note: b}]}
      - {action: In doubt, status: Done}
      - {action: Mondays, due: 2026-11-22}
  - {skill: dropped, dropped: 2026-01-01, actions: [rests]}
support:
  - {need: seat, from: ruth, due: 2026-10-01}
  - {need: time, from: Tom Hale}
  - {need: notes, from: self}
  - wish
topics: [{topic: nights, by: grace, date: 2026-02-23}, {topic: old, status: done}]
---
"""


def found(text: str = PLAN, today: datetime.date = TODAY) -> dict[str, OpenItem]:
    return {item.text: item for item in open_items(read(text.encode()), today)}


def test_what_is_open_under_what_is_open_in_the_order_of_the_plan() -> None:
    reading = read(PLAN.encode())
    items = open_items(reading, TODAY)
    numbers = [f"{item.kind} {number(reading.file_path(item.path))}" for item in items]
    assert numbers == [
        "goal g2",
        "action g2.1",
        "skill 1",
        "action 1.1",
        "action 1.3",
        "support s1",
        "support s2",
        "support s3",
        "support s4",
        "topic t1",
    ]
    assert items[1].above is items[0].item and items[3].above is items[2].item


def test_late_is_what_has_passed_but_not_within_a_pause_and_not_while_one_lasts() -> None:
    assert [text for text, item in found().items() if item.late] == ["Lead", "seat"]
    assert [text for text, item in found(today=datetime.date(2026, 12, 1)).items() if item.late] == ["Lead", "Mondays", "seat"]
    paused = PLAN.replace("until: 2026-09-01", "until: 2027-01-01")
    assert [text for text, item in found(paused).items() if item.late] == []


def test_who_owes_it() -> None:
    owners = {text: (item.owner, item.who) for text, item in found().items()}
    assert owners["Lead"] == owners["Ask"] == ("person", "Grace Adeyemi")
    assert [owners[text] for text in ("seat", "time", "notes", "wish", "nights")] == [
        ("manager", "Ruth Lindqvist"),
        ("other", "Tom Hale"),
        ("person", "Grace Adeyemi"),
        ("nobody", ""),
        ("nobody", ""),
    ]


def test_when_it_was_due_at_first_how_often_it_was_put_off_and_when_it_was_last_noted() -> None:
    items = found()
    assert (items["Lead"].first_due, items["Lead"].due, items["Lead"].moves) == (
        datetime.date(2026, 5, 1),
        datetime.date(2026, 11, 21),
        2,
    )
    assert (items["Mondays"].first_due, items["Mondays"].moves) == (datetime.date(2026, 11, 22), 0)
    assert (items["wish"].first_due, items["wish"].due) == (None, None)
    assert items["Sundays"].noted == datetime.date(2026, 5, 1)
    assert items["nights"].noted == datetime.date(2026, 2, 23)


@pytest.mark.parametrize(
    ("front", "since"),
    [
        ("", None),
        ("conversations: [{date: 2026-02-02}]", "2026-02-02"),
        (
            "conversations: [{date: 2026-02-02}]\npauses: [{from: 2026-03-01, until: 2026-04-01}, {until: 2025-01-01}]",
            "2026-04-01",
        ),
        ("conversations: [{date: 2026-02-02}]\npauses: [{from: 2026-11-01, until: 2027-04-01}]", "2026-02-02"),
    ],
)
def test_a_pause_is_not_counted_as_silence(front: str, since: str | None) -> None:
    plan = read(f"---\nname: Ada\n{front}\nskills: [{{skill: s, actions: [a]}}]\n---\n".encode()).plan
    assert plan
    assert quiet_since(plan, plan.skills[0].actions[0], TODAY) == (since and datetime.date.fromisoformat(since))


@examples(100)
@given(st.one_of(plan_files(), mutated(plan_files())), st.dates())
def test_lint_and_everyone_else_see_the_same_things_open(raw: bytes, today: datetime.date) -> None:
    reading = read(raw)
    if reading.plan is None:
        return
    items = open_items(reading, today)
    subject = Subject(reading.plan, reading, today=today)
    seen = [*subject.goals, *subject.skills, *subject.actions, *subject.support]
    named = [item.path for item in items if item.kind != "topic" and is_name(getattr(item.item, item.item.NAME))]
    assert sorted(named, key=str) == sorted((path for path, _ in seen), key=str)
    for item in items:
        assert item.late == is_late(reading.plan, item.due, today)
        assert item.item.open and (item.above is None or item.above.open)
