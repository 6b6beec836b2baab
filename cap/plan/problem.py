"""A finding: which rule, where, how grave, and in which words."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from msgspec import Struct

Level = Literal["error", "warning", "hint"]
LEVELS: tuple[Level, ...] = ("error", "warning", "hint")  # gravest first

# From the plan's root to a value: ("skills", 0, "actions", 2, "due").
ItemPath = tuple[str | int, ...]


class Span(NamedTuple):
    """A place in the file: lines and columns from 1, in Unicode characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Problem(Struct, frozen=True, kw_only=True):
    """One finding. The fields before `fix` are the keys of `--format json`, in this order."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    level: Level
    message: str
    hint: str
    item: str
    fix: str | None = None  # what belongs in the span instead, where there is one right answer

    @property
    def span(self) -> Span:
        return Span(self.line, self.column, self.end_line, self.end_column)


def item_text(path: ItemPath) -> str:
    """An item path as people and JSON write it: `skills[0].actions[2].due`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def item_path(text: str) -> ItemPath:
    """The path that `item_text` wrote."""
    return tuple(int(index) if index else key for key, index in re.findall(r"([^.\[\]]+(?=[.\[]|$))|\[(\d+)\]", text))


def problem_order(problem: Problem) -> tuple[int, int, str]:
    """By place, then by rule id."""
    return problem.line, problem.column, problem.rule


def problem_at(
    path: str,
    span: Span,
    rule: str,
    message: str,
    hint: str,
    *,
    level: Level = "error",
    item: ItemPath = (),
    fix: str | None = None,
) -> Problem:
    """A problem of the file `path` at `span`."""
    return Problem(
        path=path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        rule=rule,
        level=level,
        message=message,
        hint=hint,
        item=item_text(item),
        fix=fix,
    )
