"""Characters that nobody sees, or takes for another: blanks that are none, marks without a width, hyphens that are none."""

from __future__ import annotations

import unicodedata

# What people call them; the rest go by their names in Unicode.
_CALLED = {
    " ": "a blank",
    "\t": "a tab",
    "\n": "a line end",
    "\u00a0": "a non-breaking space",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2010": "a typographic hyphen",
    "\u2011": "a non-breaking hyphen",
    "\u2012": "a figure dash",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u202f": "a narrow non-breaking space",
    "\u2060": "a word joiner",
    "\u2212": "a minus sign",
    "\ufeff": "a byte order mark",
}
HYPHENS = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d")
# The quotes of word processors, of all languages, and what may close them.
QUOTES = {"“": "”", "”": "”", "„": "“”", "‘": "’", "’": "’", "‚": "‘’", "«": "»", "»": "«"}


def cleared(text: str) -> str:
    """A text without what is not seen, and without blanks at both ends; between two words an odd blank becomes a plain one."""
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = "".join(" " if character.isspace() else character for character in text if not _has_no_width(character))
    return plain.strip()


def _has_no_width(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _is_unseen(character: str) -> bool:
    return character != " " and (character.isspace() or _has_no_width(character))


def first_unseen(text: str) -> tuple[int, str] | None:
    """The first character that `cleared` takes away or replaces, and where it stands; None where there is none."""
    odd = next(((i, character) for i, character in enumerate(text) if _is_unseen(character)), None)
    if odd is None and text != text.strip():
        return (0, text[0]) if text[0].isspace() else (len(text.rstrip()), text[-1])
    return odd


def called(character: str) -> str:
    """A character by name, with its number unless it is a plain one: `a non-breaking space (U+00A0)`."""
    name = _CALLED.get(character) or f"the character {unicodedata.name(character, 'without a name').lower()}"
    return name if character in " \t\n" else f"{name} (U+{ord(character):04X})"


def without_quotes(text: str) -> str:
    """A text that stands wholly between two quotes of a word processor, without them; any other as it is."""
    inside = text[1:-1]
    if len(text) > 2 and text[-1] in QUOTES.get(text[0], "") and not any(mark in inside for mark in (text[0], text[-1])):
        return inside.strip()
    return text
