"""For a chat or a mail: what one person promised, or asked for, as a list of Markdown. How often anything was put off is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cap.team.due import Due
from cap.text.dates import spelled
from cap.text.markdown import literal


def render(dues: Sequence[Due], today: date) -> Iterator[str]:
    """A line for each thing, what is late first."""
    return (_line(due, today) for due in dues)


def _line(due: Due, today: date) -> str:
    day = "no day yet" if due.due is None else f"{'was due' if due.due < today else 'by'} {spelled(due.due)}"
    if due.kind != "support":
        who = f" ({literal(due.name)})"
    elif due.from_ is None:
        who = f" (for {literal(due.name)}; nobody has promised it yet)"
    elif due.from_ == due.name:
        who = f" ({literal(due.name)})"
    else:
        who = f" ({literal(due.from_)}, for {literal(due.name)})"
    return f"- [ ] {literal(due.what)}{who}: {day}"
