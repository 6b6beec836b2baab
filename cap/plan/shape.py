"""The slow path, second half: nodes → a struct, and *every* way in which they do not fit it, each at its place.

The walk is driven by the struct's declared types, so a plan and the settings are read by the same code. A value that does not
fit is left out of the result and reported; the rest is built as if it were absent.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, get_args

import msgspec.inspect as types
from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.plan.fixable import only_certain
from cap.plan.model import ActionType, Direction, Horizon, Stage, Status, Story, Where
from cap.plan.nodes import is_blank, pairs, plain
from cap.plan.places import Source
from cap.plan.problem import ItemPath, Level, Problem, Span, problem_at, what
from cap.text.quotes import Words, quote
from cap.text.wording import brief, clipped, near, one_of, only_near

Shape = TypeVar("Shape", bound=Struct)

_type_info = functools.cache(types.type_info)  # takes longer than reading a plan


@functools.cache
def _fields(shape: type[Struct]) -> dict[str, types.Field]:
    """The fields of a struct, by the keys that stand for them."""
    info = _type_info(shape)
    assert isinstance(info, types.StructType)
    return {field.encode_name: field for field in info.fields}


BAD: Any = object()  # in place of a value that was reported
GUESSES = 500  # so many problems are looked at for a word that was meant; a hostile file could hold 50,000
_INT = re.compile(r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Walk:
    """One walk over a document, and what it gathered on the way.

    `spoilt` holds the paths whose value is not what the person meant, so that no rule draws conclusions from it; `kept` maps the
    path of a list from which entries were left out to the positions, in the file, of those that were kept; `ids` every id met; `own` the `x-` keys
    of an item, by its path.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.spoilt: set[ItemPath] = set()
        self.kept: dict[ItemPath, list[int]] = {}
        self.ids: list[tuple[str, ItemPath]] = []
        self.own: dict[ItemPath, dict[str, Any]] = {}

    def report(
        self,
        rule: str,
        at: Node | Span,
        path: ItemPath,
        message: str | Words,
        hint: str | Words,
        *,
        level: Level = "error",
        fix: str | None = None,
    ) -> Any:
        """Note a problem; the answer stands for the value that is left out."""
        span = at if isinstance(at, Span) else self.source.node_span(at)
        self.spoilt.add(path)
        self.problems.append(problem_at(self.source.path, span, rule, message, hint, level=level, item=path, fix=fix))
        return BAD

    def document(self, shape: type[Shape]) -> Shape | None:
        """The whole document as a `shape`; None, reported, when something without which it is none is missing. Raises Refused."""
        root = self.source.root
        if root is None or is_blank(root):
            root = MappingNode("", [])
        if not isinstance(root, MappingNode):
            hint = "Write `key: value` lines, such as `name: Ada`."
            self.report("no-front-matter", root, (), "keys and values belong here, not " + _found(root), hint)
            return None
        built = self.build(root, _type_info(shape), ())
        return None if built is BAD else built

    def build(self, node: Node, kind: types.Type, path: ItemPath) -> Any:
        """The value of `node` as a `kind`, or BAD, reported."""
        if node.tag:
            tag = quote(f"the tag `{brief(node.tag.replace('tag:yaml.org,2002:', '!!'))}`", "this tag")
            hint = "Take it away, or put the text in quotes."
            return self.report("wrong-type", node, path, tag + " has no meaning here", hint)
        words: dict[str, str] | None = None
        while isinstance(kind, (types.Metadata, types.UnionType)):
            if isinstance(kind, types.Metadata):
                words = kind.extra or words
                kind = kind.type
            else:
                kind = _alternative(node, kind.types)
        if (
            words
            and isinstance(kind, types.StrType)
            and isinstance(node, ScalarNode)
            and not re.search(kind.pattern or "", node.value)
        ):
            return self.report(
                "invalid-value", node, path, _typed(node.value, "this") + f" is not {words['wanted']}", words["hint"]
            )
        return _BUILDERS[type(kind)](self, node, kind, path)

    def struct(self, node: Node, kind: types.StructType, path: ItemPath) -> Any:
        fields = _fields(kind.cls)
        if not isinstance(node, MappingNode):
            keys = " and ".join(f"`{name}: …`" for name, field in fields.items() if field.required) or "`key: value`"
            return self.report(
                "wrong-type",
                node,
                path,
                f"{what(path)} is written as keys and values, not as " + _found(node),
                f"Write it with {keys}.",
            )
        values: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        unknown: list[tuple[ScalarNode, Node]] = []
        for key, value in pairs(node):
            if not isinstance(key, ScalarNode) or key.tag:
                self.report(
                    "wrong-type", key, path, "a key is one plain word", "Put the text in quotes if it is not meant as a key."
                )
                continue
            name = key.value
            if name in nodes:
                first = self.source.node_span(nodes[name]).line
                self.report(
                    "duplicate-key",
                    key,
                    (*path, name),
                    _key(name, "this key") + f" is here twice; the first is on line {first}",
                    "Keep one of the two.",
                )
            elif name not in fields:
                nodes[name] = key
                if not name.startswith("x-"):
                    unknown.append((key, value))
                elif not is_blank(value):
                    self.own.setdefault(path, {})[name] = plain(value)
            else:
                nodes[name] = key
                if is_blank(value):
                    continue
                field = fields[name]
                built = self.build(value, field.type, (*path, name))
                if built is not BAD:
                    values[field.name] = built
                if name == "id" and isinstance(value, ScalarNode):
                    self.ids.append((value.value, (*path, name)))
        free = {name: field for name, field in fields.items() if name not in nodes}
        for key, value in unknown:
            self._unknown_key(key, value, free, path)
        missing = [
            name
            for name, field in fields.items()
            if field.required and field.name not in values and (*path, name) not in self.spoilt
        ]
        for name in missing:
            at = self.source.node_span(node.value[0][0]) if node.value else self.source.place(path)
            self.report("missing-key", at, (*path, name), f"{what(path)} needs `{name}`", _described(fields[name]))
        if all(field.name in values for field in fields.values() if field.required):
            return kind.cls(**values)
        self.spoilt.add(path)
        return BAD

    def _unknown_key(self, key: ScalarNode, value: Node, free: dict[str, types.Field], path: ItemPath) -> None:
        """Report a key that is none, with a guess among those that are `free`. Sure enough to be mended is a guess that is the
        only one, with a value that fits there or can be mended, too."""
        guesses = free if len(self.problems) < GUESSES else {}
        guess, fix = near(key.value, guesses), only_near(key.value, guesses)
        if guess:
            self.spoilt.add((*path, guess))
        if fix:
            trial = Walk(self.source)
            trial.build(value, free[fix].type, (*path, key.value))
            fix = fix if all(problem.fix for problem in only_certain(self.source, trial.problems)) else None
        message = _key(key.value, "this") + f" is not a key that {what(path)} knows"
        hint = f"Did you mean `{guess}`?" if guess else "A key of your own starts with `x-`."
        level: Level = "error" if guess and free[guess].required else "warning"
        self.report("unknown-key", key, (*path, key.value), message, hint, level=level, fix=fix)

    def sequence(self, node: Node, kind: types.ListType, path: ItemPath) -> Any:
        if not isinstance(node, SequenceNode):
            return self.report(
                "wrong-type",
                node,
                path,
                f"`{path[-1]}` is a list, not " + _found(node),
                "Start each entry on a line of its own with `- `.",
            )
        values, kept = [], []
        for i, child in enumerate(node.value):
            value = BAD if is_blank(child) else self.build(child, kind.item_type, (*path, i))
            if value is not BAD:
                values.append(value)
                kept.append(i)
        if len(kept) < len(node.value):
            self.kept[path] = kept
        return values

    def mapping(self, node: Node, kind: types.DictType, path: ItemPath) -> Any:
        if not isinstance(node, MappingNode):
            return self.report(
                "wrong-type",
                node,
                path,
                f"`{path[-1]}` is written as keys and values, not as " + _found(node),
                "Write `key: value`.",
            )
        built: dict[str, Any] = {}
        for key, value in pairs(node):
            name = str(key.value)
            if name in built:
                self.report(
                    "duplicate-key", key, (*path, name), _key(name, "this key") + " is here twice", "Keep one of the two."
                )
            else:
                built[name] = BAD if is_blank(value) else self.build(value, kind.value_type, (*path, name))
        return {name: value for name, value in built.items() if value is not BAD}

    def text(self, node: Node, kind: types.StrType, path: ItemPath) -> Any:
        if not isinstance(node, ScalarNode):
            hint = "Put the text in quotes." if getattr(node, "flow_style", False) else "Write the text on the line of the key."
            return self.report("wrong-type", node, path, f"{_field(path)} takes text, not " + _found(node), hint)
        return node.value

    def integer(self, node: Node, kind: types.IntType, path: ItemPath) -> Any:
        scale = f"a whole number from {kind.ge} to {kind.le}" if kind.le is not None else "a whole number"
        if not isinstance(node, ScalarNode):
            return self.report(
                "wrong-type", node, path, f"{_field(path)} takes {scale}, not " + _found(node), "Write the number alone."
            )
        number = _integer(node.value)
        if number is None:
            hint = "Write one whole number; what there is to say about it has room in the text below."
            return self.report("wrong-type", node, path, f"{_field(path)} takes {scale}, not " + _found(node), hint)
        if (kind.ge is not None and number < kind.ge) or (kind.le is not None and number > kind.le):
            bounds = f"goes from {kind.ge} to {kind.le}" if kind.le is not None else f"is at least {kind.ge}"
            return self.report(
                "invalid-value",
                node,
                path,
                f"{_field(path)} {bounds}; this is " + quote(str(number), "not"),
                "Write a whole number in that range.",
            )
        if node.style:
            return self.report(
                "wrong-type",
                node,
                path,
                f"{_field(path)} takes {scale}; in quotes it is text",
                "Take the quotes away.",
                fix=str(number),
            )
        return number

    def date(self, node: Node, kind: types.DateType, path: ItemPath) -> Any:
        if not isinstance(node, ScalarNode):
            return self.report(
                "wrong-type", node, path, f"{_field(path)} takes a date, not " + _found(node), "Write it as 2026-03-31."
            )
        typed = node.value
        try:
            if _DATE.fullmatch(typed):
                return datetime.date.fromisoformat(typed)
        except ValueError:
            hint = "Check the day and the month: dates are year-month-day."
            return self.report("invalid-date", node, path, "there is no " + quote(typed, "such day") + " in the calendar", hint)
        fix = None
        if loose := _LOOSE_DATE.fullmatch(typed):
            with contextlib.suppress(ValueError):
                fix = datetime.date(*map(int, loose.groups())).isoformat()
        hint = f"Write {fix}." if fix else "Write year-month-day, such as 2026-03-31."
        return self.report("invalid-date", node, path, _typed(typed, "this") + " is not a date that can be read", hint, fix=fix)

    def word(self, node: Node, kind: types.LiteralType, path: ItemPath) -> Any:
        words = _in_order(kind.values)
        if not isinstance(node, ScalarNode):
            return self.report(
                "wrong-type", node, path, f"{_field(path)} takes one word, not " + _found(node), f"Write {one_of(words)}."
            )
        typed = node.value
        for value in kind.values:
            if value == typed or (isinstance(value, int) and not node.style and value == _integer(typed)):
                return value
        if typed in words:
            return self.report(
                "wrong-type",
                node,
                path,
                f"{_field(path)} takes a number; in quotes it is text",
                "Take the quotes away.",
                fix=typed,
            )
        lower = typed.strip().lower()
        fix = lower if lower in words else None
        guess = fix or near(typed, words)
        hint = f"Write `{guess}`." if guess else "Choose the word that fits." if len(words) > 1 else f"Write `{words[0]}`."
        return self.report(
            "invalid-value", node, path, f"{_field(path)} is {one_of(words)}, not " + _typed(typed, "another word"), hint, fix=fix
        )

    def flag(self, node: Node, kind: types.BoolType, path: ItemPath) -> Any:
        if isinstance(node, ScalarNode):
            if not node.style and node.value in _BOOLS:
                return _BOOLS[node.value]
            if node.value in ("yes", "no"):
                return node.value
        return self.report(
            "invalid-value", node, path, f"{_field(path)} is yes or no, not " + _found(node), "Write `yes`, or leave it out."
        )


