"""What carried a page on its way, a mail program or a word processor, undone."""

from __future__ import annotations

import quopri
import re

_DOT = r"[ \t]{1,4}[^\w\s][ \t]{1,4}"
# A page's last line, by which it is known.
LAST = re.compile(
    rf"cap:[ \t]{{0,4}}(?P<key>\S[^\n]{{0,199}}?){_DOT}(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_DOT}(?P<kind>\S{{1,100}}){_DOT}"
    rf"(?P<side>both|manager|person){_DOT}(?P<plan>[0-9a-f]{{8}})[ \t]*"
)
_SOFT = re.compile(r"(?:(?<!=)=|=20)[ \t]*$", re.M)
QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)
_TICKED = "☑☒✅✓✔✗✘🗹"
_SPACES = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u202f\u2003\u2002\u2009", " "), **dict.fromkeys("\u200b\ufeff\u00ad\u2060", "")}
)
_BULLET = re.compile(r"^([ \t]*)(?:[•◦▪‣●○∙‧*+–—-][ \t]+)?(\\?\[\s*[xX✓✔☑*]?\s*\\?\]|[☐▢□" + _TICKED + r"])[ \t]*")
_ROUND = re.compile(r"^([ \t]*)[•◦▪‣●○∙‧][ \t]+")


def undone(text: str) -> str:
    """A text without what carried it here: other line ends, quoted-printable, quote marks, bullets and boxes of other programs."""
    text = decoded(text)
    if re.search(r"^[ \t]*>.*" + LAST.pattern + "$", text, re.M):
        text = QUOTED.sub("", text)
    return "\n".join(plain_line(line) for line in text.split("\n"))


def decoded(text: str) -> str:
    """A text with plain line ends and blanks, and without quoted-printable. Quote marks stay."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    ends = len(_SOFT.findall(text))
    if (ends > 1 or "=C2=" in text or "=E2=" in text) if text.isascii() else ends > text.count("\n") // 4:
        # what is coded is ASCII throughout, unless a program has undone half of it
        decoded = quopri.decodestring(text.encode(errors="surrogateescape")).decode(errors="surrogateescape")
        text = decoded if not re.search("[\udc80-\udcff]", decoded) else text
    return text.translate(_SPACES)


def plain_line(line: str) -> str:
    """A line with the bullet and the box that `cap` would have printed."""
    if not line:
        return line
    box = _BULLET.match(line)
    if box:
        inside = box[2].strip("\\[] \t")
        return f"{box[1]}- [{' ' if inside in ('', '☐', '▢', '□') else 'x'}] {line[box.end() :]}".rstrip()
    return _ROUND.sub(r"\1- ", line).rstrip()
