"""Lists in Markdown, and minutes shared out: what the agenda templates have besides Jinja's own filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from cap.agenda.words import listed
from cap.text.dates import spelled


def bullets(entries: Sequence[Any], most: int = 100, mark: str = "- ") -> str:
    """Entries as a Markdown list: texts, or facts with `title` or `text` and `details`; after `most`, how many more."""
    lines = []
    for entry in entries[:most]:
        if isinstance(entry, dict):
            lines.append(mark + (entry.get("title") or entry["text"]))
            lines += [f"  - {detail}" for detail in entry.get("details", [])]
        else:
            lines.append(f"{mark}{entry}")
    if len(entries) > most:
        lines.append(f"- and {len(entries) - most} more in the plan")
    return "\n".join(lines)


def tasks(entries: Sequence[Any], most: int = 100) -> str:
    """The same with boxes to tick."""
    return bullets(entries, most, "- [ ] ")


def share(total: int, weights: Sequence[float]) -> list[int]:
    """`total` minutes split by weight into whole ones that add up, in steps of five where there is room for that.

    Nothing for a weight of 0, at least a step for every other. ValueError when there is less than a minute for each.
    """
    wanted, counted = sum(weights), sum(weight > 0 for weight in weights)
    if not counted:
        return [0 for _ in weights]
    if total < counted:
        raise ValueError(f"{total} minutes are too few for {counted} parts")
    step = 5 if total >= 8 * counted else 1
    due = [total * weight / wanted / step for weight in weights]
    steps = [int(weight > 0) for weight in weights]
    for _ in range(total // step - counted):  # each to the part that is furthest below its due
        steps[max(range(len(weights)), key=lambda part: due[part] - steps[part])] += 1
    minutes = [number * step for number in steps]
    minutes[weights.index(max(weights))] += total % step
    return minutes


def cell(text: str) -> str:
    """A text that can stand in a cell of a table."""
    return text.replace("|", "\\|")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "bullets": bullets,
    "cell": cell,
    "listed": listed,
    "share": share,
    "spelled": lambda day: spelled(date.fromisoformat(day)),
    "tasks": tasks,
}


def tidy(markdown: str, *, tight: bool = False) -> str:
    """No more than one blank line in a row and none inside a list, so that templates need not care about what they leave out;
    if `tight`, none below a heading or a bold line either."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip(" \t") for line in markdown.split("\n")))
    if tight:
        text = re.sub(r"^(#+ .*\n|\*\*[^*]+\*\*\n)\n", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"^( *- .*\n)\n(?= *- )", r"\1", text, flags=re.MULTILINE).strip() + "\n"
