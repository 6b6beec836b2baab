"""The words that some rules listen for. English openings only: in any other language the rules keep quiet."""

from __future__ import annotations

import re

# Verbs that name a direction and no result. Looked for at the start, where the verb of a goal or an action stands.
VAGUE = (
    "improve",
    "enhance",
    "strengthen",
    "develop my",
    "grow",
    "get better",
    "get more",
    "be better",
    "be a better",
    "be more",
    "become better",
    "become a better",
    "become more",
    "work on",
    "learn more",
    "learn about",
    "know more",
    "understand more",
    "understand better",
    "gain experience",
    "gain more",
    "gain confidence",
    "build confidence",
    "look into",
    "think about",
    "try to",
    "focus on",
    "keep improving",
    "continue to",
    "continue improving",
    "stay up to date",
)

# Openings of outcomes that someone else decides on.
NOT_YOURS = (
    "get promoted",
    "get a promotion",
    "get the promotion",
    "get a raise",
    "get a pay rise",
    "get hired",
    "get chosen",
    "get selected",
    "get picked",
    "get recognised",
    "get recognized",
    "get noticed",
    "get approval",
    "be promoted",
    "be given",
    "be offered",
    "be chosen",
    "be selected",
    "be appointed",
    "be assigned",
    "be recognised",
    "be recognized",
    "be invited",
    "be made",
    "receive a promotion",
    "receive an offer",
    "become promoted",
    "win an award",
)


# What pins a text down all the same.
_QUANTITY = re.compile(r"\d|%|\b(?:half|third|quarter|double|twice|percent)\b", re.I)


def is_vague(text: str) -> bool:
    """Whether a text opens with a verb that cannot be checked, and holds no quantity that would pin it down."""
    return _opens_with(text, VAGUE) and _QUANTITY.search(text) is None


def is_not_yours(text: str) -> bool:
    """Whether a text opens with an outcome that lies in someone else's hands."""
    return _opens_with(text, NOT_YOURS)


def _opens_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the phrases, as whole words, after a “to” perhaps."""
    start = text.lstrip().lower().removeprefix("to ")
    return start.startswith(phrases) and any(
        start.startswith(phrase) and not start[len(phrase) : len(phrase) + 1].isalnum() for phrase in phrases
    )
