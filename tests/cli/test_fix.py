"""`cap lint --fix` and `--diff`: what has one right answer is mended, and not a byte besides."""

from __future__ import annotations

import difflib
import gc
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from cap.lint.fix import fixed
from cap.plan.read import Reading, read
from cap.refusal import EditBlocked
from tests.cli.conftest import Run, tree
from tests.plans_strategy import examples, mutated, plan_files

SLOPPY = """\
---
# our form, please keep
Name : x
name: Ada   # the first
stagee: Agreed   # typed in a hurry
next: '2026/3/1'
motivatons: [impact,   skills]
direction: [Up, "ACROSS"]
x-team: {colour: Red, since: 2026/3/1}
skils:
  # one
  - skil: Handover
    rating: "4"   # sure
    taget: 07
    actons:
    - {action: Lead, typ: Experience, status: Done, due: 2026.3.1}
---

# Ada
stage: Draft
"""
MENDED = (
    SLOPPY.replace("stagee: Agreed ", "stage: agreed ")
    .replace("'2026/3/1'", "'2026-03-01'")
    .replace("motivatons", "motivations")
    .replace('[Up, "ACROSS"]', '[up, "across"]')
    .replace("skils:", "skills:")
    .replace("skil:", "skill:")
    .replace('"4"', "4")
    .replace("taget", "target")
    .replace("actons:", "actions:")
    .replace("typ: Experience, status: Done, due: 2026.3.1", "type: experience, status: done, due: 2026-03-01")
)


@pytest.fixture
def plans(empty: Path) -> Path:
    """A folder for plans."""
    (empty / "plans").mkdir()
    return empty / "plans"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_has_one_right_answer_is_mended_and_every_other_byte_is_kept(run: Run, plans: Path, end: str) -> None:
    path = plans / "ada.md"
    path.write_bytes(SLOPPY.replace("\n", end).encode())
    result = run("lint", "--fix")
    assert path.read_bytes().decode() == MENDED.replace("\n", end)
    assert result.stderr.startswith("1 plan mended.\n")
    assert "plans/ada.md:3:1: warning unknown-key" in result.stdout  # has no one right answer
    again = run("lint", "--fix")
    assert path.read_bytes().decode() == MENDED.replace("\n", end)
    assert again.stderr.startswith("0 plans mended.\n")


def test_diff_shows_what_fix_does_and_writes_nothing(run: Run, plans: Path) -> None:
    path = plans / "ada.md"
    path.write_bytes(SLOPPY.encode())
    (plans / "bo.md").write_text("---\nname: Bo\n---\n")
    before = tree(plans)
    result = run("lint", "--diff")
    assert result.exit_code == 1
    assert tree(plans) == before
    old, new = SLOPPY.split("\n"), MENDED.split("\n")
    assert result.stdout == "".join(
        f"{line}\n" for line in difflib.unified_diff(old, new, "plans/ada.md", "plans/ada.md", lineterm="", n=2)
    )
    run("lint", "--fix")
    assert path.read_text() == MENDED
    assert (run("lint", "--diff").stdout, run("lint", "--diff").exit_code) == ("", 0)


# What one finding in a file may be about, so that nobody can say what is right there.
STUCK = {
    "two keys that mean the same": "stagee: draft\nsttage: draft\n",
    "a block of text": "stage: >-\n  Draft\n",
    "a value that is used elsewhere": "stage: &s Draft\nx-a: *s\n",
    "a key that is there twice": "stage: Draft\nstage: draft\n",
    "two keys under a misspelt one": "Skills:\n  - skil: A\n    skilll: B\n",
}


@pytest.mark.parametrize("case", STUCK)
def test_what_cannot_be_mended_for_certain_is_not_announced_and_stops_nothing(run: Run, plans: Path, case: str) -> None:
    front = STUCK[case]
    (plans / "ada.md").write_text(f"---\nname: Ada\n{front}next: 2026/3/1\n---\n")
    problems = json.loads(run("lint", "--format", "json").stdout)["problems"]
    assert [problem["rule"] for problem in problems if problem["fixable"]] == ["invalid-date"], problems
    assert "`cap lint --fix` mends 1 of them." in run("lint").stderr
    shown = run("lint", "--diff")
    assert (shown.exit_code, "+next: 2026-03-01" in shown.stdout, shown.stderr) == (1, True, "")
    run("lint", "--fix")
    assert (plans / "ada.md").read_text() == f"---\nname: Ada\n{front}next: 2026-03-01\n---\n"
    assert (run("lint", "--diff").stdout, run("lint", "--diff").exit_code) == ("", 0)


def test_a_file_that_must_not_be_written_hides_no_other(run: Run, plans: Path) -> None:
    for name in ("ada", "bo"):
        (plans / f"{name}.md").write_text("---\nname: Bo\nstage: Draft\n---\n")
    (plans / "ada.md").chmod(0o444)
    (plans / "gone.md").symlink_to("nowhere.md")
    result = run("lint", "--fix")
    assert "cap: plans/ada.md is read-only" in result.stderr
    assert "1 plan mended." in result.stderr
    assert "plans/gone.md:1:1: error unreadable" in result.stdout
    assert "plans/ada.md:3:8: error invalid-value" in result.stdout
    assert "stage: Draft" in (plans / "ada.md").read_text()
    assert sorted(path.name for path in plans.iterdir()) == ["ada.md", "bo.md", "gone.md"]


