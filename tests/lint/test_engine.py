"""Levels, stages, and what a shape problem silences."""

from __future__ import annotations

import pytest

from cap.lint.engine import Policy
from cap.lint.rule import Bounds, Share
from cap.lint.rules import RULES
from cap.plan.problem import Level
from tests.lint.fronts import found, levels, rules

LAZY = """\
name: Ada
goals:
  - goal: Improve
skills:
  - skill: Teaching
    goal: []
    actions:
      - action: Read about feedback
conversations:
  - {date: 2026-02-02}
"""


def test_in_a_draft_completeness_is_a_hint_and_once_agreed_a_warning() -> None:
    draft, agreed = levels(LAZY), levels(LAZY + "stage: agreed\n")
    for rule in RULES:
        if rule.id in draft and rule.completeness:
            assert draft[rule.id] == "hint"
        if rule.id in agreed:
            assert agreed[rule.id] == rule.level
    assert {"goal-unmeasured", "action-untyped", "action-irrelevant", "skill-count"} <= set(draft)


def test_while_exploring_the_rules_that_ask_for_a_finished_plan_are_silent() -> None:
    exploring = rules(LAZY + "stage: exploring\n")
    assert exploring
    assert not exploring & {rule.id for rule in RULES if not rule.exploring}


@pytest.mark.parametrize(
    ("pause", "silent"),
    [
        ("stage: paused", True),
        ("pauses: [{}]", True),
        ("pauses: [{from: 2026-11-22}]", True),
        ("pauses: [{from: 2026-11-23}]", False),  # it has not begun
        ("pauses: [{until: 2027-01-01}]", True),
        ("pauses: [{from: 2026-06-01, until: 2026-09-01}]", True),  # and nobody has talked since
        ("pauses: [{from: 2026-06-01, until: 2026-09-01}]\nconversations: [{date: 2026-08-31}]", True),
        ("pauses: [{from: 2026-06-01, until: 2026-09-01}]\nconversations: [{date: 2026-09-01}]", False),
        ("pauses: [{from: 2026-06-01}]\nconversations: [{date: 2026-09-01}]", True),
        ("pauses: [{until: 2025-01-01}, {from: 2026-06-01}]\nconversations: [{date: 2026-05-01}]", True),
    ],
)
def test_from_the_start_of_a_pause_until_a_talk_after_it_a_plan_hears_of_its_shape_only(pause: str, silent: bool) -> None:
    heard = rules(f"name: Ada\ngoals: [Improve]\nduo: 3\n{pause}\n") - {"stage-paused"}
    assert (heard == {"unknown-key"}) is silent


def test_after_a_pause_the_talk_that_is_due_is_all_that_is_said_of_the_method() -> None:
    plan = "name: Ada\ngoals: [Improve]\npauses: [{from: 2026-06-01, until: 2026-09-01}]\nconversations: [{date: 2026-05-01}]\n"
    assert rules(plan) == {"conversation-due"}
    assert rules(plan.replace("2026-09-01", "2026-12-01")) == set()
    assert "conversation-due" not in rules(plan, Policy(timely=False))


def test_settings_set_levels_but_bring_back_nothing_that_a_stage_turned_off() -> None:
    strict = Policy(levels=(("skill-count", "error"), ("goal-undated", "off")))
    assert levels(LAZY, strict)["skill-count"] == "error"
    assert "goal-undated" not in levels(LAZY, strict)
    assert "skill-count" not in levels(LAZY + "stage: exploring\n", strict)
    assert "skill-count" not in levels(LAZY + "stage: exploring\n", Policy(select=frozenset({"skill-count"})))


def test_select_ignore_and_timely() -> None:
    assert rules(LAZY, Policy(select=frozenset({"goal-undated"}))) == {"goal-undated"}
    assert rules(LAZY, Policy(ignore=frozenset({"goal-undated"}))) == rules(LAZY) - {"goal-undated"}
    timely = {rule.id for rule in RULES if rule.timely}
    late = LAZY + "next: 2026-06-30\n"
    assert rules(late) & timely == {"conversation-due"}
    assert rules(late, Policy(timely=False)) == rules(late) - timely


def test_a_talk_that_is_due_is_silent_beside_the_question_for_its_date() -> None:
    assert {"conversation-due", "next-missing"} & rules(LAZY) == {"next-missing"}
    assert "conversation-due" in rules(LAZY, Policy(ignore=frozenset({"next-missing"})))
    assert "conversation-due" in rules(LAZY, Policy(levels=(("next-missing", "off"),)))


