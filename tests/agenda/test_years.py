"""Years of people, as they are lived: what the page of the day must say, and what it must never say."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from cap.agenda.prepare import Agenda
from tests.agenda.printed import BLANK, body, boxes, lead, page_of, questions, rows, spoken, words

AUDIENCES = ("both", "manager", "person")


def line_of(page: Agenda, name: str) -> str:
    """The line that begins with an item's name, wherever it stands in the talk."""
    return next((line for line in spoken(page.text) if lead(line) == name), "")


def said(page: Agenda) -> str:
    return "\n".join(body(page.text))


# --- a promotion that was refused ---------------------------------------------------------------------------------------------------

REFUSED: dict[str, Any] = {
    "name": "Tomasz Zieliński",
    "manager": "Ines Duarte",
    "started": date(2024, 3, 1),
    "stage": "agreed",
    "direction": ["up"],
    "story": "told",
    "motivations": ["recognition"],
    "visions": ["Plant manager in Gdańsk"],
    "goals": [
        {"goal": "Shift lead on line two", "refused": date(2026, 4, 20), "refused_by": "Head of Production", "because": "Line two is merged with line three"},
    ],
    "skills": [
        {
            "skill": "Calling a stop",
            "rating": 5,
            "target": 7,
            "ratings": [{"date": date(2026, 1, 12), "rating": 4}, {"date": date(2026, 4, 1), "rating": 5}],
            "actions": [{"action": "Call the stop on two night shifts", "due": date(2026, 9, 30), "progress": [{"date": date(2026, 4, 2), "note": "First stop called."}]}],
        }
    ],
    "support": [{"need": "A seat in the planning round", "from": "manager", "due": date(2026, 3, 31)}],
    "conversations": [{"date": date(2025, 10, 6), "type": "life-story"}, {"date": date(2026, 1, 12), "type": "action-plan"}],
}  # fmt: skip


@pytest.mark.parametrize("minutes", [15, 30, 60])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_promotion_refused(audience: str, minutes: int) -> None:
    page = page_of(REFUSED, today=date(2026, 5, 4), audience=audience, minutes=minutes)
    assert page.kind == "setback" and page.reason
    first = page.page.sections[0]
    assert first.kind == "refused"
    told = " ".join(line.text for line in first.lines)
    assert "Shift lead on line two" in told and "Head of Production" in told and "20 April" in told
    assert "“Line two is merged with line three.”" in told and told.count(BLANK) >= 1
    # no futures, no ratings, no cheer
    assert "Plant manager" not in said(page)
    assert not re.search(r"Aiming for|January: 4|April: 5|from 1 to 10|\b10\b would be", said(page))
    assert "recognition" not in said(page)
    # what is owed stands there, and is the manager's to say
    assert line_of(page, "A seat in the planning round").startswith("- [ ] ")
    # the goal is over: it is not to be agreed on
    assert not [row for row in rows(page.text) if "Shift lead" in row[0]]


def test_what_the_manager_saw_is_told_in_one_place() -> None:
    seen = {"date": date(2026, 4, 28), "moment": "Calmed both crews at the gate.", "by": "manager"}
    page = page_of(REFUSED | {"moments": [seen]}, today=date(2026, 5, 4), audience="manager", minutes=480)
    assert page.text.count("Calmed both crews at the gate.") == 1


def test_after_the_talk_about_it_the_refusal_is_not_brought_up_again() -> None:
    plan = REFUSED | {"conversations": [*REFUSED["conversations"], {"date": date(2026, 5, 4), "type": "setback"}]}
    page = page_of(plan, today=date(2026, 6, 15))
    assert page.kind != "setback" and "Shift lead" not in said(page)


def test_a_refusal_of_which_nothing_is_known_has_blanks_for_it_and_no_guess() -> None:
    plan = REFUSED | {"goals": [{"goal": "Shift lead on line two", "status": "refused"}]}
    page = page_of(plan, today=date(2026, 5, 4))
    assert page.kind == "setback"
    told = [line.text for line in page.page.sections[0].lines]
    assert sum(line.count(BLANK) for line in told) >= 3
    assert not re.search(r"head of production|on \d+ [A-Z]", " ".join(told))


