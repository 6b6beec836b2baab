"""The few things that git is asked, in a way that runs nothing a repository from elsewhere may have planted in its configuration.

Git is told which repository is meant, so that it searches for none: a folder that looks like one, wherever it lies, changes nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cap.refusal import Refusal, reason
from cap.system import program
from cap.workspace.paths import identity, is_tree, real, shown

if TYPE_CHECKING:
    import subprocess

_SAFE = [
    part
    for setting in (
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "log.showSignature=false",
        "safe.bareRepository=explicit",
        "i18n.logOutputEncoding=UTF-8",
        "diff.orderFile=/dev/null",
    )
    for part in ("-c", setting)
]
PATIENCE = 30.0  # seconds; what git is asked takes a few hundredths of one, and a few whole ones in the largest repositories
# Of the variables that steer git, these say where the user's own settings are; the others may come from a hook, and speak of the
# repository that it runs for, which need not be the one that is asked about.
_USERS_OWN = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
# A repository may say that what it lacks is to be fetched, and with which program; or that one commit stands in for another.
# Whatever the language, what git is to look for are bytes.
_AT_HOME = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}


def work_trees(path: Path) -> list[Path]:
    """The roots of the work trees that `path` lies in, there or not yet, the innermost first. Asks the disk, not git."""
    path = real(path)
    return [folder for folder in (path, *path.parents) if is_tree(folder)]


def work_tree(path: Path) -> Path | None:
    """The root of the innermost work tree that `path` lies in, there or not yet; None outside every repository."""
    return next(iter(work_trees(path)), None)


def first_commit(tree: Path) -> str | None:
    """The hash of the root commit (the first of several) of a work tree; None where there is none yet.

    Raises Refusal when git does not say.
    """
    git = tree / ".git"
    if git.is_dir() and not os.path.lexists(git / "HEAD"):
        return None  # no repository, whatever it is
    roots = _run(tree, "rev-list", "--max-parents=0", "HEAD")
    if roots.returncode:
        if _run(tree, "rev-parse", "--quiet", "--verify", "HEAD").returncode == 1:
            return None
        said = roots.stderr.strip().partition("\n")[0]
        raise Refusal(
            f"git says nothing about the first commit of {shown(tree)}: {said}",
            "Private notes lie in a folder that is named after it, so none are read or written until git does.",
        )
    if _run(tree, "rev-parse", "--is-shallow-repository").stdout.strip() == "true":
        raise Refusal(
            f"{shown(tree)} is a shallow clone, without its first commit, after which the folder of private notes is named",
            "`git fetch --unshallow` completes it.",
        )
    return min(roots.stdout.split())


def user_name(folder: Path) -> str:
    """What git calls its user in a folder, by the repository's settings or the user's own; "" when it does not say."""
    return _run(work_tree(folder), "config", "--get", "user.name").stdout.strip()


def remotes(tree: Path) -> list[str]:
    """The names of the other places at which a repository is known to be kept, such as a host for many; `origin` first."""
    return sorted(_run(tree, "remote").stdout.split(), key=lambda name: (name != "origin", name))


def is_elsewhere_too(tree: Path) -> bool:
    """Whether a repository is known to be kept at other places."""
    return bool(remotes(tree))


def commits_with(tree: Path, names: Sequence[str]) -> int | None:
    """How many commits, on any branch, tag or stash, changed one of some files; None when git does not say."""
    counted = _run(tree, "rev-list", "--all", "--count", "--", *(f":(top,literal){name}" for name in names))
    return int(counted.stdout) if counted.returncode == 0 else None


def linked_trees(tree: Path) -> list[Path]:
    """The other work trees of a repository."""
    listed = _names(tree, "worktree", "list", "--porcelain", "-z")
    found = [Path(line.removeprefix("worktree ")) for line in listed if line.startswith("worktree ")]
    return [other for other in found if identity(other) != identity(tree) and other.is_dir()]


def tracked(path: Path) -> list[Path]:
    """What git tracks of a folder: its files, or the folder itself where it is a link or a repository of its own. Each work tree around
    is asked, at its root."""
    place = real(path.parent) / path.name  # a link is tracked as itself
    found: dict[Path, None] = {}
    for where in dict.fromkeys((place, real(path))):
        for tree in work_trees(where.parent if where.is_symlink() else where):
            below = where.relative_to(tree).as_posix()
            names = _names(tree, "ls-files", "-z", "--", f":(top,icase,literal){below}" if below != "." else ":(top)")
            # in another case it is the same folder only where the disk says so
            found |= {tree / name: None for name in names if _is_below(tree, name, where)}
    return list(found)


def _is_below(tree: Path, name: str, where: Path) -> bool:
    file = tree / name
    if file.is_relative_to(where):
        return True
    known = identity(where)
    return known is not None and any(identity(folder) == known for folder in (file, *file.parents))


def up_for_commit(folder: Path, *files: Path) -> Path | None:
    """What git would take along with the next commit: the folder, unless git is told to leave alone whatever is in there; else one of
    `files`, there or not yet, or of the notes that are there, for which an exception is made. None outside every repository.

    The innermost work tree that git answers for decides.
    """
    folder = real(folder)
    trees = work_trees(folder)
    for tree in trees:
        for file in (folder / "anybody.md", *files):
            ignored = _run(tree, "check-ignore", "--quiet", "--", Path(os.path.relpath(file, tree)).as_posix()).returncode
            if ignored > 1:
                break
            if ignored == 1:
                return folder if file.name == "anybody.md" else file
        else:
            below = folder.relative_to(tree).as_posix()
            names = _names(tree, "ls-files", "-z", "--others", "--exclude-standard", "--", f":(top,literal){below}")
            return next((tree / name for name in names if name.endswith(".md")), None)
    return folder if trees else None


class Line(NamedTuple):
    """A line of a file: its number, from 1, and what it says; bytes that are no UTF-8 are kept as surrogates."""

    file: Path
    number: int
    text: str


def lines_like(tree: Path, *patterns: str) -> list[Line]:
    """The lines of a work tree's files that one of some patterns (extended regular expressions) is found in, whether the files are
    tracked, staged, or neither and not left alone."""
    words = ("grep", "-z", "-n", "-a", "-E", "--no-color", "--no-column", "--no-recurse-submodules", "--full-name")
    either = [word for pattern in patterns for word in ("-e", pattern)]
    record = re.compile(r"([^\x00]+)\x00(\d+)[:\x00](.*)\n")
    found: dict[Line, None] = {}
    for where in ("--cached", "--untracked"):
        said = _run(tree, *words, where, *either).stdout
        found |= {Line(tree / name, int(number), text): None for name, number, text in record.findall(said)}
    return sorted(found)


def parting(tree: Path, ref: str) -> str:
    """The commit from which the current branch of a work tree and `ref` went apart. Raises Refusal."""
    if ref.startswith("-"):
        raise Refusal(f"`{ref}` is an option, where a commit or a branch is meant", "For example: cap lint --since main")
    found = _run(tree, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    if found.returncode == 127:
        raise Refusal(found.stderr, "Install git, or leave out --since.")
    common = found if found.returncode else _run(tree, "merge-base", found.stdout.strip(), "HEAD")
    if common.returncode == 0:
        return common.stdout.strip()
    if _run(tree, "rev-parse", "--is-shallow-repository").stdout.strip() == "true":
        raise Refusal(
            f"{tree} is a shallow clone, whose history does not reach back to where `{ref}` and the current branch went apart",
            "`git fetch --unshallow` completes it; on a build server, `fetch-depth: 0` (GitHub) or `GIT_DEPTH: 0` (GitLab) fetches all.",
        )
    if found.returncode:
        raise Refusal(f"git knows no commit `{ref}` in {tree}", "Check the name; `git branch --all` lists the branches.")
    raise Refusal(
        f"git finds no commit in {tree} that `{ref}` and the current branch have in common",
        "Name a commit that the branch began at, or leave out --since.",
    )


def files_at(tree: Path, commit: str) -> dict[str, str]:
    """Every file of a commit, by its path from the root, with the name under which git has what it holds. Raises Refusal."""
    listed = _run(tree, "ls-tree", "-r", "-z", "--full-tree", commit)
    if listed.returncode:
        raise Refusal(f"git cannot list the files of {commit[:12]} in {shown(tree)}", "Fetch the whole history first.")
    rows = (row.partition("\t") for row in listed.stdout.split("\0") if row)
    return {path: about.split()[2] for about, _, path in rows}


def ignored(tree: Path, names: Sequence[str]) -> set[str]:
    """Those of some files that git is told to leave alone."""
    listed = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--")
    return set(_names(tree, *listed, *(f":(top,literal){name}" for name in names))) if names else set()


def sparse(tree: Path) -> set[str]:
    """The files that git holds and leaves off the disk, as in a sparse checkout."""
    return {line[2:] for line in _names(tree, "ls-files", "-z", "-t") if line.startswith("S ")}


def has_own(tree: Path, name: str) -> bool:
    """Whether a repository keeps a file or a folder of that name for this work tree, as while a merge goes on."""
    where = _run(tree, "rev-parse", "--git-path", name)
    return where.returncode == 0 and os.path.lexists(tree / where.stdout.rstrip("\n"))


def branch(tree: Path) -> str:
    """The branch that is checked out; "" for none."""
    return _run(tree, "symbolic-ref", "--quiet", "--short", "HEAD").stdout.strip()


def of_user(otherwise: Mapping[str, str]) -> dict[str, str]:
    """Settings as the user's own say, and not a repository's: those of the keys, else their values here."""
    found = dict(otherwise)
    for where in ("--system", "--global"):
        for line in _names(None, "config", where, "--includes", "-z", "--list"):
            key, _, value = line.partition("\n")
            found |= {name: value for name in otherwise if name.lower() == key.lower()}
    return found


def editor_of_user() -> str:
    """The editor that the user has chosen for git; "" without one. What a repository says does not count: it names a program."""
    for where in ("--global", "--system"):
        chosen = _run(None, "config", where, "--includes", "--get", "core.editor").stdout.strip()
        if chosen:
            return chosen
    return ""


def _names(tree: Path | None, *words: str) -> list[str]:
    """The files that git names; none when it fails."""
    done = _run(tree, *words)
    return [name for name in done.stdout.split("\0") if name] if done.returncode == 0 else []


def call(tree: Path | None, *words: str) -> tuple[list[str], dict[str, str]] | None:
    """The command line that asks git about a work tree, or about none, and the environment for it; None where there is no git."""
    git = program("git")
    if git is None:
        return None
    where = [f"--git-dir={tree / '.git'}", f"--work-tree={tree}", "-C", str(tree)] if tree else [f"--git-dir={os.devnull}"]
    return [git, *_SAFE, *where, *words], world() | _AT_HOME


def world(*more: str) -> dict[str, str]:
    """The environment for git, without what a hook may have set for another repository; `more` are beginnings of names that stay."""
    kept = os.environ.items()
    return {
        name: value
        for name, value in kept
        if not name.startswith("GIT_") or name in _USERS_OWN or (more and name.startswith(more))
    }


def silent(tree: Path | None) -> Refusal:
    """What to say when git does not answer in time."""
    return Refusal(
        f"git has not answered within {PATIENCE:g} seconds, asked about {shown(tree) if tree else 'your settings'}",
        "Try `git status` there: a pipe in the place of one of its files, or a disk far away, keeps it waiting.",
    )


def _run(tree: Path | None, *words: str) -> subprocess.CompletedProcess[str]:
    import subprocess

    done = _run_raw(tree, *words)
    out, err = (said.decode(errors="surrogateescape") for said in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def _run_raw(tree: Path | None, *words: str) -> subprocess.CompletedProcess[bytes]:
    import subprocess

    asked = call(tree, *words)
    if asked is None:
        return subprocess.CompletedProcess(words, 127, b"", b"git cannot be started: there is no such program")
    command, environment = asked
    try:
        return subprocess.run(command, capture_output=True, env=environment, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise silent(tree) from None
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, b"", f"git cannot be started: {reason(error)}".encode())


def merged_lines(base: bytes, ours: bytes, theirs: bytes) -> list[bytes | tuple[bytes, bytes, bytes]]:
    """Merge three texts by their lines, as git does: what is settled, and base, ours and theirs of what is not. Raises Refusal."""
    import tempfile

    versions = {"ours": ours, "base": base, "theirs": theirs}
    size = 1 + max(19, *(len(line) for raw in versions.values() for line in _SIGNS.findall(raw)), 0)
    with tempfile.TemporaryDirectory(prefix="cap-") as folder:
        for name, raw in versions.items():
            (Path(folder) / name).write_bytes(raw)
        names = [part for name in versions for part in ("-L", name)]
        words = ("merge-file", "-p", "--diff3", f"--marker-size={size}", *names, *(str(Path(folder) / name) for name in versions))
        done = _run_raw(None, *words)
    if not 0 <= done.returncode < 128:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise Refusal(f"git cannot merge these texts: {said}")
    marks = [re.escape(sign * size) for sign in (b"<", b"|", b"=", b">")]
    hunk = re.compile(rb"^%b ours\r?\n(.*?)^%b base\r?\n(.*?)^%b\r?\n(.*?)^%b theirs\r?\n" % tuple(marks), re.M | re.S)
    found: list[bytes | tuple[bytes, bytes, bytes]] = []
    reached = 0
    for match in hunk.finditer(done.stdout):
        found += [done.stdout[reached : match.start()], (match[2], match[1], match[3])]
        reached = match.end()
    found.append(done.stdout[reached:])
    return [part for part in found if part]


_SIGNS = re.compile(rb"^(?:<+|\|+|=+|>+)", re.M)  # what could be taken for a marker


def set_config(tree: Path, key: str, value: str) -> None:
    """Set a key of a repository's configuration, in this clone alone. Raises Refusal."""
    done = _run(tree, "config", "--local", "--replace-all", key, value)
    if done.returncode:
        said = done.stderr.strip().partition("\n")[0]
        raise Refusal(f"git does not take the setting {key} for {shown(tree)}: {said}")
