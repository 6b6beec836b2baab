"""Cases with a cursor mark, and what was answered, in one file: it is read, answered anew, and held against what was approved."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from cap.language.document import Document, Point
from tests.transcripts import assert_approved

TODAY = datetime.date(2026, 11, 26)
MARK = "‸"
_TITLE, _ANSWER = "#### ", ">>>>"


def opened(text: str, people: tuple[str, ...] = ()) -> tuple[Document, Point]:
    """A text with a mark as it is open in an editor, and the place of the mark."""
    before, _, after = text.partition(MARK)
    document = Document(before + after, today=TODAY, people=people)
    return document, document.point(len(before))


def assert_answers(file: Path, answer: Callable[[Document, Point], str]) -> None:
    """Answer every case of a file. A title with `CRLF` has such line ends."""
    head, *cases = file.read_text(encoding="utf-8").split(_TITLE)
    answered = [head]
    for case in cases:
        title, _, rest = case.partition("\n")
        text = rest.partition(f"{_ANSWER}\n")[0]
        typed = text.removesuffix("\n").replace("\n", "\r\n") if "CRLF" in title else text.removesuffix("\n")
        said = answer(*opened(typed, ("Grace Adeyemi", "Zoë Ó Súilleabháin")))
        answered.append(f"{title}\n{text}{_ANSWER}\n{said}\n\n")
    assert_approved(_TITLE.join(answered), file)
