"""Comments that silence a rule."""

from __future__ import annotations

import pytest

from cap.lint.engine import Policy
from tests.lint.fronts import found, rules

BASE = "name: Ada\nstage: agreed\n"


@pytest.mark.parametrize(
    "front",
    [
        "skills:  # cap: ignore[skill-count] one is plenty\n  - {skill: a}\n",
        "# cap: ignore[skill-count] one is plenty\nskills:\n  - {skill: a}\n",
        "# cap: ignore[skill-count] one is plenty\n# and more about it\n\nskills:\n  - {skill: a}\n",
        "skills:\n  - {skill: a}\n# cap: ignore-file[skill-count]\n",
        "skills: # a remark, # cap:ignore[action-untyped, skill-count]\n  - {skill: a}\n",
        "role: |\n  a text\n# cap: ignore[skill-count] right below it\nskills:\n  - {skill: a}\n",
        "role: 'a # no comment'\nskills: # cap: ignore[skill-count] and this is one\n  - {skill: a}\n",
    ],
)
def test_a_comment_silences_its_line_the_next_or_the_file(front: str) -> None:
    assert "skill-count" in rules(BASE + "skills:\n  - {skill: a}\n")
    assert "skill-count" not in rules(BASE + front)


@pytest.mark.parametrize(
    "front",
    [
        "skills:\n  - {skill: a}  # cap: ignore[skill-count]\n",  # another line
        "skills:\n  - {skill: 'a # cap: ignore-file[skill-count]'}\n",  # quoted
        "skills:\n  - skill: |\n      a\n      # cap: ignore-file[skill-count]\n",  # a block of text
        "skills:\n  - skill: a#cap:ignore-file[skill-count]\n",  # no blank before it
        "visions: [a, b, c\n] # cap: ignore[skill-count]\nskills: []\n",  # behind a bracket, so for that line
        "x-a: &a b\nskills: []\nx-b: [*a, *a, 'c # cap: ignore-file[skill-count]']\n",  # quoted, among aliases
    ],
)
def test_what_only_looks_like_a_comment_for_the_place_silences_nothing(front: str) -> None:
    assert "skill-count" in rules(BASE + front)


def test_unused_and_unknown_are_reported_where_the_id_stands() -> None:
    front = BASE + "manager: Bo  # cap: ignore[skill-count, goal-mising, invalid-date]\n"
    problems = {problem.rule: problem for problem in found(front)}
    unused, unknown = problems["unused-ignore"], problems["unknown-ignore"]
    line = front.split("\n")[unused.line - 2]
    assert line[unused.column - 1 : unused.end_column - 1] == "skill-count"
    assert unused.level == "hint" and unknown.level == "error"
    texts = [(p.message, p.hint) for p in found(front) if p.rule == "unknown-ignore"]
    assert "goal-missing" in texts[0][1] and "`invalid-date`" in texts[1][0]


def test_settings_say_how_grave_they_are() -> None:
    milder = Policy(levels=(("unknown-ignore", "warning"), ("unused-ignore", "error")))
    comment = "manager: Bo  # cap: ignore[skill-count, goal-mising]\n"
    levels = {problem.rule: problem.level for problem in found(BASE + comment, milder)}
    assert (levels["unknown-ignore"], levels["unused-ignore"]) == ("warning", "error")
    off = Policy(levels=(("unknown-ignore", "off"), ("unused-ignore", "off")))
    assert not {"unknown-ignore", "unused-ignore"} & rules(BASE + comment, off)


def test_a_timely_or_switched_off_rule_is_never_unused() -> None:
    comment = "# cap: ignore[goal-overdue]\n# cap: ignore[skill-count]\n"
    assert "unused-ignore" not in rules(BASE.replace("agreed", "exploring") + comment + "manager: Bo\n")


def test_shape_findings_cannot_be_silenced() -> None:
    assert "invalid-value" in rules(BASE + "story: maybe  # cap: ignore[invalid-value]\n")


def test_a_comment_without_a_rule_is_reported() -> None:
    assert "unknown-ignore" in rules(BASE + "manager: Bo  # cap: ignore goal-missing\n")
    assert "unknown-ignore" not in rules(BASE + "manager: Bo  # cap: ask her about the rota\n")
