"""The notes of talks are found by their headings, the way people write them."""

from __future__ import annotations

from datetime import date

import pytest

from cap.plan.model import Conversation
from cap.plan.read import read
from cap.plan.talks import heading, strays, talk_notes

TALKS = [Conversation(date=date(2026, 1, 28)), Conversation(date=date(2026, 5, 3)), Conversation(date=date(2027, 1, 28))]


@pytest.mark.parametrize(
    ("title", "day", "kind"),
    [
        ("## 2027-01-28 check-in", date(2027, 1, 28), "check-in"),
        ("## 28 Jan", date(2027, 1, 28), ""),
        ("### Talk of 28 January", date(2027, 1, 28), ""),
        ("# 28 January 2026", date(2026, 1, 28), ""),
        ("## Check-in, 28th January 2026", date(2026, 1, 28), "Check-in"),
        ("## May 3rd: a walk", date(2026, 5, 3), "a walk"),
        ("## 3.5.2026", date(2026, 5, 3), ""),
        ("## Notes from 3. May ##", date(2026, 5, 3), ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_heading_as_people_write_it(title: str, day: date, kind: str, end: str) -> None:
    body = f"# Ada\n\nold\n\n{title}\n\nshe said so\n\n#### more\nmore\n\n# Next\nother\n".replace("\n", end)
    ((found,), unknown) = talk_notes(body.encode(), TALKS)
    assert (found.day, found.kind, found.text) == (day, kind, "she said so\n\n#### more\nmore") and unknown == []


@pytest.mark.parametrize(
    "title", ["## Life story", "## Marching on 12", "## Mayor 3", "## Top 10", "## 2.1 Take the board", "28 Jan", "##28 Jan"]
)
def test_other_headings_are_left_alone(title: str) -> None:
    assert talk_notes(f"{title}\nx\n".encode(), TALKS) == ([], [])


def test_a_day_without_a_talk_is_named() -> None:
    found, unknown = talk_notes(b"x\n## 27 Jan\ny\n```\n## 28 Jan\n```\n", TALKS)
    assert found == [] and [(one.heading, one.line) for one in unknown] == [("27 Jan", 2)]


OPEN = {"```": "```", "~~~~ x": "~~~~", "<!-- more": "-->", "<pre>": "</pre>"}


@pytest.mark.parametrize("begin", OPEN)
def test_notes_below_what_was_never_closed_are_found_and_named(begin: str) -> None:
    text = f"# Ada\n\n{begin}\nx\n\n## 2026-05-03 check-in\n\nshe said so\n"
    talks = [Conversation(date=date(2026, 5, 3), type="check-in")]
    for body in (text, f"{text}{OPEN[begin]}\n"):
        ((found,), unknown) = talk_notes(body.encode(), talks)
        assert found.text.startswith("she said so") and unknown == [] and found.inside and found.inside.first == 2
    assert talk_notes(f"{text}{OPEN[begin]}\n\n## 2026-05-03 check-in\n\ny\n".encode(), talks)[0][0].text == "y"
    assert talk_notes(text.replace("check-in", "setback").encode(), talks) == ([], [])
    raw = f"---\nname: Ada\nconversations: [{{date: 2026-05-03, type: check-in}}]\n---\n{text}".encode()
    (said,) = strays(read(raw, "ada.md"))
    assert said.startswith("ada.md:10: these notes stand in a ") and "that line 7 opens" in said


def test_what_is_written_is_found() -> None:
    ((found,), _) = talk_notes(f"{heading(date(2026, 5, 3), 'check-in')}\n\nx\n".encode(), TALKS)
    assert (found.day, found.kind, found.text) == (date(2026, 5, 3), "check-in", "x")
