"""Small words that messages share."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

# Letters with a stroke, and joined ones, which no table takes apart.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe", "’": "'"})


def folded(text: str) -> str:
    """A text as it is compared: neither case, nor blanks, nor the way in which accents are stored count."""
    return " ".join(normalize("NFC", text).casefold().split())


def unaccented(text: str) -> str:
    """The same as it is typed on another keyboard: `Zoë Ó Súilleabháin` → `zoe o suilleabhain`."""
    text = folded(text)
    if text.isascii():
        return text
    # accents stand in the classes from 200 on; what is below makes another letter of the one it belongs to, as か and が
    kept = (character for character in normalize("NFKD", text) if combining(character) < 200)
    return normalize("NFC", "".join(kept)).translate(_PLAIN)


def near(typed: str, words: Iterable[str]) -> str | None:
    """The one of `words` that a slip of the fingers would most likely turn into `typed`, if one comes near."""
    found = guesses(typed, words, 2)
    return found[0] if found else None


def guesses(typed: str, words: Iterable[str], most: int = 3) -> list[str]:
    """The `words` that one slip of the fingers would turn into `typed`, and after them those that are like it as a whole."""
    words, typed = list(words), typed.lower()
    if not words or len(typed) > 100:  # nobody misspells a novel, and comparing one takes its time
        return []
    if same := [word for word in words if word.lower() == typed]:
        return same[:1]
    slips = [word for word in words if abs(len(word) - len(typed)) < 2 and one_slip(typed, word.lower())]
    if len(slips) > 1:
        slips = difflib.get_close_matches(typed, slips, n=len(slips), cutoff=0.0)
    return list(dict.fromkeys([*slips, *difflib.get_close_matches(typed, words, n=most, cutoff=0.7)]))[:most]


def did_you_mean(typed: str, words: Iterable[str]) -> str:
    """Ask whether one of `words` was meant; nothing where none comes near."""
    found = [f"`{word}`" for word in guesses(typed, words)]
    return f"Did you mean {one_of(found)}?" if found else ""


def one_slip(typed: str, word: str) -> bool:
    """Whether one letter is missing, too many or another one, or two have changed places."""
    start = next((i for i, (one, other) in enumerate(zip(typed, word)) if one != other), min(len(typed), len(word)))
    typed, word = typed[start:], word[start:]
    while typed and word and typed[-1] == word[-1]:
        typed, word = typed[:-1], word[:-1]
    return (len(typed) <= 1 and len(word) <= 1) or (len(typed) == 2 and typed == word[::-1])


def one_of(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def first_few(words: Sequence[str], most: int, *, between: str = ", ", last: str = " and ") -> str:
    """Join words; of more than `most`, the first ones and how many more there are: `a, b and 3 more`."""
    more = len(words) - most
    return between.join(words[:most]) + (f"{last}{more} more" if more > 0 else "")


def brief(text: str, width: int = 40) -> str:
    """The beginning of a text, on one line."""
    return clipped(" ".join(text.split()), width)


def clipped(text: str, width: int = 40) -> str:
    """The same with its blanks as they are: in a key they may be what is wrong."""
    line = text.replace("\n", " ")
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 action`, `3 actions`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """A message as a sentence of its own: with a full stop, unless it ends with a mark already."""
    return text if text.endswith((".", "?", "!", "…")) else text + "."
