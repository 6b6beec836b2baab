"""What a page may have wrong, or may lack: names and numbers that the plan does not know, what is owed or was asked, its length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from cap.agenda.compare.days import days, said
from cap.agenda.compare.finding import Found
from cap.agenda.compare.sheet import Sheet
from cap.agenda.compare.texts import Texts
from cap.agenda.compare.words import NUMBERS, SMALL, spaced, telling, words
from cap.agenda.fitting import longest
from cap.agenda.fitting import words as length
from cap.plan.items import entries
from cap.plan.model import Support, Topic
from cap.plan.read import Reading
from cap.plan.standing import pause_on, whose
from cap.text.wording import brief, near

_MOST = 12  # hints of one kind; where there are more, it is not names that are meant, or another plan
_GUESSED = 500  # texts, and characters of each, among whose names the one that is meant is looked for
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_NAME = re.compile(r"(?:(?<=[^\W\d_] )|(?<=, ))[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Capitals that everybody writes.
_COMMON = frozenset(
    spaced(
        "i i'm i'd i'll i've monday tuesday wednesday thursday friday saturday sunday january february march april may"
        " june july august september october november december christmas easter english french german spanish q1 q2 q3 q4"
    )
)
_NUMBER = re.compile(r"(?<![\w.,:/-])\d+(?:[.,:]\d+)*(?![\w/-])")
_NO_ROOM = re.compile(r"`cap show ")
_SHARE = 2  # of its telling words, one in so many on one line is a mention


def unknown_names(sheet: Sheet, texts: Texts) -> Iterator[Found]:
    """Names inside a sentence that stand nowhere in the plan."""
    known = texts.places
    found: dict[str, tuple[int, int]] = {}
    capitals = small = 0
    for block in sheet.blocks:
        if block.kind != "text" or block.part == "aside":
            continue
        for match in _NAME.finditer(block.text):
            name = match[0]
            if name[0].islower() or not name[0].isupper():
                small += 1
                continue
            capitals += 1
            parts = words(name)
            plain = parts[0].removesuffix("'s") if parts else ""
            if not name.isupper() and not any(part in known or part in _COMMON or part in SMALL for part in (*parts, plain)):
                found.setdefault(name, (block.start + match.start(), block.start + match.end()))
    if len(found) > _MOST or capitals * 4 > small + 20:  # a language that writes every noun with a capital
        return
    names = (
        {match[0].lower(): match[0] for text in texts.texts[:_GUESSED] for match in _CAPITAL.finditer(text.text[:_GUESSED])}
        if found
        else {}
    )
    for name, (start, end) in found.items():
        guess = names.get(near(name, names) or "")
        hint = f"Do you mean “{guess}”?" if guess else "If it is somebody you know, leave it; else look whom the plan names."
        yield Found(start, end, "unknown-name", f"“{brief(name)}” stands nowhere in the plan", hint, "hint")


def unknown_numbers(sheet: Sheet, texts: Texts, today: date) -> Iterator[Found]:
    """Numbers above ten, and days, that the plan does not know. What is agreed in a table may be new."""
    known = {NUMBERS.get(word, word) for word in texts.places}
    years = {day.year for day in (*texts.days, sheet.day or today)}
    spoken = [*texts.days, today, *([sheet.day] if sheet.day else [])]
    spoken_words = {(day.month, day.day) for text in texts.texts for day in days(text.text)}
    told: set[str] = set()
    for block in sheet.blocks:
        if block.kind != "text" or block.part in ("head", "aside") or _NO_ROOM.search(block.text):
            continue
        dated = list(days(block.text))
        following = re.search(r"\bnext\b", block.text, re.IGNORECASE)  # when the two talk again is for them to say
        for day in dated:
            plain = block.text[day.start : day.end]
            if not following and plain not in told and not any(map(day.is_, spoken)) and (day.month, day.day) not in spoken_words:
                told.add(plain)
                hint = "If it is a new day, leave it; else look it up."
                yield Found(
                    block.start + day.start, block.start + day.end, "unknown-number", f"the plan has no {plain}", hint, "hint"
                )
        for match in _NUMBER.finditer(block.text):
            number, rest = match[0], block.text[match.end() : match.end() + 8].lstrip()
            if number in known or number in told or any(day.start <= match.start() < day.end for day in dated):
                continue
            small = number.isdigit() and len(number) <= 2 and int(number) <= 10 and not rest.startswith("%")
            year = number.isdigit() and len(number) == 4 and min(years) - 1 <= int(number) <= max(years) + 1
            if not (small or year or rest.startswith("min")):
                told.add(number)
                hint = "If you know it from elsewhere, leave it; else look it up."
                yield Found(
                    block.start + match.start(),
                    block.start + match.end(),
                    "unknown-number",
                    f"the plan has no {number}",
                    hint,
                    "hint",
                )


def missing(sheet: Sheet, texts: Texts, reading: Reading, today: date) -> Iterator[Found]:
    """What the manager owes by the day of the page, and what the person asked, when the page does not speak of it."""
    plan, day = reading.plan, sheet.day or today
    assert plan is not None
    if sheet.kind == "team-session":  # nobody's own page
        return
    lines: dict[str, set[int]] = {}
    stated: set[tuple[int, int]] = set()
    for number, block in enumerate(sheet.blocks):
        stated.update((found.month, found.day) for found in days(block.text))
        for word in {_stem(word) for word in telling(words(block.text))}:
            lines.setdefault(word, set()).add(number)
    numbers = {
        number
        for block in sheet.blocks
        if _NO_ROOM.search(block.text)
        for number in re.findall(r"\b[gvst]?\d+(?:\.\d+)?", block.text)
    }
    told = 0
    for entry in entries(reading):
        item = entry.item
        if entry.number in numbers:
            continue
        if isinstance(item, Support) and item.open and item.due and item.due <= day and not pause_on(plan, item.due):
            owed = whose(plan, item.from_) == "manager" and (item.due.month, item.due.day) not in stated
            message = f"“{brief(entry.text)}” was promised by {plan.manager or 'the manager'} for {said(item.due)}, and is not on this page"
            hint = "Begin with it: who owes it says where it stands, and when it comes."
        elif isinstance(item, Topic) and item.open and whose(plan, item.by) != "manager":
            owed, message = True, f"“{brief(entry.text)}” is an open question of {plan.name}'s, and is not on this page"
            hint = "Give it time of its own, and say who brings the answer."
        else:
            continue
        if owed and not _spoken_of(entry.text, lines):
            told += 1
            if told > _MOST:
                return
            yield Found(*sheet.title, "missing", message, hint, "hint", at=entry.path)


def _spoken_of(text: str, lines: dict[str, set[int]]) -> bool:
    """Whether one line of the page, or two that follow one another, hold half of what a text says."""
    stems = {_stem(word) for word in telling(words(text)[:80])}
    counts: Counter[int] = Counter()
    for stem in stems:
        here = lines.get(stem, set())
        counts.update(here | {number + 1 for number in here})
    return not stems or max(counts.values(), default=0) * _SHARE >= len(stems)


def _stem(word: str) -> str:
    return NUMBERS.get(word, word)[:5]


def too_long(sheet: Sheet) -> Iterator[Found]:
    """More words than can be talked about in the time."""
    minutes = sheet.minutes
    if minutes:
        count, most = length(sheet.spoken), longest(minutes, sheet.audience or "manager")
        if count > most:
            message = f"this page has {count} words; in {minutes} minutes there is room for {most}"
            hint = "Keep what happened, what is owed and what was asked; take out what could be asked of anybody."
            yield Found(*sheet.title, "too-long", message, hint, "hint")
