"""`python -m cap`, and the `cap` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line. A stream that cannot show a character shows a stand-in instead of failing."""
    gc.set_threshold(100_000)  # collecting while modules load costs 3 % of a start, and finds nothing
    from cap.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(prog_name="cap")


if __name__ == "__main__":
    main()
