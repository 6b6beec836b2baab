"""HTML from a mail program as the text that its reader saw: paragraphs, line breaks, lists and quotes. Nothing is run, nothing hidden is read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """
    address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav
    ol p pre section table tbody thead tr ul
    """.split()
)
_PARAGRAPHS = frozenset("p blockquote ul ol table h1 h2 h3 h4 h5 h6 pre".split())
_UNSEEN = frozenset("head script style template title noscript textarea select option svg math object iframe".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
DEEPEST = 400  # tags within each other


def plain(html: str) -> str:
    """The text of an HTML page; what was quoted has `> ` before each line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reader.lines)).strip("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.open: list[tuple[str, bool]] = []  # tags, and whether what is in them is not seen
        self.quotes = 0
        self.numbers: list[int] = []  # of the next entry of each list that is open, 0 where it has none

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "br" and not self._unseen:
            self.end_line(even_if_empty=True)
        if tag in _VOID:
            return
        if len(self.open) >= DEEPEST:
            raise ValueError("too many tags within each other")
        hidden = tag in _UNSEEN or "hidden" in given or _HIDDEN.search(given.get("style") or "") is not None
        if tag in _BLOCKS:
            self.end_line()
            if tag in _PARAGRAPHS:
                self.gap()
        self.open.append((tag, hidden or self._unseen))
        if tag == "blockquote":
            self.quotes += 1
        if tag == "ol":
            start = given.get("start") or ""
            self.numbers.append(int(start) if start.isdecimal() and len(start) < 5 else 1)
        if tag == "ul":
            self.numbers.append(0)
        if tag == "li" and not self._unseen:
            number = self.numbers[-1] if self.numbers else 0
            self.line = f"{number}. " if number else "- "
            if number:
                self.numbers[-1] += 1
        if tag in ("td", "th") and self.line:
            self.line += " "

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self.open):
            return
        if tag in _BLOCKS:
            self.end_line()
        while self.open:
            name = self.open.pop()[0]
            self.quotes -= name == "blockquote"
            if name in ("ol", "ul"):
                self.numbers.pop()
            if name == tag:
                break
        if tag in _PARAGRAPHS:
            self.gap()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if any(name == "pre" for name, _ in self.open):
            first, *rest = data.split("\n")
            self.line += first
            for line in rest:
                self.end_line(even_if_empty=True)
                self.line = line
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        self.line += words.lstrip(" ") if not self.line or self.line.endswith(" ") else words

    def end_line(self, *, even_if_empty: bool = False) -> None:
        if self.line.strip() or even_if_empty:
            self.lines.append("> " * self.quotes + self.line.rstrip())
        self.line = ""

    def gap(self) -> None:
        if not self._unseen:
            self.lines.append("")

    @property
    def _unseen(self) -> bool:
        return bool(self.open) and self.open[-1][1]
