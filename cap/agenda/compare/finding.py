"""What a comparison finds, at a place of the page."""

from __future__ import annotations

from typing import NamedTuple

from cap.plan.problem import ItemPath, Level


class Found(NamedTuple):
    """A finding between two characters of the page; `at` is the value of the plan that it is about."""

    start: int
    end: int
    rule: str
    message: str
    hint: str
    level: Level = "error"
    at: ItemPath = ()
