"""The question bank: sound as data, and dealt out without repetition."""

from __future__ import annotations

import itertools
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cap.agenda.findings import CHORES
from cap.agenda.questions import Bank, Question, asks, coaching, headed, item_name, load, sitting, tough
from cap.lint.rules import RULES
from cap.plan import certify
from cap.plan.model import Action, Conversation, Goal, Plan, Skill
from cap.plan.problem import ItemPath, Problem, Span, problem_at
from cap.plan.read import read
from cap.rendering import TemplateProblem

BANK = load()
KINDS = ("unclear-goals", "clear-goals")
DIRECTIONS: tuple[tuple[str, ...], ...] = ((), ("up",), ("across",), ("deeper",), ("up", "deeper"), ("unsure",))
SOURCES = {"Qualtrics", "Trailhead", "The timed one-on-one", "Courageous Career Conversations", "INTOO"}
PEOPLE = ("Ada", "Linh Tran", "Zoë", "李娜")
PLAN = Plan(
    name="Ada",
    goals=[Goal(goal="One"), Goal(goal="Two")],
    skills=[Skill(skill="SQL", actions=[Action(action="Do it")])],
    conversations=[Conversation(date=date(2026, 1, 1))],
)
FACTS = {"interest": ["Bread", "Maps"], "strength": ["Tact"], "goal": ["A goal"], "obstacle": ["Winter"]}


def finding(rule: str, *path: str | int) -> Problem:
    return replace(problem_at("a.md", Span(1, 1, 1, 1), rule, "", ""), at=path)


# --- the data -------------------------------------------------------------------------------------------------------------------


def test_every_rule_has_a_question_in_its_place() -> None:
    assert {rule.id for rule in RULES} - CHORES <= set(BANK.findings)
    assert not CHORES & set(BANK.findings)


def test_no_question_is_there_twice_and_each_names_its_source() -> None:
    texts = [question.text for question in BANK.questions]
    assert len(set(texts)) == len(texts)
    for entry in (*BANK.questions, *BANK.asks, *BANK.tough):
        assert entry.source in SOURCES
    for text in (*texts, *(ask.question for ask in BANK.asks), *(entry.ask for entry in BANK.findings.values())):
        assert "?" in text and "  " not in text and text == text.strip()


def test_the_words_that_a_question_is_filled_with_are_ones_that_the_plan_can_give() -> None:
    known = {"interest", "strength", "motivation", "improve", "theme", "vision", "goal", "skill", "obstacle"}
    used = {word for question in BANK.questions for word in re.findall(r"\{(\w+)\}", question.personal or "")}
    assert used <= known
    looked_up = {name for entry in BANK.tough for name in entry.look}
    assert looked_up <= {"strengths", "skills", "goals", "visions", "interests", "motivations", "themes", "obstacles", "support"}


def test_the_bank_is_the_same_without_the_fast_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certify, "HAS_FAST_PARSER", False)
    assert load() == BANK


# --- a sitting --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "direction", "number"), list(itertools.product(KINDS, DIRECTIONS, range(1, 6))))
def test_no_question_comes_twice_in_five_sittings(kind: str, direction: tuple[str, ...], number: int) -> None:
    asked = [picked.text for held in range(5) for picked in sitting(BANK, kind, direction, "Ada", held, number, {})]
    assert len(asked) == len(set(asked)) == 5 * min(number, 5 if set(direction) & {"up", "across", "deeper"} else 4)


@pytest.mark.parametrize(("kind", "direction", "number"), list(itertools.product(KINDS, DIRECTIONS, range(1, 6))))
def test_in_time_every_question_has_its_turn_and_none_a_second_one_before(
    kind: str, direction: tuple[str, ...], number: int
) -> None:
    fitting = [q for q in BANK.questions if q.suits(kind, direction) and (number > 1 or not q.broad)]
    piles = {q.text: "direction" if q.direction else q.tense for q in fitting}
    for person in PEOPLE:
        asked = [picked.text for held in range(120) for picked in sitting(BANK, kind, direction, person, held, number, {})]
        for pile in set(piles.values()):
            whole = {text for text in piles if piles[text] == pile}
            drawn = [text for text in asked if piles[text] == pile]
            rounds = [set(drawn[i : i + len(whole)]) for i in range(0, len(drawn) - len(whole) + 1, len(whole))]
            assert rounds and all(found == whole for found in rounds), (pile, person)


