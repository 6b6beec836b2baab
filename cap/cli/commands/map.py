"""`cap map`: the way from visions to goals to skills to actions."""

from __future__ import annotations

import shutil
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import opened, readable
from cap.cli.options import Config, Name, Output, Today
from cap.map import Format, renderer

WIDEST = 100  # columns of a text that is read


def map_command(
    name: Name,
    format: Annotated[
        Format, typer.Option("--format", help="tree for the terminal, mermaid to paste into Markdown, svg for a picture.")
    ] = "tree",
    closed: Annotated[bool, typer.Option("--all", help="Show what is closed, too.")] = False,
    output: Output = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Show what leads where: from visions to goals to skills to actions.

    What leads nowhere is said: a vision that no goal serves yet, a skill for no goal, a goal with nothing planned.

    \b
    Examples:
      cap map alice
      cap map alice --format mermaid >> README.md
    """
    from cap.cli.pages import deliver_lines, destination
    from cap.map.ways import ways

    workspace = opened(config, today_)[0]
    _, reading, plan = readable(name, workspace)
    output = destination(output, workspace, private=False, kind=format)
    found = ways(reading, plan, closed=closed)
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    deliver_lines(renderer(format)(found, columns, terminal.plain if output else terminal.painter()), output)