_BUILDERS: dict[type[types.Type], Callable[[Walk, Node, Any, ItemPath], Any]] = {
    types.StructType: Walk.struct,
    types.ListType: Walk.sequence,
    types.DictType: Walk.mapping,
    types.StrType: Walk.text,
    types.IntType: Walk.integer,
    types.DateType: Walk.date,
    types.LiteralType: Walk.word,
    types.BoolType: Walk.flag,
}


# A list where an item is meant is not the item's name either.
_MEANT: tuple[tuple[type[types.Type], type[Node]], ...] = (
    (types.ListType, SequenceNode),
    (types.StructType, MappingNode),
    (types.StructType, SequenceNode),
    (types.BoolType, Node),
)


def _alternative(node: Node, kinds: tuple[types.Type, ...]) -> types.Type:
    """Which of a union's types the node is meant as."""
    for wanted, node_type in _MEANT:
        for kind in kinds:
            if isinstance(kind, wanted) and isinstance(node, node_type):
                return kind
    return next(kind for kind in kinds if not isinstance(kind, (types.NoneType, types.ListType, types.StructType)))


def _integer(text: str) -> int | None:
    """A whole number in any of YAML's notations."""
    if len(text) > 30 or not _INT.fullmatch(text):  # Python refuses to print a number of 5,000 digits
        return None
    try:
        return int(text, 10 if text.lstrip("+-")[:2].isdigit() or len(text.lstrip("+-")) == 1 else 0)
    except ValueError:
        return None


