"""A page that was filled in, read back: what it comes to, what is to be noted, and what is in doubt."""

from __future__ import annotations

import re

from msgspec.structs import replace

from cap.agenda.carried import undone
from cap.agenda.data import Talks, load
from cap.agenda.prepare import SHORTEST, Options, agenda
from cap.agenda.quoting import BLANK
from cap.agenda.readback.incoming import Head, head_of, heads_of, printed_part
from cap.agenda.readback.reader import Home, ReadBack, nowhere, read_back
from cap.agenda.situation import first_name
from cap.plan.model import Plan
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.refusal import Refusal
from cap.text.wording import folded, unaccented

__all__ = ["Head", "Home", "ReadBack", "head_of", "heads_of", "nowhere", "read_page", "undone", "whose_page"]

_MINUTES = re.compile(r"·\s*(\d{2,3}) minutes\b")
_TITLE = re.compile(r"^[^\w\n]*Career conversation:\s*(.+?)\s*$", re.M)


def whose_page(text: str, reading: Reading, key: str) -> str:
    """Whose a page is, if it says that it is somebody else's than this plan's; else ""."""
    assert reading.plan is not None
    text = undone(text)
    other = next((head.key for head in heads_of(text) if folded(head.key) != folded(key)), "")
    if other:
        return other
    title = _TITLE.search(text)
    words = set(re.findall(r"\w+", unaccented(title[1]))) if title else set()
    mine = set(re.findall(r"\w+", unaccented(f"{reading.plan.name} {reading.plan.called or ''}")))
    return title[1] if title and words.isdisjoint(mine) else ""


def read_page(text: str, reading: Reading, head: Head, options: Options, home: Home = nowhere) -> ReadBack:
    """Read a page that was filled in about the plan that was read (see read_back). `options` are those by which pages are made here."""
    assert reading.plan is not None
    found = _MINUTES.search(undone(text))
    minutes = max(int(found[1]), SHORTEST) if found else options.minutes
    try:
        again = printed_part(agenda(reading, replace(options, minutes=minutes)).text)
    except Refusal:
        again = ""
    return read_back(text, reading, head, again, begun=_begun(reading.plan, options), home=home)


def _begun(plan: Plan, options: Options) -> list[str]:
    """The words with which rows of the table may be begun, for all types of talk."""
    names = {"person": short_name(plan), "manager": first_name(plan.manager) if plan.manager else "the manager"}
    steps = [step.what for talk in load("talks.yaml", Talks, options.team).talks.values() for step in talk.agree]
    labels = [what.partition(":")[0] for what in steps if BLANK in what]
    return [label.replace("{person}", names["person"]).replace("{manager}", names["manager"]) for label in labels]
