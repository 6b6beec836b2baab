"""Markdown that people wrote, as HTML that does nothing: no raw HTML, no pictures from elsewhere, no addresses but plain ones."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt

_TAGS = set(
    "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()  # noqa: SIM905
)
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
LARGEST = 200_000  # characters of a text that are laid out; what is longer is shown as it was typed


def html(text: str, *, below: int = 1) -> str:
    """A text as HTML. Its highest heading comes `below` levels under a heading of its kind, down to the sixth."""
    from cap.html.document import text as plain

    if len(text) > LARGEST:
        return "".join(f"<p>{plain(line)}</p>" for line in text.splitlines() if line.strip())
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image"])
    made = reader.render(text)
    made = re.sub(r"(</?h)([1-6])(?=>)", lambda found: f"{found[1]}{min(int(found[2]) + below, 6)}", made)
    return nh3.clean(made, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer")
