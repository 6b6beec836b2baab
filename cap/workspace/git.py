"""The few things that git is asked, in a way that runs nothing a repository from elsewhere may have planted in its configuration."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from cap.refusal import Refusal, reason
from cap.workspace.paths import is_tree, real, shown

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
# A repository may say that what it lacks is to be fetched, and with which program.
_AT_HOME = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}


def work_tree(path: Path) -> Path | None:
    """The root of the work tree that `path` lies in, there or not yet; None outside every repository. Asks the disk, not git."""
    path = real(path)
    return next((folder for folder in (path, *path.parents) if is_tree(folder)), None)


def first_commit(folder: Path) -> str | None:
    """The hash of the root commit (the first of several) of the work tree `folder`; None where there is none yet.

    Raises Refusal when git does not say.
    """
    git = folder / ".git"
    if git.is_dir() and not os.path.lexists(git / "HEAD"):
        return None  # no repository, whatever it is
    roots = _run(folder, "rev-list", "--max-parents=0", "HEAD")
    if roots.returncode:
        if _run(folder, "rev-parse", "--quiet", "--verify", "HEAD").returncode == 1:
            return None
        said = roots.stderr.strip().partition("\n")[0]
        raise Refusal(
            f"git says nothing about the first commit of {shown(folder)}: {said}",
            "Private notes lie in a folder that is named after it, so none are read or written until git does.",
        )
    if _output(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise Refusal(
            f"{shown(folder)} is a shallow clone, without its first commit, after which the folder of private notes is named",
            "`git fetch --unshallow` completes it.",
        )
    return min(roots.stdout.split())


def tracked_below(folder: Path) -> list[str]:
    """The files below `folder` that git tracks, relative to it."""
    return [name for name in _output(folder, "ls-files", "-z").split("\0") if name]


def is_ignored(path: Path) -> bool:
    """Whether git is told to leave the file `path`, there or not yet, alone."""
    path = real(path)
    tree = work_tree(path)
    return tree is not None and _run(tree, "check-ignore", "--quiet", "--", str(path.relative_to(tree))).returncode == 0


def _output(folder: Path, *words: str) -> str:
    """What git prints; nothing when it fails."""
    done = _run(folder, *words)
    return done.stdout if done.returncode == 0 else ""


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", *_SAFE, "-C", str(folder), *words]
    world = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | _AT_HOME
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="surrogateescape", env=world, check=False)
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, "", f"git cannot be started: {reason(error)}")
