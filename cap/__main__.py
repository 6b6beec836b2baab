"""`python -m cap`, and the `cap` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. A stream that cannot show a character shows a stand-in instead of failing."""
    from cap.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(prog_name="cap")


if __name__ == "__main__":
    main()
