"""What people ask for in a line, as edits of their plan and one line that says what was done.

Values are checked by the same walk that reads a file, so a rating of 11 is refused here in the words in which lint reports it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec.inspect as types
from yaml import Mark
from yaml.nodes import Node, ScalarNode, SequenceNode

from cap.plan.dates import GRAMMAR, day_meant
from cap.plan.edit import Append, Edit, Put, Value
from cap.plan.items import Entry, entries, matches
from cap.plan.model import Action, Closing, Goal, Item, Plan, Skill, Strength, Support, Topic, Vision
from cap.plan.places import Source
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.shape import Walk
from cap.plan.wording import brief, near, one_of

# Kind → its struct, the key of its list, and the key that says what an item is called.
KINDS: dict[str, tuple[type[Item], str, str]] = {
    "goal": (Goal, "goals", "goal"),
    "vision": (Vision, "visions", "vision"),
    "skill": (Skill, "skills", "skill"),
    "action": (Action, "actions", "action"),
    "strength": (Strength, "strengths", "skill"),
    "support": (Support, "support", "need"),
    "topic": (Topic, "topics", "topic"),
}
_CLOSABLE = ("goal", "skill", "action", "support", "topic")


class ChangeRefused(Exception):
    """A change that cannot be made as it was asked for: why, and the way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Change(NamedTuple):
    """Edits, what they do in one line, and the path (in the file) of the item that is new or touched."""

    edits: Sequence[Edit]
    said: str
    path: ItemPath = ()


def add(
    reading: Reading, kind: str, text: str, fields: Mapping[str, Sequence[str]], *, today: date, skill: str | None = None
) -> Change:
    """A new item at the end of its list. `fields` holds what was typed, by the item's keys; `skill` is where an action belongs."""
    shape, key, name_key = KINDS[kind]
    above: ItemPath = ()
    if kind == "action":
        above = _skill_of(reading, skill).path
    known = _fields(shape)
    stray = next((field for field in fields if field not in known), None)
    if stray:
        raise ChangeRefused(
            f"{_a(kind)} has no `{stray}`", f"It has {one_of([f'`{name}`' for name in known if name != name_key])}."
        )
    path = (*above, key, _length(reading, (*above, key)))
    typed = {name_key: [text], **fields}
    item: dict[str, Value] = {
        name: _value(reading, known[name], (*path, name), typed[name], today) for name in known if name in typed
    }
    number = _number(kind, path)
    value: Value = item[name_key] if kind == "vision" and len(item) == 1 else item
    facts = [f"due {item['due']}"] if "due" in item else []
    facts = [str(item["type"]), *facts] if "type" in item else facts
    said = f"added {kind} {number} “{brief(text)}”".replace("  ", " ") + (f" ({', '.join(facts)})" if facts else "")
    return Change([Append(path[:-1], value)], said, path)


def set_key(reading: Reading, key: str, values: Sequence[str], *, today: date, item: str | None = None) -> Change:
    """One key of the plan, or of an item of it."""
    entry = find(reading, item) if item is not None else None
    shape = type(entry.item) if entry else Plan
    path = entry.path if entry else ()
    known = _fields(shape)
    if key not in known:
        guess = near(key, known)
        what = _a(entry.kind) if entry else "a plan"
        raise ChangeRefused(f"{what} has no `{key}`", f"Did you mean `{guess}`?" if guess else f"It has {one_of(list(known))}.")
    owner: Item = entry.item if entry else _plan(reading)
    if isinstance(owner, Skill) and key == "rating" and owner.ratings:
        raise ChangeRefused("this skill keeps a history of its ratings", "Use `cap rate`, which keeps it in step.")
    value = _value(reading, known[key], (*path, key), values, today)
    before = getattr(owner, known[key].name)
    was = f" (was {_shown(before)})" if before not in (None, [], False) else ""
    name = f"{_called(entry)}: " if entry else ""
    return Change([Put((*path, key), value)], f"{name}{key} is {_shown(value)}{was}", path)


