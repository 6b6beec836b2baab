"""The slow path, second half: nodes → a struct, and *every* way in which they do not fit it, each at its place.

The walk is driven by the struct's declared types, so a plan and the settings are read by the same code. A value that does not
fit is left out of the result and reported; the rest is built as if it were absent.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec.inspect as types
from msgspec import Struct, structs
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.plan.fixable import may_come_to_light, only_certain
from cap.plan.kinds import BY_KEY, KINDS
from cap.plan.model import Plan
from cap.plan.nodes import is_blank, pairs, plain
from cap.plan.places import Source
from cap.plan.problem import ItemPath, Level, Problem, Span, problem_at, what
from cap.plan.scalars import GUESSES, date, flag, found_there, integer, look_closely, no_such_text, text, word
from cap.text.quotes import Words, quote
from cap.text.wording import brief, clipped

if TYPE_CHECKING:
    from cap.plan.meant.keys import Fit

Shape = TypeVar("Shape", bound=Struct)

_type_info = functools.cache(types.type_info)  # takes longer than reading a plan


@functools.cache
def _fields(shape: type[Struct]) -> dict[str, types.Field]:
    """The fields of a struct, by the keys that stand for them."""
    info = _type_info(shape)
    assert isinstance(info, types.StructType)
    return {field.encode_name: field for field in info.fields}


BAD: Any = object()  # in place of a value that was reported
_ID = re.compile(r"[a-z][a-z0-9-]*")
_CALLED: dict[type[Struct], str] = {Plan: "plan"} | {kind.shape: kind.word for kind in KINDS}
_PEOPLE = ("with", "from", "by", "manager", "refused_by")  # keys that say who


class Walk:
    """One walk over a document, and what it gathered on the way.

    `spoilt` holds the paths whose value is not what the person meant, so that no rule draws conclusions from it; `kept` maps the
    path of a list from which entries were left out to the positions, in the file, of those that were kept; `ids` every id met; `own` the `x-` keys
    of an item, by its path.
    """

    def __init__(self, source: Source, at: tuple[ItemPath, ItemPath] = ((), ())) -> None:
        self.source = source
        self.at = at  # on trial: where its value would stand, and where it stands
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
            self.report("no-front-matter", root, (), "keys and values belong here, not " + found_there(root), hint)
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
        built = _BUILDERS[type(kind)](self, node, kind, path)
        if built is not BAD and words and isinstance(kind, types.StrType) and not re.search(kind.pattern or "", built):
            built = no_such_text(self, node, path, words)
        if built is BAD and isinstance(node, ScalarNode):
            look_closely(self, node, kind, words, path)
        return built

    def struct(self, node: Node, kind: types.StructType, path: ItemPath) -> Any:
        fields = _fields(kind.cls)
        if not isinstance(node, MappingNode):
            keys = " and ".join(f"`{name}: …`" for name, field in fields.items() if field.required) or "`key: value`"
            return self.report(
                "wrong-type",
                node,
                path,
                f"{what(path)} is written as keys and values, not as " + found_there(node),
                f"Write it with {keys}.",
            )
        values: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        unknown: list[tuple[ScalarNode, Node]] = []
        for key, value in pairs(node):
            if not isinstance(key, ScalarNode) or key.tag:
                hint = "Write one word, without brackets; a text with a colon of its own goes in quotes."
                self.report("wrong-type", key, path, "a key is one plain word", hint)
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
        if unknown:
            self._unknown_keys(unknown, kind.cls, free, path)
        missing = [
            name
            for name, field in fields.items()
            if field.required and field.name not in values and (*path, name) not in self.spoilt
        ]
        for name in missing:
            blank = nodes.get(name)
            at = self.source.node_span(blank or node.value[0][0]) if node.value else self.source.place(path)
            hint = _described(fields[name], is_there=blank is not None)
            self.report("missing-key", at, (*path, name), f"{what(path)} needs `{name}`", hint)
        if all(field.name in values for field in fields.values() if field.required):
            return kind.cls(**values)
        self.spoilt.add(path)
        return BAD

    def _unknown_keys(
        self,
        unknown: list[tuple[ScalarNode, Node]],
        shape: type[Struct],
        free: dict[str, types.Field],
        path: ItemPath,
    ) -> None:
        """Report keys that are none, each with a guess among those that are `free` and that its value fits.

        One that is ours but for its case takes that before the others are looked at; what two others may be meant as is only asked about.
        """
        from cap.plan.meant.keys import OWN, Key, is_ours, key_meant

        fields, left = _fields(shape), dict(free)
        most = max(GUESSES - len(self.problems), 0)
        found = [(name, Key(OWN)) for name, _ in unknown[most:]]
        for name, value in sorted(unknown[:most], key=lambda pair: not is_ours(pair[0].value, fields)):

            def fit(meant: str, name: ScalarNode = name, value: Node = value) -> Fit:
                return self._fit(value, free[meant], (*path, meant), self._in_file((*path, name.value)))

            key = key_meant(name.value, _CALLED.get(shape, ""), fields, left, fit)
            found.append((name, key))
            if key.meant and key.meant == is_ours(name.value, fields):
                left.pop(key.meant, None)
        meant = Counter(key.meant for _, key in found)
        for name, key in found:
            if key.meant:
                self.spoilt.add((*path, key.meant))
            message = key.message or _key(name.value, "this") + f" is not a key that {what(path)} knows"
            level: Level = "error" if key.meant and free[key.meant].required else "warning"
            twice = (*path, name.value) in self.spoilt
            fix = key.meant if key.sure and meant[key.meant] == 1 and not twice else None
            self.report("unknown-key", name, (*path, name.value), message, key.hint, level=level, fix=fix)

    def _fit(self, value: Node, field: types.Field, path: ItemPath, written: ItemPath) -> Fit:
        """How a value that stands at `written`, under another key, would do at `path`."""
        from cap.plan.meant import guess_in
        from cap.plan.meant.keys import Fit
        from cap.plan.meant.lookup import is_nothing

        if is_blank(value):
            return Fit(fits=True, mended=True)
        words = [
            node.value for node in (value.value if isinstance(value, SequenceNode) else [value]) if isinstance(node, ScalarNode)
        ]
        target = BY_KEY[str(path[-3])].links.get(str(path[-1])) if len(path) > 2 else None
        if (path[-1] in _PEOPLE and any(word[:1].isdigit() for word in words)) or (target and not all(map(_ID.fullmatch, words))):
            return Fit(fits=False, mended=False)
        if target and not self._ids_in(target).issuperset(words):
            return Fit(fits=True, mended=False)
        trial = Walk(self.source, (path, written))
        trial.build(value, field.type, path)
        near_the_top = [problem for problem in trial.problems if len(problem.at) <= len(path) + 1]
        found = [structs.replace(problem, at=trial._in_file(problem.at)) for problem in trial.problems]
        mended = all(may_come_to_light(problem, written) for problem in only_certain(self.source, found))
        alone = isinstance(value, ScalarNode) and [problem.at for problem in trial.problems] == [path]
        new = trial.problems[0].fix or guess_in(trial.problems[0].hint) if alone else ""
        fits = mended or bool(new) or all(problem.fix for problem in near_the_top)
        if not fits and isinstance(value, ScalarNode) and is_nothing(value.value):
            return Fit(fits=True, mended=False, nothing=True)
        return Fit(fits, mended, new, alone=alone and _is_list(field.type))

    def _in_file(self, path: ItemPath) -> ItemPath:
        """A path as it stands in the file, of what is looked at as if it stood elsewhere."""
        meant, written = self.at
        return (*written, *path[len(meant) :]) if path[: len(meant)] == meant else path

    def _ids_in(self, target: str) -> set[str]:
        """The ids of the items of one of the plan's lists, as far as they stand there already."""
        items = self.source.node((target,))
        found = [pairs(item) for item in items.value if isinstance(item, MappingNode)] if isinstance(items, SequenceNode) else []
        return {str(value.value) for item in found for key, value in item if key.value == "id"}

    def sequence(self, node: Node, kind: types.ListType, path: ItemPath) -> Any:
        if not isinstance(node, SequenceNode):
            hint = "Start each entry on a line of its own with `- `."
            if isinstance(node, ScalarNode):
                from cap.plan.meant.lookup import is_nothing

                hint = "Nothing there yet? Leave it blank." if is_nothing(node.value) else hint
            return self.report("wrong-type", node, path, f"`{path[-1]}` is a list, not " + found_there(node), hint)
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
                f"`{path[-1]}` is written as keys and values, not as " + found_there(node),
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


