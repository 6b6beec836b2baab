"""An edit taken apart into steps that touch one place each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cap.edit.edits import Append, Edit, Put, Remove, Rename, Value, is_list
from cap.edit.scalars import Scalar, meaning
from cap.edit.splicing.events import Blocked, Document, Event, InvalidEdit, Node
from cap.edit.splicing.fields import key_order, may_be_list, may_be_named, may_be_text, name_key
from cap.plan.problem import ItemPath, item_text


class Insert(NamedTuple):
    """Put an entry into a list that has one, so that it is number `path[-1]`."""

    path: ItemPath
    value: Value


Step = Put | Insert | Remove | Rename  # what an edit comes down to, one place each


def steps(doc: Document, edit: Edit) -> Sequence[Step]:
    """List what there is to do for `edit`, in order; every step is for the text as the one before leaves it. Raises Blocked."""
    if not isinstance(edit, (Put, Append)):
        return [edit]
    *above, step = edit.path
    parent = node_at(doc, tuple(above))
    if parent and parent.kind == "scalar" and isinstance(step, str) and not parent.blank and may_be_named(tuple(above)):
        value = [edit.value] if isinstance(edit, Append) else edit.value
        return [Put(tuple(above), {name_key(tuple(above)): parent.event.value, step: value})]
    node = child(doc, parent, edit.path)
    if isinstance(edit, Append):
        return [_append(node, edit)]
    if node is not None and node.kind == "list" and is_list(edit.value):
        return _put_list(node, edit.path, edit.value)
    if node is not None and node.kind == "list" and isinstance(edit.value, Scalar) and may_be_list(edit.path):
        return _put_list(node, edit.path, [edit.value])
    if node is not None and node.kind == "scalar" and not node.blank and is_list(edit.value) and may_be_text(edit.path):
        return [Put(edit.path, edit.value[0] if len(edit.value) == 1 else edit.value)]
    if node is not None and node.kind == "map" and isinstance(edit.value, Mapping):
        known = key_order(edit.path)
        gone = [name.event.value for name in node.keys if name.event.value in known and name.event.value not in edit.value]
        inside = [Put((*edit.path, key), value) for key, value in edit.value.items()]
        return [step for put in inside for step in steps(doc, put)] + [Remove((*edit.path, key)) for key in gone]
    return [edit]


def _append(node: Node | None, edit: Append) -> Step:
    if node is None or node.blank or (node.kind == "list" and not node.children):
        return Put(edit.path, [edit.value])
    if node.kind == "list":
        return Insert((*edit.path, len(node.children)), edit.value)
    if node.kind == "scalar" and may_be_text(edit.path) and isinstance(edit.value, Scalar):
        return Put(edit.path, [node.event.value, edit.value])
    raise Blocked(
        node.start, f"`{edit.path[-1]}` is not a list here", "Write it as a list first: one entry a line, each after `- `."
    )


def _put_list(node: Node, path: ItemPath, wanted: Sequence[Value]) -> Sequence[Step]:
    """Change as few entries as can be, so that every other one keeps its quotes and its comment."""
    if not all(isinstance(value, Scalar) for value in wanted) or any(child.kind != "scalar" for child in node.children):
        hint = "Change its entries one by one, by hand."
        raise Blocked(node.start, "this is more than a list of words, and is not replaced as a whole", hint)
    if not node.children:
        return [Put(path, list(wanted))] if wanted else []
    old = [child.event.value for child in node.children]
    new = [meaning(value) for value in wanted if isinstance(value, Scalar)]
    before = 0
    while before < min(len(old), len(new)) and old[before] == new[before]:
        before += 1
    after = 0
    while after < min(len(old), len(new)) - before and old[-1 - after] == new[-1 - after]:
        after += 1
    replaced = min(len(old), len(new)) - after
    found: list[Step] = [Put((*path, i), wanted[i]) for i in range(before, replaced)]
    found += [Insert((*path, i), wanted[i]) for i in range(replaced, len(new) - after)]
    found += [Remove((*path, i)) for i in reversed(range(replaced, len(old) - after))]
    return found


def node_at(doc: Document, path: ItemPath) -> Node | None:
    """Find the value at `path`, None for the root of a plan that holds nothing. Raises Blocked where an edit must not go."""
    node = doc.root
    if node:
        check(doc, node)
    for i in range(len(path)):
        node = child(doc, node, path[: i + 1])
        if node is None:
            raise nothing_at(doc.root, path[: i + 1])
    return node


def nothing_at(near: Node | None, path: ItemPath) -> InvalidEdit:
    """Say that a place is not there."""
    return InvalidEdit(
        near.start if near else 0, f"there is no `{item_text(path)}` in this plan", "`cap show` lists what there is."
    )


def child(doc: Document, node: Node | None, path: ItemPath) -> Node | None:
    """Find the value at `path`, one step below `node`; None when it is not there."""
    step = path[-1]
    if isinstance(step, int):
        if node and node.kind == "list":
            found = node.children[step] if 0 <= step < len(node.children) else None
        elif node and node.kind == "scalar" and step == 0 and not node.blank and may_be_text(path[:-1]):
            found = node  # one text where a list may stand
        else:
            raise Blocked(node.start if node else 0, f"`{item_text(path[:-1])}` is not a list here", "Write it as one first.")
    else:
        if node and node.kind != "map":
            what = f"`{item_text(path[:-1])}`" if path[:-1] else "the front matter"
            raise Blocked(node.start, f"{what} is not made of keys and values here", f"Write it as `{step}: …` lines first.")
        matches = [value for key, value in node.pairs() if is_key(key, step)] if node else []
        if node and len(matches) > 1:
            second = [key for key in node.keys if is_key(key, step)][1]
            raise Blocked(second.start, f"`{step}` is here twice", "Keep one of the two, then try again.")
        found = matches[0] if matches else None
    if found:
        check(doc, found)
    return found


def is_key(node: Node, key: str) -> bool:
    return node.kind == "scalar" and node.event.value == key


def check(doc: Document, node: Node) -> None:
    """Refuse what an edit must not go through. Raises Blocked."""
    if node.kind == "alias":
        name = node.event.value
        raise Blocked(
            node.start,
            f"`*{name}` stands for a value that is written elsewhere",
            f"Change it where `&{name}` is, or write it out here first.",
        )
    if node.event.tag:
        raise Blocked(node.start, f"a tag such as `{node.event.tag}` has no meaning in a plan", "Take the tag away first.")
    if node.event.anchor and Event("alias", node.event.anchor) in doc.events:
        name = node.event.anchor
        raise Blocked(
            node.start, f"this is used again elsewhere, as `*{name}`", "Change it by hand: you see best what else would change."
        )
