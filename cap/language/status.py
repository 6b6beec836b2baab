"""How an item stands on a day, in a few short lines: open or closed and since when, when it is due, what was last said of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cap.plan.items import entries
from cap.plan.model import Closing, DayAhead, Moment, Skill
from cap.plan.open_items import OpenItem, open_items
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.standing import rests, standing
from cap.text.dates import ago, spelled
from cap.text.markdown import literal
from cap.text.wording import count


def status(reading: Reading, path: ItemPath, today: date) -> list[str]:
    """The lines about the item at a path of the file; none while the plan cannot be read."""
    if reading.plan is None:
        return []
    item = next((entry.item for entry in entries(reading) if entry.path == path), None)
    if isinstance(item, (DayAhead, Moment)):
        return [f"{spelled(item.date)}, {ago(item.date, today)}"]
    if not isinstance(item, Closing):
        return []
    live = next((one for one in open_items(reading, today) if one.item is item), None)
    lines = list(_open(live, today)) if live else list(_closed(item, today))
    if live and live.due and rests(reading.plan, today):
        lines.append("nothing is late: the plan is paused")
    return lines + (list(_rated(item, today)) if isinstance(item, Skill) else [])


def _open(live: OpenItem, today: date) -> Iterator[str]:
    since = f", since {spelled(live.noted)}, {ago(live.noted, today)}" if live.kind == "topic" and live.noted else ""
    yield ("begun" if live.item.state == "doing" else "open") + since
    if live.kind == "support":
        yield f"promised by {literal(live.who)}" if live.who else "a wish, owed by nobody"
    if live.due:
        yield f"due {spelled(live.due)}, {ago(live.due, today)}" + (", overdue" if live.late else "")
    if live.moves and live.first_due:
        times = "once" if live.moves == 1 else count(live.moves, "time")
        yield f"put off {times}, first meant for {spelled(live.first_due)}"
    if live.kind == "action" and live.noted:
        yield f"last noted {ago(live.noted, today)}"


def _closed(item: Closing, today: date) -> Iterator[str]:
    """What has ended, or is open below something that has."""
    day = dict(item.ends).get(item.state)
    if item.open:
        yield "open, but what it is for is closed"
    else:
        yield item.state + (f" {spelled(day)}, {ago(day, today)}" if day else "")
    if item.because:
        yield f"because {literal(item.because)}"


def _rated(skill: Skill, today: date) -> Iterator[str]:
    here, last = standing(skill), max((entry.date for entry in skill.ratings), default=None)
    if here is None:
        yield "not rated yet"
        return
    target = f", to reach {skill.target}" if skill.target else ""
    yield f"at {here} of 10{target}" + (f", last rated {ago(last, today)}" if last else "")
