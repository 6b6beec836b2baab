"""What stands in a filled-in line: which item it is about, how that ended, who, by when, which number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cap.agenda.endings import PATTERN, chosen, meaning
from cap.agenda.seal import told
from cap.agenda.situation import first_name
from cap.plan.items import Entry
from cap.plan.model import Plan
from cap.plan.standing import short_name, whose
from cap.text.dates import day_meant

_LEAD = re.compile(r"^[\s>#]*(?:[-*+]\s+)?[\s>]*(?:\[[ xX]?\]\s*)?")
_BEFORE_DAY = re.compile(r"^(?:(?:by|on|until|till|before|from|the|around|about|now)\b[\s:]*)+", re.IGNORECASE)
_RATING = re.compile(
    r"(?P<who>[^\d:,;·–—-]{1,40}?)?[\s:–—-]*\b(?:now|today|agreed|is|at|says|gives|rating|rated)?[\s:]*(?:an?\s+)?"
    r"(?P<number>10|[1-9])(?:\s*(?:/|of|out of)\s*10)?",
    re.IGNORECASE,
)
_SAID_TOGETHER = frozenset(
    {
        "",
        "now",
        "today",
        "agreed",
        "we agree",
        "we agreed",
        "agreed together",
        "rating",
        "rated",
        "both",
        "us",
        "we",
        "is",
        "at",
        "so now",
    }
)

LONGEST = 80  # characters of what gives numbers


class Ending(NamedTuple):
    """How a thing ended, as it was filled in: `done`, `coming` or `because`, and what stands behind that."""

    how: str
    value: str


class Named(NamedTuple):
    """The item that a line begins with, and the rest of the line."""

    entry: Entry
    rest: str


def bare(line: str) -> str:
    """A line without what leads it: bullet, box, quote marks."""
    return _LEAD.sub("", line.strip(), count=1)


def item_at(text: str, items: Sequence[Entry]) -> Named | None:
    """The item whose whole name a text begins with, the longest; None without one, and where two have the same name."""
    text = text.strip()
    if not text:
        return None
    bold = re.match(r"\*\*(.+?)\*\*(?=\W|$)", text)
    name, rest = (bold[1], text[bold.end() :]) if bold else (text, "")
    wanted = told(name)
    whole = [entry for entry in items if told(entry.text) == wanted]
    if not whole and not bold:
        begun = [entry for entry in items if told(entry.text) and wanted.startswith(told(entry.text))]
        if not begun:
            return None
        longest = max((len(told(entry.text)) for entry in begun), default=0)
        whole = [entry for entry in begun if len(told(entry.text)) == longest]
        behind = _behind(text, longest)
        if behind is None:
            return None
        rest = behind
    elif not bold:
        rest = ""
    open_ones = [entry for entry in whole if getattr(entry.item, "open", True)]
    chosen = open_ones if len(whole) > 1 else whole
    return Named(chosen[0], rest.lstrip(" ?!.…:”\"'*").strip()) if len(chosen) == 1 and wanted else None


def _behind(text: str, length: int) -> str | None:
    """What stands behind so much of a text as `told` counts; None in the middle of a word."""
    text, counted = unicodedata.normalize("NFC", text), 0
    for at, char in enumerate(text):
        if counted >= length:
            return None if re.match(r"\w", text[at:]) and re.match(r"\w", text[at - 1 : at]) else text[at:]
        counted += len(told("x" + char)) - 1
    return ""


def endings(text: str) -> tuple[list[Ending], str] | None:
    """The endings that were filled in, and what else the text says; None for a text that offers none."""
    parts = PATTERN.split(text)
    if len(parts) < 3:
        return None
    rest, found = parts[0], []
    for words, value in zip(parts[1::2], parts[2::2], strict=True):
        how, value = meaning(words), " ".join(chosen(value.replace("_", " ").strip(" \t·|.;,")).split())
        if value and not how:
            rest += f" {words} {value}"
        elif value:
            found.append(Ending(how, value))
    return found, chosen(re.sub(r"[(][^()]*promised[^()]*[)]", "", rest))


def day_in(text: str, on: date, *, back: bool = False) -> date | None:
    """The day that somebody wrote, seen from the day of the talk: ahead, or in the past if `back`. None when it is not plainly a day."""
    typed = _BEFORE_DAY.sub("", text.replace("_", " ").strip(" \t,;:!()")).strip()
    found = [day for one in (typed, typed.rstrip(".")) if isinstance(day := day_meant(one, on, back=back), date)]
    return next((day for day in found if (day <= on if back else day >= on)), None)


class Rated(NamedTuple):
    """A number that somebody gave; `by` is "" for one that both agree on."""

    number: str
    by: str


def ratings_in(text: str, plan: Plan) -> list[Rated]:
    """The ratings that a text consists of: `now 6`, `Grace 6, Ruth 5`; none for a text that says anything else."""
    found = []
    if len(text) > LONGEST:
        return []
    for part in re.split(r"\s*[,;·]\s*|\s+and\s+", text.strip(" .!*")):
        match = _RATING.fullmatch(part.strip())
        if match is None:
            return []
        who = re.sub(r"\b(?:now|today|is|at|says|gives|rates?)\b", "", (match["who"] or "").lower()).strip(" :–—-")
        side = whose(plan, who) if who and who not in _SAID_TOGETHER else ""
        if who and not side and who not in _SAID_TOGETHER:
            return []
        found.append(Rated(match["number"], {"person": "self", "manager": plan.manager or "manager"}.get(side, "")))
    return found if len({rated.by for rated in found}) == len(found) else []


class Doers(NamedTuple):
    """Who does something: the person, with others; or somebody else, by the name that the plan has for them."""

    person: bool
    others: list[str]


def doers_in(text: str, plan: Plan) -> Doers | None:
    """Who is named; None when nobody is."""
    names = [name.strip(" .()") for name in re.split(r"\s*(?:,|&|\+|/|\bwith\b|\band\b)\s*", text.replace("_", " "))]
    names = [name for name in names if name]
    if not names:
        return None
    if len(names) == 1 and names[0].lower() in ("both", "we", "us", "both of us", "together"):
        return Doers(True, [plan.manager or "manager"])
    sides = [whose(plan, name) for name in names]
    others = [plan.manager or "manager" if side == "manager" else name for name, side in zip(names, sides) if side != "person"]
    return Doers("person" in sides, others)


def named(doers: Doers, plan: Plan) -> str:
    """Those who do something, in words."""
    others = [first_name(name) if name == plan.manager else name for name in doers.others]
    return ", ".join([short_name(plan)] * doers.person + others)
