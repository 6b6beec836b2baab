"""Read a filled-in page: line by line, under the heading each stands under, into outcomes, notes and doubts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from cap.agenda.carried import undone
from cap.agenda.readback.answers import bare, day_in, doers_in, endings, item_at, named, ratings_in
from cap.agenda.readback.incoming import Head, Line, added_to, lines_of, says_no_more
from cap.agenda.readback.requests import added, closed, moved, needed, noted, rated, refused
from cap.agenda.seal import TITLE, told
from cap.edit.changes.drop import drop
from cap.edit.changes.log import Outcome
from cap.plan.items import Entry, entries
from cap.plan.kinds import CLOSABLE
from cap.plan.model import Action, Goal, Item, Plan, Skill, Support
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.text.dates import spelled
from cap.text.wording import brief

LONGEST = 500  # characters of a heading
_MINUTES = re.compile(r"\(\d+ min\)\W*$")
UNSURE = (
    "on this page for you alone, not each line stands as it was printed, so nobody can tell what you wrote for whom: all of it went to your"
    " private side. What belongs into the plan: cap log -m, or cap add"
)
_NEXT = re.compile(r"the next career conversation(?: stays on)?\s*:?\s*(.*)", re.IGNORECASE)
_HOME = re.compile(r"\s*\((?:for\s+)?(g?\d{1,2})\)\s*$")
_HEAD_ROW = ("what", "who", "bywhen")

Home = Callable[[str, Sequence[Entry]], Entry | None]


class ReadBack(NamedTuple):
    """What a page comes to. `notes` and `private` are Markdown; `next` a day as text, "" for none; `said` the lines of the private side that
    were ticked as told; a doubt is a sentence about something that stands in the notes as it was written."""

    outcomes: list[Outcome]
    notes: str
    private: str
    next: str
    said: list[str]
    doubts: list[str]


def nowhere(text: str, among: Sequence[Entry]) -> Entry | None:
    """Leave open which skill or goal something is for."""
    return None


def read_back(
    text: str, reading: Reading, head: Head, again: str = "", *, begun: Collection[str] = (), home: Home = nowhere
) -> ReadBack:
    """Read a page about the plan that was read, `head` saying of which talk; nothing of it gets lost.

    `again` is the page as it would be printed now, "" when that cannot be said; `begun` the words with which rows of the table are begun.
    `home` chooses the skill or goal that a new step is for, where the plan leaves a choice.
    """
    reader = _Reader(reading, head, frozenset(map(told, begun)), home)
    page = lines_of(undone(text), again, managers=head.audience == "manager")
    for line in page.lines:
        reader.take(line, alone=line.alone or not page.sure)
    if reader.private and not page.sure:
        reader.doubts.append(UNSURE)
    private = "\n".join(reader.private)
    return ReadBack(reader.outcomes, _in_place(reader.notes), private, reader.next, reader.said, reader.doubts)


def _in_place(notes: Sequence[tuple[str, str]]) -> str:
    """Notes, each below the heading that it stood under."""
    under: dict[str, list[str]] = {"": []}
    for title, line in notes:
        under.setdefault(title, []).append(line)
    return "\n\n".join("\n".join([f"### {title}\n"] * bool(title) + lines) for title, lines in under.items() if lines)


class _Reader:
    def __init__(self, reading: Reading, head: Head, begun: frozenset[str], home: Home) -> None:
        assert reading.plan is not None
        self.plan: Plan = reading.plan
        self.begun = begun
        self.day, self.home = head.day, home
        everything = entries(reading)
        self.closable = [entry for entry in everything if entry.kind in CLOSABLE]
        self.homes = [entry for entry in everything if isinstance(entry.item, (Skill, Goal)) and entry.item.open]
        self.skills = [entry for entry in everything if isinstance(entry.item, Skill)]
        self.title = self.next = ""
        self.outcomes: list[Outcome] = []
        self.notes: list[tuple[str, str]] = []
        self.private: list[str] = []
        self.said: list[str] = []
        self.doubts: list[str] = []

    def take(self, line: Line, *, alone: bool) -> None:
        """Take in one line; `alone`: what was added there is for the manager alone."""
        if line.printed or not alone:
            self._under(line)
        if line.printed:
            if line.ticked:
                self._ticked(line)
        elif alone:
            self.private.append(line.text)
        elif line.row or (line.text.count("\t") >= 2 and told(self.title).startswith("whatweagree")):
            self._row(line)
        else:
            self._filled(line)

    def _under(self, line: Line) -> None:
        """Go on under another heading, if the line is one; one that has lost its signs on the way is known by its minutes."""
        if len(line.text) < LONGEST and (line.text.lstrip().startswith("#") or (line.printed and _MINUTES.search(line.text))):
            title = TITLE.sub(r"\1", line.text.strip()).strip("*_: ")
            self.title = "" if line.text.lstrip().startswith("# ") else title

    # What a line may be

    def _ticked(self, line: Line) -> None:
        """A printed line with a tick in its box."""
        text = bare(line.text)
        if text.startswith("seen:"):
            self.said.append(text)
            return
        found = item_at(text, self.closable)
        if found:
            self._close(found.entry, self.day)
        else:
            self._doubt(line, "is ticked, and nothing in the plan is called that")

    def _filled(self, line: Line) -> None:
        """A line that was added, or to which something was added."""
        text = bare(line.text)
        if told(text) in ("", *_HEAD_ROW):
            if text.strip("-=*_# \t|"):
                self._note(line)
            return
        found = item_at(text, self.closable)
        ends = endings(found.rest if found else text)
        if ends and (found or ends[0]):
            self._ended(line, found.entry if found else None, *ends)
            return
        if found and line.ticked:
            self._close(found.entry, self.day)
            if not told(found.rest):
                return
        elif line.ticked:
            self._doubt(line, "is ticked, and nothing in the plan is called that")
            return
        elif next_day := _NEXT.match(text):
            self._next(line, next_day[1])
            return
        else:
            self._rated(line, text)
        self._note(line)

    def _rated(self, line: Line, text: str) -> None:
        """A line that says where a skill stands: it names the skill, or stands below its heading."""
        skill = item_at(text, self.skills)
        numbers = ratings_in(skill.rest, self.plan) if skill else []
        if not numbers and (skill := item_at(self.title, self.skills)):
            numbers = ratings_in(text.rpartition("?")[2], self.plan) or ratings_in(added_to(line), self.plan)
        if skill:
            self.outcomes += [Outcome(rated(skill.entry, one.number, one.by, self.day), "") for one in numbers]

    def _ended(self, line: Line, entry: Entry | None, filled: Sequence[tuple[str, str]], rest: str) -> None:
        """A thing with endings to choose from, and those that were filled in."""
        if entry is None:
            self._doubt(line, "says how something ended, and nothing in the plan is called that")
            return
        if len(filled) > 1 or (line.ticked and filled and filled[0][0] != "done"):
            self._doubt(line, "has more than one ending, so it was left open")
            return
        if not filled:
            if line.ticked:
                self._close(entry, self.day)
        else:
            how, value = filled[0]
            day = day_in(value, self.day, back=how == "done") if how != "because" else None
            if how != "because" and day is None:
                self._doubt(line, f"names no day that can be read for certain: “{brief(value, 60)}”")
                return
            if how == "done" and day:
                self._close(entry, day)
            elif day:
                self._move(entry, day, "")
            else:
                self._give_up(entry, value)
        if told(rest) and not says_no_more(rest, line):
            self._note(line)

    def _next(self, line: Line, typed: str) -> None:
        typed = re.sub(r"\(around [^()]*\)?", "", typed).replace("_", " ").strip()
        day = day_in(typed, self.day) if typed else None
        if day and day > self.day:
            self.next = day.isoformat()
        elif told(typed):
            self._doubt(line, f"names no day for the next talk that can be read for certain: “{brief(typed, 60)}”")
        elif line.ticked:
            self._note(line)

    # The table

    def _row(self, line: Line) -> None:
        parts = line.text.split("\t") if not line.row else re.split(r"(?<!\\)\|", line.text.strip().strip("|"))
        cells = [" ".join(part.replace("\\|", "|").replace("_", " ").split()) for part in parts]
        filled = [cell for cell in cells if told(cell)]
        if not filled or tuple(map(told, cells)) == _HEAD_ROW:
            return
        if len(cells) != 3:
            self._doubt(line, "is a row that has lost its columns")
            return
        what, who, by = cells
        what, where = self._named_home(self._own_words(what))
        found = item_at(what, self.closable) if told(what) else None
        if found and not found.rest:
            self._known_row(line, found.entry, who, by)
        elif not told(what):
            self._doubt(line, "does not say what is to be done")
        else:
            self._new_row(line, what, who, by, where)

    def _own_words(self, what: str) -> str:
        """What was filled into a row that was begun, if it can stand without the words that were printed; "" when nothing was."""
        label, _, words = what.partition(":")
        if told(label) not in self.begun:
            return what
        return "" if not told(words) else words.strip() if len(words.split()) >= 3 else what

    def _named_home(self, what: str) -> tuple[str, Entry | None]:
        """A step without the number of the skill or goal that stands behind it."""
        match = _HOME.search(what)
        home = next((entry for entry in self.homes if match and entry.number == match[1].lower()), None)
        return (what[: match.start()], home) if match and home else (what, None)

    def _known_row(self, line: Line, entry: Entry, who: str, by: str) -> None:
        doers = doers_in(who, self.plan)
        if doers and not _names_only(named(doers, self.plan), _doers_of(entry.item, self.plan)):
            self._doubt(line, "names somebody else than the plan does; `cap set` writes that")
            return
        said = re.sub(r"^done\W*or by\b", "", by, flags=re.IGNORECASE).strip()
        finished = re.match(r"(?:done|finished|✓|✔|x$)\W*(?:on\b)?(.*)", said, re.IGNORECASE)
        day = day_in((finished[1] if finished else said) or str(self.day), self.day, back=finished is not None)
        if not told(said):
            self.outcomes.append(Outcome(moved(entry, None, self.day), self._agreed(entry.text, who, None)))
        elif day is None and isinstance(entry.item, Action) and not finished:
            self.outcomes.append(Outcome(noted(entry, said, self.day), f"{entry.text}: {said}"))
        elif day is None:
            self._doubt(line, f"names no day that can be read for certain: “{brief(said, 60)}”")
        elif finished:
            self._close(entry, day)
        else:
            self._move(entry, day, who)

    def _new_row(self, line: Line, what: str, who: str, by: str, where: Entry | None) -> None:
        doers = doers_in(who, self.plan)
        day = day_in(by, self.day) if told(by) else None
        if doers is None:
            self._doubt(line, "does not say who does it")
            return
        if told(by) and day is None:
            self._doubt(line, f"names no day that can be read for certain: “{brief(by, 60)}”")
            return
        if not doers.person:
            request = needed(what, doers.others, day, self.day)
        else:
            home = where or (self.homes[0] if len(self.homes) == 1 else self.home(what, self.homes) if self.homes else None)
            if home is None:
                way = (
                    f'`cap add action … "{brief(what)}" --skill N`'
                    if self.homes
                    else "`cap add skill` or `cap add goal` comes first"
                )
                self._doubt(
                    line,
                    f"is a step, and the plan leaves open for which skill or goal: {way}, or its number in brackets behind it",
                )
                return
            request = added(home, what, doers.others, day, self.day)
        self.outcomes.append(Outcome(request, self._agreed(what, named(doers, self.plan), day)))

    def _agreed(self, what: str, who: str, day: date | None) -> str:
        doers = doers_in(who, self.plan)
        told_by = ([named(doers, self.plan)] if doers else []) + ([f"by {spelled(day)}"] if day else [])
        return f"{what} ({', '.join(told_by)})" if told_by else what

    # What becomes of things

    def _close(self, entry: Entry, day: date) -> None:
        self.outcomes.append(Outcome(closed(entry, day), f"{entry.text} (done on {spelled(day)})", closed=True))

    def _move(self, entry: Entry, day: date, who: str) -> None:
        who = who or _doers_of(entry.item, self.plan)
        self.outcomes.append(Outcome(moved(entry, day, self.day), self._agreed(entry.text, who, day)))

    def _give_up(self, entry: Entry, because: str) -> None:
        by = entry.item.from_ if isinstance(entry.item, Support) else None
        request = refused(entry, because, by, self.day) if by else partial(drop, item=entry.number, because=because)
        self.outcomes.append(Outcome(request, f"{entry.text} (not possible, because {because})", closed=True))

    # What is kept as it was written

    def _note(self, line: Line) -> None:
        self.notes.append((self.title, _as_note(line)))

    def _doubt(self, line: Line, what: str) -> None:
        self.doubts.append(f"“{brief(bare(line.text).replace('**', ''), 60)}” {what}")
        self._note(line)


def _as_note(line: Line) -> str:
    """A line as it is kept: an entry of a list, whatever it was, so that it stays a line of its own."""
    text = line.text.rstrip()
    if line.row or "\t" in text:
        text = " · ".join(cell.strip() for cell in re.split(r"(?<!\\)\||\t", text) if cell.strip("_ "))
    elif text.lstrip().startswith("#"):
        text = f"**{text.strip('# ')}**"
    return text if re.match(r"\s*(?:[-*+>]|\d{1,3}[.)])\s", text) else f"- {text.strip()}"


def _doers_of(item: Item, plan: Plan) -> str:
    """Who sees to an item, by the names of the plan."""
    if isinstance(item, Support):
        return item.from_ or ""
    return ", ".join([short_name(plan), *(item.with_ if isinstance(item, Action) else [])])


def _names_only(names: str, known: str) -> bool:
    """Whether all who are named are known: a first name will do."""
    words = {told(word) for word in re.split(r"[\s,]+", known)}
    return all({told(word) for word in name.split()} & words for name in names.split(",") if name.strip())
