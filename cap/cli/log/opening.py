"""What the person gave before the talk is opened when both numbers are there: it is recorded beside the manager's, and shown after that."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.agenda.seal import told
from cap.edit.apply import apply
from cap.edit.changes.change import Change, plan_of
from cap.edit.changes.log import Held, Outcome
from cap.edit.changes.rate import rate
from cap.plan.items import entries
from cap.plan.model import Plan, RatingEntry, Skill
from cap.plan.read import Reading
from cap.plan.standing import short_name, whose
from cap.refusal import Refusal
from cap.text.wording import brief, count
from cap.workspace.sealed import Sealed, sealed
from cap.workspace.settings import Workspace


class Opening(NamedTuple):
    """What a talk opens: the talk with it; the `lines` of the file that wait no more; how that is said before it is written, and after."""

    held: Held
    lines: list[str]
    before: str
    after: list[str]


def asked_for(workspace: Workspace, path: Path, reading: Reading) -> list[str]:
    """The open skills for which a rating of the person's waits."""
    waits = {told(one.skill) for _, one in sealed(workspace, path)}
    return [skill.skill for skill in plan_of(reading).skills if skill.open and told(skill.skill) in waits]


def opened(workspace: Workspace, path: Path, held: Held, now: Reading) -> Opening:
    """See what a talk opens. `now` is the plan with all else of the talk in it: a number of the manager's, or one that both agree on, given
    since the person gave theirs, opens it; one that the person gave since then counts instead."""
    plan, waits = plan_of(now), sealed(workspace, path)
    who = short_name(plan)
    outcomes, notes, lines, after = list(held.outcomes), [held.notes] if held.notes else [], [], []
    written_down = []
    for line, one in waits:
        since = min(one.day, held.day)
        skill = next((skill for skill in plan.skills if told(skill.skill) == told(one.skill)), None)
        theirs = [rated for each in ([skill] if skill else plan.skills) if (rated := _since(plan, each, since, "manager"))]
        if not theirs:
            continue
        lines.append(line)
        about = f"“{brief(one.skill, 60)}”" if one.skill else "where they are"
        written = f"{one.number}{f' ({one.words})' if one.words else ''}" if one.number else f"“{one.words}”"
        if skill and (own := _since(plan, skill, since, "person")):
            after.append(f"{about}: {who} had written {written}, and says {own.rating} now; that counts.")
        elif skill and (outcome := _own(now, skill, one, held.day)):
            outcomes.append(outcome)
            after.append(f"{about}: {who} {written}, {theirs[-1].by or 'both of you'} {theirs[-1].rating}.")
        else:
            written_down.append(f"- {who} on {about}, before the talk: {written}")
            after.append(f"{about}: {who} wrote {written}. It is in the notes.")
    notes += ["\n".join(written_down)] if written_down else []
    before = (
        [f"{count(len(lines), 'rating')} that {who} gave before the talk, opened as soon as this is written"] if lines else []
    )
    if left := len(waits) - len(lines):
        before.append(
            f"{count(left, 'rating')} of {who}’s own, sealed until yours is there too: `cap log` asks for it at a terminal"
        )
    return Opening(held._replace(outcomes=outcomes, notes="\n\n".join(notes)), lines, "; ".join(before), after)


def _since(plan: Plan, skill: Skill, day: date, side: str) -> RatingEntry | None:
    """The last rating of a skill from a day on by one side; the manager's may be one that both agree on."""
    return next(
        (
            entry
            for entry in reversed(skill.ratings)
            if entry.date >= day and (whose(plan, entry.by) == side if entry.by else side == "manager")
        ),
        None,
    )


def _own(now: Reading, skill: Skill, one: Sealed, day: date) -> Outcome | None:
    """The rating as a change of the plan; None where it is none, or does not fit its history."""

    def request(reading: Reading) -> Change:
        number = next(entry.number for entry in entries(reading) if isinstance(entry.item, Skill) and entry.text == skill.skill)
        return rate(reading, number, str(one.number), today=day, on=day.isoformat(), by="self", evidence=one.words or None)

    try:
        apply(now.raw, request(now).edits)
    except Refusal:
        return None
    return Outcome(request, "")
