"""What is due, and what went by: talks, goals, actions and promises of all plans in one order, so that none of it is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Literal, NamedTuple

from msgspec import Struct

from cap.plan.kinds import number
from cap.plan.model import Plan
from cap.plan.open_items import open_items
from cap.plan.read import Reading
from cap.plan.standing import ComingTalk, coming_talk, rests
from cap.refusal import Refusal
from cap.team.who import is_meant, names_in, owes, require_known
from cap.text.dates import spelled
from cap.text.wording import count


class Kind(StrEnum):
    """What can be due."""

    talk = "talk"
    goal = "goal"
    action = "action"
    support = "support"


State = Literal["no talk yet", "overdue", "due", "paused", "undated"]
_KINDS = frozenset(map(str, Kind))
_ORDER: dict[str, int] = {"no talk yet": 0, "overdue": 1, "due": 2, "paused": 2, "undated": 3}


class Due(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """One thing. The fields are the keys of `--format json` and the columns of `--format csv`, in this order."""

    key: str  # the file's name without `.md`: what people type
    path: str
    name: str
    manager: str | None
    kind: Kind
    item: str | None  # its number, as `cap show` prints it; a talk has none
    id: str | None
    what: str
    from_: str | None  # who owes it: whoever promised it, the person what they want to do; nobody a talk, or a wish
    due: date | None
    state: State  # paused: its day went by in a pause, so that it is not late
    days: int | None  # since the day; below 0: until it
    last: date | None  # of a talk: the one before it
    known: date | None  # of a talk: since when the two work together, as far as the plan says


class Wanted(NamedTuple):
    """What is asked for. `until`: the last day that counts. `who`: only what they owe; then what has no day counts too."""

    until: date
    who: str | None = None
    manager: str | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)
    overdue: bool = False

    def in_words(self) -> str:
        """What is asked for, as a sentence; nothing where that is everything by a day."""
        kinds = {Kind.talk: "talks", Kind.goal: "goals", Kind.action: "actions", Kind.support: "promises"}
        parts = [
            f"what {self.who} promised or means to do" if self.who else "",
            f"people with {self.manager} as manager" if self.manager else "",
            " and ".join(words for kind, words in kinds.items() if kind in self.kinds) if set(self.kinds) < set(Kind) else "",
            "what is overdue" if self.overdue else "",
        ]
        return f"Only {'; '.join(filter(None, parts))}." if any(parts) else ""


def reach(within: str | None, today: date) -> date:
    """The last day that counts: so far ahead as people write it, or two weeks. Raises Refusal for what is no day to come."""
    if within is None:
        return today + min(timedelta(days=14), date.max - today)
    from cap.edit.typed import day_of

    until = day_of(within, today)
    if until < today:
        raise Refusal(f"`--within {within}` ends on {until}, which is over", "Name a day to come, such as 30d or end of quarter.")
    return until


class Found(NamedTuple):
    """What one plan says: the things that are wanted, and who is named in it as owing things, and as manager."""

    path: str
    due: Sequence[Due] = ()
    owing: frozenset[str] = frozenset()
    manager: str | None = None
    broken: bool = False


def find(key: str, reading: Reading, wanted: Wanted, *, today: date, cadence: str) -> Found:
    """What is due in one plan by `wanted.until`; nothing while the plan rests. `cadence`: the team's."""
    plan = reading.plan
    if plan is None:
        return Found(reading.path, broken=True)
    if reading.is_example:
        return Found(reading.path)
    things = [] if rests(plan, today) else list(_things(key, reading, plan, wanted, today, cadence))
    named = frozenset() if wanted.who is None else frozenset(names_in(key, plan))
    return Found(reading.path, things, named, plan.manager)


def _things(key: str, reading: Reading, plan: Plan, wanted: Wanted, today: date, cadence: str) -> Iterator[Due]:
    if wanted.manager is not None and not is_meant(wanted.manager, plan.manager):
        return
    thing = partial(Due, key=key, path=reading.path, name=plan.name, manager=plan.manager)
    talk = coming_talk(plan, cadence, today)
    state: State | None = "no talk yet" if talk.first else _state(talk.day, talk.late, today, wanted)
    if state and wanted.who is None and _counts("talk", state, wanted):
        yield thing(
            kind=Kind.talk,
            item=None,
            id=None,
            what=_called(talk),
            from_=None,
            due=talk.day,
            state=state,
            days=(today - talk.day).days if talk.day else None,
            last=talk.last,
            known=plan.started,
        )
    for item in open_items(reading, today):
        state = _state(item.due, item.late, today, wanted)
        if item.kind not in _KINDS or state is None or not _counts(item.kind, state, wanted):
            continue
        if wanted.who is None or owes(wanted.who, key, plan, item.who):
            yield thing(
                kind=Kind(item.kind),
                item=number(reading.file_path(item.path)),
                id=item.item.id,
                what=item.text,
                from_=item.who or None,
                due=item.due,
                state=state,
                days=(today - item.due).days if item.due else None,
                last=None,
                known=None,
            )


def _state(due: date | None, late: bool, today: date, wanted: Wanted) -> State | None:
    """How a thing stands; None when it is not up yet."""
    if due is None:
        return "undated" if wanted.who is not None else None
    if late:
        return "overdue"
    return "paused" if due < today else "due" if due <= wanted.until else None


def _counts(kind: str, state: State, wanted: Wanted) -> bool:
    return kind in wanted.kinds and (not wanted.overdue or state == "overdue")


def _called(talk: ComingTalk) -> str:
    if talk.first:
        return "First career talk"
    return {"set": "Career talk", "cadence": "Career talk, no day set", "pause": "Career talk after the pause"}[talk.why]


def in_order(found: Iterable[Found], wanted: Wanted) -> list[Due]:
    """Everything that was found: first those who had no talk yet, the longest known first; then what is overdue; then by date.

    Raises NotFound when nobody in the plans has the name that is asked for.
    """
    found = list(found)
    require_names(wanted, {name for one in found for name in one.owing}, {one.manager for one in found})
    return sorted((due for one in found for due in one.due), key=_place)


def require_names(wanted: Wanted, owing: Iterable[str], managers: Iterable[str | None]) -> None:
    """Let nobody be told that nothing is due for a name that is in no plan. Raises NotFound, with a guess."""
    if wanted.who is not None:
        require_known(wanted.who, owing, "is named")
    if wanted.manager is not None:
        require_known(wanted.manager, filter(None, managers), "is a manager")


def _place(due: Due) -> tuple[int, date, str, str]:
    day = due.known if due.state == "no talk yet" else due.due
    return _ORDER[due.state], day or date.max, due.key.casefold(), due.path


def summary(dues: Sequence[Due], wanted: Wanted) -> str:
    """Say how much there is, and by when."""
    by = f"by {spelled(wanted.until)}"
    waiting, overdue = (sum(due.state == state for due in dues) for state in ("no talk yet", "overdue"))
    parts = [
        f"{overdue} overdue" if overdue else "",
        f"{more} due {by}" if (more := sum(due.state == "due" for due in dues)) else "",
        f"{count(passed, 'date')} went by in a pause" if (passed := sum(due.state == "paused" for due in dues)) else "",
        f"{undated} without a date" if (undated := sum(due.state == "undated" for due in dues)) else "",
        f"{count(waiting, 'person has', 'people have')} had no talk yet" if waiting else "",
    ]
    return (", ".join(filter(None, parts)) or ("Nothing is overdue" if wanted.overdue else f"Nothing is due {by}")) + "."
