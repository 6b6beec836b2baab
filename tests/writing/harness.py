"""What writing is tried with: system calls that fail, processes that are killed, commands that write at the same time.

Every function returns counts; the tests check them for small numbers, `python -m tests.writing.full` prints them for the full ones.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from cap import system
from cap.edit.apply import Append, apply
from cap.plan.read import read
from cap.refusal import Refusal
from cap.workspace import files, landing, locking, private, writing
from cap.workspace.writing import update

Change = Callable[[bytes], bytes]
Write = Callable[[Path, Change], object]


# ---- system calls that fail

CALLS = (
    "access", "chmod", "chown", "close", "fstat", "fsync", "getxattr", "link", "listdir", "listxattr", "lstat", "mkdir", "open", "read",
    "replace", "setxattr", "stat", "unlink", "write",
)  # fmt: skip
# The modules that make them.
MODULES = (files, landing, locking, private, system, writing)


class FaultyOs(ModuleType):
    """`os`, but the system call number `at` raises `error`: in place of what it does, or `late`, after it has done it."""

    def __init__(self, at: int, error: BaseException, *, late: bool) -> None:
        super().__init__("os")
        self.at, self.error, self.late = at, error, late
        self.called: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*args: Any, **kwargs: Any) -> Any:
            self.called.append(name)
            if len(self.called) != self.at:
                return real(*args, **kwargs)
            if self.late:
                real(*args, **kwargs)
            raise self.error

        return call


@contextlib.contextmanager
def failing(at: int, error: BaseException, *, late: bool) -> Iterator[FaultyOs]:
    """Let the system call number `at` of whatever writes meanwhile fail."""
    faulty = FaultyOs(at, error, late=late)
    with contextlib.ExitStack() as patched:
        for module in MODULES:
            patched.enter_context(mock.patch.object(module, "os", faulty))
        yield faulty


def age(folder: Path) -> None:
    """Make every temporary file of a folder so old that it is nobody's any more."""
    for path in folder.glob(".cap-*.tmp"):
        os.utime(path, (0, 0))


def fail_every_call(folder: Path, error: Callable[[], BaseException]) -> Counter[str]:
    """Let the n-th system call of a write fail, for every n, in both ways.

    Counts the `calls` that failed, and after how many of them the write was `changed`, `refused` or `interrupted`. And what must
    never be: `torn`, a file that is neither the old nor the new one; `untrue`, a refusal though the file changed, or a success
    though it did not; `left`, a temporary file that not even the next write has swept.
    """
    seen: Counter[str] = Counter()
    old, new = b"---\nname: Ada\n---\nold\n" * 2000, b"---\nname: Ada\n---\nnew, and longer\n" * 3000
    path = folder / "ada.md"
    for late in (False, True):
        for n in itertools.count(1):
            path.write_bytes(old)
            path.chmod(0o640)
            outcome = "changed"
            with failing(n, error(), late=late) as faulty:
                try:
                    update(path, lambda _: new)
                except Refusal:
                    outcome = "refused"
                except KeyboardInterrupt:
                    outcome = "interrupted"
            if len(faulty.called) < n:
                break
            there = path.read_bytes()
            seen["calls"] += 1
            seen[outcome] += 1
            seen["torn"] += there not in (old, new) or path.stat().st_mode & 0o777 != 0o640
            seen["untrue"] += there != {"changed": new, "refused": old, "interrupted": there}[outcome]
            age(folder)
            update(path, lambda _: new + b"more\n")
            seen["torn"] += path.read_bytes() != new + b"more\n"
            seen["left"] += [file.name for file in folder.iterdir()] != ["ada.md"]
    return seen


# ---- processes that are killed


def naive(path: Path, change: Change) -> None:
    """How a file must not be written; it shows that the kills hit."""
    new = change(path.read_bytes())
    with path.open("wb") as file:
        for start in range(0, len(new), 4096):
            file.write(new[start : start + 4096])
            file.flush()


def kill_writers(folder: Path, kills: int, write: Write = update, seed: int = 0) -> Counter[str]:
    """Kill a process that appends numbered lines to a file, at random moments, again and again.

    Counts `kills`, the lines that were `written`, how often a temporary file was there afterwards, so that the kill hit a write
    (`hits`); and what must never be: `torn`, files that are not the old lines and some new ones, `lost`, lines whose write had
    ended and that are gone, `left`, temporary files after the next write.
    """
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    path = folder / "ada.md"
    base = b"---\nname: Ada\n---\n" + b"A line of the story.\n" * 5_000
    path.write_bytes(base)
    update(path, lambda raw: raw)  # so that the children do not die while they import
    for _ in range(kills):
        age(folder)
        update(path, lambda raw: raw)
        before = path.read_bytes()
        ended = _kill_one(path, write, 0.001 + chance.random() * 0.04)
        after = path.read_bytes()
        seen["kills"] += 1
        seen["hits"] += len(list(folder.iterdir())) > 1
        new = after[len(before) :].split(b"\n")[:-1] if after.startswith(before) else [b"torn"]
        whole = new == [b"%d" % i for i in range(len(new))] and after.endswith(b"\n")
        seen["torn"] += not whole
        seen["lost"] += whole and len(new) < ended
        seen["written"] += len(new)
        if not whole or len(after) > 2 * len(base):
            path.write_bytes(base)
    age(folder)
    update(path, lambda raw: raw + b"done\n")
    seen["left"] = len(list(folder.iterdir())) - 1
    return seen


def _kill_one(path: Path, write: Write, seconds: float) -> int:
    """Let a process write, kill it after so many seconds, and say how many of its writes had ended."""
    reading, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        for i in itertools.count():
            write(path, lambda raw, i=i: raw + b"%d\n" % i)  # type: ignore[misc]
            os.write(writing_end, b".")
    os.close(writing_end)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return len(pipe.read())


# ---- commands that write at the same time


def patient(path: Path, change: Change) -> None:
    update(path, change, timeout=120)


def unguarded(path: Path, change: Change) -> None:
    """Whole files in one move, but neither a lock nor a comparison; it shows that the processes get in each other's way."""
    new = path.with_name(f"{os.getpid()}.tmp")
    new.write_bytes(change(path.read_bytes()))
    os.replace(new, path)


def write_together(folder: Path, processes: int, each: int, write: Write = patient) -> Counter[str]:
    """Let processes add topics to one plan, all at once.

    Counts the edits that were `made`, those that are `kept` in the file, the processes that `failed`.
    """
    path = folder / "ada.md"
    path.write_bytes(b"---\nname: Ada\n---\n\n# Ada\n")
    apply(path.read_bytes(), [Append(("topics",), {"topic": "x"})])  # so that the children do not import
    children = []
    for number in range(processes):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for i in range(each):
                    write(path, lambda raw, i=i: apply(raw, [Append(("topics",), {"topic": f"{number} {i}"})]))  # type: ignore[misc]
                status = 0
            except BaseException:  # whatever it is, the child must not go on as a test run
                traceback.print_exc()
            finally:
                os._exit(status)
        children.append(child)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    plan = read(path.read_bytes()).plan
    wanted = {f"{number} {i}" for number in range(processes) for i in range(each)}
    kept = wanted & {topic.topic for topic in plan.topics} if plan else set()
    return Counter(made=len(wanted), kept=len(kept), failed=failed)
