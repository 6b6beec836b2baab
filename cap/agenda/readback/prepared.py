"""Read what somebody wrote before a talk, on the sheet or in the mail: sentences for the list of topics, and their own numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.agenda import prep_sheet as sheet
from cap.agenda.carried import LAST, QUOTED, decoded, plain_line
from cap.agenda.cues import leans, sentences
from cap.agenda.prep_questions import KINDS, RATE
from cap.agenda.readback.answers import bare
from cap.agenda.readback.incoming import Head, Line, added_to, head_of, told_apart
from cap.agenda.readback.own_ratings import OwnRating, is_rating, own_ratings, speaks_in_numbers
from cap.agenda.seal import COMMENT, line_mark, marks_in, marks_of, told
from cap.mail.frame import SIGNATURE, introduces, is_manners
from cap.plan.model import Plan, Skill
from cap.plan.standing import short_name
from cap.text.dates import day_meant
from cap.text.wording import brief

WRAPPED = 62  # a line that had no room for the next word on so many columns was broken by a mail program
LONGEST = 2_000  # characters of a topic
_NUMBERED = re.compile(
    r"^\W{0,2}(?:(?:zu|to|re|ad|question|frage|q|nr\.?|no\.?|punkt|point)\s*)?#?([1-5])(?:\s*[.):]+|\s+[–—-])(?=\s|$)\s*",
    re.IGNORECASE,
)
_PRINTED_NUMBER = re.compile(r"^\W{0,3}([1-5])[.)]\s+(.*)")
_NEXT_NUMBER = re.compile(r"(?<=[.?!,;…])\s+(?=([1-5])[.)]\s)")
_ENDS = (".", "?", "!", "…", ":", ";", "”", '"')
_SHEET = re.compile(r"^[^\w\n]*Before we talk, [^\n]*$(?=.*Ten minutes are enough)", re.M | re.S)
_NOTHING = frozenset(
    map(
        told,
        (
            "no",
            "none",
            "nothing",
            "nope",
            "nothing yet",
            "n/a",
            "nein",
            "nichts",
            "keine",
            "keins",
            "non",
            "rien",
            "nada",
            "nada más",
        ),
    )
)
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
    (rf"{re.escape(sheet.ELSE)}(?P<a>.*)", "What I need from somebody else"),
)


class Said(NamedTuple):
    """A sentence of the person's, or several: the words, and what they answer ("" where they say it themselves)."""

    words: str
    note: str


class Prepared(NamedTuple):
    """What an answer comes to. `doubts` are sentences about what was kept another way than one may expect; `left` is what was no answer."""

    topics: list[Said]
    ratings: list[OwnRating]
    doubts: list[str]
    left: list[str]


class _Raw(NamedTuple):
    """A line that came in, without quote marks: how deep it was quoted, whether a blank one is above it, and its columns."""

    text: str
    depth: int
    gap: bool
    columns: int


class _Piece(NamedTuple):
    """An added line: what it answers, the skill it is about, and how many columns its last piece had; `begins`: nothing goes on in it."""

    kind: str
    about: str
    text: str
    columns: int
    begins: bool


def read_prepared(text: str, plan: Plan, again: Sequence[str], asked: Sequence[str]) -> Prepared:
    """Read one text. `again` are the pages as they would be printed now, the fitting one of which is found; `asked` the kinds of the five
    questions in the mail as it would be now."""
    return _Reader(text, plan, again, asked).read()


