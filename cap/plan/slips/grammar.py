"""What the model lets stand where, as far as a line has to be understood that YAML cannot read."""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

import msgspec.inspect as types

from cap.plan.model import Item
from cap.text.wording import near

Sort = Literal["text", "texts", "items", "values", "value"]


class Field(NamedTuple):
    """What a key takes: a text, a list of texts or of items, or of other values, or one of them.

    `item` is what an entry of such a list is; `bare` whether its name alone may stand there.
    """

    sort: Sort
    kind: types.Type
    item: type[Item] | None = None
    bare: bool = False

    @property
    def is_list(self) -> bool:
        return self.sort in ("texts", "items", "values")

    @property
    def texty(self) -> bool:
        """Whether a text stands here, or in each entry."""
        return self.sort in ("text", "texts") or self.bare


ANYTHING = Field("text", types.AnyType())  # what a key takes that nobody knows
_UNSURE = Field("value", ANYTHING.kind)  # what one takes that is hardly meant as a key
_SIGNS = re.compile(r"[\[\]{}\"“”„’]")


@functools.cache
def fields(shape: type[Item] | None) -> dict[str, Field]:
    """The keys of an item; none of what is no item."""
    if shape is None:
        return {}
    info = types.type_info(shape)
    assert isinstance(info, types.StructType)
    return {field.encode_name: _field(field.type) for field in info.fields}


def field_of(name: str, known: dict[str, Field]) -> Field:
    """What stands under a key, which may be called by a word that people use for one that is known."""
    found = known.get(name)
    if found is None and known:
        from cap.plan.meant.lookup import rows_of_word

        # what may be a list of words may as well be one of items
        meant = {row.meant for row in rows_of_word(name) if row.meant in known and known[row.meant].sort != "texts"}
        found = known[meant.pop()] if len(meant) == 1 else None
    return found or (_UNSURE if _SIGNS.search(name) else ANYTHING)


def may_be_key(name: str, known: dict[str, Field]) -> bool:
    """Whether what stands before a colon may be meant as a key of an item, and not as the beginning of a text."""
    if name in known or name.startswith("x-") or near(name, known) is not None:
        return True
    from cap.plan.meant.lookup import rows_of_word

    return any(row.meant in known for row in rows_of_word(name))


def holds_more(typed: str, field: Field) -> bool:
    """Whether a text may be an item or a list between brackets with something around it: quotes would make words of all of it."""
    if field.sort == "texts":
        return "[" in typed
    return "{" in typed and any(key in fields(field.item) for key in re.findall(r"[{,]\s*[\"']?(\w+)[^\w\s]?:", typed))


def _field(kind: types.Type) -> Field:
    for one in choices(kind):
        if isinstance(one, types.ListType):
            inner = choices(one.item_type)
            item = next(
                (choice.cls for choice in inner if isinstance(choice, types.StructType) and issubclass(choice.cls, Item)), None
            )
            texts = any(isinstance(choice, types.StrType) for choice in inner)
            if item is not None:
                return Field("items", kind, item, texts)
            return Field("texts" if texts else "values", kind)
    text = any(isinstance(one, types.StrType) and one.pattern is None for one in choices(kind))
    return Field("text" if text else "value", kind)


def choices(kind: types.Type) -> list[types.Type]:
    if isinstance(kind, types.Metadata):
        return choices(kind.type)
    if isinstance(kind, types.UnionType):
        return [choice for one in kind.types for choice in choices(one)]
    return [kind]
