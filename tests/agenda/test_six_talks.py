"""Six talks with one person: no question twice within four, and each page about what happened since the last."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.agenda.situation import SLOT
from tests.agenda.lives import DAY, lives, written
from tests.agenda.printed import AUDIENCES, KINDS, code_words, lead, letters, page_of, questions, rows, spoken
from tests.plans_strategy import examples

PLAN: dict[str, Any] = {
    "name": "Linh Tran",
    "manager": "Mateus Rocha",
    "started": date(2025, 9, 1),
    "stage": "agreed",
    "direction": ["up"],
    "story": "told",
    "motivations": ["impact", "quiet mornings"],
    "interests": ["Ward design", "Old engines"],
    "improve": ["Delegating"],
    "strengths": [{"skill": "Calming dogs", "rating": 9}],
    "visions": ["Teaching apprentices full time", "A small farm shop"],
    "goals": [{"id": "clinic", "goal": "Run the Thursday clinic alone", "due": date(2027, 6, 30), "obstacles": ["Nobody to cover the phones"]}],
    "skills": [{"skill": "Reading X-rays", "goal": "clinic", "rating": 4, "target": 7, "actions": [{"action": "Read ten films a week", "due": date(2027, 5, 1)}]}],
    "conversations": [{"date": date(2025, 9, 15), "type": "life-story"}],
}  # fmt: skip
FIRST = date(2026, 1, 12)
DAYS = [FIRST + timedelta(weeks=8 * number) for number in range(6)]
KINDS_HELD = ("check-in", "check-in", "action-plan", "check-in", "next-move", "check-in")
# What was noted before each of the talks.
NOTES = (
    "Eleven films, two missed.",
    "Doctor Okafor checked all of them, no corrections.",
    "Too busy in the flu weeks.",
    "I was nervous when the owner stood beside me.",
    "Ninety films by now, all on my own.",
    "The new scanner takes longer than I thought.",
)
MOMENTS = (
    "Stayed late for the horse.",
    "Showed the student the two shadows.",
    "Kept calm when the cat got out.",
    "Spotted a hairline crack.",
    "A farmer asked for her by name.",
    "Built a rack for the plates.",
)
TOPICS = (
    "Could I have Mondays for films?",
    "Am I too slow?",
    "Who pays for the course?",
    "Should I tell the owners myself?",
    "The parking",
    "Is there a post in Leeds?",
)


def _played() -> list[dict[str, Any]]:
    """The plan on the day of each of six talks."""
    plan, plans = copy.deepcopy(PLAN), []
    action = plan["skills"][0]["actions"][0]
    action["progress"], plan["moments"], plan["topics"] = [], [], []
    for number, day in enumerate(DAYS):
        noted = day - timedelta(days=10)
        action["progress"].append({"date": noted, "note": NOTES[number]})
        plan["moments"].append({"date": noted, "moment": MOMENTS[number], "by": "manager"})
        for topic in plan["topics"]:
            topic.setdefault("done", day - timedelta(weeks=8))
        plan["topics"].append({"topic": TOPICS[number], "by": "self", "date": noted})
        plans.append(copy.deepcopy(plan))
        plan["conversations"].append({"date": day, "type": KINDS_HELD[number]})
    return plans


PLANS = _played()


@pytest.mark.parametrize("minutes", [15, 30, 60])
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("mixed", [False, True], ids=["the type that fits", "types in turn"])
def test_no_question_comes_twice_within_four_talks(audience: str, minutes: int, mixed: bool) -> None:
    asked: list[set[str]] = []
    for number, plan in enumerate(PLANS):
        kind = KINDS_HELD[number] if mixed else None
        asked.append(_asked(page_of(plan, today=DAYS[number], audience=audience, minutes=minutes, kind=kind).text))
    assert all(asked)
    for number, now in enumerate(asked):
        for before in asked[max(0, number - 3) : number]:
            assert not now & before


def _asked(page: str) -> set[str]:
    """The questions of a page, but for the lines that the frame has on every page."""
    return {question for question in questions(page) if letters(question) not in code_words()}


@examples(60)
@given(
    lives(),
    st.lists(st.sampled_from([kind for kind in KINDS if kind != "team-session"]), min_size=4, max_size=4),
    st.sampled_from(AUDIENCES),
    st.sampled_from((15, 30, 60)),
)
def test_nor_with_anybody_else(life: dict[str, Any], kinds: list[str], audience: str, minutes: int) -> None:
    asked: list[str] = []
    for number, kind in enumerate(kinds):
        day = DAY + timedelta(weeks=number)
        asked += _asked(page_of(life, today=day, audience=audience, minutes=minutes, kind=kind).text)
        life["conversations"].append({"date": day, "type": kind})
    assert len(asked) == len(set(asked)), sorted(question for question in set(asked) if asked.count(question) > 1)


@pytest.mark.parametrize("number", range(6))
def test_each_page_is_about_what_happened_since_the_last(number: int) -> None:
    page = page_of(PLANS[number], today=DAYS[number], minutes=60).text
    said = letters("\n".join(spoken(page)))
    for texts in (NOTES, MOMENTS):
        assert letters(texts[number]) in said
        assert not [text for text in (*texts[:number], *texts[number + 1 :]) if letters(text) in said]
    assert TOPICS[number] in [lead(line) for line in spoken(page)]
    assert not [topic for topic in TOPICS[:number] if topic in page]
    assert PLANS[number]["skills"][0]["actions"][0]["action"] in [lead(line) for line in spoken(page)]


def test_two_people_with_the_same_plan_are_not_asked_the_same() -> None:
    """People who sit side by side compare their pages."""
    pages = [
        set(questions(page_of(PLANS[3] | {"name": name}, today=DAYS[3], kind="check-in").text))
        for name in ("Linh", "Ada", "Tom", "Wei")
    ]
    assert len({frozenset(page) for page in pages}) == 4
    assert not set.intersection(*pages)


def test_nothing_is_asked_about_what_nobody_touched() -> None:
    """A talk a week after the last: no note, no moment is brought up again."""
    plan = PLANS[5] | {"conversations": [*PLANS[5]["conversations"], {"date": DAYS[5], "type": "check-in"}]}
    page = page_of(plan, today=DAYS[5] + timedelta(days=7), minutes=60).text
    assert not [text for text in (*NOTES, *MOMENTS) if letters(text) in letters(page)]
    assert rows(page) and written(plan) and not SLOT.search(page)
