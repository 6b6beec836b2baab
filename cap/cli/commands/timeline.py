"""`cap timeline`: a person's road, in sentences by date."""

from __future__ import annotations

import shutil
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import opened, readable
from cap.cli.options import Config, Name, Output, Today
from cap.history.told import Format, Kind

WIDEST = 100  # columns of a text that is read


def timeline_command(
    name: Name,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only from this day on, such as 2026-03-31 or 31.3.")
    ] = None,
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Only these; may be given several times. person: motivations, direction …")
    ] = None,
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="text for the terminal, md for a mail, html for a browser, with pictures of the ratings, json for programs.",
        ),
    ] = "text",
    output: Output = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Tell a person's road, the newest last: what came, changed and closed, and why.

    Goals, ratings with their evidence, motivations and direction, moments and talks, each once: on the day that the plan gives it, else
    on that of its commit, and who wrote it. Without git only what the plan gives a day is told, and what cannot be known is said.

    \b
    Examples:
      cap timeline alice --since 2026-01-01
      cap timeline alice --format html -o alice-road.html
    """
    from cap.cli.pages import deliver_lines, destination
    from cap.history.timeline import road
    from cap.history.told import renderer
    from cap.workspace.road import sources

    workspace, day = opened(config, today_)
    path, reading, plan = readable(name, workspace)
    output = destination(output, workspace, private=False, kind=format)
    start = None
    if since is not None:
        from cap.edit.typed import day_past

        start = day_past(since, day)
    found = sources(path, reading, day)
    made = road(path.stem, plan, found.written, found.unknown, dated_only=found.dated_only, since=start, kinds=kind or ())
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    deliver_lines(renderer(format)(made, columns, terminal.plain if output else terminal.painter()), output)