def test_the_cadence_of_the_settings_holds_for_plans_that_name_none() -> None:
    talked = "name: Ada\nconversations: [{date: 2026-11-02}]\n"
    fortnightly = Policy(cadence="2 weeks", ignore=frozenset({"next-missing"}))
    (missing,) = (problem for problem in found(talked, Policy(cadence="2 weeks")) if problem.rule == "next-missing")
    assert "Your rhythm is 2 weeks." in missing.hint
    assert "conversation-due" in rules(talked, fortnightly)
    assert "conversation-due" not in rules(talked, fortnightly._replace(cadence="3 months"))
    assert "conversation-due" not in rules(talked + "cadence: 1 month\n", fortnightly)


def test_the_bounds_of_balance_are_those_of_the_settings() -> None:
    halves = "".join(f"      - {{action: a, type: {kind}}}\n" for kind in ("experience", "education") * 2)
    front = f"name: Ada\nskills:\n  - skill: a\n    actions:\n{halves}"
    half = Share(1, 2)
    assert "balance" in rules(front)
    assert "balance" not in rules(front, Policy(bounds=Bounds(half, half)))
    assert "balance" in rules(front, Policy(bounds=Bounds(half, half, exposure_from=4)))
    assert "balance" in rules(front, Policy(bounds=Bounds(Share(2, 3), half)))


GOOD_GOAL = "goals:\n  - {id: a, goal: Run the close, measure: Three, due: 2026-12-31}\n"
UNDER_WAY = "skills:\n  - skill: s\n    actions:\n      - action: x\n        status: doing\n"

# a plan with one shape problem, and the method rules that must not draw conclusions from it
CASCADES = {
    "an impossible date": (
        "skills:\n  - skill: s\n    actions:\n      - {action: x, due: 2026-02-30}\n",
        {"action-undated", "action-overdue", "nothing-before-next"},
    ),
    "a misspelt key": ("skills:\n  - skill: s\n    actions:\n      - {action: x, tpye: experience}\n", {"action-untyped"}),
    "a rating out of range": (
        "skills:\n  - {skill: s, rating: 11, target: 5}\n",
        {"skill-unrated", "skill-reached", "skill-leap"},
    ),
    "a status in capitals": (
        "skills:\n  - skill: s\n    actions:\n      - {action: x, status: Done}\n",
        {"action-undated", "action-untyped"},
    ),
    "a type that is none": (
        "skills:\n  - skill: s\n    actions:\n      - {action: a, type: course}\n" + 4 * "      - {action: b, type: education}\n",
        {"balance", "education-unused"},
    ),
    "a broken entry in the list of skills": ("skills:\n  - {skill: a}\n  - [just, text]\n", {"skill-count"}),
    "a list that is none": ("goals: Run the close\n", {"goal-missing"}),
    "a goal that is not there": (
        GOOD_GOAL + "skills:\n  - {skill: s, goal: b, actions: [{action: x}]}\n",
        {"action-irrelevant", "goal-without-skill"},
    ),
    "a goal without a name": ("goals:\n  - {id: a, due: 2026-12-31}\n", {"goal-missing"}),
    "a goal that may be closed": (
        "goals:\n  - {id: a, goal: x, status: Doing}\nskills:\n  - {skill: s, goal: a, actions: [{action: x}]}\n",
        {"action-irrelevant", "goal-missing"},
    ),
    "an action that may be closed": (
        GOOD_GOAL
        + "skills:\n  - {skill: s, actions: [{action: x, status: Done}]}\n  - {skill: t, actions: [{action: x, done: may}]}\n",
        {"action-irrelevant", "skill-without-action"},
    ),
    "one of five actions that may be done": (
        "skills:\n  - skill: s\n    actions:\n      - {action: x, status: Done}\n" + 4 * "      - {action: y}\n",
        {"action-count"},
    ),
    "one of five actions that was done on some day": (
        "skills:\n  - skill: s\n    actions:\n      - {action: x, done: in May}\n" + 4 * "      - {action: y}\n",
        {"action-count"},
    ),
    "a rating in words": (
        "skills:\n"
        + "".join(
            f"  - {{skill: s, rating: five, ratings: [{{date: 2026-10-05, rating: 5}}], target: {n}}}\n" for n in (3, 5, 9)
        ),
        {"skill-target", "skill-reached", "skill-leap", "rating-mismatch"},
    ),
    "a rating by nobody knows whom": (
        "skills:\n  - {skill: s, rating: 4, ratings: [{date: 2026-10-05, rating: 5, by: [Ana]}]}\n",
        {"rating-mismatch"},
    ),
    "evidence that is a list": (
        "skills:\n  - {skill: s, ratings: [{date: 2026-10-05, rating: 5, by: manager, evidence: [a, b]}]}\n",
        {"rating-unsupported"},
    ),
    "a talk on an impossible day": (
        f"goals: [{{goal: x, due: 2028-01-01}}]\n{UNDER_WAY}conversations: [{{date: 2026-02-02}}, {{date: 2026-02-30}}]\n",
        {"goal-far", "next-missing", "conversation-due", "action-stalled"},
    ),
    "progress on an impossible day": (
        f"conversations: [{{date: 2026-02-02}}]\n{UNDER_WAY}        progress: [{{date: 2026-02-30, note: y}}]\n",
        {"action-stalled"},
    ),
    "two beginnings": ("started: 2026-02-02\nstarted: 2026-03-03\ngoals:\n  - {goal: x, done: 2026-01-01}\n", {"date-order"}),
    "two days on which it was done": (
        "goals:\n  - {goal: x, status: doing, done: 2026-03-03, done: 2026-04-04}\n",
        {"status-mismatch"},
    ),
    "a pause on an impossible day": (
        "pauses: [{from: 2026-02-30}]\ngoals: [{goal: Improve}]\nconversations: [{date: 2026-02-02}]\n",
        {"goal-undated", "goal-vague", "next-missing", "story-missing"},
    ),
    "goals without a dash": ("goals:\n  id: head\n  goal: Bake\nskills: [{skill: s, goal: head}]\n", {"unknown-reference"}),
    "goals in capitals": ("Goals: [{id: head, goal: Bake}]\nskills: [{skill: s, goal: head}]\n", {"unknown-reference"}),
    "an id in capitals": ("goals: [{Id: head, goal: Bake}]\nskills: [{skill: s, goal: head}]\n", {"unknown-reference"}),
    "two statuses": ("goals:\n  - {goal: x, because: y, status: doing, status: dropped}\n", {"status-mismatch"}),
}


