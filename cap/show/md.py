"""For a mail or a page: the whole plan as Markdown, with its history, and the body below as it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cap.show.entries import Entry
from cap.show.page import Page
from cap.text.columns import Paint, flat
from cap.text.escapes import visible

_MARKS = re.compile(r"([\\`*_\[\]<>#|~]|^[-+](?=\s)|^\d+(?=[.)]\s))")


def render(page: Page, body: str, columns: int, paint: Paint) -> Iterator[str]:
    yield f"# {escaped(page.name)}"
    yield ""
    if page.role:
        yield escaped(page.role)
        yield ""
    for label, text in page.facts:
        yield f"- **{escaped(label)}:** {escaped(text)}"
    for section in page.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        for entry in section.entries:
            yield from _entry(entry, "")
    text = visible(body.replace("\r\n", "\n"), keep="\n\t").strip("\n").removeprefix(f"# {page.name}\n").strip("\n")
    if text:
        yield ""
        yield "---"
        yield ""
        yield text


def _entry(entry: Entry, indent: str) -> Iterator[str]:
    number = f"**{entry.number}** " if entry.number else ""
    facts = f" ({', '.join([*entry.tail, *entry.facts])})" if entry.tail or entry.facts else ""
    yield f"{indent}- {number}{escaped(entry.text)}{facts}"
    for label, text in entry.lines:
        yield f"{indent}  - {escaped(label)}: {escaped(text)}"
    for child in entry.entries:
        yield from _entry(child, indent + "  ")


def escaped(text: str) -> str:
    """A text of the front matter on one line, with Markdown's marks taken for what they are."""
    return _MARKS.sub(lambda found: "\\" + found[0] if not found[0].isdigit() else found[0] + "\\", flat(text))
