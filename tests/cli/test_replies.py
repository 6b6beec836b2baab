"""What people write back in their mail programs before a talk, and what is understood of it: each reply as it was saved, and the transcript."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.transcripts import assert_approved

HERE = Path(__file__).parent / "replies"
GRACE = Path(__file__).parents[1] / "agenda" / "by-hand" / "grace-plan.md"


def test_each_reply_comes_to_what_was_meant(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAP_TODAY", "2027-04-16")
    monkeypatch.setenv("COLUMNS", "1000")
    said = ["# What each reply comes to\n"]
    plan = Path("plans/grace.md")
    for reply in sorted(HERE.glob("[0-9]*")):
        plan.write_bytes(GRACE.read_bytes())
        for file in data.rglob("grace.sealed"):  # each reply comes to somebody who has none yet
            file.unlink()
        shutil.copy(reply, reply.name)
        result = run("prep", plan.stem, "--read", reply.name, "--yes")
        assert isinstance(result.exception, SystemExit | None), result.exception
        lines = [line for line in result.output.split("\n") if line and "`cap undo" not in line]
        lines = [line.partition(" in ")[0] if "are sealed in" in line else line for line in lines]
        said.append(f"## {reply.name}\n\n" + "\n".join(f"    {line}" for line in [*lines, *opened(data)]) + "\n")
    assert_approved("\n".join(said), HERE / "understood.md")


def opened(data: Path) -> list[str]:
    """What is sealed, as nobody gets to see it."""
    found = [line for file in data.rglob("grace.sealed") for line in file.read_text("utf-8").split("\n")[1:-1]]
    return ["sealed: {1}: {2} {3!r}".format(*json.loads(b64decode(line, validate=True))) for line in found]
