"""Small words that messages share."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import get_args

from cap.plan.model import ActionType, Direction, Stage, Status, Where
from cap.plan.problem import ItemPath, Level

_WORD_LISTS = tuple(get_args(words) for words in (ActionType, Direction, Level, Stage, Status, Where))
# What an entry of a list is, by the list's key.
_NOUNS = {
    "strengths": "a strength",
    "visions": "a vision",
    "goals": "a goal",
    "skills": "a skill",
    "ways": "a way",
    "ratings": "a rating",
    "actions": "an action",
    "progress": "a progress note",
    "support": "an entry under `support`",
    "topics": "a topic",
    "conversations": "a conversation",
}


def what(path: ItemPath) -> str:
    """What stands at an item path: `a goal`; `this file` for the root."""
    names = [step for step in path if isinstance(step, str)]
    return _NOUNS.get(names[-1], f"`{names[-1]}`") if names else "this file"


def near(typed: str, words: Iterable[str]) -> str | None:
    """The one of `words` that a slip of the fingers would turn into `typed`, if there is just one good candidate."""
    candidates = difflib.get_close_matches(typed.lower(), list(words), n=1, cutoff=0.7)
    return candidates[0] if candidates else None


def one_of(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def brief(text: str, width: int = 40) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 action`, `3 actions`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def in_order(values: Iterable[object]) -> list[str]:
    """The words of a Literal in the order in which the model lists them; msgspec sorts them."""
    return [str(word) for word in next((words for words in _WORD_LISTS if set(words) == set(values)), values)]
