"""What the findings of a plan depend on, and what they do not: not on how it is written, on the parser, or on most of the calendar."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from unittest import mock

import msgspec.inspect as types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.lint.engine import Policy, lint
from cap.lint.rule import Bounds, Share, Subject
from cap.lint.rules import RULES
from cap.plan import certify as fast
from cap.plan.model import Plan
from cap.plan.problem import ItemPath, Problem
from cap.plan.read import Reading, read
from tests.plans_strategy import examples

TODAY = datetime.date(2026, 11, 22)
TIMELY = {rule.id for rule in RULES if rule.timely}
BY_COMMENT = {"unknown-ignore", "unused-ignore"}
METHOD = {rule.id for rule in RULES}

Entry = dict[str, Any]


# --- plans about which there is a lot to say --------------------------------------------------------------------------------------

NEARBY = (-4000, -560, -366, -185, -184, -93, -92, -62, -61, -60, -30, -1, 0, 1, 20, 60, 200, 460, 560, 900, 2000)
TEXTS = ("Run the board", "Zoë's rota: why not?", "教える", "12", "Improve", "Learn more about it", "Get promoted")
CADENCES = ("3 months", "1 week", "99 years", "99 months", "2 weeks", "1 year")


class Author:
    """Makes up plans in which most rules find something; what is not there is None."""

    def __init__(self, seed: int, size: int, *, any_day: bool = False) -> None:
        self.chance, self.size, self.any_day = Random(seed), size, any_day

    def day(self) -> datetime.date:
        if self.any_day:
            return datetime.date.fromordinal(self.chance.randint(1, datetime.date.max.toordinal()))
        return TODAY + datetime.timedelta(self.chance.choice(NEARBY))

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def of(self, *values: object) -> Any:
        return self.chance.choice(values)

    def maybe(self, value: object, share: float = 0.5) -> Any:
        return value if self.chance.random() < share else None

    def some(self, make: Callable[[], Any], most: int) -> list[Any]:
        return [make() for _ in range(self.chance.randint(0, min(most, self.size)))]

    def closing(self) -> Entry:
        return {
            "status": self.of(None, None, None, None, "todo", "doing", "doing", "done", "dropped", "refused"),
            "done": self.maybe(self.day(), 0.07),
            "dropped": self.maybe(self.day(), 0.02),
            "refused": self.maybe(self.day(), 0.02),
            "because": self.maybe(self.text(), 0.1),
        }

    def dated(self) -> Entry:
        by = self.of(None, "self", "manager", "Ana")
        return {"date": self.day(), "rating": self.chance.randint(1, 10), "by": by, "evidence": self.maybe(self.text())}

    def action(self) -> Entry:
        return self.closing() | {
            "action": self.text(),
            "type": self.of(None, "experience", "experience", "exposure", "education"),
            "measure": self.maybe(self.text()),
            "due": self.maybe(self.day()),
            "was": self.maybe(self.some(self.day, 3)),
            "with": self.maybe(self.some(self.text, 1)),
            "progress": self.maybe(self.some(lambda: {"date": self.day(), "note": self.text()}, 2)),
        }

    def skill(self, goals: list[str]) -> Entry:
        rating = self.chance.randint(1, 10)
        return self.closing() | {
            "skill": self.text(),
            "goal": self.maybe(self.chance.sample(goals, self.chance.randint(0, len(goals)))),
            "rating": self.maybe(rating),
            "target": self.maybe(self.of(rating, self.chance.randint(1, 10)), 0.8),
            "ten": self.maybe(self.text()),
            "ways": self.maybe(self.some(self.text, 4)),
            "ratings": self.maybe(self.some(self.dated, 3)),
            "actions": self.maybe(self.some(self.action, 6), 0.8),
        }

    def goal(self, name: str | None) -> Entry:
        return self.closing() | {
            "id": name,
            "goal": self.text(),
            "measure": self.maybe(self.text()),
            "due": self.of(None, self.day(), self.day(), TODAY + datetime.timedelta(900)),
            "was": self.maybe(self.some(self.day, 3)),
            "actions": self.maybe(self.some(lambda: self.of(self.action(), self.text()), 2), 0.3),
        }

    def support(self) -> Entry:
        return (
            self.closing()
            | {"need": self.text(), "from": self.maybe(self.text()), "due": self.maybe(self.day())}
            | {"was": self.maybe(self.some(self.day, 3))}
        )

    def pause(self) -> Entry:
        began = self.of(None, TODAY - datetime.timedelta(900))  # before each day on which these plans are looked at
        return {"from": began, "until": self.maybe(self.day(), 0.9)}

    def plan(self) -> Entry:
        names = [self.maybe(f"goal-{i}", 0.8) for i in range(self.chance.randint(0, min(3, self.size)))]
        known = [name for name in names if name]
        return {
            "name": self.text(),
            "stage": self.of(None, "draft", "exploring", *["agreed"] * 4),
            "pauses": self.maybe(self.some(self.pause, 2), 0.1),
            "started": self.maybe(self.day()),
            "next": self.maybe(self.day()),
            "cadence": self.maybe(self.of(*CADENCES)),
            "story": self.of(None, "told", "declined"),
            "motivations": self.maybe(self.some(self.text, 2)),
            "visions": self.maybe(self.some(self.text, 7)),
            "strengths": self.maybe(self.some(lambda: self.of({"skill": self.text()}, self.text()), 2)),
            "ahead": self.maybe(self.some(lambda: {"date": self.day(), "what": self.text()}, 2)),
            "moments": self.maybe(self.some(lambda: {"date": self.day(), "moment": self.text()}, 2)),
            "goals": [self.goal(name) for name in names],
            "skills": self.maybe(self.some(lambda: self.skill(known), 5), 0.9),
            "support": self.maybe(self.some(self.support, 3)),
            "topics": self.maybe(self.some(lambda: self.closing() | {"topic": self.text()}, 2)),
            "conversations": self.maybe(self.some(lambda: {"date": self.day(), "type": self.of(None, "action-plan")}, 3), 0.8),
        }


SEEDS, SIZES = st.integers(0, 2**32), st.integers(0, 7)
DENSE = st.builds(lambda seed, size: Author(seed, size).plan(), SEEDS, SIZES)
OF_ANY_DAY = st.builds(lambda seed, size: Author(seed, size, any_day=True).plan(), SEEDS, SIZES)
DAYS = st.sampled_from([TODAY + datetime.timedelta(days) for days in NEARBY])


# --- and ways to write them ---------------------------------------------------------------------------------------------------------


def written(plan: Entry, seed: int) -> bytes:
    """A plan file: its keys in some order, some of its values in quotes and some of its lists in brackets, here and there a comment or
    an empty line, LF or CRLF, with or without a byte order mark, with any body."""
    chance = Random(seed)
    lines = ["---", *block(plan, chance), chance.choice(("---", "--- ", "..."))]
    body = chance.choice(("", "\n# Ada\n\n---\nname: Bo\n", "\n# cap: ignore-file[goal-missing]\n", "no line end"))
    file = chance.choice(("", "", "\ufeff")) + "\n".join(lines) + "\n" + body
    return file.replace("\n", chance.choice(("\n", "\n", "\r\n"))).encode()


def entries(value: Entry, chance: Random) -> list[tuple[str, Any]]:
    """The keys of a mapping in any order; without those that are not there, or with some of them left blank."""
    there = [(key, child) for key, child in value.items() if child is not None or chance.random() < 0.2]
    return chance.sample(there, len(there))


def block(value: Any, chance: Random) -> Iterator[str]:
    """A mapping or a list in lines of its own."""
    for key, child in entries(value, chance) if isinstance(value, dict) else [("-", child) for child in value]:
        yield from chance.choice(((), (), (), (), ("",), ("# a remark",), ("", "      # and another", "")))
        head = key if key == "-" else f"{quoted(key, chance)}:"
        if child and isinstance(child, (dict, list)) and chance.random() < 0.7:
            indent = " " * chance.randint(0 if isinstance(value, dict) and isinstance(child, list) else 1, 4)
            yield head + chance.choice(("", "   # what follows"))
            yield from (indent + line if line else "" for line in block(child, chance))
        else:
            yield f"{head} {flow(child, chance)}" + chance.choice(("", "", "", " # so far", "   "))


def flow(value: Any, chance: Random) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        pairs = (f"{quoted(key, chance)}: {flow(child, chance)}" for key, child in entries(value, chance))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(child, chance) for child in value) + chance.choice(("", " ")) + "]"
    if value is None:
        return chance.choice(("~", "null", "''", '""'))
    return str(value) if isinstance(value, int) else quoted(str(value), chance)


def quoted(text: str, chance: Random) -> str:
    """A text plain, in single or in double quotes."""
    styles = [json.dumps(text, ensure_ascii=chance.random() < 0.1), "'" + text.replace("'", "''") + "'"]
    if re.fullmatch(r"[\w' -]+", text):
        styles += [text] * 4
    return chance.choice(styles)


def found(raw: bytes, *, today: datetime.date = TODAY, policy: Policy = Policy()) -> list[Problem]:
    reading = read(raw)
    assert not reading.problems
    return lint(reading, policy, today=today)


def told(problems: list[Problem]) -> Counter[tuple[str, str, str, str]]:
    """What the findings say, wherever in the file they stand."""
    return Counter((problem.rule, problem.level, problem.item, problem.message) for problem in problems)


def read_slowly(raw: bytes) -> Reading:
    with mock.patch.object(fast, "HAS_FAST_PARSER", new=False):
        return read(raw)


# --- what holds for all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_plans_of_these_tests_give_every_rule_something_to_say() -> None:
    seen: set[str] = set()
    certified = []

    @examples(400)
    @given(DENSE, SEEDS)
    def look(plan: Entry, style: int) -> None:
        raw = written(plan, style)
        seen.update(problem.rule for problem in found(raw))
        certified.append(fast.certify(read(raw).text, Plan) is not None)

    look()
    assert {rule.id for rule in RULES} - seen == BY_COMMENT
    if fast.HAS_FAST_PARSER:
        assert 0.2 < sum(certified) / len(certified) < 0.9  # both ways of reading have their share


@examples(150)
@given(DENSE, SEEDS, SEEDS)
def test_how_a_plan_is_written_changes_no_finding(plan: Entry, one: int, another: int) -> None:
    assert told(found(written(plan, one))) == told(found(written(plan, another)))


@examples(100)
@given(DENSE, SEEDS)
def test_without_the_fast_parser_the_findings_are_the_same(plan: Entry, style: int) -> None:
    raw = written(plan, style)
    assert lint(read_slowly(raw), today=TODAY) == found(raw)


@examples(100)
@given(DENSE, SEEDS)
def test_every_finding_has_words_and_points_at_some(plan: Entry, style: int) -> None:
    raw = written(plan, style)
    lines = raw.decode("utf-8-sig").split("\n")
    for problem in found(raw):
        assert problem.line == problem.end_line  # nothing in these plans takes more than one
        excerpt = lines[problem.line - 1][problem.column - 1 : problem.end_column - 1]
        assert problem.column >= 1
        assert excerpt.strip() == excerpt != ""
        for words in (problem.message, problem.hint):
            assert words.strip() == words != ""
            assert "None" not in words
            assert "\n" not in words


@examples(100)
@given(DENSE, SEEDS, DAYS, DAYS)
def test_only_timely_findings_come_with_the_calendar_and_they_stay_but_for_days_ahead(
    plan: Entry, style: int, one: datetime.date, another: datetime.date
) -> None:
    raw = written(plan, style)
    earlier, later = (found(raw, today=day) for day in sorted((one, another)))
    by_file = [[problem for problem in problems if problem.rule not in TIMELY] for problems in (earlier, later)]
    assert by_file[0] == by_file[1]
    before, after = ({(p.rule, p.item) for p in problems} for problems in (earlier, later))
    assert {found for found in before if found[0] != "date-ahead"} <= after
    assert {found for found in after if found[0] == "date-ahead"} <= before  # a day that was ahead comes
    assert found(raw, today=one, policy=Policy(timely=False)) == by_file[0]


SHARES = st.sampled_from((Share(0, 1), Share(1, 3), Share(1, 2), Share(1, 1)))


@examples(100)
@given(OF_ANY_DAY, SEEDS, st.dates(), st.sampled_from(CADENCES), st.builds(Bounds, SHARES, SHARES, st.integers(0, 9)))
def test_no_rule_fails_on_any_day_with_any_settings(
    plan: Entry, style: int, today: datetime.date, cadence: str, bounds: Bounds
) -> None:
    found(written(plan, style), today=today, policy=Policy(cadence=cadence, bounds=bounds))


def test_a_finding_names_keys_of_the_format_and_so_does_what_it_rests_on() -> None:
    keys = set(chains(types.type_info(Plan), ()))
    wrong: set[tuple[str, ItemPath]] = set()

    @examples(60)
    @given(DENSE)
    def look(plan: Entry) -> None:
        reading = read(written(plan, 0))
        assert reading.plan
        for rule in RULES:
            for finding in rule.check(Subject(reading.plan, reading, today=TODAY)):
                paths = (tuple(step for step in path if isinstance(step, str)) for path in (finding.path, *finding.reads))
                wrong.update((rule.id, path) for path in paths if path not in keys)

    look()
    assert wrong == set()


def chains(kind: types.Type, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way from the plan down to a value, by keys."""
    yield path
    match kind:
        case types.Metadata():
            yield from chains(kind.type, path)
        case types.UnionType():
            for choice in kind.types:
                yield from chains(choice, path)
        case types.ListType():
            yield from chains(kind.item_type, path)
        case types.StructType():
            for field in kind.fields:
                yield from chains(field.type, (*path, field.encode_name))


