"""Numbers as blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cap.show.charts import BAR, shares, steps
from cap.text.columns import width


def test_a_rating_rises_from_the_lowest_block_to_the_highest() -> None:
    line = steps(range(1, 11))
    assert line[0] == "▁" and line[-1] == "█" and sorted(line) == list(line)


@given(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40)))
def test_a_bar_has_its_width_and_shows_all_that_is_there(counts: tuple[int, int, int]) -> None:
    bar = shares(counts)
    assert width(bar) == (BAR if any(counts) else 0)
    for part, count in zip("█▒░", counts):
        assert (part in bar) == (count > 0)
    if any(counts):
        assert all(abs(bar.count(part) - BAR * count / sum(counts)) < 2.5 for part, count in zip("█▒░", counts))
