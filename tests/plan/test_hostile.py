"""No bytes end in a traceback, a stall or a bloated process."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cap.plan.fences import Fences, Miss, cut
from cap.plan.problem import Problem
from cap.plan.read import read
from cap.plan.syntax import explain
from tests.plans_strategy import AWKWARD, examples, mutated, plan_files

SECONDS = 5  # of processor time, for as many findings as a file can hold; most files need a hundredth of it
MEMORY = 320  # MiB


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux how much memory was used")
def test_no_hostile_file_crashes_or_stalls_or_bloats() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.plan.hostile"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    assert run.returncode == 0, f"after {run.stdout.splitlines()[-1]}:\n{run.stderr}"
    assert [(name, seconds) for name, _, seconds, _ in lines if float(seconds) > SECONDS] == []
    assert int(lines[-1][3]) - int(lines[0][3]) < MEMORY, lines


def assert_sound(raw: bytes) -> None:
    """Whatever a file holds: it is read, every finding has a place in it, and the body is what stands below the fences."""
    reading = read(raw)
    assert raw.endswith(reading.body)
    assert reading.plan or reading.problems
    for problem in reading.problems:
        assert_in_file(problem, raw)


def assert_in_file(problem: Problem, raw: bytes) -> None:
    lines = raw.decode(errors="replace").split("\n")
    begin, end = problem.span[:2], problem.span[2:]
    assert (1, 1) <= begin < end or begin == end == (1, 1)  # the file as a whole
    assert problem.end_line <= len(lines) + 1
    assert problem.message
    assert problem.hint.endswith((".", "?", "`"))


@examples(300)
@given(st.binary(max_size=200) | st.lists(st.sampled_from(AWKWARD)).map(lambda pieces: "".join(pieces).encode()))
def test_any_bytes_are_read(raw: bytes) -> None:
    assert_sound(raw)
    assert_sound(b"---\n" + raw + b"\n---\n")
    assert_sound(b"---\nname: Ada\nrole: " + raw + b"\n---\n")


@examples(200)
@given(mutated(plan_files()))
def test_any_damaged_plan_is_read(raw: bytes) -> None:
    assert_sound(raw)
    fences = cut(raw)
    if isinstance(fences, Fences):
        assert 0 < fences.start <= fences.end < fences.body <= len(raw)


KINDS = {
    "UTF-16, little end first": ("---\nname: Ada\n---\n".encode("utf-16"), "unreadable"),
    "UTF-16, big end first": (b"\xfe\xff" + "---\nname: Ada\n---\n".encode("utf-16-be"), "unreadable"),
    "UTF-16 without a mark": ("---\nname: Ada\n---\n".encode("utf-16-le"), "no-front-matter"),
    "a NUL": (b"---\nname: A\0da\n---\n", "unreadable"),
    "an escape character": (b"---\nname: A\x1b[2Jda\n---\n", "yaml-syntax"),
    "half a surrogate pair": (b"---\nname: \xed\xa0\x80\n---\n", "unreadable"),
    "Latin-1": ("---\nname: Zoë\n---\n".encode("latin-1"), "unreadable"),
    "a byte order mark in the middle": ("---\nname: Ada\n\ufeffrole: b\n---\n".encode(), "yaml-syntax"),
    "carriage returns alone": (b"---\rname: Ada\r---\r", "no-front-matter"),
    "nothing": (b"", "no-front-matter"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "no-front-matter"),
    "an opening fence alone": (b"---", "no-front-matter"),
}


@pytest.mark.parametrize(("raw", "rule"), KINDS.values(), ids=KINDS.keys())
def test_what_is_no_plan_in_utf_8_is_one_finding(raw: bytes, rule: str) -> None:
    assert [problem.rule for problem in read(raw).problems] == [rule]
    assert isinstance(cut(raw), Miss) or rule != "no-front-matter"


@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: ", "[? ", "{? ", "- ", "? "])
@pytest.mark.parametrize("levels", [70, 990, 25_000])
@pytest.mark.parametrize("rest", ["", "a", "@", '"', "]", "}: {"])
def test_too_deep_is_said_of_what_is_too_deep_however_a_library_would_word_it(opening: str, levels: int, rest: str) -> None:
    below = "\n" if opening in ("- ", "? ") else " "
    (problem,) = read(f"---\nname: Ada\nx-tree:{below}{opening * levels}{rest}\n---\n".encode()).problems
    assert (problem.rule, problem.message) == ("unreadable", "this is nested more than 64 levels deep")


def test_text_is_as_deep_as_it_likes() -> None:
    brackets = "[" * 3_000
    for value in (f'"{brackets}"', f"'{brackets}'", f"a {brackets}", f"a # {brackets}", f"|\n  {brackets}", f"[a, '{brackets}']"):
        assert read(f"---\nname: Ada\nx-tree: {value}\n---\n".encode()).problems == ()


def test_what_a_library_says_of_a_text_is_never_passed_on() -> None:
    mark = yaml.Mark("", 4, 0, 4, None, 0)
    index, *said = explain(yaml.MarkedYAMLError("while winding", mark, "found a thread", mark), "name: Ada")
    assert index == 4 and all(said) and not re.search("wind|thread", " ".join(said))
