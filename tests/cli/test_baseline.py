"""`cap lint --baseline`: old findings stay silent, a new one is heard."""

from __future__ import annotations

import io
import json
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
from cap.lint.baseline import HEADER
from cap.lint.catalogue import CATALOGUE, unchangeable_rule
from cap.plan.fences import Fences, cut
from tests.cli.conftest import TODAY, Run, refused, tree
from tests.cli.lazy import GOOD as CLEAN
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
        for path in (*sorted(TESTS.glob("corpus/[lo]*.md")), *sorted(TESTS.glob("errors/*.md"))[::5]):
            (folder / "plans" / path.name).write_bytes(shuffled(path.read_bytes(), None))
        assert "findings in" in lint("--write-baseline", code=0).stderr
        yield folder


def lint(*words: str, code: int | None = None) -> Result:
    result = CliRunner().invoke(app, ["lint", "--format", "concise", *words])
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


# ---- a small one


@pytest.fixture
def known(run: Run, plan: Path) -> Path:
    """The baseline of a repository in which Ada's plan has its faults."""
    plan.write_text(PLAN)
    assert run("lint").exit_code == 1
    assert run("lint", "--baseline", "known.txt", "--write-baseline").exit_code == 0
    return Path("known.txt")


QUIET = ("lint", "--baseline", "known.txt")


def test_one_finding_in_the_place_of_another_is_heard_and_the_other_is_stale(run: Run, plan: Path, known: Path) -> None:
    before = run(*QUIET)
    assert (before.exit_code, before.stdout) == (0, "")
    assert (
        before.stderr.startswith("1 plan: nothing to mend.\n") and "known findings left out, as known.txt says." in before.stderr
    )
    plan.write_text(PLAN.replace("Lead the night shift}", "Lead the night shift, due: 2027-01-01}").replace("A class}", "}"))
    after = run(*QUIET)
    assert (after.exit_code, len(after.stdout.splitlines())) == (1, 1) and "goal-unmeasured: “Teach”" in after.stdout
    assert "known.txt is stale: a line of it stands for what is not there any more (plans/ada.md)." in after.stderr
    assert after.stderr.endswith("To renew it: cap lint --baseline known.txt --write-baseline\n")


def test_a_baseline_holds_no_words_one_finding_a_line_in_order(run: Run, plan: Path, known: Path) -> None:
    lines = known.read_text().splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"plans/ada\.md [a-z-]+ [0-9a-f]{12}( \d+)?", line) for line in entries) and entries == sorted(
        entries
    )
    assert not {"night", "Teach", "lead", "Bo Li"} & set(re.findall(r"[\w ]+", known.read_text()))
    plan.with_name("bo.md").write_text(PLAN)
    run(*QUIET, "--write-baseline")
    marks = [line.split()[2] for line in known.read_text().splitlines()[2:]]
    assert len(set(marks)) == len(marks) == 2 * len(entries)  # nobody sees who has the same goal
    assert [line for line in known.read_text().splitlines() if "bo.md" not in line] == lines
    known.write_text("".join(f"{line}\r\n" for line in reversed(lines)).replace("# Findings", ""))
    assert "it does not begin with" in refused(run(*QUIET))


