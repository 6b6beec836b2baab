"""What changed between two readings of a plan, as data: each difference of meaning in exactly one change.

How it is said is decided in sentences.py. What has no meaning is no change: comments, the order of keys, how a value is written,
`status: done` beside a `done:` that says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from cap.history.body import passages
from cap.history.matching import Matching, equal_lists, matching
from cap.plan.kinds import ENDS, HOLDS, KINDS, Kind
from cap.plan.model import Closing, Item, Plan
from cap.plan.problem import ItemPath
from cap.plan.read import Reading

# added, removed: a whole item, with all that it holds and that did not come from, or go, elsewhere
# closed, reopened: how an item stands; also from one end to another (`closed`)
# moved: to another day · reworded: what an item is called · placed: under another item
# changed: one field · ordered: the same items in another order
What = Literal["added", "removed", "closed", "reopened", "moved", "reworded", "placed", "changed", "ordered"]
PLAN, TEXT = "plan", "text"  # the kinds of what is no item


class Field(NamedTuple):
    """A key as it stands in the file, and its value before and after: a text, a number, a date, a list of texts, None for nothing.
    Of the text below the front matter: a heading, and the paragraphs under it that are not on the other side."""

    key: str
    old: Any
    new: Any


class Change(NamedTuple):
    """One thing that changed. `kind` is the word of a kind of item, `plan` or `text`.

    The paths lead to the item in either plan, `()` to the plan itself; the side on which it is not there is None. Of a list in another
    order it is the path of the list, and the items are those that hold it.
    """

    what: What
    kind: str
    old_path: ItemPath | None
    new_path: ItemPath | None
    old: Item | None
    new: Item | None
    fields: tuple[Field, ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is, or as it was before it went."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found

    def field(self, key: str) -> Field | None:
        """One of its fields."""
        return next((one for one in self.fields if one.key == key), None)


def changes(old: Reading | None, new: Reading | None) -> list[Change]:
    """Everything that changed in what a plan means, in the order of the plan: what is in the front matter, then the text.

    None stands for a plan that is not there; each `Reading` must have a plan (what cannot be read cannot be compared). Nothing is
    found exactly where both mean the same.
    """
    if old is None or new is None:
        there = new if old is None else old
        if there is None:
            return []
        assert there.plan is not None
        one = ("added", PLAN, None, (), None, there.plan) if old is None else ("removed", PLAN, (), None, there.plan, None)
        return [Change(*one)]
    assert old.plan is not None and new.plan is not None
    matched = matching(old.plan, new.plan)
    return [*_Comparison(old, new, matched).changes(), *_text(old, new)]


def made_by_merge(befores: Sequence[Reading | None], after: Reading | None) -> list[Change]:
    """What is new in the last of several readings against each of the others: what a merge did beyond bringing sides together."""
    each = [changes(before, after) for before in befores]
    common = set.intersection(*({_same(one) for one in found} for found in each)) if each else set()
    return [one for one in each[0] if _same(one) in common] if each else []


def _same(change: Change) -> tuple[str, ...]:
    """What makes a change the same, seen from another side."""
    where = repr(change.new_path) if change.new_path is not None else repr(change.old)
    return change.what, change.kind, where, *(f"{field.key}={field.new!r}" for field in change.fields)


class _Comparison:
    """Two readings of which the items are matched."""

    def __init__(self, old: Reading, new: Reading, matched: Matching) -> None:
        assert old.plan is not None and new.plan is not None
        self.old, self.new, self.matched = old, new, matched
        self.olds: dict[ItemPath, Item] = {one.path: one.item for items in matched.old.values() for one in items} | {(): old.plan}
        self.news: dict[ItemPath, Item] = {one.path: one.item for items in matched.new.values() for one in items} | {(): new.plan}
        # an id that was given to an item in place of another one: who refers to it means the same
        self.ids: dict[str, str] = {}
        for path, other in matched.to_new.items():
            was, now = getattr(self.olds[path], "id", None), getattr(self.news[other], "id", None)
            if was and now:
                self.ids[was] = now

    def changes(self) -> Iterator[Change]:
        yield from self._of_pair(None, (), ())
        assert self.old.plan is not None and self.new.plan is not None
        # what is equal has no change but in the team's own keys
        equal = equal_lists(self.old.plan, self.new.plan) if self.old.own == self.new.own else frozenset()
        yield from self._below((), (), equal)

    def _below(self, was: ItemPath | None, now: ItemPath | None, equal: frozenset[str] = frozenset()) -> Iterator[Change]:
        """What changed in all that an item holds: by kind, what is there, in its order, then what went."""
        holder = self.news[now] if now is not None else self.olds[was or ()]
        for kind in HOLDS[type(holder)]:
            if kind.key in equal:
                continue
            for i, _ in enumerate(getattr(self.news[now], kind.key)) if now is not None else ():
                yield from self._there(kind, (*(now or ()), kind.key, i))
            for i, item in enumerate(getattr(self.olds[was], kind.key)) if was is not None else ():
                path = (*was, kind.key, i) if was is not None else ()
                if path not in self.matched.to_new:
                    if was in self.matched.to_new:  # else it went with what held it
                        yield Change("removed", kind.word, path, None, item, None)
                    yield from self._below(path, None)
            if was is not None and now is not None:
                yield from self._order(kind, was, now)

    def _there(self, kind: Kind, path: ItemPath) -> Iterator[Change]:
        was = self.matched.to_old.get(path)
        if was is not None:
            yield from self._of_pair(kind, was, path)
        elif path[:-2] in self.matched.to_old:  # else it came with what holds it
            yield Change("added", kind.word, None, path, None, self.news[path])
        yield from self._below(was, path)

    def _order(self, kind: Kind, was: ItemPath, now: ItemPath) -> Iterator[Change]:
        """Whether what is in both lists stands in another order."""
        old_list, new_list = (*was, kind.key), (*now, kind.key)
        common = [
            (i, path)
            for i in range(len(getattr(self.olds[was], kind.key)))
            if (path := self.matched.to_new.get((*old_list, i))) is not None and path[:-1] == new_list
        ]
        after = sorted(path for _, path in common)
        if [path for _, path in common] != after:
            olds = [getattr(self.olds[(*old_list, i)], _attribute(kind)) for i, _ in common]
            news = [getattr(self.news[path], _attribute(kind)) for path in after]
            field = Field(kind.key, olds, news)
            yield Change("ordered", kind.word, old_list, new_list, self.olds[was], self.news[now], (field,))

    def _of_pair(self, kind: Kind | None, was: ItemPath, now: ItemPath) -> Iterator[Change]:
        """What changed in one item, apart from what it holds."""
        old, new = self.olds[was], self.news[now]
        differing = {field.key: field for field in self._fields(old, new)}
        word = kind.word if kind else PLAN

        def change(what: What, *keys: str) -> Change:
            return Change(what, word, was, now, old, new, tuple(differing.pop(key) for key in keys if key in differing))

        if kind and self.matched.to_new.get(was[:-2]) != now[:-2]:
            yield change("placed")
        if kind and isinstance(differing.get(kind.name, Field("", 0, 0)).old, str):
            yield change("reworded", kind.name)
        if isinstance(old, Closing) and isinstance(new, Closing) and old.state != new.state and not (old.open and new.open):
            yield change("reopened" if new.open else "closed", *ENDS)
        if "due" in differing and differing["due"].old is not None and differing["due"].new is not None:
            yield change("moved", "due", "was")
        for key in list(differing):
            yield change("changed", key)
        for key, before, after in _own(self.old.own.get(was, {}), self.new.own.get(now, {})):
            yield Change("changed", word, was, now, old, new, (Field(key, before, after),))

    def _fields(self, old: Item, new: Item) -> Iterator[Field]:
        links = next((kind.links for kind in KINDS if kind.shape is type(new)), {})
        held = {kind.key for kind in HOLDS[type(new)]}
        for name, key in zip(new.__struct_fields__, new.__struct_encode_fields__, strict=True):
            if key in held or key == "format":
                continue
            before, after = _meant(old, name), _meant(new, name)
            if before == after or (key in links and [self.ids.get(one, one) for one in before] == after):
                continue
            yield Field(key, before, after)


def _attribute(kind: Kind) -> str:
    """The attribute that says what an item of a kind is called."""
    return "from_" if kind.name == "from" else kind.name


def _meant(item: Item, name: str) -> Any:
    """What a field means."""
    if name == "status" and isinstance(item, Closing):
        return item.state
    value = getattr(item, name)
    if name == "stage" and isinstance(item, Plan):
        return value or "draft"
    return value


def _own(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Field]:
    """The team's own keys that differ."""
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield Field(key, old.get(key), new.get(key))


def _text(old: Reading, new: Reading) -> Iterator[Change]:
    """What changed in the text below the front matter."""
    for passage in passages(old.body, new.body):
        field = Field(passage.heading, passage.gone, passage.come)
        yield Change(passage.what, TEXT, None, None, old.plan, new.plan, (field,))
