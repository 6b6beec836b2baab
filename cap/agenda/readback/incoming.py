"""A page as it comes in: what mail programs and word processors did to it undone, its last line found, its lines told apart."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from cap.agenda.seal import MARK, line_mark, marks_of, told

_DOT = r"[ \t]{1,4}[^\w\s][ \t]{1,4}"
_SEAL = re.compile(
    rf"cap:[ \t]{{0,4}}(?P<key>\S[^\n]{{0,199}}?){_DOT}(?P<day>\d{{4}}-\d\d-\d\d){_DOT}(?P<kind>\S{{1,100}}){_DOT}"
    rf"(?P<side>both|manager|person){_DOT}(?P<plan>[0-9a-f]{{8}})[ \t]*"
)
_MARKS = re.compile(rf"<!--\s*((?:[0-9a-f]{{{MARK}}}\s*)*)-->")
_SOFT = re.compile(r"(?<!=)=[ \t]*$", re.M)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)
_TICKED = "☑☒✅✓✔✗✘🗹"
_SPACES = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u202f\u2003\u2002\u2009", " "), **dict.fromkeys("\u200b\ufeff\u00ad\u2060", "")}
)
_BULLET = re.compile(r"^([ \t]*)(?:[•◦▪‣●○∙‧*+–—-][ \t]+)?(\\?\[\s*[xX✓✔☑*]?\s*\\?\]|[☐▢□" + _TICKED + r"])[ \t]*")
_ROUND = re.compile(r"^([ \t]*)[•◦▪‣●○∙‧][ \t]+")
_STARTS = re.compile(r"\s*(?:[-*+>#|]|\d{1,3}[.)]\s|\[|<!--|cap:)")
_JOINED = 6  # lines that a mail program may have made of one


class Head(NamedTuple):
    """What a page's last line says: whose it is, of which talk, and for whom."""

    key: str
    day: date
    kind: str
    audience: str
    plan: str


@dataclass
class Line:
    """A line of a page. `printed`: it stands as it was printed; `model`: the printed line that something was added to, "" for none."""

    text: str
    printed: bool = False
    model: str = ""

    @property
    def ticked(self) -> bool:
        return re.match(r"[\s>*+-]*\[[xX]\]", self.text) is not None

    @property
    def row(self) -> bool:
        return self.text.lstrip().startswith("|")


def undone(text: str) -> str:
    """A text without what carried it here: other line ends, quoted-printable, quote marks, bullets and boxes of other programs."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(_SOFT.findall(text)) + len(re.findall(r"=20$", text, re.M)) >= 2 or "=C2=" in text or "=E2=" in text:
        decoded = quopri.decodestring(text.encode(errors="surrogateescape")).decode(errors="surrogateescape")
        text = decoded if not re.search("[\udc80-\udcff]", decoded) else text
    text = text.translate(_SPACES)
    if re.search(r"^[ \t]*>.*" + _SEAL.pattern + "$", text, re.M):
        text = _QUOTED.sub("", text)
    return "\n".join(_plain(line) for line in text.split("\n"))


def _plain(line: str) -> str:
    """A line with the bullet and the box that `cap` would have printed."""
    box = _BULLET.match(line)
    if box:
        inside = box[2].strip("\\[] \t")
        return f"{box[1]}- [{' ' if inside in ('', '☐', '▢', '□') else 'x'}] {line[box.end() :]}".rstrip()
    return _ROUND.sub(r"\1- ", line).rstrip()


def head_of(text: str) -> Head | None:
    """What a page says of itself, by its last such line; None for one that says nothing."""
    for found in reversed(list(_SEAL.finditer(text))):
        try:
            return Head(found["key"], date.fromisoformat(found["day"]), found["kind"], found["side"], found["plan"])
        except ValueError:
            continue
    return None


def printed_part(page: str) -> str:
    """A page that was just made, without its last lines."""
    return page.rpartition("\n<!-- ")[0] or page


def lines_of(text: str, again: str) -> list[Line]:
    """The lines of a page (see `undone`), each known as printed, as filled in, or as added.

    `again` is the page as it would be printed now, or "": its marks serve where the page has lost its own, and by it a line that was
    filled in is known.
    """
    found = _MARKS.search(text)
    marks = re.findall(f".{{{MARK}}}", "".join(found[1].split())) if found else []
    marks = marks or marks_of(again)
    body = _SEAL.sub("", _MARKS.sub("", text))
    lines = [Line(line) for line in _joined([line for line in body.split("\n") if line.strip()], frozenset(marks))]
    for block in SequenceMatcher(None, [line_mark(line.text) for line in lines], marks, autojunk=False).get_matching_blocks():
        for line in lines[block.a : block.a + block.size]:
            line.printed = True
    models = [(model, _words(model)) for model in again.split("\n") if model.strip()]
    for line in lines:
        if not line.printed:
            words = _words(line.text)
            grown = [model for model, wanted in models if line.row == model.lstrip().startswith("|") and _grown(wanted, words)]
            line.model = max(grown, key=len, default="")
    return lines


def _words(line: str) -> list[str]:
    return [word for word in map(told, line.replace("_", " ").split()) if word]


def _joined(lines: Sequence[str], marks: frozenset[str]) -> Iterator[str]:
    """The lines, with those put together that were one when they were printed."""
    at = 0
    while at < len(lines):
        whole, size = lines[at], 1
        if line_mark(whole) not in marks:
            longer = whole
            for more in range(1, _JOINED):
                if at + more >= len(lines) or _STARTS.match(lines[at + more]):
                    break
                longer = f"{longer} {lines[at + more].strip()}"
                if line_mark(longer) in marks:
                    whole, size = longer, more + 1
                    break
        yield whole
        at += size


def _grown(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a line says all that a printed one said, in its order, and more: blanks need not be left."""
    if len(wanted) < 2 or not set(words).issuperset(wanted):
        return False
    rest = iter(words)
    return all(any(word == other for other in rest) for word in wanted)


def says_no_more(text: str, line: Line) -> bool:
    """Whether a piece of a line holds nothing but words that were printed there."""
    return set(_words(text)) <= set(_words(line.model))


def added_to(line: Line) -> str:
    """What stands in a line beside the words that were printed; "" for a line of which none were."""
    if not line.model:
        return ""
    wanted, rest = _words(line.model), []
    for word in line.text.replace("_", " ").split():
        if wanted and told(word) == wanted[0]:
            wanted.pop(0)
        elif told(word) or not wanted:
            rest.append(word)
    return " ".join(rest).strip()
