"""What a commit of plans says: kinds and counts, since a log is read by more people than a plan; in the plan's words where they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cap.history.acts import acts
from cap.history.changes import PLAN, TEXT, Change, changes
from cap.plan.kinds import BY_WORD
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.text.escapes import visible
from cap.text.wording import count, first_few

SUBJECT = 72  # characters of a first line that every list of commits shows whole
_NAMED = 5  # people in a first line


class Saved(NamedTuple):
    """A plan that goes into a commit: its key, and how it was and is; None for one that is not there."""

    key: str
    before: Reading | None
    after: Reading | None


Words = Callable[[Sequence[Change], Reading | None, Reading | None], Sequence[str]]


def message(plans: Sequence[Saved], more: Sequence[str], words: Words | None = None) -> str:
    """A commit's message: for one person a line, for several a line each below; then `more`, a paragraph each. `words` tells changes in
    sentences; without it they are counted."""
    told = [(name, _parts(one, words)) for name, one in zip(_names(plans), plans)]
    if len(told) == 1:
        subject, body = _of_one(*told[0], "; " if words else ", ")
    else:
        subject, body = (
            _of_several([name for name, _ in told]),
            "\n".join(f"- {name}: {'; '.join(parts)}" for name, parts in told),
        )
    # every program that lists commits sends them to a terminal as they are
    shown = [visible(part, keep="\n") for part in (subject, body)]
    return "\n\n".join(filter(None, [*shown, *(text.strip() for text in more)])) + "\n"


def _of_one(name: str, parts: Sequence[str], between: str) -> tuple[str, str]:
    """A first line, and what stands below it where that could not hold all."""
    for most in range(len(parts), 0, -1):
        subject = f"{name}: {first_few(parts, most, between=between, last=between)}"
        if len(subject) <= SUBJECT:
            break
    else:
        subject = f"{name}: {count(len(parts), 'change')}"
    return subject, "" if subject == f"{name}: {between.join(parts)}" else "\n".join(f"- {part}" for part in parts)


def _of_several(names: Sequence[str]) -> str:
    subject = f"Plans: {first_few(names, _NAMED)}"
    return subject if len(subject) <= SUBJECT else count(len(names), "plan")


def _names(plans: Sequence[Saved]) -> list[str]:
    """What each person is called; the key where two are called alike, and where a plan cannot be read."""
    called = [short_name(one.plan) if (one := plan.after or plan.before) and one.plan else "" for plan in plans]
    often = Counter(called)
    return [" ".join(name.split()) if name and often[name] == 1 else plan.key for name, plan in zip(called, plans)]


def _parts(one: Saved, words: Words | None) -> Sequence[str]:
    """What happened to a plan, in words or counted."""
    if one.before is None:
        return ["a new plan"]
    if one.after is None:
        return ["the plan is taken out"]
    if one.before.plan is None or one.after.plan is None:
        return ["changed"]  # what cannot be read cannot be compared
    found = acts(changes(one.before, one.after))
    return list(words(found, one.before, one.after) if words else _counted(found)) or [_NOTHING]


_NOTHING = "nothing but how it is written"
_DONE = {
    "added": " added",
    "removed": " taken out",
    "reopened": " opened again",
    "reworded": " reworded",
    "placed": " placed elsewhere",
}
# What is added to a history, where the number alone says it.
_ENTRIES = {"rating", "progress", "moment", "conversation"}


def _counted(found: Sequence[Change]) -> Iterator[str]:
    """`1 rating, 2 actions done`: what happened to how many of which kind, in the order of the plan."""
    rated = {one.new_path[:-2] for one in found if one.kind == "rating" and one.new_path}
    counted = Counter(_label(one) for one in found if not (one.field("rating") and one.new_path in rated))
    for (noun, many, what), number in counted.items():
        yield (count(number, noun, many) if noun else "") + what


def _label(change: Change) -> tuple[str, str | None, str]:
    """What a change counts as: the noun, for one and for several, and what happened to it."""
    if change.kind == TEXT:
        return "", None, "the text"
    if change.kind == PLAN:
        return "detail", None, ""
    noun = "talk" if change.kind == "conversation" else BY_WORD[change.kind].noun
    many = {"support": "promises", "day ahead": "days ahead"}.get(noun)
    noun = "promise" if noun == "support" else noun
    if change.what == "added" and change.kind in _ENTRIES:
        return noun, many, ""
    if change.what == "closed":
        return noun, many, f" {getattr(change.new, 'state', 'closed')}"
    if change.what == "moved":
        return noun, many, " moved"
    if change.what == "ordered":
        return "", None, f"{many or noun + 's'} in another order"
    return noun, many, _DONE.get(change.what, " changed")
