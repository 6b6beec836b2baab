"""A page that was filled in, in whatever way, is read back without losing a word, and the second time changes nothing."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cap.agenda.back import Back, head_of, read_page, undone
from cap.agenda.prepare import Options
from cap.edit.changes.log import Held, Recorded, record
from cap.plan.read import read
from tests.agenda.lives import DAY, lives, written
from tests.agenda.printed import AUDIENCES, page_of
from tests.plans_strategy import examples

DAYS = ("3 June", "2026-06-12", "by 30 May 2026", "friday", "12.6.", "soon", "31 June", "2026-05-18")
SHAPES = (
    "{}", "- {}", "  {}", "* {}", "## {}", "# {}", "> {}", "- [x] {}", "- [ ] {}", "☑ {}", "**{}**", "{}: done on {}", "**{}**: coming on 3 June",
    "| {} | Grace | 3 June |", "| {} | {} | {} |", "| {} |", "{}\t{}\t{}", "1. {}", "now 6 {}", "- [x] seen: 2026-05-01 {}",
    "The next career conversation: {}", "done on {}", "| done on | {} |", "<!-- {} -->", "| {} | both | {} |", "=20 {} =20", "```{}",
)  # fmt: skip


@st.composite
def filled(draw: DrawFn, page: str) -> tuple[str, list[str]]:
    """A page filled in at random, and the words that were added."""
    numbers, added = count(), []

    def word() -> str:
        added.append(f"zq{next(numbers)}w")
        return added[-1]

    def words() -> str:
        return " ".join(word() for _ in range(draw(st.integers(1, 4))))

    def blank(_: re.Match[str]) -> str:
        kind = draw(st.sampled_from(("leave", "leave", "day", "words")))
        return {"leave": lambda: "______", "day": lambda: draw(st.sampled_from(DAYS)), "words": words}[kind]()

    lines, (body, *end) = [], page.partition("\n<!-- ")
    for line in body.split("\n"):
        happens = draw(st.sampled_from(("",) * 6 + ("tick", "blank", "append", "insert", "drop")))
        if happens == "drop":
            continue
        line = line.replace("- [ ]", "- [x]") if happens == "tick" else line
        line = re.sub("______", blank, line) if happens == "blank" else line
        line = f"{line} {words()}" if happens == "append" and not line.startswith("|") else line
        lines.append(line)
        if happens == "insert":
            shape = draw(st.sampled_from(SHAPES))
            lines.append(re.sub(r"\{\}", lambda _: words(), shape))
    text = "\n".join(lines) + "".join(end)
    carried = draw(st.sampled_from(("", "", "", "\r\n", "> ", "nbsp")))
    if carried == "> ":
        text = "\n".join(f"> {line}" for line in text.split("\n"))
    return text.replace("\n", carried) if carried == "\r\n" else text.replace(" ", "\u00a0") if carried == "nbsp" else text, added


def read_back(raw: bytes, text: str) -> tuple[Back, Recorded]:
    reading, head = read(raw), head_of(undone(text))
    assert head is not None
    options = Options(today=head.day, kind=head.kind, audience=head.audience)  # type: ignore[arg-type]
    back = read_page(text, reading, head, options)
    held = Held(head.day, head.kind, back.outcomes, back.notes, back.next)
    return back, record(raw, "ada.md", held, today=DAY)


@examples(60)
@given(lives(), st.sampled_from(AUDIENCES), st.sampled_from((15, 30, 60)), st.data())
def test_no_word_is_lost_and_the_second_time_changes_nothing(
    life: dict[str, Any], audience: Any, minutes: int, data: st.DataObject
) -> None:
    raw = written(life)
    text, added = data.draw(filled(page_of(raw, audience=audience, minutes=minutes).text))
    back, made = read_back(raw, text)
    kept = "\n".join([made.raw.decode(), back.private, *back.doubts, *map(str, made.misfits)])
    assert [word for word in added if word not in kept] == []
    again, second = read_back(made.raw, text)
    assert second.raw.decode() == made.raw.decode() and again.private == back.private


@examples(30)
@given(lives(), st.sampled_from(AUDIENCES))
def test_a_page_that_nobody_filled_in_says_nothing(life: dict[str, Any], audience: Any) -> None:
    back, _ = read_back(written(life), page_of(life, audience=audience).text)
    assert back == Back([], "", "", "", [], [])
