"""A page made for people: printed, wrapped on a terminal, or written to a new file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from cap.cli import terminal
from cap.refusal import AlreadyThere
from cap.text.columns import wrapped_markdown
from cap.text.escapes import json_text, visible
from cap.workspace.paths import shown as printed
from cap.workspace.settings import Workspace


def destination(
    output: Path | None, workspace: Workspace, *, private: bool, kind: str = "md", table: bool = False
) -> Path | None:
    """Where a page of that kind, or a table, is to go; None for standard output, which `-` is too. Raises Refusal, before anything is
    worked out."""
    from cap.workspace.outgoing import require_place

    if output is None or str(output) == "-":
        return None
    require_place(output, workspace, private=private, kind=kind, table=table)
    return output


def new_mail(output: Path | None, name: str, workspace: Workspace) -> Path | None:
    """Where a mail is to go: `output`, else a new file of that name, with a number where there is one, since nobody reads a mail on a
    terminal; None to print it. Raises Refusal."""
    wanted = Path(name)
    free = (Path(f"{wanted.stem}-{number}{wanted.suffix}") for number in count(2))
    place = destination(
        output or (wanted if not wanted.exists() else next(file for file in free if not file.exists())),
        workspace,
        private=False,
        kind="eml",
    )
    if place is not None and place.exists():
        raise AlreadyThere(f"{printed(place)} is there already", "Nothing was written over it. -o names another file.")
    return place


def deliver_mail(mail: bytes, output: Path | None, name: str, workspace: Workspace) -> None:
    """Write a mail to where it is to go (see new_mail). Raises Refusal."""
    from cap.workspace.outgoing import write_page

    place = new_mail(output, name, workspace)
    if place is None:
        terminal.put_raw(mail)
        return
    write_page(place, mail.decode(), private=False)
    terminal.say(f"Written to {printed(place)}.")


def deliver(text: str, output: Path | None, *, private: bool, whole: bool = False) -> None:
    """Print a page of Markdown, or write it to its `destination`, which only this user can read if it is private. Raises Refusal.

    On a terminal its lines are folded, unless they must stay `whole`, as what is to be copied must.
    """
    if output is not None:
        from cap.workspace.outgoing import write_page

        write_page(output, text, private=private)
        terminal.say(f"Written to {output}.")
        return
    shown = [visible(line, keep="\t") for line in text.rstrip("\n").split("\n")]
    folded = sys.stdout.isatty() and not whole
    terminal.put(wrapped_markdown("\n".join(shown), shutil.get_terminal_size().columns) if folded else shown)
    if sys.stdout.isatty() and text.startswith("<!doctype html>"):
        terminal.say("This is a page for a browser; with -o FILE.html it goes into a file that one opens.")


def deliver_lines(lines: Iterable[str], output: Path | None) -> None:
    """Print lines that are fit for a terminal, as they come, or write them to `output`. Raises Refusal."""
    if output is None:
        terminal.put(lines)
    else:
        deliver("".join(f"{line}\n" for line in lines), output, private=False, whole=True)


def deliver_table(lines: Iterable[str], output: Path | None, format: str) -> None:
    """Print the lines of a table in some format, or write them to `output`; those of html are a page. Raises Refusal."""
    if format == "html":
        deliver("\n".join(lines) + "\n", output, private=False, whole=True)
    else:
        deliver_lines(lines, output)


def form_of(page: str, *, key: str, how: str) -> str:
    """A page in Markdown as one for the browser, to be filled in. One for the manager alone says so in its first line there too."""
    from cap.html.fillable import fillable
    from cap.lint.rules.privacy import MANAGERS_PAGE

    return fillable(page, key=key, how=how, mark=MANAGERS_PAGE if page.startswith(MANAGERS_PAGE) else "")


def indented(value: object) -> str:
    """Plain data as JSON for programs, indented, with nothing in it that a terminal would obey."""
    import msgspec

    return msgspec.json.format(json_text(value), indent=2) + "\n"
