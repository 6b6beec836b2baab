"""What people type, understood: which item they mean, which day, and what belongs under a key.

Values are checked by the same walk that reads a file, so a rating of 11 is refused here in the words in which lint reports it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

import msgspec.inspect as types
from yaml import Mark
from yaml.nodes import Node, ScalarNode, SequenceNode

from cap.plan.items import Entry, entries, matches
from cap.plan.kinds import BY_KEY, BY_WORD
from cap.plan.model import Closing, Item
from cap.plan.places import Source
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.shape import Walk
from cap.refusal import Ambiguous, NotFound, Refusal
from cap.text.dates import DAY_WORDS, GRAMMAR, Unclear, day_meant, spelled
from cap.text.shell import for_shell
from cap.text.wording import brief, did_you_mean, first_few, one_of

MOTIVATIONS = frozenset(
    ("money", "skills", "impact", "authority", "recognition", "creativity")
)  # and any other in their own words
AS_WORDS = ("visions", "ways")  # lists of items that are mostly words alone, and may be written all at once
PEOPLE = ("by", "from", "refused_by")  # keys that say who
PAST = ("done", "dropped", "refused", "date")  # days on which something happened; a date under `ahead` is to come
LISTED = 8  # so many items are named in a message


# ---- which item


def find_item(reading: Reading, typed: str, kinds: Collection[str] = ()) -> Entry:
    """Find the one item that `typed` stands for. Raises Refusal with the candidates."""
    everything = entries(reading)
    found = matches(everything, typed, kinds) or matches(everything, typed)
    if len(found) == 1 and (not kinds or found[0].kind in kinds):
        return found[0]
    wanted = [entry for entry in everything if not kinds or entry.kind in kinds]
    nouns = [BY_WORD[kind].noun for kind in kinds]
    hint = f"There is: {labels(wanted)}." if wanted else f"This plan has no {one_of(nouns) if nouns else 'items'} yet."
    if len(found) == 1:
        raise Refusal(
            f"{label(found[0])} is {with_article(found[0].kind)}, and this takes {one_of([with_article(kind) for kind in kinds])}",
            hint,
        )
    if found:
        raise Ambiguous(f"“{brief(typed, 80)}” could be {labels(found)}", "Type its number, its id, or more of its text.")
    guess = did_you_mean(typed, [entry.id for entry in wanted if entry.id])
    raise NotFound(f"there is no {one_of(nouns) if nouns else 'item'} “{brief(typed, 80)}”", guess or hint)


def only_open(reading: Reading, kind: str, noun: str) -> Entry:
    """Find the only open item of a kind, which need not be named. `noun` is what it is wanted for. Raises Refusal."""
    found = [entry for entry in entries(reading) if entry.kind == kind and isinstance(entry.item, Closing) and entry.item.open]
    if len(found) == 1:
        return found[0]
    hint = f"Say it with --{kind}: {labels(found)}." if found else f"There is no open one yet; `cap add {kind}` adds one."
    raise Refusal(f"which {kind} is the {noun} for?", hint)


def label(entry: Entry) -> str:
    """Name an item as people know it: `2.1 “Take the board on Sundays”`."""
    return f"{entry.number} “{brief(entry.text)}”"


def labels(found: Sequence[Entry]) -> str:
    """Name some items, the first few of many."""
    return first_few([label(entry) for entry in found], LISTED, between="; ", last="; and ")


def with_article(kind: str) -> str:
    """Put the article before a kind."""
    return BY_WORD[kind].with_article


# ---- which day


def day_of(typed: str, today: date, *, back: bool = False) -> date:
    """Read a day, past or to come; what names no year is the next one, or the last one if `back`. Raises Refusal."""
    day = day_meant(typed, today, back=back)
    if day is None:
        guess = did_you_mean(typed, DAY_WORDS)
        raise Refusal(f"“{brief(typed, 80)}” is not a day that can be read", guess or f"Write {GRAMMAR}.")
    if not isinstance(day, Unclear):
        return day
    if not day.days:
        raise Refusal(f"there is no {typed.strip()} in the calendar", "Check the day and the month.")
    readings = one_of([spelled(one) for one in day.days])
    raise Ambiguous(f"“{typed.strip()}” can be {readings}", f"Write {one_of([str(one) for one in day.days])}.")


def day_past(typed: str | None, today: date) -> date:
    """Read the day on which something happened, today when nobody says. Raises Refusal."""
    day = day_of(typed, today, back=True) if typed is not None else today
    if day > today:
        raise Refusal(f"{with_weekday(day)} has not come yet", "Write the day it happened: 2026-03-31, yesterday, or friday.")
    return day


def with_weekday(day: date) -> str:
    """Write a day with its weekday: `2026-11-27 (Friday)`."""
    return f"{day} ({day:%A})"


# ---- what belongs under a key


def settable(shape: type[Item]) -> dict[str, types.Field]:
    """List the keys that hold one value or a list of words. Lists of items and of dates have commands of their own."""
    kind = types.type_info(shape)
    assert isinstance(kind, types.StructType)
    named = [field for field in kind.fields if field.encode_name not in BY_KEY or field.encode_name in AS_WORDS]
    return {field.encode_name: field for field in named if _is_settable(field.type)}


def _is_settable(kind: types.Type) -> bool:
    if isinstance(kind, types.ListType):
        return _holds(kind.item_type, types.StrType, types.LiteralType)
    if isinstance(kind, types.Metadata):
        return _is_settable(kind.type)
    if isinstance(kind, types.UnionType):
        return any(_is_settable(choice) for choice in kind.types)
    return not isinstance(kind, (types.StructType, types.NoneType))


def _holds(kind: types.Type, *wanted: type[types.Type]) -> bool:
    """Tell whether a value of one of these types may stand there."""
    if isinstance(kind, types.Metadata):
        return _holds(kind.type, *wanted)
    if isinstance(kind, types.UnionType):
        return any(_holds(choice, *wanted) for choice in kind.types)
    return isinstance(kind, wanted)


def text_of(typed: str, key: str) -> str:
    """Take the blanks off both ends of a text. Raises Refusal when nothing is left."""
    if not typed.strip():
        raise Refusal(f"`{key}` needs something to say", "Write what belongs there, or leave it out.")
    return typed.strip()


def name_of(reading: Reading, typed: str) -> str:
    """Read who is meant. `manager` becomes the manager's name, which stays true when the manager changes; `self` stays."""
    word = typed.lower()
    if word == "manager" and reading.plan is not None and reading.plan.manager:
        return reading.plan.manager
    return word if word in ("self", "manager") else typed


