"""For a browser, and for paper: tables of everyone as one page. Where there is no room for a table, each row stands as a block of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from cap.html.document import document, text

# On paper the heads stand above each page's part of a table; on a long screen they stay in sight.
STYLE = """\
main{max-width:72rem}
caption{text-align:start;break-after:avoid}
caption h2{margin-top:1.6rem;border:0}
th,td{border-width:0 0 1px;text-align:start;overflow-wrap:anywhere}
thead th{position:sticky;top:0;background:var(--page);color:var(--soft);font-size:.9rem;font-weight:600;overflow-wrap:normal}
tbody th{font-weight:600}
th .soft,td .soft{display:block;unicode-bidi:plaintext;font-weight:400;font-size:.92rem}
.day,.short{white-space:nowrap}
.day .soft{white-space:normal}
code{font-size:.92em}
@media screen and (max-width:48rem){
table,caption,tbody,th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody tr{display:grid;grid-template-columns:1fr 1fr;gap:.1rem 1rem;border-bottom:1px solid var(--line);padding:.6rem 0}
tbody th,td{border:0;padding:0;min-width:0}
tbody th,.why{grid-column:1/-1}
td:empty{display:none}
.day,.short{white-space:normal}
td:not(.why)::before{display:block;color:var(--soft);font-weight:400;font-size:.85rem}
}
@media print{
main{font-size:9pt}
th,td{padding:.2rem .4rem}
th .soft,td .soft,thead th{font-size:8.5pt}
thead th{position:static}
tbody tr:first-child{break-before:avoid}
}"""


class Column(NamedTuple):
    """A column: its head, what part of the page it takes, in percent, and what its cells hold: words, a day with words about it, a short
    word, or what is typed as it stands."""

    head: str
    share: int
    kind: Literal["", "day", "short", "code"] = ""


class Cell(NamedTuple):
    """What stands in a place: words, what is to say about them, and whether they are late."""

    words: str
    about: str = ""
    late: bool = False


class Rows(NamedTuple):
    """A table: what is in it, and its rows, the first cell of each the one that names it. A row of two cells in a table of more says
    in the second why there are no others."""

    title: str
    rows: Sequence[Sequence[Cell]]


def render(title: str, said: Sequence[str], columns: Sequence[Column], tables: Sequence[Rows]) -> Iterator[str]:
    """The page, line by line. `said`: what stands above the tables, a paragraph each, commands in backticks; of a column that is empty in
    all tables nothing is shown."""
    shown = [
        i
        for i in range(len(columns))
        if any(cells[i].words for table in tables for cells in table.rows if len(cells) == len(columns))
    ] or [*range(len(columns))]
    heads = [columns[i] for i in shown]
    body = [f"<header><h1>{text(title)}</h1>", *(f"<p>{_with_code(words)}</p>" for words in said if words), "</header>"]
    for table in tables:
        body.append(f"<table><caption><h2>{text(table.title)}</h2></caption>")
        body += ["<thead><tr>", *(f'<th scope="col">{text(column.head)}</th>' for column in heads), "</tr></thead>", "<tbody>"]
        for cells in table.rows:
            whole = len(cells) == len(columns)
            body.append(_row([cells[i] for i in shown], heads) if whole else _broken(cells, heads))
        body.append("</tbody></table>")
    yield from document(title, body, style=f"{STYLE}\n{_columns(heads)}").rstrip("\n").split("\n")


def _row(cells: Sequence[Cell], columns: Sequence[Column]) -> str:
    first, *others = cells
    return f'<tr><th scope="row">{_said(first)}</th>{"".join(map(_cell, others, columns[1:]))}</tr>'


def _cell(cell: Cell, column: Column) -> str:
    if column.kind == "code":
        return f"<td><code>{text(cell.words)}</code></td>" if cell.words else "<td></td>"
    kinds = " ".join(filter(None, (column.kind, "late" if cell.late else "")))
    return (f'<td class="{kinds}">' if kinds and cell.words else "<td>") + f"{_said(cell)}</td>"


def _said(cell: Cell) -> str:
    return text(cell.words) + (f' <span class="soft">{text(cell.about)}</span>' if cell.about else "")


def _broken(cells: Sequence[Cell], columns: Sequence[Column]) -> str:
    name, why = cells
    return f'<tr><th scope="row">{_said(name)}</th><td class="late why" colspan="{len(columns) - 1}">{_said(why)}</td></tr>'


def _columns(columns: Sequence[Column]) -> str:
    """The rules of the columns that are shown: how wide they are, and what each cell says that it is where it stands in a block."""
    whole = sum(column.share for column in columns)
    wide = "".join(f"th:nth-child({n}){{width:{100 * column.share // whole}%}}" for n, column in enumerate(columns, 1))
    named = "".join(f'td:nth-child({n}):not(.why)::before{{content:"{column.head}"}}' for n, column in enumerate(columns[1:], 2))
    return f"@media print,(min-width:48.01rem){{{wide}}}\n@media screen and (max-width:48rem){{{named}}}"


def _with_code(words: str) -> str:
    """Words of ours, in which a command stands between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", text(words))
