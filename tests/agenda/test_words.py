"""Text out of a plan, in Markdown and in sentences; ages of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cap.agenda.layout import bullets, tidy
from cap.agenda.words import inline, listed
from cap.text.dates import add_months, ago, spelled
from tests.plans_strategy import AWKWARD, PROSE, examples

MARKUP = ("*a*", "**b**", "_c_", "__d__", "a_b_c", "* e", "2 * 3 * 4", "a*b*c", "~~f~~", "~g~", "<b>h</b>", "<http://i>", "&lt;")
MORE = (
    "[j](k)",
    "![l](m)",
    "[n]: o",
    "[ ] p",
    "\\*",
    "q\\",
    "# r",
    "#",
    "####### s",
    "1. t",
    "2) u",
    "3.v",
    "> w",
    "+ x",
    "- y",
    "===",
)
TEXTS = st.lists(st.one_of(st.sampled_from((*PROSE, *AWKWARD, *MARKUP, *MORE)), st.text(max_size=5)), min_size=1, max_size=4)
PLACES = ("- [ ] {}", "# {}", "- **{}**: and so on", "- **{}**, by May", "Say “{}”.", "{}", "- {}\n  - {}")


def shown(markdown: str) -> str:
    """The text that a reader of the rendered Markdown sees; an error when some of it has become anything but text."""
    seen = []
    for token in MarkdownIt().enable("strikethrough").parse(markdown):
        assert re.sub("_(open|close)$", "", token.type) in {"heading", "paragraph", "bullet_list", "list_item", "inline"}
        for child in token.children or []:
            if child.info != "auto":  # an address is a link to many readers anyhow
                assert child.type in {"text", "text_special", "strong_open", "strong_close"}, child.type
            seen.append(child.content)
    return "".join(seen)


@pytest.mark.parametrize("place", PLACES)
def test_what_means_something_to_markdown_is_shown_as_it_is(place: str) -> None:
    for text in (*PROSE, *AWKWARD, *MARKUP, *MORE):
        _assert_shown(text, place)


@examples(200)
@example("\x1b\r\x1b", "{}")
@example("Ada\r\x1b", "- **{}**: and so on")
@given(TEXTS.map("".join), st.sampled_from(PLACES))
def test_any_text_is_shown_as_it_is_wherever_it_stands(text: str, place: str) -> None:
    _assert_shown(text, place)


def _assert_shown(text: str, place: str) -> None:
    line = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "", " ".join(text.split())).split())
    made = inline(text, 10_000)
    if line:
        assert shown(place.replace("{}", made)) == re.sub(r"[*]{2}|^#+ |^ *- ", "", place, flags=re.M).replace("\n", "").replace(
            "{}", line
        )
    else:
        assert made == "…"


@pytest.mark.parametrize(
    "plain", ["Zoë O'Neill", "snake_case_name", "2 * 3", "a < b & c > d", "C#, F#", "50 %", "R&D", "(once)", "1.5 days"]
)
def test_what_markdown_would_not_touch_is_left_alone(plain: str) -> None:
    assert inline(plain) == plain


def test_half_a_character_is_left_out() -> None:
    assert inline("a\ud800b") == "ab"


def test_a_long_text_is_cut_between_words() -> None:
    assert inline("Take the board every Sunday, with help", 30) == "Take the board every Sunday…"
    assert inline("x" * 50, 10) == "x" * 9 + "…"


def test_names_in_a_sentence() -> None:
    assert [listed(list("ABCDE")[:n]) for n in (0, 1, 2, 3)] == ["", "“A”", "“A” and “B”", "“A”, “B” and “C”"]
    assert listed(list("ABCDE")) == "“A”, “B”, “C” and 2 more"
    assert listed([{"short": "A"}, {"short": "B"}]) == "“A” and “B”"


def test_a_list_says_how_many_more_there_are() -> None:
    facts = [{"text": "a", "details": ["b"]}, {"text": "c", "title": "**C**"}, "d"]
    assert bullets(facts) == "- a\n  - b\n- **C**\n- d"
    assert bullets(facts, 1) == "- a\n  - b\n- and 2 more in the plan"
    assert bullets([]) == ""


def test_a_tight_page_has_no_gap_below_a_heading() -> None:
    page = "# A\n\nb\n\n**C**\n\n- **d** e\n\n**F** g\n\nh\n"
    assert tidy(page, tight=True) == "# A\nb\n\n**C**\n- **d** e\n\n**F** g\n\nh\n"


def test_what_a_template_leaves_out_leaves_no_gap() -> None:
    assert (
        tidy("\n\n# A  \n\n\n\n- a\n\n\n  - b\n\n- [ ] c\n\n**B**\n\n- d\n\n") == "# A\n\n- a\n  - b\n- [ ] c\n\n**B**\n\n- d\n"
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-22", "today"),
        ("2026-11-21", "yesterday"),
        ("2026-11-23", "tomorrow"),
        ("2026-11-09", "13 days ago"),
        ("2026-11-08", "2 weeks ago"),
        ("2026-09-23", "8 weeks ago"),
        ("2026-09-22", "2 months ago"),
        ("2025-11-23", "11 months ago"),
        ("2024-11-23", "23 months ago"),
        ("2024-11-22", "2 years ago"),
        ("2027-02-22", "in 3 months"),
        ("2026-12-05", "in 13 days"),
    ],
)
def test_how_far_off_a_day_is(day: str, words: str) -> None:
    assert ago(date.fromisoformat(day), date(2026, 11, 22)) == words


@given(st.dates(), st.integers(0, 3000))
def test_months_ago_are_whole_ones_even_at_the_end_of_a_month(day: date, days: int) -> None:
    if day.toordinal() + days > date.max.toordinal():
        return
    today = day + timedelta(days)
    words = ago(day, today)
    if found := re.fullmatch(r"(\d+) months ago", words):
        assert add_months(day, int(found[1])) <= today < add_months(day, int(found[1]) + 1)


def test_a_date_in_words() -> None:
    assert spelled(date(2026, 5, 8)) == "8 May 2026"