_BUILDERS: dict[type[types.Type], Callable[[Walk, Node, Any, ItemPath], Any]] = {
    types.StructType: Walk.struct,
    types.ListType: Walk.sequence,
    types.DictType: Walk.mapping,
    types.StrType: text,
    types.IntType: integer,
    types.DateType: date,
    types.LiteralType: word,
    types.BoolType: flag,
}


# A list where an item is meant is not the item's name either.
_MEANT: tuple[tuple[type[types.Type], type[Node]], ...] = (
    (types.ListType, SequenceNode),
    (types.StructType, MappingNode),
    (types.StructType, SequenceNode),
    (types.BoolType, Node),
)


def _is_list(kind: types.Type) -> bool:
    while isinstance(kind, types.Metadata):
        kind = kind.type
    return isinstance(kind, types.ListType)


def _alternative(node: Node, kinds: tuple[types.Type, ...]) -> types.Type:
    """Which of a union's types the node is meant as."""
    for wanted, node_type in _MEANT:
        for kind in kinds:
            if isinstance(kind, wanted) and isinstance(node, node_type):
                return kind
    return next(kind for kind in kinds if not isinstance(kind, (types.NoneType, types.ListType, types.StructType)))


def _key(text: str, instead: str) -> Words:
    """A key with its blanks as they are: they may be what is wrong."""
    return quote(f"`{clipped(text)}`", instead)


def _described(field: types.Field, *, is_there: bool) -> str:
    """How to mend a missing or blank field: what it is for, from the model."""
    schema = field.type.extra_json_schema if isinstance(field.type, types.Metadata) else None
    hint = f"Write behind `{field.encode_name}:` what it is." if is_there else f"Add `{field.encode_name}: …`."
    return f"{hint} {(schema or {}).get('description', '')}".rstrip()
