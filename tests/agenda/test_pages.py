"""What holds for every page, whatever the plan: of any person, for any talk, as long as one likes, for either side."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cap.agenda.data import Events, load
from cap.agenda.fitting import longest
from cap.agenda.fitting import words as count_words
from cap.agenda.prepare import Agenda, Options, agenda
from cap.agenda.seal import alone_in, line_mark, marks_in, plan_mark
from cap.agenda.situation import SLOT
from cap.plan.items import entries
from cap.plan.model import Action, Goal, Plan, Skill
from cap.plan.read import read
from cap.plan.standing import standing, whose
from tests.agenda.lives import ACTIONS, DAY, EVIDENCE, MOMENTS, NEEDS, NOTES, OBSTACLES, TOPICS, lives, written
from tests.agenda.printed import (
    AUDIENCES,
    BLANK,
    KINDS,
    LENGTHS,
    body,
    boxes,
    frame_numbers,
    frame_words,
    lead,
    letters,
    numbers,
    page_of,
    plain,
    questions,
    quotes,
    rows,
    spoken,
    words,
)
from tests.plans_strategy import examples, mutated, plan_files, plans

SECRET = "zebra-crossing-nobody-knows"
PRIVATE = f"{SECRET} a note\n- seen: {SECRET} a moment"

any_page = {
    "audience": st.sampled_from(AUDIENCES),
    "kind": st.sampled_from([*KINDS, None]),
    "minutes": st.sampled_from(LENGTHS),
}
how = st.fixed_dictionaries(any_page)
any_day = st.fixed_dictionaries(any_page | {"today": st.dates(date(2024, 1, 1), date(2028, 12, 31))})


# --- any plan ---------------------------------------------------------------------------------------------------------------------


def assert_whole(made: Agenda, minutes: int, audience: str, raw: bytes, today: date) -> None:
    """What holds for the page of any plan at all: its time, its length, its grammar, and that nothing is asked twice."""
    given = [int(found) for found in re.findall(r"^## .* \((\d+) min\)$", made.text, re.MULTILINE)]
    assert sum(given) == minutes and all(given)
    assert count_words(made.text) <= longest(minutes, audience)
    asked = [line.text for line in made.page.lines() if line.question]
    assert len(asked) == len(set(asked))
    for section in made.page.sections:
        assert section.lines and sum(line.question for line in section.lines) <= 3
    *_, comment, _, last = made.text.splitlines()
    printed = body(made.text)
    alone = list(alone_in(printed)) if audience == "manager" else []
    assert comment.startswith("<!-- ") and marks_in(comment) == (
        [*map(line_mark, printed)],
        alone or [False] * len(printed),
        bool(alone),
    )
    day = date.fromisoformat(made.page.day)
    assert last == f"cap: plan · {day} · {made.kind} · {audience} · {plan_mark(raw)}"
    assert today <= day <= today + timedelta(days=31)
    assert all(len(row) == 3 for row in rows(made.text))


@examples(120)
@given(plans(), any_day)
def test_every_plan_has_a_page_that_fits(plan: Any, how: dict[str, Any]) -> None:
    made = page_of(plan.raw, private=PRIVATE, **how)
    assert_whole(made, how["minutes"], how["audience"], plan.raw, how["today"])
    assert_secret(made, how["audience"])


def assert_secret(made: Agenda, audience: str) -> None:
    """The private notes stand on the manager's page alone, and what else is made of a page does not hold them either."""
    if audience != "manager":
        assert SECRET not in made.text and SECRET.encode() not in msgspec.json.encode(made.page)
    else:
        assert SECRET in made.text or made.page.minutes < 30


@examples(100)
@given(mutated(plan_files()), how)
def test_a_damaged_plan_has_a_page_too(raw: bytes, how: dict[str, Any]) -> None:
    reading = read(raw)
    if reading.plan is not None:
        made = agenda(reading, Options(today=DAY, **how))
        assert_whole(made, how["minutes"], how["audience"], raw, DAY)


