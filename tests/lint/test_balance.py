"""70/20/10, and the smallest change that would do."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cap.lint.rule import Bounds, Share
from cap.lint.rules.balance import balanced, smallest_change
from cap.plan.standing import Mix
from tests.plans_strategy import examples

COUNTS = st.integers(0, 6)
SHARES = st.sampled_from([Share(0, 1), Share(1, 4), Share(1, 3), Share(1, 2), Share(3, 5), Share(1, 1)])
BOUNDS = st.just(Bounds()) | st.builds(Bounds, SHARES, SHARES, st.integers(1, 9))
NO_ROOM = "Plan the next ones on the job, until those are the larger part."
WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
Change = tuple[int, int, int, int, int]  # added on the job, added with others, courses dropped, courses turned, others turned


def changes(sentence: str) -> list[Change]:
    """A sentence read back: what each way in it asks for."""
    found = []
    for way in sentence.rstrip(".").lower().split(", or "):
        change = [0] * 5
        for verb, number, what in re.findall(r"(add|drop|turn) (\w+) (on the job|with|course|of those from others)", way):
            kind = {"on the job": 0, "with": 1, "course": 2 if verb == "drop" else 3, "of those from others": 4}[what]
            change[kind] = WORDS.get(number) or int(number)
        found.append((change[0], change[1], change[2], change[3], change[4]))
    return found


def keeps(counts: Mix, change: Change, bounds: Bounds) -> bool:
    """Whether counts keep the bounds after a change."""
    job, others, dropped, courses, people = change
    experience, exposure, education = counts
    return balanced(experience + job + courses + people, exposure + others - people, education - dropped - courses, bounds)


@examples(300)
@given(COUNTS, COUNTS, COUNTS, BOUNDS, st.data())
def test_the_smallest_change_is_enough_and_none_is_smaller(
    experience: int, exposure: int, education: int, bounds: Bounds, data: st.DataObject
) -> None:
    counts = Mix(experience, exposure, education)
    if balanced(*counts, bounds):
        return
    still = Mix(experience, data.draw(st.integers(0, exposure)), data.draw(st.integers(0, education)))
    room = data.draw(st.none() | st.integers(-2, 5))
    limit = 99 if room is None else max(room, 0)
    sentence = smallest_change(*counts, bounds, still=still, room=room)
    ways = changes(sentence) if sentence != NO_ROOM else []
    sizes = {sum(way) for way in ways} or {9}  # without a way, none of eight steps is one
    assert len(sizes) == 1
    size = sizes.pop()
    for way in ways:
        job, others, dropped, courses, people = way
        assert dropped + courses <= still.education and people <= still.exposure and job + others - dropped <= limit
        assert keeps(counts, way, bounds)
    for job, others, dropped in product(range(size), range(2), range(min(size, still.education + 1))):
        if job + others + dropped < size and job + others - dropped <= limit:
            assert not keeps(counts, (job, others, dropped, 0, 0), bounds)
    for n, met in product(range(min(size, still.education + 1)), (0, 1)):
        assert n + met >= size or met > limit or not keeps(counts, (0, met, 0, n, 0), bounds)
    assert not any(keeps(counts, (0, 0, 0, 0, n), bounds) for n in range(min(size, still.exposure + 1)))


def test_shares_are_compared_exactly() -> None:
    third = Bounds(Share(1, 3), Share(1, 3), 99)
    assert balanced(1, 1, 1, third) and not balanced(1, 2, 1, Bounds(Share(1, 3), Share(1, 5), 99))


def test_the_ally_of_the_articles_is_told_kindly() -> None:
    assert smallest_change(2, 2, 1, Bounds()) == "Add one on the job, or drop a course."


def test_changes_are_joined_as_people_would() -> None:
    assert smallest_change(2, 0, 3, Bounds()) == "Turn a course into something on the job and add one with someone to learn from."
    assert smallest_change(4, 0, 1, Bounds()) == "Add one with someone to learn from, or drop a course."
    assert smallest_change(0, 0, 4, Bounds(exposure_from=9)) == "Turn three courses into something on the job."


def test_bounds_that_leave_no_room_end_in_a_sentence() -> None:
    assert smallest_change(0, 3, 1, Bounds(Share(1, 1), Share(0, 1), 1)) == NO_ROOM
    assert (
        smallest_change(2, 0, 1, Bounds(Share(1, 1), Share(0, 1), 9))
        == "Turn a course into something on the job, or drop a course."
    )


def test_thousands_of_courses_find_words_too() -> None:
    assert smallest_change(0, 0, 9000, Bounds()).startswith("Turn ")
