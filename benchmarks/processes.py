"""Whole processes, timed: one command on its own, or two in turn and the ratio of their times."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.corpus import TODAY

MEGABYTE = 1_000_000
_NOTES = tempfile.TemporaryDirectory(prefix="cap-")  # whoever has many private notes would have them looked through each time


class NotThere(Exception):
    """A command cannot be measured; the message says why."""


class Command(NamedTuple):
    """What to run where, and the exit code that says that it did its work."""

    words: Sequence[str]
    folder: Path
    code: int = 0
    extra: Mapping[str, str] = {}  # environment


class Run(NamedTuple):
    """One run: its processor time and its time on the clock, in seconds, and in bytes the most memory that one process had."""

    seconds: float
    clock: float
    memory: int


def run(command: Command) -> Run:
    """Run a command, its output thrown away. Raises NotThere when its exit code is not the one it should have."""
    with tempfile.TemporaryFile() as errors:
        start = perf_counter()
        process = _start(command, subprocess.DEVNULL, errors.fileno())
        _, status, usage = os.wait4(process.pid, 0)
        clock = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for already
        errors.seek(0)
        _check(command, process.returncode, errors.read())
    return Run(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def output(command: Command, last: int | None = None) -> str:
    """What a command prints, or only the `last` so many bytes of it. Raises NotThere.

    Ten megabytes of findings stay on disk: a process that is started later would have the memory of this one counted to its own.
    """
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as errors:
        code = _start(command, printed.fileno(), errors.fileno()).wait()
        errors.seek(0)
        _check(command, code, errors.read())
        size = printed.seek(0, os.SEEK_END)
        printed.seek(max(0, size - last) if last else 0)
        return printed.read().decode(errors="replace")


def ratios(one: Command, other: Command, rounds: int) -> list[float]:
    """How many times as much processor time `one` takes as `other`, once for each round."""
    return in_turn(lambda: run(one).seconds, lambda: run(other).seconds, rounds)


def in_turn(one: Callable[[], float], other: Callable[[], float], rounds: int) -> list[float]:
    """The ratio of two measurements, once for each round; first the one, then the other has the first turn."""
    found = []
    for i in range(rounds):
        if i % 2:
            below = other()
            found.append(one() / below)
        else:
            above = one()
            found.append(above / other())
    return found


def python(*words: str) -> list[str]:
    """The words that run a script, or a module after `-m`, with the Python that runs the benchmarks."""
    return [sys.executable, *words]


def tool(name: str) -> str:
    """The script that the installer put beside the Python that runs the benchmarks. Raises NotThere."""
    path = Path(sys.executable).parent / name
    if not path.is_file():
        raise NotThere(f"{name} is not here")
    return str(path)


def _start(command: Command, printed: int, errors: int) -> subprocess.Popen[bytes]:
    """In an environment in which nothing but the command's own words and `extra` decides what it does."""
    ours = ("CAP_", "_CAP_", "COMP_", "PYTHON", "GITHUB_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"CAP_TODAY": TODAY.isoformat(), "XDG_DATA_HOME": _NOTES.name, **command.extra}
    return subprocess.Popen(
        command.words, cwd=command.folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=errors
    )


def _check(command: Command, code: int, errors: bytes) -> None:
    if code != command.code:
        said = errors.decode(errors="replace").strip().splitlines()
        raise NotThere(f"exit code {code}: {said[-1].strip() if said else 'no word why'}")
