"""What is wrong with a template, in words for people. Nothing is passed on of what Jinja or Python says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cap.text.wording import near

_LOOK = "Look at the braces and tags on this line and just before it."
_TAGS = "There are `if`, `for`, `set`, `block`, `macro`, `include` and `extends`."

# What Jinja says, as far as it is known, the message and the hint. The first that fits wins.
_ROWS = (
    (
        r"unknown tag '(\w+)'.* closed is '(\w+)'",
        "`{0}` does not belong to the `{1}` above it",
        "Close that first: `{{% end{1} %}}`.",
    ),
    (r" closed is '(\w+)'", "`{0}` is opened and never closed", "Write `{{% end{0} %}}` where it ends."),
    (
        r"unknown tag '(end\w+)'",
        "nothing is open that `{0}` could close",
        "Take it away, or look above for what it should close.",
    ),
    (r"unknown tag '(\w+)'", "there is no tag `{0}`", _TAGS),
    (r"block '(\w+)' defined twice", "two blocks are called `{0}`", "Give one of them another name."),
    (r"end of (?:template|comment|raw)", "something is opened here and never closed", _LOOK),
    (r"unexpected '(.)', expected '(.)'", "a `{1}` is missing before this `{0}`", _LOOK),
    (r"unexpected (?:char )?['\"](.)['\"]", "`{0}` has no place here", _LOOK),
)


def unread(said: str, filters: Iterable[str], tests: Iterable[str]) -> tuple[str, str]:
    """The message and the hint for a template that cannot be read, of which Jinja says `said`."""
    if wrong := re.search(r"No (filter|test) named '(\w+)'", said):
        guess = near(wrong[2], filters if wrong[1] == "filter" else tests)
        return f"there is no {wrong[1]} `{wrong[2]}`", f"Did you mean `{guess}`?" if guess else ""
    for pattern, message, hint in _ROWS:
        if found := re.search(pattern, said):
            return message.format(*found.groups()), hint.format(*found.groups())
    return "this cannot be read as a template", _LOOK


def unworkable(error: Exception) -> tuple[str, str]:
    """The message and the hint for a template that failed while it was filled."""
    if isinstance(error, ZeroDivisionError):
        return "this divides by zero", ""
    if isinstance(error, TypeError):
        hint = "`|string` makes text of a number, `|int` a number of text."
        return "this uses a value as what it is not, or hands over too much or too little", hint
    return "this cannot be worked out", ""
