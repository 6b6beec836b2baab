"""`cap rate`: a rating of a skill."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, person, plan_of
from cap.edit.edits import Append, Edit, Put, Value
from cap.edit.typed import day_past, find_item, label, name_of, settable, text_of, value_of
from cap.plan.items import Entry
from cap.plan.model import Skill
from cap.plan.read import Reading
from cap.plan.standing import whose
from cap.refusal import Refusal


def rate(
    reading: Reading,
    skill: str,
    number: str,
    *,
    today: date,
    on: str | None = None,
    by: str | None = None,
    evidence: str | None = None,
) -> Change:
    """Write a rating into a skill's history. An agreed one, without `by`, is the skill's rating from then on.

    The same day and person again corrects the entry; its evidence stays unless there is another.
    """
    entry = find_item(reading, skill, ("skill",))
    found = entry.item
    assert isinstance(found, Skill)
    path = (*entry.path, "ratings")
    rating = value_of(reading, settable(Skill)["rating"], (*entry.path, "rating"), [number], today)
    day = day_past(on, today)
    by = name_of(reading, text_of(by, "by")) if by is not None else None
    same = [i for i, old in enumerate(found.ratings) if old.date == day and _same_person(reading, old.by, by)]
    later = [old for old in found.ratings if old.date > day]
    if later and not same:
        raise Refusal(
            f"{label(entry)} was rated on {later[0].date} already, after {day}",
            "The history reads oldest first: write the older rating into it by hand.",
        )
    new: dict[str, Value] = {"date": day, "rating": rating}
    if by is not None:
        new["by"] = by
    if evidence is not None:
        new["evidence"] = text_of(evidence, "evidence")
    was = found.rating if by is None else None
    if same:
        old = found.ratings[same[-1]]
        was = old.rating
        if old.evidence is not None:
            new.setdefault("evidence", old.evidence)
        places = reading.kept.get(path)
        edits: list[Edit] = [Put((*path, places[same[-1]] if places else same[-1]), new)]
    else:
        edits = [Append(path, new)]
    if by is None and found.rating != rating and not any(old.by is None for old in later):
        edits.append(Put((*entry.path, "rating"), rating))
    before = f" (was {was})" if was not in (None, rating) else ""
    summary = f"{label(entry)}: rated {rating}{f' by {by}' if by else ''} on {day}{before}"
    agreed = by is None and not any(old.by is None for old in later)
    advice = _reached(reading, entry, found, rating) if agreed else ""
    judgement = evidence or (
        f"{rating} for {found.skill}" if by is not None else ""
    )  # a number alone that was agreed was talked about
    return Change(edits, summary, entry.path, advice, judgement=judgement.strip(), judge=by)


def _same_person(reading: Reading, one: str | None, other: str | None) -> bool:
    """Tell whether two ratings are by the same person, whom the plan may call `manager` and by name."""
    return one == other or (one is not None and whose(plan_of(reading), one) == whose(plan_of(reading), other) != "")


def _reached(reading: Reading, entry: Entry, skill: Skill, rating: int) -> str:
    """Say what to do when a skill is where it should be."""
    if not skill.open or skill.target is None or rating < skill.target:
        return ""
    who = person(reading)
    more = "more than " if rating > skill.target else ""
    higher = f", or aim higher: cap set {who} target {rating + 1} --item {entry.number}" if rating < 10 else ""
    well = f"That is {more}the {skill.target} you set out for: well done, both of you."
    return f"{well} To close it: cap done {who} {entry.number}{higher}"