def _field(path: ItemPath) -> str:
    return f"`{next(step for step in reversed(path) if isinstance(step, str))}`"


def _found(node: Node) -> str | Words:
    """What stands where something else belongs."""
    if isinstance(node, ScalarNode):
        return _typed(node.value, "a text")
    return "a list" if isinstance(node, SequenceNode) else "keys and values"


def _typed(text: str, instead: str) -> Words:
    """A value as it was typed."""
    return quote(f"`{brief(text)}`", instead)


def _key(text: str, instead: str) -> Words:
    """A key with its blanks as they are: they may be what is wrong."""
    return quote(f"`{clipped(text)}`", instead)


def _described(field: types.Field) -> str:
    """How to mend a missing field: what it is for, from the model."""
    schema = field.type.extra_json_schema if isinstance(field.type, types.Metadata) else None
    return f"Add `{field.encode_name}: …`. {(schema or {}).get('description', '')}".rstrip()


# The words of each Literal in the order in which people say them; msgspec sorts them.
_WORD_LISTS = tuple(get_args(words) for words in (ActionType, Direction, Horizon, Level, Stage, Status, Story, Where))


def _in_order(values: Iterable[object]) -> list[str]:
    """The words of a Literal in the order in which the model lists them; msgspec sorts them."""
    return [str(word) for word in next((words for words in _WORD_LISTS if set(words) == set(values)), values)]
