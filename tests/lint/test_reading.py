"""What the rules rely on when a plan is read: how much may be nested, repeated and merged, what is blank, what is certain at once."""

from __future__ import annotations

import msgspec
import pytest

from cap.plan import certify as fast
from cap.plan.certify import certify
from cap.plan.model import Plan
from cap.plan.problem import Problem
from cap.plan.read import Reading, read


def front(text: str) -> Reading:
    return read(f"---\nname: Ada\n{text}\n---\n".encode())


def only(reading: Reading) -> Problem:
    (problem,) = reading.problems
    return problem


@pytest.mark.parametrize(("opening", "levels"), [("[", 63), ("[a, ", 62), ("{b: c, a: ", 62)])
def test_values_may_be_nested_sixty_four_levels_deep(opening: str, levels: int) -> None:
    # the plan is the first level; what stands in the innermost brackets is one more
    closing = "}" if opening[0] == "{" else "]"
    assert front(f"x-a: {opening * levels}{closing * levels}").plan
    problem = only(front(f"x-a: {opening * (levels + 1)}{closing * (levels + 1)}"))
    assert (problem.rule, problem.line) == ("unreadable", 3)
    assert "64 levels" in problem.message


def test_fifty_thousand_values_are_many_enough() -> None:
    # the plan, its two keys, the name and the list are values themselves
    assert front(f"interests: [{', '.join('a' * 49_995)}]").plan
    problem = only(front(f"interests: [{', '.join('a' * 49_996)}]"))
    assert problem.message == "this stands for more than 50,000 values"
    assert problem.span[:2] == (3, 12)


@pytest.mark.parametrize(
    ("anchored", "size"),
    [("a", 1), ("b" * 99, 1), ("b" * 100, 2), ("c" * 1000, 11), ("[d, e]", 3), ("{d: e, f: [g]}", 6)],
    ids=["a letter", "99 letters", "100 letters", "1,000 letters", "a list", "a mapping"],
)
def test_what_an_alias_stands_for_counts_each_time(anchored: str, size: int) -> None:
    # beside the aliased value stand the plan, its three keys, the name and the list
    most = (50_000 - 6 - size) // size
    for times, readable in ((most, True), (most + 1, False)):
        reading = front(f"x-a: &a {anchored}\nx-b: [{', '.join(['*a'] * times)}]")
        assert (reading.plan is not None) is readable
    assert reading.problems[0].message == "this stands for more than 50,000 values"


MERGED = """\
x-one: &one {rating: 3, target: 5, ten: first}
x-two: &two {rating: 4, ten: second, note: kept}
"""


@pytest.mark.parametrize(
    ("skill", "expected"),
    [
        ("<<: *one", (3, 5, "first", None)),
        ("<<: [*one, *two]", (3, 5, "first", "kept")),
        ("<<: [*two, *one]", (4, 5, "second", "kept")),
        ("<<: *one, <<: *two", (3, 5, "first", "kept")),
        ("<<: *two, rating: 9", (9, None, "second", "kept")),
        ("rating: 9, <<: [*one], ten: own", (9, 5, "own", None)),
        ("<<: {<<: *two, target: 8}", (4, 8, "second", "kept")),
        ("<<: {[a]: b, rating: 2}, [c]: d", (2, None, None, None)),
    ],
)
def test_what_is_merged_in_fills_the_gaps_and_the_first_source_wins(skill: str, expected: tuple[object, ...]) -> None:
    reading = front(f"{MERGED}skills: [{{skill: a, {skill}}}]")
    assert {problem.rule for problem in reading.problems} <= {"wrong-type"}  # a list as a key
    assert reading.plan
    (found,) = reading.plan.skills
    assert (found.rating, found.target, found.ten, found.note) == expected


@pytest.mark.parametrize("source", ["text", "[*one, text]", "", "[[*one]]"])
def test_what_cannot_be_merged_is_an_unknown_key(source: str) -> None:
    problem = only(front(f"{MERGED}skills: [{{skill: a, <<: {source}}}]"))
    assert (problem.rule, problem.item) == ("unknown-key", "skills[0].<<")


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL", "''", '""', "' '", '"  "', '"\\n"', '"\\ "', "|\n    \n"])
def test_blank_is_as_good_as_absent(typed: str) -> None:
    reading = front(f"goals:\n- goal: a\n  measure: {typed}")
    assert reading.problems == ()
    assert reading.plan
    assert reading.plan.goals[0].measure is None


@pytest.mark.parametrize("typed", ["X", "'X'", '"X"', "'null'", '"~"', "nUll", "'\u00a0'", "'\t'"])
def test_little_is_more_than_blank(typed: str) -> None:
    reading = front(f"goals:\n- goal: a\n  measure: {typed}")
    assert reading.problems == ()
    assert reading.plan
    assert reading.plan.goals[0].measure == typed.strip("'\"")


# Texts that the fast parser takes for a plan, and libyaml for something else.
UNCERTAIN = ['name: "\\n"', 'name: " \\  "', "!a name: Ada", "!!map\nname: Ada"]


@pytest.mark.skipif(not fast.HAS_FAST_PARSER, reason="the fast parser is not on this platform")
@pytest.mark.parametrize("text", UNCERTAIN)
def test_what_the_parsers_disagree_on_is_not_certain(text: str) -> None:
    import yaml_rs

    assert isinstance(msgspec.convert(yaml_rs.loads(text, parse_datetime=False), Plan), Plan)
    assert read(f"---\n{text}\n---\n".encode()).problems
    assert certify(text, Plan) is None
