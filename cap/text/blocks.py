"""The parts of a Markdown text in which nothing is Markdown: blocks of code, comments, HTML; and which of them are still open at the end.

Blocks are found as CommonMark finds them, in lists and quotes too; a test holds this to a parser. Only what such a reader needs is here:
what would hide a heading, and what would end that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Block(NamedTuple):
    """Lines from `first` up to `end`, which is not in it. `ends_with` is the line that would close it, "" for one that is closed."""

    what: str
    first: int
    end: int
    ends_with: str


_FENCE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,9})[.)])(?=\s|$)( *)")
_RULE = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_UNDERLINE = re.compile(r"=+|-+")
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|"
    "p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
# Compiled when a line begins with a tag, which most texts never do.
_UNTIL_BLANK = rf"(?i:</?(?:{_BLOCKS})(?:\s|/?>|$))"
_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_TAG_ALONE = rf"(?:<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE}){{0,50}}\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*"
_DETAILS = re.compile(r"<(/?)details\b", re.IGNORECASE)
FOLDED = "a <details>"
CODE = "a block of code"
COMMENT = "a comment"
_COMMENT = re.compile(r"<!(?=--).*?-->", re.DOTALL)
_OWN, _QUOTED = "own", "quoted"  # a paragraph that a line may go on with, of the text itself or of a quote
LONGEST = 1000  # characters of a line that may be a tag alone


@dataclass
class _Open:
    """A block that has begun: where, in how deep a list and whether in a quote, and what ends it; `until` None is a blank line."""

    what: str
    first: int
    offset: int
    quoted: bool
    until: re.Pattern[str] | None
    ends_with: str


def _html(text: str, first: int, offset: int, quoted: bool, *, in_paragraph: bool) -> _Open | None:
    """The block of HTML that begins with a line, if one does."""
    if not text.startswith("<"):
        return None
    raw = re.match(r"<(script|pre|style|textarea)(?:\s|>|$)", text, re.IGNORECASE)
    if raw:
        until = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
        return _Open(f"a block of HTML (<{raw[1]}>)", first, offset, quoted, until, f"</{raw[1]}>")
    for begins, what, ends in (
        (r"<!--", COMMENT, "-->"),
        (r"<\?", "a block of HTML (<?)", "?>"),
        (r"<!\[CDATA\[", "a block of HTML (<![CDATA[)", "]]>"),
        (r"<![A-Za-z]", "a block of HTML (<!)", ">"),
    ):
        if re.match(begins, text):
            return _Open(what, first, offset, quoted, re.compile(re.escape(ends)), ends)
    if re.match(_UNTIL_BLANK, text) or (not in_paragraph and len(text) < LONGEST and re.fullmatch(_TAG_ALONE, text)):
        return _Open("a block of HTML", first, offset, quoted, None, "")
    return None


def _fence(text: str, first: int, offset: int, quoted: bool) -> _Open | None:
    """The block of code that begins with a line, if one does."""
    mark = _FENCE.fullmatch(text)
    if mark is None:
        return None
    fence = mark[1] or mark[2]
    until = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    return _Open(CODE, first, offset, quoted, until, fence)


def blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a text in which nothing is Markdown, in order; and each `<details>` that is never closed, though what follows it is."""
    found: list[Block] = []
    now: _Open | None = None
    items: list[int] = []  # how far in the text of each open list item stands
    paragraph = ""
    folded: list[int] = []  # where each open <details> begins
    for number, line in enumerate(lines):
        text = line.expandtabs(4).rstrip()
        quote = _QUOTE.match(text)
        if now is not None:
            indent = len(text) - len(text.lstrip())
            left = (now.quoted and not quote) or (text and not now.quoted and indent < now.offset)
            if not left:
                inside = text[quote.end() :] if now.quoted and quote else text[now.offset :]
                if now.until is None:
                    ended = not inside.strip()
                elif now.what == CODE:
                    ended = now.until.match(inside) is not None
                else:
                    ended = now.until.search(inside) is not None
                _count_folded(text, number, folded, now)
                if ended:
                    found.append(Block(now.what, now.first, number + 1, ""))
                    now = None
                continue
            found.append(Block(now.what, now.first, number, ""))
            now = None
        if not text.strip():
            paragraph = ""
            continue
        now, paragraph = _begin(text, number, items, paragraph)
        if now is not None:
            _count_folded(text, number, folded, now)
            begun = text.lstrip()
            if now.until is not None and now.what != CODE and now.until.search(begun, 2 if now.what == COMMENT else 0):
                found.append(Block(now.what, now.first, number + 1, ""))
                now = None
    if now is not None:
        closing = "" if now.until is None or now.offset or now.quoted else now.ends_with
        found.append(Block(now.what, now.first, len(lines), closing))
    return found + [Block(FOLDED, first, len(lines), "</details>") for first in folded]


