"""Nothing typed is ever lost: it is kept, and how to take it up again is said, until the talk stands in the plan."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping

import typer

from cap.cli import terminal
from cap.cli.again import command_again
from cap.refusal import Doubtful, Refusal, refusal_of
from cap.workspace.kept import Draft

STOPPED = (Refusal, OSError, KeyboardInterrupt, EOFError, typer.Abort)


def refusal_for(stopped: BaseException) -> Refusal:
    """Say why it did not come to writing."""
    if isinstance(stopped, OSError):
        return refusal_of(stopped)
    return stopped if isinstance(stopped, Refusal) else Refusal("stopped before anything was written")


@contextlib.contextmanager
def keeping(draft: Draft, days: Mapping[str, str], *, dry_run: bool = False) -> Iterator[None]:
    """Keep a draft as long as it does not stand in the plan, and say with which command it gets there.

    The text that is typed takes the place of -m and of standard input in that command, and `days`, which are written out, that of the
    options in which a day was typed: it may be taken up on another day.
    """
    try:
        yield
    except STOPPED as stopped:
        refusal = refusal_for(stopped)
        doubtful = isinstance(stopped, Doubtful)
        if draft.text.strip():
            try:
                file = str(draft.save())
            except Refusal as full:
                terminal.complain(f"what you typed could not be kept in a file ({full.message}), so here it is:")
                sys.stderr.write(terminal.harmless(draft.text) + "\n")
            else:
                add_hint(refusal, f"What you wrote is safe in {file}; {_way(file, days, yes=doubtful)}")
        elif doubtful:
            add_hint(refusal, f"To write it: {command_again(yes=True)}")
        raise refusal from None
    if not dry_run:
        draft.drop()
    elif draft.file is not None:
        terminal.say(f"What you wrote is safe in {draft.file}; {_way(str(draft.file), days, yes=False)}")


def add_hint(refusal: Refusal, hint: str) -> None:
    """Say more of the way out."""
    refusal.hint = f"{refusal.hint} {hint}".strip()


def _way(file: str, days: Mapping[str, str], *, yes: bool) -> str:
    changed = {"message": None, "page": file, "edit": None, "dry_run": None, **days, **({"yes": True} if yes else {})}
    return f"to {'write it' if yes else 'take it up again'}: {command_again(**changed)}"
