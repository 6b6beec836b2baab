"""Plans with a past: a repository in which each plan was begun, talked about and changed since, and one plan with very many versions."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.corpus import TODAY, plan_text
from benchmarks.processes import NotThere

_ROLE = re.compile(rb"(?m)^role: [^\r\n]*")
_TALK = re.compile(rb"date: (\d{4}-\d\d-\d\d)")


def people(folder: Path, count: int) -> Path:
    """A repository with so many plans, three versions of each: before the last talk, on its day, and later."""
    commits = []
    for number in range(count):
        stem, raw = plan_text(number)
        day = date.fromisoformat(max(_TALK.findall(raw.partition(b"conversations:")[2])).decode())
        later = _ROLE.sub(b"role: Head of everything", raw)
        name = f"plans/{stem}.md"
        versions = ((day - timedelta(30), raw + b"\nBefore.\n"), (day, raw), (min(day + timedelta(10), TODAY), later))
        commits += [(when, name, text) for when, text in versions]
    return _made(folder / f"people-{count}", sorted(commits, key=lambda commit: commit[0]))


def one_person(folder: Path, count: int) -> Path:
    """A repository with one plan, and so many versions of it, each with another role."""
    raw = plan_text(0)[1]
    commits = [
        (TODAY - timedelta(count - number), "plans/alice.md", _ROLE.sub(b"role: Head of %d" % number, raw))
        for number in range(count)
    ]
    return _made(folder / f"versions-{count}", commits)


def _made(root: Path, commits: list[tuple[date, str, bytes]]) -> Path:
    if not (root / ".git").is_dir():
        root.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
            subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=b"".join(_stream(commits)), check=True)
            subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise NotThere(f"git makes no repository: {error}") from None
    return root


def _stream(commits: list[tuple[date, str, bytes]]) -> Iterator[bytes]:
    for when, name, text in commits:
        seconds = (when - date(1970, 1, 1)).days * 86400 + 43200
        yield b"commit refs/heads/main\ncommitter Ruth <ruth@example.org> %d +0000\ndata 0\n" % seconds
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(text), text)
