"""What is said about an item that came: a goal, a rating, a talk."""

from __future__ import annotations

from datetime import date

from cap.history.naming import Sides, in_quotes, line, name_of, span, title_of
from cap.plan.model import (
    Action,
    Closing,
    Conversation,
    DayAhead,
    Goal,
    Item,
    Moment,
    Pause,
    Progress,
    RatingEntry,
    Skill,
    Strength,
    Support,
    Topic,
    Vision,
    Way,
)
from cap.plan.standing import standing
from cap.text.dates import spelled
from cap.text.wording import count

_ENDS = {"done": "done", "dropped": "let go", "refused": "refused"}


def came(item: Item, holder: Item | None, sides: Sides) -> str:
    """Say that an item is there; `holder` is what it stands under. Ratings have a function of their own."""
    name = title_of(item)
    ended = f" ({_ENDS[item.state]} by now)" if isinstance(item, Closing) and not item.open else ""
    under = f" for {name_of(holder)}" if isinstance(holder, Skill) else ""
    match item:
        case Goal():
            return f"New goal: {name}{_by(item.due)}{ended}"
        case Action():
            return f"New step{under}: {name}{_by(item.due)}{ended}"
        case Skill():
            known = standing(item) is not None or item.target is not None
            scale = f", {standing(item) or 'not rated'}{f' → {item.target}' if item.target else ''}" if known else ""
            ways = f", with {count(len(item.ways), 'way')} to gain a point" if item.ways else ""
            return f"New skill: {name}{scale}{ways}{ended}"
        case Strength():
            return f"New strength: {name}{f', {item.rating} of 10' if item.rating else ''}"
        case Vision():
            return f"New vision: {name}"
        case Way():
            at = f" in {name_of(holder)}" if holder is not None else ""
            return f"A way to gain a point{at}: {name}{' (chosen)' if item.chosen else ''}"
        case Support():
            owner = sides.who(item.from_)
            return f"{f'Promised by {owner}' if owner else 'Wished for'}: {name}{_by(item.due)}{ended}"
        case Topic():
            return f"To talk about: {in_quotes(item.topic)}{_from(sides.who(item.by))}{ended}"
        case Progress():
            link = f" ({line(item.link)})" if item.link else ""
            return f"{name_of(holder)}: {in_quotes(item.note)}{_from(sides.who(item.by))}{link}"
        case Moment():
            return f"A moment: {in_quotes(item.moment)}{_from(sides.who(item.by))}"
        case DayAhead():
            return f"A day ahead, {spelled(item.date)}: {name}"
        case Conversation():
            return f"Talked on {spelled(item.date)}{f' ({line(item.type)})' if item.type else ''}"
        case Pause():
            return f"A pause{span(item)}"
    return f"New: {name}"


def rated(entry: RatingEntry, skill: Skill, was: int | None, sides: Sides) -> str:
    """Say a rating: `Running the board: 6 (was 5), by both`."""
    before = "" if was is None else " (as before)" if was == entry.rating else f" (was {was})"
    author = sides.who(entry.by) or "both"
    evidence = f": {in_quotes(entry.evidence)}" if entry.evidence else ""
    return f"{name_of(skill)}: {entry.rating}{before}, by {author}{evidence}"


def _by(due: date | None) -> str:
    return f", by {spelled(due)}" if due else ""


def _from(author: str) -> str:
    return f", by {author}" if author else ""
