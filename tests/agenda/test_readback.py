"""A page that was filled in, in whatever way, is read back without losing a word, and the second time changes nothing."""

from __future__ import annotations

import re
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cap.agenda.compare import compare
from cap.agenda.endings import ALONE, COMING, DONE, LATER, MEANING, MOVES, REFUSED, to_choose
from cap.agenda.prepare import Options
from cap.agenda.quoting import BLANK
from cap.agenda.readback import ReadBack, head_of, read_page, undone
from cap.agenda.readback.answers import day_in, doers_in, endings, item_at, ratings_in
from cap.edit.changes.log import Held, Recorded, record
from cap.plan.items import entries
from cap.plan.read import read
from cap.rendering import built_in
from tests.agenda.lives import DAY, lives, written
from tests.agenda.printed import AUDIENCES, page_of, read_plan
from tests.plans_strategy import examples
from tests.yaml_readers import NOTORIOUS

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


def read_back(raw: bytes, text: str) -> tuple[ReadBack, Recorded]:
    reading, head = read(raw), head_of(undone(text))
    assert head is not None
    options = Options(today=head.day, kind=head.kind, audience=head.audience)
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
    assert back == ReadBack([], "", "", "", [], [])


@examples(100)
@given(
    st.sampled_from(NOTORIOUS).filter(
        lambda text: not set(text) & set("|_\n\t\ufeff\u200b\u00a0\u00ad") and text == " ".join(text.split())
    )
)
def test_what_stands_in_the_table_is_written_as_it_stands(text: str) -> None:
    raw = written({"name": "Ada Obi", "manager": "Ruth Lind"})
    page = page_of(raw).text.replace("| ______ | ______ | ______ |", f"| {text} | Ruth | 3 June |")
    _, made = read_back(raw, page)
    plan = read(made.raw).plan
    assert plan and ([need.need for need in plan.support] == [text] or text in made.raw.decode())


# --- what stands in a line ---------------------------------------------------------------------------------------------------------

PLAN = read_plan({"name": "Grace Adeyemi", "manager": "Ruth Lindqvist"})


@pytest.mark.parametrize(
    ("text", "back", "day"),
    [
        ("3 June", False, "2026-06-03"),
        ("by 3 June 2026.", False, "2026-06-03"),
        ("3 March", False, "2027-03-03"),
        ("3 March", True, "2026-03-03"),
        ("Fri 22 May", False, "2026-05-22"),
        ("friday", False, "2026-05-22"),
        ("friday", True, "2026-05-15"),
        ("2026-06-03", False, "2026-06-03"),
        ("12.6.", False, "2026-06-12"),
        ("______", False, None),
        ("31 June", False, None),
        ("3 June or later", False, None),
        ("2026-05-01", False, None),
        ("2026-06-01", True, None),
        ("soon", False, None),
    ],
)
def test_a_day_counts_from_the_day_of_the_talk(text: str, back: bool, day: str | None) -> None:
    found = day_in(text, DAY, back=back)
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("now 6", [("6", "")]),
        ("6", [("6", "")]),
        ("Now a 6.", [("6", "")]),
        ("6/10", [("6", "")]),
        ("Grace: 6, Ruth: 5", [("6", "self"), ("5", "Ruth Lindqvist")]),
        ("Grace says 6 and Ruth 7", [("6", "self"), ("7", "Ruth Lindqvist")]),
        ("now 11", []),
        ("6 of 8 Sundays", []),
        ("Tom 6", []),
        ("Grace 6, Grace 7", []),
        ("about six", []),
        ("6 more to do", []),
    ],
)
def test_a_number_is_a_rating_only_when_nothing_else_is_said(text: str, found: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in ratings_in(text, PLAN)] == found


@pytest.mark.parametrize(
    ("text", "person", "others"),
    [
        ("Grace", True, []),
        ("Grace, with Tom Hale", True, ["Tom Hale"]),
        ("Grace and Ruth", True, ["Ruth Lindqvist"]),
        ("Ruth", False, ["Ruth Lindqvist"]),
        ("both", True, ["Ruth Lindqvist"]),
        ("Tom", False, ["Tom"]),
    ],
)
def test_who_does_it(text: str, person: bool, others: list[str]) -> None:
    assert doers_in(text, PLAN) == (person, others)
    assert doers_in("______", PLAN) is None


