"""`cap lint --baseline`: old findings stay silent, a new one is heard."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from typer.testing import CliRunner, Result

from cap.cli.app import app
from cap.lint.catalogue import CATALOGUE, unchangeable_rule
from cap.plan.fences import Fences, cut
from tests.cli.conftest import TODAY, tree
from tests.plans_strategy import examples

TESTS = Path(__file__).parents[1]
ITEMS = {"visions", "goals", "skills", "actions", "support", "topics", "strengths", "ways", "improve", "interests", "obstacles"}
PLAN = """\
---
name: Bo Li
stage: agreed
goals:
  - {id: lead, goal: Lead the night shift}
  - {goal: Teach, measure: A class}
---
"""


# ---- a messy repository


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Plans as messy as any, and a baseline that knows what is found in them."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("messy")
        patch.chdir(folder)
        patch.setenv("CAP_TODAY", TODAY)
        (folder / ".git").mkdir()
        (folder / "plans").mkdir()
        (folder / "cap.yaml").write_text("lint: {baseline: known.txt}\n")
        for path in (*TESTS.glob("corpus/*.md"), *TESTS.glob("errors/*.md")):
            (folder / "plans" / path.name).write_bytes(shuffled(path.read_bytes(), None))
        assert "findings in" in lint("--write-baseline", code=0).stderr
        yield folder


def lint(*words: str, code: int | None = None) -> Result:
    result = CliRunner().invoke(app, ["lint", *words])
    assert code is None or result.exit_code == code, result.output
    return result


def shuffled(raw: bytes, chance: Random | None) -> bytes:
    """A plan with its items in another order, laid out anew; as it is where that cannot be, or where comments cover lines."""
    if b"# cap:" in raw:
        return raw
    fences = cut(raw)
    yaml = YAML()
    yaml.width, yaml.allow_duplicate_keys = 10_000, True
    try:
        front = yaml.load(raw[fences.start : fences.end]) if isinstance(fences, Fences) else None
    except (YAMLError, ValueError, RecursionError, UnicodeError):
        front = None
    if not isinstance(front, dict) or not isinstance(fences, Fences):
        return raw
    if chance:
        _shuffle(front, chance)
    text = io.StringIO()
    try:
        yaml.dump(front, text)
    except RecursionError:
        return raw
    return b"---\n" + text.getvalue().encode() + b"---\n" + raw[fences.body :]


def _shuffle(value: Any, chance: Random) -> None:
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(child, (dict, list)):
            if key in ITEMS and isinstance(child, list):
                entries = list(child)
                chance.shuffle(entries)
                child[:] = entries
            _shuffle(child, chance)


@pytest.mark.parametrize("seed", range(2))
def test_items_that_move_wake_nothing_and_one_new_fault_is_one_finding(messy: Path, seed: int) -> None:
    chance = Random(seed)
    before = tree(messy / "plans")
    try:
        for path in (messy / "plans").glob("*.md"):
            path.write_bytes(shuffled(path.read_bytes(), chance))
        assert tree(messy / "plans") != before
        quiet = lint(code=0)
        assert quiet.stdout == "" and "stale" not in quiet.stderr
        kept = (messy / "known.txt").read_text()
        lint("--write-baseline", code=0)
        assert (messy / "known.txt").read_text() == kept
        plan = messy / "plans" / "lazy-nurse-no-dates.md"
        plan.write_bytes(plan.read_bytes().replace(b"stage: ", b"hobbies: Chess\nstage: ", 1))
        (said,) = lint(code=1).stdout.splitlines()
        assert re.match(r"plans/lazy-nurse-no-dates\.md:\d+:1: warning unknown-key: ", said)
    finally:
        for name, raw in before.items():
            (messy / "plans" / name).write_bytes(raw)


RULES = sorted(CATALOGUE)


@given(
    select=st.lists(st.sampled_from(RULES), max_size=3),
    ignore=st.lists(st.sampled_from([rule for rule in RULES if not unchangeable_rule(rule)]), max_size=3),
    timely=st.booleans(),
    some=st.booleans(),
)
@examples(12)
def test_a_look_at_some_rules_or_plans_finds_nothing_new_and_nothing_stale(
    messy: Path, select: list[str], ignore: list[str], timely: bool, some: bool
) -> None:
    words = [f"--select={','.join(select)}"] * bool(select) + [f"--ignore={','.join(ignore)}"] * bool(ignore)
    words += ["--no-timely"] * (not timely) + [f"plans/{name}" for name in ("lazy-nurse-no-dates.md", "odd-nameless.md")] * some
    result = lint(*words, code=0)
    assert result.stdout == "" and "stale" not in result.stderr
    kept = (messy / "known.txt").read_text()
    lint("--write-baseline", *words, code=0)
    assert (messy / "known.txt").read_text() == kept
