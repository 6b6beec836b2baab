"""70/20/10, and the smallest change that would do."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cap.lint.rule import Bounds, Share
from cap.lint.rules.balance import balanced, smallest_change
from tests.plans_strategy import examples

COUNTS = st.integers(0, 6)
SHARES = st.sampled_from([Share(0, 1), Share(1, 4), Share(1, 3), Share(1, 2), Share(3, 5), Share(1, 1)])
BOUNDS = st.just(Bounds()) | st.builds(Bounds, SHARES, SHARES, st.integers(1, 9))
NO_ROOM = "Add actions on the job until they are the larger part."
WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def changes(sentence: str) -> list[tuple[int, int, int]]:
    """A sentence read back: (experience, exposure, education) for each way it offers."""
    found = []
    for way in sentence.rstrip(".").lower().split(", or "):
        change = [0, 0, 0]
        for verb, number, what in re.findall(r"(add|drop) (\w+) (on the job|with|course)", way):
            amount = WORDS.get(number) or int(number)
            change[{"on the job": 0, "with": 1, "course": 2}[what]] = amount if verb == "add" else -amount
        found.append((change[0], change[1], change[2]))
    return found


@examples(300)
@given(COUNTS, COUNTS, COUNTS, BOUNDS)
def test_the_smallest_change_is_enough_and_none_is_smaller(
    experience: int, exposure: int, education: int, bounds: Bounds
) -> None:
    if balanced(experience, exposure, education, bounds):
        return
    sentence = smallest_change(experience, exposure, education, bounds)
    ways = changes(sentence) if sentence != NO_ROOM else []
    sizes = {sum(map(abs, way)) for way in ways} or {9}  # without a way, none of eight steps is one
    assert len(sizes) == 1
    size = sizes.pop()
    for more, others, courses in ways:
        assert -courses <= education
        assert balanced(experience + more, exposure + others, education + courses, bounds)
    for more, others, courses in product(range(size), range(size), range(min(size, education + 1))):
        if more + others + courses < size:
            assert not balanced(experience + more, exposure + others, education - courses, bounds)


def test_shares_are_compared_exactly() -> None:
    third = Bounds(Share(1, 3), Share(1, 3), 99)
    assert balanced(1, 1, 1, third) and not balanced(1, 2, 1, Bounds(Share(1, 3), Share(1, 5), 99))


def test_the_ally_of_the_articles_is_told_kindly() -> None:
    assert smallest_change(2, 2, 1, Bounds()) == "Add one on the job, or drop a course."


def test_changes_are_joined_as_people_would() -> None:
    assert smallest_change(2, 0, 3, Bounds()) == "Drop two courses."
    assert smallest_change(3, 0, 3, Bounds()) == "Add one with someone to learn from and drop a course."
    assert smallest_change(0, 0, 4, Bounds(exposure_from=9)) == "Drop four courses."


def test_bounds_that_leave_no_room_end_in_a_sentence() -> None:
    assert smallest_change(0, 3, 1, Bounds(Share(1, 1), Share(0, 1), 1)) == NO_ROOM
    assert smallest_change(2, 0, 1, Bounds(Share(1, 1), Share(0, 1), 9)) == "Drop a course."


def test_thousands_of_courses_find_words_too() -> None:
    assert smallest_change(0, 0, 9000, Bounds()).startswith("Drop ")
