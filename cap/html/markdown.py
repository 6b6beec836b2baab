"""Markdown that people wrote, as HTML that does nothing: no raw HTML, no pictures from elsewhere, no addresses but plain ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cap.text.direction import direction, has_leftward

_TAGS = set("a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split())
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "*": {"dir"}}
_SCHEMES = {"http", "https", "mailto"}
LARGEST = 200_000  # characters of a text that are laid out; what is longer is shown as it was typed


def html(text: str, *, below: int = 1) -> str:
    """A text as HTML. Its highest heading comes `below` levels under a heading of its kind, down to the sixth."""
    from cap.html.document import text as plain

    if len(text) > LARGEST:
        return "".join(f"<p>{plain(line)}</p>" for line in text.splitlines() if line.strip())
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image"])
    blocks = reader.parse(text)
    if has_leftward(text):
        _turn(blocks)
    made = reader.renderer.render(blocks, reader.options, {})
    made = re.sub(r"(</?h)([1-6])(?=[ >])", lambda found: f"{found[1]}{min(int(found[2]) + below, 6)}", made)
    return nh3.clean(made, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer")


def _turn(blocks: Sequence[Token]) -> None:
    """Let each block of text read in the direction of most of it; the marks of a list stand where most of the list begins."""
    lists: list[tuple[Token, list[str]]] = []
    for n, block in enumerate(blocks):
        match block.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append((block, []))
            case "bullet_list_close" | "ordered_list_close":
                start, texts = lists.pop()
                start.attrSet("dir", direction(" ".join(texts)))
            case "inline":
                around = blocks[n - 2] if blocks[n - 1].hidden else blocks[n - 1]
                around.attrSet("dir", direction(block.content))
                for _, texts in lists:
                    texts.append(block.content)
