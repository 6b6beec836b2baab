"""`cap form`: the whole plan as questions in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cap.cli.options import Config, DryRun, NoInput, Output, Today, Who, Yes


def form_command(
    name: Who,
    format_: Annotated[
        Literal["md", "html", "eml"] | None,
        typer.Option(
            "--format", help="html: a page with fields, in a file; md: one for any editor; eml: a mail with both, in a file."
        ),
    ] = None,
    page: Annotated[
        str | None,
        typer.Option("--read", metavar="FILE", help="The page, filled in anywhere, or a mail or its text; - is standard input."),
    ] = None,
    output: Output = None,
    yes: Yes = False,
    no_input: NoInput = False,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Fill in a plan by answering questions, here or on a page.

    At a terminal it asks them one by one; Enter skips, and each answer is written at once. The html page is for whoever has no terminal:
    it is filled in with any browser, offline, and what its Save makes comes back with --read.

    \b
    Examples:
      cap form alice --format html
      cap form alice --read ~/alice-form.md --yes
    """
    from cap.cli.forming import Given, fill_in

    fill_in(Given(name, format_, page, Path(output) if output else None, yes, no_input, dry_run, config, today_))
