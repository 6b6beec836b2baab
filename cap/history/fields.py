"""What is said about one field that changed, by the key that it has in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cap.history.changes import Change, Field
from cap.history.naming import Sides, capitalized, name_of, noun_of, span, title_of, value
from cap.plan.kinds import BY_WORD
from cap.plan.model import Pause
from cap.plan.standing import every
from cap.text.dates import spelled

_LISTS = {
    "motivations": "What matters most",
    "interests": "Interests",
    "improve": "To be better at",
    "themes": "Themes",
    "direction": "Direction",
}
_OF_PLAN = {
    "name": "Name",
    "called": "Called",
    "role": "Role",
    "manager": "Manager",
    "stage": "Stage",
    "cadence": "Talks",
    "story": "Life story",
}
# Of an item: what its fields are called after a colon.
_LABELS = {
    "measure": "measured by",
    "horizon": "within",
    "ten": "a 10 is",
    "because": "because",
    "note": "note",
    "refused_by": "refused by",
    "obstacles": "hindered by",
    "with": "with",
    "type": "type",
    "where": "where",
    "target": "target",
    "rating": "rating",
    "pros": "with, for it,",
    "cons": "with, against it,",
    "evidence": "evidence",
    "link": "link",
    "by": "by",
    "from": "promised by",
    "date": "on",
    "until": "until",
    "done": "done on",
    "dropped": "let go on",
    "refused": "refused on",
    "was": "earlier dates",
    "vision": "toward",
    "goal": "toward",
    "needs": "waits for",
    "skill": "shows",
}
# What is missing when it is gone, where “no longer” does not go with the label.
_NOUNS = {
    "a 10 is": "picture of a 10",
    **{noun: noun for noun in ("note", "type", "target", "rating", "evidence", "link", "earlier dates")},
}
_PEOPLE = ("refused_by", "by", "from")
_PLACES = {"here": "here", "company": "elsewhere in the company", "outside": "outside"}
_TYPES = {"experience": "on the job", "exposure": "from others", "education": "training"}


def of_plan(field: Field, sides: Sides) -> str:
    """Say one field of the plan itself."""
    key, old, new = field
    if key == "next":
        if new is None:
            return f"No day for the next talk any more (was {spelled(old)})"
        return f"Next talk: {spelled(new)}{_was(old, spelled(old) if old else '')}"
    if key == "started":
        return (
            f"Together since {spelled(new)}{_was(old, value(old))}"
            if new
            else f"No day any more since when together (was {spelled(old)})"
        )
    if key in _LISTS:
        return of_list(_LISTS[key], old, new)
    label = _OF_PLAN.get(key, key)
    if key == "cadence":
        old, new = (every(one) if one else None for one in (old, new))
    return _from_to(label, old, new)


def of_item(change: Change, sides: Sides) -> tuple[str, str]:
    """Say the one field of an item that a change is about: what the sentence begins with, and what comes behind its colon, so that
    several about one item can be said in one. One that stands for itself has no beginning; what nobody needs to hear is empty."""
    key, old, new = change.fields[0]
    name, kind = name_of(change.item), BY_WORD[change.kind]
    if key == "id":
        return "", ""
    if key == "status":
        return "", f"{'Begun' if new == 'doing' else 'Not begun yet after all'}: {title_of(change.item)}"
    if key == "chosen":
        return "", f"{'Chosen' if new else 'Not chosen any more'}: {name}"
    if isinstance(change.old, Pause) and isinstance(change.new, Pause):
        return "", f"The pause is{span(change.new)} now (was{span(change.old)})"
    if change.kind in ("rating", "progress", "conversation"):  # known by their day
        name = f"{capitalized(noun_of(change.kind))} of {name}"
    if key == "due":
        return name, f"by {spelled(new)}" if new else f"no date any more (was {spelled(old)})"
    if key == "mentor":
        return name, "happy to help others with it" if new else "not to help others with it for now"
    if key in kind.links:
        target = kind.links[key]
        old, new = sides.referred(old, target, old=True), sides.referred(new, target, old=False)
    elif key in _PEOPLE:
        old, new = sides.who(old), sides.who(new)
    elif key in ("where", "type"):
        words = _PLACES if key == "where" else _TYPES
        old, new = words.get(old, old), words.get(new, new)
    label = _LABELS.get(key, key)
    if isinstance(old, list) or isinstance(new, list):
        return name, of_list(label, old or [], new or [], inside=True)
    return name, _from_to(label, old, new, inside=True, quoted=key not in (*_PEOPLE, "where", "type", "horizon"))


def of_list(label: str, old: Sequence[Any], new: Sequence[Any], *, inside: bool = False) -> str:
    """Say what came into a list and went out of it, or that it stands in another order, which is its priority."""
    came, gone = (
        list((Counter(map(value, one)) - Counter(map(value, other))).elements()) for one, other in ((new, old), (old, new))
    )
    if not came and not gone:
        return f"{label}, in a new order: {', '.join(map(value, new))}"
    separator = " " if inside else ": "
    if not old:
        return f"{label}{separator}{', '.join(came)}"
    if not new:
        return f"no longer {label} {', '.join(gone)}" if inside else f"{label}: none now (was {', '.join(gone)})"
    parts = ([f"{', '.join(came)} came"] if came else []) + ([f"{', '.join(gone)} went"] if gone else [])
    return f"{label}: {'; '.join(parts)}"


def _from_to(label: str, old: Any, new: Any, *, inside: bool = False, quoted: bool = False) -> str:
    shown = value(old, quoted=quoted)
    if new is None or new == "":
        if not inside:
            return f"{label}: none now (was {shown})"
        return f"no {_NOUNS[label]} any more (was {shown})" if label in _NOUNS else f"no longer {label} {shown}"
    return f"{label}{' ' if inside else ': '}{value(new, quoted=quoted)}{_was(old, shown)}"


def _was(old: Any, shown: str) -> str:
    return f" (was {shown})" if old not in (None, "", []) else ""
