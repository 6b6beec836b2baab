"""What the model says of the value at an item path: which keys it has, in which order, and whether text may stand for more."""

from __future__ import annotations

from functools import cache

import msgspec.inspect as types

from cap.plan.kinds import ENDS, NAME_KEYS
from cap.plan.model import Closing, Plan
from cap.plan.problem import ItemPath


def key_order(path: ItemPath) -> tuple[str, ...]:
    """List the keys of the item at `path` in the order in which people write them; none where the model knows nothing.

    What it is called comes first, then its id; the keys that close it come before the lists of further items.
    """
    shape = next((kind for kind in _kinds(path) if isinstance(kind, types.StructType)), None)
    if shape is None:
        return ()
    name = name_key(path)
    closing = ENDS if issubclass(shape.cls, Closing) else ()
    known = [field.encode_name for field in shape.fields]
    lists = [key for key in known if _holds_items((*path, key))]
    plain = [key for key in known if key not in (name, *closing, *lists)]
    return (name, *plain, *closing, *lists)


def name_key(path: ItemPath) -> str:
    """Name the key in the item at `path` that says what the item is called."""
    lists = [step for step in path if isinstance(step, str)]
    return NAME_KEYS.get(lists[-1] if lists else "", "")


def may_be_text(path: ItemPath) -> bool:
    """Tell whether one text may stand for the list at `path`."""
    kinds = _kinds(path)
    return any(isinstance(kind, types.ListType) for kind in kinds) and any(
        isinstance(kind, (types.StrType, types.LiteralType)) for kind in kinds
    )


def may_be_list(path: ItemPath) -> bool:
    """Tell whether a list may stand at `path`."""
    return any(isinstance(kind, types.ListType) for kind in _kinds(path))


def may_be_named(path: ItemPath) -> bool:
    """Tell whether the item at `path` may be written as no more than what it is called."""
    kinds = _kinds(path)
    return any(isinstance(kind, types.StructType) for kind in kinds) and any(isinstance(kind, types.StrType) for kind in kinds)


def _holds_items(path: ItemPath) -> bool:
    return any(isinstance(kind, types.StructType) for kind in _kinds((*path, 0)))


def _kinds(path: ItemPath) -> tuple[types.Type, ...]:
    """List the types of what may stand at `path`."""
    return _of_steps(tuple(0 if isinstance(step, int) else step for step in path))


@cache
def _of_steps(path: ItemPath) -> tuple[types.Type, ...]:
    if not path:
        return (types.type_info(Plan),)
    *before, step = path
    for kind in _of_steps(tuple(before)):
        if isinstance(kind, types.ListType) and isinstance(step, int):
            return _alternatives(kind.item_type)
        if isinstance(kind, types.StructType):
            for field in kind.fields:
                if field.encode_name == step:
                    return _alternatives(field.type)
    return ()


def _alternatives(kind: types.Type) -> tuple[types.Type, ...]:
    if isinstance(kind, types.Metadata):
        return _alternatives(kind.type)
    if isinstance(kind, types.UnionType):
        return tuple(found for part in kind.types for found in _alternatives(part))
    return (kind,)
