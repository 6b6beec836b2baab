"""The few things that git is asked, in a way that runs nothing a repository from elsewhere may have planted in its configuration."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false")


def work_tree(path: Path) -> Path | None:
    """The root of the work tree that `path` lies in, there or not yet; None outside every repository. Asks the disk, not git."""
    path = path.resolve()
    return next((folder for folder in (path, *path.parents) if (folder / ".git").exists()), None)


def first_commit(folder: Path) -> str | None:
    """The hash of a repository's root commit (the first of several); None where there is none yet, or no git."""
    return next(iter(sorted(_lines(folder, "rev-list", "--max-parents=0", "HEAD"))), None)


def tracked_below(folder: Path) -> list[str]:
    """The files below `folder` that git tracks, relative to it."""
    return [name for name in "\n".join(_lines(folder, "ls-files", "-z")).split("\0") if name]


def is_ignored(path: Path) -> bool:
    """Whether git is told to leave `path` alone."""
    return _run(path.parent, "check-ignore", "--quiet", path.name).returncode == 0


def _lines(folder: Path, *words: str) -> list[str]:
    done = _run(folder, *words)
    return done.stdout.splitlines() if done.returncode == 0 else []


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", *_SAFE, "-C", str(folder), *words]
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="surrogateescape", check=False)
    except OSError:  # no git here
        return subprocess.CompletedProcess(command, 127, "", "")
