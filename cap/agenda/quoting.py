"""Quote what stands in a plan, and ask about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cap.agenda.cues import LONG, hedged, leans, matching, mixed, sentences
from cap.agenda.data import Row
from cap.agenda.situation import Situation
from cap.agenda.words import inline, inner

BLANK = "______"
OPEN, TWO_MOODS = "open", "open-two-moods"
_MONTH = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")


def in_quotes(text: str) -> str:
    """A text in quotation marks, its own full stop inside; one inside another takes single marks."""
    line = inner(inline(text, 400))
    plain = [part.strip('"') for part in line.split('"')] if line.count('"') == 2 else [line]
    if len(plain) == 3:
        line = f"{plain[0]}‘{plain[1]}’{plain[2]}"
    return f"“{line if line.endswith(('.', '?', '!', '…', '’')) else line + '.'}”"


def phrase(name: str) -> str:
    """A name in quotation marks, as part of a sentence."""
    return in_quotes(name).replace(".”", "”") if not name.rstrip().endswith(".") else in_quotes(name)


def asked_about(s: Situation, rows: Sequence[Row], note: str, instead: str | None = None) -> str | None:
    """A note, quoted, and a question about it; None when its wordings were used up on this page.

    A short note is quoted whole: the half that is left out may be the one that carries it. The question is that of the last sentence
    that says something specific; where good and bad stand side by side, or nothing specific is said, the note is asked about openly, or with the question that is given for that.
    """
    said = sentences(note)
    fitting = [[row for row in matching(rows, sentence) if row.cues] for sentence in said]
    telling = [number for number, found in enumerate(fitting) if found]
    first = [fitting[telling[-1]][0]] if telling else []
    against = any(hedged(sentence) for number, sentence in enumerate(said) if not telling or number != telling[-1])
    if mixed([row for found in fitting for row in found]) or (first and first[0].mood == "good" and against):
        first = [row for row in rows if row.row == TWO_MOODS]
    text = " ".join(said)
    if len(text.split()) > LONG:
        at = telling[-1] if telling else 0
        start = at - 1 if at and leans(said[at]) else at
        text = " ".join(said[start : at + 1])
    asked = next((asked for row in first if (asked := s.wording(row, **months(text)))), None) or instead
    asked = asked or next((asked for row in rows if row.row == OPEN and (asked := s.wording(row))), None)
    return f"{in_quotes(text)} {asked}" if asked else None


def months(text: str) -> dict[str, str]:
    """The first two months that a sentence names, as the slots `a` and `b`; nothing when there are fewer."""
    found = list(dict.fromkeys(_MONTH.findall(text)))
    return dict(zip("ab", found, strict=False)) if len(found) >= 2 else {}
