"""Every value is found where it stands: lines end at LF and nowhere else, columns are Unicode characters."""

from __future__ import annotations

import pytest
from hypothesis import given

from cap.plan.places import Source
from cap.plan.problem import ItemPath, Span
from cap.plan.read import read
from tests.plans_strategy import Written, examples, plans


def cut_out(file: str, span: Span) -> str:
    """The text of a file between two places, by counting its lines and characters as an editor would."""
    lines = file.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@examples(150)
@given(plans())
def test_the_place_of_a_value_is_where_it_was_typed(written: Written) -> None:
    source = read(written.raw).source
    whole = written.raw[: len(written.raw) - len(read(written.raw).body)].decode()
    for path, typed in written.typed.items():
        assert cut_out(whole, source.place(path)).replace("\r\n", "\n") == typed


# What may stand before a value on its line, or above it, without moving its line or counting as more columns than it has signs.
BEFORE = {
    "emoji": "😀👩‍👩‍👧",
    "CJK": "漢字",
    "right-to-left": "עברית",
    "combining accents": "e\u0301",
    "a next line": "a\u0085b",
    "a line separator": "a\u2028b",
    "a paragraph separator": "a\u2029b",
    "a byte order mark": "a\ufeffb",
    "a no-break space": "a\u00a0b",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_lines_end_at_lf_only_and_columns_are_characters(before: str, end: str) -> None:
    text = f'---\nrole: "{before}"\ngoals: [{{goal: "{before}", due: "soon"}}]\nname: Ada\n---\n'.replace("\n", end)
    (problem,) = read(text.encode()).problems
    assert (problem.line, problem.column) == (3, len(f'goals: [{{goal: "{before}", due: ') + 1)
    assert cut_out(text, problem.span) == '"soon"'


def test_a_byte_order_mark_after_the_fence_does_not_shift_places() -> None:
    (problem,) = read("---\n\ufeffname: Ada\nstage: soon\n---\n".encode()).problems
    assert problem.span == (3, 8, 3, 12)
    (problem,) = read("---\n\ufeffname: Zoë \x07\n---\n".encode()).problems
    assert problem.span == (2, 12, 2, 13)


def test_a_byte_that_is_not_utf_8_is_found_after_letters_of_several_bytes() -> None:
    (problem,) = read("---\nname: Zoë\nrole: é ".encode() + b"\xff\n---\n").problems
    assert problem.span == (3, 9, 3, 10)


PLAN = """\
name: Ada
role: >-
  two
  lines

themes: []
goals:
  - id: a
    goal: Lead
    obstacles: only one
  - due: 2026-01-01
  -
skills:
- skill: ''
  actions:
  - action: Do it
    with: [Tom, Ben]
ways: &w {way: b}
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("name",), "Ada"),
        (("role",), ">-\n  two\n  lines"),
        (("themes",), "themes"),  # a list as a whole: its key
        (("goals",), "goals"),
        (("goals", 0), "Lead"),  # an item: its name
        (("goals", 0, "due"), "Lead"),  # missing from an item: its name
        (("goals", 0, "id"), "a"),
        (("goals", 0, "obstacles", 0), "only one"),  # one text where a list may stand
        (("goals", 1), "due"),  # an item without a name: its first key
        (("goals", 1, "goal"), "due"),
        (("goals", 2), "Ada"),  # a blank entry: nothing of its own to point at
        (("skills", 0, "rating"), "skill"),  # a name that is blank is none
        (("skills", 0, "actions", 0, "with"), "with"),
        (("skills", 0, "actions", 0, "with", 1), "Ben"),
        (("skills", 0, "actions", 0, "measure"), "Do it"),
        (("manager",), "Ada"),  # what the plan lacks: its name
        (("conversations", 3, "date"), "Ada"),
        ((), "Ada"),
        (("ways",), "ways"),
    ],
    ids=str,
)
def test_a_finding_points_at_the_value_or_at_what_names_its_item(path: ItemPath, found: str) -> None:
    assert cut_out(PLAN, Source("plan.md", PLAN, first_line=1).place(path)) == found


def test_a_plan_without_any_value_is_pointed_at_by_its_first_line() -> None:
    assert Source("plan.md", "# nothing\n").place(()) == (1, 1, 1, 4)
    assert Source("plan.md", "# nothing\n").place(("goals", 0)) == (1, 1, 1, 4)
    assert Source("plan.md", "role: a\n").place(("goals",)) == (2, 1, 2, 5)