# --- a leave that swallowed three dates ---------------------------------------------------------------------------------------------

LEAVE: dict[str, Any] = {
    "name": "Wairimu Njoroge",
    "manager": "Peter Holm",
    "started": date(2024, 1, 8),
    "stage": "agreed",
    "story": "told",
    "pauses": [{"from": date(2025, 9, 1), "until": date(2026, 4, 20)}],
    "goals": [{"id": "lead", "goal": "Head the seed lab", "due": date(2026, 2, 28)}],
    "skills": [
        {
            "skill": "Planning a season",
            "goal": "lead",
            "rating": 5,
            "actions": [
                {"action": "Plan the spring trial", "due": date(2025, 12, 1)},
                {"action": "Write the germination log", "due": date(2026, 9, 1), "status": "doing", "progress": [{"date": date(2025, 7, 1), "note": "Half is written."}]},
            ],
        }
    ],
    "support": [{"need": "Access to the cold store", "from": "manager", "due": date(2026, 1, 15)}],
    "conversations": [{"date": date(2025, 3, 3), "type": "life-story"}, {"date": date(2025, 8, 4), "type": "check-in"}],
}  # fmt: skip
SWALLOWED = ("Plan the spring trial", "Head the seed lab", "Access to the cold store")


@pytest.mark.parametrize("minutes", [30, 60])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_leave_that_swallowed_three_dates(audience: str, minutes: int) -> None:
    page = page_of(LEAVE, today=date(2026, 5, 4), audience=audience, minutes=minutes)
    assert page.kind == "welcome-back"
    # which dates still make sense is asked of each; the leave is not an excuse but a rest
    dates = next(section for section in page.page.sections if section.kind == "dates")
    for name in (*SWALLOWED, "Write the germination log"):
        assert len([line for line in dates.lines if name in line.text and BLANK in line.text]) == 1
    # nothing is late, and nobody is sorry
    assert not re.search(r"was due|passed|overdue|sorry|done on|got in the way", said(page))
    assert "late" not in words(said(page)) or "No date of yours is late" in said(page)
    assert not re.search(r"parental|baby|child|illness|sick", said(page))
    assert "This talk was due" not in page.text
    # no numbers
    assert not re.search(r"January: 5|Aiming|At 5", said(page))


def test_the_talk_after_the_welcome_counts_from_the_new_dates() -> None:
    plan = LEAVE | {"conversations": [*LEAVE["conversations"], {"date": date(2026, 5, 4), "type": "welcome-back"}]}
    page = page_of(plan, today=date(2026, 6, 29))
    assert page.kind != "welcome-back"
    for name in SWALLOWED:
        assert "was due" not in line_of(page, name) and "promised by" not in line_of(page, name)
    assert not re.search(r"weeks? to go|way to February|does 1 December|until 1 December", said(page), re.IGNORECASE)


def test_what_fell_due_before_the_leave_is_owed_still() -> None:
    plan = LEAVE | {"support": [{"need": "Access to the cold store", "from": "manager", "due": date(2025, 8, 20)}]}
    page = page_of(plan, today=date(2026, 5, 4))
    assert page.kind == "welcome-back" and line_of(page, "Access to the cold store").count(BLANK) >= 3
    assert [lead(line) for line in spoken(page.text)].count("Access to the cold store") == 1


# --- another manager ----------------------------------------------------------------------------------------------------------------

