"""`cap log`: a talk that was held, with all that came of it, as one change of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from cap.edit.apply import append_text, apply
from cap.edit.changes.change import Change, find_what_ends, plan_of, require_plan
from cap.edit.changes.next import set_next
from cap.edit.edits import Append, Edit, Put, Value
from cap.edit.typed import label, text_of
from cap.plan.model import Closing
from cap.plan.read import Reading, read
from cap.plan.standing import next_talk
from cap.plan.talks import heading
from cap.refusal import EditBlocked, Refusal

Request = Callable[[Reading], Change]
SHORT = "check-in"  # a talk between two career conversations, which moves no date


class Outcome(NamedTuple):
    """Something that a talk came to: the change it asks for, and the line that says it in the notes and to the person."""

    request: Request
    line: str
    closed: bool = False


def came_to(outcomes: Iterable[Outcome]) -> dict[str, list[str]]:
    """What a talk came to, in lines: under `Agreed`, and under `Closed`; nothing twice."""
    found: dict[str, list[str]] = {"Agreed": [], "Closed": []}
    for one in outcomes:
        lines = found["Closed" if one.closed else "Agreed"]
        if one.line and one.line not in lines:
            lines.append(one.line)
    return found


class Held(NamedTuple):
    """A talk as it is to be recorded. `notes` is Markdown, without the heading; `next` a day as it was typed, "" for none."""

    day: date
    kind: str
    outcomes: Sequence[Outcome] = ()
    notes: str = ""
    next: str = ""
    moments: Sequence[tuple[date, str]] = ()


class Recorded(NamedTuple):
    """A file with a talk in it: `said` is what was changed, a line each, `misfits` what could not be, `again` whether this talk had
    been recorded before and now says more."""

    raw: bytes
    said: Sequence[str]
    misfits: Sequence[Refusal]
    again: bool


def record(raw: bytes, path: str, held: Held, *, today: date) -> Recorded:
    """Write a talk into a plan: what came of it, the entry under `conversations`, the next date, and the notes at the end.

    What came of it is left out, and named, where it does not fit the plan as it is; all else is written, or nothing. A talk that
    stands there already, to the word, changes nothing. Raises Refusal and EditBlocked.
    """
    reading = read(raw, path)
    require_plan(reading)
    said, misfits = [], []
    for outcome in held.outcomes:
        try:
            reading, line = _changed(reading, outcome.request, path)
        except EditBlocked:
            raise
        except Refusal as refusal:
            misfits.append(refusal)
        else:
            said += line
    for day, moment in held.moments:
        reading, line = _changed(reading, lambda plan, day=day, moment=moment: add_moment(plan, moment, day), path)  # type: ignore[misc]
        said += line
    before = [(talk.date, talk.type or "") for talk in plan_of(reading).conversations]
    there = (held.day, held.kind) in before
    if not there:
        reading, line = _changed(reading, lambda plan: enter(plan, held.day, held.kind), path)
        said += line
    if held.next:
        reading, line = _changed(reading, lambda plan: _set_next(plan, held, today), path)
        said += line
    after, section = reading.raw, section_of(held)
    if section and section not in reading.body.decode(errors="replace").replace("\r\n", "\n"):
        after, closed = append_text(after, section)
        said.append("notes added at the end of the text")
        said += [f"  closed first, so that they are seen: {what} that line {line} opens" for what, line in closed]
    return Recorded(after, said, misfits, there and after != raw)


def _changed(reading: Reading, request: Request, path: str) -> tuple[Reading, list[str]]:
    """Make one change after the others; what it says, if anything changed."""
    change = request(reading)
    after = apply(reading.raw, change.edits)
    return (reading, []) if after == reading.raw else (read(after, path), [change.summary])


def section_of(held: Held) -> str:
    """The notes of a talk as they stand in the text: what was agreed, what was closed, and what else was written down."""
    parts = [heading(held.day, held.kind)]
    parts += [
        "\n".join([f"{title}:", "", *(f"- {line}" for line in lines)]) for title, lines in came_to(held.outcomes).items() if lines
    ]
    notes = held.notes.strip("\n")
    if notes.strip():
        parts += ["Notes:"] * (len(parts) > 1 and not notes.startswith("#"))  # or they would go on with the list above
        parts.append(notes)
    return "\n\n".join(parts) + "\n" if len(parts) > 1 else ""


def enter(reading: Reading, day: date, kind: str) -> Change:
    """Add a talk to those that were held. Raises Refusal."""
    later = [talk.date for talk in plan_of(reading).conversations if talk.date > day]
    new: dict[str, Value] = {"date": day, "type": kind}
    if later:
        raise Refusal(
            f"a talk of {later[0]} stands in the plan already, after {day}",
            f"Conversations read oldest first: write the older one in by hand, as `- {{date: {day}, type: {kind}}}`.",
        )
    return Change([Append(("conversations",), new)], f"{kind} of {day} entered under `conversations`")


def add_moment(reading: Reading, moment: str, day: date) -> Change:
    """Add what was seen on a day, and has been said to the person. What stands there already is not added twice."""
    plan = plan_of(reading)
    if any((old.date, old.moment) == (day, moment) for old in plan.moments):
        return Change([], "")
    new: dict[str, Value] = {"date": day, "moment": moment}
    if plan.manager:
        new["by"] = plan.manager
    return Change([Append(("moments",), new)], f"moment of {day} moved over from your private side: “{moment}”")


def refuse(reading: Reading, item: str, because: str, by: str, day: date) -> Change:
    """Close what somebody else declined, with the reason. Raises Refusal."""
    entry = find_what_ends(reading, item, ("goal", "support", "topic"))
    found = entry.item
    assert isinstance(found, Closing)
    if found.state in ("done", "dropped"):
        raise Refusal(f"{label(entry)} was {found.state} before", "It stays as it is.")
    day = found.refused or day
    edits: list[Edit] = [Put((*entry.path, "status"), "refused")] if found.status else []
    edits += [Put((*entry.path, "refused"), day), Put((*entry.path, "because"), text_of(because, "because"))]
    if by:
        edits.append(Put((*entry.path, "refused_by"), by))
    return Change(edits, f"{label(entry)}: refused, because {because}", entry.path)


def keeps_next(reading: Reading, held_on: date, kind: str) -> date | None:
    """The day of the next talk, if that stays what it is: a check-in moves none that lies ahead."""
    ahead = next_talk(plan_of(reading))
    return ahead if kind == SHORT and ahead is not None and ahead > held_on else None


def _set_next(reading: Reading, held: Held, today: date) -> Change:
    change = set_next(reading, held.next, today=today)
    edit = change.edits[0]
    assert isinstance(edit, Put) and isinstance(edit.value, date)
    if edit.value <= held.day:
        raise Refusal(
            f"the next talk would be on {edit.value}, and this one was on {held.day}", "Name a later day, or leave it out."
        )
    return change._replace(advice="")
