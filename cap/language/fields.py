"""What the model says of a place in a plan: which item it is in, which keys that takes, what a key takes and means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec.inspect as types

from cap.plan.kinds import BY_KEY, ENDS, KINDS, Kind
from cap.plan.meanings import MEANINGS
from cap.plan.model import Item, Plan
from cap.plan.problem import ItemPath
from cap.plan.scalars import in_order
from cap.plan.slips.grammar import Field as Grammar
from cap.plan.slips.grammar import choices, fields

PEOPLE = frozenset(("with", "from", "by", "manager", "refused_by"))  # keys that say who, where they take text
_LAST = (*ENDS, "format", "$schema")  # how an item ends, and what is for programs


class Field(NamedTuple):
    """One key of an item. `words` are what it takes where only certain words will do, or are usual, each with its meaning; `link` is the list
    whose ids it takes; `entry` what kind of item stands in its entries."""

    key: str
    meaning: str
    required: bool
    grammar: Grammar
    words: Mapping[str, str]
    link: str = ""
    entry: Kind | None = None

    @property
    def is_list(self) -> bool:
        return self.grammar.is_list

    @property
    def is_day(self) -> bool:
        return any(isinstance(one, types.DateType) for one in _inside(self.grammar.kind))

    @property
    def is_rating(self) -> bool:
        return any(isinstance(one, types.IntType) for one in _inside(self.grammar.kind))

    @property
    def is_person(self) -> bool:
        return self.key in PEOPLE and self.grammar.sort in ("text", "texts")


def shape_at(path: ItemPath) -> type[Item] | None:
    """The struct of the mapping at a path; None where none belongs."""
    shape: type[Item] | None = Plan
    for i, step in enumerate(path):
        if shape is None:
            return None
        if isinstance(step, str):
            field = fields(shape).get(step)
            if field is None or field.item is None or (i + 1 < len(path) and isinstance(path[i + 1], str)):
                return None
            if i + 1 == len(path):
                return None
            shape = field.item
    return shape


def field_at(path: ItemPath) -> Field | None:
    """The field that a value at a path stands in, as the value itself or as an entry of its list; None where the format knows none."""
    if path and isinstance(path[-1], int):
        path = path[:-1]
    if not path or isinstance(path[-1], int):
        return None
    shape = shape_at(path[:-1])
    return keys_of(shape).get(path[-1]) if shape is not None else None


@cache
def keys_of(shape: type[Item]) -> dict[str, Field]:
    """The keys of an item, in the order in which they are offered: what it is called first, how it ends last."""
    known = fields(shape)
    kind = next((kind for kind in KINDS if kind.shape is shape), None)
    required = kind.required if kind else (Plan.NAME,)
    order = sorted(known, key=lambda key: (key != shape.NAME, key not in required, key in _LAST))
    return {key: _field(key, known[key], kind, key in required) for key in order}


def _field(key: str, grammar: Grammar, kind: Kind | None, required: bool) -> Field:
    link = kind.links.get(key, "") if kind else ""
    entry = BY_KEY[key] if grammar.item is not None else None
    return Field(key, _meaning(grammar.kind), required, grammar, _words(key, grammar.kind, kind), link, entry)


def _meaning(kind: types.Type) -> str:
    """What the model says that a field is."""
    said = kind.extra_json_schema if isinstance(kind, types.Metadata) else None
    return str((said or {}).get("description", ""))


def _words(key: str, kind: types.Type, owner: Kind | None) -> dict[str, str]:
    meant = MEANINGS.get(f"{owner.word}.{key}" if owner else f"plan.{key}") or MEANINGS.get(key, {})
    inside = _inside(kind)
    words = [word for one in inside if isinstance(one, types.LiteralType) for word in in_order(one.values)]
    if any(isinstance(one, types.BoolType) for one in inside):
        words = ["yes", "no"]
    return {word: meant.get(word, "") for word in words} if words else dict(meant)


def _inside(kind: types.Type) -> list[types.Type]:
    """The types that may stand where one does, as it is or in a list."""
    found: list[types.Type] = []
    for one in choices(kind):
        found += choices(one.item_type) if isinstance(one, types.ListType) else [one]
    return found
