"""Addresses on the web that `cap` names."""

from __future__ import annotations

HOME = "https://github.com/career-action-plan/cap"


def rule_page(rule: str) -> str:
    return f"{HOME}/blob/main/docs/rules/{rule}.md"
