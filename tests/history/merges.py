"""How merges of plans end, by meaning and as git does them: `python -m tests.history.merges [HOW MANY]`. Ends with 1 when a fact was
lost by `cap merge`."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from cap.history.merging.three_way import merge
from cap.plan.read import read
from cap.workspace.git import merged_lines
from tests.history.acts import BASE, lived
from tests.history.holding import faults, lost

LIVES = 25  # at most, of each of two people, and every one of one is merged with every one of the other
GITS_OWN = {"git's own": [], "git merge -X ours": ["--ours"], "git merge -X theirs": ["--theirs"], "merge=union": ["--union"]}


class Row(NamedTuple):
    """Of some merges: how many were clean, in how many of these something was lost, how many facts, and how many are no plan any more."""

    clean: int = 0
    losing: int = 0
    facts: int = 0
    broken: int = 0

    def after(self, base: bytes, ours: bytes, theirs: bytes, result: bytes) -> Row:
        """Count one more clean merge."""
        if any(problem.level == "error" for problem in read(result).problems):
            return self._replace(clean=self.clean + 1, broken=self.broken + 1)
        gone = len(lost(base, ours, theirs, result))
        return Row(self.clean + 1, self.losing + bool(gone), self.facts + gone, self.broken)


def pairs(most: int, seed: str = "") -> Iterator[tuple[bytes, bytes, bytes]]:
    """Three versions each: a plan, and what two people made of it."""
    left, base = most, BASE.encode()
    for n in range(max(0, most)):
        if not left:
            return
        one, other = (
            [lived(base, Random(f"{seed}{who}{n}.{i}"), who) for i in range(min(LIVES, math.isqrt(left - 1) + 1))]
            for who in ("Anna", "Bo")
        )
        for ours in one:
            for theirs in other:
                if not left:
                    return
                left -= 1
                yield base, ours, theirs


def main(most: int) -> int:
    rows = {"cap merge": Row()} | dict.fromkeys(GITS_OWN, Row())
    wrong: list[str] = []
    spent = 0.0
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for base, ours, theirs in pairs(most):
            began = time.perf_counter()
            merged = merge(base, ours, theirs, merged_lines)
            spent += time.perf_counter() - began
            wrong += faults(base, ours, theirs, merged)
            if merged.clean:
                rows["cap merge"] = rows["cap merge"].after(base, ours, theirs, merged.raw)
            for file, raw in zip(files, (ours, base, theirs)):
                file.write_bytes(raw)
            for name, options in GITS_OWN.items():
                done = subprocess.run(["git", "merge-file", "-p", *options, *files], capture_output=True, check=False)
                if done.returncode == 0:
                    rows[name] = rows[name].after(base, ours, theirs, done.stdout)
    print(f"{most} merges, {1000 * spent / most:.0f} ms each\n")
    print("| | clean | of these, with facts lost | facts lost | of these, no plan any more |\n|---|---|---|---|---|")
    for name, row in rows.items():
        print(f"| {name} | {100 * row.clean / most:.1f} % | {row.losing} | {row.facts} | {row.broken} |")
    print(*wrong[:20], sep="\n")
    print(f"\n{len(wrong)} faults of `cap merge`")
    return bool(wrong or rows["cap merge"].facts)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 10_000))
