"""The story of a person, in the text below the front matter: what is told is added to it, and what is taken back is cut out of it;
nothing else there is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cap.edit.apply import append_text, text_in_file
from cap.plan.fences import Fences, cut
from cap.plan.headings import headings
from cap.text.blocks import without_comments

HEADING = "Life story"
_DAY = re.compile(r"\d{4}-\d\d-\d\d\b")
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
    section = next(_sections(body), None)
    if section is None:
        return append_text(raw, f"## {HEADING}\n\n{text}").raw
    if section[1] is None:
        return append_text(raw, text).raw
    lines = body.split(b"\n")
    place = fences.body + sum(len(line) + 1 for line in lines[: section[1]])
    return text_in_file(raw, place, text)


def story_of(raw: bytes) -> bytes:
    """The story as it stands in a file, with its heading; nothing where none is told, as below the form's own heading."""
    _, story = _divided(raw)
    told = without_comments(story.decode(errors="replace").replace("\r\n", "\n"))
    return story if any(line.strip() and not line.startswith("#") for line in told.split("\n")) else b""


def without_story(raw: bytes) -> bytes:
    """A file without the story, with its heading, and every other byte as it was."""
    return _divided(raw)[0]


def _divided(raw: bytes) -> tuple[bytes, bytes]:
    """A file without the parts that are headed as the story, and those parts."""
    fences = cut(raw)
    if not isinstance(fences, Fences):
        return raw, b""
    body = raw[fences.body :]
    lines = re.findall(rb"[^\n]*\n|[^\n]+", body)
    kept, story, reached = raw[: fences.body], b"", 0
    for first, end in _sections(body):
        if first >= reached:
            kept += b"".join(lines[reached:first])
            reached = len(lines) if end is None else end
            story += b"".join(lines[first:reached])
    return kept + b"".join(lines[reached:]), story


def _sections(body: bytes) -> Iterator[tuple[int, int | None]]:
    """The lines under each heading of the story, by number: the heading's own, and the first behind them; None for what goes to the end.

    The notes of a talk end it too, whatever their heading's level.
    """
    found = [one for one in headings(body.decode(errors="surrogateescape").split("\n")) if one.inside is None]
    for n, one in enumerate(found):
        if one.level <= 2 and one.title.casefold() == HEADING.casefold():
            ends = (other.line for other in found[n + 1 :] if other.level <= one.level or _DAY.match(other.title))
            yield one.line, next(ends, None)


def as_paragraphs(text: str) -> str:
    """What was told, as Markdown that shows it as it was told and opens no part of its own."""
    return _OPENS.sub(r"\1\\", text.strip("\n"))
