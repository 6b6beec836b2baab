"""Every rule, by its page and by its fixtures."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from cap.lint.catalogue import CATALOGUE, SHAPE
from cap.lint.engine import lint
from cap.lint.rule import Rule
from cap.lint.rules import FAMILIES, RULES, rules_of
from cap.plan.read import read

TESTS = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 22)
PAGES_TODAY = datetime.date(2026, 3, 1)  # the day on which the examples of the pages are read

_EXAMPLE = r"^{}:\n\n((?:    .*\n|\n)+)"
_EXPECT = re.compile(r"# expect: ([a-z, -]+)")


def example(rule: Rule, kind: str) -> bytes:
    """An example of a page, made a whole plan: the page leaves out what every plan has."""
    found = re.search(_EXAMPLE.format(kind), rule.page + "\n", re.M)
    assert found, f"the page of {rule.id} has no example under `{kind}:`"
    front = re.sub("^    ", "", found[1], flags=re.M)
    for key, line in (("name", "name: Ada\n"), ("stage", "stage: agreed\n")):
        if not re.search(f"^{key}:", front, re.M):
            front = line + front
    return f"---\n{front}---\n".encode()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule) -> None:
    for kind, expected in (("Bad", True), ("Good", False)):
        reading = read(example(rule, kind))
        assert not reading.problems
        found = {problem.rule for problem in lint(reading, today=PAGES_TODAY)}
        assert (rule.id in found) == expected, (kind, found)


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.id)
def test_a_page_says_what_and_why(rule: Rule) -> None:
    title, _, rest = rule.page.partition("\n\n")
    assert title.endswith(".") and "\n" not in title
    why = rest.split("Bad:")[0].strip()
    assert len(why) > 100


def marked_plans() -> list[Path]:
    return sorted([*TESTS.glob("corpus/*.md"), *TESTS.glob("rules/*.md")])


@pytest.mark.parametrize("path", marked_plans(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_marked_plan_has_exactly_the_findings_it_is_marked_with(path: Path) -> None:
    raw = path.read_bytes()
    expected = Counter(
        (number, rule)
        for number, line in enumerate(raw.decode(errors="replace").split("\n"), 1)
        for marked in _EXPECT.findall(line)
        for rule in re.findall(r"[a-z-]+", marked)
    )
    found = Counter((problem.line, problem.rule) for problem in lint(read(raw, path.name), today=TODAY))
    assert found == expected


def test_every_rule_has_a_fixture_of_its_name_and_is_expected_in_the_corpus() -> None:
    fixtures = {path.stem.partition("--")[0] for path in TESTS.glob("rules/*.md")}  # goal-far--no-talk-yet is one of goal-far's
    assert fixtures == {rule.id for rule in RULES}
    for rule in fixtures:
        assert f"# expect: {rule}" in (TESTS / "rules" / f"{rule}.md").read_text(encoding="utf-8")
    marks = Counter(
        rule
        for path in TESTS.glob("corpus/*.md")
        for line in _EXPECT.findall(path.read_text(encoding="utf-8"))
        for rule in re.findall(r"[a-z-]+", line)
    )
    assert set(marks) <= set(CATALOGUE)
    assert [rule.id for rule in RULES if marks[rule.id] == 0] == []


def test_ids_are_unique_and_words() -> None:
    ids = [rule.id for rule in rules_of(*FAMILIES)]
    assert list(CATALOGUE) == ids
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule) for rule in ids)
    assert set(SHAPE) < set(ids) - {rule.id for rule in RULES}


@pytest.mark.parametrize("name", SHAPE)
def test_what_is_shown_of_a_broken_file_is_found_and_what_is_shown_as_mended_is_not(name: str) -> None:
    page = CATALOGUE[name].page
    for kind in re.findall(r"^(Bad|Good):$", page, re.M):
        text = re.sub("^    ", "", re.search(_EXAMPLE.format(kind), page + "\n", re.M)[1], flags=re.M)  # type: ignore[index]
        whole = text if name == "no-front-matter" else f"---\nname: Ada\n{text}---\n"
        assert {problem.rule for problem in read(whole.encode()).problems} == ({name} if kind == "Bad" else set())
