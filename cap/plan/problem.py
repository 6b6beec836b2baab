"""A finding: which rule, where, how grave, and in which words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from cap.plan.kinds import BY_KEY
from cap.text.quotes import Words

Level = Literal["error", "warning", "hint"]
LEVELS: tuple[Level, ...] = ("error", "warning", "hint")  # gravest first

# From the plan's root to a value: ("skills", 0, "actions", 2, "due").
ItemPath = tuple[str | int, ...]


def what(path: ItemPath) -> str:
    """What stands at an item path: `a goal`; `this file` for the root."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "this file"
    return BY_KEY[names[-1]].with_article if names[-1] in BY_KEY else f"`{names[-1]}`"


class Span(NamedTuple):
    """A place in the file: lines and columns from 1, in Unicode characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lack(NamedTuple):
    """Something that an item does without, so that all that one item lacks can be said at once."""

    what: str  # `no date`
    ask: str  # the question that fills it, without its question mark: `by when`
    key: str  # the key that takes the answer


class Problem(Struct, frozen=True, kw_only=True):
    """One finding. `at` is what it is about, in the file's numbering; `fix` what belongs in the span instead, where there is one
    right answer, or, of a `slip`, what its lines are mended with. `says` and `advises` are the message and the hint, with what they
    quote from the plan kept apart. `lack` is there when the finding is that something is not. `also` is what else it speaks of, as `at`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    level: Level
    says: str | Words
    advises: str | Words
    at: ItemPath = ()
    fix: str | None = None
    lack: Lack | None = None
    slip: bool = False
    also: tuple[ItemPath, ...] = ()

    @property
    def message(self) -> str:
        """What is the matter."""
        return str(self.says)

    @property
    def hint(self) -> str:
        """How to mend it."""
        return str(self.advises)

    @property
    def span(self) -> Span:
        return Span(self.line, self.column, self.end_line, self.end_column)

    @property
    def item(self) -> str:
        """`at` as people and JSON write it."""
        return item_text(self.at)


def item_text(path: ItemPath) -> str:
    """An item path as people and JSON write it: `skills[0].actions[2].due`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def problem_order(problem: Problem) -> tuple[int, int, str]:
    """By place, then by rule id."""
    return problem.line, problem.column, problem.rule


def problem_at(
    path: str,
    span: Span,
    rule: str,
    message: str | Words,
    hint: str | Words,
    *,
    level: Level = "error",
    item: ItemPath = (),
    fix: str | None = None,
    lack: Lack | None = None,
    also: tuple[ItemPath, ...] = (),
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
        says=message,
        advises=hint,
        at=item,
        fix=fix,
        lack=lack,
        also=also,
    )