@pytest.mark.parametrize("case", CASCADES, ids=lambda case: case.replace(" ", "-"))
def test_no_rule_speaks_of_what_a_shape_problem_leaves_in_doubt(case: str) -> None:
    front, silent = CASCADES[case]
    problems = found("name: Ada\nstage: agreed\n" + front)
    assert any(problem.rule not in {rule.id for rule in RULES} | silent for problem in problems), "the case has no shape problem"
    assert not {problem.rule for problem in problems} & silent


def test_a_shape_problem_silences_only_what_rests_on_it() -> None:
    front = (
        "stage: agreed\nname: Ada\nskills:\n  - {skill: a, rating: 11}\n  - {skill: b}\n  - {}\n  - {skill: d}\n  - {skill: e}\n"
    )
    items = {problem.item for problem in found(front) if problem.rule == "skill-unrated"}
    assert items == {"skills[1].rating", "skills[3].rating", "skills[4].rating"}


def test_an_item_is_counted_as_the_file_counts_although_a_broken_one_was_left_out() -> None:
    problems = found("name: Ada\ngoals:\n  - [text]\n  -\n  - {goal: Sing, due: 2026-12-31}\n")
    (unmeasured,) = [problem for problem in problems if problem.rule == "goal-unmeasured"]
    assert (unmeasured.item, unmeasured.line) == ("goals[2].measure", 6)


def test_findings_come_by_place_then_by_rule() -> None:
    problems = found(LAZY + "stage: Agreed\n")
    keys = [(problem.line, problem.column, problem.rule) for problem in problems]
    assert keys == sorted(keys) and len(keys) > 8


def test_a_syntax_error_stands_alone() -> None:
    (problem,) = found(LAZY + "skills: [\n")
    assert problem.rule == "yaml-syntax"


SLIPS = "name: Ada\npauses: [{from: 2026-01-01}]\nrol: Nurse\nnext: soon\n"  # a key that is none, and what is no date


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(), {"unknown-key": "warning", "invalid-date": "error"}),
        (Policy(levels=(("unknown-key", "hint"),)), {"unknown-key": "hint", "invalid-date": "error"}),
        (Policy(levels=(("unknown-key", "error"),)), {"unknown-key": "error", "invalid-date": "error"}),
        (Policy(levels=(("unknown-key", "off"),)), {"invalid-date": "error"}),
        (Policy(levels=(("invalid-date", "off"),)), {"unknown-key": "warning", "invalid-date": "error"}),
        (Policy(ignore=frozenset({"unknown-key"})), {"invalid-date": "error"}),
        (Policy(levels=(("unknown-key", "error"),), ignore=frozenset({"unknown-key"})), {"invalid-date": "error"}),
        (Policy(ignore=frozenset({"invalid-date"})), {"unknown-key": "warning", "invalid-date": "error"}),
        (Policy(select=frozenset({"goal-missing"})), {"unknown-key": "warning", "invalid-date": "error"}),
    ],
)
def test_settings_reach_what_reading_finds_but_for_errors(policy: Policy, expected: dict[str, Level]) -> None:
    assert levels(SLIPS, policy) == expected
    found_instead = found(SLIPS.replace("name:", "nmae:"), policy)  # and no plan at all
    assert {problem.level for problem in found_instead if problem.fix == "name"} == {"error"}
    assert {(p.rule, p.level) for p in found_instead if p.fix != "name"} == set(expected.items())
