"""What a finding quotes from a plan stays apart from its message, so that a pull request shows none of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from yaml.nodes import CollectionNode, Node, ScalarNode

from cap.lint.engine import lint
from cap.lint.output import Format, Style, renderer
from cap.lint.result import Linted, Tally
from cap.plan.nodes import Refused
from cap.plan.read import read
from cap.plan.schema import schema_text
from cap.text.quotes import quoted

TESTS = Path(__file__).parents[1]
PLANS = sorted([*TESTS.glob("rules/*.md"), *TESTS.glob("corpus/*.md"), *TESTS.glob("errors/*.md")])
TODAY = datetime.date(2026, 11, 22)
OURS = set(re.findall(r"[\w-]+", schema_text())) | {""}  # the words of the format


def printed(raw: bytes, format: Format, *, snippets: bool = False) -> str:
    linted = Linted("plan.md", raw, lint(read(raw, "plan.md"), today=TODAY))
    return "\n".join(renderer(format)([linted], Tally(), Style(lambda text, style: text, snippets)))


def texts(node: Node | None) -> Iterator[str]:
    """Every text in a plan, keys too."""
    if isinstance(node, ScalarNode):
        yield node.value
    for child in node.value if isinstance(node, CollectionNode) else ():
        for part in child if isinstance(child, tuple) else (child,):
            yield from texts(part)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_pull_request_shows_no_words_of_a_plan(path: Path) -> None:
    raw = path.read_bytes()
    reading = read(raw)
    try:
        found = set(texts(reading.source.root))
    except Refused:
        found = set()
    said = re.sub(r"^::.*?::plan.md:[0-9:]+ [a-z-]+: ", "", printed(raw, "github"), flags=re.M)
    for text in found:
        beginning = " ".join(text.split())[:25]
        assert not re.search(r"[^\W\d].* ", beginning) or beginning not in said  # two words at least; `6 weeks` is no secret
        assert text in OURS or len(text) < 3 or f"`{text}`" not in said


def test_an_item_is_named_by_its_number_unless_snippets_are_wanted() -> None:
    plan = b"""---
name: Ada
goals: [{id: leave, goal: Leave for a rival, due: 2027-01-01, measure: Contract}]
skills:
  - {skill: Saying goodbye, goal: [leave, leve], rating: 12, actions: [{action: Ring the headhunter}]}
support: [{need: Silence, from: Bo, due: 2026-01-01}]
---
"""
    said = printed(plan, "github")
    assert all(words not in said for words in ("rival", "goodbye", "headhunter", "Silence", "Bo", "leve", "12,", "is 12"))
    assert "unknown-reference: there is no goal with this id. Did you mean the id of another goal?" in said
    assert "action-undated: action 1.1: by when? Add `due:`." in said
    assert "support-overdue: somebody promised support s1 by 2026-01-01: kept? Kept? Add" in said
    assert "“Ring the headhunter”: by when? Add `due:`." in printed(plan, "github", snippets=True)
    assert printed(plan, "concise") == printed(plan, "concise", snippets=True)


def test_a_quote_lost_in_an_f_string_is_noticed() -> None:
    with pytest.raises(TypeError, match=r"with `\+`"):
        f"{quoted('Teaching')} has no date"
