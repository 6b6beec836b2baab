"""The fast path: certify that nothing is wrong with a text, and build what it means.

It never says what is wrong. When anything at all is not plain and fine it answers None, and the slow path (nodes.py,
shape.py) decides. So the two can only disagree by this one being too kind; the filter below keeps out every text on which
the two parsers were seen to differ, or which crashes the fast one, and a property test watches the rest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TypeVar

import msgspec

try:
    import yaml_rs
except ImportError:  # not on this platform: everything takes the slow path, with the same result
    HAS_FAST_PARSER = False
else:
    HAS_FAST_PARSER = True

Shape = TypeVar("Shape", bound=msgspec.Struct)

LONG = 50_000  # a text of so many characters cannot hold more values than the slow path allows
_MARKS = b"!&*|>?"  # a value could start with one
# What needs no second look.
_PLAIN = bytes({10, *range(32, 127)} - {*_MARKS, *b"\\<"})
# Characters that libyaml refuses, or that only one of the parsers takes for a line break.
_ODD = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)))
# What a plan may hide that nothing is wrong with: words behind a `#`, or a list below a key that is still a comment; an entry that is a
# part of the one above it, or has another mark than `- `.
_WORD, _KEY = r"(?<= #)[^ \t\r\n#!]", r" ?[a-z_]+:[ \t]*(?:#[^\n]{0,200})?\r?\n *- "
_HASH = re.compile(rf"#(?:{_WORD}|[^#\n]*+(?<= )# |{_KEY})")
_HASH_IN_TEXT = re.compile(rf"#(?:{_WORD}|{_KEY})|\n *+[^#\n ][^#\n]*+#[^\n]*? # ")  # takes longer, and no comment for a text
_ENTRY = r"- [^\n]*+\n\1 ++- |-[^\s\d-]|[+0-9]"
_BULLET = "•·‣◦▪●○∙–—−‐‑☐□→➔➤►▶✓✔☑☒✗✘"
_HIDDEN = re.compile(rf"\n( *+)(?:{_ENTRY}|[{_BULLET}])")
_BULLETS = frozenset(_BULLET)
# A document mark, a directive, a colon below its key, so many lists in lists that they exhaust the fast parser's stack, an entry as above.
_LINE = re.compile(rf"\n(?:---|\.\.\.|%|( *+)(?::|[?-][ ?:-]{{30}}|{_ENTRY}))")
# Between brackets: a colon that nothing follows, or that starts a value.
_COLON = re.compile(r":(?:[,}\]]|(?<=[:,\[{ ]:))")
_BLANK_QUOTES = (re.compile(r'"[ \n]+"').search, re.compile(r"'[ \n]+'").search)


@cache
def _indicator(mark: int) -> re.Pattern[str]:
    """A tag, an anchor, an alias or a block scalar where a value may start; a `?` key. By its mark: few texts hold any."""
    return re.compile(rf"\{mark:c}(?:(?<=[:,\[{{?\n-].)|(?<=[:,\[{{?\n -] .))")


def certify(text: str, shape: type[Shape]) -> Shape | None:
    """`text` (YAML) as a `shape`, or None when that is not certain."""
    if not HAS_FAST_PARSER or len(text) > LONG:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lined = "\n" + text
    rest = lined.encode().translate(None, _PLAIN)
    if rest and (
        b"\\" in rest
        or b"<<" in rest  # a merge key, or what could be one
        or not _ODD.isdisjoint(rest.decode())
        or (not _BULLETS.isdisjoint(rest.decode()) and _HIDDEN.search(lined))
        or any(_indicator(mark).search(lined) for mark in _MARKS if mark in rest)
    ):
        return None
    if _LINE.search(lined) or _COLON.search(text) or (_HASH.search(lined) and _HASH_IN_TEXT.search(lined)):
        return None
    if _BLANK_QUOTES[0](text) or _BLANK_QUOTES[1](text):
        return None
    try:
        return msgspec.convert(yaml_rs.loads(text, parse_datetime=False), shape)
    except (ValueError, TypeError):  # both libraries' errors; a number of 5,000 digits; a list as a key
        return None


def may_hide(text: str) -> bool:
    """Whether a text that reads as a plan needs a second look, because something in it may be read as what was not meant."""
    lined = "\n" + text
    return bool(_HASH_IN_TEXT.search(lined) or _HIDDEN.search(lined))
