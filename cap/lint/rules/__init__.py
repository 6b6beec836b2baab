"""The method's rules, one module a family. Every rule in a family's module is in force; there is nothing to register."""

from __future__ import annotations

from types import ModuleType

from cap.lint.rule import Rule
from cap.lint.rules import actions, balance, comments, conversations, goals, history, skills, story

FAMILIES: tuple[ModuleType, ...] = (story, goals, skills, actions, balance, conversations, history, comments)


def rules_of(family: ModuleType) -> tuple[Rule, ...]:
    """A family's rules, in the order of the file."""
    return tuple(value for value in vars(family).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in rules_of(family))
