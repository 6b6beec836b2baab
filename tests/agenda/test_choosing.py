"""Which conversation a plan calls for: the table of DESIGN.md, row by row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from cap.agenda.choosing import CHOICES, choose
from tests.agenda.lives import DAY, lives
from tests.agenda.printed import KINDS, page_of, read_plan
from tests.plans_strategy import examples


def talk(weeks: int, kind: str | None = "check-in") -> dict[str, Any]:
    return {"date": DAY - timedelta(weeks=weeks)} | ({"type": kind} if kind else {})


def ago(weeks: int) -> date:
    return DAY - timedelta(weeks=weeks)


RATED = {"skill": "Grafting roses", "rating": 5, "actions": ["Graft ten"]}
LOOKED_BACK = [talk(80, "life-story"), talk(30, "past-present-future"), talk(8)]
# A plan for which no row fits but the last; each case below changes one thing of it.
STANDS: dict[str, Any] = {
    "name": "Ada Okonkwo",
    "stage": "agreed",
    "story": "told",
    "goals": [{"id": "lead", "goal": "Lead the night shift"}],
    "skills": [RATED | {"goal": "lead"}],
    "conversations": LOOKED_BACK,
}
GOAL = STANDS["goals"][0]
OUTSIDE = {"vision": "A bakery by the sea", "where": "outside"}
COMPANY = {"vision": "The design office", "where": "company"}

ROWS: list[tuple[str, str, dict[str, Any]]] = [
    # setback: a goal was refused since the last talk
    ("refused since", "setback", {"goals": [GOAL, {"goal": "The Leeds post", "refused": ago(1)}]}),
    ("refused since, day unknown", "setback", {"goals": [GOAL, {"goal": "The Leeds post", "status": "refused"}]}),
    ("refused before the last talk", "check-in", {"goals": [GOAL, {"goal": "The Leeds post", "refused": ago(20)}]}),
    ("refused on the day of the last talk", "check-in", {"goals": [GOAL, {"goal": "The Leeds post", "refused": ago(8)}]}),
    (
        "refused, day unknown, and talked about",
        "check-in",
        {"goals": [GOAL, {"goal": "The Leeds post", "status": "refused"}], "conversations": [*LOOKED_BACK, talk(2, "setback")]},
    ),
    ("refused before there was a talk", "setback", {"goals": [{"goal": "The Leeds post", "refused": ago(20)}], "conversations": []}),
    ("dropped by the person", "check-in", {"goals": [GOAL, {"goal": "The Leeds post", "dropped": ago(1)}]}),
    # new-manager: `started` is later than the last talk
    ("started since", "new-manager", {"started": ago(3)}),
    ("started before", "check-in", {"started": ago(60)}),
    ("started on the day of the talk", "check-in", {"started": ago(8)}),
    ("started, and no talk yet", "check-in", {"started": ago(3), "conversations": []}),
    ("refused, and somebody new", "setback", {"started": ago(3), "goals": [GOAL, {"goal": "The Leeds post", "refused": ago(1)}]}),
    # welcome-back: a pause ended since the last talk
    ("a pause over", "welcome-back", {"pauses": [{"from": ago(7), "until": ago(1)}]}),
    ("a pause that ends today", "welcome-back", {"pauses": [{"from": ago(7), "until": DAY}]}),
    ("a pause that goes on", "check-in", {"pauses": [{"from": ago(7), "until": ago(-3)}]}),
    ("a pause without an end", "check-in", {"pauses": [{"from": ago(7)}]}),
    ("a pause over before the last talk", "check-in", {"pauses": [{"from": ago(40), "until": ago(20)}]}),
    ("somebody new after a pause", "new-manager", {"started": ago(3), "pauses": [{"from": ago(7), "until": ago(1)}]}),
    # life-story: no talk held yet, and no story told or declined
    ("nothing yet", "life-story", {"conversations": [], "story": None}),
    ("the story told in writing", "check-in", {"conversations": [], "story": "told"}),
    ("no story wanted", "check-in", {"conversations": [], "story": "declined"}),
    ("talks without a story", "check-in", {"story": None}),
    # next-move: it leads elsewhere, and no next-move within six months
    ("a goal outside", "next-move", {"goals": [GOAL | {"where": "outside"}]}),
    ("a goal in the company", "next-move", {"goals": [GOAL, {"goal": "Leeds", "where": "company", "actions": ["Ask"]}]}),
    ("a goal outside that is over", "check-in", {"goals": [GOAL, {"goal": "Leeds", "where": "outside", "dropped": ago(20)}]}),
    ("every vision elsewhere", "next-move", {"visions": [OUTSIDE, COMPANY]}),
    ("one vision at home", "check-in", {"visions": [OUTSIDE, {"vision": "Charge nurse"}]}),
    ("talked about it lately", "check-in", {"goals": [GOAL | {"where": "outside"}], "conversations": [*LOOKED_BACK, talk(20, "next-move")]}),
    ("talked about it long ago", "next-move", {"goals": [GOAL | {"where": "outside"}], "conversations": [*LOOKED_BACK, talk(40, "next-move")]}),
    # unclear-goals and career-vision: no open goal
    ("exploring", "unclear-goals", {"goals": [], "stage": "exploring"}),
    ("unsure", "unclear-goals", {"goals": [], "direction": ["up", "unsure"]}),
    ("after a career vision", "unclear-goals", {"goals": [], "conversations": [*LOOKED_BACK, talk(9, "career-vision")]}),
    ("no goal", "career-vision", {"goals": []}),
    ("every goal reached", "career-vision", {"goals": [GOAL | {"done": ago(9)}]}),
    ("exploring with a goal", "check-in", {"stage": "exploring"}),
    # clear-goals: an open goal with neither an open skill nor an open step
    ("a bare goal", "clear-goals", {"skills": []}),
    ("a second goal that nothing serves", "clear-goals", {"goals": [GOAL, {"id": "b", "goal": "Chair the works council"}]}),
    ("a goal with a step of its own", "check-in", {"goals": [GOAL | {"actions": ["Apply"]}], "skills": []}),
    ("a goal whose step is done", "clear-goals", {"goals": [GOAL | {"actions": [{"action": "Apply", "done": ago(9)}]}], "skills": []}),
    ("one goal, one skill, not linked", "check-in", {"skills": [RATED]}),
    ("its only skill is dropped", "clear-goals", {"skills": [RATED | {"goal": "lead", "dropped": ago(9)}]}),
    # action-plan: an open skill without rating or without an open action
    ("an unrated skill", "action-plan", {"skills": [{"skill": "Grafting roses", "goal": "lead", "actions": ["Graft ten"]}]}),
    ("no action", "action-plan", {"skills": [{"skill": "Grafting roses", "goal": "lead", "rating": 5}]}),
    ("all actions done", "action-plan", {"skills": [RATED | {"goal": "lead", "actions": [{"action": "Graft ten", "done": ago(9)}]}]}),
    (
        "rated by the person alone",
        "action-plan",
        {"skills": [{"skill": "Roses", "goal": "lead", "actions": ["Graft"], "ratings": [{"date": ago(9), "rating": 5, "by": "self"}]}]},
    ),
    (
        "rated by its history",
        "check-in",
        {"skills": [{"skill": "Roses", "goal": "lead", "actions": ["Graft"], "ratings": [{"date": ago(9), "rating": 5}]}]},
    ),
    ("a dropped skill without a rating", "check-in", {"skills": [RATED | {"goal": "lead"}, {"skill": "Chess", "dropped": ago(9)}]}),
    # past-present-future: over a year since the last, or without one since the first talk
    ("never looked back in a year", "past-present-future", {"conversations": [talk(60, "life-story"), talk(8)]}),
    ("never looked back, first year", "check-in", {"conversations": [talk(50, "life-story"), talk(8)]}),
    ("looked back long ago", "past-present-future", {"conversations": [talk(120, "life-story"), talk(60, "past-present-future"), talk(8)]}),
    # check-in: else
    ("it stands", "check-in", {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_first_row_that_fits_decides(kind: str, change: dict[str, Any]) -> None:
    plan = {key: value for key, value in (STANDS | change).items() if value is not None}
    assert choose(read_plan(plan), DAY)[0] == kind
    made = page_of(plan)
    assert made.kind == kind and made.reason == choose(read_plan(plan), DAY)[1]


def test_every_row_has_its_turn() -> None:
    assert {row[1] for row in ROWS} == {choice.kind for choice in CHOICES}
    assert {choice.kind for choice in CHOICES} == set(KINDS) - {"team-session"}


@examples(100)
@given(lives())
def test_every_plan_calls_for_one_and_says_why(life: dict[str, Any]) -> None:
    plan = read_plan(life)
    kind, reason = choose(plan, DAY)
    assert kind in KINDS and 3 <= len(reason.split()) <= 14
    assert next(choice.kind for choice in CHOICES if choice.fits(plan, DAY)) == kind
    assert page_of(life, kind=kind).reason == "you asked for it"
