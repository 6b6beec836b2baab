"""`cap trust`: let settings lead outside their repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.options import Config
from cap.refusal import Refusal
from cap.text.escapes import visible
from cap.workspace.paths import find_root, real, shown
from cap.workspace.settings import open_workspace
from cap.workspace.trust import Outside, beyond, distrust, everything, trust


def trust_command(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder with settings; the current one when left out.")
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List what you trust, and change nothing.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Trust these settings no longer.")] = False,
    config: Config = None,
) -> None:
    """Let a cap.yaml lead outside its repository.

    A repository reaches nothing outside itself, until you say that its settings may: plans in other repositories, a folder of
    templates or of private notes. Prints each place and trusts exactly these; when cap.yaml comes to lead elsewhere, you are asked
    again. It is kept for you alone; a build server names such folders in CAP_TRUST, divided as in PATH.

    \b
    Examples:
      cap trust .                  your own cap.yaml joins several repositories
      cap trust ~/career-plans --remove
    """
    if list_all and (remove or folder):
        raise Refusal("--list shows everything that you trust", "Leave out the rest.")
    if list_all:
        terminal.put(line for root, places in everything() for line in (visible(f"{root}:"), *_told(places)))
        return
    gone = folder is not None and not folder.is_dir()
    if gone and not remove:
        raise Refusal(f"there is no folder {folder}", "Name the one that holds cap.yaml.")
    if remove:
        named = config.parent if config and folder is None else real(folder) if folder and gone else None
        root = named or find_root(real(folder or Path())).folder
        known = distrust(root)
        terminal.say(f"{shown(root)}: {'trusted no longer' if known else 'it was not trusted'}.")
        return
    workspace = open_workspace(None if folder else config, real(folder) if folder else None)
    places = beyond(workspace.root, workspace.places)
    where = shown(workspace.file) if workspace.file else shown(workspace.root)
    if workspace.left:
        raise Refusal(f"{shown(workspace.left)} is not yours alone: others can write it, or a folder on the way to it")
    if not places:
        terminal.say(f"{where} leads nowhere outside, so there is nothing to trust.")
        return
    trust(workspace.root, places)
    terminal.put(_told(places))
    terminal.say(f"{where} may lead there from now on. To take that back: {workspace.how_to_trust} --remove")


def _told(places: list[Outside]) -> list[str]:
    return [visible(f"  {key:<10} {path}") for key, path in places]
