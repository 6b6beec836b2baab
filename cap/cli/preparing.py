"""What `cap prep` goes through when a sheet or a mail goes out, before the talk. What comes back is read in `answering.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from cap.agenda.prepare import Options
from cap.cli import terminal
from cap.cli.common import opened, readable, say_slips
from cap.cli.pages import deliver, deliver_mail, destination, form_of
from cap.refusal import Refusal
from cap.text.escapes import utf8
from cap.text.shell import for_shell
from cap.workspace.private import notes_for_manager
from cap.workspace.settings import Workspace

HOW = "Write as much or as little as you like. Save makes a file; what you send back of it goes on the list of topics, in your words."


class Given(NamedTuple):
    """What was typed."""

    name: str
    side: Literal["manager", "person"]
    format: Literal["md", "html", "eml"]
    read: str | None
    output: Path | None
    yes: bool
    no_input: bool
    dry_run: bool
    config: Path | None
    today: str | None


def make(given: Given) -> None:
    """Make a sheet or a mail. Raises Refusal."""
    from cap.agenda.prep_sheet import prep

    if given.yes or given.no_input or given.dry_run:
        raise Refusal("--yes, --no-input and --dry-run go with --read", "To read what came back: cap prep NAME --read FILE")
    private = given.side == "manager"
    if given.format == "eml" and private:
        raise Refusal("a mail goes to the person, and this sheet is for you alone", "For the person's: --for person --format eml")
    workspace, day = opened(given.config, given.today)
    output = destination(given.output, workspace, private=private, kind=given.format)
    path, reading, _ = readable(given.name, workspace)
    options = options_for(workspace, path, day, given.side)
    say_slips(path, reading, workspace, day)
    sheet = prep(reading, options)
    if given.format == "md":
        deliver(sheet, output, private=private)
        return
    page = form_of(
        sheet, key=f"{options.key}-before-we-talk", how=HOW if not private else "Save makes a file of it, for you alone."
    )
    if given.format == "html":
        deliver(page, output, private=private, whole=True)
        return
    from cap.agenda.prep_mail import prep_mail
    from cap.mail.draft import Attached, draft

    mail = prep_mail(reading, options)
    made = draft(mail.subject, mail.text, Attached(f"{options.key}-before-we-talk.html", page))
    deliver_mail(made, given.output, f"{path.stem}-before-we-talk.eml", workspace)
    terminal.say(f"Look it over, say for whom, and send it. What comes back: cap prep {for_shell(path.stem)} --read FILE")


def options_for(workspace: Workspace, path: Path, day: date, side: Literal["manager", "person"]) -> Options:
    """How the pages before a talk are made here, for one side."""
    return Options(
        today=day,
        audience=side,
        cadence=workspace.settings.cadence,
        team=workspace.templates,
        private=notes_for_manager(workspace, path) if side == "manager" else "",
        key=utf8(path.stem),
    )
