"""What is said of a place in a plan."""

from __future__ import annotations

import re
from pathlib import Path

from cap.language.document import Document, Point
from cap.language.hover import hover
from cap.lint.pages import markdown
from tests.language.marked import assert_answers, opened


def said(document: Document, point: Point) -> str:
    found = hover(document, point)
    if found is None:
        return "nothing"
    start, end = document.offsets(found.span)
    text = re.sub(r"(## [a-z-]+\n).*?(?=\n\n---\n|\Z)", r"\1", found.text, flags=re.S)
    return f"[{document.text[start:end]}]\n{text.rstrip()}"


def test_what_is_said() -> None:
    assert_answers(Path(__file__).parent / "hover.txt", said)


def test_a_rule_is_told_by_its_whole_page() -> None:
    document, point = opened("---\nname: Ada\nstage: draf‸\n---\n")
    found = hover(document, point)
    assert found is not None and found.text.endswith(markdown(["invalid-value"]))
