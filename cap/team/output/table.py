"""For people: a table that fits the terminal. Keys are never cut, because they are there to be typed; names are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cap.team.overview import Row
from cap.text.columns import Paint, cut, filled, flat
from cap.text.wording import width

HEAD = ("KEY", "NAME", "STAGE", "LAST", "NEXT", "OPEN", "LATE", "MIX", "LINT")
RIGHT = frozenset({"OPEN", "LATE"})
SPARED = ("MIX", "LAST")  # when there is no room
SHORTEST = 8  # columns of a name
GAP = "  "


def render(rows: Sequence[Row], today: date, columns: int, paint: Paint) -> Iterator[str]:
    """`NEXT` ends in `!` when a conversation is due; `MIX` counts experience/exposure/education; `LINT` errors (e), warnings (w) and
    hints (h). On a narrow terminal names are cut first, then the columns in SPARED left out."""
    lines = [cells(row) for row in rows]
    widths = {head: max(width(line.get(head, "")) for line in [{head: head}, *lines]) for head in HEAD}
    for spared in ("", *SPARED):
        widths.pop(spared, None)
        room = columns - sum(widths.values()) + widths["NAME"] - len(GAP) * (len(widths) - 1)
        if room >= min(widths["NAME"], SHORTEST):
            break
    widths["NAME"] = min(widths["NAME"], max(room, SHORTEST))
    yield paint(_line({head: head for head in HEAD}, widths, {}, paint), "strong")
    for row, line in zip(rows, lines):
        if row.broken is not None:
            start = filled(line["KEY"], widths["KEY"]) + GAP
            yield start + paint(cut(f"broken: {flat(row.broken)}", max(columns - width(start), 2 * SHORTEST)), "error")
        else:
            marks = {"NEXT": row.due, "LATE": row.overdue, "LINT": row.errors}
            yield _line(line, widths, {head: "error" if head == "LINT" else "warning" for head in marks if marks[head]}, paint)


def cells(row: Row) -> dict[str, str]:
    """A row's texts by their heads; of a broken plan only the key."""
    if row.broken is not None:
        return {"KEY": flat(row.key)}
    found = ((row.errors, "e"), (row.warnings, "w"), (row.hints, "h"))
    mix = (row.experience, row.exposure, row.education)
    return {
        "KEY": flat(row.key),
        "NAME": flat(row.name or ""),
        "STAGE": row.stage or "",
        "LAST": str(row.last or "-"),
        "NEXT": str(row.next or ("due" if row.due else "-")) + ("!" if row.due else ""),
        "OPEN": str(row.open or "-"),
        "LATE": str(row.overdue or "-"),
        "MIX": "/".join(map(str, mix)) if any(mix) else "-",
        "LINT": " ".join(f"{number}{level}" for number, level in found if number) or "-",
    }


def _line(texts: Mapping[str, str], widths: Mapping[str, int], styles: Mapping[str, str], paint: Paint) -> str:
    parts = []
    for head, columns in widths.items():
        text = cut(texts[head], columns)
        painted = paint(text, styles[head]) if head in styles else text
        parts.append(filled(text, columns, right=head in RIGHT).replace(text, painted, 1))
    return GAP.join(parts).rstrip()