# What nobody can have meant, wherever it stands.
NONSENSE = ([[1]], {"zzz": 1})


@examples(40)
@given(DENSE, SEEDS)
def test_nonsense_in_a_plan_makes_no_rule_speak_up(plan: Entry, seed: int) -> None:
    before = judged(read(written(plan, 0)))
    paths = [path for path in places(plan, ()) if path not in ((), ("stage",))]  # in another stage other rules run
    for path in Random(seed).sample(paths, min(15, len(paths))):
        for nonsense in NONSENSE:
            reading = read(written(spoilt(plan, path, nonsense), 0))
            assert reading.problems
            assert judged(reading) <= before, path


@pytest.mark.parametrize(
    ("skill", "rule"),
    [
        ("target: 3, ratings: [{date: 2026-10-05, rating: 5, by: [manager]}]", "skill-target"),
        ("target: 5, ratings: [{date: 2026-10-05, rating: 5, by: [manager]}]", "skill-reached"),
        ("target: 9, ratings: [{date: 2026-10-05, rating: 5, by: [manager]}]", "skill-leap"),
        ("actions: [{action: a, type: education, done: soon}]", "education-unused"),
    ],
)
def test_whose_rating_it_is_and_what_is_done_may_be_in_doubt(skill: str, rule: str) -> None:
    reading = read(f"---\nname: Ada\nskills: [{{skill: a, {skill}}}]\n---\n".encode())
    assert rule not in {found for found, _ in judged(reading)}


def judged(reading: Reading) -> set[tuple[str, str]]:
    """What the rules find, and where. Of dates out of order only the first of a list is told, so there the list is meant."""
    problems = [problem for problem in lint(reading, today=TODAY) if problem.rule in METHOD]
    return {(p.rule, re.sub(r"\[\d+\]\.date$", "", p.item) if p.rule == "date-order" else p.item) for p in problems}


def places(value: Any, path: ItemPath) -> Iterator[ItemPath]:
    """The paths of all values that are there."""
    if value is not None:
        yield path
    for step, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(child, (*path, step))


def spoilt(value: Any, path: ItemPath, nonsense: Any) -> Any:
    """A copy of `value` with nonsense at a path."""
    if not path:
        return nonsense
    step, *rest = path
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    copy = {key: spoilt(child, tuple(rest), nonsense) if key == step else child for key, child in steps}
    return copy if isinstance(value, dict) else list(copy.values())
