"""Who owes what, by the plan, and what a page makes of it: its days, and whom it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from cap.agenda.compare.days import Day, days, said, weekday
from cap.agenda.compare.finding import Found
from cap.agenda.compare.sheet import Block, Sheet, cells
from cap.agenda.compare.texts import Mention, Texts
from cap.agenda.compare.words import Word, words
from cap.plan.model import Closing, Plan, Support
from cap.plan.standing import whose
from cap.text.wording import brief

_BLANK = "___"
_CLAIM = re.compile(r"\b(by|due|promised|since|done|until)\b(?:\s(?:by|on|for|to be|the|back))*\s$", re.IGNORECASE)
_FIRM = ("due", "promised")  # said of a day anywhere near a name; a bare “by” may be a new day
_FAR = 150  # characters from a name to a day that is another's
_UNSAID = 300  # days from the page's within which a year need not be said
_NEAR = 4  # words between a name and what is said of its day
_NEW = re.compile(r"\b(?:new|moved?|moving|instead|rather|or|perhaps|maybe|could|should|propos\w+|agreed?)\b", re.IGNORECASE)
_WHO = ("who", "whom", "owner", "responsible")
_FOR_DOING = re.compile(
    r"\b(?:will|can|could|did|have|are|do) you\b|\bwhat (?:would|will|could|can) (?:make|get|help|move|bring)\b|\bin the way\b"
    r"|\bheld (?:it|you) (?:up|back)\b|\b(?:kept|stopped|keeps|stops) you\b|\bhow far\b|\bby when\b|\bnext step\b|\bis it (?:done|there)\b",
    re.IGNORECASE,
)
_FOR_EFFECT = re.compile(r"\b(?:instead|without|meanwhile|cost|miss(?:ed)?|mean(?:s|t)?|remind|ask for)\b", re.IGNORECASE)
_NAMED = {"person": "the person", "manager": "the manager"}


def wrong_days(sheet: Sheet, texts: Texts) -> Iterator[Found]:
    """Days that are given to an item of the plan and are none of its own."""
    for block in sheet.blocks:
        if block.kind == "row" or not any(days(block.text)):
            continue
        found = block.words
        mentions = list(texts.mentions(block.text, found))
        for day in days(block.text):
            mention = next((one for one in reversed(mentions) if found[one.last - 1].end <= day.start), None)
            if mention and (cue := _claim(block.text, found, mention, day)):
                yield from _unlike(texts, block, mention, day, cue)


def _claim(text: str, found: Sequence[Word], mention: Mention, day: Day) -> str:
    """The word by which a day is given to what was named before it: by, due, promised …; "" when it is not."""
    between = text[found[mention.last - 1].end : day.start]
    if len(between) > _FAR or _BLANK in between or _NEW.search(between) or any(days(between)):
        return ""
    cue = _CLAIM.search(between)
    if not cue:
        return ""
    inside = re.match(r"[^\w(]*\([^()]*$", between)  # in brackets that follow the name
    apart = len(words(between[: cue.start()]))
    word = cue[1].lower()
    ended = re.search(r"[.?!;]\s", between)
    near = apart == 0 or (apart <= _NEAR and word in _FIRM)
    return word if inside or (near and not ended and word not in ("since", "done")) else ""


def _unlike(texts: Texts, block: Block, mention: Mention, day: Day, cue: str) -> Iterator[Found]:
    """A finding when what is named has days, and this one is not among them. Where its name begins another's, that may be meant."""
    named = mention.items[0]
    own = [*mention.items, *(item for item in texts.named if named.name in item.name)]
    known = {one for item in own for one in item.days}
    ended = any(isinstance(item.item, Closing) and item.item.state == "done" for item in own)
    if not known or any(map(day.is_, known)) or (cue == "done" and not ended):
        return
    dated = [getattr(item.item, "done" if cue == "done" else "due", None) for item in own]
    best = next((one for one in dated if one), max(known))
    message = f"the plan has {said(best, day.year is not None)} for “{brief(named.name)}”"
    hint = "Write the day that the plan has; if it is to move, agree on it in the talk, and change the plan then."
    yield Found(block.start + day.start, block.start + day.end, "wrong-date", message, hint, at=named.path)


def wrong_weekdays(sheet: Sheet, texts: Texts, today: date) -> Iterator[Found]:
    """Weekdays that are not those of their days. A day without its year is the plan's, else one near the day of the page."""
    on = sheet.day or today
    for block in sheet.blocks:
        for day in days(block.text):
            if day.weekday is None:
                continue
            known = [day.dated] if day.dated else [] if day.year else _meant(day, texts, on)
            if known and all(one.weekday() != day.weekday for one in known):
                message = f"{said(known[0])} is a {weekday(known[0])}"
                yield Found(
                    block.start + day.start, block.start + day.end, "wrong-weekday", message, "Look which of the two you mean."
                )