@pytest.mark.parametrize("kind", KINDS)
def test_talks_of_different_lengths_ask_nothing_twice_either(kind: str) -> None:
    for person, lengths in itertools.product(PEOPLE, itertools.permutations((4, 1, 2, 3, 1))):
        asked = [
            picked.text
            for held, number in enumerate(lengths)
            for picked in sitting(BANK, kind, [], person, held, number, {})
            if number > 1 or picked.tense != "future"  # a future without its broad questions has an order of its own
        ]
        assert len(asked) == len(set(asked))


@pytest.mark.parametrize("kind", KINDS)
def test_the_people_of_a_team_get_different_questions_and_each_the_same_ones_again(kind: str) -> None:
    team = ["Ada", "Bo", "Chidi", "Dana", "Emre", "Femi", "Grace", "Hana", "Iris", "João"]
    sheets = [tuple(picked.text for picked in sitting(BANK, kind, [], person, 0, 4, {})) for person in team]
    assert len(set(sheets)) >= 8
    assert sheets[9] == tuple(picked.text for picked in sitting(BANK, kind, [], "joa\u0303o", 0, 4, {})), "the same name"


def test_what_someone_is_asked_depends_on_nothing_but_the_name() -> None:
    """Written down, so that it holds for every run and every machine."""
    assert [picked.text for picked in sitting(BANK, "unclear-goals", [], "Linh Tran", 0, 2, {})] == [
        "Which piece of work of the last half year are you quietly proud of?",
        "Whose work here are you curious about, and what would you like to see of it?",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_quarter_of_an_hour_has_one_question_of_each_tense_in_turn(kind: str) -> None:
    tenses = [picked.tense for held in range(6) for picked in sitting(BANK, kind, [], "Ada", held, 1, {})]
    assert tenses == ["present", "past", "future"] * 2


@pytest.mark.parametrize(("kind", "direction"), list(itertools.product(KINDS, DIRECTIONS)))
def test_a_broad_question_is_followed_by_one_about_the_present(kind: str, direction: tuple[str, ...]) -> None:
    broad = 0
    for held, number in itertools.product(range(40), range(1, 6)):
        picked = [*sitting(BANK, kind, direction, "Ada", held, number, {}), None]
        for question, following in itertools.pairwise(picked):
            assert question is not None
            if question.broad:
                broad += 1
                assert following is not None and following.tense == "present"
    assert broad


def test_a_broad_question_that_nothing_would_bring_home_is_left_out() -> None:
    wide = Question(text="Where in ten years?", type=["clear-goals"], tense="future", topic="visions", broad=True)
    assert sitting(Bank(questions=[wide]), "clear-goals", [], "Ada", 0, 4, {}) == []


def test_the_easy_questions_come_first() -> None:
    depths = {question.text: question.depth for question in BANK.questions}
    for kind in KINDS:
        early, late = (
            [depths[picked.text] for held in turns for picked in sitting(BANK, kind, [], "Ada", held, 4, {})]
            for turns in ((0, 1), (4, 5))
        )
        assert sum(early) < sum(late) and 3 not in early


def test_the_easy_questions_come_first_in_any_bank() -> None:
    deep, easy = (Question(text=f"{n}?", type=["clear-goals"], tense="past", topic="x", depth=n) for n in (3, 1))
    assert [sitting(Bank(questions=[deep, easy]), "clear-goals", [], "Ada", held, 4, {})[0].text for held in (0, 1)] == [
        "1?",
        "3?",
    ]


def test_only_someone_headed_there_is_asked_about_a_direction() -> None:
    ours = {question.text for question in BANK.questions if question.direction}
    for held in range(12):
        assert not ours & {picked.text for picked in sitting(BANK, "clear-goals", ["unsure"], "Ada", held, 5, {})}
        assert ours & {picked.text for picked in sitting(BANK, "clear-goals", ["up"], "Ada", held, 5, {})}


def test_a_question_speaks_the_plan_s_words_in_turn_and_does_without_where_there_are_none() -> None:
    asked = [picked.text for held in range(12) for picked in sitting(BANK, "unclear-goals", [], "Ada", held, 4, FACTS)]
    assert any("“Bread”" in text for text in asked) or any("“Maps”" in text for text in asked)
    assert not any(re.search(r"\{\w+\}", text) for text in asked)
    plain = [picked.text for held in range(12) for picked in sitting(BANK, "unclear-goals", [], "Ada", held, 4, {})]
    assert not any("“" in text for text in plain)


def test_words_of_the_plan_are_only_words(tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text(
        'questions:\n  - {text: Plain?, personal: "{goal.__class__} {goal}?", type: clear-goals, tense: present, topic: x}\n',
        "utf-8",
    )
    (picked,) = sitting(load(tmp_path), "clear-goals", [], "Ada", 0, 4, {"goal": [r"\g<0> {skill}"]})
    assert picked.text == r"{goal.__class__} \g<0> {skill}?"


# --- in place of findings ---------------------------------------------------------------------------------------------------------


def test_findings_of_a_rule_are_asked_about_together_the_pressing_ones_first() -> None:
    findings = [
        finding("goal-undated", "goals", 0, "due"),
        finding("goal-undated", "goals", 1, "due"),
        finding("action-overdue", "skills", 0, "actions", 0, "due"),
        finding("rating-unsupported", "skills", 0, "ratings", 3, "evidence"),
        finding("wrong-type", "goals", 0, "measure"),
    ]
    asked = coaching(BANK, findings, PLAN, "clear-goals")
    assert [entry.rule for entry in asked] == ["action-overdue", "rating-unsupported", "goal-undated"]
    assert "“Do it”" in asked[0].text and "“SQL”" in asked[1].text
    assert asked[2].text == "By when would you like to have reached “One” and “Two”?"


def test_a_finding_is_not_asked_about_when_a_question_covers_it() -> None:
    plan = read(b"---\nname: Ada\ngoals: [{goal: One}, {goal: Two}]\n---\n").plan
    assert plan is not None
    covering = Question(text="Arrived?", personal="Arrived at “{goal}”?", tense="future", topic="x", covers=["goal-unmeasured"])
    bank = replace(BANK, questions=[covering])
    findings = [finding("goal-unmeasured", "goals", i, "measure") for i in range(2)]

    def asked(**facts: list[str]) -> list[str]:
        return [entry.text for entry in coaching(bank, findings, plan, "x", sitting(bank, "x", [], "Ada", 0, 1, facts))]

    assert asked() == []
    assert asked(goal=["One"]) == ["How will we both see that you have reached “Two”?"], "that one names the other goal"
    both = coaching(bank, findings, plan, "x")
    assert [entry.text for entry in both] == ["How will we both see that you have reached “One” and “Two”?"]


def test_of_two_findings_with_nearly_the_same_question_one_is_asked_about() -> None:
    plan = read(b"---\nname: Ada\ngoals: [{goal: One}]\n---\n").plan
    assert plan is not None
    findings = [finding("goal-without-skill", "goals", 0, "goal"), finding("skill-count", "skills")]
    assert [entry.rule for entry in coaching(BANK, findings, plan, "clear-goals")] == ["skill-count"]
    assert [entry.rule for entry in coaching(BANK, findings[:1], plan, "clear-goals")] == ["goal-without-skill"]


def test_what_a_question_covers_is_in_the_bank() -> None:
    rules = list(BANK.findings)
    assert {rule for question in BANK.questions for rule in question.covers} <= set(rules)
    assert all(rules.index(rule) < rules.index(other) for rule in rules for other in BANK.findings[rule].covers)


@pytest.mark.parametrize(
    ("front", "directions"),
    [
        ("goals: [{goal: g, where: outside}]\nvisions: [{vision: v, where: here}]", ["across"]),
        ("visions: [{vision: v, where: outside}]", ["across"]),
        ("goals: [{goal: g, where: outside}, {goal: h, where: company}]", ["across", "up"]),
        ("goals: [{goal: g, where: outside, done: 2026-01-01}]", ["across", "up"]),
        ("visions: [{vision: v, where: outside}, A thought]", ["across", "up"]),
        ("role: Nurse", ["across", "up"]),
    ],
)
def test_nobody_on_the_way_out_is_asked_about_a_higher_role_here(front: str, directions: list[str]) -> None:
    plan = read(f"---\nname: Ada\ndirection: [across, up]\n{front}\n---\n".encode()).plan
    assert plan is not None and headed(plan) == directions


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("goals", 0, "due"), "One"),
        (("skills", 0, "actions", 0, "with", 1), "Do it"),
        (("skills", 0, "ratings", 3, "evidence"), "SQL"),
        (("goals", 5, "due"), None),
        (("goals", 0, "goal", 0), "One"),
        (("visions",), None),
        ((), None),
        (("topics", 0), None),
        (("conversations", 0, "date"), None),
    ],
)
def test_an_item_is_called_by_its_name(path: ItemPath, name: str | None) -> None:
    assert item_name(PLAN, path) == name


