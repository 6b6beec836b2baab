"""`cap form`: what was answered to one question, as a change of the plan; and a whole answer, written all or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from yaml.nodes import ScalarNode

from cap.edit.apply import apply
from cap.edit.changes.change import Change, plan_of, signed
from cap.edit.changes.done import close
from cap.edit.changes.drop import drop
from cap.edit.changes.move import move
from cap.edit.changes.next import set_next
from cap.edit.changes.progress import note_progress
from cap.edit.changes.rate import rate
from cap.edit.edits import Append, Edit, Put, Remove, Value
from cap.edit.typed import AS_WORDS, find_item, settable, value_of
from cap.plan.items import entries
from cap.plan.kinds import BY_KEY, BY_WORD, NAME_KEYS, number, walk
from cap.plan.model import Action, Closing, Goal, Item, Plan, Skill, Support, Way
from cap.plan.problem import ItemPath
from cap.plan.read import Reading, read
from cap.plan.standing import whose
from cap.refusal import NotFound, Refusal
from cap.text.wording import brief, folded, unaccented

Request = Callable[[Reading], Change]
LONGEST = 24  # characters of an id that is made of words


class Where(NamedTuple):
    """An item by what it is called, and what it stands in; its `number` counts where two are called the same; `#1` is the second of them."""

    word: str
    name: str
    number: str = ""
    above: Where | None = None


def found(plan: Plan, where: Where) -> tuple[ItemPath, Item] | None:
    """The item that is meant and its path in the plan: open ones first; None when nothing is called so."""
    within: ItemPath = ()
    if where.above is not None:
        owner = found(plan, where.above)
        if owner is None:
            return None
        within = owner[0]
    name = BY_WORD[where.word].name
    named = [
        (path, item)
        for kind, path, item in walk(plan)
        if kind.word == where.word and path[:-2] == within and folded(str(getattr(item, name))) == folded(where.name)
    ]
    named = [one for one in named if not isinstance(one[1], Closing) or one[1].open] or named
    if where.number.startswith("#"):
        return named[min(int(where.number[1:]), len(named) - 1)] if named else None
    return next((one for one in named if number(one[0]) == where.number), named[0] if named else None)


def set_answer(reading: Reading, where: Where | None, key: str, values: Sequence[str], *, today: date, on: date) -> Change:
    """Make a key of an item, or of the plan, say what was answered on a day; nothing at all is a removal. Raises Refusal.

    What has a history gets another entry in it, and what has an end is ended. `values` are as `cap set` takes them.
    """
    plan = plan_of(reading)
    path, item = _item(plan, where)
    place = reading.file_path(path)
    called = f"{_called(place, item)}: " if path else ""
    if key in ("ratings", "progress", "done", "because") or (key == "rating" and isinstance(item, Skill)):
        return _history(reading, number(place), item, key, values, today=today, on=on)
    if not values:
        return _removal(reading, path, item, key, called)
    if key == "due" and isinstance(item, (Action, Goal, Support)) and item.due is not None and item.open:
        return move(reading, number(place), values[0], today=today)
    if key == "next" and not path:
        return set_next(reading, values[0], today=today)
    if key == "ways":
        assert isinstance(item, Skill)
        return _ways(reading, place, item, values, called)
    if path and key in BY_KEY[str(path[-2])].links:
        return _links(reading, place, key, values, called)
    field = settable(type(item))[key]
    new: Value = value_of(reading, field, (*place, key), values, today)
    many = isinstance(before := getattr(item, field.name), list) and len(before) > 1
    where_to = _name_at(reading, place, key) if path and key == BY_KEY[str(path[-2])].name else (*place, key)
    edit: Edit = Put(where_to, [new] if many and isinstance(new, str) else new)
    return Change([edit], f"{called}{key} {_in_words(new)}", place)


def new_item(reading: Reading, where: Where, fields: Mapping[str, Sequence[str]], *, today: date, on: date) -> Change:
    """Add an item with what was answered about it; one that is open and called so already gets nothing new. Raises Refusal."""
    plan = plan_of(reading)
    kind = BY_WORD[where.word]
    there = found(plan, where)
    if there and (not isinstance(there[1], Closing) or there[1].open or max(day for _, day in [("", on), *there[1].ends]) > on):
        return Change([], "")
    above: ItemPath = reading.file_path(_item(plan, where.above)[0])
    if "date" in kind.fields and kind.word != "ahead":
        fields = {"date": [str(on)], **fields}
    if kind.word == "topic":
        fields = {"by": [signed(reading)], **fields}
    known = settable(kind.shape)
    path = (*above, kind.key, 0)
    texts = {kind.name: [where.name], **fields}
    item: dict[str, Value] = {
        key: value_of(reading, known[key], (*path, key), texts[key], today) for key in known if key in texts
    }
    missing = next((key for key, field in known.items() if field.required and key not in item), None)
    if missing:
        raise Refusal(f"{kind.with_article} needs a {missing}", "Nothing was added.")
    item = {kind.name: item[kind.name], **item}
    value: Value = item[kind.name] if kind.key in AS_WORDS and len(item) == 1 else item
    facts = [f"due {item['due']}"] if "due" in item else []
    within = f" to {number(above)}" if above else ""
    return Change(
        [Append(path[:-1], value)],
        f"added {kind.noun} “{brief(where.name, 60)}”{within}" + (f" ({', '.join(facts)})" if facts else ""),
        path,
    )


def _item(plan: Plan, where: Where | None) -> tuple[ItemPath, Item]:
    if where is None:
        return (), plan
    there = found(plan, where)
    if there is None:
        raise NotFound(f"{BY_WORD[where.word].noun} “{brief(where.name)}” does not stand in the plan any more")
    return there


def _called(place: ItemPath, item: Item) -> str:
    """What an item is, and its number or else its words: `goal g1`, `strength “Calm”`."""
    kind = BY_KEY[str(place[-2])]
    return f"{kind.noun} {number(place) or f'“{brief(str(getattr(item, kind.name)))}”'}"


def _history(reading: Reading, item: str, owner: Item, key: str, values: Sequence[str], *, today: date, on: date) -> Change:
    """What is added to a history, or ends something; what stands there already is not added twice."""
    if not values:
        return Change([], "")
    day = str(min(on, today))
    if key == "progress":
        assert isinstance(owner, Action)
        if any(str(old.date) == day and folded(old.note) == folded(values[0]) for old in owner.progress):
            return Change([], "")
        return note_progress(reading, item, values[0], today=today, on=day, by=signed(reading))
    if key == "done":
        if isinstance(owner, Closing) and owner.state == "done":
            return Change([], "")
        return close(reading, item, today=today, on=values[0])
    if key == "because":
        if isinstance(owner, Closing) and owner.state == "dropped" and folded(owner.because or "") == folded(values[0]):
            return Change([], "")
        return drop(reading, item, values[0], today=today, on=day)
    by = "self" if key == "ratings" else None
    assert isinstance(owner, Skill)
    if by and any(
        (str(old.date), old.rating) == (day, int(values[0])) and whose(plan_of(reading), old.by) == "person"
        for old in owner.ratings
    ):
        return Change([], "")
    return rate(reading, item, values[0], today=today, on=day, by=by)


def _removal(reading: Reading, path: ItemPath, item: Item, key: str, called: str) -> Change:
    """Take a key out; or, where the name was emptied, a thing that has no end of its own."""
    place = reading.file_path(path)
    named = NAME_KEYS[str(path[-2]) if path else ""]
    if key != named:
        return Change([Remove((*place, key))], f"{called}{key} removed", place)
    if not path:
        raise Refusal("a plan needs the name of its person", "It stays as it is.")
    if isinstance(item, Closing):
        raise Refusal(f"{called}its words were taken out", "It stays as it is; what is given up says why.")
    return Change([Remove(place)], f"removed {called.removesuffix(': ')}", place)


def _name_at(reading: Reading, place: ItemPath, key: str) -> ItemPath:
    """Where the words of an item stand: under their key, or in its place where they are all that is said."""
    return place if isinstance(reading.source.node(place), ScalarNode) else (*place, key)


def _ways(reading: Reading, place: ItemPath, skill: Skill, values: Sequence[str], called: str) -> Change:
    """The ways of a skill, by what they are called; what else is known of one stays with it."""
    before, edits = [way.way for way in skill.ways], []
    removed: list[Edit] = []
    added: list[Edit] = []
    for what, start, end, low, high in SequenceMatcher(None, before, values, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        same = min(end - start, high - low)
        edits += [Put(_name_at(reading, (*place, "ways", start + i), Way.NAME), values[low + i]) for i in range(same)]
        removed[:0] = reversed([Remove((*place, "ways", i)) for i in range(start + same, end)])
        added += [Append((*place, "ways"), values[i]) for i in range(low + same, high)]
    return Change([*edits, *removed, *added], f"{called}ways {_in_words(list(values))}", place)


def _links(reading: Reading, place: ItemPath, key: str, values: Sequence[str], called: str) -> Change:
    """Link an item to others, named by their words, number or id; one that has no id to link to gets one."""
    target = BY_WORD[BY_KEY[BY_KEY[str(place[-2])].links[key]].word]
    edits: list[Edit] = []
    ids: list[str] = []
    taken = {entry.id for entry in entries(reading) if entry.id}
    for text in values:
        entry = find_item(reading, text, (target.word,))
        name = entry.id
        if name is None:
            name = id_for(entry.text, taken, target.word)
            taken.add(name)
            edits.append(Put((*entry.path, "id"), name))
        ids.append(name)
    edits.append(Put((*place, key), ids[0] if len(ids) == 1 else ids))
    return Change(
        edits,
        f"{called}leads to {_in_words(list(values))}" if target.word == "vision" else f"{called}serves {_in_words(list(values))}",
        place,
    )


def id_for(text: str, taken: set[str | None] | set[str], word: str) -> str:
    """A short handle made of words, which nobody has yet."""
    plain = unicodedata.normalize("NFKD", unaccented(text))
    words = re.findall(r"[a-z][a-z0-9]*", plain)
    long = [one for one in words if len(one) > 3] or words
    start = "-".join(long[:2])[:LONGEST].strip("-") or word
    tries = [start, *(f"{start}-{n}" for n in range(2, 10_000))]
    return next(one for one in tries if one not in taken and not re.fullmatch(r"[gvstma][0-9]+", one))


def _in_words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(_in_words(one) for one in value)
    return f"“{brief(value, 60)}”" if isinstance(value, str) else str(value)


# ---- a whole answer


class Wish(NamedTuple):
    """Something that was answered: the change it asks for, and how it is said where that cannot be made."""

    request: Request
    words: str


class Written(NamedTuple):
    """A file with an answer in it: `said` what was changed, a line each; `misfits` what could not be, and why."""

    reading: Reading
    said: list[str]
    misfits: list[tuple[Wish, Refusal]]


def carry_out(reading: Reading, wishes: Sequence[Wish]) -> Written:
    """Make one change after the other; what does not fit the plan is left out, and named."""
    said, misfits = [], []
    for wish in wishes:
        try:
            change = wish.request(reading)
            raw = apply(reading.raw, change.edits)
        except Refusal as refusal:
            misfits.append((wish, refusal))
            continue
        if raw != reading.raw:
            reading = read(raw, reading.path)
            said.append(change.summary)
    return Written(reading, said, misfits)