class Drawn(NamedTuple):
    """A life, how its page was wanted, and what came of it."""

    made: Agenda
    plan: Plan
    life: dict[str, Any]
    how: dict[str, Any]

    @property
    def text(self) -> str:
        return self.made.text

    @property
    def day(self) -> date:
        return date.fromisoformat(self.made.page.day)

    def owed(self, due: date | None) -> bool:
        """Whether the day of a promise has come by the day of the talk, and did not fall into a pause."""
        return due is not None and (due == self.day or (due < self.day and not self.paused(due) and not self.paused(self.day)))

    def paused(self, day: date) -> bool:
        return any((pause.from_ or date.min) <= day < (pause.until or date.max) for pause in self.plan.pauses)

    def steps(self) -> Iterator[Action]:
        for goal in self.plan.goals:
            yield from goal.actions
        for skill in self.plan.skills:
            yield from skill.actions

    def dates(self) -> set[date]:
        return {*map(date.fromisoformat, re.findall(r"\b\d{4}-\d\d-\d\d\b", written(self.life).decode())), self.day}


HOLDS: list[Callable[[Drawn], None]] = []


def every_page(rule: Callable[[Drawn], None]) -> Callable[[Drawn], None]:
    """Hold every page of the plans in lives.py to a rule."""
    HOLDS.append(rule)
    return rule


@every_page
def whole(page: Drawn) -> None:
    assert_whole(page.made, page.how["minutes"], page.how["audience"], written(page.life), DAY)


@every_page
def secret(page: Drawn) -> None:
    assert_secret(page.made, page.how["audience"])


# --- only what the plan says --------------------------------------------------------------------------------------------------------


@every_page
def words_of_the_plan_or_the_frame(page: Drawn) -> None:
    left_out = {word for number in page.made.page.left_out for word in words(number)}
    foreign = words("\n".join(body(page.text))) - left_out - words(written(page.life).decode()) - frame_words() - words(PRIVATE)
    assert not {word for word in foreign if word.removesuffix("s") not in frame_words()}


@every_page
def quoted_as_it_was_written(page: Drawn) -> None:
    texts = [letters(text) for text in _texts(msgspec.to_builtins(page.plan))]
    for quote in quotes(page.text):
        assert any(letters(quote) in text for text in texts) or not words(quote) - frame_words(), quote


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, str):
        yield value


@every_page
def dates_of_the_plan(page: Drawn) -> None:
    """Days and months are the plan's, that of this talk, or reckoned: the next talk by the cadence, the half of the way to a goal."""
    text = re.sub(r"around .*|This talk was due on [^,]*", "", "\n".join(body(page.text)))
    known = page.dates()
    for day, month, year in re.findall(r"\b(\d{1,2}) ([A-Z][a-z]+)\b(?: (20\d\d))?", text):
        if month in MONTHS:
            assert any((d.day, d.month) == (int(day), MONTHS.index(month) + 1) and year in ("", str(d.year)) for d in known)
    known |= {page.day + (goal.due - page.day) / 2 for goal in page.plan.goals if goal.due}
    for month, year in re.findall(r"\b([A-Z][a-z]+) (20\d\d)\b", text):
        if month in MONTHS:
            assert any((d.month, d.year) == (MONTHS.index(month) + 1, int(year)) for d in known)


MONTHS = [f"{date(2026, month, 1):%B}" for month in range(1, 13)]