def test_endings() -> None:
    blank = " (Ruth, promised by 4 May): done on ______ · coming on ______ · not possible, because ______ · who asks: ______"
    assert endings(blank) == ([], "")
    filled = blank.replace("coming on ______", "coming on 3 June")
    assert endings(filled) == ([("coming", "3 June")], "")
    assert endings(blank.replace("because ______", "because it burnt · down")) == ([("because", "it burnt · down")], "")
    assert endings(blank.replace("asks: ______", "asks: Tom")) == ([], "who asks: Tom")
    assert endings("nothing of that kind") is None


@pytest.mark.parametrize("words", MEANING)
def test_every_ending_that_is_printed_is_read_back_and_no_claim_about_the_plan(words: str) -> None:
    """The words are one thing in four places: on the page, in the prompt, read back, and where a page is held against the plan."""
    assert endings(f"(Ruth, promised by 4 May): {to_choose(*MEANING, *ALONE)}") == ([], "")
    said = "30 May" if MEANING[words] in ("done", "coming") else "the lift broke"
    filled = to_choose(*MEANING).replace(f"{words} {BLANK}", f"{words.upper()} {said}")
    answer = ([(MEANING[words], said)], "") if MEANING[words] else ([], f"{words.upper()} {said}")
    assert endings(filled) == answer
    raw = written({"name": "Grace Adeyemi", "manager": "Ruth Lindqvist", "support": [{"need": "A seat in the bed office", "from": "Ruth Lindqvist", "due": date(2026, 5, 4)}]})  # fmt: skip
    page = f"# Career conversation: Grace and Ruth\n\n## 1. Opening (5 min)\n\n- [ ] **A seat in the bed office** (Ruth, promised by 4 May): {filled}\n"
    assert [found.message for found in compare(page, read(raw), path="page.md", today=DAY) if found.level == "error"] == []


def test_the_prompt_knows_the_endings_of_the_page() -> None:
    prompt = (built_in() / "agenda" / "_prompt.md.j2").read_text(encoding="utf-8")
    assert all(f"{words} {BLANK}" in prompt for words in (DONE, COMING, REFUSED))


def test_a_page_after_a_leave_moves_what_it_says() -> None:
    plan = {"name": "Ada Obi", "manager": "Ruth Lind", "pauses": [{"from": date(2026, 1, 2), "until": date(2026, 4, 30)}],
            "conversations": [{"date": date(2025, 12, 1), "type": "check-in"}],
            "goals": [{"goal": "Lead the ward", "id": "g", "due": date(2026, 6, 1)}],
            "skills": [{"skill": "Calm", "rating": 4, "actions": [{"action": "Take the board", "due": date(2026, 6, 20)}]}],
            "support": [{"need": "A seat in the office", "from": "Ruth Lind", "due": date(2026, 6, 9)}]}  # fmt: skip
    raw = written(plan)
    page = page_of(raw, kind="welcome-back").text
    for lead, ending in (("Take the board", MOVES), ("A seat in the office", MOVES), ("Lead the ward", LATER)):
        line = next(line for line in page.split("\n") if lead in line and f"{ending} {BLANK}" in line)
        page = page.replace(line, line.replace(f"{ending} {BLANK}", f"{ending} 3 August"))
    back, made = read_back(raw, page)
    assert (back.notes, back.doubts) == ("", []) and made.raw.count(b"2026-08-03") == 3


def test_an_item_is_known_by_its_whole_name() -> None:
    plan = {"name": "Ada", "topics": [{"topic": "Nights"}, {"topic": "Nights, and pay?"}, {"topic": "Twice"}, {"topic": "Twice"}]}
    items = entries(read(written(plan)))

    def known(text: str) -> tuple[str, str] | None:
        found = item_at(text, items)
        return (found.entry.number, found.rest) if found else None

    assert known("Nights") == ("t1", "") and known("**Nights** (since May)") == ("t1", "(since May)")
    assert known("Nights, and pay? Yes") == ("t2", "Yes") and known("Nights and pay - yes") == ("t2", "- yes")
    assert known("Nightshade") is None and known("Twice") is None and known("") is None and known("**Night**") is None


@pytest.mark.parametrize(
    "line", ["> " * 3000, "cap: " + " " * 9000, "# " + "a " * 9000, "- [x] " + "[" * 9000, "|" * 9000, "=20\n" * 3000, "a\t" * 9000, "*" * 9000, "now " * 3000]
)  # fmt: skip
def test_no_page_is_too_odd(line: str) -> None:
    raw = written({"name": "Ada", "skills": [{"skill": "S" * 500}]})
    text = page_of(raw).text
    back, made = read_back(raw, text.replace("## ", f"{line}\n## ", 1))
    assert read(made.raw).plan and not made.misfits and back.outcomes == []
