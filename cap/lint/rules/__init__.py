"""The rules, one module a family. Every rule in a family's module is in force; there is nothing to register."""

from __future__ import annotations

from types import ModuleType

from cap.lint.rule import Rule
from cap.lint.rules import actions, balance, comments, conversations, files, goals, history, privacy, shape, skills, smart, story

METHOD: tuple[ModuleType, ...] = (story, goals, skills, smart, actions, balance, conversations, history, comments)
FAMILIES: tuple[ModuleType, ...] = (*METHOD, files, privacy, shape)


def rules_of(*families: ModuleType) -> tuple[Rule, ...]:
    """The rules of some families, in the order of their files."""
    return tuple(value for family in families for value in vars(family).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = rules_of(*METHOD)
