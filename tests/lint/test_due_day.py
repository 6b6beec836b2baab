"""The day by which the next conversation should be held, and when a plan rests."""

from __future__ import annotations

import datetime

import pytest

from cap.lint.rule import Subject
from cap.plan.read import read

TODAY = datetime.date(2026, 11, 22)


def subject(front: str) -> Subject:
    reading = read(f"---\nname: Ada\n{front}---\n".encode())
    assert reading.plan
    return Subject(reading.plan, reading, today=TODAY, cadence="2 weeks")


TALKED = "conversations: [{date: 2026-02-02}, {date: 2026-06-01}]\n"


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("", None),
        ("until: 2027-01-11\n", None),
        ("started: 2026-01-05\n", "2026-01-19"),
        ("started: 2026-01-05\ncadence: 1 month\n", "2026-02-05"),
        ("started: 2026-01-05\nnext: 2026-01-07\n", "2026-01-07"),
        ("started: 2026-01-05\n" + TALKED, "2026-06-15"),
        ("next: 2026-06-02\n" + TALKED, "2026-06-02"),
        ("next: 2026-06-01\n" + TALKED, "2026-06-15"),  # held on that day
        ("next: 2026-03-02\n" + TALKED, "2026-06-15"),  # and long ago
        ("stage: paused\n" + TALKED, None),
        ("stage: paused\nuntil: 2027-01-11\n" + TALKED, "2027-01-11"),
        ("stage: paused\nuntil: 2026-06-10\n" + TALKED, "2026-06-15"),
        ("stage: paused\nuntil: 2027-01-11\n", None),
        ("stage: agreed\nuntil: 2027-01-11\n" + TALKED, "2026-06-15"),  # a pause that is over
    ],
)
def test_a_conversation_is_due_on_its_date_or_by_the_cadence_and_not_within_a_pause(front: str, day: str | None) -> None:
    assert subject(front).due_day == (day and datetime.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("front", "rests"),
    [
        ("stage: paused\n", True),
        ("stage: paused\nuntil: 2026-11-23\n", True),
        ("stage: paused\nuntil: 2026-11-22\n", False),  # the day on which it goes on
        ("stage: agreed\nuntil: 2027-01-11\n", False),
        ("", False),
    ],
)
def test_a_paused_plan_rests_until_the_day_that_it_names(front: str, rests: bool) -> None:
    assert subject(front).rests is rests
