"""A form that was filled in, read: what stands behind each question, and what else was written. Nothing is judged here, or lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cap.agenda.readback import Head, head_of, undone
from cap.form.asked import MARK, alike, one_line
from cap.form.fields import Block, Question, Section, answer_of, shape_of
from cap.form.page import BLANK, HOW, INDENT, UNTOUCHED
from cap.form.questions import SECTIONS, blocks
from cap.mail.frame import without_introductions

Values = tuple[str, ...]
_MARKS = re.compile(
    r"<!--\s*+((?:[0-9a-f]{4}\s*+)*|(?=[0-9a-f\s]*?[0-9a-f]{32})[0-9a-f\s]++)-->"
)  # which may have been broken anywhere
_SEAL = re.compile(r"^.{0,9}?cap:[^\n]{1,300}\bperson\b[^\n]{0,9}\b[0-9a-f]{8}\s*$", re.M)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*$")
_BULLET = re.compile(r"^([ \t]*)[-*+](?:[ \t]+|$)(.*)$")
_BLANK = re.compile(r"[_\s]*_{3}[_\s]*")
_HINT = re.compile(r"[ \t]*(?:\([^()]*\)[ \t]*:?|:)?[ \t]*")  # what stands between a question and its answer
_SEVERAL = ("texts", "link", "choices")
# What is not left as it was by one mail program or another: quotes, bullets, indents, blanks, long lines.
_AS_SAVED = (
    rf"^{re.escape(UNTOUCHED)}$",
    rf"^- {re.escape(SECTIONS[0].questions[0].label)}\? ",
    rf"^{INDENT}- {BLANK}$",
    r"^<!-- [0-9a-f]+ -->\n\ncap: ",
)
_OPENING = re.compile(
    r"(?:# )?the plan of .+, as questions|.+, this is your plan\. .+ as a file\."
)  # of every form, with its names
_LONGEST = 2000  # characters of a line that may be a heading or begin with a question


@dataclass
class Filled:
    """What was answered under one heading. `block` is None for the plan itself; `name` and `number` are those on the page, "" for an item
    that is not there yet."""

    block: Block | None
    heading: str = ""
    number: str = ""
    name: str = ""
    above: Filled | None = None
    answers: dict[str, Values] = field(default_factory=dict)

    @property
    def new(self) -> bool:
        return self.block is not None and not self.name

    @property
    def place(self) -> str:
        """The headings that lead here, as marks are made of them."""
        return (self.above.place if self.above else "") + self.heading


@dataclass
class Answers:
    """A whole answer. `strays` are what stands nowhere, each with the heading above it; `marks` are of what was printed, None when the page
    has lost them; `exact`: it has come as it was saved, so that every sign in it is meant."""

    head: Head | None
    parts: list[Filled]
    strays: list[tuple[str, str]]
    marks: frozenset[str] | None
    exact: bool


def read_answer(text: str) -> Answers:
    """Read a form that was filled in, from a file or out of a mail."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    exact = all(re.search(sign, text, re.M) for sign in _AS_SAVED) and not re.search(r"^[ \t]*>.*cap: ", text, re.M)
    text = text if exact else undone(without_introductions(text))
    head = head_of(text)
    text, digits = _without_end(text)
    reader = _Reader(exact)
    for line in text.split("\n"):
        reader.take(line)
    reader.finish()
    marks = frozenset(digits[at : at + MARK] for at in range(0, len(digits), MARK)) if digits else None
    return Answers(head, [part for part in reader.parts if part.answers], list(_without_frame(reader.strays)), marks, exact)


def _without_end(text: str) -> tuple[str, str]:
    """The text without the last lines by which the page is known, and its marks; whatever looks like them further up was written."""
    digits = ""
    for pattern in (_SEAL, _MARKS):
        found = ["".join(one[0].split()) for one in pattern.finditer(text)][-1:]
        text = pattern.sub(lambda one, last=found: "" if "".join(one[0].split()) in last else one[0], text)  # type: ignore[misc]
        digits = re.sub(r"[^0-9a-f]", "", found[0]) if found else ""
    return text, digits


