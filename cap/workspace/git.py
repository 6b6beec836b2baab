"""The few things that git is asked, in a way that runs nothing a repository from elsewhere may have planted in its configuration."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false")
# What tells a hook, and all that it starts, which repository it runs for; that need not be the one that is asked about.
_OF_A_HOOK = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
)


def work_tree(path: Path) -> Path | None:
    """The root of the work tree that `path` lies in, there or not yet; None outside every repository. Asks the disk, not git."""
    path = path.resolve()
    return next((folder for folder in (path, *path.parents) if (folder / ".git").exists()), None)


def first_commit(folder: Path) -> str | None:
    """The hash of a repository's root commit (the first of several); None where there is none yet, or no git."""
    return min(_output(folder, "rev-list", "--max-parents=0", "HEAD").split(), default=None)


def tracked_below(folder: Path) -> list[str]:
    """The files below `folder` that git tracks, relative to it."""
    return [name for name in _output(folder, "ls-files", "-z").split("\0") if name]


def is_ignored(path: Path) -> bool:
    """Whether git is told to leave the file `path`, there or not yet, alone."""
    path = path.resolve()
    tree = work_tree(path)
    return tree is not None and _run(tree, "check-ignore", "--quiet", "--", str(path.relative_to(tree))).returncode == 0


def _output(folder: Path, *words: str) -> str:
    """What git prints; nothing when it fails."""
    done = _run(folder, *words)
    return done.stdout if done.returncode == 0 else ""


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", *_SAFE, "-C", str(folder), *words]
    world = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="surrogateescape", env=world, check=False)
    except OSError:  # no git here
        return subprocess.CompletedProcess(command, 127, "", "")
