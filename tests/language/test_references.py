"""Ids: where they are given and used, and what becomes of a plan when one is renamed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.language.document import Document
from cap.language.references import Mention, definition, highlights, mentions, references, renamable, rename
from cap.plan.kinds import walk
from cap.plan.model import Closing, Vision
from cap.plan.read import read
from cap.refusal import Refusal
from tests.language.marked import TODAY, opened
from tests.plans_strategy import examples, plan_files

PLAN = """---
name: Ada
goals:
  - {id: lone, goal: Run the shift}  # lone
  - {id: two, goal: lone}
skills:
  - skill: Board
    id: board
    goal: [two, 'lo‸ne']
  - skill: Calm
    goal: "lone"
moments:
  - {date: 2026-01-01, moment: Stayed, skill: board}
x-team: {goal: lone}
---

lone
"""


def words(document: Document, spans: list[Any]) -> list[tuple[int, str]]:
    return [(span.line, document.text[slice(*document.offsets(span))]) for span in spans]


def renamed(text: str, new: str) -> str:
    document, point = opened(text)
    found = document.text
    for span, word in sorted(rename(document, point, new), reverse=True):
        start, end = document.offsets(span)
        found = found[:start] + word + found[end:]
    return found


def refused(text: str, new: str) -> str:
    with pytest.raises(Refusal) as raised:
        rename(*opened(text), new)
    return str(raised.value)


def test_an_id_leads_to_where_it_is_given_and_used() -> None:
    document, point = opened(PLAN)
    given_at = definition(document, point)
    assert given_at is not None and words(document, [given_at]) == [(4, "lone")]
    everywhere = [(4, "lone"), (9, "'lone'"), (11, '"lone"')]
    assert words(document, references(document, point)) == everywhere
    assert words(document, references(document, point, with_definition=False)) == everywhere[1:]
    assert [gives for _, gives in highlights(document, point)] == [True, False, False]
    span, name = renamable(document, point)
    assert (words(document, [span]), name) == ([(9, "lone")], "lone")


def test_they_are_found_while_something_else_is_half_typed() -> None:
    document, point = opened(PLAN.replace("skill: Calm", 'skill: "Calm'))
    assert words(document, references(document, point)) == [(4, "lone"), (9, "'lone'"), (11, '"lone"')]


def test_an_id_of_one_kind_is_none_of_another() -> None:
    document, point = opened("---\nname: Ada\nvisions: [{id: a, vision: A}]\ngoals: [{goal: B, vision: ‸b, id: b}]\n---\n")
    assert definition(document, point) is None and len(references(document, point)) == 1


def test_a_rename_changes_what_means_the_id_and_nothing_else() -> None:
    before = PLAN.replace("‸", "")
    after = renamed(PLAN, "shift")
    assert after == before.replace("id: lone", "id: shift").replace("'lone'", "'shift'").replace('"lone"', '"shift"')
    assert renamed(PLAN.replace("\n", "\r\n"), "shift") == after.replace("\n", "\r\n")
    assert rename(*opened(PLAN), "lone") == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "goals: [{goal: A, id: &x a}]\nskills: [{skill: B, goal: ‸*x}]",
            "goals: [{goal: A, id: &x new}]\nskills: [{skill: B, goal: *x}]",
        ),
        (
            "goals: [{id: ‸a, goal: A}]\nskills: [{skill: B, goal: 'a'}]",
            "goals: [{id: new, goal: A}]\nskills: [{skill: B, goal: 'new'}]",
        ),
        ('"goals": [{"id": ‸"a", goal: A}]', '"goals": [{"id": "new", goal: A}]'),
        ("goals:\n- goal: &x a\n  id: *‸x", "goals:\n- goal: &x a\n  id: new"),
    ],
)
def test_quotes_and_aliases(text: str, after: str) -> None:
    assert renamed(f"---\nname: Ada\n{text}\n---\n", "new") == f"---\nname: Ada\n{after}\n---\n"


@pytest.mark.parametrize("word", ["null", "no", "y", "true"])
def test_an_id_that_some_reader_takes_for_something_else_comes_into_quotes(word: str) -> None:
    assert f'id: "{word}"' in renamed(PLAN, word)


def test_why_an_id_cannot_be_renamed() -> None:
    assert (
        refused(PLAN, "Lone Charge")
        == "`Lone Charge` is not an id. Write it in lower-case letters, digits and hyphens: `lone-charge`."
    )
    assert refused(PLAN, "g1").startswith("`g1` is not an id.")
    assert refused(PLAN, "board") == "the id `board` is taken, by skill 1. Choose another one."
    assert refused("---\nname: A‸da\n---\n", "a").startswith("no id stands here.")
    broken = PLAN.replace("skill: Calm", 'skill: "Calm')
    assert refused(broken, "shift").startswith("an id is renamed in a text that can be read. Mend first what is wrong on line ")
    anchored = "---\nname: Ada\ngoals: [{id: &x ‸a, goal: *x}]\n---\n"
    assert refused(anchored, "new").startswith("`a` cannot be renamed without changing something else.")


@examples(150)
@given(plan_files(), st.data())
def test_whatever_is_renamed_the_rest_of_the_plan_says_what_it_said(raw: bytes, data: st.DataObject) -> None:
    document = Document(raw.decode(errors="replace"), today=TODAY)
    found: list[Mention] = mentions(document.sketch)
    if not found:
        return
    one = data.draw(st.sampled_from(found))
    before = read(document.text.encode()).plan
    after = read(renamed(f"{document.text[: one.piece.start]}‸{document.text[one.piece.start :]}", "another").encode()).plan
    assert before is not None and before != after
    for kind, path, item in walk(before):
        if isinstance(item, (Closing, Vision)) and (item.id, path[-2]) == (one.id, one.kind):
            item.id = "another"
        for key, target in kind.links.items():
            if target == one.kind:
                setattr(item, key, ["another" if name == one.id else name for name in getattr(item, key)])
    assert before == after