def test_standard_input_is_not_mended(run: Run) -> None:
    assert run("lint", "-", "--fix").exit_code == run("lint", "-", "--diff").exit_code == 2


def test_a_second_run_changes_nothing(run: Run, plans: Path) -> None:
    front = "skills:\n- skill: A\n  rating: 4\n  Ratings: [{date: 2026/1/1, rating: '4'}]\n  action_s: [{action: B}]\n"
    (plans / "ada.md").write_text(f"---\nname: Ada\n{front}---\n")
    assert run("lint", "--fix").stderr.startswith("1 plan mended.\n")
    assert "  ratings: [{date: 2026-01-01, rating: 4}]\n  actions: [{action: B}]\n" in (plans / "ada.md").read_text()
    assert run("lint", "--fix").stderr.startswith("0 plans mended.\n")


def test_hundreds_of_slips_are_proved_in_as_many_readings_as_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    from cap.edit import apply

    real, counted = read, Counter[int]()

    def counting(raw: bytes) -> Reading:
        counted[number] += 1
        return real(raw)

    monkeypatch.setattr(apply, "read", counting)
    for number in (2, 100):
        topics = "".join(f"- {{topc: t{i}, dat: 2026/1/{i % 9 + 1}, stats: Done}}\n" for i in range(number))
        after = fixed(f"---\nname: Ada\ntopics:\n{topics}---\n".encode())
        assert after.count(b"topic: ") == after.count(b"date: 2026-01-0") == after.count(b"status: done") == number
    assert counted[2] == counted[100] < 10


def test_a_slip_takes_no_longer_to_mend_among_many() -> None:
    def seconds(number: int) -> float:
        topics = "".join(f"- topic: t{i}\n  date: 2026/1/{i % 9 + 1}\n" for i in range(number))
        gc.collect()
        gc.disable()  # what other tests left behind would be looked through again and again
        try:
            began = time.process_time()
            assert fixed(f"---\nname: Ada\ntopics:\n{topics}---\n".encode()).count(b"date: 2026-01-0") == number
            return time.process_time() - began
        finally:
            gc.enable()

    seconds(10)
    assert any(seconds(1600) < 8 * seconds(400) for _ in range(3))  # something else may be going on


def test_nobody_waits_for_what_is_being_mended(run: Run, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plans / "ada.md"
    path.write_bytes(SLOPPY.encode())

    def held(*_: object, **__: object) -> bytes:
        pytest.fail("with the lock held")

    def update(path: Path, change: Callable[[bytes], bytes], *_: object) -> object:
        monkeypatch.setattr("cap.cli.mending.fixed", held)
        return real(path, change, *_)

    from cap.cli import mending

    real: Callable[..., object] = mending.__dict__["update_plan"]
    monkeypatch.setattr(mending, "update_plan", update)
    assert run("lint", "--fix").exit_code in (0, 1)
    assert path.read_bytes().decode() == MENDED


@pytest.mark.parametrize("key", ["man.ager", "sta[ge", "'stage '", "stagé"])
def test_a_key_with_odd_characters_is_mended_or_left_and_stops_nothing(run: Run, plans: Path, key: str) -> None:
    (plans / "ada.md").write_text(f"---\nname: Ada\n{key}: draft\nstory: Told\n---\n", encoding="utf-8")
    run("lint", "--fix")
    assert "story: told\n" in (plans / "ada.md").read_text(encoding="utf-8")


def test_every_finding_that_is_called_fixable_is_mended(run: Run, plans: Path) -> None:
    (plans / "ada.md").write_text(SLOPPY)
    problems = json.loads(run("lint", "--format", "json").stdout)["problems"]
    assert sum(problem["fixable"] for problem in problems) == 6
    run("lint", "--fix")
    problems = json.loads(run("lint", "--format", "json").stdout)["problems"]
    assert not [problem for problem in problems if problem["fixable"]]


# Slips of the finger that have one right answer: where one may happen, and what comes of it.
SLIPS: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (rb"\b(?:draft|exploring|agreed|here|outside|told|todo|doing|done|experience|exposure|up|across)\b", bytes.title),
    (rb"(?<=rating: )(?:[1-9]|10)\b", lambda number: b"'" + number + b"'"),
    (rb"\b\d{4}-\d\d-\d\d\b", lambda day: day.replace(b"-", b"/")),
    (
        rb"\b(?:name|stage|goals|skills|topics|measure|target|progress|visions|note)(?=['\"]? ?:)",
        lambda key: key[:-2] + key[:-3:-1],
    ),
    (
        rb"\b(?:direction|motivations|interests|strengths|support|actions|action|obstacles)(?=['\"]? ?:)",
        lambda key: key[:2] + key[3:],
    ),
)