def _meant(day: Day, texts: Texts, on: date) -> list[date]:
    """The dates that a day without its year can mean."""
    around = [one for turn in (0, 1, -1) if 1 <= on.year + turn <= 9999 and (one := day.in_year(on.year + turn))]
    close = [one for one in around if one.year == on.year or abs((one - on).days) < _UNSAID]
    return sorted(one for one in texts.days if day.is_(one)) or close


def wrong_minutes(sheet: Sheet) -> Iterator[Found]:
    """Minutes of the parts that do not add up to those of the page."""
    given = sheet.given
    if not given or not sheet.stated:
        return
    sums = {*given.values(), sum(given.values())}
    if sums.isdisjoint(number for number, _, _ in sheet.stated):
        number, start, end = max(sheet.stated)
        total = given[min(given)]
        hint = "Give the parts other minutes, or the page another length, until they add up."
        yield Found(start, end, "minutes", f"the parts of this page take {total} minutes, and it says {number}", hint)


def wrong_side(sheet: Sheet, texts: Texts, plan: Plan) -> Iterator[Found]:
    """Promises of one of the two that the page gives to the other, or asks of the other."""
    for block in sheet.blocks:
        found = block.words
        if block.kind == "heading":
            continue
        for mention in texts.mentions(block.text, found):
            owes = _owes(mention, plan)
            if not owes:
                continue
            other = "person" if owes == "manager" else "manager"
            wrong = _in_row(sheet, block, mention, found) if block.kind == "row" else _in_line(sheet, block, mention, found, owes)
            if wrong == other:
                owner = (plan.manager or _NAMED[owes]) if owes == "manager" else plan.name
                message = f"“{brief(mention.items[0].name)}” was promised by {owner}, and here it is {_NAMED[other]}'s to do"
                hint = f"Give it to {owner}: who owes it says where it stands."
                at = found[mention.first].start, found[mention.last - 1].end
                yield Found(block.start + at[0], block.start + at[1], "wrong-side", message, hint, at=mention.items[0].path)


def _owes(mention: Mention, plan: Plan) -> str:
    """Which of the two owes what is named: person or manager; "" when it is neither, both, or owed no more."""
    sides = {
        whose(plan, named.item.from_) if isinstance(named.item, Support) and named.item.open and named.item.from_ else ""
        for named in mention.items
    }
    return sides.pop() if len(sides) == 1 else ""


def _in_row(sheet: Sheet, block: Block, mention: Mention, found: Sequence[Word]) -> str:
    """To which of the two a row of an agreement gives what it names."""
    if words(block.text[: found[mention.first].start].rpartition("|")[2]):  # something is done about it, such as to ask for it
        return ""
    column = next((i for i, cell in enumerate(block.columns) if set(words(cell)) & set(_WHO)), None)
    row = cells(block.text)
    if column is None or column >= len(row) or column == 0:
        return ""
    who = words(row[column])
    return {"manager": "manager", "person": "person"}.get(sheet.audience or "", "") if who == ["you"] else sheet.names.side(who)


def _in_line(sheet: Sheet, block: Block, mention: Mention, found: Sequence[Word], owes: str) -> str:
    """Of which of the two a line asks what it names."""
    plain = [word.text for word in found]
    before, after = plain[: mention.first], plain[mention.last :]
    own = sheet.names.manager if owes == "manager" else sheet.names.person
    if "promised" in after[:_NEAR]:
        at = after.index("promised")
        side = sheet.names.side(after[:at] or after[at + 1 : at + 4])
        if side:
            return side
    if "promised" in before[-6:]:
        at = len(before) - 1 - before[::-1].index("promised")
        return sheet.names.side(before[max(at - 2, 0) : at])
    if not own.isdisjoint(plain):
        return ""
    if block.to:
        return "" if _FOR_EFFECT.search(block.text) else block.to
    if owes == "manager" and block.part == "during":
        asked = _question(block.text, found[mention.first].start, found[mention.last - 1].end)
        if _FOR_DOING.search(asked) and not _FOR_EFFECT.search(asked):
            return "person"
    return ""


def _question(text: str, start: int, end: int) -> str:
    """What is asked about a piece of a line: the words before it in its sentence, and those after it up to the last question mark."""
    begin = max(text.rfind(mark, 0, start) for mark in (". ", "? ", "! ", ": ")) + 1
    last = text.rfind("?", end)
    return f"{text[begin:start]} {text[end : last + 1]}" if last >= 0 else ""
