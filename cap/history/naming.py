"""What things and people are called in a sentence about two plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cap.history.matching import Effort
from cap.plan.kinds import BY_WORD
from cap.plan.model import Item, Pause, Plan
from cap.plan.problem import ItemPath
from cap.plan.standing import short_name, whose
from cap.text.dates import spelled
from cap.text.wording import brief

LONG = 200  # characters of a text that is quoted whole


class Sides(NamedTuple):
    """Two plans, the later one first asked for names, None where there is none; and how much is compared for likeness."""

    old: Plan | None
    new: Plan | None
    effort: Effort

    def who(self, mentioned: str | None) -> str:
        """Somebody whom a plan mentions, as they are called inside a sentence; "" for nobody."""
        plan = self.new or self.old
        if mentioned is None or plan is None:
            return ""
        meant = whose(plan, mentioned)
        if meant == "person":
            return line(short_name(plan))
        manager = plan.manager or (self.old.manager if self.old else None)
        return line(manager or "the manager") if meant == "manager" else line(mentioned)

    def holder(self, path: ItemPath | None, *, old: bool = False) -> Item | None:
        """What holds the item at a path; None for the plan itself."""
        item: Any = self.old if old else self.new
        if path is None or len(path) < 3:
            return None
        for key, i in zip(path[:-2:2], path[1:-2:2], strict=True):
            item = getattr(item, str(key))[int(i)]
        return item if isinstance(item, Item) else None

    def referred(self, ids: Sequence[str], target: str, *, old: bool) -> list[str]:
        """The names of the items of a list that ids lead to."""
        items = {getattr(item, "id", None): item for item in getattr(self.old if old else self.new, target, [])}
        return [name_of(items[one]) if one in items else one for one in ids]


def name_of(item: Item | None) -> str:
    """What an item is called, on one line; an entry that is known by its day by that; "" for none."""
    if item is None:
        return ""
    if isinstance(item, Pause):
        return span(item).strip()
    name = getattr(item, item.NAME)
    return spelled(name) if isinstance(name, date) else line(name)


def title_of(item: Item) -> str:
    """The same where something may follow it: in quotes, where it ends with a mark of its own."""
    name = name_of(item)
    return in_quotes(name) if name.endswith(("?", "!", ".", "…")) else name


def noun_of(kind: str) -> str:
    """What a kind of item is called in a sentence for people."""
    return {"action": "step", "ahead": "day ahead", "conversation": "talk"}.get(kind) or BY_WORD[kind].noun


def line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def in_quotes(text: str) -> str:
    """A text of the plan on one line, in quotes, the beginning of a long one."""
    return f"“{brief(text, LONG)}”"


def value(given: Any, *, quoted: bool = False) -> str:
    """A value on one line: a day spelled out, a longer text in quotes."""
    match given:
        case bool():
            return "yes" if given else "no"
        case date():
            return spelled(given)
        case str():
            return in_quotes(given) if quoted and " " in line(given) else brief(given, LONG)
        case list():
            return ", ".join(value(one) for one in given)
        case dict():
            return ", ".join(f"{key}: {value(one)}" for key, one in given.items())
    return "nothing" if given is None else str(given)


def span(pause: Pause) -> str:
    """` from 1 June 2025 until 30 September 2025`."""
    start = f" from {spelled(pause.from_)}" if pause.from_ else ""
    end = f" until {spelled(pause.until)}" if pause.until else ""
    return start + end or " without a day"


def capitalized(text: str) -> str:
    """A text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]
