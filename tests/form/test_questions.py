"""The questions themselves: each can be told from the others, whatever carried the page, and asks about a key of the plan."""

from __future__ import annotations

import re

import pytest

from cap.form.fields import Block, Question, answer_of, shape_of
from cap.form.questions import SECTIONS, blocks

GROUPS: list[tuple[Block | None, tuple[Question, ...]]] = [
    (None, tuple(question for section in SECTIONS for question in section.questions)),
    *((block, block.questions) for block in blocks()),
]


@pytest.mark.parametrize(("block", "questions"), GROUPS, ids=lambda found: getattr(found, "word", ""))
def test_labels_are_plain_and_none_begins_with_another(block: Block | None, questions: tuple[Question, ...]) -> None:
    labels = [question.label for question in questions]
    for label in labels:
        assert re.fullmatch(r"[A-Z][A-Za-z0-9 ,?]+[a-z0-9]", label) and len(label) < 60
        assert [other for other in labels if other.startswith(label)] == [label]
    for question in questions:
        answer_of(shape_of(block), question)
        assert not re.search(r"[()_\n]", question.example + "".join(question.choices.values()))
        assert question.example or question.choices or question.answer == "number" or "1 to 10" in question.label
    if block:
        assert questions[0].key == block.kind.name


def test_headings_are_told_from_one_another() -> None:
    titles = [*(section.title for section in SECTIONS), *{block.another for block in blocks()}]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert len({block.noun for block in blocks()}) == len({block.word for block in blocks()})


def test_an_example_stands_for_every_walk_of_life() -> None:
    words = " ".join(question.example for _, questions in GROUPS for question in questions)
    for job in ("ward|nurse|board", "weld", "cook|pastry|oven|sauces", "customer", "minutes|balance sheet|buying"):
        assert re.search(job, words)