def slips_in(raw: bytes, kinds: list[tuple[int, int]]) -> list[tuple[int, int, bytes]]:
    """Where slips of these kinds may happen in a file, one each and none within another: start, end, and what stands there then."""
    found: list[tuple[int, int, bytes]] = []
    for kind, at in kinds:
        pattern, slipped = SLIPS[kind]
        places = [place for place in re.finditer(pattern, raw) if all(place.end() < a or b < place.start() for a, b, _ in found)]
        if places:
            place = places[at % len(places)]
            found.append((place.start(), place.end(), slipped(place[0])))
    return sorted(found)


def with_slips(raw: bytes, slips: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The file with slips in it."""
    for start, end, new in sorted(slips, reverse=True):
        raw = raw[:start] + new + raw[end:]
    return raw


_kinds = st.lists(st.tuples(st.integers(0, len(SLIPS) - 1), st.integers(0, 99)), min_size=1, max_size=4)


@examples(80)
@given(plan_files(), _kinds)
def test_mending_slips_gives_the_file_back_to_the_byte(raw: bytes, kinds: list[tuple[int, int]]) -> None:
    slips = slips_in(raw, kinds)
    sloppy = with_slips(raw, slips)
    fixable = sum(problem.fix is not None for problem in read(sloppy).problems)
    event(f"{fixable} fixable")
    try:
        mended = fixed(sloppy)
    except EditBlocked:
        event("refused")
        return
    # a slip inside somebody's words is not seen, and stays
    assert mended in {with_slips(raw, left) for count in range(len(slips) + 1) for left in combinations(slips, count)}
    assert (mended != sloppy) == bool(fixable)
    assert not any(problem.fix for problem in read(mended).problems)


@examples(50)
@given(mutated(plan_files()), _kinds)
@example(b"---\nnaname: e: Ada\n---\n", [])
def test_mending_a_damaged_file_never_makes_it_worse(raw: bytes, kinds: list[tuple[int, int]]) -> None:
    raw = with_slips(raw, slips_in(raw, kinds))
    before = read(raw)
    try:
        mended = fixed(raw)
    except EditBlocked as refused:
        event("refused")
        told = refused.message and refused.hint
        assert told
        return
    after = read(mended)
    event(f"{len(before.problems) - len(after.problems)} mended")
    assert fixed(mended) == mended
    if not any(problem.rule == "yaml-syntax" for problem in before.problems):  # beside it nothing but slips is reported
        assert len(after.problems) <= len(before.problems)
    assert (after.plan is None) <= (before.plan is None)
    assert after.body == before.body


@pytest.mark.parametrize("option", [True, False])
def test_what_is_turned_off_is_not_mended(run: Run, plans: Path, option: bool) -> None:
    front = "---\nname: Ada\nrole: Nurse #nights\ninterests:\n  - One\n    - Two\nstagee: agreed\nnext: 2026/3/1\n---\n"
    (plans / "ada.md").write_text(front)
    rules = ("text-cut", "entries-joined", "unknown-key")
    options = ["--ignore", ",".join(rules)] if option else []
    if not option:
        (plans.parent / "cap.yaml").write_text("lint: {rules: {" + ", ".join(f"{rule}: off" for rule in rules) + "}}\n")
    assert "`cap lint --fix` mends 1 of them." in run("lint", *options).stderr
    assert run("lint", "--diff", *options).stdout.count("\n+") == 2
    run("lint", "--fix", *options)
    assert (plans / "ada.md").read_text() == front.replace("2026/3/1", "2026-03-01")


def test_what_comes_to_light_when_the_name_is_mended_keeps_nothing_from_being_mended(run: Run, plans: Path) -> None:
    file = plans / "ada.md"
    file.write_text("---\nName: Ada\nskills:\n  - skill: Ink\n    goal: nope\n    rating: '4'\n---\n")
    result = run("lint", "--fix", "plans")
    assert file.read_text() == "---\nname: Ada\nskills:\n  - skill: Ink\n    goal: nope\n    rating: 4\n---\n"
    assert "plans/ada.md:5:11: error unknown-reference" in result.stdout
    assert "--fix` mends" not in result.stderr


def test_mending_and_only_showing_exclude_each_other(run: Run, plans: Path) -> None:
    (plans / "ada.md").write_text(SLOPPY)
    result = run("lint", "--fix", "--diff", "plans")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Choose one of the two." in result.stderr
    assert (plans / "ada.md").read_text() == SLOPPY


def test_a_link_is_followed_inside_the_plans_folder(run: Run, plans: Path) -> None:
    for folder in (plans / "night", plans.parent / "else"):
        folder.mkdir()
    for place in (plans, plans.parent / "else"):
        (place / "eve.md").write_text("---\nname: Eve\nstage: Draft\n---\n")
    (plans / "night" / "inside.md").symlink_to("../eve.md")
    (plans / "night" / "outside.md").symlink_to("../../else/eve.md")
    result = run("lint", "--fix", str(plans / "night"))
    assert "1 plan mended." in result.stderr and "outside.md leads to" in result.stderr
    assert "stage: draft" in (plans / "eve.md").read_text()
    assert "stage: Draft" in (plans.parent / "else" / "eve.md").read_text()
