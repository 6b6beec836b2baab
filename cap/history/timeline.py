"""A person's road out of the versions of their plan: each fact once, on the day that the plan gives it, else on that of its commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.history.acts import acts, bare, from_nothing
from cap.history.changes import PLAN, changes, made_by_merge
from cap.history.sentences import Sentence, sentences
from cap.history.told import Kind, Road, Told
from cap.plan.model import Conversation, Pause, Plan
from cap.plan.read import Reading
from cap.text.wording import count, first_few

# What a change is about, where its word is not that of the kind.
_KIND_OF = {"way": Kind.skill, "progress": Kind.action, "conversation": Kind.talk, PLAN: Kind.person}


class Written(NamedTuple):
    """A version of a plan: when and by whom it was written, in which commit ("" for none); how the plan was before, on each side that a
    merge brought together, and how it is after it. None where it was not there; a reading without a plan could not be read."""

    day: date
    who: str
    commit: str
    before: Sequence[Reading | None]
    after: Reading | None


def road(
    key: str,
    plan: Plan,
    written: Iterable[Written],
    unknown: Sequence[str],
    *,
    dated_only: bool = False,
    since: date | None = None,
    kinds: Sequence[Kind] = (),
) -> Road:
    """Tell the versions of a plan as a road, from a day on, and of some kinds. `unknown` is what cannot be told, in sentences."""
    whole = tale(written, dated_only=dated_only)
    told = [one for one in whole.told if (since is None or one.day >= since) and (not kinds or one.kind in kinds)]
    days = [f"{first_few([str(day) for day in whole.unreadable], 3)}"] if whole.unreadable else []
    left = [
        f"{count(len(whole.unreadable), 'version')} could not be read as a plan ({when}); what came of it is told with the next one."
        for when in days
    ]
    return Road(key, plan.name, told, [*unknown, *left], plan.skills, since, kinds)


class Tale(NamedTuple):
    """What versions tell, the oldest first, and the days of those that could not be read."""

    told: list[Told]
    unreadable: list[date]


def tale(written: Iterable[Written], *, dated_only: bool = False) -> Tale:
    """Tell versions, the oldest first. `dated_only` leaves out what has no day of its own, as where nobody knows when it came.

    What cannot be read is passed over, and what came of it is told with the next version that can.
    """
    told: dict[Told, None] = {}
    unreadable: list[date] = []
    last: Reading | None = None  # that could be read
    gone = False
    for one in written:
        if one.after is not None and one.after.plan is None:
            unreadable.append(one.day)
            continue
        befores = [last if before is not None and before.plan is None else before for before in one.before]
        if one.after is not None and last is not None and not any(befores):  # it came a second time, as after it was taken out
            told |= dict.fromkeys([Told(one.day, Kind.person, _AGAIN, one.who, one.commit)] if gone else ())
            befores = [last]
        told |= dict.fromkeys(_said(one, befores, dated_only=dated_only))
        last, gone = one.after or last, one.after is None
    return Tale(sorted(told, key=lambda event: event.day), unreadable)


_AGAIN = "The plan is there again"


def _said(one: Written, befores: Sequence[Reading | None], *, dated_only: bool) -> Iterator[Told]:
    """What one version says."""
    before = befores[0] if befores else None
    old, new = before.plan if before else None, one.after.plan if one.after else None
    if before is None or one.after is None:
        found = sentences(changes(before, one.after), old, new)
        found += sentences(acts(from_nothing(one.after)), bare(one.after).plan, new) if one.after else []
    else:
        both = changes(before, one.after) if len(befores) == 1 else made_by_merge(befores, one.after)
        found = sentences(acts(both), old, new)
    for sentence in found:
        day = _own_day(sentence)
        if day is not None or not dated_only:
            yield Told(day or one.day, _KIND_OF.get(sentence.kind) or Kind(sentence.kind), _text(sentence), one.who, one.commit)


def _own_day(sentence: Sentence) -> date | None:
    """The day on which something happened, by the plan itself."""
    change = sentence.changes[0]
    if isinstance(change.new, Pause) and change.what == "added":
        return change.new.from_ or change.new.until
    return sentence.day if change.what != "removed" else None


def _text(sentence: Sentence) -> str:
    """A sentence for the day under which it stands, which need not be said again."""
    change = sentence.changes[0]
    if isinstance(change.new, Conversation) and change.what == "added":
        return f"A talk{f': {change.new.type}' if change.new.type else ''}"
    return sentence.text
