"""Commands that write at the same time by two mounts of one folder: `unshare -m python -m tests.writing.two_ways FOLDER OTHER 8 50`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.writing.harness import Change, patient, write_together


def main(folder: str, other: str, processes: str, each: str) -> None:
    subprocess.run(["mount", "--bind", folder, other], check=True)  # gone when this process is

    def by_turns(path: Path, change: Change) -> None:
        by_turns.count += 1  # type: ignore[attr-defined]
        patient(path if by_turns.count % 2 else Path(other) / path.name, change)  # type: ignore[attr-defined]

    by_turns.count = 0  # type: ignore[attr-defined]
    seen = write_together(Path(folder), int(processes), int(each), by_turns)
    print("  ".join(f"{key} {seen[key]}" for key in ("made", "kept", "failed")))


if __name__ == "__main__":
    main(*sys.argv[1:])
