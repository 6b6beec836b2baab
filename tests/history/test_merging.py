"""Three versions of a plan become one: what both sides meant is in it, byte for byte where they left it alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from cap.history.merging.three_way import Merged, merge
from cap.refusal import Refusal
from cap.workspace.git import merged_lines
from tests.history.acts import BASE
from tests.history.holding import faults
from tests.history.merges import pairs

ROOT = Path(__file__).parents[2]
MERGES = 25 if os.environ.get("CAP_QUICK") else 400


def merged(base: str, ours: str, theirs: str) -> Merged:
    return merge(base.encode(), ours.encode(), theirs.encode(), merged_lines)


def test_what_two_people_did_is_merged_and_only_what_both_did_to_one_thing_is_marked() -> None:
    wrong = {
        n: found
        for n, (base, ours, theirs) in enumerate(pairs(MERGES, seed="test"))
        if (found := faults(base, ours, theirs, merge(base, ours, theirs, merged_lines)))
    }
    assert wrong == {}


def cases() -> Iterator[tuple[str, str, str, str, str]]:
    """The merges in merges.txt: what each is about, and the versions."""
    text = (Path(__file__).parent / "merges.txt").read_text(encoding="utf-8")
    for case in re.split(r"(?m)^#### ", text)[1:]:
        title, rest = case.split("\n", 1)
        parts = re.split(r"(?m)^--(base|ours|theirs|merged)\n", rest)
        found = dict(zip(parts[1::2], parts[2::2]))
        yield title, found["base"], found["ours"], found["theirs"], found["merged"]


def plan(part: str) -> str:
    """A whole file out of a part of a front matter; of what has a body, all of it."""
    return part if part.startswith("---\n") or not part else f"---\nname: Ada Obi\n{part}---\n"


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_each_kind_of_change(base: str, ours: str, theirs: str, expected: str) -> None:
    found = merged(plan(base), plan(ours), plan(theirs))
    assert found.raw.decode() == plan(expected)
    assert (found.why, found.clean) == ("", "<<<<<<<" not in expected)


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_it_makes_no_difference_which_side_is_ones_own(base: str, ours: str, theirs: str, expected: str) -> None:
    """But for the order of what is new in one place, and of the two in a conflict."""
    found = merged(plan(base), plan(theirs), plan(ours))
    assert found.clean == ("<<<<<<<" not in expected)
    words = [
        re.split(r"[\s,\[\]{}]+", re.sub("(?m)^(<<<<<<<|>>>>>>>).*", "", text)) for text in (plan(expected), found.raw.decode())
    ]
    assert sorted(words[0]) == sorted(words[1])


def strange() -> dict[str, tuple[bytes, bytes, bytes]]:
    """Versions that cannot be merged by meaning: base, ours and theirs."""
    base = BASE.encode()
    ours, theirs = base.replace(b"Staff Nurse", b"Ward Nurse"), base.replace(b"Teach the", b"Lead the")
    notes = b"one\n\ntwo\n\nthree\n"
    broken = ours.replace(b"stage: agreed", b"stage: [agreed")
    return {
        "no plan at all": (notes, notes.replace(b"one", b"ONE"), notes.replace(b"three", b"THREE")),
        "ours does not parse": (base, broken, theirs),
        "base does not parse": (base.replace(b"stage: agreed", b"stage: ]"), ours, theirs),
        "a key twice": (base, ours.replace(b"stage: agreed", b"stage: agreed\nstage: draft"), theirs),
        "not UTF-8": (base, ours.replace(b"Ruth Lindqvist\nstarted", b"Ruth Lindqv\xefst\nstarted"), theirs),
        "old Macs' line ends": (base, ours.replace(b"\n", b"\r"), base),
        "a base with markers": (
            base.replace(b"stage: agreed", b"<<<<<<< a\nstage: draft\n=======\nstage: agreed\n>>>>>>> b"),
            ours,
            theirs,
        ),
        "over a MiB": (base, ours, theirs.replace(b"x-team: ward 7", b"x-team: " + b"ward " * 220_000)),
        "one is empty": (base, ours, b""),
        "written like JSON": (
            b"---\n{name: Ada, role: A}\n---\n",
            b"---\n{name: Ada, role: B}\n---\n",
            b"---\n{name: Ada, role: A}\n---\nMore.\n",
        ),
        "contains itself": (base, ours, theirs.replace(b"x-team: ward 7", b"x-team: &a [*a]")),
    }


@pytest.mark.parametrize("name", strange())
def test_what_cannot_be_taken_apart_is_merged_by_lines_and_no_side_is_lost(name: str) -> None:
    base, ours, theirs = strange()[name]
    found = merge(base, ours, theirs, merged_lines)
    assert found.why
    words = [set(version.replace(b"\r", b"\n").split(b"\n")) for version in (base, ours, theirs)]
    said = set(found.raw.replace(b"\r", b"\n").split(b"\n"))
    for own in words[1:]:
        assert own - words[0] <= said


def test_bytes_that_are_no_text_below_the_front_matter_are_merged_and_a_nul_is_not() -> None:
    base = BASE.encode() + b"caf\xe9\n"
    ours, theirs = base.replace(b"agreed\n", b"draft\n", 1), base.replace(b"bakery", b"bak\xe9ry")
    found = merge(base, ours, theirs, merged_lines)
    assert found.clean and found.raw == ours.replace(b"bakery", b"bak\xe9ry")
    with pytest.raises(Refusal):
        merge(base + b"\0", ours + b"\0\n", theirs + b"\0more", merged_lines)


def test_line_ends_are_a_change_like_any_other() -> None:
    ours, theirs = BASE.replace("stage: agreed", "stage: draft"), BASE.replace("bakery", "bakehouse")
    both = BASE.replace("stage: agreed", "stage: draft").replace("bakery", "bakehouse")
    for one, other in ((ours.replace("\n", "\r\n"), theirs), (ours, theirs.replace("\n", "\r\n"))):
        assert merged(BASE, one, other).raw.decode() == both.replace("\n", "\r\n")
    marked = merged(
        BASE.replace("\n", "\r\n"),
        ours.replace("\n", "\r\n"),
        BASE.replace("stage: agreed", "stage: exploring").replace("\n", "\r\n"),
    )
    assert marked.conflicts == 1 and marked.raw.count(b"\n") == marked.raw.count(b"\r\n")
    assert "\ufeff".encode() + both.encode() == merged(BASE, "\ufeff" + ours, theirs).raw


def test_an_id_that_both_gave_to_something_new_is_said() -> None:
    base = plan("goals:\n  - {id: x, goal: A, measure: B}\n")
    ours = base.replace("---\nname", "---\nvisions: [{id: night, vision: Nights}]\nname")
    theirs = base.replace("measure: B}\n", "measure: B}\n  - {id: night, goal: Lead a night}\n")
    found = merged(base, ours, theirs)
    assert (found.conflicts, found.clean) == (0, False)
    assert [problem.rule for problem in found.problems] == ["duplicate-id"]


@pytest.mark.parametrize(
    "file",
    sorted((ROOT / "tests" / "corpus").glob("*.md"))[:: 6 if os.environ.get("CAP_QUICK") else 1],
    ids=lambda file: file.stem,
)
def test_what_one_side_did_alone_is_the_result_to_the_byte(file: Path) -> None:
    base = file.read_bytes()
    rng = Random(file.name)
    lines = base.split(b"\n")
    for _ in range(3):
        at = rng.randrange(len(lines))
        lines[at : at + rng.randrange(2)] = rng.choice(([b"# a remark"], [lines[at]], [lines[at] + b" more"], []))
    changed = b"\n".join(lines)
    assert merge(base, changed, base, merged_lines).raw == changed == merge(base, base, changed, merged_lines).raw
    assert merge(base, changed, changed, merged_lines).raw == changed


def test_what_an_alias_stands_for_is_not_changed_behind_its_back() -> None:
    plan = "---\nname: Ada\ngoals:\n  - goal: A\n    note: {}\n{}---\n"
    base, ours = plan.format("x", "").encode(), plan.format("mine", "").encode()
    theirs = plan.format("&n x", "  - goal: B\n    note: *n\n").encode()
    found = merge(base, ours, theirs, merged_lines)
    assert not found.clean and b"note: mine\n" in found.raw and b"note: &n x\n" in found.raw


def test_an_alias_that_came_while_its_text_changed_is_for_people_to_decide() -> None:
    plan = "---\nname: Ada\nmanager: &r {}\ntopics:\n  - {{topic: One, by: *r}}\n  - {{topic: Two{}}}\n---\n"
    base, ours, theirs = (plan.format(*said).encode() for said in (("Ruth", ""), ("Anna", ""), ("Ruth", ", by: *r")))
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other, merged_lines)
        assert found.conflicts == 2 and found.sides == (one, other)
        assert all(said in found.raw for said in (b"&r Ruth", b"&r Anna", b"{topic: Two}", b"{topic: Two, by: *r}"))
