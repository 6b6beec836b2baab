"""What can be asked of a plan's text: the edits, each about one item path, and the values that they put there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeGuard

from cap.edit.scalars import Scalar
from cap.plan.problem import ItemPath

Value = Scalar | Sequence["Value"] | Mapping[str, "Value"]


class Put(NamedTuple):
    """Make `path` say `value`: a scalar, a list of scalars, or keys and values.

    Replaces what is there, fills a blank, or inserts a key. Of a list, only the entries that differ are touched; of an item, only
    the keys that differ, and a key that the format knows and `value` does not hold is taken out.
    """

    path: ItemPath
    value: Value


class Append(NamedTuple):
    """Add `value` at the end of the list at `path`, which is made when there is none, or when one text stands there."""

    path: ItemPath
    value: Value


class Remove(NamedTuple):
    """Take out a key with its value, or an entry of a list."""

    path: ItemPath


class Rename(NamedTuple):
    """Change the key at the end of `path` to `key`."""

    path: ItemPath
    key: str


Edit = Put | Append | Remove | Rename


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    """Tell a list from a scalar and from keys and values."""
    return not isinstance(value, Mapping) and not isinstance(value, Scalar)
