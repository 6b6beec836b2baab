"""`cap set`: one key of a plan, or of an item of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from msgspec import to_builtins

from cap.edit.changes.change import Change, person, plan_of, to_reopen, way_to_log
from cap.edit.edits import Edit, Put, Remove, Value
from cap.edit.story import story_of
from cap.edit.typed import find_item, label, settable, value_of, with_article
from cap.plan.items import Entry
from cap.plan.kinds import BY_KEY, KINDS, NAME_KEYS, links
from cap.plan.model import Closing, Item, Plan, Skill
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.shell import for_shell
from cap.text.wording import brief, did_you_mean, folded, one_of

# What fills a key that no single value belongs under.
_COMMANDS = {kind.key: f"cap add {kind.word}" for kind in KINDS if kind.added} | {
    "ratings": "cap rate",
    "progress": "cap progress",
    "was": "cap move",
    "pauses": "cap pause",
}
_CLOSING = {"done": "cap done", "dropped": "cap drop", "refused": "cap drop --refused-by"}


def set_key(reading: Reading, key: str, values: Sequence[str], *, today: date, item: str | None = None) -> Change:
    """Set one key of the plan, or of an item of it; what links to an id follows a new one.

    A plan that cannot be read for want of a name can be given one.
    """
    entry = find_item(reading, item) if item is not None else None
    owner: Item | None = entry.item if entry else reading.plan
    path = (*entry.path, key) if entry else (key,)
    known = settable(type(owner) if owner else Plan)
    own = key.startswith("x-")
    if key not in known and not own:
        raise Refusal(*_no_such_key(reading, key, entry, list(known), today))
    if not all(value.strip() for value in values):
        raise Refusal(f"`{key}` needs something to say", "To take a key out, delete its line: `cap edit` opens the file.")
    if key == "stage" and entry is None and values[0].strip().lower() == "paused":
        raise Refusal(
            "a pause is no stage: it has days of its own", f"Use `cap pause {person(reading)}`; the stage stays what it is."
        )
    if entry:
        _require_in_step(reading, entry, key, values)
    before = _own(reading, path) if own else getattr(owner, known[key].name) if owner else None
    signed = isinstance(before, list) and _signed(reading, key, values, item)
    if own:
        new: Value = [_own_value(value) for value in values] if len(values) > 1 else _own_value(values[0])
        if isinstance(before, list) and signed:
            new = _changed_list(key, before, values, _own_value)
    elif isinstance(before, list) and signed:
        _require_words(reading, key, before)
        new = _changed_list(key, before, values, lambda text: str(value_of(reading, known[key], path, [text], today)))
    else:
        new = value_of(reading, known[key], path, values, today)
        _require_nothing_lost(reading, key, before)
    was = f" (was {_in_words(before, key)})" if before not in (None, [], False) and before not in (new, [new]) else ""
    edits: list[Edit] = [Put(path, new)] if new != [] else [Remove(path)] if before else []
    if key == "id" and entry and entry.id:
        edits += [Put(where, new) for where in _links_to(reading, entry)]
    summary = f"{label(entry) + ': ' if entry else ''}{key} is {_in_words(new, key) or 'empty'}{was}"
    taken_back = key == "story" and new == "declined" and story_of(reading.raw)
    advice = f"Its words still stand below; to hand them over and take them out: cap leave {person(reading)} --story -o DIR"
    return Change(edits, summary, path[:-1], advice if taken_back else "")


def _signed(reading: Reading, key: str, values: Sequence[str], item: str | None) -> bool:
    """Whether what was typed adds to a list and takes out of it. Raises Refusal where some of it has a sign and some has none."""
    words: list[str] = []
    for value in map(str.strip, values):
        if words and words[-1] in ("+", "-"):
            words[-1] += value
        else:
            words.append(value)
    signed = [word[0] in "+-" for word in words]
    if len(words) == len(values) and words[-1] not in ("+", "-") and len(set(signed)) == 1:
        return signed[0]
    each = [word if has else f"+{word}" for word, has in zip(words, signed) if word not in ("+", "-")]
    alone = [word[1:].strip() for word in each if word[0] == "+"]
    begin, end = f"cap set {person(reading)} {key}", f" --item {for_shell(item)}" if item is not None else ""
    ways = (
        [f"To add and take out: {begin} {for_shell(*each)}{end}"]
        if each
        else ["Write each word behind its sign, as in +Teaching."]
    )
    if alone:
        ways.append(f"to have nothing else there: {begin} {for_shell(*alone)}{end}")
    raise Refusal(f"a word for `{key}` has no sign, or a sign has no word, so this can be read in two ways", "; ".join(ways))


def _require_words(reading: Reading, key: str, before: Sequence[object]) -> None:
    """Refuse to change single entries of a list that holds more than words. Raises Refusal."""
    if any(isinstance(entry, Item) for entry in before) or key in BY_KEY:
        raise Refusal(
            f"`{key}` holds more than words", f"`{_COMMANDS[key]}` adds one; to take one out: cap edit {person(reading)}"
        )


def _changed_list(key: str, before: Sequence[Value], typed: Sequence[str], read: Callable[[str], Value]) -> list[Value]:
    """Add `+x` to a list of words and take `-x` out of it. Raises Refusal."""
    words = list(before)
    for sign, text in ((change.strip()[0], change.strip()[1:].strip()) for change in typed):
        word = next((old for old in words if folded(str(old)) == folded(text)), None)
        if sign == "+" and word is None:
            words.append(read(text))
        elif sign == "-" and word is None:
            hint = f"It has {one_of([f'“{brief(str(old))}”' for old in words])}." if words else "It is empty."
            raise Refusal(f"`{key}` has no “{brief(text)}”", hint)
        elif sign == "-":
            words = [old for old in words if old != word]
    return list(dict.fromkeys(words))


def _no_such_key(reading: Reading, key: str, entry: Entry | None, known: Sequence[str], today: date) -> tuple[str, str]:
    """Say why a key cannot be set there, and what can."""
    here = with_article(entry.kind) if entry else "a plan"
    owners = [kind.with_article for kind in KINDS if kind.prefix is not None and key in settable(kind.shape)]
    if key in _COMMANDS:
        return f"`{key}` is a list that grows line by line", f"Use `{_COMMANDS[key]}`."
    if key in BY_KEY and not entry:
        return f"`{key}` is a list that grows line by line", f"Use `{way_to_log(reading, today, today)}`."
    if not entry and owners:
        return (
            f"a plan has no `{key}`",
            f"It belongs to {one_of(owners)}: say which with --item.",
        )
    if entry and key in settable(Plan):
        return f"{here} has no `{key}`", "It belongs to the plan as a whole: leave out --item."
    guess = did_you_mean(key, [*known, *([] if entry else _COMMANDS)])
    return f"{here} has no `{key}`", guess or f"It has {one_of(known)}; a key of your own starts with `x-`."


def _require_in_step(reading: Reading, entry: Entry, key: str, values: Sequence[str]) -> None:
    """Refuse to change one half of what is said in two places. Raises Refusal."""
    owner = entry.item
    if isinstance(owner, Skill) and key == "rating":
        raise Refusal(f"{label(entry)} keeps a history of its ratings", "Use `cap rate`, which keeps the two in step.")
    if not isinstance(owner, Closing):
        return
    ends = dict(owner.ends)
    if key in _CLOSING and owner.status not in (None, key):
        raise Refusal(f"the status of {label(entry)} is {owner.status}", f"Use `{_CLOSING[key]}`, which keeps the two in step.")
    if key in _CLOSING and ends and key not in ends:
        raise Refusal(f"{label(entry)} was {owner.state}", f"To open it again: {to_reopen(reading, entry)}")
    if key == "because" and owner.state not in ("dropped", "refused"):
        raise Refusal(f"{label(entry)} was not dropped", "Use `cap drop`, or keep the remark as `note`.")
    if key == "refused_by" and owner.state != "refused":
        raise Refusal(f"{label(entry)} was not refused", "Use `cap drop --refused-by`, which says why, too.")
    if key != "status":
        return
    reasons = (["refused"] if owner.refused_by else []) or (["dropped", "refused"] if owner.because else [])
    if (ends and values[0] not in ends) or (reasons and values[0] not in reasons):
        day = f" on {ends[owner.state]}" if owner.state in ends else ""
        raise Refusal(f"{label(entry)} was {owner.state}{day}", f"To open it again: {to_reopen(reading, entry)}")


def _require_nothing_lost(reading: Reading, key: str, before: object) -> None:
    """Refuse to put words in the place of visions, and of whatever says more than words. Raises Refusal."""
    items = [item for item in before if isinstance(item, Item)] if isinstance(before, list) else []
    more = [item for item in items if any(field not in NAME_KEYS.values() for field in to_builtins(item))]
    if more or (items and key == "visions"):
        way = f"`cap add vision {person(reading)} …` adds one; to write them all anew" if key == "visions" else "To change them"
        raise Refusal(
            f"this would take the place of {f'the {len(items)} {key}' if len(items) > 1 else f'the {key[:-1]}'} that you have",
            f"{way}: cap edit {person(reading)}",
        )


def _links_to(reading: Reading, entry: Entry) -> list[ItemPath]:
    """Find where in the file an item is linked to."""
    found = [path for path, target, name in links(plan_of(reading)) if (target, name) == (entry.path[-2], entry.id)]
    return [reading.file_path(path) for path in found]


def _own(reading: Reading, path: ItemPath) -> Any:
    """Find what a key of the team's own holds, as plain data; None when it is not there."""
    owner = reading.plan_path(path[:-1])
    return reading.own.get(owner, {}).get(str(path[-1])) if owner is not None else None


def _own_value(typed: str) -> Value:
    """Read the value of a key of the team's own: a whole number, a day, or text."""
    typed = typed.strip()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        with suppress(ValueError):
            return date.fromisoformat(typed)
    return int(typed) if typed == "0" or (typed.isascii() and typed.isdigit() and not typed.startswith("0")) else typed


def _in_words(value: object, key: str) -> str:
    if isinstance(value, list):
        return ", ".join(_in_words(entry, key) for entry in value)
    if isinstance(value, Item):
        return str(getattr(value, NAME_KEYS[key]))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else brief(str(value), 80)
