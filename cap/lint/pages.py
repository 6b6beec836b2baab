"""The rules' pages and their table, from the rules' docstrings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from cap.addresses import page, rule_page
from cap.lint.catalogue import CATALOGUE, unchangeable_rule
from cap.lint.rule import Rule
from cap.lint.rules import FAMILIES, RULES, rules_of
from cap.text.columns import Paint

_WIDTH = 80
_INTRODUCTION = """\
Each page says what its rule looks for, why, and where that comes from, with a bad and a good example; `cap rule RULE` prints it.
A hint is an idea to talk about. A warning says that something of the method is missing. An error is what has to be mended first."""


def table(paint: Paint) -> Iterator[str]:
    """Every rule with its level and what it finds, by family."""
    for family in FAMILIES:
        yield paint((family.__doc__ or "").strip(), "strong")
        for rule in rules_of(family):
            yield _row(rule, paint)
        yield ""
    yield "`cap rule RULE` explains one. `lint: rules:` in cap.yaml changes a level or turns a rule off."
    yield f"On the web: {page('rules/README.md')}"


def text(name: str, paint: Paint) -> str:
    """One page for the terminal, and where it is on the web."""
    rule = CATALOGUE[name]
    head = f"{paint(name, 'strong')}  {paint(rule.level, rule.level)}{_when(rule)}"
    return f"{head}\n\n{_folded(rule.page)}\n\nOn the web: {rule_page(name)}"


def markdown(names: Iterable[str]) -> str:
    """Pages for a website, one section a rule."""
    return "\n\n".join(_section(CATALOGUE[name], "##") for name in names)


def committed() -> Iterator[tuple[str, str]]:
    """The pages that stand in the repository: the name of each file and its text, the index first."""
    yield "README.md", _index()
    for rule in CATALOGUE.values():
        yield f"{rule.id}.md", f"{_section(rule, '#')}\n\n---\n\n{_to_change(rule)}\n\n[All rules](README.md)\n"


def _index() -> str:
    """The table of the rules as Markdown."""
    parts = ["# The rules of `cap lint`", _INTRODUCTION]
    for family in FAMILIES:
        rows = [f"| [{rule.id}]({rule.id}.md) | {rule.level} | {rule.title} |" for rule in rules_of(family)]
        parts += [f"## {(family.__doc__ or '').strip()}", "\n".join(["| rule | level | what it finds |", "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _section(rule: Rule, mark: str) -> str:
    """A rule's page as Markdown, below a heading of that mark."""
    parts = (f"```yaml\n{textwrap.dedent(part)}\n```" if _is_example(part) else part for part in _parts(rule.page))
    return "\n\n".join([f"{mark} {rule.id}", f"*{rule.level}{_when(rule)}*", *parts])


def _to_change(rule: Rule) -> str:
    """How a rule is made to speak otherwise, or not at all."""
    if unchangeable_rule(rule.id):
        return "This rule is always on: without it, nobody could say what the plan means."
    everywhere = (
        f"In `cap.yaml`, `lint: {{rules: {{{rule.id}: off}}}}` turns this rule off for all plans; `hint`, `warning` or `error` in place of"
        " `off` changes its level."
    )
    here = f" In a plan, `# cap: ignore[{rule.id}] reason` at the end of a line silences it there."
    return everywhere + (here if rule in RULES else "")


def _row(rule: Rule, paint: Paint) -> str:
    first, *rest = textwrap.wrap(rule.title, _WIDTH - 33)
    lines = [f"  {rule.id:<22}{paint(f'{rule.level:<9}', rule.level)}{first}", *(f"{'':33}{line}" for line in rest)]
    return "\n".join(lines)


def _folded(page: str) -> str:
    """A page with its paragraphs folded for a terminal; what is indented is an example and stays."""
    return "\n\n".join(part if _is_example(part) else textwrap.fill(part, _WIDTH) for part in _parts(page))


def _parts(page: str) -> list[str]:
    """The paragraphs and examples of a page."""
    return re.split(r"\n\n+", page)


def _is_example(part: str) -> bool:
    """Whether a part of a page is indented, as examples are."""
    return part.startswith(" ")


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
