"""Career action plans in plain text.

The commands are in `cap.cli`; what they do is plain functions, and these are the ones for other programs:

>>> import cap, datetime
>>> reading = cap.read(b"---\\nname: Ada\\nstage: agreed\\n---\\n")
>>> reading.plan.name
'Ada'
>>> [problem.rule for problem in cap.check(reading, today=datetime.date(2026, 11, 22))]
['goal-missing', 'skill-count', 'support-missing', 'vision-count']

`load` gives a plan file as a `frontmatter.Post`, `prepare` the agenda of a conversation. What cannot be done is a `Refusal`, with the
way out as its `hint`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cap.agenda.prepare import Options
    from cap.agenda.prepare import agenda as prepare
    from cap.lint.engine import Policy
    from cap.lint.engine import lint as check
    from cap.plan.model import Plan
    from cap.plan.problem import Problem
    from cap.plan.read import read
    from cap.refusal import Refusal
    from cap.workspace.post import load

__all__ = ["Options", "Plan", "Policy", "Problem", "Refusal", "check", "load", "prepare", "read"]

# Imported on first use, so that `cap --help` does not pay for what it does not need.
_HOMES = {
    "Options": ("cap.agenda.prepare", "Options"),
    "Plan": ("cap.plan.model", "Plan"),
    "Policy": ("cap.lint.engine", "Policy"),
    "Problem": ("cap.plan.problem", "Problem"),
    "Refusal": ("cap.refusal", "Refusal"),
    "check": ("cap.lint.engine", "lint"),
    "load": ("cap.workspace.post", "load"),
    "prepare": ("cap.agenda.prepare", "agenda"),
    "read": ("cap.plan.read", "read"),
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        module, attribute = _HOMES[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'cap' has no attribute {name!r}")
