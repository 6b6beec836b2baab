"""For a mail or a page: the whole plan as Markdown, with its history, and the body below as it stands in the file, without its comments."""

from __future__ import annotations

from collections.abc import Iterator

from cap.show.entries import Entry
from cap.show.page import Page
from cap.text.blocks import without_comments
from cap.text.columns import Paint
from cap.text.escapes import visible
from cap.text.markdown import literal


def render(page: Page, body: str, columns: int, paint: Paint) -> Iterator[str]:
    yield f"# {literal(page.name)}"
    yield ""
    if page.role:
        yield literal(page.role)
        yield ""
    for label, text in page.facts:
        yield f"- **{literal(label)}:** {literal(text)}"
    for section in page.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        for entry in section.entries:
            yield from _entry(entry, "")
    text = (
        visible(without_comments(body.replace("\r\n", "\n")), keep="\n\t")
        .strip("\n")
        .removeprefix(f"# {page.name}\n")
        .strip("\n")
    )
    if text:
        yield ""
        yield "---"
        yield ""
        yield text


def _entry(entry: Entry, indent: str) -> Iterator[str]:
    """An item, and what belongs to it four blanks deeper: some readers take fewer for no depth at all."""
    number = f"**{entry.number}** " if entry.number else ""
    facts = f" ({', '.join([*entry.tail, *entry.facts])})" if entry.tail or entry.facts else ""
    yield f"{indent}- {number}{literal(entry.text)}{facts}"
    for label, text in entry.lines:
        yield f"{indent}    - {literal(label)}: {literal(text)}"
    for child in entry.entries:
        yield from _entry(child, indent + "    ")
