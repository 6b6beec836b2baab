"""The files of words: that every question can stand where it is meant to, and that none comes too often."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import msgspec
import pytest

from cap.agenda.cues import fits, words_of
from cap.agenda.data import Bank, Events, Question, Row, Talks, ToughBank, load
from cap.agenda.situation import SLOT, number_of
from cap.plan.model import Plan
from tests.agenda.printed import KINDS

EVENTS, BANK, TALKS, TOUGH = (
    load("events.yaml", Events),
    load("questions.yaml", Bank),
    load("talks.yaml", Talks),
    load("tough.yaml", ToughBank),
)
GROUPS = msgspec.structs.asdict(EVENTS)
EVENT_ROWS = [(group, row) for group, rows in GROUPS.items() for row in rows]
ROW_IDS = [f"{group}-{row.row}" for group, row in EVENT_ROWS]
NAMES = {"person", "manager"}
# The slots that the code fills, by group and row.
SLOTS = {
    ("notes", "figures"): {"a", "b"},
    ("actions", "overdue"): {"day"},
    ("actions", "overdue-moving"): set(),
    ("actions", "overdue-with"): {"who"},
    ("actions", "slipped-once"): {"day"},
    ("actions", "slipped-often"): {"n", "day"},
    ("actions", "near"): {"day"},
    ("actions", "half"): {"k", "n", "left", "day"},
    ("actions", "start"): {"day"},
    ("actions", "exposure-ahead"): {"who"},
    ("ratings", "rose"): {"a", "b"},
    ("ratings", "fell"): {"a", "b"},
    ("ratings", "apart"): {"self", "other"},
    ("ratings", "self-up-since"): {"n", "month"},
    ("ratings", "self-down-since"): {"n", "month"},
    ("ratings", "reached"): {"n"},
    ("ratings", "point"): {"next", "n"},
    ("promises", "kept"): {"who"},
    ("promises", "kept-by-other"): {"who"},
    ("goals", "obstacle-gap"): {"have", "want", "noun"},
    ("goals", "back"): {"due", "half"},
    ("goals", "near"): {"left"},
    ("goals", "late"): {"day"},
    ("before_person", "skill"): {"skill"},
    ("before_person", "overdue"): {"name"},
    ("before_manager", "promise"): {"need", "day"},
    ("before_manager", "topic"): {"topic"},
    ("before_manager", "doubt"): {"topic"},
    ("before_manager", "skill"): {"skill"},
    ("before_manager", "moments"): {"day"},
}
PLAN_WORDS = {"interest", "strength", "motivation", "improve", "theme", "vision", "goal", "skill"}
PARTS = {
    *("opening", "asked", "of-manager", "skills", "goals", "moments", "draws", "futures", "themes", "ahead", "refused", "dates", "promised", "coming", "reminder"),
}  # fmt: skip


# --- events.yaml ------------------------------------------------------------------------------------------------------------------


def test_no_wording_comes_twice() -> None:
    said = [text for _, row in EVENT_ROWS for text in row.ask]
    said += (
        [question.text for question in BANK.questions]
        + [text for talk in TALKS.talks.values() for text in talk.open]
        + TALKS.close
    )
    assert not {text: times for text, times in Counter(map(words_of, said)).items() if times > 1}


@pytest.mark.parametrize(("group", "row"), EVENT_ROWS, ids=ROW_IDS)
def test_each_row_has_wordings_for_each_of_four_talks(group: str, row: Row) -> None:
    assert len(row.ask) in (4, 8, 12)


@pytest.mark.parametrize(("group", "row"), EVENT_ROWS, ids=ROW_IDS)
def test_each_wording_asks_for_what_the_code_gives(group: str, row: Row) -> None:
    """Else it would never be asked, in silence."""
    given = NAMES | SLOTS.get((group, row.row), set())
    for text in row.ask:
        assert set(SLOT.findall(text)) <= given, text
        assert not re.search(r"[{}]", SLOT.sub("", text))


@pytest.mark.parametrize(("group", "row"), EVENT_ROWS, ids=ROW_IDS)
def test_what_asks_is_a_question_and_what_the_manager_says_has_a_blank(group: str, row: Row) -> None:
    answers = row.row.startswith("answer-") or row.row == "obstacle-manager"
    said = row.row == "left-over"
    for text in row.ask:
        assert len(text.split()) <= 30 and text == " ".join(text.split()) and "'" not in text, text
        if answers:
            assert "______" in text
        elif said or group in ("before_person", "before_manager"):
            assert text.endswith(".")
        else:
            assert text.endswith("?"), text


@pytest.mark.parametrize("group", GROUPS)
def test_each_row_is_there_once_and_those_without_a_cue_come_last(group: str) -> None:
    rows = GROUPS[group]
    assert len({row.row for row in rows}) == len(rows)
    if group in ("notes", "moments"):
        cued = [bool(row.cues) for row in rows]
        assert cued == sorted(cued, reverse=True) and rows[-1].row == "open" and rows[-2].row == "open-two-moods"


@pytest.mark.parametrize(("group", "row"), EVENT_ROWS, ids=ROW_IDS)
def test_a_cue_can_stand_and_is_not_undone_by_its_own_row(group: str, row: Row) -> None:
    for cue in row.cues:
        said = words_of(cue.removesuffix("*"))
        assert said.strip(), cue
        assert fits(row, said), cue
    for word in row.unless:
        assert re.fullmatch(r"[^\W_]+('[^\W_]+)?( [^\W_]+('[^\W_]+)?)*\*?", word), word
    assert len(set(row.cues)) == len(row.cues)


def test_every_row_that_the_code_asks_for_is_there() -> None:
    wanted = {
        "done": {"experience", "exposure", "education", "with-measure-what", "any"},
        "dropped": {"any"},
        "actions": {
            "overdue",
            "overdue-moving",
            "overdue-with",
            "slipped-once",
            "slipped-often",
            "stuck",
            "near",
            "half",
            "start",
        },
        "topics": {"fact", "ask-what", "may-i", "doubt", "should-i", "statement", "left-over", "of-manager"},
        "people": {"mentor", "expert", "strength", "interest", "motivation", "improve", "theme", "vision-one", "visions"},
    }
    for group, names in wanted.items():
        assert names <= {row.row for row in GROUPS[group]}


# --- questions.yaml ---------------------------------------------------------------------------------------------------------------


def test_the_bank_is_large_and_says_each_thing_once() -> None:
    assert len(BANK.questions) >= 150
    for texts in ([question.text for question in BANK.questions], [entry.question for entry in BANK.asks]):
        assert len(set(map(words_of, texts))) == len(texts)


@pytest.mark.parametrize("question", BANK.questions, ids=lambda question: question.text[:40])
def test_each_question_is_sane(question: Question) -> None:
    assert set(question.type) <= set(KINDS) and question.type
    assert question.text.endswith(("?", ".")) and "?" in question.text and len(question.text.split()) <= 30
    assert not SLOT.search(question.text) and question.source
    assert set(question.unless) <= set(Plan.__struct_fields__)
    assert set(SLOT.findall(question.personal or "")) <= PLAN_WORDS
    assert question.personal is None or SLOT.search(question.personal)
    assert not question.broad or question.tense != "present"


DRAWS = [(kind, part.part, tuple(part.ask)) for kind, talk in TALKS.talks.items() for part in talk.parts if part.ask]


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize(("kind", "part", "topics"), DRAWS, ids=[f"{kind}-{part}" for kind, part, _ in DRAWS])
def test_each_part_has_a_question_at_each_turn_for_somebody_without_a_direction(
    kind: str, part: str, topics: tuple[str, ...], turn: int
) -> None:
    """Somebody of whom the plan says nothing, who began today: no question may need a direction, or time together. A look back is for
    two who have worked together for a year."""
    after_a_year = kind == "past-present-future"
    fitting = [q for q in BANK.questions[turn::4] if q.topic in topics and q.suits(kind, []) and (not q.months or after_a_year)]
    assert [q for q in fitting if not q.broad]


@pytest.mark.parametrize("turn", range(4))
def test_a_broad_question_finds_one_about_the_present_beside_it(turn: int) -> None:
    for question in (q for q in BANK.questions[turn::4] if q.broad):
        for kind in question.type:
            topics = {topic for drawn, _, topics in DRAWS if drawn == kind and question.topic in topics for topic in topics}
            if topics:
                present = [
                    q
                    for q in BANK.questions[turn::4]
                    if q.tense == "present" and q.topic in topics and kind in q.type and not q.broad
                ]
                assert present, (kind, question.text)


def test_each_topic_of_the_bank_is_drawn_by_a_talk() -> None:
    drawn = {(kind, topic) for kind, _, topics in DRAWS for topic in topics}
    assert not [q.text for q in BANK.questions if not any((kind, q.topic) in drawn for kind in q.type)]


def test_the_person_has_something_to_ask_at_every_ordinary_talk() -> None:
    for kind in ("life-story", "career-vision", "unclear-goals", "check-in"):
        for turn in range(4):
            assert [entry for entry in BANK.asks[turn::4] if entry.suits(kind, [])]
    assert set(BANK.tips) == {"up", "across", "deeper"} and all(BANK.tips.values())


# --- talks.yaml and tough.yaml ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_each_talk_is_whole(kind: str) -> None:
    talk = TALKS.talks[kind]
    known = {question.topic for question in BANK.questions}
    for part in talk.parts:
        assert part.part in PARTS or part.title, part
        assert part.part in PARTS or part.ask or part.say, part
        assert set(part.ask) <= known
        assert not part.ask or part.most
    assert len({part.part for part in talk.parts}) == len(talk.parts)
    assert len(talk.open) in (0, 4, 8) and len(TALKS.close) in (4, 8)
    said = [
        talk.purpose or "",
        talk.aim,
        *talk.open,
        *talk.say,
        *talk.person,
        *talk.manager,
        *talk.alone,
        *(step.what for step in talk.agree),
    ]
    said += [text for part in talk.parts for text in (part.title or "", *part.say)]
    assert {slot for text in said for slot in SLOT.findall(text)} <= NAMES | ({"refused"} if kind == "setback" else set())
    assert talk.agree and talk.manager and (talk.person or kind == "team-session")


def test_there_is_a_talk_for_each_template_and_the_other_way_round() -> None:
    assert set(TALKS.talks) == set(KINDS)


def test_a_setback_has_no_futures_and_no_numbers() -> None:
    parts = {part.part for part in TALKS.talks["setback"].parts}
    assert "refused" in parts and not parts & {"futures", "draws", "themes", "ahead"}
    assert "promised" in {part.part for part in TALKS.talks["new-manager"].parts}
    assert "dates" in {part.part for part in TALKS.talks["welcome-back"].parts}


@pytest.mark.parametrize("entry", TOUGH.tough, ids=lambda entry: entry.question)
def test_each_tough_question_is_sane(entry: Any) -> None:
    assert set(entry.type) <= set(KINDS) and set(entry.direction) <= {"up", "across", "deeper"}
    assert {subject.removesuffix("s") for subject in entry.look} <= PLAN_WORDS | {"support"}
    assert entry.look and entry.source and not SLOT.search(entry.question + entry.line)
    assert 10 <= len(entry.line.split()) <= 60


def test_tough_questions_are_there_once() -> None:
    assert len({words_of(entry.question) for entry in TOUGH.tough}) == len(TOUGH.tough) >= 15


def test_a_name_gives_the_same_number_however_it_is_written() -> None:
    assert (
        number_of("Zoë") == number_of("ZOE\u0308")
        and len({number_of(name) % 4 for name in ("Ada", "Grace", "Tom", "Wei", "Zoë")}) > 1
    )
