"""The model, walked: each field of each kind of item is seen in `cap show`, in every format, and so are a team's own keys."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import msgspec.inspect as types
import pytest

from cap.plan import model
from cap.plan.model import Plan
from cap.plan.read import read
from cap.show import renderer
from cap.show.json import document
from cap.show.page import page

TODAY = datetime.date(2026, 11, 22)
Path = tuple[str | int, ...]

# Said by a number in the text for the terminal, or of no interest to a reader.
NOT_SHOWN = {("text", "id")} | {(page, key) for page in ("text", "md") for key in ("format", "$schema")}
ENDS = ("status", "done", "dropped", "refused")  # an item has one of these at most, and may then be shown in a line


def struct(kind: types.Type) -> types.StructType | None:
    """The item that a list holds, or that a type is; None for a plain value."""
    if isinstance(kind, types.StructType):
        return kind
    if isinstance(kind, types.Metadata):
        return struct(kind.type)
    if isinstance(kind, types.ListType):
        return struct(kind.item_type)
    choices = kind.types if isinstance(kind, types.UnionType) else ()
    return next((found for choice in choices if (found := struct(choice))), None)


def leaf(kind: types.Type) -> tuple[bool, types.Type]:
    """Whether a field holds several values, and what one of them is."""
    if isinstance(kind, types.Metadata):
        return leaf(kind.type)
    if isinstance(kind, types.ListType):
        return True, leaf(kind.item_type)[1]
    if isinstance(kind, types.UnionType):
        return max((leaf(choice) for choice in kind.types if not isinstance(choice, types.NoneType)), key=lambda found: found[0])
    return False, kind


class Filled:
    """A plan with every field but the ends, each with a value of its own."""

    def __init__(self) -> None:
        self.made = 0
        self.kinds: set[type] = set()
        info = types.type_info(Plan)
        assert isinstance(info, types.StructType)
        self.fields: dict[Path, types.Field] = {}
        self.values = self.item(info, ())

    def item(self, kind: types.StructType, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        self.kinds.add(kind.cls)
        for field in kind.fields:
            key = field.encode_name
            self.fields[(*path, key)] = field
            inner = struct(field.type)
            if key not in ENDS:
                values[key] = [self.item(inner, (*path, key, 0))] if inner else self.value(field.type)
        return values

    def value(self, kind: types.Type) -> Any:
        self.made += 1
        several, plain = leaf(kind)
        match plain:
            case types.DateType():
                value: Any = str(datetime.date(2027, 1, 1) + datetime.timedelta(self.made))
            case types.IntType():
                value = self.made % 10 + 1
            case types.LiteralType(values=words):
                value = words[0]
            case types.BoolType():
                value = "yes"
            case types.StrType(pattern=pattern) if pattern and "week" in pattern:
                value = f"{self.made % 90 + 1} weeks"
            case _:
                value = f"tok-{self.made}"
        return [value] if several else value


FILLED = Filled()
FILLED.values["conversations"][0]["date"] = "2026-08-22"  # held, and `next` lies after it


def shown(values: dict[str, Any]) -> dict[str, str]:
    reading = read(f"---\n{json.dumps(values)}\n---\n".encode())
    assert reading.plan is not None and {found.rule for found in reading.problems} <= {"unknown-reference"}, reading.problems
    pages = {name: page(reading, reading.plan, today=TODAY, cadence="3 months", full=name == "md") for name in ("text", "md")}
    texts = {
        "text": "\n".join(renderer("text")(pages["text"], "", 100, lambda text, style: text)),
        "md": "\n".join(renderer("md")(pages["md"], "", 100, lambda text, style: text)),
    }
    return texts | {"json": document("ada", reading, reading.plan)}


def inside(values: dict[str, Any], path: Path) -> Any:
    for step in path:
        values = values[step]  # type: ignore[index]
    return values


@pytest.mark.parametrize("path", list(FILLED.fields), ids=lambda path: ".".join(str(step) for step in path if step != 0))
def test_a_field_makes_a_difference_to_what_is_shown(path: Path) -> None:
    """A page with it is not the page without it, or, where there must be one, with another value."""
    field = FILLED.fields[path]
    with_it, without = deepcopy(FILLED.values), deepcopy(FILLED.values)
    item = inside(without, path[:-1])
    if path[-1] in ENDS:
        inside(with_it, path[:-1])[path[-1]] = FILLED.value(field.type) if path[-1] != "status" else "doing"
    elif field.required:
        item[path[-1]] = next(value for _ in range(9) if (value := FILLED.value(field.type)) != item[path[-1]])
    else:
        del item[path[-1]]
    before, after = shown(without), shown(with_it)
    for name in before:
        if (name, path[-1]) not in NOT_SHOWN:
            assert before[name] != after[name], name


def items(values: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every item in a plan, that of the plan first."""
    if isinstance(values, dict):
        yield path
        for key, value in values.items():
            yield from items(value, (*path, key))
    elif isinstance(values, list):
        for i, value in enumerate(values):
            yield from items(value, (*path, i))


@pytest.mark.parametrize("path", list(items(FILLED.values)), ids=lambda path: ".".join(map(str, path)) or "plan")
def test_a_key_of_a_teams_own_is_shown_with_its_item(path: Path) -> None:
    values = deepcopy(FILLED.values)
    inside(values, path)["x-own"] = ["told", {"by": "nobody else"}]
    for name, text in shown(values).items():
        want = '"x-own": [' if name == "json" else "x-own: told, (by: nobody else)"
        assert want in text.replace("**", "").replace("x-own       told", "x-own: told"), name


def test_every_kind_of_item_was_looked_at() -> None:
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, model.Item)]
    assert FILLED.kinds == set(kinds) - {model.Item, model.Closing}
