"""The formats that other programs read, each read here as that program reads it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from random import Random
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.lint.catalogue import CATALOGUE
from cap.lint.engine import lint
from cap.lint.output import Format, Style, renderer
from cap.lint.output.reports import is_report
from cap.lint.result import Linted, Tally
from cap.plan.problem import Problem
from cap.plan.read import read
from cap.plan.schema import schema_text
from cap.text.escapes import visible
from tests.plans_strategy import examples, mutated, plan_files

TESTS = Path(__file__).parents[1]
PLANS = sorted([*TESTS.glob("rules/*.md"), *TESTS.glob("corpus/*.md"), *TESTS.glob("errors/*.md")])
TODAY = datetime.date(2026, 11, 22)
STRANGERS: tuple[Format, ...] = ("github", "gitlab", "sarif", "rdjson")
FORMATS: tuple[Format, ...] = ("full", "concise", "json", *STRANGERS)

ODD_PATH = "plans/100% sûr/Zoë: 王,芳 [x].md"
ODD = """\
---
name: "王芳 ‏שלום ::error file=x::100% %0A \\e[31m"
stage: agreed
strengths:
  - {name: '😋é', rating: 11}
goals:
  - {goal: "😋é 👩‍👩‍👧 ::set-output name=x::y, %25", due: "2026/12/1", status: Done}
skills:
  - {skill: "##[group]אבג", goal: nowhere, rating: "4", tarket: 7}
  - {skill: "##[group]אבג", goal: nowhere, rating: "4"}