TAKEN_OVER: dict[str, Any] = {
    "name": "Sofia Marchetti",
    "manager": "Jonas Weber",
    "started": date(2026, 4, 1),
    "stage": "agreed",
    "story": "told",
    "interests": ["Night trains"],
    "goals": [{"id": "desk", "goal": "Run the night desk", "due": date(2027, 3, 1), "actions": ["Sit in on two nights"]}],
    "skills": [
        {
            "skill": "Briefing a crew",
            "goal": "desk",
            "ratings": [{"date": date(2026, 1, 20), "rating": 6, "by": "Clara Vogt", "evidence": "Four crews, no question left"}],
            "actions": [{"action": "Brief two crews a week", "due": date(2026, 7, 1), "progress": [{"date": date(2026, 3, 2), "note": "Eleven briefings."}]}],
        }
    ],
    "support": [
        {"need": "The course in Modena", "from": "Clara Vogt", "due": date(2026, 3, 1)},
        {"need": "Fewer split shifts", "from": "Clara Vogt", "due": date(2026, 8, 1)},
    ],
    "topics": [{"topic": "Does my holiday still stand?", "by": "self", "date": date(2026, 2, 2)}],
    "conversations": [{"date": date(2025, 9, 1), "type": "life-story"}, {"date": date(2026, 1, 20), "type": "action-plan"}],
}  # fmt: skip


@pytest.mark.parametrize("audience", AUDIENCES)
def test_another_manager(audience: str) -> None:
    page = page_of(TAKEN_OVER, today=date(2026, 5, 4), audience=audience)
    assert page.kind == "new-manager"
    # what was promised does not start again at nothing, and stays with the one who made it
    for need in ("The course in Modena", "Fewer split shifts"):
        assert "Clara Vogt" in line_of(page, need) and line_of(page, need).startswith("- [ ] ")
    assert "I am sorry" not in page.text
    # it is not for the new one to vouch for what the last one saw, nor to have it said that they promised
    assert "Four crews" not in said(page) and "Jonas, promised" not in said(page)
    assert not re.search(r"Jonas in January|You in January", said(page))
    keepers = {row[0]: row[1] for row in rows(page.text)}
    assert "Clara" not in keepers.get("The course in Modena", "") or BLANK in keepers["The course in Modena"]
    assert line_of(page, "Does my holiday still stand?")


# --- promises -----------------------------------------------------------------------------------------------------------------------

PROMISED: dict[str, Any] = {
    "name": "Idris Bello",
    "manager": "Katrin Aas",
    "started": date(2025, 1, 6),
    "stage": "agreed",
    "story": "told",
    "goals": [{"id": "quote", "goal": "Quote jobs without a second pair of eyes", "due": date(2026, 12, 1)}],
    "skills": [
        {
            "skill": "Estimating",
            "goal": "quote",
            "rating": 4,
            "actions": [{"action": "Compare ten old quotes", "due": date(2026, 4, 30), "needs": "archive"}],
        }
    ],
    "support": [
        {"id": "archive", "need": "A key to the archive", "from": "katrin", "due": date(2026, 3, 15)},
        {"need": "A word with the buyer", "from": "Katrin Aas", "done": date(2026, 4, 10), "due": date(2026, 4, 15)},
        {"need": "Photos of the roof", "from": "self", "due": date(2026, 4, 1)},
        {"need": "The crane schedule", "from": "Site office", "due": date(2026, 4, 5)},
    ],
    "conversations": [{"date": date(2025, 6, 2), "type": "past-present-future"}, {"date": date(2026, 2, 9), "type": "check-in"}],
}  # fmt: skip


@pytest.mark.parametrize("minutes", [15, 30, 60])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_promise_broken(audience: str, minutes: int) -> None:
    page = page_of(PROMISED, today=date(2026, 5, 4), audience=audience, minutes=minutes)
    opening = page.page.sections[0]
    assert opening.kind == "opening"
    mine = [line for line in opening.lines if line.box]
    assert lead("- " + mine[0].text) == "A key to the archive" and "15 March" in mine[0].text and mine[0].text.count(BLANK) >= 3
    # it may have been kept and never ticked: the apology in words is the manager's alone to use
    assert ("I am sorry" in page.text) == (audience == "manager")
    # the step that waits for it is not the person's fault, and nobody asks about it
    asked = [line.text for line in page.page.lines() if line.question] + page.page.before_person
    assert not [line for line in asked if "ten old quotes" in line or "key to the archive" in line.lower()]
    if minutes >= 30:
        assert "Compare ten old quotes" in said(page)
    # who promised keeps it
    assert [row[1] for row in rows(page.text) if row[0] == "A key to the archive"] == ["Katrin"]