def without_comments(text: str) -> str:
    """A text without its comments; one between words, in a block of code, or never closed, stays."""
    if "<!--" not in text:
        return text
    lines = text.split("\n")
    for block in reversed(blocks(lines)):
        if block.what == COMMENT and not block.ends_with:
            left = _COMMENT.sub("", "\n".join(lines[block.first : block.end]))
            lines[block.first : block.end] = [line for line in left.split("\n") if line.strip()] or [""]
            if not lines[block.first].strip() and not (block.first and lines[block.first - 1].strip()):
                del lines[block.first]
    return "\n".join(lines)


def _count_folded(text: str, number: int, folded: list[int], now: _Open) -> None:
    """Count what opens and closes a <details> at the margin, in HTML that is shown."""
    if now.until is None and not now.offset and not now.quoted:
        for tag in _DETAILS.finditer(text):
            if not tag[1]:
                folded.append(number)
            elif folded:
                folded.pop()


def _begin(text: str, number: int, items: list[int], paragraph: str) -> tuple[_Open | None, str]:
    """What a line begins that is in no block: a block, and whether a paragraph goes on behind it. Keeps account of the list items."""
    indent = len(text) - len(text.lstrip())
    while items and indent < items[-1]:
        if paragraph and not _breaks_paragraph(text.lstrip()):
            return None, _OWN  # it goes on, though it is not indented
        items.pop()
        paragraph = ""
    rest, base = text[items[-1] if items else 0 :], items[-1] if items else 0
    while True:
        inner = len(rest) - len(rest.lstrip())
        if inner >= 4:  # code by its indentation, or more of a paragraph
            return None, paragraph
        rest, base = rest[inner:], base + inner
        item = None if _RULE.fullmatch(rest) else _ITEM.match(rest)
        if item is None or (paragraph == _OWN and (not rest[item.end() :] or item[1] not in (None, "1"))):
            break
        marker, blanks = len(item[0]) - len(item[2]), len(item[2])
        wide = 1 if blanks > 4 or not rest[item.end() :] else blanks
        base += marker + wide
        items.append(base)
        rest, paragraph = rest[marker + wide :], ""
        if not rest.strip():
            return None, ""
    quote = _QUOTE.match(rest)
    offset = items[-1] if items else 0
    if quote:
        inside = rest[quote.end() :]
        begun = _fence(inside, number, 0, True) or _html(inside, number, 0, True, in_paragraph=False)
        return begun, _QUOTED if begun is None and inside.strip() else ""
    begun = _fence(rest, number, offset, False) or _html(rest, number, offset, False, in_paragraph=bool(paragraph))
    underlined = paragraph and _UNDERLINE.fullmatch(rest)
    return begun, "" if begun is not None or _RULE.fullmatch(rest) or _HEADING.match(rest) or underlined else _OWN


def _breaks_paragraph(text: str) -> bool:
    """Whether a line less indented than the list item above it is no more of that item's paragraph."""
    begins = (_FENCE.fullmatch(text), _RULE.fullmatch(text), _HEADING.match(text), _ITEM.match(text), text.startswith(">"))
    return any(begins) or _html(text, 0, 0, False, in_paragraph=True) is not None
