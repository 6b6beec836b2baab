"""Which of the five questions a line answers: by the number that somebody put before it, in whatever way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from cap.text.dates import day_meant

_LEAD = re.compile(
    r"^\W{0,2}(?:(?:zu|to|re|ad|question|frage|q|nr\.?|no\.?|punkt|point)\s*)?#?([1-5１-５١-٥۱-۵१-५])"
    r"(?:\s*(?:[.):]+(?=\s|$)|[．）：、])|\s*[–—-]+(?=\s*[^\W\d])|\s+[–—-](?=\s|$))\s*",
    re.IGNORECASE,
)
_BARE = re.compile(r"^([1-5])(?:\s*[–—-])?\s+(?=\S)")
_NEXT = re.compile(r"(?<=\s)([1-5])[.)]\s")
_ENDS = ".?!,;…"


def are_bare(lines: Iterable[str]) -> bool:
    """Whether lines are numbered by figures alone, or with a dash: `1 nights`, `2 nothing`, `4- 6 and 7`."""
    found = [int(lead[1]) for line in lines if (lead := _BARE.match(line))]
    return len(found) >= 3 and found == sorted(set(found))


def numbered(text: str, *, bare: bool = False) -> list[tuple[int, str]]:
    """The numbers that a line begins with, each with what it says to that; several where all was written in one go, none for any other line.
    `bare`: a figure alone counts."""
    lead = _LEAD.match(text) or (_BARE.match(text) if bare else None)
    if lead is None or _is_day(text):
        return []
    marks = [one for one in islice(_NEXT.finditer(text, lead.end()), 9) if not _is_day(text[one.start() : one.start() + 20])]
    numbers = [int(lead[1]), *(int(one[1]) for one in marks)]
    all_end = all(text[: one.start()].rstrip()[-1:] in _ENDS for one in marks)
    if numbers != sorted(set(numbers)) or not (all_end or len(marks) > 1):
        numbers, marks = numbers[:1], []
    starts, ends = [lead.end(), *(one.end() for one in marks)], [*(one.start() for one in marks), len(text)]
    return [(number, text[start:end].strip()) for number, start, end in zip(numbers, starts, ends, strict=True)]


def _is_day(text: str) -> bool:
    """Whether what looks like the number of a question is that of a day: `3. Mai`."""
    begun = re.match(r"([1-5])[.)]?\s*([^\W\d_]{3,12})", text)
    return begun is not None and isinstance(day_meant(f"{begun[1]} {begun[2]}", date(2000, 1, 1)), date)