def test_nor_is_the_person_asked_about_a_step_of_a_goal_that_waits_for_it() -> None:
    step = {
        "action": "Apply for the licence",
        "needs": "archive",
        "progress": [{"date": date(2026, 4, 1), "note": "The form is filled in."}],
    }
    page = page_of(PROMISED | {"goals": [PROMISED["goals"][0] | {"actions": [step]}]}, today=date(2026, 5, 4))
    assert "Apply for the licence" in said(page)
    assert not [line for line in page.page.lines() if line.question and "Apply for the licence" in line.text]


def test_each_owes_their_own() -> None:
    page = page_of(PROMISED, today=date(2026, 5, 4))
    assert "Idris" in line_of(page, "Photos of the roof") and "the Site office" not in line_of(page, "Photos of the roof")
    assert "Site office" in line_of(page, "The crane schedule")
    assert [row[1] for row in rows(page.text) if row[0] == "Photos of the roof"] in (["Idris"], [])


def test_a_promise_kept_is_asked_about_and_not_owed() -> None:
    page = page_of(PROMISED, today=date(2026, 5, 4))
    kept = [line for line in spoken(page.text) if "A word with the buyer" in line]
    assert len(kept) == 1 and "10 April" in kept[0] and not kept[0].startswith("- [ ]")
    assert "A word with the buyer" not in [row[0] for row in rows(page.text)]


def test_a_promise_without_a_name_is_a_wish_and_owed_by_nobody() -> None:
    page = page_of(PROMISED | {"support": [{"need": "A bigger van", "due": date(2026, 3, 1)}]}, today=date(2026, 5, 4))
    assert not line_of(page, "A bigger van") and "promised" not in said(page)


# --- someone who will not talk ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [15, 30, 60])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_someone_of_whom_nothing_is_known(audience: str, minutes: int) -> None:
    plan = {"name": "Aylin Demir", "manager": "Bo Lund", "story": "declined", "stage": "exploring"}
    page = page_of(plan, today=date(2026, 5, 4), audience=audience, minutes=minutes)
    assert page.kind == "unclear-goals"
    # no blank list of skills and goals, nothing quoted, no number, and leave not to answer
    assert not boxes(page.text) and "Not rated" not in said(page) and not re.search(r"from 1 to 10|\bgoal you\b", said(page))
    assert 2 <= len(questions(page.text)) <= 14
    assert all(BLANK in "".join(row) for row in rows(page.text))


def test_three_moments_make_a_page_about_this_person() -> None:
    moments: list[dict[str, Any]] = [
        {"date": date(2026, 3, 2), "moment": "Stayed late to watch the fitters set up the robot.", "by": "manager"},
        {"date": date(2026, 3, 19), "moment": "Showed a trainee how to read the gauge.", "by": "manager"},
        {"date": date(2026, 4, 2), "moment": "Fixed the label printer, unasked.", "by": "manager"},
    ]
    page = page_of({"name": "Hana Novak", "manager": "Karl Brandt", "moments": moments}, today=date(2026, 5, 4))
    for moment in moments:
        assert page.text.count(moment["moment"]) == 1, moment
    assert "2 March" in said(page)


def test_a_story_declined_is_not_asked_for() -> None:
    told = page_of({"name": "Aylin Demir", "story": "declined"}, today=date(2026, 5, 4))
    assert told.kind != "life-story" and not [section for section in told.page.sections if section.kind == "story"]


# --- a goal outside -----------------------------------------------------------------------------------------------------------------

