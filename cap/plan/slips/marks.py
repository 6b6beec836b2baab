"""How a line begins: its indentation, the mark of a list entry, a box to tick, a key."""

from __future__ import annotations

import re
from typing import NamedTuple

from cap.plan.slips.grammar import Field

UNSEEN = "\u00a0\u1680\u2000-\u200b\u2060\u202f\u205f\u3000\ufeff"
WIDTHLESS = "\u200b\u2060\ufeff"
LEAD = re.compile(rf"[ \t{UNSEEN}]*")
# What people begin the entries of a list with, in place of `- `.
BULLET = re.compile(r"([•·‣◦▪●○∙*☐□→➔➤►▶✓✔☑☒✗✘]|[–—−‐‑+]|--)(?=[ \t]|(?<=[•‣◦▪●○∙–—−☐□→➔➤►▶✓✔☑☒✗✘])\w)|(\d{1,2}[.)])(?=[ \t])")
TICKED = "✓✔☑☒✗✘"  # those that say that something is done, or not wanted
DASH = re.compile(r"-(?=[ \t]|\Z)")
TIGHT = re.compile(r"-(?=[^\s\d#-])")  # with no blank behind it; -5 is a number
BOX = re.compile(r"\[([ xX✓✔]?)\][ \t]+(?=\S)")
_KEY = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*'|[^\s#\[\]{},&*!|>%@`\"':-][^\n]*?|-\w[^\n]*?)[ \t]*:(?:[ \t]+|\Z)")
_TIGHT_VALUE = re.compile(
    r":(?:[^\s:/#\"'”’»]|\"[^\"]*\"|'[^']*')"
)  # right behind the colon, and no comment or half a pair of quotes
_NAMES = {0xA0: "a non-breaking space", 0x200B: "a zero-width space", 0x3000: "a wide space", 0xFEFF: "a byte order mark"}


class Key(NamedTuple):
    """A key as it was meant, and where in the text behind it the value begins; `slip` is what keeps YAML from seeing it."""

    name: str
    value: int
    slip: tuple[int, int, str] | None = None  # from, to, instead


def columns(lead: str, tab: int) -> int:
    """How far an indentation reaches, where a tab is as wide as `tab` blanks."""
    return sum(tab if sign == "\t" else 0 if sign in WIDTHLESS else 1 for sign in lead)


def named(sign: str) -> str:
    """A character that cannot be seen, by its name and number."""
    return f"{_NAMES.get(ord(sign), 'an unusual blank')} (U+{ord(sign):04X})"


def key_of(content: str, known: dict[str, Field]) -> Key | None:
    """The key that a line begins with: as YAML reads it, or as it was meant, where it is one of those that are known."""
    word = re.match(r"[“”„]?([A-Za-z_]+)[“”„]?", content)
    name = word[1] if word else ""
    if word and name in known:
        rest = content[word.end() :]
        if word[0] != name and re.match(r":(?:[ \t]|\Z)", rest):
            return Key(name, word.end() + len(rest) - len(rest[1:].lstrip(" \t")), (0, word.end(), name))
        odd = re.match(rf"[ \t]*(?:：[ \t{UNSEEN}]*|:[ \t]*[{UNSEEN}][ \t{UNSEEN}]*)", rest)
        if odd:
            return Key(name, word.end() + odd.end(), (word.end(), word.end() + odd.end(), ": " if rest[odd.end() :] else ":"))
        if _TIGHT_VALUE.match(rest) and word[0] == name and not _KEY.match(content):
            return Key(name, word.end() + 1, (word.end(), word.end() + 1, ": "))
        if not rest.strip() and known[name].is_list:
            return Key(name, len(content), (word.end(), word.end(), ":"))
    found = _KEY.match(content)
    return Key(found[1].strip("'\""), found.end()) if found else None
