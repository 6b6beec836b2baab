"""A page held against its plan: silent on every page that is right, and sure of each fault that is planted in one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.agenda.compare import LIMIT, compare
from cap.agenda.compare.words import SMALL
from cap.agenda.prepare import Options, agenda, agenda_types
from cap.agenda.situation import Audience
from cap.plan.problem import Problem
from cap.plan.read import Reading, read
from tests.plans_strategy import examples, plans

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BY_HAND = sorted(path.name.removesuffix("-plan.md") for path in (HERE / "by-hand").glob("*-plan.md"))
PLANS = [
    *(HERE / "by-hand" / f"{name}-plan.md" for name in BY_HAND),
    *sorted((ROOT / "examples" / "plans").glob("*.md")),
    *sorted((ROOT / "tests" / "corpus").glob("good-*.md")),
]
TODAY = date(2027, 4, 22)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
MONTHS = [date(2027, month, 1).strftime("%B") for month in range(1, 13)]
DAY = rf"(\d{{1,2}}) ({'|'.join(MONTHS)})\b(?: (\d{{4}}))?"


class Sample(NamedTuple):
    """A page that is right, and the plan it is about."""

    name: str
    page: str
    reading: Reading
    today: date


@cache
def reading_of(path: Path) -> Reading:
    return read(path.read_bytes(), str(path))


def by_hand(name: str) -> Sample:
    page = (HERE / "by-hand" / f"{name}-page.md").read_text("utf-8")
    return Sample(name, page, reading_of(HERE / "by-hand" / f"{name}-plan.md"), TODAY)


def own(path: Path, minutes: int, audience: Audience, kind: str | None = None) -> Sample:
    reading = reading_of(path)
    assert reading.plan is not None
    today = reading.plan.next or max((talk.date for talk in reading.plan.conversations), default=TODAY)
    private = "Careful with money.\n- seen: 2027-01-02 stayed late for the fitters"
    made = agenda(reading, Options(today=today, minutes=minutes, audience=audience, kind=kind, private=private, key="plan"))
    return Sample(f"{path.stem}-{made.kind}-{minutes}-{audience}", made.text, reading, today)


@cache
def samples() -> list[Sample]:
    """The pages by hand, and our own of the plans: each length and audience, and every type in turn."""
    kinds = itertools.cycle([None, *(found.name for found in agenda_types()), None])
    made = [own(path, minutes, audience, next(kinds)) for path in PLANS for minutes in (15, 30, 60) for audience in AUDIENCES]
    return [*map(by_hand, BY_HAND), *made]


def found(sample: Sample, page: str | None = None) -> list[Problem]:
    return compare(sample.page if page is None else page, sample.reading, path="page.md", today=sample.today)


def errors(sample: Sample, page: str | None = None) -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in found(sample, page) if problem.level == "error"]


def hints(sample: Sample, page: str | None = None) -> list[str]:
    return [problem.message for problem in found(sample, page) if problem.level == "hint"]


def line_of(page: str, index: int) -> int:
    return page.count("\n", 0, index) + 1


def spliced(page: str, start: int, end: int, text: str) -> str:
    return page[:start] + text + page[end:]


# --- pages that are right -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BY_HAND)
def test_a_page_by_hand_has_no_error(name: str) -> None:
    assert errors(by_hand(name)) == []


def test_our_own_pages_have_no_error() -> None:
    assert {sample.name: wrong for sample in samples() if (wrong := errors(sample))} == {}


@examples(60)
@given(plans(), st.sampled_from(AUDIENCES), st.integers(15, 120), st.dates(date(2000, 1, 1), date(2099, 1, 1)))
def test_our_page_of_any_plan_has_no_error(written: Any, audience: Audience, minutes: int, today: date) -> None:
    reading = read(written.raw)
    assert reading.plan is not None
    made = agenda(reading, Options(today=today, minutes=minutes, audience=audience))
    assert errors(Sample("", made.text, reading, today)) == []


# --- a fault is planted, and found where it is ----------------------------------------------------------------------------------


class Fault(NamedTuple):
    """A page with a fault: the rule that must find it, and the line on which it stands."""

    page: str
    rule: str
    line: int


Sites = Callable[[Sample], list[Any]]


def plain(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", text.lower()))
    return f" {words} "


@cache
def plan_words(reading: Reading) -> str:
    return plain(reading.raw.decode())


def telling(word: re.Match[str]) -> bool:
    return len(word[0]) > 5 and word[0].lower() not in SMALL


def true_quotes(sample: Sample) -> list[tuple[int, list[re.Match[str]]]]:
    """The quotes on the page that are the plan's and long enough to be known again: where each begins, and its words."""
    quotes = []
    for quote in re.finditer(r"“([^“”‘’…\n]{25,})”", sample.page):
        if plain(quote[1]) in plan_words(sample.reading):
            words = list(re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", quote[1]))
            if len(words) >= 6 and sum(map(telling, words)) >= 4:
                quotes.append((quote.start(1), words))
    return quotes


def inner_words(sample: Sample) -> list[tuple[int, int]]:
    return [
        (start + word.start(), start + word.end())
        for start, words in true_quotes(sample)
        for word in words[1:-1]
        if telling(word)
    ]


def outer_words(sample: Sample) -> list[tuple[int, int]]:
    return [(start + word.start(), start + word.end()) for start, words in true_quotes(sample) for word in words if telling(word)]


def another_word(sample: Sample, site: tuple[int, int]) -> Fault:
    return Fault(spliced(sample.page, *site, "zebras"), "wrong-quote", line_of(sample.page, site[0]))


def a_word_less(sample: Sample, site: tuple[int, int]) -> Fault:
    return Fault(spliced(sample.page, *site, ""), "wrong-quote", line_of(sample.page, site[0]))


def a_word_more(sample: Sample, site: tuple[int, int]) -> Fault:
    return Fault(spliced(sample.page, site[0], site[0], "zebras "), "wrong-quote", line_of(sample.page, site[0]))


def named_days(sample: Sample) -> list[re.Match[str]]:
    """The days that stand in brackets after an item's name, as the page knows them from the plan."""
    named = re.finditer(rf"(?:\*\*|“)(?P<name>[^*“”\n]+)(?:\*\*|”) \([^()\n]*?\b(?:by|due|since|done) {DAY}", sample.page)
    return [found for found in named if plain(found["name"]) in plan_words(sample.reading)]


def another_day(sample: Sample, site: re.Match[str]) -> Fault:
    taken = {(int(day), int(month)) for month, day in re.findall(r"\d{4}-(\d\d)-(\d\d)", sample.reading.raw.decode())}
    month = MONTHS.index(site[3]) + 1
    day = next(day for day in (int(site[2]) + turn for turn in (1, -1, 2, 3, 4)) if (day, month) not in taken)
    return Fault(spliced(sample.page, *site.span(2), str(day)), "wrong-date", line_of(sample.page, site.start(2)))


def days_without_weekday(sample: Sample) -> list[re.Match[str]]:
    return list(re.finditer(rf"\b(?:by|due|since|around) {DAY}", sample.page))


def another_weekday(sample: Sample, site: re.Match[str]) -> Fault:
    written = re.search(r"\b20\d\d\b", sample.page)
    assert written
    month, day = MONTHS.index(site[2]) + 1, int(site[1])
    known = re.findall(rf"(\d{{4}})-{month:02}-{day:02}", sample.reading.raw.decode())
    years = {int(site[3])} if site[3] else {int(written[0]) + turn for turn in (-1, 0, 1)} | set(map(int, known))
    taken = {(date(year, month, 1) + timedelta(day - 1)).weekday() for year in years}
    names = [date(2027, 3, day).strftime("%A") for day in range(1, 8)]  # the first was a Monday
    wrong = next(name for number, name in enumerate(names) if number not in taken)
    return Fault(
        spliced(sample.page, site.start(1), site.start(1), f"{wrong}, "), "wrong-weekday", line_of(sample.page, site.start(1))
    )


def given_minutes(sample: Sample) -> list[re.Match[str]]:
    return list(re.finditer(r"(?m)^#.*\((\d+) min\)$", sample.page))


def other_minutes(sample: Sample, site: re.Match[str]) -> Fault:
    total = re.search(r"\d+ minutes", sample.page)
    assert total
    return Fault(spliced(sample.page, *site.span(1), str(int(site[1]) + 1)), "minutes", line_of(sample.page, total.start()))


def first_names(sample: Sample) -> tuple[str, str]:
    plan = sample.reading.plan
    assert plan is not None and plan.manager
    return plan.called or plan.name.split()[0], plan.manager.split()[0]


def promises(sample: Sample) -> list[str]:
    """What the manager has promised and not kept, where names tell the two apart."""
    plan = sample.reading.plan
    assert plan is not None
    if not plan.manager or {*plan.name.lower().split()} & {*plan.manager.lower().split()}:
        return []
    mine = [need for need in plan.support if need.open and need.from_ in ("manager", plan.manager)]
    return [need.need for need in mine if len(plain(need.need).split()) > 3 and need.need.isprintable()]


def agreed_promises(sample: Sample) -> list[re.Match[str]]:
    return [row for need in promises(sample) for row in re.finditer(rf"(?m)^\| {re.escape(need)} \| ([^|]+) \|", sample.page)]


def given_to_the_person(sample: Sample, site: re.Match[str]) -> Fault:
    return Fault(spliced(sample.page, *site.span(1), first_names(sample)[0]), "wrong-side", line_of(sample.page, site.start()))


def owed_promises(sample: Sample) -> list[re.Match[str]]:
    return [
        line
        for need in promises(sample)
        for line in re.finditer(rf"\*\*{re.escape(need)}\*\* \(([^,()]+), promised", sample.page)
    ]


def in_the_midst(sample: Sample) -> list[int]:
    """Where a line can be added to what is talked about."""
    return [part.end() for part in re.finditer(r"(?m)^#.*\(\d+ min\)\n\n(?=- )", sample.page)]


def asked_of_the_person(sample: Sample, site: tuple[str, int, str]) -> Fault:
    need, index, question = site
    return Fault(spliced(sample.page, index, index, f"- {question.format(need)}\n"), "wrong-side", line_of(sample.page, index))


QUESTIONS = ("What would make “{}” happen?", "“{}”: how far have you come with it?", "**{}**: what got in the way?")


def questions(sample: Sample) -> list[tuple[str, int]]:
    """Questions of the page, each with a place further down where it can be asked again."""
    asked = re.finditer(r"(?m)^[-*] (?:\[ \] )?([A-Z][^.?!…:“”\"*\n]{25,}\?)$", sample.page)
    return [(line[1], index) for line in asked for index in in_the_midst(sample) if index > line.end()]


def asked_again(sample: Sample, site: tuple[str, int]) -> Fault:
    return Fault(spliced(sample.page, site[1], site[1], f"- {site[0]}\n"), "asked-twice", line_of(sample.page, site[1]))


def notes(sample: Sample) -> list[tuple[str, int]]:
    """Notes on progress that the page quotes, each with a place further down where one can be quoted again."""
    plan = sample.reading.plan
    assert plan is not None
    said = [plain(note.note) for skill in plan.skills for action in skill.actions for note in action.progress]
    quoted = [
        quote for quote in re.finditer(r"“([^“”‘’…\n]{25,})”", sample.page) if any(plain(quote[1]) in note for note in said)
    ]
    return [(quote[0], index) for quote in quoted for index in in_the_midst(sample) if index > quote.end()]


def quoted_again(sample: Sample, site: tuple[str, int]) -> Fault:
    return Fault(
        spliced(sample.page, site[1], site[1], f"- Once more: {site[0]}\n"), "quoted-twice", line_of(sample.page, site[1])
    )


def places_for_all(sample: Sample) -> list[int]:
    """The same on a page that the person reads."""
    return in_the_midst(sample) if re.search(r"· (both|person) · \w+\n\Z", sample.page) else []


def a_leak(sample: Sample, site: tuple[int, str]) -> Fault:
    return Fault(spliced(sample.page, site[0], site[0], f"{site[1]}\n"), "private", line_of(sample.page, site[0]))


LEAKS = (
    "- seen: 2027-01-02 stayed late for the fitters",
    "  - seen: 2027-01-02 silent",
    "## Your private notes",
    "**Your private notes**",
)

FAULTS: dict[str, tuple[Sites, Callable[[Sample, Any], Fault]]] = {
    "another word": (outer_words, another_word),
    "a word less": (inner_words, a_word_less),
    "a word more": (inner_words, a_word_more),
    "another day": (named_days, another_day),
    "another weekday": (days_without_weekday, another_weekday),
    "other minutes": (given_minutes, other_minutes),
    "a promise given to the person": (agreed_promises, given_to_the_person),
    "a promise said to be the person's": (owed_promises, given_to_the_person),
    "a promise asked of the person": (
        lambda sample: list(itertools.product(promises(sample), in_the_midst(sample), QUESTIONS)),
        asked_of_the_person,
    ),
    "a question asked again": (questions, asked_again),
    "a note quoted again": (notes, quoted_again),
    "a private note": (lambda sample: list(itertools.product(places_for_all(sample), LEAKS)), a_leak),
}


@cache
def sites(fault: str) -> list[tuple[Sample, Any]]:
    return [(sample, site) for sample in samples() for site in FAULTS[fault][0](sample)]


@pytest.mark.parametrize("fault", FAULTS)
def test_there_are_places_enough_for_each_fault(fault: str) -> None:
    assert len(sites(fault)) >= 20


@pytest.mark.parametrize("fault", FAULTS)
@examples(60)
@given(data=st.data())
def test_a_planted_fault_is_found_where_it_is(fault: str, data: st.DataObject) -> None:
    sample, site = data.draw(st.sampled_from(sites(fault)))
    planted = FAULTS[fault][1](sample, site)
    assert errors(sample, planted.page) == [(planted.rule, planted.line)]


# --- what it takes for right, and what not ------------------------------------------------------------------------------------------

PLAN = """---
name: Hana Suzuki
manager: Karl Brandt
conversations:
  - {date: 2027-01-14}
skills:
  - skill: Setting up the palletising robot
    ratings:
      - {date: 2027-01-14, rating: 4, by: manager, evidence: She asks the fitters three good questions and writes the answers down}
    actions:
      - action: Set up the robot with the fitters once a month
        due: 2027-05-28
        was: [2027-03-26]
        progress:
          - {date: 2027-03-30, note: "Twice so far. The second time I found the worn belt myself, he only watched."}
      - {action: Evening course, due: 2027-06-30}
support:
  - {need: A morning with the planner of the north hall, from: Karl Brandt, due: 2027-03-19}
  - {need: A list of what I would like to see in March, from: hana, due: 2027-04-30}
topics:
  - {topic: Could I choose the second department in summer already?, by: hana}
---

She said it at the door: "I hoped that nobody would ask me where I want to be."
"""


def said(line: str, *, head: str = "22 April 2027 · 30 minutes", today: date = TODAY, **how: Any) -> list[Problem]:
    """What is found in a page with one line in its midst."""
    page = f"# Hana Suzuki and Karl Brandt\n\n{head}\n\n## 1. The robot (20 min)\n\n{line}\n\n## 2. What we agree (10 min)\n\nThat is all.\n"
    return compare(page, read(PLAN.encode()), path="page.md", today=today, **how)


def rules(line: str, **how: Any) -> list[str]:
    return [problem.rule for problem in said(line, **how) if problem.level == "error"]


@pytest.mark.parametrize(
    "line",
    [
        "- “The second time I found the worn belt myself, he only watched.” What did you hear?",
        "- “twice so far. the second time I found the worn belt myself”",
        '- "The second time I found the worn belt myself"',
        "- ‘The second time I found the worn belt myself’",
        "- You wrote: “In March I said ‘the second time I found the worn belt myself’, and nobody heard.”",
        "- “The second time … the worn belt myself, he only watched.”",
        "- “The second time I found the \\*worn\\* belt\n  myself, he only watched.”",
        "> “The second time I found the worn\n> belt myself, he only watched.”",
        "- “You ask the fitters three good questions and write the answers down.”",
        "- “She asks the fitters 3 good questions and writes the answers down.”",
        "- “I promised you a morning with the planner of the big north hall, and here it is.”",
        "- *The second time I found the old belt myself, he only watched.*",
        "- “What did the fitters say to you about the belt the second time?”",
        "- “I hoped that nobody would ask me where I want to be.” Who has asked?",
        "- **Set up the robot with the fitters once a month** (by 28 May; the hall moves by 1 July)",
        "- **Set up the robot with the fitters once a month**, due on 28 May 2027 (was due 26 March)",
        "- **Set up the robot with the fitters once a month**: could you do it by 15 May?",
        "- **Set up the robot with the fitters once a month** (by 28 May, or by 15 June)",
        "- **Set up the robot with the fitters once a month**: coming on ______ · by 15 June",
        "- The evening course starts after the holidays, and is due by 2 July.",
        "| What | Who | By when |\n|---|---|---|\n| Set up the robot with the fitters once a month | Hana | due 15 June |",
        "- On Friday, 19 March, you rang me.",
        "- From Friday, 28 May 2027, on. The next on Wed 30 June. After that on Monday, 3 January.",
        "| What | Who | By when |\n|---|---|---|\n| A morning with the planner of the north hall | Karl, then Hana | ______ |",
        "| What | Who | By when |\n|---|---|---|\n| Ask Karl for a morning with the planner of the north hall | Hana | ______ |",
        "| What | Then | Keep it? |\n|---|---|---|\n| A morning with the planner of the north hall | Hana | ______ |",
        "- Karl: where does “A morning with the planner of the north hall” stand, and by when will you have it?",
        "- “A morning with the planner of the north hall” did not come. What did you do instead?",
        "- [ ] **A morning with the planner of the north hall** (Karl, promised by 19 March): done on ______",
        "- Hana: remind me of “A morning with the planner of the north hall”.",
        "- **Evening course**: is it still right for you?\n- **The robot**: is it still right for you?",
        "- What changed?\n- What changed?",
    ],
)
def test_what_is_right_or_may_be_meant_so_is_no_error(line: str) -> None:
    assert rules(line) == []


@pytest.mark.parametrize(
    ("line", "rule", "words"),
    [
        ("- “The second time I found the old belt myself.”", "wrong-quote", "“old” where the plan has “worn”"),
        ('- "The third time I found the worn belt myself"', "wrong-quote", "“third” where the plan has “second”"),
        ("- ‘The second time she found the worn belt’", "wrong-quote", "“she” where"),
        ("- You said: “In March ‘the second time I found the old belt myself’.”", "wrong-quote", "“old”"),
        ("- “The second time I found the belt myself, he only watched.”", "wrong-quote", "leaves out “worn”"),
        ("- “The second time I found the very worn belt myself.”", "wrong-quote", "adds “very”"),
        ("- „I hoped that nobody would tell me where I want to be.“", "wrong-quote", "“tell” where the plan has “ask”"),
        ("- «She asks the fitters five good questions»", "wrong-quote", "“five” where the plan has “three”"),
        ("- **Set up the robot with the fitters once a month** (by 27 May)", "wrong-date", "28 May for"),
        ("- “Set up the robot with the fitters once a month” was due on 2027-05-29", "wrong-date", "28 May 2027"),
        ("- Set up the robot with the fitters once a month, due May 29th", "wrong-date", "28 May"),
        ("- **Evening course** (due 31 June)", "wrong-date", "30 June"),
        ("- A morning with the planner of the north hall, which Karl promised by 18 March", "wrong-date", "19 March"),
        ("- On Thursday, 19 March, you rang me.", "wrong-weekday", "19 March 2027 is a Friday"),
        ("- Until 2027-05-28 (Thu)", "wrong-weekday", "28 May 2027 is a Friday"),
        (
            "| What | Who |\n|---|---|\n| A morning with the planner of the north hall | Hana |",
            "wrong-side",
            "promised by Karl Brandt",
        ),
        (
            "| Task | Owner |\n|---|---|\n| A list of what I would like to see in March | Karl |",
            "wrong-side",
            "promised by Hana Suzuki",
        ),
        ("- **A morning with the planner of the north hall** (Hana, promised by 19 March)", "wrong-side", "promised by Karl"),
        ("- **A list of what I would like to see in March** (Karl, promised by 30 April)", "wrong-side", "promised by Hana"),
        ("- Hana: “A morning with the planner of the north hall” (promised by 19 March)", "wrong-side", "the person's to do"),
        ("- Karl: bring “A list of what I would like to see in March”.", "wrong-side", "the manager's to do"),
        ("- What would make “A morning with the planner of the north hall” happen?", "wrong-side", "the person's to do"),
    ],
)
def test_what_is_wrong_is_said_in_words_that_help(line: str, rule: str, words: str) -> None:
    problems = [problem for problem in said(line) if problem.level == "error"]
    assert [problem.rule for problem in problems] == [rule]
    assert words in problems[0].message and problems[0].hint
    assert line.split("\n")[problems[0].line - 7][problems[0].column - 1 : problems[0].end_column - 1]


def test_a_finding_stands_on_the_words_that_are_wrong_and_names_what_it_is_about() -> None:
    (problem,) = (one for one in said("- “The second time I found the old belt myself.”") if one.level == "error")
    assert (problem.path, problem.line, problem.column, problem.end_column) == ("page.md", 7, 32, 35)
    assert problem.item == "skills[0].actions[0].progress[0].note"


def test_minutes_that_add_up_at_one_depth_of_headings_are_right() -> None:
    assert rules("### First (5 min)\n\n### Then (10 min)") == []
    assert rules("**Then (15 min)**\n\nMore.") == []
    assert rules("## More (2–5 min)") == []
    assert rules("## More (5 min)") == ["minutes"]


@pytest.mark.parametrize("audience", [None, "both", "person", "manager"])
def test_private_notes_stand_on_the_managers_page_alone(audience: Audience | None) -> None:
    for leak in ("- seen: 2027-03-01 stayed late", "## Your private notes"):
        assert rules(leak, audience=audience) == ([] if audience == "manager" else ["private"])


def test_the_last_line_says_whose_page_it_is_and_of_which_day() -> None:
    last = "cap: hana · 2027-03-01 · check-in · manager · 0123abcd"
    assert rules(f"- seen: 2027-03-01 stayed late\n\n{last}", audience="both", head="30 minutes") == []
    assert not any("was promised" in problem.message for problem in said(last, head="30 minutes"))


# --- hints ------------------------------------------------------------------------------------------------------------------------


def hinted(line: str, **how: Any) -> list[str]:
    return [problem.message for problem in said(line, **how) if problem.level == "hint"]


def test_names_and_numbers_that_the_plan_does_not_know_are_hints() -> None:
    new = set(
        hinted(
            "- What did Zeno and Karl say on Monday? In March I did. Brandl, the man from HR, saw 14 of 80 % on 3 May 2027, in 2028."
        )
    )
    old = set(hinted("- What?"))
    assert new - old == {
        "“Zeno” stands nowhere in the plan",
        "the plan has no 14",
        "the plan has no 80",
        "the plan has no 3 May 2027",
    }
    assert set(hinted("- The next talk: Tuesday, 17 August 2027")) == old
    assert [problem.rule for problem in said("- **Evening course** (by 1 July)") if problem.line == 7] == ["wrong-date"]
    (problem,) = (one for one in said("- What did Brand say?") if one.rule == "unknown-name")
    assert problem.hint == "Do you mean “Brandt”?"


def test_a_language_that_writes_its_nouns_with_capitals_is_not_asked_about_them() -> None:
    line = (
        "- Was hat beim Einrichten des Roboters am meisten Freude gemacht, und welche Frage an die Monteure war die beste Frage des Monats?\n"
        * 4
    )
    assert not any("stands nowhere" in message for message in hinted(line))


def test_what_is_owed_or_was_asked_and_is_missing_is_a_hint() -> None:
    missing = {problem.item for problem in said("- What?") if problem.rule == "missing"}
    assert missing == {"support[0]", "topics[0]"}
    line = "- Karl: I promised you a morning with the planner by 19 March.\n- You asked whether you could choose the second department in summer."
    assert not any(problem.rule == "missing" for problem in said(line))
    assert not any(
        problem.rule == "missing"
        for problem in said("Not on this page for want of room: v1, t1 (`cap show hana` has them).")
        if "topics" in problem.item
    )
    assert {problem.item for problem in said("- What?", head="1 March 2027 · 30 minutes") if problem.rule == "missing"} == {
        "topics[0]"
    }


def test_a_page_that_is_too_long_is_told_how_long_it_may_be() -> None:
    for audience, most in (("both", 500), ("person", 700)):
        (problem,) = (one for one in said("word " * 750, audience=audience) if one.rule == "too-long")
        assert f"room for {most}" in problem.message
    assert not any(problem.rule == "too-long" for problem in said("word " * 450))


# --- hostile input ------------------------------------------------------------------------------------------------------------------


@given(st.text(st.sampled_from('“”‘’"|*#-[]()>_:. \n…aB1 May by?漢\u0301<!'), max_size=400), st.sampled_from(AUDIENCES))
@examples(200)
def test_any_text_at_all_can_be_compared(page: str, audience: Audience) -> None:
    lines = page.split("\n")
    for problem in compare(page, read(PLAN.encode()), path="page.md", today=TODAY, audience=audience):
        assert 1 <= problem.line <= problem.end_line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_a_page_far_larger_than_any_is_compared_as_far_as_it_goes() -> None:
    for piece in ("“a b c d e”\n", "“", "|a|b|\n", "1 May ", "‘’a", "by ", "(", "# (5 min\n", "see Abcd, ", "漢", "\n"):
        page = piece * (1_000_000 // len(piece))
        large = [
            problem for problem in compare(page, read(PLAN.encode()), path="page.md", today=TODAY) if problem.rule == "too-large"
        ]
        assert [page.count("\n", 0, LIMIT - 1) + 1] == [problem.line for problem in large]


def test_a_plan_with_as_many_values_as_there_may_be_can_be_compared() -> None:
    rows = "".join(f"  - {{need: Two days off number {number}, from: Tom, due: 2027-01-01}}\n" for number in range(7_000))
    reading = read(f"---\nname: Grace\nmanager: Tom\nsupport:\n{rows}---\n{'word again ' * 90_000}".encode())
    page = "- “Two days of number 77 and” “Two days off number 77” (Tom, promised by 1 May)\n" * 300
    found = {problem.rule for problem in compare(page, reading, path="page.md", today=TODAY)}
    assert found == {"wrong-date"}
    assert {problem.rule for problem in compare("Nothing.", reading, path="page.md", today=TODAY)} == {"missing"}
