"""A value is written so that every reader finds the same text, on one line."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.edit.scalars import Scalar, scalar
from tests.plans_strategy import AWKWARD, PROSE, examples
from tests.yaml_readers import NOTORIOUS, READERS

_texts = st.one_of(
    st.sampled_from((*PROSE, *AWKWARD, *NOTORIOUS)),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.lists(st.sampled_from((*AWKWARD, "a", "b c", "1")), max_size=5).map("".join),
    st.from_regex(r"[-+]?[0-9_.xobeE:+-]{1,8}", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ]{0,2}[0-9:. Z+-]{0,12}", fullmatch=True),
)
_quotes = st.sampled_from(("", "'", '"'))

# Where a scalar may stand, whether that is in brackets, and where to find it again.
PLACES: dict[str, tuple[str, bool, Callable[[Any], object]]] = {
    "a value": ("k: {}\nl: z\n", False, lambda found: found["k"]),
    "a value with a comment": ("k: {} # note\n", False, lambda found: found["k"]),
    "an entry": ("k:\n  - {}\n  - z\n", False, lambda found: found["k"][0]),
    "a value in braces": ("k: [{{k: {}, by: z}}]\n", True, lambda found: found["k"][0]["k"]),
    "the last in braces": ("- {{by: z, k: {}}}\n", True, lambda found: found[0]["k"]),
    "the first in brackets": ("k: [{}, z]\n", True, lambda found: found["k"][0]),
    "alone in brackets": ("k: [{}]\n", True, lambda found: found["k"][0]),
}


def read_back(written: str, *, flow: bool) -> list[tuple[str, object]]:
    """What each reader finds in each place for the scalar, by the names of the two."""
    return [
        (f"{name}, {place}", find(load(text.format(written))))
        for place, (text, in_flow, find) in PLACES.items()
        if in_flow == flow
        for name, load in READERS.items()
    ]


def require_same_text(text: str, flow: bool, quote: str, spare: str) -> None:
    written, style = scalar(text, flow=flow, quote=quote, spare=spare)
    assert "\n" not in written
    assert style == (written[0] if written[0] in "'\"" else "")
    for where, found in read_back(written, flow=flow):
        assert type(found) is str and found == text, where


@examples(400)
@given(_texts, st.booleans(), _quotes, _quotes.filter(bool))
def test_text_reads_back_as_the_same_text_in_every_reader(text: str, flow: bool, quote: str, spare: str) -> None:
    require_same_text(text, flow, quote, spare)


@pytest.mark.parametrize("flow", [True, False])
@pytest.mark.parametrize("quote", ["", "'"])
def test_what_readers_disagree_on_is_written_so_that_they_agree(quote: str, flow: bool) -> None:
    for text in NOTORIOUS:
        require_same_text(text, flow, quote, '"')


def test_what_looks_odd_and_is_no_danger_stays_plain() -> None:
    for text in ("https://example.org/a?b=c", "Why? Because", "2026-Q3", "24-7", "7 of 10", "v1.2.3", "2026-01-01 we met", "e12"):
        assert scalar(text, flow=False) == (text, "")


def test_a_long_text_of_digits_is_written_at_once() -> None:
    for sign in "1_:.":
        text = sign.join("1" * 200_000) + "x"  # a pattern that goes back over what it has read would take hours
        assert scalar(text, flow=True) == (text, "")


@pytest.mark.parametrize("flow", [True, False])
def test_numbers_dates_and_flags_are_plain(flow: bool) -> None:
    day = datetime.date(2026, 11, 22)
    cases: list[tuple[Scalar, str, tuple[object, ...]]] = [
        (7, "7", (7,)),
        (day, "2026-11-22", (day, "2026-11-22")),
        (True, "yes", (True, "yes")),
        (False, "no", (False, "no")),
    ]
    for value, text, allowed in cases:
        assert scalar(value, flow=flow) == (text, "")
        assert all(found in allowed for _, found in read_back(text, flow=flow))


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("Take the board", "Take the board", "Take the board"),
        ("Fish, chips [and] peas", "Fish, chips [and] peas", '"Fish, chips [and] peas"'),
        ("https://example.org/a#b", "https://example.org/a#b", "https://example.org/a#b"),
        ("Could nights be fewer?", "Could nights be fewer?", '"Could nights be fewer?"'),
        ("12:30", '"12:30"', '"12:30"'),
        ("No", '"No"', '"No"'),
        ("y", '"y"', '"y"'),
        ("0o17", '"0o17"', '"0o17"'),
        ("2026-11-22", '"2026-11-22"', '"2026-11-22"'),
        ("C# and F#", "C# and F#", "C# and F#"),
        ("one #two", '"one #two"', '"one #two"'),
        ("Note: this", '"Note: this"', '"Note: this"'),
        ("5", '"5"', '"5"'),
        ("1_000", '"1_000"', '"1_000"'),
        ("null", '"null"', '"null"'),
        ("", '""', '""'),
        (" blank", '" blank"', '" blank"'),
        ('say "yes" - now: go', "'say \"yes\" - now: go'", "'say \"yes\" - now: go'"),
        ("it's: so", '"it\'s: so"', '"it\'s: so"'),
        ("two\nlines", '"two\\nlines"', '"two\\nlines"'),
        ("\x1b[2J", '"\\x1B[2J"', '"\\x1B[2J"'),
        ("👩‍👩‍👧 漢字 עברית", "👩‍👩‍👧 漢字 עברית", "👩‍👩‍👧 漢字 עברית"),
    ],
)  # fmt: skip
def test_text_is_plain_where_it_can_be(text: str, block: str, flow: str) -> None:
    assert scalar(text, flow=False)[0] == block
    assert scalar(text, flow=True)[0] == flow


@pytest.mark.parametrize(
    ("text", "quote", "written"),
    [
        ("Ann", "'", "'Ann'"),
        ("Ann", '"', '"Ann"'),
        ("it's", "'", '"it\'s"'),
        ('a "b"', '"', "'a \"b\"'"),
        ('it\'s "b"', "'", "'it''s \"b\"'"),
        ("it's C:\\new", "'", "'it''s C:\\new'"),
        ("tab\there", "'", '"tab\\there"'),
    ],
)
def test_quotes_are_kept_unless_the_others_read_better(text: str, quote: str, written: str) -> None:
    assert scalar(text, flow=False, quote=quote)[0] == written
