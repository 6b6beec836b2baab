"""What somebody meant who wrote something that does not fit: a key, a word, a day, a number. Loaded only then.

A guess is a question, and only where the value would fit; `fix` is set where there is one right answer. Where nothing is sure, nothing is
guessed: a wrong hint costs more than none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cap.text.quotes import Words


class Meant(NamedTuple):
    """What to say about something that does not fit: the hint and, where it has one meaning, what belongs there instead."""

    hint: str | Words
    fix: str | None = None


def asked(guess: str) -> Meant:
    """A guess, as a question."""
    return Meant(f"Did you mean `{guess}`?")


def sure(fix: str) -> Meant:
    """The one thing that can be meant."""
    return Meant(f"Write `{fix}`.", fix)


def guess_in(hint: str) -> str:
    """The value that a hint asks about; "" where it asks about none."""
    found = re.match(r"Did you mean `?([^`?]+)`?\?", hint)
    return found[1] if found else ""
