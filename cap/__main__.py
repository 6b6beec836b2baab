"""`python -m cap`, and the commands `cap` and `career-action-plan`, which are the same."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def main() -> None:
    """Run the command line. A stream that was closed swallows what it gets; a character that a terminal cannot show has a stand-in,
    and what goes into a pipe or a file is UTF-8, whatever the language of the system.
    """
    # Collecting costs 3 % of a start while modules load, and a seventh at the exit, where whatever is there goes away with the process.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")  # what was typed and is no text is told from text later
    from cap.cli.app import app

    app(prog_name="career-action-plan" if sys.argv[0].removesuffix(".exe").endswith("career-action-plan") else "cap")


if __name__ == "__main__":
    main()
