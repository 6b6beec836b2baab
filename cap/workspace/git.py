"""The few things that git is asked, in a way that runs nothing a repository from elsewhere may have planted in its configuration.

Git is told which repository is meant, so that it searches for none: a folder that looks like one, wherever it lies, changes nothing.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cap.refusal import Refusal, reason
from cap.system import program
from cap.workspace.paths import identity, is_tree, real, shown

if TYPE_CHECKING:
    import subprocess

_SAFE = [
    part
    for setting in ("core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false", "safe.bareRepository=explicit")
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


def is_elsewhere_too(tree: Path) -> bool:
    """Whether a repository is known to be kept at other places, such as a host for many."""
    return bool(_run(tree, "remote").stdout.strip())


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


def editor_of_user() -> str:
    """The editor that the user has chosen for git; "" without one. What a repository says does not count: it names a program."""
    for where in ("--global", "--system"):
        chosen = _run(None, "config", where, "--includes", "--get", "core.editor").stdout.strip()
        if chosen:
            return chosen
    return ""


def _names(tree: Path, *words: str) -> list[str]:
    """The files that git names; none when it fails."""
    done = _run(tree, *words)
    return [name for name in done.stdout.split("\0") if name] if done.returncode == 0 else []


def _run(tree: Path | None, *words: str) -> subprocess.CompletedProcess[str]:
    import subprocess

    done = _run_raw(tree, *words)
    out, err = (said.decode(errors="surrogateescape") for said in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def _run_raw(tree: Path | None, *words: str) -> subprocess.CompletedProcess[bytes]:
    import subprocess

    git = program("git")
    if git is None:
        return subprocess.CompletedProcess(words, 127, b"", b"git cannot be started: there is no such program")
    where = [f"--git-dir={tree / '.git'}", f"--work-tree={tree}", "-C", str(tree)] if tree else [f"--git-dir={os.devnull}"]
    command = [git, *_SAFE, *where, *words]
    world = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _USERS_OWN} | _AT_HOME
    try:
        return subprocess.run(command, capture_output=True, env=world, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Refusal(
            f"git has not answered within {PATIENCE:g} seconds, asked about {shown(tree) if tree else 'your settings'}",
            "Try `git status` there: a pipe in the place of one of its files, or a disk far away, keeps it waiting.",
        ) from None
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
