"""Every rule by its id, and what to say about an id that cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cap.lint.rule import Rule
from cap.lint.rules import FAMILIES, rules_of, shape
from cap.refusal import Refusal
from cap.text.wording import did_you_mean

CATALOGUE: dict[str, Rule] = {rule.id: rule for rule in rules_of(*FAMILIES)}
SHAPE: tuple[str, ...] = tuple(rule.id for rule in rules_of(shape))
_FIXED = {rule.id for rule in rules_of(shape) if rule.level == "error"}


def unknown_rule(name: str) -> str | None:
    """What to say about a rule that there is not; None where there is one."""
    if name in CATALOGUE:
        return None
    return f"there is no rule `{name}`. " + (did_you_mean(name, CATALOGUE) or "`cap rule` lists them all.")


def unchangeable_rule(name: str) -> str | None:
    """The same about a rule whose level is to be changed, or which is to be left out."""
    return f"`{name}` is always on: it tells what cannot be read as a plan." if name in _FIXED else unknown_rule(name)


def rules_named(typed: Iterable[str] | None, mistake: Callable[[str], str | None]) -> frozenset[str]:
    """List the rules that an option names, one or several at a time. Raises Refusal for one that `mistake` has something to say about."""
    names = [name.strip() for text in typed or () for name in text.split(",")]
    for name in names:
        if message := mistake(name):
            raise Refusal(message)
    return frozenset(names)
