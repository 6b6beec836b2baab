"""The outline of a plan: numbered as `cap show` numbers it, also while it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given

from cap.language.document import Document
from cap.language.symbols import LONG, Symbol, folds, selections, symbols
from cap.plan.items import entries
from cap.plan.model import Closing
from cap.plan.read import read
from cap.text.wording import brief
from tests.language.marked import TODAY, opened
from tests.plans_strategy import examples, plan_files

PLANS = sorted((Path(__file__).parents[2] / "examples" / "plans").glob("*.md"))


def flat(found: Sequence[Symbol]) -> Iterator[Symbol]:
    for symbol in found:
        yield symbol
        yield from flat(symbol.children)


def shown(raw: bytes) -> set[tuple[str, str, bool]]:
    """What `cap show` numbers: number and name, kind, whether it is closed."""
    return {
        (
            f"{entry.number} {brief(entry.text, LONG)}".rstrip(),
            entry.kind,
            isinstance(entry.item, Closing) and not entry.item.open,
        )
        for entry in entries(read(raw))
    }


def outlined(document: Document) -> set[tuple[str, str, bool]]:
    words = {"day ahead": "ahead"}
    return {(symbol.name, words.get(symbol.kind, symbol.kind), symbol.closed) for symbol in flat(symbols(document))}


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_outline_is_what_show_numbers(path: Path) -> None:
    raw = path.read_bytes()
    assert outlined(Document(raw.decode(), today=TODAY)) == shown(raw)


@examples(150)
@given(plan_files())
def test_so_it_is_in_every_style(raw: bytes) -> None:
    document = Document(raw.decode(errors="replace"), today=TODAY)
    assert outlined(document) == shown(raw)


def test_actions_stand_below_what_they_are_for_and_a_slip_hides_only_itself() -> None:
    document, _ = opened(
        '---\nname: Ada\nvisions: [Sea, {id: up, vision: Up}]\nskills:\n- skill: Board\n  done: 2026-01-01\n  actions: [Ask, {action: "Go}]\n'
        "- skill: Calm\n  act\nahead:\n- {date: 2027-01-01, what: Budget}\n---\n"
    )
    rows = [(one.name, one.detail, one.closed, [child.name for child in one.children]) for one in symbols(document)]
    assert rows == [
        ("v1 Sea", "", False, []),
        ("v2 Up", "", False, []),
        ("1 Board", "done", True, ["1.1 Ask", "1.2 Go}]"]),
        ("2 Calm", "", False, []),
        ("a1 Budget", "", False, []),
    ]


def test_what_belongs_together_can_be_folded_and_selected() -> None:
    document, point = opened("---\nname: Ada\ngoals:\n  - id: a\n    goal: Le‸ad\n  - goal: B\n---\n\n# Ada\n")
    assert folds(document) == [(1, 6), (3, 6), (4, 5)]
    texts = [document.text[slice(*document.offsets(span))] for span in selections(document, point)]
    assert texts[0] == "Lead" and texts[1].startswith("id: a") and texts[2].startswith("goals:") and texts[-1].startswith("name:")
