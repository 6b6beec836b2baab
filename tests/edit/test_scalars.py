"""A value is written so that every parser reads back the same text, on one line."""

from __future__ import annotations

import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cap.edit.scalars import Scalar, scalar
from tests.plans_strategy import AWKWARD, PROSE, examples

yaml_rs = pytest.importorskip("yaml_rs")

_texts = st.one_of(
    st.sampled_from(PROSE + AWKWARD),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.lists(st.sampled_from((*AWKWARD, "a", "b c", "1")), max_size=5).map("".join),
    st.from_regex(r"[-+]?[0-9_.xobeE:+-]{1,8}", fullmatch=True),
)
_quotes = st.sampled_from(("", "'", '"'))


def read_back(written: str, *, flow: bool) -> list[object]:
    """What each parser finds in place of the scalar: libyaml and ruamel.yaml the text, yaml-rs the value."""
    text = f"k: [x, {written}, y]\n" if flow else f"k: {written}\nl: z\n"
    events = [list(yaml.parse(text, Loader=yaml.CSafeLoader)), list(YAML(typ="safe", pure=True).parse(text))]
    texts = [[event.value for event in found if hasattr(event, "value")] for found in events]
    loaded = yaml_rs.loads(text, parse_datetime=False)["k"]
    assert all(len(found) == 4 for found in texts)
    return [*(found[2 if flow else 1] for found in texts), loaded[1] if flow else loaded]


@examples(400)
@given(_texts, st.booleans(), _quotes, _quotes.filter(bool))
def test_text_reads_back_as_the_same_text_in_three_parsers(text: str, flow: bool, quote: str, spare: str) -> None:
    written, style = scalar(text, flow=flow, quote=quote, spare=spare)
    assert "\n" not in written
    assert style == (written[0] if written[0] in "'\"" else "")
    by_libyaml, by_ruamel, by_yaml_rs = read_back(written, flow=flow)
    assert by_libyaml == by_ruamel == text
    # the optional parser is not asked about escapes: a file that holds a backslash takes the other way
    assert "\\" in written or by_yaml_rs == text


@pytest.mark.parametrize("flow", [True, False])
def test_numbers_dates_and_flags_are_plain(flow: bool) -> None:
    day = datetime.date(2026, 11, 22)
    cases: list[tuple[Scalar, str, object]] = [
        (7, "7", 7),
        (day, "2026-11-22", "2026-11-22"),
        (True, "yes", "yes"),
        (False, "no", "no"),
    ]
    for value, text, loaded in cases:
        assert scalar(value, flow=flow) == (text, "")
        assert read_back(text, flow=flow) == [text, text, loaded]


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("Take the board", "Take the board", "Take the board"),
        ("Fish, chips [and] peas", "Fish, chips [and] peas", '"Fish, chips [and] peas"'),
        ("https://example.org/a#b", "https://example.org/a#b", "https://example.org/a#b"),
        ("12:30", "12:30", "12:30"),
        ("no", "no", "no"),
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
