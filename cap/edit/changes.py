"""What people ask for in a line, as edits of their plan and one line that says what was done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from msgspec import to_builtins
from yaml.nodes import SequenceNode

from cap.edit.apply import Append, Edit, Put, Value
from cap.edit.typed import (
    KINDS,
    ChangeRefused,
    called,
    day_of,
    day_past,
    find,
    settable,
    skill_of,
    text_of,
    value_of,
    with_article,
    with_weekday,
)
from cap.plan.items import Entry, entries, matches
from cap.plan.kinds import NAME_KEYS
from cap.plan.model import Action, Closing, Goal, Item, Plan, Skill, Support
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.standing import next_talk as next_talk_set
from cap.text.dates import is_span
from cap.text.wording import brief, count, folded, near, one_of

__all__ = ["Change", "ChangeRefused", "add", "close", "drop", "move", "next_talk", "note_progress", "rate", "set_key"]

_CLOSABLE = ("goal", "skill", "action", "support", "topic")
# What fills a key that no single value belongs under.
_COMMANDS = {key: f"cap add {kind}" for kind, (_, key, _) in KINDS.items()} | {
    "ratings": "cap rate",
    "progress": "cap progress",
    "was": "cap move",
}


class Change(NamedTuple):
    """Edits, what they do in one line, the path (in the file) of the item that is new or touched, and a word on what comes next."""

    edits: Sequence[Edit]
    said: str
    path: ItemPath = ()
    then: str = ""


def add(
    reading: Reading, kind: str, text: str, fields: Mapping[str, Sequence[str]], *, today: date, skill: str | None = None
) -> Change:
    """A new item at the end of its list. `fields` are all the keys that could be given, with what was typed for each, if anything;
    `skill` is where an action belongs. A topic is dated today.
    """
    shape, key, name_key = KINDS[kind]
    known = settable(shape)
    takes = [field for field in fields if field in known and field != name_key]
    stray = "skill" if skill is not None and kind != "action" else None
    stray = stray or next((field for field, typed in fields.items() if typed and field not in takes), None)
    if stray:
        raise ChangeRefused(f"{with_article(kind)} takes no --{stray}", f"It takes {one_of([f'--{field}' for field in takes])}.")
    above: ItemPath = skill_of(reading, skill).path if kind == "action" else ()
    there = reading.source.node((*above, key))
    path = (*above, key, len(there.value) if isinstance(there, SequenceNode) else 0)
    typed = {name_key: [text], **{field: texts for field, texts in fields.items() if texts}}
    if kind == "topic":
        typed["date"] = [today.isoformat()]
    order = ["id", name_key, *(name for name in known if name not in ("id", name_key))]
    item: dict[str, Value] = {
        name: value_of(reading, known[name], (*path, name), typed[name], today) for name in order if name in typed
    }
    facts = [str(item["type"])] if "type" in item else []
    facts += [f"due {item['due']}"] if "due" in item else []
    said = f"added {kind} {_number(kind, path)}“{brief(text)}”" + (f" ({', '.join(facts)})" if facts else "")
    value: Value = item[name_key] if kind == "vision" and len(item) == 1 else item
    return Change([Append(path[:-1], value)], said, path)


def set_key(reading: Reading, key: str, values: Sequence[str], *, today: date, item: str | None = None) -> Change:
    """One key of the plan, or of an item of it. A new id is followed by what links to it. A plan that cannot be read for want of a
    name can be given one.
    """
    entry = find(reading, item) if item is not None else None
    owner: Item | None = entry.item if entry else reading.plan
    path = (*entry.path, key) if entry else (key,)
    known = settable(type(owner) if owner else Plan)
    own = key.startswith("x-")
    if key not in known and not own:
        raise ChangeRefused(*_no_such_key(reading, key, entry, list(known), today))
    if not all(value.strip() for value in values):
        raise ChangeRefused(f"`{key}` needs something to say", "To take a key out, delete its line: `cap edit` opens the file.")
    if entry:
        _require_in_step(entry, key, values)
    if own:
        new: Value = [_plain(value) for value in values] if len(values) > 1 else _plain(values[0])
        before = None
    else:
        new = value_of(reading, known[key], path, values, today)
        before = getattr(owner, known[key].name) if owner else None
        _require_nothing_lost(reading, key, before)
    was = f" (was {_shown(before, key)})" if before not in (None, [], False) and before not in (new, [new]) else ""
    edits: list[Edit] = [Put(path, new)]
    if key == "id" and entry and entry.id:
        edits += [Put(where, new) for where in _links(reading, entry)]
    return Change(edits, f"{called(entry) + ': ' if entry else ''}{key} is {_shown(new, key)}{was}", path[:-1])


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
    """A rating into a skill's history. An agreed one, without `by`, is the skill's rating from then on.

    The same day and person again corrects the entry; its evidence stays unless there is another.
    """
    entry = skill_of(reading, skill)
    found = entry.item
    assert isinstance(found, Skill)
    path = (*entry.path, "ratings")
    rating = value_of(reading, settable(Skill)["rating"], (*entry.path, "rating"), [number], today)
    day = day_past(on, today)
    if by is not None:
        by = text_of(by, "by")
        by = by.lower() if by.lower() in ("self", "manager") else by
    same = [i for i, old in enumerate(found.ratings) if (old.date, old.by) == (day, by)]
    later = [old for old in found.ratings if old.date > day]
    if later and not same:
        raise ChangeRefused(
            f"{called(entry)} was rated on {later[0].date} already, after {day}",
            "The history reads oldest first: write the older rating into it by hand.",
        )
    new: dict[str, Value] = {"date": day, "rating": rating}
    if by is not None:
        new["by"] = by
    if evidence is not None:
        new["evidence"] = text_of(evidence, "evidence")
    was = found.rating if by is None else None
    if same:
        old = found.ratings[same[-1]]
        was = old.rating
        if old.evidence is not None:
            new.setdefault("evidence", old.evidence)
        places = reading.kept.get(path)
        edits: list[Edit] = [Put((*path, places[same[-1]] if places else same[-1]), new)]
    else:
        edits = [Append(path, new)]
    if by is None and found.rating != rating and not any(old.by is None for old in later):
        edits.append(Put((*entry.path, "rating"), rating))
    before = f" (was {was})" if was not in (None, rating) else ""
    said = f"{called(entry)}: rated {rating}{f' by {by}' if by else ''} on {day}{before}"
    agreed = by is None and not any(old.by is None for old in later)
    return Change(edits, said, entry.path, _reached(reading, entry, found, rating) if agreed else "")


def _reached(reading: Reading, entry: Entry, skill: Skill, rating: int) -> str:
    """What to say and do when a skill is where it should be."""
    if not skill.open or skill.target is None or rating < skill.target:
        return ""
    who = _who(reading)
    more = "more than " if rating > skill.target else ""
    higher = f", or aim higher: cap set {who} target {rating + 1} --item {entry.number}" if rating < 10 else ""
    well = f"That is {more}the {skill.target} you set out for: well done, both of you."
    return f"{well} To close it: cap done {who} {entry.number}{higher}"


def note_progress(
    reading: Reading, item: str, note: str, *, today: date, on: str | None = None, link: str | None = None
) -> Change:
    """A line of progress on an action."""
    entry = find(reading, item, ("action",))
    assert isinstance(entry.item, Action)
    day = day_past(on, today)
    new: dict[str, Value] = {"date": day, "note": text_of(note, "note")}
    if link is not None:
        new["link"] = text_of(link, "link")
    later = [old for old in entry.item.progress if old.date > day]
    if later:
        raise ChangeRefused(
            f"{called(entry)} has progress of {later[0].date} already, after {day}",
            "Progress reads oldest first: write the older note into it by hand.",
        )
    return Change([Append((*entry.path, "progress"), new)], f"{called(entry)}: progress noted for {day}", entry.path)


def close(reading: Reading, item: str, *, today: date, on: str | None = None, note: str | None = None) -> Change:
    """An item is done. What was done before keeps its day, unless there is another."""
    entry = _find_what_ends(reading, item, _CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    if found.state == "dropped":
        raise ChangeRefused(
            f"{called(entry)} was dropped", "If it was done after all, take out its `status:` and `because:` first: `cap edit`."
        )
    day = found.done if found.done and on is None else day_past(on, today)
    was = f" (was {found.done})" if found.done not in (None, day) else ""
    edits: list[Edit] = [Put((*entry.path, "status"), "done")] if found.status else []
    edits.append(Put((*entry.path, "done"), day))
    if note is not None:
        edits.append(Put((*entry.path, "note"), text_of(note, "note")))
    return Change(edits, f"{called(entry)}: done on {day}{was}", entry.path, _resting(found))


def drop(reading: Reading, item: str, because: str) -> Change:
    """An item is dropped, with a word on why."""
    entry = _find_what_ends(reading, item, _CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    if found.state == "done":
        on = f" on {found.done}" if found.done else ""
        raise ChangeRefused(f"{called(entry)} was done{on}", "What is done stays done; nothing needs dropping.")
    reason = text_of(because, "because")
    edits: list[Edit] = [Put((*entry.path, "status"), "dropped"), Put((*entry.path, "because"), reason)]
    return Change(edits, f"{called(entry)}: dropped, because {brief(reason, 80)}", entry.path, _resting(found))


def _resting(item: Item) -> str:
    """What becomes of the open actions of a skill that is closed."""
    left = sum(action.open for action in item.actions) if isinstance(item, Skill) else 0
    rest, them = ("rests", "it") if left == 1 else ("rest", "them")
    return f"{count(left, 'open action')} in it {rest} from now on; nobody is asked about {them}." if left else ""


def move(reading: Reading, item: str, when: str, *, today: date) -> Change:
    """Another due date; an action remembers the one before. A span counts from the day it is due, or from today when that is past."""
    entry = _find_what_ends(reading, item, ("action", "goal", "support"))
    found = entry.item
    assert isinstance(found, (Action, Goal, Support))
    if not found.open:
        raise ChangeRefused(f"{called(entry)} is closed", "Only what is open can be moved.")
    day = day_of(when, max(today, found.due or today) if is_span(when) else today)
    if found.due == day:
        return Change([], f"{called(entry)}: due on {with_weekday(day)}", entry.path)
    edits: list[Edit] = [Put((*entry.path, "due"), day)]
    if isinstance(found, Action) and found.due is not None:
        edits.append(Append((*entry.path, "was"), found.due))
    how = "brought forward" if found.due and day < found.due else "moved"
    came = f" from {found.due}" if found.due else ""
    return Change(edits, f"{called(entry)}: {how}{came} to {with_weekday(day)}{_past(day, today)}", entry.path)


def next_talk(reading: Reading, when: str, *, today: date) -> Change:
    """The date of the next conversation."""
    day = day_of(when, today)
    before = _plan(reading).next
    was = f" (was {before})" if before and before != day else ""
    held = next_talk_set(_plan(reading))
    then = ""
    if held is not None and held != day and held <= today:
        then = f"If you met on {held}, {_by_hand(reading, held)}"
    return Change([Put(("next",), day)], f"next conversation on {with_weekday(day)}{_past(day, today)}{was}", then=then)


def _by_hand(reading: Reading, day: date) -> str:
    """How to write down that a conversation was held."""
    return f"add a line under `conversations:` (cap edit {_who(reading)}): - {{date: {day}, type: check-in}}"


def _find_what_ends(reading: Reading, typed: str, kinds: Collection[str]) -> Entry:
    """The item to be closed or moved. Visions and strengths have neither a date nor an end. Raises ChangeRefused."""
    try:
        return find(reading, typed, kinds)
    except ChangeRefused:
        visions = [
            f"{called(entry)} is a vision" for entry in matches(entries(reading), typed, ("vision",)) if entry.kind == "vision"
        ]
        strengths = [
            f"“{brief(one.skill)}” is a strength" for one in _plan(reading).strengths if folded(one.skill) == folded(typed)
        ]
        for what in (*visions, *strengths):
            hint = f"What no longer holds is taken out, or written anew: cap edit {_who(reading)}"
            raise ChangeRefused(f"{what}, and has neither a date nor an end", hint) from None
        raise


def _who(reading: Reading) -> str:
    """The person, as they are named on the command line."""
    return PurePath(reading.path).stem


def _plan(reading: Reading) -> Plan:
    assert reading.plan is not None
    return reading.plan


def _no_such_key(reading: Reading, key: str, entry: Entry | None, known: Sequence[str], today: date) -> tuple[str, str]:
    """Why a key cannot be set there, and what can."""
    here = with_article(entry.kind) if entry else "a plan"
    everywhere = {field for shape, _, _ in KINDS.values() for field in shape.__struct_encode_fields__}
    owners = [kind for kind, (shape, _, _) in KINDS.items() if kind != "strength" and key in settable(shape)]
    if key in _COMMANDS and key in (*everywhere, *Plan.__struct_encode_fields__):
        return f"`{key}` is a list that grows line by line", f"Use `{_COMMANDS[key]}`."
    if key == "conversations" and not entry:
        by_hand = _by_hand(reading, today)
        return f"`{key}` is a list that grows line by line", f"{by_hand[0].upper()}{by_hand[1:]}"
    if not entry and owners:
        return (
            f"a plan has no `{key}`",
            f"It belongs to {one_of([with_article(kind) for kind in owners])}: say which with --item.",
        )
    if entry and key in settable(Plan):
        return f"{here} has no `{key}`", "It belongs to the plan as a whole: leave out --item."
    guess = near(key, known)
    return (
        f"{here} has no `{key}`",
        f"Did you mean `{guess}`?" if guess else f"It has {one_of(known)}; a key of your own starts with `x-`.",
    )


def _require_in_step(entry: Entry, key: str, values: Sequence[str]) -> None:
    """Refuse to change one half of what is said in two places. Raises ChangeRefused."""
    owner = entry.item
    if isinstance(owner, Skill) and key == "rating" and owner.ratings:
        raise ChangeRefused(f"{called(entry)} keeps a history of its ratings", "Use `cap rate`, which keeps the two in step.")
    if not isinstance(owner, Closing):
        return
    if key == "done" and owner.status not in (None, "done"):
        raise ChangeRefused(f"the status of {called(entry)} is {owner.status}", "Use `cap done`, which keeps the two in step.")
    if key == "because" and owner.state != "dropped":
        raise ChangeRefused(f"{called(entry)} was not dropped", "Use `cap drop`, or keep the remark as `note`.")
    if key == "status" and owner.done is not None and list(values) != ["done"]:
        hint = "To open it again, take out its `done:` line first: `cap edit`."
        raise ChangeRefused(f"{called(entry)} was done on {owner.done}", hint)
    if key == "status" and owner.because is not None and list(values) != ["dropped"]:
        hint = "To open it again, take out its `because:` line first: `cap edit`."
        raise ChangeRefused(f"{called(entry)} was dropped", hint)


def _require_nothing_lost(reading: Reading, key: str, before: object) -> None:
    """Refuse to put words in the place of visions, and of whatever says more than words. Raises ChangeRefused."""
    items = [item for item in before if isinstance(item, Item)] if isinstance(before, list) else []
    more = [item for item in items if any(field not in NAME_KEYS.values() for field in to_builtins(item))]
    if more or (items and key == "visions"):
        way = f"`cap add vision {_who(reading)} …` adds one; to write them all anew" if key == "visions" else "To change them"
        raise ChangeRefused(
            f"this would take the place of {f'the {len(items)} {key}' if len(items) > 1 else f'the {key[:-1]}'} that you have",
            f"{way}: cap edit {_who(reading)}",
        )


def _links(reading: Reading, entry: Entry) -> list[ItemPath]:
    """Where in the file a goal or a vision is linked to."""
    plan = _plan(reading)
    if entry.kind == "goal":
        found: list[ItemPath] = [
            ("skills", i, "goal", j)
            for i, skill in enumerate(plan.skills)
            for j, name in enumerate(skill.goal)
            if name == entry.id
        ]
    else:
        found = [
            ("goals", i, "vision", j)
            for i, goal in enumerate(plan.goals)
            for j, name in enumerate(goal.vision)
            if name == entry.id
        ]
    return [reading.file_path(path) for path in found]


def _plain(typed: str) -> Value:
    """A value of a key of the team's own: a whole number, or text."""
    typed = typed.strip()
    return int(typed) if typed == "0" or (typed.isascii() and typed.isdigit() and not typed.startswith("0")) else typed


def _number(kind: str, path: ItemPath) -> str:
    """The number of an item as `cap show` prints it, and a blank; nothing for a strength, which has none."""
    numbers = ".".join(str(step + 1) for step in path if isinstance(step, int))
    return {"skill": f"{numbers} ", "action": f"{numbers} ", "strength": ""}.get(kind, f"{kind[0]}{numbers} ")


def _past(day: date, today: date) -> str:
    return ", which is past" if day < today else ""


def _shown(value: object, key: str) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(entry, key) for entry in value)
    if isinstance(value, Item):
        return str(getattr(value, NAME_KEYS[key]))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else brief(str(value), 80)
