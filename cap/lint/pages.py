"""The rules' pages and their table, from the rules' docstrings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from cap.lint.catalogue import SHAPE
from cap.lint.output import Paint
from cap.lint.rule import Rule
from cap.lint.rules import FAMILIES, RULES, privacy, rules_of
from cap.plan.problem import Level

_WIDTH = 80
_SHAPE_TITLE = "The shape: what makes a file readable as a plan. Always on."
_ALWAYS = "Always on, and not to be silenced: a file like this cannot be trusted to say what was meant."

_RULES = {rule.id: rule for rule in RULES}
_LEVELS: dict[str, Level] = {
    **dict.fromkeys(SHAPE, "error"),
    "unknown-key": "warning",
    privacy.ID: privacy.LEVEL,
    **{rule.id: rule.level for rule in RULES},
}
_PAGES = {
    **{name: f"{title}\n\n{_ALWAYS}" for name, title in SHAPE.items()},
    privacy.ID: privacy.PAGE,
    **{rule.id: rule.page for rule in RULES},
}


def table(paint: Paint) -> Iterator[str]:
    """Every rule with its level and what it finds, by family."""
    for family in FAMILIES:
        yield paint((family.__doc__ or "").strip(), "strong")
        for rule in rules_of(family):
            yield _row(rule.id, rule.level, rule.title, paint)
        yield ""
    yield paint((privacy.__doc__ or "").partition("\n")[0], "strong")
    yield _row(privacy.ID, privacy.LEVEL, privacy.PAGE.partition("\n")[0], paint)
    yield ""
    yield paint(_SHAPE_TITLE, "strong")
    for name, title in SHAPE.items():
        yield _row(name, _LEVELS[name], title, paint)
    yield ""
    yield "`cap rule RULE` explains one. `lint: rules:` in cap.yaml changes a level or turns a rule off."


def text(name: str, paint: Paint) -> str:
    """One page for the terminal."""
    level = _LEVELS[name]
    return f"{paint(name, 'strong')}  {paint(level, level)}{_when(name)}\n\n{_folded(_PAGES[name])}"


def markdown(names: Iterable[str]) -> str:
    """Pages for a website, one section a rule."""
    sections = []
    for name in names:
        level = _LEVELS[name]
        sections.append(f"## {name}\n\n*{level}{_when(name)}*\n\n{_PAGES[name]}")
    return "\n\n".join(sections)


def _row(name: str, level: str, title: str, paint: Paint) -> str:
    first, *rest = textwrap.wrap(title, _WIDTH - 33)
    lines = [f"  {name:<22}{paint(f'{level:<9}', level)}{first}", *(f"{'':33}{line}" for line in rest)]
    return "\n".join(lines)


def _folded(page: str) -> str:
    """A page with its paragraphs folded for a terminal; what is indented is an example and stays."""
    parts = re.split(r"\n\n+", page)
    return "\n\n".join(part if part.startswith(" ") else textwrap.fill(part, _WIDTH) for part in parts)


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
