"""The rules' pages and their table, from the rules' docstrings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from cap.lint.catalogue import CATALOGUE
from cap.lint.rule import Rule
from cap.lint.rules import FAMILIES, rules_of
from cap.text.columns import Paint

_WIDTH = 80


def table(paint: Paint) -> Iterator[str]:
    """Every rule with its level and what it finds, by family."""
    for family in FAMILIES:
        yield paint((family.__doc__ or "").strip(), "strong")
        for rule in rules_of(family):
            yield _row(rule, paint)
        yield ""
    yield "`cap rule RULE` explains one. `lint: rules:` in cap.yaml changes a level or turns a rule off."


def text(name: str, paint: Paint) -> str:
    """One page for the terminal."""
    rule = CATALOGUE[name]
    return f"{paint(name, 'strong')}  {paint(rule.level, rule.level)}{_when(rule)}\n\n{_folded(rule.page)}"


def markdown(names: Iterable[str]) -> str:
    """Pages for a website, one section a rule."""
    rules = [CATALOGUE[name] for name in names]
    return "\n\n".join(f"## {rule.id}\n\n*{rule.level}{_when(rule)}*\n\n{rule.page}" for rule in rules)


def _row(rule: Rule, paint: Paint) -> str:
    first, *rest = textwrap.wrap(rule.title, _WIDTH - 33)
    lines = [f"  {rule.id:<22}{paint(f'{rule.level:<9}', rule.level)}{first}", *(f"{'':33}{line}" for line in rest)]
    return "\n".join(lines)


def _folded(page: str) -> str:
    """A page with its paragraphs folded for a terminal; what is indented is an example and stays."""
    parts = re.split(r"\n\n+", page)
    return "\n\n".join(part if part.startswith(" ") else textwrap.fill(part, _WIDTH) for part in parts)


def _when(rule: Rule) -> str:
    """In which stages a rule speaks, beside its level."""
    notes = [
        (
            "a hint while the plan is a draft" + (" or exploring" if rule.exploring else ""),
            rule.completeness and rule.level != "hint",
        ),
        ("a hint for those headed across or outside", not rule.away),
        ("silent while exploring", not rule.exploring),
        ("left out by --no-timely", rule.timely),
    ]
    return "".join(f"; {note}" for note, holds in notes if holds)
