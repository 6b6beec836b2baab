"""A reply to the person's copy of a talk: what they add to it, or remember differently, as notes by them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from cap.agenda.carried import LAST as LAST_OF_PAGE
from cap.agenda.carried import undone
from cap.agenda.copy import LAST, copy_of
from cap.agenda.seal import COMMENT, told
from cap.lint.rules.privacy import MANAGERS_PAGE
from cap.plan.model import Plan
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.plan.talks import talk_notes
from cap.text.dates import day_meant

_FIRST = re.compile(
    r"^(?P<who>[^\n,]+), this is what I have from our talk on (?P<day>\d+ \w+ \d{4})".replace(" ", r"\s+"), re.MULTILINE
)
_FOLLOWING = re.compile(r"We talk again on \d{1,2} \w+ \d{4}\.|We have not set a day for the next talk yet\.")


class Reply(NamedTuple):
    """Who the copy was for, of which day and type the talk was, and what was written, in Markdown."""

    who: str
    day: date
    kind: str
    notes: str


def reply_in(text: str, reading: Reading) -> Reply | None:
    """The reply that a text is; None for any other, and for one to a copy of a talk that the plan does not know."""
    plan = reading.plan
    assert plan is not None
    text = undone(text)
    if LAST_OF_PAGE.search(text) or COMMENT.search(text) or told(MANAGERS_PAGE.partition(".")[0]) in told(text):
        return None  # a page of ours, whatever was put below it
    plain = re.sub(r"^[ \t]*(?:>[ \t]?)+", "", text, flags=re.MULTILINE)
    first = _FIRST.search(plain)
    day = day_meant(first["day"], date.min) if first else None
    if first is None or told(LAST) not in told(plain):
        return None
    talks = [talk for talk in plan.conversations if talk.date == day]
    if not talks:
        return None
    held, kind = talks[-1].date, talks[-1].type or ""
    sent = set(map(told, _lines_sent(reading, plan, held)))
    added = [
        line.strip()
        for line in plain.split("\n")
        if told(line) and told(line) not in sent and not _FOLLOWING.fullmatch(line.strip())
    ]
    entries = [line if line.startswith("- ") else f"- {line}" for line in added]
    notes = f"{short_name(plan)}, in reply:\n\n" + "\n".join(entries) if entries else ""
    return Reply(first["who"].strip(), held, kind, notes)


def _lines_sent(reading: Reading, plan: Plan, day: date) -> list[str]:
    """The lines of the copy, as its talk's notes have them."""
    found = [notes.text for notes in talk_notes(reading.body, plan.conversations)[0] if notes.day == day]
    entries = re.findall(r"^- (.*)$", "\n".join(found), re.MULTILINE)
    return [line for lines in (entries, []) for line in copy_of(plan, day, {"Agreed": lines, "Closed": lines}, None).split("\n")]
