"""Read what somebody wrote before a talk, on the sheet or in the mail: sentences for the list of topics, and their own numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cap.agenda import prep_sheet as sheet
from cap.agenda.carried import LAST, QUOTED, decoded, plain_line
from cap.agenda.prep_questions import KINDS, MOST_SKILLS, RATE
from cap.agenda.readback.answers import bare
from cap.agenda.readback.incoming import Head, Line, added_to, head_of, told_apart
from cap.agenda.readback.meaning import Piece, Prepared, understood
from cap.agenda.readback.numbering import are_bare, numbered
from cap.agenda.seal import COMMENT, line_mark, marks_in, marks_of, told
from cap.mail.frame import SIGNATURE, introduces, is_farewell, is_manners, plain_name
from cap.plan.model import Plan, Skill
from cap.plan.standing import short_name
from cap.text.wording import brief

WRAPPED = 62  # a line that had no room for the next word on so many columns was broken by a mail program
_PRINTED_NUMBER = re.compile(r"^\W{0,3}([1-5])[.)]\s+(.*)")
_BLANK = re.compile(r"(?<!_)_{5,}(?!_)")
_ENDS = (".", "?", "!", "…", ":", ";", "”", '"')
_SHEET = re.compile(r"^[^\w\n]*Before we talk, [^\n]*$(?=.*Ten minutes are enough)", re.M | re.S)
_Q = "[“”„\"«»‘’']"
# How a line of the sheet reads once it is filled in, and what its blanks are about; `about` is an item of the plan.
_ABOUT = rf"{_Q}(?P<about>.{{1,400}}?){_Q}"
_SHAPES = (
    (rf"{_ABOUT},\s*{re.escape(sheet.SCALE)}(?P<a>.*?)(?:[;,]\s*{re.escape(sheet.SHOWS)}(?P<b>.*))?", RATE),
    (rf"{_ABOUT}:\s*{_Q}.*?{re.escape(sheet.ADD)}(?P<a>.*)", "What has happened since: “{about}”"),
    (
        rf"{_ABOUT}:\s*{re.escape(sheet.NEW_DAY)}(?P<a>.*?)(?:,?\s*{re.escape(sheet.LET_GO)}(?P<b>.*))?",
        "An honest new day for “{about}”",
    ),
    (rf"You wrote:\s*{_ABOUT}\s*{re.escape(sheet.HOPE)}(?P<a>.*)", "What I hope to hear on “{about}”"),
    (rf"{re.escape(sheet.WELL)}(?P<a>.*)", KINDS["well"].note),
    (rf"{re.escape(sheet.STUCK)}(?P<a>.*)", KINDS["stuck"].note),
    (rf"{re.escape(sheet.MISSED)}(?P<a>.*)", ""),
    (rf"{re.escape(sheet.MORE)}(?P<a>.*)", KINDS["more"].note),
    (rf"{re.escape(sheet.LESS)}(?P<a>.*)", "What I could do without"),
    (rf"{re.escape(sheet.ELSE)}(?P<a>.*),\s*{re.escape(sheet.WHO_IS)}(?P<b>.*)", "What I need from somebody else"),
    (rf"{re.escape(sheet.ELSE)}(?P<a>.*)", "What I need from somebody else"),
)


class _Raw(NamedTuple):
    """A line that came in, without quote marks: how deep it was quoted, whether a blank one is above it, and its columns."""

    text: str
    depth: int
    gap: bool
    columns: int


def read_prepared(text: str, plan: Plan, again: Sequence[str], asked: Sequence[str]) -> Prepared:
    """Read one text. `again` are the pages as they would be printed now, the fitting one of which is found; `asked` the kinds of the five
    questions in the mail as it would be now."""
    return _Reader(text, plan, again, asked).read()


class _Reader:
    def __init__(self, text: str, plan: Plan, again: Sequence[str], asked: Sequence[str]) -> None:
        text = decoded(text)
        unquoted = QUOTED.sub("", text)
        self.plan, self.asked = plan, list(asked)
        self.skills: list[Skill] = [
            skill for skill in plan.skills if skill.open
        ]  # those that were asked about, when that is known
        self.on_sheet = _SHEET.search(unquoted) is not None
        page = next((one for one in again if (_SHEET.search(one) is not None) == self.on_sheet), "")
        self.again = LAST.sub("", COMMENT.sub("", page))
        self.all_printed = told(self.again.replace("\n", " "))
        marks = marks_in(unquoted).marks or marks_of(self.again)
        self.lines = list(self._lines(text, marks))
        names = {plan.name, plan.called or "", short_name(plan)}
        managers = [name for name in (plan.manager, (plan.manager or " ").split(" ")[0]) if name]
        self.own_names = frozenset(plain_name(name) for name in names if name)
        self.names = self.own_names | frozenset(map(plain_name, managers))
        self.from_manager = [*managers, "the manager"]
        self.bare_numbers = are_bare(bare(line.text) for line, _, _, _ in self.lines if not line.printed)
        self.kind, self.about, self.number = "", "", 0
        self.heading = ""
        self.printed_at: set[int] = set()  # how deep what was printed is quoted
        self.pieces: list[Piece] = []
        self.left: list[str] = []

    def _lines(self, text: str, marks: Sequence[str]) -> Iterator[tuple[Line, int, bool, int]]:
        """Each line that is not empty, with how deep it is quoted, whether a blank one is above it, and its last columns."""
        body = re.sub(r"<!--[\s>|0-9a-v]*-->", "", LAST.sub("", text))
        raw: list[_Raw] = []
        gap = True
        for line in body.split("\n"):
            quoted = QUOTED.match(line)
            rest = line[quoted.end() :] if quoted else line
            if rest.strip():
                raw.append(_Raw(plain_line(rest), quoted[0].count(">") if quoted else 0, gap, len(line.rstrip())))
            gap = not rest.strip()
        raw = list(self._unintroduced(raw, frozenset(marks)))
        # a line that is quoted deeper than the one above is no rest of it: its sign says so
        deeper = [n > 0 and line.depth > raw[n - 1].depth for n, line in enumerate(raw)]
        broken = [f"> {one.text}" if more else one.text for one, more in zip(raw, deeper, strict=True)]
        found, _ = told_apart(broken, marks, self.again)
        for number, (at, one) in enumerate(found):
            end = found[number + 1][0] - 1 if number + 1 < len(found) else len(raw) - 1
            one.text = one.text.removeprefix("> ") if deeper[at] else one.text
            yield one, raw[at].depth, raw[at].gap, raw[end].columns

    def _unintroduced(self, raw: Sequence[_Raw], marks: frozenset[str]) -> Iterator[_Raw]:
        """The lines without those that introduce what is quoted below them."""
        at = 0
        while at < len(raw):
            ahead = raw[at : at + 12]

            def below(size: int, ahead: Sequence[_Raw] = ahead) -> bool:
                if size >= len(ahead):
                    return False
                line = ahead[size]
                return line.depth > ahead[0].depth or line_mark(line.text) in marks or self._printed_piece(line.text)

            together = next((n for n, line in enumerate(ahead) if n and line.gap and line.depth == ahead[0].depth), len(ahead))
            size = introduces([line.text for line in ahead[:together]], below)
            if not size:
                yield raw[at]
            at += size or 1

    # ---- line by line

    def read(self) -> Prepared:
        self._learn_what_was_asked()
        self.printed_at = {depth for line, depth, _, _ in self.lines if line.printed}
        base = min((depth for line, depth, _, _ in self.lines if not line.printed and not self._framed(line, depth)), default=0)
        quoted = min(self.printed_at, default=99)  # how deep the mail that is answered is quoted
        signed = parted = False
        for line, depth, gap, columns in self.lines:
            if signed and re.match(r"p\.?\s?s\b", bare(line.text), re.IGNORECASE):
                signed = False
            if line.printed:
                signed = parted = False
                self._printed(line)
            elif not signed and not self.on_sheet and (SIGNATURE.fullmatch(line.text) or self._signs(line.text, parted)):
                signed = True
                self._leave(line.text)
            elif signed or not (depth == base or depth == quoted == base + 1):
                self._leave(line.text)
            elif not self._framed(line, depth):
                parted = is_farewell(bare(line.text))
                self._added(line, gap, columns)
        return understood(self.pieces, self.skills, self.names, self.left, sheet=self.on_sheet)

    def _signs(self, text: str, parted: bool) -> bool:
        """Whether a line is the person's name below a farewell, or the whole of it below an answer."""
        name = plain_name(text)
        return name in self.own_names and (parted or (" " in name and bool(self.pieces)))

    def _learn_what_was_asked(self) -> None:
        """The questions as they stand in the mail, which may have been others than today's."""
        for line, _, _, _ in self.lines:
            asked = _PRINTED_NUMBER.match(line.text)
            kind = _kind_of(asked[2]) if asked and (line.printed or line.model) else ""
            if asked and kind:
                self.asked += [""] * (int(asked[1]) - len(self.asked))
                self.asked[int(asked[1]) - 1] = kind
        printed = [skill for line, _, _, _ in self.lines for skill in self._skills_of(line) or self._begun(line)]
        self.skills = list({skill.skill: skill for skill in printed}.values()) or self.skills[:MOST_SKILLS]

    def _begun(self, line: Line) -> list[Skill]:
        """The skill with which an entry of a list begins."""
        entry = re.match(r"\s*- (.+?):", line.text)
        return [skill for skill in self.skills if entry and told(entry[1]) == told(skill.skill)]

    def _skills_of(self, line: Line) -> list[Skill]:
        """The skill that a printed line asks a number for, if it does."""
        asked = told(bare(line.model or line.text))
        return [skill for skill in self.skills if asked == told(f"{skill.skill} ______")]

    def _framed(self, line: Line, depth: int) -> bool:
        """Whether a line is a piece of what was printed, however a mail program broke it, and stands where that does."""
        return (depth in self.printed_at or not self.printed_at) and self._printed_piece(line.text)

    def _printed_piece(self, text: str) -> bool:
        words = told(text)
        return len(words) >= 12 and len(text.split()) >= 3 and words in self.all_printed

    def _printed(self, line: Line) -> None:
        asked = _PRINTED_NUMBER.match(line.text) if not self.on_sheet else None
        if asked:
            self._go_to(int(asked[1]))
        elif line.text.lstrip().startswith("#"):
            self.heading = line.text.strip("# ")
            self.kind, self.about = (RATE if self.heading == sheet.WHERE else "", "")
        elif not self.on_sheet and line.text.lstrip().startswith("- "):
            self.about = next((skill.skill for skill in self._skills_of(line) if self.kind == RATE), "")
        elif not self.on_sheet:
            self.kind, self.about, self.number = "", "", 0

    def _go_to(self, number: int) -> None:
        self.number = number
        self.kind = self.asked[number - 1] if number <= len(self.asked) else ""
        self.about = ""

    def _added(self, line: Line, gap: bool, columns: int) -> None:
        text = bare(line.text)
        text = text if self.on_sheet else self._unmarked(text)
        if not re.search(r"\w", text):
            if text.strip(" _-*=|>.·"):
                self._leave(text)
            return
        if self._filled(line, text, columns):
            return
        if is_manners(text, self.names) and not self.on_sheet:
            self._leave(text)
            return
        listed = re.match(r"\s*(?:[-*+•]|\[[ xX]\])\s", line.text) is not None
        goes_on = not gap and not listed and self._goes_on(text)
        found = numbered(text, bare=self.bare_numbers) if not self.on_sheet else []
        if found and (not goes_on or found[0][0] > self.number):
            for number, words in found:
                self._go_to(number)
                if told(words):
                    self._piece(words, columns)
            return
        if not goes_on and self.on_sheet and not gap and line.text[:1] in " \t" and not listed and self.pieces:
            goes_on = True
        self._piece(text, columns, begins=not goes_on, listed=listed)

    def _unmarked(self, text: str) -> str:
        """A line without the sign by which its writer told it from the lines of others: an arrow, initials in brackets, a name."""
        text = re.sub(r"^(?:(?:[-=]*>|→|⇒|➔|»)\s*|(?:A|Answer|Antwort|Réponse|Respuesta)\s?:\s+|\[[A-Z]{2,3}\]:?\s+)", "", text)
        name, colon, rest = text.partition(":")
        return rest.strip() if colon and plain_name(name) in self.own_names else text

    def _filled(self, line: Line, text: str, columns: int) -> bool:
        """Take what was written into a line that was printed; whether it is one."""
        written = added_to(line)
        for shape, note in _SHAPES if self.on_sheet else ():
            found = re.fullmatch(shape, " ".join(text.split()), re.IGNORECASE)
            if found is None:
                continue
            values = [
                one.strip(" _\t;") for name in ("a", "b") if (one := found.groupdict().get(name)) and told(one.replace("_", ""))
            ]
            if line.model and _said(" ".join(values)) != _said(written):
                values = [written]  # something was written elsewhere in the line too
            values = [_BLANK.sub("", one).strip() for one in values]
            about = found.groupdict().get("about") or ""
            if note == RATE and not told((found["a"] or "").replace("_", "")):
                self._take("; ".join(values), f"A moment that shows “{brief(about, 60)}”", "")
            elif note == RATE:
                self._take("; ".join(values), RATE, about)
            else:
                self._take("; ".join(values) if len(values) > 1 else "".join(values), note.format(about=brief(about, 60)), "")
            return True
        manager = next((name for name in self.from_manager if self.on_sheet and text.startswith(f"From {name}:")), None)
        if manager:
            self._take(_BLANK.sub("", text.partition(":")[2]), f"What I need from {manager}", "")
            return True
        if not line.model:
            return False
        asked = _PRINTED_NUMBER.match(line.model) if not self.on_sheet else None
        if not asked and not self.on_sheet and numbered(text):
            return False
        if asked:
            self._go_to(int(asked[1]))
        self._take(written, self.kind, next((skill.skill for skill in self._skills_of(line) if self.kind == RATE), ""))
        return True

    def _take(self, text: str, kind: str, about: str) -> None:
        if told(text.replace("_", "")) or re.search(r"\w", text.replace("_", "")):
            self.pieces.append(Piece(kind, about, text.strip()))

    def _piece(self, text: str, columns: int, *, begins: bool = True, listed: bool = False) -> None:
        self.pieces.append(Piece(self.kind, self.about, text.strip(), columns, begins, listed))

    def _goes_on(self, text: str) -> bool:
        """Whether a line is the rest of the one above it, which had no room for its first word."""
        last = self.pieces[-1] if self.pieces else None
        first = text.split()[0] if text.split() else ""
        if last is None or not last.columns or (last.kind, last.about) != (self.kind, self.about):
            return False
        unfinished = last.columns >= WRAPPED // 2 and not last.text.endswith(_ENDS) and first[:1].islower()
        return unfinished or last.columns + 1 + len(first) > WRAPPED

    def _leave(self, text: str) -> None:
        if told(text):
            self.left.append(text.strip())


def head_in(text: str) -> Head | None:
    """What a text says of itself, by a last line that stands on a line of its own, as no words of a plan can; None for nothing."""
    lines = [QUOTED.sub("", line).strip() for line in decoded(text).split("\n")]
    return next((head for line in reversed(lines) if LAST.fullmatch(line) and (head := head_of(line)) is not None), None)


def _said(text: str) -> list[str]:
    """The signs of a text that say something, in any order."""
    return sorted(told(text.replace("_", "")))


def _kind_of(line: str) -> str:
    """Which of the questions a printed line asks."""
    words = told(line)
    return max(
        (kind for kind, one in KINDS.items() if words.startswith(told(one.words))),
        key=lambda kind: len(KINDS[kind].words),
        default="",
    )
