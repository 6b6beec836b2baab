"""Quote what stands in a plan, and ask about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cap.agenda.data import Row
from cap.agenda.notes import LONG, leans, matching, mixed, sentences
from cap.agenda.situation import Situation
from cap.agenda.words import inline

BLANK = "______"
OPEN, TWO_MOODS = "open", "open-two-moods"
_MONTH = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")


def quoted(text: str) -> str:
    """A text in quotation marks, its own full stop inside; one inside another takes single marks."""
    line = inline(text, 400).replace("“", "‘").replace("”", "’")
    plain = [part.strip('"') for part in line.split('"')] if line.count('"') == 2 else [line]
    if len(plain) == 3:
        line = f"{plain[0]}‘{plain[1]}’{plain[2]}"
    return f"“{line if line.endswith(('.', '?', '!', '…', '’')) else line + '.'}”"


def phrase(name: str) -> str:
    """A name in quotation marks, as part of a sentence."""
    return quoted(name).replace(".”", "”") if not name.rstrip().endswith(".") else quoted(name)


def asked_about(s: Situation, rows: Sequence[Row], note: str, most: int = 2, before: str = "") -> list[str]:
    """A note's sentences, each quoted with a question about it; `before` says whose words they are.

    A sentence is asked about by the most specific row that fits. Where what it says is both good and bad, or no row fits, it is asked
    about openly. Sentences that say nothing specific stand only if no other does.
    """
    said = sentences(note)
    pieces: list[tuple[str, list[Row]]] = []
    for sentence in said:
        if pieces and leans(sentence) and len(said) > most:
            text = f"{pieces[-1][0]} {sentence}"
            pieces[-1] = (text, matching(rows, text))
        else:
            pieces.append((sentence, matching(rows, sentence)))
    telling = [piece for piece in pieces if piece[1] and piece[1][0].cues] or [(_whole(said), [])]
    lines = []
    for text, fitting in telling[:most]:
        question = _question(s, rows, fitting, text)
        if question:
            lines.append(f"{before}{quoted(text)} {question}")
    return lines


def _whole(said: Sequence[str]) -> str:
    """A note as far as it can be quoted at once."""
    whole = " ".join(said)
    return whole if len(whole.split()) <= LONG else said[0]


def _question(s: Situation, rows: Sequence[Row], fitting: Sequence[Row], text: str) -> str | None:
    """The question of the most specific row that fits; an open one where moods are mixed, no row fits, or its wordings are used up."""
    specific = [row for row in fitting if row.cues]
    first = [row for row in rows if row.row == TWO_MOODS] if mixed(specific) else specific[:1]
    for row in [*first, *(row for row in rows if row.row == OPEN)]:
        asked = s.wording(row, **months(text))
        if asked:
            return asked
    return None


def months(text: str) -> dict[str, str]:
    """The first two months that a sentence names, as the slots `a` and `b`; nothing when there are fewer."""
    found = list(dict.fromkeys(_MONTH.findall(text)))
    return dict(zip("ab", found, strict=False)) if len(found) >= 2 else {}