class _Reader:
    def __init__(self, exact: bool) -> None:
        self.exact = exact
        self.whole = Filled(None)
        self.parts: list[Filled] = [self.whole]
        self.section: Section | None = None
        self.part: Filled = self.whole
        self.question: Question | None = None
        self.lines: list[str] = []  # of the answer to that question
        self.heading = ""  # one that a mail program may have broken
        self.after_blank = True
        self.strays: list[tuple[str, list[str]]] = []

    def take(self, line: str) -> None:
        """Take in one line."""
        if not line.strip():
            if self._long:
                self.lines.append("")
            self.after_blank = True
            self.heading = ""
            return
        bullet = _BULLET.match(line)
        indent = len(line) - len(line.lstrip())
        inside = self.exact and indent >= 4  # what is indented belongs to the question above, whatever it looks like
        if not inside and self._heads(line):
            pass
        elif not inside and (asked := self._asked(bullet[2] if bullet else line.strip())):
            self._close()
            self.question, rest = asked
            self.lines = [rest]
        elif self._long:
            self.lines.append(line.removeprefix("    "))
        elif self.question and bullet and (indent or not self.exact):
            self.lines.append(bullet[2].strip())
        elif self.question and not bullet and not self.after_blank:
            self.lines[-1] = f"{self.lines[-1]} {line.strip()}"
        else:
            self._stray(line)
        self.after_blank = False

    def finish(self) -> None:
        """Take in the last answer."""
        self._close()

    @property
    def _long(self) -> bool:
        return self.question is not None and self.question.answer == "long"

    def _heads(self, line: str) -> bool:
        """Go where a heading leads, if the line is one of the form's."""
        sharp = _HEADING.match(line)
        words = sharp[1] if sharp else line.strip()
        if len(words) > _LONGEST:
            return False
        if not sharp and self.heading and not _BULLET.match(line):  # the rest of a heading
            self.heading = f"{self.heading} {words}"
            self._enter(self.heading, again=True)
            return True
        if not sharp and (self.exact or not self._begun_like_one(words)):
            return False
        if not self._enter(words):
            return False
        self.heading = words
        return True

    def _begun_like_one(self, words: str) -> bool:
        """Whether a line without its signs can be a heading: some programs take them away."""
        titles = (*(section.title for section in SECTIONS), *(block.another for block in blocks()))
        return self.after_blank and (
            any(alike(words) == alike(title) for title in titles)
            or any(re.match(rf"{block.noun}(?: [a-z]?[\d.]{{1,9}})?: ", words) for block in blocks())
        )

    def _enter(self, words: str, *, again: bool = False) -> bool:
        if again:
            self.part.name = self.part.name and words.partition(": ")[2]
            self.part.heading = words
            return True
        section = next((one for one in SECTIONS if alike(one.title).casefold() == alike(words).casefold()), None)
        if section is not None:
            self._close()
            if section is SECTIONS[0] and self.whole.answers:  # the page as it was sent often follows below an answer
                self.whole = Filled(None)
                self.parts.append(self.whole)
            self.section, self.part = section, self.whole
            return True
        for block in blocks():
            found = re.fullmatch(rf"{block.noun}(?: (\S{{1,12}}))?: (.+)", words)
            if found or alike(words).casefold() == block.another.casefold():
                self._close()
                held = any(block in other.holds for other in blocks())
                above = (
                    next((one for one in reversed(self.parts) if one.block and block in one.block.holds), None) if held else None
                )
                self.part = Filled(block, words, (found[1] or "") if found else "", found[2] if found else "", above)
                self.parts.append(self.part)
                self.section = next((one for one in SECTIONS if one.block and _within(block, one.block)), self.section)
                return True
        return False

    def _asked(self, words: str) -> tuple[Question, str] | None:
        """The question that a line begins with, and the answer behind it."""
        words = one_line(words) if not self.exact else words
        block = self.part.block
        offered = block.questions if block else self.section.questions if self.section else ()
        if asked := _begins(words, offered):
            return asked
        for section in SECTIONS:  # its heading may have been written over
            if asked := _begins(words, section.questions):
                self._close()
                self.section, self.part = section, self.whole
                return asked
        return None

    def _close(self) -> None:
        """Keep the answer to a question."""
        if self.question is not None:
            shape = shape_of(self.part.block)
            answer = answer_of(shape, self.question)
            if answer == "long":
                text = _HINT.sub("", "\n".join(self.lines), count=1).strip("\n")
                values: Values = () if not text.strip() or _BLANK.fullmatch(text) else (text.rstrip(),)
            else:
                self.lines[0] = _HINT.sub("", self.lines[0], count=1).strip()
                several = [_unguarded(line) for line in self.lines if line.strip() and not _BLANK.fullmatch(line)]
                values = tuple(several if answer in _SEVERAL else ["; ".join(several)] if several else [])
            part, key = self.part, self.question.key
            if values and part.answers.get(key, values) not in ((), values):  # a second answer, which is no better than the first
                self.parts.append(Filled(part.block, part.heading, part.number, part.name, part.above, {key: values}))
            elif values or key not in part.answers:
                part.answers[key] = values
        self.question, self.lines = None, []

    def _stray(self, line: str) -> None:
        self._close()
        heading = self.part.heading or (self.section.title if self.section else "")
        if self.strays and self.strays[-1][0] == heading and not self.after_blank:
            self.strays[-1][1].append(line.strip())
        else:
            self.strays.append((heading, [line.strip()]))


def _begins(words: str, offered: Sequence[Question]) -> tuple[Question, str] | None:
    for question in sorted(offered, key=lambda one: -len(one.label)):
        found = re.match(re.escape(question.label) + r"\??[ \t]*(?=[:(]|$)", words, re.I)
        if found:
            return question, words[found.end() :]
    return None


def _within(block: Block, above: Block) -> bool:
    return block is above or any(_within(block, held) for held in above.holds)


def _unguarded(text: str) -> str:
    """An answer as it was meant; see `guarded`."""
    return text[1:] if re.fullmatch(r"\\+_{3,}", text) else text


def _without_frame(strays: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """What was written beside the questions, without the words that every form has there."""
    frame = [alike(text).casefold() for text in (HOW, UNTOUCHED, *(section.intro for section in SECTIONS))]
    for heading, lines in strays:
        text = " ".join(lines)
        plain = alike(text).casefold()
        if len(plain) < _LONGEST and _OPENING.fullmatch(plain):
            continue
        known = next((words for words in frame if plain.startswith(words)), "")
        rest = plain[len(known) :].strip()
        if rest:
            yield heading, (lines[-1] if known else "\n".join(lines)) if len(lines) > 1 else text[-len(rest) :]
