"""`cap resume`: the end of a pause."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, person, plan_of
from cap.edit.changes.pause import in_words, require_after, require_free, require_new_form
from cap.edit.edits import Put
from cap.edit.typed import day_of, with_weekday
from cap.plan.model import Pause
from cap.plan.read import Reading
from cap.refusal import Refusal


def resume(reading: Reading, *, today: date, on: str | None = None) -> Change:
    """End the pause that is not over yet, today when nobody says; the day may lie ahead, and then it lasts until that day."""
    require_new_form(reading)
    who, pauses = person(reading), plan_of(reading).pauses
    left = [i for i, one in enumerate(pauses) if one.until is None or one.until > today]
    if not left:
        over = max((one.until for one in pauses if one.until), default=None)
        last = f"; the last pause ended on {over}" if over else ""
        raise Refusal(f"this plan is not paused{last}", f"To begin a pause: cap pause {who}")
    at = min(left, key=lambda i: pauses[i].from_ or date.min)
    found = pauses[at]
    day = day_of(on, today) if on is not None else today
    if on is None and found.from_ is not None and found.from_ >= day:
        hint = f"Its end: cap resume {who} --on DATE. If nothing comes of it: cap undo {who}, or take its line away with cap edit {who}"
        begun = "it begins today" if found.from_ == day else "it has not begun"
        raise Refusal(f"there is a pause {in_words(found)}, and {begun}", hint)
    require_after(found.from_, day)
    require_free(reading, Pause(from_=found.from_, until=day), pauses[:at] + pauses[at + 1 :])
    was = f" (was {found.until})" if found.until not in (None, day) else ""
    path = reading.file_path(("pauses", at))
    advice = f"No date in it counts as late until you have talked. When will that be? cap next {who} DATE"
    return Change([Put((*path, "until"), day)], f"goes on from {with_weekday(day)}{was}", path, "" if day > today else advice)