@given(st.lists(st.integers(0, 2) | st.sampled_from(dir(PLAN) + dir(PLAN.skills[0])) | st.text()))
def test_what_is_not_in_the_plan_has_no_name(path: list[str | int]) -> None:
    assert item_name(PLAN, tuple(path)) in {None, "One", "Two", "SQL", "Do it"}


def test_thousands_of_findings_are_asked_about_in_time() -> None:
    plan = Plan(name="Ada", goals=[Goal(goal=f"Goal {i}") for i in range(20_000)])
    findings = [finding("goal-undated", "goals", i, "due") for i in range(20_000)]
    start = time.process_time()
    (asked,) = coaching(BANK, findings, plan, "clear-goals")
    assert "“Goal 2” and 19997 more?" in asked.text and time.process_time() - start < 3


# --- for one side -------------------------------------------------------------------------------------------------------------------


def test_the_tough_questions_of_this_person_come_before_the_general_ones() -> None:
    assert tough(BANK, "clear-goals", ["up"], False, "Ada", 0, 3)[0].question == "What does it take to be promoted?"
    assert tough(BANK, "clear-goals", [], True, "Ada", 0, 3)[0].question == "What if what I want is not on this team?"
    general = [entry.question for held in (0, 1) for entry in tough(BANK, "clear-goals", [], False, "Ada", held, 2)]
    assert not any("promoted" in text or "not on this team" in text for text in general) and len(set(general)) > 2
    assert {entry.question for entry in BANK.tough} == {
        entry.question for kind in KINDS for entry in tough(BANK, kind, ["up"], True, "Ada", 0, 9)
    }


