"""The last talk, as its notes tell it: a sentence or two, and what became of what was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cap.agenda.cues import sentences
from cap.agenda.page import Line, Rank
from cap.agenda.quoting import in_quotes
from cap.agenda.seal import told
from cap.agenda.situation import Situation, said_day
from cap.plan.kinds import walk
from cap.plan.model import Closing, Plan, Status
from cap.plan.read import Reading
from cap.plan.standing import last_talk
from cap.plan.talks import talk_notes
from cap.text.wording import count

MOST = 30  # words of the notes that are quoted
FEWEST = 3  # words of a line that says something by itself
_LIST = re.compile(r"^(Agreed|Closed|Notes):\s*$")
_ENTRY = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
_WHO_AND_WHEN = re.compile(r"\s*\([^()]*\)\s*$")
# A line of a page that was filled in is no sentence that somebody wrote, nor is one with a blank left in it.
_OF_A_PAGE = re.compile(r"\*\*|___|\s·\s|\?\s*\S")


class LastTalk(NamedTuple):
    """What the notes of the last talk hold: the sentences, and the names of what was agreed."""

    said: list[str]
    agreed: list[str]


def last_notes(reading: Reading) -> LastTalk | None:
    """The notes of the last talk; None when there are none, or nobody can tell which they are."""
    plan = reading.plan
    assert plan is not None
    day = last_talk(plan)
    found = [notes.text for notes in talk_notes(reading.body, plan.conversations)[0] if notes.day == day]
    if not found:
        return None
    said, agreed, listed = [], [], ""
    for line in _whole("\n".join(found).split("\n")):
        heading = _LIST.match(line)
        entry = _ENTRY.match(line)
        if heading:
            listed = heading[1].replace("Notes", "")
        elif listed and entry:
            agreed += [_WHO_AND_WHEN.sub("", entry[1])] if listed == "Agreed" else []
        else:
            listed = ""
            text = entry[1] if entry else line
            told_by_them = (
                len(text.split()) >= FEWEST and not line.startswith(("#", ">", "|", "<")) and not _OF_A_PAGE.search(text)
            )
            said += [text] if told_by_them else []
    return LastTalk(said, agreed)


def _whole(lines: list[str]) -> Iterator[str]:
    """Paragraphs and entries of lists, each on one line."""
    open_one = ""
    for line in [*lines, ""]:
        begins = _ENTRY.match(line) or line.startswith(("#", ">", "|", "<")) or _LIST.match(open_one) or open_one.startswith("#")
        if open_one and (begins or not line.strip()):
            yield open_one
            open_one = ""
        open_one = f"{open_one} {line.strip()}".strip() if line.strip() else ""


def last_lines(s: Situation) -> Iterator[Line]:
    """What was noted at the last talk, and what became of what was agreed."""
    last = s.last_notes
    if last is None or s.last is None:
        return
    day = said_day(s.last, s.day)
    quote = _beginning(last.said)
    if quote and quote not in s.asked:
        s.asked.add(quote)
        yield Line(text=f"Noted on {day}: {in_quotes(quote)}", rank=Rank.NUMBER)
    became = _became(s.plan, last.agreed)
    if became:
        yield Line(text=f"Agreed on {day}: {became}.", rank=Rank.NUMBER)


def _beginning(said: list[str]) -> str:
    """The first sentence, and the second where both are short."""
    found = [sentence for text in said for sentence in sentences(text)][:2]
    for most in (2, 1):
        text = " ".join(found[:most])
        if len(text.split()) <= MOST:
            return text
    return ""


def _became(plan: Plan, agreed: list[str]) -> str:
    """How many things were agreed, and how they stand now; "" when the plan knows none of them."""
    items = {told(str(getattr(item, kind.name))): item for kind, _, item in walk(plan) if isinstance(item, Closing)}
    states = [items[told(name)].state for name in agreed if told(name) in items]
    parts = [f"{number} {'is' if number == 1 else 'are'} done" for number in [_count(states, "done")] if number]
    ended = {"dropped": "let go", "refused": "refused"}
    parts += [
        f"{number} {'was' if number == 1 else 'were'} {word}"
        for state, word in ended.items()
        if (number := _count(states, state))
    ]
    still = sum(state in ("todo", "doing") for state in states)
    parts += [f"{still} still to come"] if still else []
    if len(states) == 1:
        return f"1 thing, {parts[0].removeprefix('1 is ').removeprefix('1 was ').removeprefix('1 ')}"
    return f"{count(len(states), 'thing')}; {', '.join(parts)}" if states else ""


def _count(states: list[Status], state: str) -> int:
    return sum(one == state for one in states)
