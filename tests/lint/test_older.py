"""A pause of the old form is written anew by `--fix`: the plan stays the same, and so does every other byte."""

from __future__ import annotations

import pytest

from cap.lint.fix import fix, fixed
from cap.plan.read import read

FIXES = {
    "with its end": (
        "name: A\nstage: paused  # knee\nuntil: 2026-06-01   # or so\nrole: Cook\n",
        "name: A\nstage: draft  # knee\npauses: [{until: 2026-06-01}]   # or so\nrole: Cook\n",
    ),
    "without an end": ("name: A\nstage: paused  # knee\n", "name: A\npauses: [{}]\nstage: draft  # knee\n"),
    "an end that is blank": (
        "until:   # who knows\nstage: paused\nname: A\n",
        "pauses: [{}]   # who knows\nstage: draft\nname: A\n",
    ),
    "in capitals, with slashes": (
        "stage: Paused\nname: A\nuntil: 2026/6/1\n",
        "stage: draft\nname: A\npauses: [{until: 2026-06-01}]\n",
    ),
    "in quotes": ("stage: paused\nuntil: '2026/6/1'\nname: A\n", "stage: draft\npauses: [{until: '2026-06-01'}]\nname: A\n"),
    "in brackets": (
        "{name: A, stage: paused, until: 2026-06-01, role: Cook}\n",
        "{name: A, stage: draft, pauses: [{until: 2026-06-01}], role: Cook}\n",
    ),
    "in brackets, without an end": ("{name: A, stage: paused}\n", "{name: A, pauses: [{}], stage: draft}\n"),
    "indented": ("  name: A\n  stage: paused\n", "  name: A\n  pauses: [{}]\n  stage: draft\n"),
    "beside another slip": (
        'stage: "paused"\nuntil: 2026-06-01\nname: A\ngoals: [{goal: g, status: Done}]\n',
        "stage: draft\npauses: [{until: 2026-06-01}]\nname: A\ngoals: [{goal: g, status: done}]\n",
    ),
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("old", "new"), FIXES.values(), ids=FIXES.keys())
def test_the_old_form_is_written_anew(old: str, new: str, end: str) -> None:
    raw = f"---\n{old}---\nstage: paused\n".replace("\n", end).encode()
    mended = fixed(raw)
    assert mended == f"---\n{new}---\nstage: paused\n".replace("\n", end).encode()
    assert not read(mended).problems
    assert fixed(mended) == mended


@pytest.mark.parametrize(
    "front",
    [
        "name: A\nstage: paused\npauses: [{from: 2026-01-01}]\n",
        "name: A\nstage: paused\nuntil: >-\n  2026-06-01\n",
        "name: A\nstage: agreed\nuntil: 2026-06-01\n",
    ],
)
def test_what_has_no_one_right_answer_is_left_to_people(front: str) -> None:
    raw = f"---\n{front}---\n".encode()
    assert [problem.rule for problem in read(raw).problems] == ["stage-paused"]
    assert fixed(raw) == raw


@pytest.mark.parametrize(
    "front",
    {
        "a key in a notation of its own": "name: A\nstage: paused\n? until\n: 2026-06-01\n",
        "a block of text": "name: A\nstage: paused\nuntil: >-\n  2026/6/1\n",
        "a slip in what stays": "name: A\nstage: paused\nuntil: 2026/6/1\npauses:\n  - {from: 2025-01-01, until: 2025-02-01}\n",
    }.values(),
)
def test_what_would_not_read_as_the_same_plan_is_left_to_people_and_not_called_fixable(front: str) -> None:
    raw = f"---\n{front}---\n".encode()
    assert "stage-paused" in [problem.rule for problem in read(raw).problems]
    assert not any(problem.fix for problem in read(raw).problems)
    assert fix(raw) == (raw, [])