def rate(
    reading: Reading,
    skill: str,
    number: str,
    *,
    today: date,
    on: str | None = None,
    by: str | None = None,
    evidence: str | None = None,
) -> Change:
    """A rating into a skill's history. An agreed one, without `by`, is the skill's rating from then on."""
    entry = _skill_of(reading, skill)
    found = entry.item
    assert isinstance(found, Skill)
    day = _day(on, today) if on else today
    path = (*entry.path, "ratings")
    rating = _value(reading, _fields(Skill)["rating"], (*entry.path, "rating"), [number], today)
    new: dict[str, Value] = {"date": day, "rating": rating}
    new |= {key: text for key, text in (("by", by), ("evidence", evidence)) if text}
    later = [old for old in found.ratings if old.date > day]
    same = [i for i, old in enumerate(found.ratings) if old.date == day and old.by == by]
    edits: list[Edit] = []
    if same:
        where = reading.file_path(("skills", _plan(reading).skills.index(found), "ratings", same[-1]))
        edits.append(Put(where, new))
    elif later:
        raise ChangeRefused(
            f"“{brief(found.skill)}” was rated on {later[0].date} already, after {day}",
            "Add the older rating by hand, in its place: the history reads oldest first.",
        )
    else:
        edits.append(Append(path, new))
    if by is None and found.rating != rating and not any(old.by is None for old in later):
        edits.append(Put((*entry.path, "rating"), rating))
    who = f" by {by}" if by else ""
    was = f" (was {found.rating})" if by is None and found.rating not in (None, rating) else ""
    return Change(edits, f"{_called(entry)}: rated {rating}{who} on {day}{was}", entry.path)


def note_progress(
    reading: Reading, item: str, note: str, *, today: date, on: str | None = None, link: str | None = None
) -> Change:
    """A line of progress on an action."""
    entry = find(reading, item, ("action",))
    assert isinstance(entry.item, Action)
    day = _day(on, today) if on else today
    later = [old for old in entry.item.progress if old.date > day]
    if later:
        raise ChangeRefused(
            f"there is progress of {later[0].date} already, after {day}", "Add the older note by hand, in its place."
        )
    new: dict[str, Value] = {"date": day, "note": _text(note, "note")}
    if link:
        new["link"] = link
    return Change([Append((*entry.path, "progress"), new)], f"{_called(entry)}: progress noted for {day}", entry.path)


