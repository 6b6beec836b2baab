"""A year of commands with one person, each told once, in the words of `cap diff`; and what is told of it from later days."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
from typer.testing import CliRunner

from cap.cli.app import app
from tests.history.conftest import Repository
from tests.transcripts import assert_approved

YEAR = Path(__file__).with_name("year.txt")
GRACE = "grace-adeyemi"


def run(day: str, *words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--today", day])
    assert result.exit_code == 0, (words, result.output)
    return result.stdout


def acts() -> list[tuple[str, str]]:
    lines = [line for line in YEAR.read_text("utf-8").split("\n") if line and not line.startswith(" ")]
    return [(line[:10], line[11:]) for line in lines]


def sentences(day: str, *words: str) -> list[str]:
    return [line[2:] for line in run(day, "diff", GRACE, *words).split("\n") if line.startswith("- ")]


def live(repository: Repository) -> dict[str, list[str]]:
    """Live the year, a commit a day; what each act was told as right after it."""
    (repository.root / "plans").mkdir()
    told: dict[str, list[str]] = {}
    before = ""
    for day, words in acts():
        if before and before != day:
            repository.commit(before)
        run(day, *shlex.split(words))
        told[f"{day} {words}"] = [] if not before else sentences(day, "--unstaged")
        repository.git("add", "-A")
        before = day
    repository.commit(before)
    return told


def test_a_year(repository: Repository) -> None:
    told = live(repository)
    each_act_is_told_once(told)
    from_any_day_on_and_as_data(repository, told)
    in_another_file(repository)


def each_act_is_told_once(told: dict[str, list[str]]) -> None:
    assert_approved("".join(f"{line}\n" for act, said in told.items() for line in (act, *(f"    {one}" for one in said))), YEAR)
    assert all(said for act, said in told.items() if " new " not in act)
    # the days after the last talk, and no other
    last = [said for act, said in told.items() if act > "2026-02-24"]
    since = sentences("2026-11-20")
    assert run("2026-11-20", "diff", GRACE).startswith("Grace Adeyemi (grace-adeyemi), since the talk on 23 February 2026\n")
    for act in ("Talked", "Promised by", "New goal", "New skill"):
        assert not any(sentence.startswith(act) for sentence in since)
    assert "Kept: A seat in the bed office" in {sentence for said in last for sentence in said} & set(since)
    assert "Let go: Take the board on Sundays, because “The rota changed” (“Eight Sundays”)" in since
    assert "Open again: Take the board on Sundays" not in since  # it was let go in the end
    assert "Goal reworded: “Act as charge nurse on day shifts” → “Be charge nurse on every day shift”" in since
    assert len(since) == len(set(since))


def from_any_day_on_and_as_data(repository: Repository, told: dict[str, list[str]]) -> None:
    assert (
        sentences("2026-11-20", "--since", "2026-11-02")
        == [sentence for act, said in told.items() if act >= "2026-11-02" for sentence in said][::-1]
    )
    first, head = repository.git("rev-list", "--max-parents=0", "HEAD").strip(), repository.git("rev-parse", "HEAD").strip()
    assert sentences("2026-11-20", "--since", head) == ["Nothing changed"]
    data = msgspec.json.decode(run("2026-11-20", "diff", "--since", first, "--format", "json"))
    (plan,) = data["plans"]
    assert (plan["key"], plan["since"]["commit"], plan["state"], data["summary"]["changed"]) == (GRACE, first, "changed", 1)
    assert [one["text"] for one in plan["sentences"]] == sentences("2026-11-20", "--since", first)
    for form in ("md", "html"):
        assert "Be charge nurse on every day shift" in run("2026-11-20", "diff", "--since", first, "--format", form)


def in_another_file(repository: Repository) -> None:
    before = sentences("2026-11-20")
    repository.git("mv", f"plans/{GRACE}.md", "plans/grace.md")
    repository.commit("2026-11-21")
    printed = run("2026-11-22", "diff", "grace")
    assert re.findall("^- (.*)$", printed, re.M) == [f"The file is called plans/grace.md now (was plans/{GRACE}.md)", *before]
