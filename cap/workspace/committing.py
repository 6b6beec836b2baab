"""A commit of a few files, as the user would make it, and nothing else in it.

Whatever is asked before it runs nothing that a repository may have planted (see git.py). The commit itself is the user's own act: it runs
the hooks and the filters that `git commit` would, without which an encrypted repository would take a plan in the clear. What a commit
does not need stays off: watching programs, maintenance, editors; and what signs it is what the user's own settings name.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from cap.refusal import Refusal, reason
from cap.system import program
from cap.workspace import git
from cap.workspace.objects import head
from cap.workspace.paths import shown

_PATIENCE = 1800.0  # seconds; a hook may have to install what it runs first
_MOST_LINES = 40  # of what a hook says
_OFF = (
    "core.fsmonitor=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "core.editor=:",
    "commit.template=",
    "safe.bareRepository=explicit",
)
# What signs a commit, if the user's own settings name nothing else.
_SIGNING = {
    "gpg.program": "gpg",
    "gpg.openpgp.program": "gpg",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.program": "ssh-keygen",
    "gpg.ssh.defaultKeyCommand": "",
}
_WHO = ("GIT_AUTHOR_", "GIT_COMMITTER_")  # what says who commits, and when
_DOING = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}


def require_ready(tree: Path) -> None:
    """Refuse a repository in which a commit would get in the way of something, or get lost. Raises Refusal."""
    where = shown(tree) if shown(tree) != "." else "this repository"
    doing = next((what for mark, what in _DOING.items() if git.has_own(tree, mark)), None)
    if doing:
        raise Refusal(
            f"{where} is in the middle of a {doing}",
            f"Nothing was committed. End it first: settle what it stopped at, `git add` it, then git {doing} --continue; or git {doing} --abort.",
        )
    if not git.branch(tree):
        raise Refusal(
            f"no branch is checked out in {where}, so a commit would belong to none, and could get lost",
            "Nothing was committed. Go to a branch (git switch main), or make one here: git switch -c NAME",
        )


def commit(tree: Path, paths: Sequence[str], new: Sequence[str], message: str) -> str:
    """Commit some files as they are by now, from the root of a work tree, and nothing else: what is staged beside them stays staged. The
    commit's hash, in short. `new` are those of them that git does not track yet.

    Raises Refusal when git, or a hook of the repository, does not commit; then the index is as it was.
    """
    if _git(tree, "", "var", "GIT_COMMITTER_IDENT")[0]:
        raise Refusal(
            "git does not know who you are, and a commit says who made it",
            'Nothing was committed. Tell it: git config --global user.name "Ruth Lindqvist"; and in the same way user.email',
        )
    with _listed(paths) as all_, _listed(new) as untracked:
        if new:
            _require(_git(tree, "", "add", "--intent-to-add", *untracked, hooks=False), "git does not take a new plan")
        try:
            words = ("commit", "--only", "--quiet", "--cleanup=whitespace", "--file=-")
            _require(_git(tree, message, *words, *all_), "git, or a hook of the repository, has not committed")
        except BaseException:
            if new:
                _git(tree, "", "rm", "--cached", "--quiet", "--ignore-unmatch", *untracked, hooks=False)
            raise
    return (head(tree) or "")[:8]


@contextlib.contextmanager
def _listed(paths: Sequence[str]) -> Iterator[list[str]]:
    """The options that name files to git: by way of a file, since thousands fit on no command line."""
    descriptor, name = tempfile.mkstemp(prefix="cap-save-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(b"".join(os.fsencode(path) + b"\0" for path in paths))
        yield [f"--pathspec-from-file={name}", "--pathspec-file-nul"]
    finally:
        Path(name).unlink()


def _require(done: tuple[int, str], what: str) -> None:
    code, said = done
    if code:
        lines = said.strip().splitlines()
        more = [f"… and {len(lines) - _MOST_LINES} lines more"] if len(lines) > _MOST_LINES else []
        told = "".join(f"\n       {line}" for line in (*lines[:_MOST_LINES], *more))
        because = ", and says:" if told else ""
        raise Refusal(f"{what}{because}{told}", "Nothing was committed, and all is as it was.")


def _git(tree: Path, said_to: str, *words: str, hooks: bool = True) -> tuple[int, str]:
    """Let git do something in a work tree, as its user would; the exit code, and what was said. Raises Refusal."""
    import subprocess

    found = program("git")
    if found is None:
        raise Refusal("git cannot be started: there is no such program", "Nothing was committed.")
    settings = [*_OFF, *(f"{key}={value}" for key, value in git.of_user(_SIGNING).items()), "user.useConfigOnly=true"]
    settings += [] if hooks else ["core.hooksPath=/dev/null"]
    command = [found, *(part for setting in settings for part in ("-c", setting)), "-C", str(tree), "--literal-pathspecs", *words]
    # The repository is found as always, so that its hooks run in the world they know; and it is this one or none.
    world = git.world(*_WHO) | {"GIT_CEILING_DIRECTORIES": str(tree.parent), "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            command,
            input=said_to,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="surrogateescape",
            env=world,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        raise Refusal(f"git, or a hook of the repository, was not done in {_PATIENCE / 60:g} minutes") from None
    except OSError as error:
        raise Refusal(f"git cannot be started: {reason(error)}", "Nothing was committed.") from None
    return done.returncode, done.stdout
