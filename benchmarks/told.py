"""Tell what each version of a plan changed, and nothing else: `python -m benchmarks.told FOLDER FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from cap.history.sentences import told
from cap.plan.read import read
from cap.workspace.versions import versions

if __name__ == "__main__":
    said, before = 0, None
    for version in versions(Path(sys.argv[1]), sys.argv[2]):
        if version.before[0] is not None and (before is None or before.raw != version.before[0]):
            before = read(version.before[0])
        after = read(version.raw or b"")
        said += len(told(before, after)) if before else 0
        before = after
    print(said)
