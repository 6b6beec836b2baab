"""What all changes share: what one is, and how the items that they are about are found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from cap.edit.edits import Edit
from cap.edit.typed import find_item, label
from cap.plan.items import Entry, entries, matches
from cap.plan.model import Item, Plan, Skill
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.standing import short_name, whose
from cap.refusal import Refusal, Unreadable
from cap.text.shell import for_shell
from cap.text.wording import brief, count, folded


class Change(NamedTuple):
    """What a request comes to: `summary` says it in a line, `path` (in the file) is the new or changed item's, `advice` what comes next.

    `doubt` is what makes one wonder whether it is meant: it is asked about before anything is written. `judgement` is what is said of
    the person, who should have heard it before it stands in their plan, and `judge` who says so, as it was typed; None: whoever types it.
    """

    edits: Sequence[Edit]
    summary: str
    path: ItemPath = ()
    advice: str = ""
    doubt: str = ""
    judgement: str = ""
    judge: str | None = None


def require_plan(reading: Reading, *, nameless: bool = False) -> None:
    """Refuse to change what is not a plan; if `nameless`, one may be none for want of a name. Raises Unreadable."""
    without = next((problem for problem in reading.problems if problem.item == "name"), None)
    if reading.plan is None and not (nameless and without):
        problem = without or reading.problems[0]
        where = f"{reading.path}:{problem.line}"
        raise Unreadable(f"{where}: {problem.message}", f"{problem.hint} A plan that cannot be read is not changed.")


def find_what_ends(reading: Reading, typed: str, kinds: Collection[str]) -> Entry:
    """Find the item to be closed or moved. Visions and strengths have neither a date nor an end. Raises Refusal."""
    try:
        return find_item(reading, typed, kinds)
    except Refusal:
        visions = [
            f"{label(entry)} is a vision" for entry in matches(entries(reading), typed, ("vision",)) if entry.kind == "vision"
        ]
        strengths = [
            f"“{brief(one.skill)}” is a strength" for one in plan_of(reading).strengths if folded(one.skill) == folded(typed)
        ]
        for what in (*visions, *strengths):
            hint = f"What no longer holds is taken out, or written anew: cap edit {person(reading)}"
            raise Refusal(f"{what}, and has neither a date nor an end", hint) from None
        raise


def rest_of(item: Item) -> str:
    """Say what becomes of the open actions of a skill that is closed."""
    left = sum(action.open for action in item.actions) if isinstance(item, Skill) else 0
    rest, them = ("rests", "it") if left == 1 else ("rest", "them")
    return f"{count(left, 'open action')} in it {rest} from now on; nobody is asked about {them}." if left else ""


def person(reading: Reading) -> str:
    """Name the person as on the command line, quoted for the shell."""
    return for_shell(PurePath(reading.path).stem)


def signed(reading: Reading) -> str:
    """What the plan calls the person whose words these are: the key, where it says who that is, else a name that does."""
    plan = plan_of(reading)
    names = (PurePath(reading.path).stem, short_name(plan), plan.name)
    return next((name for name in names if whose(plan, name) == "person"), "self")


def plan_of(reading: Reading) -> Plan:
    assert reading.plan is not None
    return reading.plan


def to_reopen(reading: Reading, entry: Entry) -> str:
    """Say how to open an item again."""
    return f"cap reopen {person(reading)} {entry.number}"


def past(day: date, today: date) -> str:
    return ", which is past" if day < today else ""


def way_to_log(reading: Reading, day: date, today: date) -> str:
    """Give the command that records a conversation."""
    return f"cap log {person(reading)}" + (f" --on {day}" if day != today else "")
