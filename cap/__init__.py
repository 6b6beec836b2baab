"""Career action plans in plain text.

The commands are in `cap.cli`; what they do is plain functions that take text and values and return values:

>>> import cap
>>> reading = cap.read(b"---\\nname: Ada\\n---\\n")
>>> reading.plan.name
'Ada'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Where each public name lives. Imported on first use, so that `cap --help` does not pay for what it does not need.
_HOMES = {
    "read": "cap.plan.read",
    "Plan": "cap.plan.model",
    "Problem": "cap.plan.problem",
    "lint": "cap.lint.engine",
    "load": "cap.workspace.post",
    "agenda": "cap.agenda.context",
}

__all__ = ["Plan", "Problem", "agenda", "lint", "load", "read"]  # noqa: F822


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'cap' has no attribute {name!r}")
