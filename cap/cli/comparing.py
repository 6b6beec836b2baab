"""What `cap diff` is asked for: whose plan, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.cli.common import readable
from cap.history.telling import Compared, Told, tell
from cap.refusal import Refusal, Unreadable
from cap.text.shell import for_shell
from cap.workspace import compared as versions
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace

_TITLES = {"--staged": versions.STAGED.words, "--unstaged": versions.UNSTAGED.words}


class Asked(NamedTuple):
    """What stands on the command line."""

    names: Sequence[str]
    since: str | None
    staged: bool
    unstaged: bool


class Found(NamedTuple):
    """What is told, under which title if it is one for all, and what had to be left out, in sentences."""

    told: list[Told]
    title: str
    left_out: Sequence[str]


def compared(asked: Asked, workspace: Workspace, today: date) -> Found:
    """Compare what is asked for. Raises Refusal; of a plan that cannot be read print why, and exit with 1."""
    ways = [
        word
        for word, given in (("--since", asked.since is not None), ("--staged", asked.staged), ("--unstaged", asked.unstaged))
        if given
    ]
    if len(ways) > 1:
        raise Refusal(f"{' and '.join(ways)} ask for different things", "Give one of them.")
    if len(asked.names) > 1:
        return _one(_files(asked.names, ways, workspace))
    if asked.names:
        path, reading, _ = readable(asked.names[0], workspace)
        found = list(_wanted(asked, workspace, today, path)) if ways else [versions.since_talk(path, reading, today)]
        if not found:
            raise Refusal(f"{shown(path)} is not staged, and was not before", f"git add {for_shell(shown(path))}")
        return _one(found[0])
    if ways:
        return _everyone(_wanted(asked, workspace, today, None), _TITLES.get(ways[0], f"since {asked.since}"))
    return _everyone(versions.everyone_since_talk(workspace, today), "")


def _files(names: Sequence[str], ways: Sequence[str], workspace: Workspace) -> Compared:
    if len(names) > 2 or not all(Path(name).is_file() for name in names):
        missing = next((name for name in names if not Path(name).is_file()), names[-1])
        raise Refusal(
            f"this takes one person, or two files; `{missing}` is {'one too many' if Path(missing).is_file() else 'no file'}",
            "cap diff alice; cap diff old.md new.md; without a name it is about everyone.",
        )
    if ways:
        raise Refusal(f"two files are compared with each other, and {ways[0]} asks git", "Leave out one of the two.")
    return versions.two_files(Path(names[0]), Path(names[1]), workspace)


def _wanted(asked: Asked, workspace: Workspace, today: date, only: Path | None) -> Iterable[Compared]:
    if asked.since is not None:
        return versions.since_point(asked.since, workspace, today, only)
    return versions.staged(workspace, only) if asked.staged else versions.unstaged(workspace, only)


def _one(two: Compared) -> Found:
    if two.unreadable:
        raise Unreadable(
            f"{two.path} cannot be read as a plan {two.unreadable} {two.since.words}",
            "`cap lint` says why of a file that is there; another --since compares with another version.",
        )
    return Found([tell(two)], "", ())


def _everyone(found: Iterable[Compared], title: str) -> Found:
    """Whoever's plan changed; without a title each says by itself since when."""
    told: list[Told] = []
    broken: list[str] = []
    talked = False
    for two in found:
        title = two.since.words if title else ""
        if two.new is not None and two.new.is_example:
            continue
        talked = talked or (two.since.what == "talk" and not two.unreadable)
        if two.unreadable:
            broken.append(f"{two.path} ({two.unreadable})")
        elif (one := tell(two)).state != "same":
            told.append(one)
    left_out = [f"Left out, because it cannot be read as a plan: {', '.join(broken)}."] if broken else []
    if not title and not talked:
        left_out.append("Git knows of no talk yet. `cap diff --since DATE` begins with a day, or with a branch or a commit.")
    return Found(told, title or "since the last talk with each", left_out)
