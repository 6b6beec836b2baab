"""What git has stored, read by one `git cat-file --batch`: files by their ids, and which files a commit or the index holds.

Nothing is checked out, compared or filtered by git, so that nothing which a repository may have planted is run.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from cap.refusal import Refusal, Unreadable, reason
from cap.workspace import git
from cap.workspace.files import LARGEST
from cap.workspace.paths import shown

if TYPE_CHECKING:
    import subprocess
    from types import TracebackType

MOST = 1 << 28  # bytes that git may say at once: a million versions
_AHEAD = 3000  # bytes of questions that git has not answered yet; a pipe holds 4,096 at the least
_HEADER = re.compile(rb"([0-9a-f]{40,64}) (\w+) ([0-9]+)\n")
_FILES = (b"100644", b"100755", b"100664")  # a link, or a repository in the repository, is no plan


class Asked:
    """A running git, ended with the block. `said` is what it says; reading it raises Refusal when git keeps silent for too long."""

    def __init__(self, tree: Path, *words: str) -> None:
        import subprocess

        asked = git.call(tree, "--no-pager", "--literal-pathspecs", *words)
        if asked is None:
            raise Refusal("git cannot be started: there is no such program", "Install git, or give two files.")
        command, world = asked
        self._tree, self._since, self._over = tree, 0.0, threading.Event()
        try:
            self._git: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=world
            )
        except OSError as error:
            raise Refusal(f"git cannot be started: {reason(error)}", "Install git, or give two files.") from None
        self._silent, self._errors = False, b""
        self._threads = [threading.Thread(target=task, daemon=True) for task in (self._watch, self._collect_errors)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        for stream in (self._git.stdin, self._git.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be said to a git that is gone
                    stream.close()
        self._git.kill()
        self._git.wait()
        for thread in self._threads:
            thread.join()
        if self._git.stderr is not None:
            self._git.stderr.close()

    def _watch(self) -> None:
        """End a git that keeps somebody waiting."""
        while not self._over.wait(0.2):
            if self._since and time.monotonic() - self._since > git.PATIENCE:
                self._silent = True
                self._git.kill()
                return

    def _collect_errors(self) -> None:
        """Take what git complains about, or a full pipe would stop it; the beginning is enough."""
        assert self._git.stderr is not None
        while said := self._git.stderr.read(4096):
            self._errors = (self._errors + said)[:4096]

    def _read(self, size: int | None) -> bytes:
        """So many bytes, or a line; fewer only when git has ended."""
        assert self._git.stdout is not None
        stream: BinaryIO = self._git.stdout  # type: ignore[assignment]  # a pipe read in bytes
        self._since = time.monotonic()
        try:
            return stream.readline(MOST) if size is None else stream.read(size)
        finally:
            self._since = 0.0
            if self._silent:
                raise git.silent(self._tree)

    def everything(self) -> bytes:
        """All that git says; empty input for what it reads. Raises Refusal when it fails, or says more than anybody can mean."""
        assert self._git.stdin is not None
        self._git.stdin.close()
        parts, size = [], 0
        while part := self._read(1 << 20):
            parts.append(part)
            size += len(part)
            if size > MOST:
                raise Refusal(
                    f"the history of {shown(self._tree)} is too long to be told", "Name a later beginning with --since."
                )
        self._since = time.monotonic()  # a git that says no more has to end, too
        if self._git.wait():
            self._since = 0.0
            if self._silent:
                raise git.silent(self._tree)
            self._threads[1].join(git.PATIENCE)
            raise Failed(self._tree, self._errors.decode(errors="replace").strip())
        return b"".join(parts)

    def say(self, lines: bytes) -> None:
        """Say something to a git that listens. What it does not hear any more it answers with nothing."""
        assert self._git.stdin is not None
        with contextlib.suppress(OSError):
            self._git.stdin.write(lines)
            self._git.stdin.flush()

    def hear(self, size: int | None = None) -> bytes:
        """So many bytes of what git says, or a line; fewer only when it has ended."""
        return self._read(size)


class Failed(Refusal):
    """Git did not do what it was asked to; `said` is what it says, which may be nothing."""

    def __init__(self, tree: Path, said: str) -> None:
        first = said.partition("\n")[0].removeprefix("fatal: ")
        super().__init__(f"git says nothing about {shown(tree)}: {first or 'it stopped'}", "Try `git log` there.")
        self.said = said


class Objects(Asked):
    """The files of a repository by their ids, in all versions; used as a block."""

    def __init__(self, tree: Path) -> None:
        super().__init__(tree, "cat-file", "--batch")
        self._at: Path = tree
        self._last: tuple[str, bytes] | None = None

    def read(self, blob: str) -> bytes:
        """What a file held. Raises Unreadable when that is not there, as in a clone that leaves old versions out, or too large."""
        if self._last is None or self._last[0] != blob:
            self.say(blob.encode() + b"\n")
            raw = self._answer()
            if isinstance(raw, Unreadable):
                raise raw
            self._last = blob, self._there(blob, raw)
        return self._last[1]

    def read_all(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """What files held, in order, one after the other; not to be mixed with other questions. Raises Unreadable as `read` does."""
        for blob, raw in zip(blobs, self._answers([blob.encode() for blob in blobs]), strict=True):
            if isinstance(raw, Unreadable):
                raise raw
            yield self._there(blob, raw)

    def files(self, wanted: Sequence[tuple[str, str]]) -> Iterator[bytes | Unreadable | None]:
        """What files held in commits, given by commit and path, in order: None for one that was not there; not to be mixed with other
        questions."""
        names = [f"{commit}:".encode() + path.encode("utf-8", "surrogateescape") for commit, path in wanted]
        # what is asked stands on one line: a file with another in its name has to be looked for among all
        odd = {
            number: files_of(self._at, commit).get(path, "0" * 40) for number, (commit, path) in enumerate(wanted) if "\n" in path
        }
        return self._answers([odd[number].encode() if number in odd else name for number, name in enumerate(names)])

    def file(self, commit: str, path: str) -> bytes | Unreadable | None:
        """The same of one file."""
        return next(self.files([(commit, path)]))

    def _answers(self, names: Sequence[bytes]) -> Iterator[bytes | Unreadable | None]:
        """What objects' names stand for. Some questions are asked ahead, so that neither side waits for the other; never more of them
        than fit into a pipe that nobody reads."""
        asked, ahead = 0, [0]
        for number in range(len(names)):
            if sum(ahead) < _AHEAD // 2:
                start = asked
                while asked < len(names) and (asked == number or sum(ahead) + len(names[asked]) < _AHEAD):
                    ahead.append(len(names[asked]) + 1)
                    asked += 1
                self.say(b"".join(name + b"\n" for name in names[start:asked]))
            yield self._answer()
            ahead.pop(1)

    def _answer(self) -> bytes | Unreadable | None:
        """The file that git answers with; None when there is none."""
        header = _HEADER.fullmatch(self.hear())
        if header is None:
            return None
        blob, size = header[1].decode(), int(header[3])
        if size > LARGEST:
            while size > 0:  # what is not wanted has to be heard all the same
                size -= len(self.hear(min(size, 1 << 20))) or size
            self.hear(1)
            return Unreadable(f"a version is too large for a plan: {blob[:12]}")
        raw = self.hear(size)
        self.hear(1)
        if len(raw) != size:
            return Unreadable(f"git stopped in the middle of a version: {blob[:12]}", "`git fsck` tells what is damaged.")
        return raw if header[2] == b"blob" else None

    def _there(self, blob: str, raw: bytes | None) -> bytes:
        if raw is None:
            raise Unreadable(
                f"a version is missing in {shown(self._at)}: {blob[:12]}",
                "The clone leaves out what it does not need, or is damaged: `git fsck` tells which.",
            )
        return raw


def ask(tree: Path, *words: str) -> bytes:
    """What git says to a question. Raises Failed when it fails."""
    with Asked(tree, *words) as asked:
        return asked.everything()


def head(tree: Path) -> str | None:
    """The commit that a work tree is at; None before the first one. Raises Failed where there is no repository after all."""
    try:
        return ask(tree, "rev-parse", "--quiet", "--verify", "HEAD^{commit}").decode().strip()
    except Failed as failed:
        if failed.said:
            raise
        return None


def is_shallow(tree: Path) -> bool:
    """Whether older commits were left out when the repository was cloned."""
    return ask(tree, "rev-parse", "--is-shallow-repository").strip() == b"true"


def commit_named(tree: Path, ref: str) -> str | None:
    """The commit that a branch, a tag, a hash or the like names; None where it names none."""
    if not ref or ref.startswith("-") or re.search(r"[\x00-\x20\x7f]", ref):
        return None
    try:
        return ask(tree, "rev-parse", "--quiet", "--verify", "--end-of-options", ref + "^{commit}").decode().split()[-1]
    except Failed:
        return None


def where_they_parted(tree: Path, one: str, other: str) -> str | None:
    """The last commit that two have in common; None where they have none."""
    try:
        return ask(tree, "merge-base", one, other).decode().split()[0]
    except Failed:
        return None


def files_of(tree: Path, commit: str, folders: Sequence[str] = ()) -> dict[str, str]:
    """The files that a commit holds, below some folders or all of them: path from the tree's root → id. Raises Failed."""
    listed = ask(tree, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *_below(folders))
    found = {}
    for line in listed.split(b"\0"):
        about, _, path = line.partition(b"\t")
        if about[:6] in _FILES:
            found[text_of(path)] = about.split()[2].decode()
    return found


def files_staged(tree: Path, folders: Sequence[str] = ()) -> dict[str, str]:
    """The files that the next commit will hold, as `files_of`; one in conflict is left out. Raises Failed."""
    listed = ask(tree, "ls-files", "-s", "-z", "--full-name", "--", *_below(folders))
    found = {}
    for line in listed.split(b"\0"):
        about, _, path = line.partition(b"\t")
        mode, _, rest = about.partition(b" ")
        if mode in _FILES and rest.endswith(b" 0"):
            found[text_of(path)] = rest.split()[0].decode()
    return found


def text_of(path: bytes) -> str:
    """A path as git stores it."""
    return path.decode("utf-8", "surrogateescape")


def _below(folders: Sequence[str]) -> list[str]:
    return [folder for folder in folders if folder not in ("", ".")] if "." not in folders and "" not in folders else []