def close(reading: Reading, item: str, *, today: date, on: str | None = None, note: str | None = None) -> Change:
    """An item is done."""
    entry = find(reading, item, _CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    if found.state == "dropped":
        raise ChangeRefused(
            f"{_called(entry)} was dropped", "If it was done after all, take out its `status:` and `because:` first."
        )
    day = _day(on, today) if on else today
    edits: list[Edit] = [Put((*entry.path, "status"), "done")] if found.status else []
    edits.append(Put((*entry.path, "done"), day))
    if note:
        edits.append(Put((*entry.path, "note"), note))
    return Change(edits, f"{_called(entry)}: done on {day}", entry.path)


def drop(reading: Reading, item: str, because: str) -> Change:
    """An item is dropped, with a word on why."""
    entry = find(reading, item, _CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    if found.done is not None:
        raise ChangeRefused(f"{_called(entry)} was done on {found.done}", "What is done stays done; nothing needs dropping.")
    reason = _text(because, "because")
    edits: list[Edit] = [Put((*entry.path, "status"), "dropped"), Put((*entry.path, "because"), reason)]
    return Change(edits, f"{_called(entry)}: dropped, because {reason}", entry.path)


def move(reading: Reading, item: str, when: str, *, today: date) -> Change:
    """Another due date; an action remembers the one before."""
    entry = find(reading, item, ("action", "goal", "support"))
    found = entry.item
    assert isinstance(found, (Action, Goal, Support))
    if not found.open:
        raise ChangeRefused(f"{_called(entry)} is closed", "Only what is open can be moved.")
    day = _day(when, today)
    if found.due == day:
        raise ChangeRefused(f"{_called(entry)} is due on {day} already", "Nothing was changed.")
    edits: list[Edit] = [Put((*entry.path, "due"), day)]
    if isinstance(found, Action) and found.due is not None:
        edits.append(Append((*entry.path, "was"), found.due))
    came = f" from {found.due}" if found.due else ""
    return Change(edits, f"{_called(entry)}: moved{came} to {_with_weekday(day)}", entry.path)


def next_talk(reading: Reading, when: str, *, today: date) -> Change:
    """The date of the next conversation."""
    day = _day(when, today)
    before = _plan(reading).next
    was = f" (was {before})" if before and before != day else ""
    return Change([Put(("next",), day)], f"next conversation on {_with_weekday(day)}{was}")


def find(reading: Reading, typed: str, kinds: Sequence[str] = ()) -> Entry:
    """The one item that `typed` stands for. Raises ChangeRefused with the candidates."""
    everything = [entry for entry in entries(reading) if not kinds or entry.kind in kinds]
    found = matches(everything, typed)
    if len(found) == 1:
        return found[0]
    what = one_of(kinds) if kinds else "item"
    if found:
        listed = "; ".join(_called(entry) for entry in found[:6])
        raise ChangeRefused(f"“{typed}” could be {listed}", "Use its number or its id.")
    if not everything:
        raise ChangeRefused(f"this plan has no {what} yet", "`cap add` adds one.")
    listed = "; ".join(_called(entry) for entry in everything[:8])
    raise ChangeRefused(f"there is no {what} “{typed}”", f"There is: {listed}.")


def _skill_of(reading: Reading, typed: str | None) -> Entry:
    """The skill that was named, or the only open one."""
    if typed is not None:
        return find(reading, typed, ("skill",))
    skills = [entry for entry in entries(reading) if isinstance(entry.item, Skill) and entry.item.open]
    if len(skills) == 1:
        return skills[0]
    listed = "; ".join(_called(entry) for entry in skills)
    raise ChangeRefused(
        "which skill is the action for?", f"Say it with --skill: {listed}." if skills else "`cap add skill` adds one first."
    )


def _plan(reading: Reading) -> Plan:
    assert reading.plan is not None
    return reading.plan


def _length(reading: Reading, path: ItemPath) -> int:
    """How many entries the list at `path` holds in the file, broken and blank ones too."""
    node = reading.source.node(path)
    return len(node.value) if isinstance(node, SequenceNode) else 1 if isinstance(node, ScalarNode) and node.value else 0


def _fields(shape: type[Item]) -> dict[str, types.Field]:
    """The keys that hold one value or a list of words: what a command can set. Lists of items and of dates have commands of their own."""
    kind = types.type_info(shape)
    assert isinstance(kind, types.StructType)
    return {field.encode_name: field for field in kind.fields if not _holds_more(field.type) and field.encode_name != "format"}


def _holds_more(kind: types.Type) -> bool:
    if isinstance(kind, types.Metadata):
        return _holds_more(kind.type)
    if isinstance(kind, types.UnionType):
        return any(_holds_more(choice) for choice in kind.types)
    return isinstance(kind, types.StructType) or (
        isinstance(kind, types.ListType) and _holds(kind.item_type, types.StructType, types.DateType)
    )


def _holds(kind: types.Type, *wanted: type[types.Type]) -> bool:
    """Whether a value of one of these types may stand there."""
    if isinstance(kind, types.Metadata):
        return _holds(kind.type, *wanted)
    if isinstance(kind, types.UnionType):
        return any(_holds(choice, *wanted) for choice in kind.types)
    return isinstance(kind, wanted)


def _value(reading: Reading, field: types.Field, path: ItemPath, typed: Sequence[str], today: date) -> Any:
    """What was typed as the value of a field. Raises ChangeRefused in the words of lint."""
    key = field.encode_name
    if not all(text.strip() for text in typed) or not typed:
        raise ChangeRefused(f"`{key}` needs something to say", "To take a key out, delete its line in the file.")
    if _holds(field.type, types.DateType):
        return _day(typed[0], today)
    if key in ("goal", "vision") and _holds(field.type, types.ListType):
        ids = [_reference(reading, key, text) for text in typed]
        return ids if len(ids) > 1 else ids[0]
    start = Mark("", 0, 0, 0, "", 0)
    scalars: list[Node] = [ScalarNode("", text, start, start, style="") for text in typed]
    if len(scalars) > 1 and not _holds(field.type, types.ListType):
        raise ChangeRefused(f"`{key}` takes one value", "Put text with blanks in quotes.")
    walk = Walk(Source("", ""))
    built = walk.build(SequenceNode("", scalars, start, start) if len(scalars) > 1 else scalars[0], field.type, path)
    if walk.problems:
        raise ChangeRefused(walk.problems[0].message, walk.problems[0].hint)
    return built


def _reference(reading: Reading, kind: str, typed: str) -> str:
    """The id of a goal or a vision, however it was named."""
    entry = find(reading, typed, (kind,))
    if entry.id is None:
        raise ChangeRefused(
            f"{_called(entry)} has no id to link to", f"Give it one first: cap set NAME id WORD --item {entry.number}"
        )
    return entry.id


def _day(typed: str, today: date) -> date:
    day = day_meant(typed, today)
    if day is None:
        raise ChangeRefused(f"“{typed}” is not a day that can be read", f"Write {GRAMMAR}.")
    return day


def _text(typed: str, key: str) -> str:
    if not typed.strip():
        raise ChangeRefused(f"`{key}` needs something to say", "A few words are enough.")
    return typed.strip()


def _number(kind: str, path: ItemPath) -> str:
    numbers = ".".join(str(step + 1) for step in path if isinstance(step, int))
    return {"skill": numbers, "action": numbers, "strength": ""}.get(kind, kind[0] + numbers)


def _called(entry: Entry) -> str:
    return f"{entry.number} “{brief(entry.text)}”"


def _a(kind: str) -> str:
    return f"{'an' if kind == 'action' else 'a'} {kind}" if kind != "support" else "support"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _with_weekday(day: date) -> str:
    return f"{day} ({day:%A})"