@every_page
def numbers_of_the_plan(page: Drawn) -> None:
    """Numbers are the plan's or the frame's, or follow: minutes, one point more, how often it moved, how long it has been."""
    known = numbers(written(page.life).decode()) | frame_numbers() | numbers(" ".join(page.made.page.left_out))
    known |= {page.how["minutes"], page.made.page.agree_minutes, *(section.minutes for section in page.made.page.sections)}
    known |= set(range(len(page.made.page.sections) + 2)) if page.how["minutes"] >= 30 else set()
    known |= {entry.rating + 1 for skill in page.plan.skills for entry in skill.ratings}
    known |= {len(step.was) for step in page.steps()} | {len(page.plan.support)}
    left = [(goal.due - page.day).days for goal in page.plan.goals if goal.due]
    known |= {*left, *(days // 7 for days in left)}
    text = re.sub(
        r"\b\d+ (days|weeks|months|years) ago|around .*|\b(\d+ )?[A-Z]\w+ 20\d\d|This talk was due on [^,]*",
        "",
        "\n".join(body(page.text)),
    )
    assert not numbers(text) - known


@every_page
def nothing_of_the_machinery(page: Drawn) -> None:
    assert not re.search(r"\b(None|True|False)\b|\{\w*\}|\[\]|<cap|date\(", page.text)


# --- nothing twice ------------------------------------------------------------------------------------------------------------------


@every_page
def nothing_asked_or_quoted_twice(page: Drawn) -> None:
    assert not _twice(questions(page.text))
    said = " ".join(letters(line) for line in spoken(page.text))
    for note in (*NOTES, *MOMENTS, *EVIDENCE, *OBSTACLES):
        assert said.count(letters(note)) <= 1, note


@every_page
def one_place_for_each_thing(page: Drawn) -> None:
    assert not _twice([lead(line) for line in spoken(page.text) if lead(line) in (*ACTIONS, *NEEDS, *TOPICS)])
    assert not _twice([cells[0] for cells in rows(page.text) if BLANK not in cells[0]])


def _twice(texts: Sequence[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]


@every_page
def left_out_is_named_once_and_stands_nowhere(page: Drawn) -> None:
    made = page.made.page
    there = (
        {line.number for line in made.lines()} | {row.number for row in made.agreements} | {part.number for part in made.sections}
    )
    assert not there & set(made.left_out)
    assert not _twice(made.left_out) and all(number in page.text for number in made.left_out)


# --- who is asked what --------------------------------------------------------------------------------------------------------------


@every_page
def the_managers_promise_is_not_asked_of_the_person(page: Drawn) -> None:
    """Neither the promise nor what waits for it."""
    promised = [need for need in page.plan.support if need.open and whose(page.plan, need.from_) == "manager"]
    late = {need.id for need in promised if page.owed(need.due)}
    waiting = [step.action for step in page.steps() if step.open and not late.isdisjoint(step.needs)]
    made = page.made.page
    asked = [*made.before_person, *made.asks, *(line.text for line in made.lines() if line.question)]
    for name in (*(need.need for need in promised), *waiting):
        assert not [line for line in asked if name in plain(line)], name


@every_page
def what_is_owed_has_a_box_and_three_endings(page: Drawn) -> None:
    if page.made.kind == "team-session":
        return
    told = {lead(line): line for line in spoken(page.text)}
    for need in page.plan.support:
        if need.open and need.from_ and page.owed(need.due):
            assert need.need in told or page.made.page.left_out, need.need
            line = told.get(need.need, "")
            assert not line or (line.startswith("- [ ] ") and line.count(" · ") >= 2 and line.count(BLANK) >= 2)


@every_page
def what_fell_due_in_a_pause_is_not_late(page: Drawn) -> None:
    for step in page.steps():
        if step.open and step.due and page.paused(step.due):
            assert not [line for line in spoken(page.text) if lead(line) == step.action and "was due" in line]
    for need in page.plan.support:
        if need.open and need.due and need.due < page.day and page.paused(need.due):
            assert not [line for line in spoken(page.text) if lead(line) == need.need and line.count(BLANK) >= 3]


@every_page
def each_side_has_only_its_own(page: Drawn) -> None:
    made, audience = page.made.page, page.how["audience"]
    if audience == "manager":
        assert not made.asks and not made.before_person
    else:
        assert not (made.alone or made.tough or made.seen or made.private)
        assert "I am sorry" not in page.text  # most promises that look broken were kept, and nobody ticked them
    if audience == "person":
        assert not made.before_manager


# --- a question stands only where it fits -------------------------------------------------------------------------------------------


def _agreed(skill: Skill) -> list[int]:
    return [entry.rating for entry in sorted(skill.ratings, key=lambda entry: entry.date) if entry.by is None]


# What has to be true of an item for a row of events.yaml to ask about it.
FITS: dict[str, Callable[[Drawn, Any], bool]] = {
    "actions/overdue": lambda page, step: page.owed(step.due) and step.due < page.day,
    "actions/overdue-moving": lambda page, step: page.owed(step.due) and bool(step.progress),
    "actions/overdue-with": lambda page, step: page.owed(step.due) and bool(step.with_),
    "actions/slipped-once": lambda page, step: len(step.was) == 1 and step.due > step.was[0],
    "actions/slipped-often": lambda page, step: len(step.was) >= 2 and step.due > step.was[0],
    "actions/stuck": lambda page, step: step.status == "doing",
    "actions/near": lambda page, step: page.day <= step.due <= page.day + timedelta(weeks=6),
    "actions/half": lambda page, step: page.day <= step.due and bool(step.measure),
    "actions/start": lambda page, step: page.day <= step.due and step.status != "doing",
    "actions/education-ahead": lambda page, step: step.type == "education" and page.day <= step.due,
    "actions/exposure-ahead": lambda page, step: step.type == "exposure" and page.day <= step.due,
    "ratings/rose": lambda page, skill: _agreed(skill)[-1] > _agreed(skill)[-2],
    "ratings/fell": lambda page, skill: _agreed(skill)[-1] < _agreed(skill)[-2],
    "ratings/apart": lambda page, skill: len({entry.rating for entry in skill.ratings if entry.by}) > 1,
    "ratings/reached": lambda page, skill: (standing(skill) or 0) >= (skill.target or 11),
    "ratings/unrated": lambda page, skill: standing(skill) is None,
    "ratings/number-today": lambda page, skill: standing(skill) is not None,
    "ratings/point": lambda page, skill: (standing(skill) or 11) < 10,
    "goals/near": lambda page, goal: page.day <= goal.due <= page.day + timedelta(weeks=10),
    "goals/late": lambda page, goal: page.owed(goal.due) and goal.due < page.day,
    "goals/far": lambda page, goal: goal.due > page.day + timedelta(days=365),
    "goals/back": lambda page, goal: goal.due > page.day,
    "goals/outside": lambda page, goal: goal.where == "outside",
    "goals/outside-team": lambda page, goal: goal.where == "company",
    "goals/unmeasured": lambda page, goal: not goal.measure,
    "done/any": lambda page, step: step.state == "done",
    "dropped/any": lambda page, step: step.state == "dropped",
    "promises/kept": lambda page, need: need.state == "done" and whose(page.plan, need.from_) == "manager",
    "promises/kept-by-other": lambda page, need: need.state == "done" and whose(page.plan, need.from_) != "manager",
}


@functools.cache
def wordings() -> dict[str, re.Pattern[str]]:
    """The questions of each row, however they are filled."""
    events = msgspec.structs.asdict(load("events.yaml", Events))
    asked = {f"{group}/{row.row}": row.ask for group, rows in events.items() for row in rows}
    return {row: re.compile("|".join(f"(?:{_filled(text)}$)" for text in asked[row])) for row in FITS}


def _filled(text: str) -> str:
    return ".+".join(map(re.escape, SLOT.split(text)[::2]))


@every_page
def rows_ask_only_where_they_fit(page: Drawn) -> None:
    items = {entry.number: entry.item for entry in entries(read(written(page.life)))}
    for line in page.made.page.lines():
        if line.question and line.number:
            for row, asked in wordings().items():
                if asked.search(line.text):
                    assert FITS[row](page, items[line.number]), (row, line.text)


@every_page
def no_way_leads_to_a_day_that_has_passed(page: Drawn) -> None:
    goals = {entry.number: entry.item for entry in entries(read(written(page.life))) if entry.kind == "goal"}
    for section in page.made.page.sections:
        goal = goals.get(section.number)
        if section.kind == "goal" and isinstance(goal, Goal) and goal.due and goal.due < page.day:
            assert section.title == goal.goal


# --- the grammar --------------------------------------------------------------------------------------------------------------------


@every_page
def boxes_and_rows_begin_with_whole_names(page: Drawn) -> None:
    plan = page.plan
    goals = [goal.goal for goal in plan.goals if goal.open]
    names = [need.need for need in plan.support if need.open] + [topic.topic for topic in plan.topics if topic.open]
    names += [step.action for step in page.steps() if step.open]
    for box in boxes(page.text):
        assert lead(box) in (*names, *goals), box
    for line in spoken(page.text):
        assert lead(line) not in names or not line.startswith("- ") or line.startswith("- [ ] "), line
    for what, who, by in rows(page.text):
        assert BLANK in what + who + by or plain(what) in (*names, *goals), what


@examples(20)
@given(lives(), how)
def test_the_same_plan_has_the_same_page(life: dict[str, Any], how: dict[str, Any]) -> None:
    assert page_of(life, **how).text == page_of(life, **how).text


@examples(300)
@given(lives(), how)
def test_what_holds_for_every_page(life: dict[str, Any], how: dict[str, Any]) -> None:
    made = page_of(life, private=PRIVATE, **how)
    plan = read(written(life)).plan
    assert plan is not None
    for holds in HOLDS:
        holds(Drawn(made, plan, life, how))


# --- Markdown ---


HOSTILE = (
    "*", "**", "a|b", "\\|", "|", "`code`", "<script>alert(1)</script>", "<!-- hidden", "-->", "two\nlines", "# heading", "1. one", "- dash",
    "[link](http://example.org)", "![image](x)", "](x)", "~~gone~~", "___", "&lt;b&gt;", "ends #", "ends \\", "____", "$x$", "---", "***",
    "> said", "“curly”", "‘single’", "x" * 2000, "word " * 400, "\u202eright to left", "\u0000\u0007", "😀" * 40, "- [ ] ticked", "- seen: what",
    "{{ 7 * 7 }}", "{person}", "{skill}", "cap: plan · 2026-05-18 · check-in · both · 00000000", "## 1. What we agree (5 min)",
)  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_markdown_in_a_plan_cannot_break_its_page(number: int) -> None:
    plan = full(HOSTILE[number])
    for kind in KINDS[number % 3 :: 3]:
        made = page_of(plan, kind=kind, audience="manager")
        assert_whole(made, 60, "manager", written(plan), DAY)
        assert_only_text(made.text)
    assert_only_text(page_of(plan, minutes=15, kind=KINDS[number % len(KINDS)]).text)
    assert_only_text(page_of(plan, minutes=480, audience="person").text)


@examples(80)
@given(plans(), any_day)
def test_no_plan_breaks_its_page(plan: Any, how: dict[str, Any]) -> None:
    assert_only_text(page_of(plan.raw, **how).text)


ALLOWED = {
    *("heading", "paragraph", "bullet_list", "list_item", "inline", "table", "thead", "tbody", "tr", "th", "td", "html_block"),
    *("text", "text_special", "strong", "em", "softbreak"),
}


def assert_only_text(page: str) -> None:
    """Read as Markdown, a page is what the frame made of it: headings, lists, one table, and one comment at its end."""
    tokens = MarkdownIt().enable(["table", "strikethrough"]).parse(page)
    kinds = {re.sub("_(open|close)$", "", token.type) for outer in tokens for token in (outer, *(outer.children or []))}
    code = {token.content for outer in tokens for token in outer.children or [] if token.type == "code_inline"}
    assert kinds - {"code_inline"} <= ALLOWED, kinds - ALLOWED
    assert code <= {"cap show plan"}
    assert [token.type for token in tokens].count("html_block") == 1 and [t.type for t in tokens].count("table_open") == 1
    for outer in tokens:
        if outer.type == "html_block":
            assert re.fullmatch(r"<!-- [0-9a-v]+ -->\n?", outer.content)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def full(text: str) -> dict[str, Any]:
    """A plan that says `text` wherever it can, so that every part of every page has to stand it."""
    day = DAY - timedelta(days=20)
    action = {"action": text, "measure": text, "with": [text], "progress": [{"date": day, "note": text, "by": text}]}
    late = {"due": day, "was": [day - timedelta(days=60)]}
    return {
        "name": text if text.strip() and text.isprintable() and len(text) < 500 else "Ada",
        "role": text,
        "manager": text,
        "next": DAY + timedelta(days=90),
        "motivations": [text],
        "interests": [text],
        "improve": [text],
        "themes": [text],
        "strengths": [{"skill": text, "rating": 9, "mentor": "yes"}],
        "visions": [{"vision": text}, {"vision": text, "where": "outside"}],
        "goals": [
            {"goal": text, "measure": text, "due": DAY + timedelta(days=200), "obstacles": [text], "where": "outside", "actions": [action | late]},
            {"goal": text, "refused": day, "because": text, "refused_by": text},
        ],
        "skills": [
            {
                "skill": text,
                "ten": text,
                "target": 9,
                "ways": [{"way": text, "pros": text, "cons": text}],
                "ratings": [{"date": day, "rating": 3, "by": "self"}, {"date": day, "rating": 5, "by": "manager", "evidence": text}],
                "actions": [action, action | {"done": day, "note": text}, {"action": text, "dropped": day, "because": text}, {"action": text} | late],
            }
        ],
        "support": [{"need": text, "from": "manager", "due": day}, {"need": text, "from": text, "due": day}, {"need": text, "from": text, "done": day}],
        "ahead": [{"date": DAY + timedelta(days=9), "what": text}],
        "moments": [{"date": day, "moment": text, "by": "manager"}, {"date": day, "moment": text, "by": text}],
        "topics": [{"topic": text, "by": "self", "date": day, "note": text}, {"topic": text, "by": "manager"}],
        "conversations": [{"date": DAY - timedelta(days=80), "type": "check-in"}],
    }  # fmt: skip
