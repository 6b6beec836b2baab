"""The pages of the example plans, read and approved: whole for both, and for one side what differs from that."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cap.lint.rules.privacy import MANAGERS_PAGE
from cap.plan.read import read
from tests.agenda.printed import body, page_of
from tests.transcripts import assert_approved

HERE = Path(__file__).with_name("transcripts")
PLANS = sorted((Path(__file__).parents[2] / "examples" / "plans").glob("*.md"))


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
def test_the_pages_of_an_example(file: Path) -> None:
    assert_approved("\n".join(_pages(file)), HERE / f"{file.stem}.md")


def _pages(file: Path) -> Iterator[str]:
    raw = file.read_bytes()
    plan = read(raw).plan
    assert plan is not None
    resumed = max((pause.until for pause in plan.pauses if pause.until), default=date(2026, 11, 22))
    today = plan.next or resumed
    both = body(page_of(raw, today=today, key=file.stem).text)
    yield from both
    yield from ("", "=== in a quarter of an hour", *body(page_of(raw, today=today, key=file.stem, minutes=15).text))
    for audience in ("manager", "person"):
        one = body(page_of(raw, today=today, key=file.stem, audience=audience).text)
        # without its first line, by which it would be found where it must not be
        changes = difflib.unified_diff(both, [line for line in one if line != MANAGERS_PAGE], lineterm="", n=0)
        yield from ("", f"=== for the {audience}")
        yield from (line for line in changes if line[:3] not in ("---", "+++") and not line.startswith("@@"))
    yield ""


def test_each_transcript_is_of_an_example_that_is_there() -> None:
    assert {file.stem for file in HERE.glob("*.md")} == {file.stem for file in PLANS}
