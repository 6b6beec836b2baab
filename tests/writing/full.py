"""Every fault in full, and the figures: `python -m tests.writing.full`. Ends with 1 when anything was lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from cap.workspace.writing import update_own
from tests.writing.harness import fail_every_call, kill_writers, naive, unguarded, write_together

KILLS, PROCESSES, EACH = 400, 8, 50
FAULTS = ("EIO", "ENOSPC", "EACCES", "EINTR", "ENOENT", "EROFS")


def _faults(folder: Path) -> Counter[str]:
    seen: Counter[str] = Counter()
    for name in FAULTS:
        seen += fail_every_call(folder, lambda name=name: OSError(getattr(errno, name), os.strerror(getattr(errno, name))))  # type: ignore[misc]
    return seen


def _two_mounts(folder: Path) -> Counter[str]:
    """Half of the edits by a second mount of the folder, outside its repository."""
    (folder / "repository" / ".git").mkdir(parents=True)
    (folder / "elsewhere").mkdir()
    (folder / "repository" / "plans").mkdir()
    words = [
        "unshare",
        "-m",
        sys.executable,
        "-m",
        "tests.writing.two_ways",
        folder / "repository" / "plans",
        folder / "elsewhere",
    ]
    done = subprocess.run([*map(str, words), str(PROCESSES), str(EACH)], capture_output=True, text=True, check=False)
    if done.returncode:
        return Counter(could_not_be_mounted=1)
    figures = done.stdout.split()
    return Counter({key: int(number) for key, number in zip(figures[::2], figures[1::2])})


# What is tried, with what, and which counts must be 0 (or, for `kept`, all).
ROWS: tuple[tuple[str, Callable[[Path], Counter[str]], tuple[str, ...]], ...] = (
    (f"the n-th system call fails, for every n, with {len(FAULTS)} errors", _faults, ("torn", "untrue", "left")),
    ("the same, interrupted from the keyboard", lambda f: fail_every_call(f, KeyboardInterrupt), ("torn", "untrue", "left")),
    (f"{KILLS} kills", lambda f: kill_writers(f, KILLS), ("torn", "lost", "left")),
    (f"{KILLS} kills of a command that notes privately", lambda f: kill_writers(f, KILLS, lambda p, c: update_own(p, c)), ("torn", "lost", "left")),
    (f"{KILLS} kills of a naive write, to compare", lambda f: kill_writers(f, KILLS, naive), ()),
    (f"{PROCESSES} processes × {EACH} edits", lambda f: write_together(f, PROCESSES, EACH), ("failed", "kept")),
    (f"{PROCESSES} processes × {EACH} edits, by two mounts of one folder", _two_mounts, ("failed", "kept")),
    (f"{PROCESSES} processes × {EACH} edits, unguarded, to compare", lambda f: write_together(f, PROCESSES, EACH, unguarded), ()),
)  # fmt: skip


def main() -> int:
    bad = 0
    for name, run, never in ROWS:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            seen = run(Path(folder))
        wrong = [key for key in never if (seen["kept"] != seen["made"] if key == "kept" else seen[key])]
        bad += bool(wrong)
        figures = "  ".join(f"{key} {seen[key]}" for key in dict.fromkeys((*seen, *never)))
        verdict = "WRONG: " + ", ".join(wrong) if wrong else "ok" if never else ""
        print(f"{name:<66} {figures}  ({time.perf_counter() - start:.0f} s)  {verdict}", flush=True)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