def test_what_the_person_may_ask_changes_from_talk_to_talk() -> None:
    first, second = (asks(BANK, "clear-goals", ["up"], "Ada", held, 3) for held in (0, 1))
    assert len(first) == len(second) == 3 and not set(first) & set(second)


# --- a team's own -------------------------------------------------------------------------------------------------------------------


def test_a_team_replaces_the_lists_that_it_gives_and_keeps_the_others(tmp_path: Path) -> None:
    assert load(tmp_path) == BANK
    (tmp_path / "questions.yaml").write_text("tips: {up: [Ours]}\n", encoding="utf-8")
    assert load(tmp_path) == replace(BANK, tips={"up": ["Ours"]})


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("questions:\n  - {text: Why?, tense: then, topic: x}\n", 2, "`tense` is future, past or present, not `then`"),
        ("questions:\n  - text: Why?\n    tnse: past\n    topic: x\n", 3, "Did you mean `tense`?"),
        ("tips: [a]\n", 1, "keys and values"),
        ("- a\n", 1, "keys and values belong here"),
        ("tips: {a: [\n", 1, "a bracket is opened here and never closed"),
    ],
)
def test_a_mistake_in_a_team_s_bank_is_one_message_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "questions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateProblem) as caught:
        load(tmp_path)
    assert caught.value.line == line and words in str(caught.value)
    assert caught.value.template == str(tmp_path / "questions.yaml")


def test_a_plan_without_a_word_still_has_questions() -> None:
    assert len(sitting(BANK, "unclear-goals", Plan(name="Ada").direction, "Ada", 0, 4, {})) == 4
