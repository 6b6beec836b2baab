"""A page made for people: printed, wrapped on a terminal, or written to a new file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from cap.cli import terminal
from cap.text.columns import wrapped_markdown
from cap.text.escapes import visible


def deliver(text: str, output: Path | None, *, private: bool) -> None:
    """Print a page of Markdown, or write it to `output`, which only this user can read if it is private. Raises Refusal."""
    from cap.workspace.outgoing import require_place, write_page

    if output is not None:
        require_place(output, private=private)
        write_page(output, text, private=private)
        terminal.say(f"Written to {output}.")
        return
    shown = visible(text.rstrip("\n"), keep="\n\t")
    terminal.put(wrapped_markdown(shown, shutil.get_terminal_size().columns) if sys.stdout.isatty() else [shown])