OUTSIDE: dict[str, Any] = {
    "name": "Mateus Rocha",
    "manager": "Elif Kaya",
    "started": date(2022, 5, 2),
    "stage": "agreed",
    "story": "told",
    "direction": ["up"],
    "strengths": [{"skill": "Rye doughs", "rating": 9, "mentor": "yes"}],
    "goals": [{"id": "own", "goal": "Open a bakery of my own", "where": "outside", "due": date(2027, 9, 1)}],
    "skills": [{"skill": "Reckoning prices", "goal": "own", "rating": 3, "actions": [{"action": "Reckon one loaf a week", "due": date(2026, 6, 30)}]}],
    "conversations": [{"date": date(2025, 6, 2), "type": "past-present-future"}, {"date": date(2026, 2, 9), "type": "check-in"}],
}  # fmt: skip


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_goal_outside(audience: str) -> None:
    page = page_of(OUTSIDE, today=date(2026, 5, 4), audience=audience)
    assert page.kind == "next-move"
    assert "Open a bakery of my own" in said(page)
    # no opening, no higher role, no staying
    assert not re.search(r"promot|higher role|opening on|internal", said(page), re.IGNORECASE)
    assert "Rye doughs" in said(page)  # who could learn it
    again = OUTSIDE | {"conversations": [*OUTSIDE["conversations"], {"date": date(2026, 5, 4), "type": "next-move"}]}
    assert page_of(again, today=date(2026, 7, 6)).kind != "next-move"


# --- time ---------------------------------------------------------------------------------------------------------------------------


def test_ages_count_from_the_day_of_the_talk() -> None:
    """The page is printed on 20 April for the talk of 4 May: what falls due on 1 May will be late then."""
    plan = PROMISED | {
        "next": date(2026, 5, 4),
        "support": [{"need": "A key to the archive", "from": "manager", "due": date(2026, 5, 1)}],
    }
    page = page_of(plan, today=date(2026, 4, 20))
    assert page.page.day == "2026-05-04" and page.text.splitlines()[-1].split(" · ")[1] == "2026-05-04"
    assert line_of(page, "A key to the archive").count(BLANK) >= 3
    early = page_of(plan | {"next": date(2026, 6, 4)}, today=date(2026, 4, 20))
    assert early.page.day == "2026-04-20" and not line_of(early, "A key to the archive")


def test_the_year_stands_where_it_is_not_plain() -> None:
    plan = PROMISED | {"support": [{"need": "A key to the archive", "from": "manager", "due": date(2024, 11, 3)}]}
    assert "3 November 2024" in line_of(page_of(plan, today=date(2026, 5, 4)), "A key to the archive")


MISSED: dict[str, Any] = PROMISED | {
    "support": [],
    "cadence": "6 weeks",
    "conversations": [{"date": date(2026, 1, 5), "type": "past-present-future"}],
}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("minutes", [15, 60])
def test_a_cadence_that_was_missed_is_said_to_the_manager_alone(audience: str, minutes: int) -> None:
    page = page_of(MISSED, today=date(2026, 5, 4), audience=audience, minutes=minutes)
    assert ("16 February" in said(page)) == (audience == "manager")
    assert len([line for line in page.page.alone if "16 February" in line]) == (audience == "manager")


@pytest.mark.parametrize("talk", [date(2026, 4, 6), date(2026, 3, 23)])
def test_a_cadence_that_was_kept_is_not_mentioned(talk: date) -> None:
    plan = MISSED | {"conversations": [{"date": talk, "type": "past-present-future"}]}
    page = page_of(plan, today=date(2026, 5, 4), audience="manager")
    assert not [line for line in page.page.alone if "was due" in line]


def test_a_pause_moves_the_day_on_which_the_talk_is_due() -> None:
    plan = MISSED | {"pauses": [{"from": date(2026, 2, 1), "until": date(2026, 4, 27)}]}
    page = page_of(plan, today=date(2026, 5, 4), audience="manager")
    assert page.kind == "welcome-back" and not [line for line in page.page.alone if "was due" in line]