class _Reader:
    def __init__(self, text: str, plan: Plan, again: Sequence[str], asked: Sequence[str]) -> None:
        text = decoded(text)
        unquoted = QUOTED.sub("", text)
        self.plan, self.asked = plan, list(asked)
        self.skills: list[Skill] = [skill for skill in plan.skills if skill.open]
        self.on_sheet = _SHEET.search(unquoted) is not None
        page = next((one for one in again if (_SHEET.search(one) is not None) == self.on_sheet), "")
        self.again = LAST.sub("", COMMENT.sub("", page))
        marks = marks_in(unquoted).marks or marks_of(self.again)
        self.lines = list(self._lines(text, marks))
        names = {plan.name, plan.called or "", short_name(plan)}
        self.names = frozenset(" ".join(re.findall(r"[^\W_]+", name.casefold())) for name in names if name)
        self.from_manager = [name for name in (plan.manager, (plan.manager or " ").split(" ")[0], "the manager") if name]
        self.kind, self.about, self.number = "", "", 0
        self.heading = ""
        self.pieces: list[_Piece] = []
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
                return line.depth > ahead[0].depth or line_mark(line.text) in marks or self._framed(Line(line.text))

            together = next((n for n, line in enumerate(ahead) if n and line.gap and line.depth == ahead[0].depth), len(ahead))
            size = introduces([line.text for line in ahead[:together]], below)
            if not size:
                yield raw[at]
            at += size or 1

    # ---- line by line

    def read(self) -> Prepared:
        self._learn_what_was_asked()
        base = min((depth for line, depth, _, _ in self.lines if not line.printed and not self._framed(line)), default=0)
        original = [depth for line, depth, _, _ in self.lines if line.printed]
        quoted = min(original, default=99)  # how deep the mail that is answered is quoted
        signed = False
        for line, depth, gap, columns in self.lines:
            if line.printed:
                signed = False
                self._printed(line)
            elif not signed and SIGNATURE.fullmatch(line.text) and not self.on_sheet:
                signed = True
            elif signed or not (depth == base or depth == quoted == base + 1):
                self._leave(line.text)
            elif not self._framed(line):
                self._added(line, gap, columns)
        return self._understood()

    def _learn_what_was_asked(self) -> None:
        """The questions as they stand in the mail, which may have been others than today's."""
        for line, _, _, _ in self.lines:
            asked = _PRINTED_NUMBER.match(line.text)
            kind = _kind_of(asked[2]) if asked and (line.printed or line.model) else ""
            if asked and kind:
                self.asked += [""] * (int(asked[1]) - len(self.asked))
                self.asked[int(asked[1]) - 1] = kind

    def _framed(self, line: Line) -> bool:
        """Whether a line is a piece of what was printed, however a mail program broke it."""
        words = told(line.text)
        return len(words) >= 12 and len(line.text.split()) >= 3 and words in told(self.again.replace("\n", " "))

    def _printed(self, line: Line) -> None:
        asked = _PRINTED_NUMBER.match(line.text) if not self.on_sheet else None
        if asked:
            self._go_to(int(asked[1]))
        elif line.text.lstrip().startswith("#"):
            self.heading = line.text.strip("# ")
            self.kind, self.about = (RATE if self.heading == sheet.WHERE else "", "")
        elif not self.on_sheet and line.text.lstrip().startswith("- "):
            skill = next((skill for skill in self.skills if told(line.text) == told(f"{skill.skill} ______")), None)
            self.about = skill.skill if skill and self.kind == RATE else ""
        elif not self.on_sheet:
            self.kind, self.about, self.number = "", "", 0

    def _go_to(self, number: int) -> None:
        self.number = number
        self.kind = self.asked[number - 1] if number <= len(self.asked) else ""
        self.about = ""

    def _added(self, line: Line, gap: bool, columns: int) -> None:
        text = bare(line.text)
        if not told(text) and not re.search(r"\w", text):
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
        numbered = _NUMBERED.match(text) if not self.on_sheet else None
        if numbered and _is_day(text):
            numbered = None
        if numbered and (not goes_on or int(numbered[1]) > self.number):
            parts = _NEXT_NUMBER.split(text)
            numbers = [int(one) for one in parts[1::2]]
            if sorted({int(numbered[1]), *numbers}) != [int(numbered[1]), *numbers]:
                parts = [text]
            for part in parts[::2]:
                lead = _NUMBERED.match(part)
                assert lead is not None
                self._go_to(int(lead[1]))
                if told(part[lead.end() :]):
                    self._piece(part[lead.end() :], columns, begins=True)
            return
        self._piece(text, columns, begins=not goes_on)

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
            if line.model and sorted(told(" ".join(values))) != sorted(told(written)):
                values = [written]  # something was written elsewhere in the line too
            values = [re.sub(r"_{3,}", "", one).strip() for one in values]
            about = found.groupdict().get("about") or ""
            if note == RATE:
                self._take("; ".join(values), RATE, about)
            else:
                self._take("; ".join(values) if len(values) > 1 else "".join(values), note.format(about=brief(about, 60)), "")
            return True
        manager = next((name for name in self.from_manager if self.on_sheet and text.startswith(f"From {name}:")), None)
        if manager:
            self._take(text.partition(":")[2].replace("_", ""), f"What I need from {manager}", "")
            return True
        if not line.model:
            return False
        asked = _PRINTED_NUMBER.match(line.model) if not self.on_sheet else None
        if asked:
            self._go_to(int(asked[1]))
        skill = next((one for one in self.skills if told(bare(line.model)) == told(f"{one.skill} ______")), None)
        self._take(written, self.kind, skill.skill if skill and self.kind == RATE else "")
        return True

    def _take(self, text: str, kind: str, about: str) -> None:
        if told(text.replace("_", "")) or re.search(r"\w", text.replace("_", "")):
            self.pieces.append(_Piece(kind, about, text.strip(), 0, True))

    def _piece(self, text: str, columns: int, *, begins: bool) -> None:
        self.pieces.append(_Piece(self.kind, self.about, text.strip(), columns, begins))

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

    # ---- what it comes to

    def _understood(self) -> Prepared:
        topics: list[Said] = []
        ratings: list[OwnRating] = []
        doubts: list[str] = []
        numbers: list[tuple[str, str]] = []
        for kind, about, words in self._joined():
            if told(words) in _NOTHING:
                self.left.append(words)
            elif kind == RATE and (speaks_in_numbers(words) or (about and is_rating(words, self.skills))):
                if not about and numbers and not numbers[-1][0]:
                    numbers[-1] = ("", f"{numbers[-1][1]}\n{words}")
                else:
                    numbers.append((about, words))
            elif is_rating(words, self.skills):
                numbers.append(("", words))
            elif len(words) > LONGEST:
                doubts.append(f"“{brief(words, 60)}” is longer than {LONGEST:,} characters, and was left out; it is in your file")
            else:
                note = KINDS[kind].note if kind in KINDS else kind
                topics += [Said(one, note) for one in (_apart(words) if not kind and not self.on_sheet else [words])]
        for about, words in numbers:
            ratings += own_ratings(words, self.skills, self._named(about))
        return Prepared(list(dict.fromkeys(topics)), ratings, doubts, self.left)

    def _joined(self) -> Iterator[tuple[str, str, str]]:
        """The pieces, those put together that are one."""
        pieces: list[_Piece] = []
        for piece in self.pieces:
            if pieces and not piece.begins:
                pieces[-1] = pieces[-1]._replace(text=f"{pieces[-1].text} {piece.text}")
            else:
                pieces.append(piece)
        for piece in pieces:
            yield piece.kind, piece.about, " ".join(piece.text.split())

    def _named(self, about: str) -> str:
        """A skill as the plan names it, whatever became of its quotes and dashes on the way."""
        return next((skill.skill for skill in self.skills if told(skill.skill) == told(about)), about)


def head_in(text: str) -> Head | None:
    """What a text says of itself, by a last line that stands on a line of its own, as no words of a plan can; None for nothing."""
    lines = [QUOTED.sub("", line).strip() for line in decoded(text).split("\n")]
    return next((head for line in reversed(lines) if LAST.fullmatch(line) and (head := head_of(line)) is not None), None)


def _apart(words: str) -> list[str]:
    """Sentences that were written in one go, without a number, as topics of their own; where one leans on another, they stay together."""
    found = sentences(words)
    return found if len(found) <= 4 and not any(map(leans, found[1:])) else [words]


def _kind_of(line: str) -> str:
    """Which of the questions a printed line asks."""
    words = told(line)
    return max(
        (kind for kind, one in KINDS.items() if words.startswith(told(one.words))),
        key=lambda kind: len(KINDS[kind].words),
        default="",
    )


def _is_day(text: str) -> bool:
    """Whether what looks like the number of a question is that of a day: `3. Mai`."""
    begun = re.match(r"([1-5])[.)]?\s*([^\W\d_]{3,12})", text)
    return begun is not None and isinstance(day_meant(f"{begun[1]} {begun[2]}", date(2000, 1, 1)), date)
