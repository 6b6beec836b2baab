"""For people: a table that fits the terminal. Keys are never cut, because they are there to be typed; names are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cap.columns import cut, filled, flat
from cap.plan.wording import width
from cap.team.output import Paint
from cap.team.overview import Row

HEAD = ("KEY", "NAME", "STAGE", "LAST", "NEXT", "OPEN", "LATE", "LINT")
RIGHT = frozenset({"OPEN", "LATE"})
SHORTEST = 8  # columns of a name
GAP = "  "


def render(rows: Sequence[Row], today: date, columns: int, paint: Paint) -> Iterator[str]:
    """`NEXT` ends in `!` when a conversation is due; `LINT` counts errors (e), warnings (w) and hints (h)."""
    lines = [cells(row) for row in rows]
    widths = [max(width(text) for text in column) for column in zip(HEAD, *[line for line in lines if len(line) == len(HEAD)])]
    widths[0] = max(width(line[0]) for line in [HEAD, *lines])
    widths[1] = max(min(widths[1], columns - sum(widths) + widths[1] - len(GAP) * (len(HEAD) - 1)), min(widths[1], SHORTEST))
    yield paint(_line(HEAD, widths, {}, paint), "strong")
    for row, line in zip(rows, lines):
        if row.broken is not None:
            start = filled(line[0], widths[0]) + GAP
            yield start + paint(cut(line[1], max(columns - width(start), 2 * SHORTEST)), "error")
        else:
            marks = {"NEXT": row.due, "LATE": row.overdue, "LINT": row.errors}
            yield _line(line, widths, {head: "error" if head == "LINT" else "warning" for head in marks if marks[head]}, paint)


def cells(row: Row) -> tuple[str, ...]:
    """A row's texts, one for each of HEAD; of a broken plan two, the key and what is the matter."""
    key = flat(row.key)
    if row.broken is not None:
        return key, f"broken: {flat(row.broken)}"
    found = ((row.errors, "e"), (row.warnings, "w"), (row.hints, "h"))
    return (
        key,
        flat(row.name or ""),
        row.stage or "",
        str(row.last or "-"),
        str(row.next or ("due" if row.due else "-")) + ("!" if row.due else ""),
        str(row.open or "-"),
        str(row.overdue or "-"),
        " ".join(f"{number}{level}" for number, level in found if number) or "-",
    )


def _line(texts: Sequence[str], widths: Sequence[int], styles: Mapping[str, str], paint: Paint) -> str:
    parts = []
    for head, text, columns in zip(HEAD, texts, widths):
        text = cut(text, columns)
        painted = paint(text, styles[head]) if head in styles else text
        parts.append(filled(text, columns, right=head in RIGHT).replace(text, painted, 1))
    return GAP.join(parts).rstrip()
