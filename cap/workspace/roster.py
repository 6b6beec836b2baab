"""A roster: a table of people, as a spreadsheet saves it (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

from cap.plan.model import Direction
from cap.refusal import Refusal, Unreadable, reason
from cap.text.wording import brief, did_you_mean, first_few, folded, near, one_of, sentence
from cap.workspace.files import contents
from cap.workspace.naming import key_of
from cap.workspace.paths import shown

# A column's name → the field it fills.
COLUMNS = {
    "name": "name",
    "key": "key",
    "file": "key",
    "role": "role",
    "manager": "manager",
    "direction": "direction",
    "started": "started",
}
DIRECTIONS: tuple[str, ...] = get_args(Direction)
MOST = 20  # mistakes that are lines
MOST_COLUMNS = 200


class Newcomer(NamedTuple):
    """Somebody who is to get a plan. Without a `key` the name gives one. `line` is that of the roster."""

    name: str
    key: str = ""
    role: str = ""
    manager: str = ""
    direction: Sequence[str] = ()
    started: date | None = None
    line: int = 0


def wrong_direction(word: str) -> str:
    """What to say about a direction that is none; nothing about one that is."""
    if word in DIRECTIONS:
        return ""
    hint = did_you_mean(word, DIRECTIONS) or f"Write {one_of(DIRECTIONS)}"
    return f"`{brief(word)}` is not a direction; {hint[0].lower()}{hint[1:]}"


def require_directions(words: Iterable[str]) -> None:
    """Refuse a word that is not a direction. Raises Refusal."""
    for word in words:
        if wrong := wrong_direction(word):
            raise Refusal(sentence(wrong))


def completed(people: Iterable[Newcomer], *, role: str, manager: str, direction: Sequence[str]) -> list[Newcomer]:
    """Fill in what is left open of each person."""
    return [
        person._replace(
            role=person.role or " ".join(role.split()),
            manager=person.manager or " ".join(manager.split()),
            direction=person.direction or direction,
        )
        for person in people
    ]


def read_roster(path: Path) -> tuple[list[Newcomer], list[str]]:
    """Read the people of a roster, and the columns that say nothing to us. Raises Refusal with every mistake, each at its line.

    UTF-8, with or without a mark in front; commas, semicolons or tabs between the cells; the first line names the columns.
    """
    file = shown(path)
    try:
        raw = contents(path)
    except OSError as error:
        raise Unreadable(f"the roster {file} cannot be read: {reason(error)}") from None
    rows = _rows(_decoded(raw, file), file)
    first, header = next(rows, (1, []))
    fields, unused = _fields(header, f"{file}:{first}")
    people: list[Newcomer] = []
    mistakes: list[str] = []
    for line, cells in rows:
        found = _mistakes_of(cells, fields)
        mistakes += [f"{file}:{line}: {mistake}" for mistake in found]
        if not found:
            people.append(_newcomer(_values(cells, fields), line))
    mistakes += [f"{file}:{mistake}" for mistake in _twice(people)]
    if mistakes:
        lines = first_few(mistakes, MOST, between="\n  ", last="\n  and ")
        raise Refusal(f"the roster needs mending first\n  {lines}")
    if not people:
        raise Refusal(f"{file} names nobody", "Below the line with the columns' names, each line is a person.")
    return people, unused


def _decoded(raw: bytes, file: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(f"{file} is UTF-16", "Save it as “CSV UTF-8”.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refusal(f"{file}:{line}: the byte 0x{raw[error.start]:02X} is not UTF-8", "Save it as “CSV UTF-8”.") from None


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold anything, each with the number of its first line. Cells are stripped."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [" ".join(cell.split()) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            hint = "A cell that holds a quote or a line end stands in double quotes, and a quote in it is typed twice."
            raise Refusal(f"{file}:{line}: the cells of this line cannot be told apart", hint) from None
        if any(cells):
            yield line, cells


def _fields(header: Sequence[str], where: str) -> tuple[list[str], list[str]]:
    """The field of each column, "" for one that is not ours, and the names of those."""
    if len(header) > MOST_COLUMNS:
        raise Refusal(f"{where}: a roster has no more than {MOST_COLUMNS} columns", "Save only the table of people.")
    names = [cell.casefold() for cell in header]
    fields = [COLUMNS.get(name, "") for name in names]
    unused = [cell for cell, field in zip(header, fields) if cell and not field]
    for cell in unused:
        guess = near(cell, [name for name, field in COLUMNS.items() if field not in fields])
        if guess:
            raise Refusal(f"{where}: `{brief(cell)}` is not a column of a roster", f"Did you mean `{guess}`?")
    for field in COLUMNS.values():
        if fields.count(field) > 1:
            raise Refusal(f"{where}: two columns for the {field}", "Keep one of the two.")
    if "name" not in fields:
        hint = "The first line names the columns: name, and as you like key, role, manager, direction, started."
        raise Refusal(f"{where}: there is no column `name`", hint)
    return fields, unused


def _mistakes_of(cells: Sequence[str], fields: Sequence[str]) -> list[str]:
    if any(cells[len(fields) :]):
        return [f"{len(cells)} cells, and only {len(fields)} columns; a cell that holds a comma stands in double quotes"]
    values = _values(cells, fields)
    mistakes = [] if values["name"] else ["this person has no name"]
    mistakes += [mistake for word in _words(values["direction"]) if (mistake := wrong_direction(word))]
    if started := values["started"]:
        try:
            date.fromisoformat(started)
        except ValueError:
            mistakes.append(f"`{brief(started)}` is not a day; write year-month-day, such as 2026-03-31")
    return mistakes


def _values(cells: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """The text of every field, "" where the roster says nothing."""
    return dict.fromkeys(COLUMNS.values(), "") | dict(zip(fields, cells))


def _newcomer(values: dict[str, str], line: int) -> Newcomer:
    return Newcomer(
        name=values["name"],
        key=values["key"],
        role=values["role"],
        manager=values["manager"],
        direction=_words(values["direction"]),
        started=date.fromisoformat(values["started"]) if values["started"] else None,
        line=line,
    )


def _words(cell: str) -> list[str]:
    return [word.lower() for word in re.split(r"[\s,;/|]+", cell) if word]


def _twice(people: Sequence[Newcomer]) -> Iterator[str]:
    """People whose plans would be the same file."""
    seen: dict[str, int] = {}
    for person in people:
        key = folded(person.key.removesuffix(".md") or key_of(person.name))
        if key and key in seen:  # a name without a letter gives none, and is refused for itself
            yield f"{person.line}: `{key}` stands on line {seen[key]} too; give each a name of their own in a column `key`"
        seen.setdefault(key, person.line)
