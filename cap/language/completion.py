"""What is offered while somebody types a plan: keys, words, ids, people, days, and whole entries to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from cap.edit.scalars import Scalar, scalar
from cap.edit.typed import PAST
from cap.language.cursor import Cursor, cursor
from cap.language.days import days, label
from cap.language.document import Document, Point, Replacement
from cap.language.entries import below_a_key, new_entry, new_plan
from cap.language.fields import Field, field_at, keys_of, shape_at
from cap.language.handles import handle
from cap.language.items import items
from cap.language.people import people
from cap.plan.problem import ItemPath
from cap.text.wording import folded

MANY = 100  # people; of more, those are offered whose name has what is typed, and to narrow them it has to be asked for again
Sort = Literal["key", "word", "number", "id", "person", "day", "entry"]


class Completion(NamedTuple):
    """One thing that can be chosen. `detail` stands beside the label, `meaning` explains it. `filter` is what a client holds against what
    stands in the edit's span up to the cursor. `snippet`: the edit's text has places to fill in, `$1` or `${1:text}`."""

    label: str
    sort: Sort
    edit: Replacement
    filter: str
    detail: str = ""
    meaning: str = ""
    snippet: bool = False


class _Here(NamedTuple):
    document: Document
    cursor: Cursor

    def offer(
        self, value: Scalar, sort: Sort, *, label: str = "", filter: str = "", detail: str = "", meaning: str = ""
    ) -> Completion:
        """A value, written as it has to be where the cursor is: in the quotes that stand there, or in some where it needs them."""
        cursor = self.cursor
        written, _ = scalar(value, flow=cursor.flow, quote=cursor.quote)
        wanted = cursor.quote + (filter or str(value))
        return self.raw(written, sort, label or str(value), wanted, detail=detail, meaning=meaning)

    def raw(
        self, text: str, sort: Sort, label: str, filter: str, *, detail: str = "", meaning: str = "", snippet: bool = False
    ) -> Completion:
        span = self.document.span(self.cursor.start, self.cursor.end)
        return Completion(label, sort, Replacement(span, text), filter, detail, meaning, snippet)


def complete(document: Document, point: Point) -> list[Completion]:
    """What may stand at a place, the likeliest first. Nothing in a comment, in a block of text, or below the front matter.

    Days are those that begin with what is typed, so they have to be asked for again after the next key; the rest is for the client to filter.
    """
    if not document.text.strip():
        text = new_plan()
        return [Completion("a new plan", "entry", Replacement(document.span(0, len(document.text)), text), "---", snippet=True)]
    at = cursor(document, point)
    if at is None or (at.prefix.endswith(":") and not at.quote):
        return []
    here = _Here(document, at)
    return [*_entries(here), *(_values(here) if at.value else ()), *(_keys(here) if at.key else ())]


# ---- keys


def _keys(here: _Here) -> Iterator[Completion]:
    """The keys that are not there yet."""
    cursor = here.cursor
    shape = shape_at(cursor.path)
    if shape is None:
        return
    there = cursor.others.keys(cursor.path)
    for field in keys_of(shape).values():
        if field.key not in there:
            text, snippet = (field.key, False) if cursor.colon else below_a_key(here.document, cursor, field)
            written = cursor.quote + field.key + cursor.quote if cursor.quote else text
            detail = "needed" if field.required else ""
            yield here.raw(
                written,
                "key",
                field.key,
                cursor.quote + field.key,
                detail=detail,
                meaning=field.meaning,
                snippet=snippet and not cursor.quote,
            )


# ---- entries


def _entries(here: _Here) -> Iterator[Completion]:
    """A whole entry of the list that the cursor is in, or could begin one in."""
    cursor = here.cursor
    if cursor.quote:
        return
    if cursor.entry is not None:
        path, dash = cursor.entry, True
    elif cursor.value and cursor.path and isinstance(cursor.path[-1], int):
        path, dash = cursor.path, False
    elif cursor.value and cursor.key and (field := field_at(cursor.path)) and field.entry:
        path, dash = (*cursor.path, 0), True
    else:
        return
    field = field_at(path)
    if field and field.entry and isinstance(path[-1], int):
        text = new_entry(here.document, cursor, path, field.entry, dash=dash)
        name = field.entry.noun
        yield here.raw(text, "entry", f"new {name}", f"- {name}" if dash else name, meaning=field.meaning, snippet=True)


# ---- values


def _values(here: _Here) -> Iterator[Completion]:
    cursor = here.cursor
    field = field_at(cursor.path)
    if field is None or field.entry is not None:
        return
    alone = field.is_list and not isinstance(cursor.path[-1], int)
    before, after = ("- ", "") if alone and cursor.key else ("[", "]") if alone and field.key == "was" else ("", "")
    listed = {piece.text for piece in cursor.others.within(cursor.path[:-1])} if isinstance(cursor.path[-1], int) else set()
    for one in _offers(here, field):
        if one.label not in listed:
            yield one._replace(edit=one.edit._replace(text=before + one.edit.text + after))


def _offers(here: _Here, field: Field) -> Iterator[Completion]:
    if field.link:
        yield from _ids(here, field.link)
    elif field.key == "id":
        yield from _new_id(here, field)
    elif field.is_rating:
        for points in range(1, 11):
            yield here.offer(points, "number", meaning=field.meaning)
    elif field.is_day:
        yield from _days(here, field.key)
    elif field.is_person:
        typed = folded(here.cursor.prefix)
        found = (one for one in people(here.document, here.cursor, field.key) if typed in folded(one[0]))
        for name, what in islice(found, MANY):
            yield here.offer(name, "person", detail=what)
    else:
        quote = here.cursor.quote if field.key != "format" else ""
        for word, meaning in field.words.items():
            yield here.raw(quote + word + quote, "word", word, here.cursor.quote + word, meaning=meaning)


def _ids(here: _Here, target: str) -> Iterator[Completion]:
    """The ids of the items that may be meant; those that are closed come last."""
    found = [item for item in items(here.cursor.others) if item.path[0] == target and len(item.path) == 2 and item.id]
    for item in sorted(found, key=lambda item: item.closed):
        handle = item.id.text if item.id else ""
        detail = f"{item.kind.noun} {item.number}" + (f", {item.state}" if item.closed else "")
        yield here.offer(handle, "id", filter=f"{handle} {item.text}", detail=detail, meaning=item.text)


def _new_id(here: _Here, field: Field) -> Iterator[Completion]:
    """An id for the item that the cursor is in, out of its name; what is longer is for whoever wants it."""
    found = next((item for item in items(here.cursor.others) if item.path == here.cursor.path[:-1]), None)
    if found is not None and found.text:
        taken = {item.id.text for item in items(here.cursor.others) if item.id}
        yield here.offer(handle(found.text, found.kind.word, taken), "id", meaning=field.meaning)


def _days(here: _Here, key: str) -> Iterator[Completion]:
    cursor, typed = here.cursor, here.cursor.prefix
    for words, day in days(typed, here.document.today, back=_is_behind(cursor.path, key)):
        yield here.offer(day, "day", label=label(words, day), filter=typed or words)


def _is_behind(path: ItemPath, key: str) -> bool:
    """Whether a day under a key has passed by the time it is written."""
    return (key in PAST and path[0] != "ahead") or key in ("started", "was")