---
"""


def printed(raw: bytes, format: Format, *, path: str = ODD_PATH, snippets: bool = False) -> str:
    linted = Linted(path, raw, lint(read(raw, path), today=TODAY))
    return "\n".join(renderer(format)([linted], Tally(), Style(lambda text, style: text, snippets)))


def found(raw: bytes, path: str = ODD_PATH) -> list[Problem]:
    return lint(read(raw, path), today=TODAY)


# ---- GitHub's workflow commands


def obeyed(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner takes it apart: its name, its properties, its message."""
    command, message = re.fullmatch(r"::(.+?)::(.*)", line, re.S).groups()  # type: ignore[union-attr]
    name, _, rest = command.partition(" ")
    properties = dict(part.split("=", 1) for part in rest.split(","))

    def unescaped(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
        for escape, character in pairs:
            text = text.replace(escape, character)
        return text

    message_pairs = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
    property_pairs = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    return name, {key: unescaped(value, property_pairs) for key, value in properties.items()}, unescaped(message, message_pairs)


ANY = st.text(st.sampled_from("ab %:,\r\n=\\\"'😋é王שׁ\x1b\u2028\u202e0ADC235") | st.characters(), max_size=40)


@given(path=ANY.filter(bool), message=ANY, hint=ANY, line=st.integers(1, 9), lines=st.integers(0, 2))
def test_a_runner_reads_what_was_meant(path: str, message: str, hint: str, line: int, lines: int) -> None:
    problem = Problem(
        path=path,
        line=line,
        column=3,
        end_line=line + lines,
        end_column=5,
        rule="goal-vague",
        level="hint",
        says=message,
        advises=hint,
    )
    (printed,) = renderer("github")([Linted(path, b"", [problem])], Tally(), Style(lambda text, style: text))
    assert "\n" not in printed and "\r" not in printed
    name, properties, said = obeyed(printed)
    shown = visible(path, keep="\r\n")
    columns = {} if lines else {"col": "3", "endColumn": "5"}
    assert (name, properties) == (
        "notice",
        {"file": shown, "line": str(line), "endLine": str(line + lines), **columns, "title": "goal-vague"},
    )
    assert said.startswith(f"{shown}:{line}:3 goal-vague: {visible(message, keep=chr(13) + chr(10))}")


# ---- GitLab's Code Quality


def test_gitlab_gets_each_finding_under_a_mark_of_its_own() -> None:
    issues = json.loads(printed(ODD.encode(), "gitlab"))
    problems = found(ODD.encode())
    assert [issue["check_name"] for issue in issues] == [problem.rule for problem in problems]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 8
    for issue, problem in zip(issues, problems, strict=True):
        assert issue["location"] == {"path": ODD_PATH, "lines": {"begin": problem.line}}
        assert issue["severity"] == {"error": "major", "warning": "minor", "hint": "info"}[problem.level]
        assert issue["description"].startswith(f"{problem.rule}: ")


def test_lines_that_move_leave_the_mark_of_a_finding_as_it_is() -> None:
    longer = ODD.replace("stage: agreed\n", "# a\n# b\nstage: agreed\n")
    marks = [[issue["fingerprint"] for issue in json.loads(printed(text.encode(), "gitlab"))] for text in (ODD, longer)]
    assert marks[0] == marks[1]


# ---- SARIF


def test_sarif_places_count_characters_and_its_paths_are_references() -> None:
    log = json.loads(printed(ODD.encode(), "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0" and log["$schema"].startswith("https://") and run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    lines = ODD.split("\n")
    for result, problem in zip(run["results"], found(ODD.encode()), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.rule
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri) and unquote(uri) == ODD_PATH
        region = place["region"]
        assert list(region) == ["startLine", "startColumn", "endLine", "endColumn"]
        if problem.message == "`rating` goes from 1 to 10; this is 11":
            assert region["startColumn"] == 26
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "11"
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
        assert rule["help"]["text"] and rule["help"]["markdown"]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    assert len({result["partialFingerprints"]["capFinding/v1"] for result in run["results"]}) == len(run["results"])


def test_sarif_of_what_is_clean_has_an_empty_list() -> None:
    (run,) = json.loads("\n".join(renderer("sarif")([], Tally(), Style(lambda text, style: text))))["runs"]
    assert run["results"] == [] and run["tool"]["driver"]["name"] == "cap"


# ---- rdjson


def ends(raw: bytes, place: dict[str, dict[str, int]]) -> tuple[int, int]:
    """Where a range begins and ends, in bytes of the whole file."""
    starts = [0, *(match.end() for match in re.finditer(b"\n", raw))]
    start, end = (starts[place[key]["line"] - 1] + place[key]["column"] - 1 for key in ("start", "end"))
    return start, end


def test_rdjson_counts_bytes() -> None:
    raw = ODD.encode()
    document = json.loads(printed(raw, "rdjson"))
    assert document["source"] == {"name": "cap"}
    for told, problem in zip(document["diagnostics"], found(raw), strict=True):
        start, end = ends(raw, told["location"]["range"])
        line = ODD.split("\n")[problem.line - 1]
        assert told["code"] == {"value": problem.rule} and told["location"]["path"] == ODD_PATH
        if problem.line == problem.end_line:
            assert raw[start:end].decode() == line[problem.column - 1 : problem.end_column - 1]
        if problem.message == "`rating` goes from 1 to 10; this is 11":
            assert told["location"]["range"]["start"]["column"] == 30
        assert "suggestions" not in told


@pytest.mark.parametrize("raw", [ODD.encode(), *(path.read_bytes() for path in PLANS)], ids=["odd", *(p.stem for p in PLANS)])
def test_what_rdjson_suggests_mends_the_finding(raw: bytes) -> None:
    document = json.loads(printed(raw, "rdjson", snippets=True))
    for told in document["diagnostics"]:
        for suggestion in told.get("suggestions", ()):
            start, end = ends(raw.removeprefix(b"\xef\xbb\xbf"), suggestion["range"])
            bare = raw.removeprefix(b"\xef\xbb\xbf")
            mended = bare[:start] + suggestion["text"].encode() + bare[end:]
            assert len([p for p in read(mended).problems if p.fix]) < len([p for p in read(bare).problems if p.fix])


# ---- all of them


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_known_as_one(format: Format) -> None:
    for raw in (ODD.encode(), b"---\nname: Ada\npauses: [{from: 2026-01-01}]\n---\n"):
        text = printed(raw, format)
        assert is_report((text + "\n").encode()[:500] if text else b"")
    for other in (b"---\nname: Ada\n---\n", b"# Notes\n", b"[]", b'{"version": 2}', b"no report: 1:2\n"):
        assert not is_report(other)


OURS = set(re.findall(r"[^\W\d_]+", schema_text())) | {word for rule in CATALOGUE for word in rule.split("-")} | {"cap", "file"}
SECRET = "zqxj"


def with_secrets(raw: bytes, chance: Random) -> bytes:
    """A plan in which words, of all that are not the format's, were replaced by a secret: all of them, or here and there."""
    share = chance.choice([0.3, 0.7, 1.0])

    def told(word: re.Match[str]) -> str:
        if word[0] in OURS or chance.random() > share:
            return word[0]
        return SECRET.capitalize() if word[0][0].isupper() else SECRET

    text = raw.decode("utf-8", "surrogateescape")
    return re.sub(r"[^\W\d_]+", told, text).encode("utf-8", "surrogateescape")


@given(
    raw=st.sampled_from([ODD.encode(), *(path.read_bytes() for path in PLANS)]) | mutated(plan_files()), seed=st.integers(0, 999)
)
@examples(300)
def test_strangers_read_no_word_of_a_plan(raw: bytes, seed: int) -> None:
    raw = with_secrets(raw, Random(seed))
    for name in STRANGERS:
        said = printed(raw, name, path="plan.md")
        assert SECRET not in said.lower()
        assert "suggestions" not in said


@pytest.mark.parametrize("name", STRANGERS)
def test_with_snippets_they_do_and_nothing_in_there_is_obeyed(name: Format) -> None:
    said = printed(ODD.encode(), name, snippets=True)
    assert "אבג" in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u2028\u202e\u200f]", said)
    assert name == "github" or not re.search(r"##\w*\[", said)  # of that one, the terminal takes it out