def value_of(reading: Reading, field: types.Field, path: ItemPath, typed: Sequence[str], today: date) -> Any:
    """Read what was typed as the value of a field that belongs at `path`. Raises Refusal in the words of lint."""
    key = field.encode_name
    texts = list(dict.fromkeys(text_of(text, key) for text in typed))
    is_list = _holds(field.type, types.ListType)
    if len(typed) != 1 and not is_list:
        raise Refusal(f"`{key}` takes one value", f"Several words go in quotes: {for_shell(' '.join(typed))}")
    if _holds(field.type, types.DateType):
        if key in PAST and path[0] != "ahead":
            return day_past(texts[0], today)
        return day_of(texts[0], today, back=key == "started")
    if key in PEOPLE:
        return name_of(reading, texts[0])
    target = BY_KEY[str(path[-3])].links.get(key) if len(path) > 2 else None
    if target is not None:
        ids = list(dict.fromkeys(_reference(reading, BY_KEY[target].word, text) for text in texts))
        return ids if len(ids) > 1 else ids[0]
    if key == "motivations":
        _require_one_each(texts)
    if key == "id":
        _require_free(reading, texts[0], path)
    start = Mark("", 0, 0, 0, "", 0)
    style = '"' if _holds(field.type, types.StrType, types.ListType) else ""  # `null` is text here, and not a blank
    scalars: list[Node] = [ScalarNode("", text, start, start, style=style) for text in texts]
    alone = len(scalars) == 1 and (not is_list or _holds(field.type, types.StrType, types.LiteralType))
    walk = Walk(Source("", ""))
    built = walk.build(scalars[0] if alone else SequenceNode("", scalars, start, start), field.type, path)
    if walk.problems:
        problem = walk.problems[0]
        hint = problem.hint
        if is_list and "," in typed[0]:
            hint = f"Several go one after the other: {for_shell(*typed[0].replace(',', ' ').split())}"
        elif problem.rule == "wrong-type" and problem.fix is None and _holds(field.type, types.IntType):
            hint = "Write the number alone, such as 6."
        raise Refusal(problem.message, hint)
    return built in (True, "yes") if _holds(field.type, types.BoolType) else built


def _require_one_each(texts: Sequence[str]) -> None:
    """Refuse `impact, skills` as one motivation. Raises Refusal."""
    every = [part.strip() for text in texts for part in text.split(",") if part.strip()]
    for text in texts:
        if "," in text and MOTIVATIONS & {part.strip().lower() for part in text.split(",")}:
            raise Refusal(f"“{brief(text)}” would be one motivation", f"Several go one after the other: {for_shell(*every)}")


def _reference(reading: Reading, kind: str, typed: str) -> str:
    """Find the id of an item to link to, however it was named. Raises Refusal."""
    entry = find_item(reading, typed, (kind,))
    if entry.id is None:
        who = for_shell(PurePath(reading.path).stem)
        raise Refusal(
            f"{label(entry)} has no id to link to", f"Give it a short one first: cap set {who} id WORD --item {entry.number}"
        )
    return entry.id


def _require_free(reading: Reading, name: str, path: ItemPath) -> None:
    """Refuse an id that another item has. Raises Refusal."""
    for entry in entries(reading):
        if entry.id == name and (*entry.path, "id") != path:
            raise Refusal(f"the id `{name}` is taken: {label(entry)} has it", "Choose another word.")
