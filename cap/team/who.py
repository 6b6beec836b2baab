"""Whose things are meant: by one who promised, by a manager, of all that stand in the plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cap.plan.model import Plan
from cap.plan.standing import same_person
from cap.refusal import NotFound
from cap.text.wording import first_few, folded, near, unaccented

_NAMED = 4  # so many people are named in a message


def is_meant(typed: str, name: str | None) -> bool:
    """Whether a name as it was typed, or as git has it, can mean the one whom a plan names; either may be the shorter."""
    return bool(name) and (same_person(typed, name) or same_person(name, typed))


def owes(typed: str, key: str, plan: Plan, owner: str) -> bool:
    """Whether the one who is asked about owes what `owner` does; a person also goes by their key, and by what others call them."""
    return any(is_meant(typed, name) for name in ((key, owner, plan.called) if owner == plan.name else (owner,)))


def names_in(key: str, plan: Plan) -> Iterator[str]:
    """Everyone in a plan who can owe something: the person, the manager, and whoever promised anything."""
    yield plan.name
    if not is_meant(key, plan.name):
        yield key
    yield from filter(None, (plan.called, plan.manager, *(support.from_ for support in plan.support)))


def require_known(typed: str, names: Iterable[str], where: str) -> None:
    """Refuse a name that nobody has. `where`: as whom they would be known. Raises NotFound, with a guess."""
    known = sorted({folded(name): name for name in names if name}.values(), key=folded)
    if any(is_meant(typed, name) for name in known):
        return
    words = {word: name for name in reversed(known) for word in (*unaccented(name).replace("-", " ").split(), unaccented(name))}
    guess = near(unaccented(typed), words)
    listed = first_few([f"`{name}`" for name in known], _NAMED)
    hint = f"Did you mean `{words[guess]}`?" if guess else f"There is {listed}." if known else ""
    raise NotFound(f"nobody called `{typed}` {where} in these plans", hint)