def test_what_a_plan_is_called_by_and_where_one_stands_changes_nothing(
    run: Run, plan: Path, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = plan.parents[1]
    (root / "way").symlink_to("plans")
    for words in (["plans/ada.md"], [str(plan)], ["ada"], ["way/ada.md"], ["plans"]):
        assert run(*QUIET, *words).exit_code == 0
    monkeypatch.chdir(plan.parent)
    assert run("lint", "ada.md", "--baseline", "../known.txt").exit_code == 0
    given = CliRunner().invoke(app, ["lint", "-", "--stdin-filename", "ada.md", "--baseline", "../known.txt"], input=PLAN)
    assert (given.exit_code, given.stdout) == (0, "")
    (root / "cap.yaml").write_text("lint: {baseline: known.txt}\n")
    assert run("lint").exit_code == 0
    given = CliRunner().invoke(app, ["lint", "-"], input=PLAN)  # nobody says whose it is
    assert given.exit_code == 1


def test_every_way_of_telling_leaves_out_what_is_known(
    run: Run, plan: Path, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json.loads(run(*QUIET, "--format", "json").stdout)["problems"] == []
    assert json.loads(run(*QUIET, "--format", "gitlab").stdout) == []
    assert json.loads(run(*QUIET, "--statistics", "--format", "json").stdout)["statistics"] == []
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert run(*QUIET, "--format", "github").stdout == "" and "There is nothing to add." in Path("summary.md").read_text()
    plan.write_text(PLAN.replace("stage:", "hobbies: Chess\nstage:"))
    assert run(*QUIET, "--format", "github").stdout.count("::error") == 0 and "unknown-key" in Path("summary.md").read_text()
    assert run(*QUIET, "--fail-on", "error").exit_code == 0 and run(*QUIET).exit_code == 1


def test_what_is_mended_is_no_news_and_what_is_broken_hides_no_entry(run: Run, plan: Path, known: Path) -> None:
    entries = known.read_text()
    plan.write_text(PLAN.replace("stage: agreed", "stage: Agreed"))
    result = run(*QUIET, "--fix")
    assert result.exit_code == 0 and plan.read_text() == PLAN
    plan.write_text(PLAN.replace("goals:", "goals: ["))
    result = run(*QUIET)
    assert result.exit_code == 1 and "stale" not in result.stderr
    run(*QUIET, "--write-baseline")
    assert set(entries.splitlines()) < set(known.read_text().splitlines())  # and the new one
    plan.unlink()
    plan.with_name("bo.md").write_text(CLEAN)
    assert "is stale" in run(*QUIET).stderr
    run(*QUIET, "--write-baseline")
    assert [line for line in known.read_text().splitlines() if not line.startswith("#")] == []


def test_only_a_part_of_a_group_that_is_mended_wakes_nothing_and_one_more_in_it_is_news(run: Run, plan: Path) -> None:
    def write(*skills: str) -> None:
        entries = "".join(f"  - {{skill: {name}, actions: [{{action: Try it}}]}}\n" for name in skills)
        plan.write_text(PLAN.removesuffix("---\n") + f"skills:\n{entries}---\n")

    words = (*QUIET, "--select", "action-irrelevant")
    write("Budgets", "Rotas")
    run(*words, "--write-baseline")
    write("Rotas", "Budgets")
    assert run(*words).exit_code == 0
    write("Rotas")
    result = run(*words)
    assert result.exit_code == 0 and "is stale" in result.stderr
    write("Rotas", "Budgets", "Nights")
    assert run(*words).exit_code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "there is no baseline known.txt\n     To write one that knows what is there today: cap lint --baseline known.txt"),
        (b"\xff\xfe", "known.txt is not UTF-8, so it is no baseline"),
        (b"[]", "known.txt is no baseline: it does not begin with"),
        (b"---\nname: Ada\n---\n", "known.txt is no baseline"),
        (HEADER.encode() + b"\n<<<<<<< HEAD\n", "known.txt:2: this line is no entry of a baseline"),
        (HEADER.encode() + b"\nplans/ada.md goal-vague\n", "known.txt:2: this line is no entry"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--write-baseline"]])
def test_what_is_no_baseline_is_said_and_stays(run: Run, plan: Path, text: bytes | None, said: str, more: list[str]) -> None:
    plan.write_text(PLAN)
    if text is not None:
        Path("known.txt").write_bytes(text)
    before = tree(plan.parents[1])
    if text is not None or not more:
        assert said in refused(run(*QUIET, *more))
        assert tree(plan.parents[1]) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--write-baseline"], "there is no name for the baseline"),
        (["--baseline", "plans/k.txt", "--write-baseline"], "plans/k.txt lies among plans, and a baseline is none"),
        (["--baseline", "k.json", "--write-baseline"], "A baseline is plain text; call it k.txt, for instance."),
        (["--baseline", "no/k.txt", "--write-baseline"], "there is no folder no"),
        (["--baseline", "cap.yaml"], "cap.yaml is no baseline"),
        (["--baseline", "plans"], "plans cannot be read"),
        (["--baseline", "k.txt", "--diff"], "a baseline is about findings"),
        (["-", "--baseline", "k.txt", "--write-baseline"], "work on files"),
    ],
)
def test_a_baseline_that_cannot_be_is_refused(run: Run, plan: Path, words: list[str], said: str) -> None:
    plan.write_text(PLAN)
    Path("cap.yaml").write_text("minutes: 60\n")
    before = tree(plan.parents[1])
    assert said in refused(run("lint", *words))
    assert tree(plan.parents[1]) == before


def test_settings_lead_to_a_baseline_outside_of_the_repository_only_when_trusted(
    run: Run, plan: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "known.txt"
    plan.write_text(PLAN)
    run("lint", "--baseline", str(outside), "--write-baseline")
    Path("cap.yaml").write_text(f"lint: {{baseline: {outside}}}\n")
    result = run("lint")
    assert result.exit_code == 1 and "leads outside its repository, `baseline`" in " ".join(result.stderr.split())
    assert "is where `baseline` leads outside the repository" in run("lint", "--write-baseline").stderr
    assert run("trust", ".").exit_code == 0
    assert run("lint").exit_code == 0


def test_private_notes_in_the_repository_are_never_known(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: notes\nlint: {baseline: known.txt}\n")
    Path("notes").mkdir()
    Path("notes/ada.md").write_text("x\n")
    assert run("lint", "--write-baseline").exit_code == 1
    assert "private-in-repo" in run("lint").stdout
