"""The story of a person, in the text below the front matter: what is told is added to it, and nothing there is touched."""

from __future__ import annotations

import re

from cap.edit.apply import append_text, text_in_file
from cap.plan.fences import Fences, cut
from cap.plan.headings import headings

HEADING = "Life story"
# What would begin a part of its own, hide what follows, or make a heading of the line above.
_OPENS = re.compile(r"^( {0,3})(?=#{1,6}(?:\s|$)|```|~~~|<|[-=]+\s*$)", re.M)


def add_story(raw: bytes, text: str) -> bytes:
    """Put `text` at the end of what stands under the story's heading, which is made where there is none. Raises EditBlocked.

    A story that is there to the word is not added twice.
    """
    text = as_paragraphs(text)
    fences = cut(raw)
    if not isinstance(fences, Fences):
        return append_text(raw, text).raw  # which says what is wrong
    body = raw[fences.body :]
    if text in body.decode(errors="replace").replace("\r\n", "\n"):
        return raw
    found = [one for one in headings(body.decode(errors="surrogateescape").split("\n")) if one.inside is None]
    at = next((n for n, one in enumerate(found) if one.level <= 2 and one.title.casefold() == HEADING.casefold()), None)
    if at is None:
        return append_text(raw, f"## {HEADING}\n\n{text}").raw
    end = next((one.line for one in found[at + 1 :] if one.level <= found[at].level), None)
    if end is None:
        return append_text(raw, text).raw
    lines = body.split(b"\n")
    place = fences.body + sum(len(line) + 1 for line in lines[:end])
    return text_in_file(raw, place, text)


def as_paragraphs(text: str) -> str:
    """What was told, as Markdown that shows it as it was told and opens no part of its own."""
    return _OPENS.sub(r"\1\\", text.strip("\n"))
