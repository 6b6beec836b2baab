"""The rules' pages and their table, from the rules' docstrings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from cap.lint.catalogue import SHAPE
from cap.lint.output import Paint
from cap.lint.rule import Rule
from cap.lint.rules import FAMILIES, RULES, rules_of

_RULES = {rule.id: rule for rule in RULES}
_WIDTH = 80
_SHAPE_TITLE = "The shape: what makes a file readable as a plan. Always on."


def table(paint: Paint) -> Iterator[str]:
    """Every rule with its level and what it finds, by family."""
    for family in FAMILIES:
        yield paint((family.__doc__ or "").strip(), "strong")
        for rule in rules_of(family):
            yield _row(rule.id, rule.level, rule.title, paint)
        yield ""
    yield paint(_SHAPE_TITLE, "strong")
    for name, title in SHAPE.items():
        yield _row(name, _shape_level(name), title, paint)
    yield ""
    yield "`cap rule RULE` explains one. `lint: rules:` in cap.yaml changes a level or turns a rule off."


def text(name: str, paint: Paint) -> str:
    """One page for the terminal."""
    level = _RULES[name].level if name in _RULES else _shape_level(name)
    return f"{paint(name, 'strong')}  {paint(level, level)}{_when(name)}\n\n{_folded(_page(name))}"


def markdown(names: Iterable[str]) -> str:
    """Pages for a website, one section a rule."""
    sections = []
    for name in names:
        level = _RULES[name].level if name in _RULES else _shape_level(name)
        sections.append(f"## {name}\n\n*{level}{_when(name)}*\n\n{_page(name)}")
    return "\n\n".join(sections)


def _row(name: str, level: str, title: str, paint: Paint) -> str:
    first, *rest = textwrap.wrap(title, _WIDTH - 33)
    lines = [f"  {name:<22}{paint(f'{level:<9}', level)}{first}", *(f"{'':33}{line}" for line in rest)]
    return "\n".join(lines)


def _folded(page: str) -> str:
    """A page with its paragraphs folded for a terminal; what is indented is an example and stays."""
    parts = re.split(r"\n\n+", page)
    return "\n\n".join(part if part.startswith(" ") else textwrap.fill(part, _WIDTH) for part in parts)


def _page(name: str) -> str:
    return (
        _RULES[name].page
        if name in _RULES
        else f"{SHAPE[name]}\n\nAlways on, and not to be ignored: a file like this cannot be trusted to say what was meant."
    )


def _when(name: str) -> str:
    """In which stages a rule speaks, beside its level."""
    rule: Rule | None = _RULES.get(name)
    if rule is None:
        return ""
    notes = [
        ("a hint while the plan is a draft", rule.completeness and rule.level != "hint"),
        ("silent while exploring", not rule.exploring),
        ("left out by --no-timely", rule.timely),
    ]
    return "".join(f"; {note}" for note, holds in notes if holds)


def _shape_level(name: str) -> str:
    return "warning" if name == "unknown-key" else "error"
