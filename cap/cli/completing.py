"""What the Tab key offers: people, rules, types of conversation, and the keys and items of one person's plan."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cap.refusal import Refusal
from cap.workspace.files import SMALL, contents
from cap.workspace.naming import fits_a_file
from cap.workspace.paths import find_root, markdown_below, real

if TYPE_CHECKING:
    from cap.plan.items import Entry


def names_starting_with(incomplete: str) -> list[str]:
    """Complete a person's name from the file names alone: no plan is read, and of settings as little as will do.

    Left out is what a shell would obey when it stands on the line, or, in zsh, while it is completed.
    """
    root, settings, _ = find_root(Path.cwd())
    folder = _only_folder(settings) if settings and not settings.is_symlink() else None if settings else "plans"
    if folder and real(root / folder).is_relative_to(root):
        paths = list(markdown_below(root / folder))
    else:
        from cap.workspace.settings import open_workspace
        from cap.workspace.store import plan_files

        try:
            paths = plan_files(open_workspace())
        except (Refusal, OSError):
            return []
    stems = (path.stem for path in paths if path.suffix == ".md")
    return [stem for stem in stems if stem.lower().startswith(incomplete.lower()) and fits_a_file(stem)]


def _only_folder(settings: Path) -> str | None:
    """Find the one folder of plans where a glance at the settings is enough to tell: reading them takes too long."""
    try:
        lines = contents(settings, SMALL).decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    told = [line.split(" #")[0].rstrip() for line in lines if line[:1] not in ("", "#", " ")]
    if any(re.fullmatch(r"(?:templates|cadence|minutes|lint|plans):(?: [\w./ -]*)?", line) is None for line in told):
        return None
    return next((line.removeprefix("plans:").strip() for line in told if line.startswith("plans:")), "plans") or None


def rules_starting_with(incomplete: str) -> list[str]:
    """Complete a rule's id."""
    from cap.lint.catalogue import CATALOGUE

    return [rule for rule in CATALOGUE if rule.startswith(incomplete)]


def types_starting_with(incomplete: str) -> list[str]:
    """Complete a type of conversation from the names of the templates, but for those that a shell would obey."""
    from cap.agenda.prepare import agenda_types
    from cap.workspace.settings import open_workspace

    try:
        templates = open_workspace().templates
    except (Refusal, OSError):
        return []
    return [kind.name for kind in agenda_types(templates) if kind.name.startswith(incomplete) and fits_a_file(kind.name)]


def kinds_starting_with(incomplete: str) -> list[str]:
    """Complete a kind of item that can be added."""
    from cap.plan.kinds import ADDED

    return [word for word in ADDED if word.startswith(incomplete)]


def directions_starting_with(incomplete: str) -> list[str]:
    """Complete a direction."""
    from cap.workspace.roster import DIRECTIONS

    return [word for word in DIRECTIONS if word.startswith(incomplete)]


def keys_starting_with(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a key that `cap set` takes: one of the plan, or of the item that --item names."""
    from cap.edit.typed import settable
    from cap.plan.items import matches
    from cap.plan.model import Plan

    wanted = ctx.params.get("item")
    shapes = {type(entry.item) for entry in matches(_entries(ctx), wanted)} if wanted else {Plan}
    return [key for shape in shapes for key in settable(shape) if key.startswith(incomplete)]


def items_starting_with(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete an item of the person's plan by its id, or by its number if it has none, and say what it is: an open one, and for
    `reopen` a closed one."""
    from cap.plan.kinds import CLOSABLE, DATED
    from cap.plan.model import Closing
    from cap.text.wording import brief

    taken = {"progress": ("action",), "rate": ("skill",), "move": DATED, "done": CLOSABLE, "drop": CLOSABLE, "reopen": CLOSABLE}
    kinds = taken.get(ctx.info_name or "", ())
    return [
        (handle, "".join(map(_shell_safe, brief(entry.text))))
        for entry in _entries(ctx)
        if not kinds
        or (entry.kind in kinds and isinstance(entry.item, Closing) and entry.item.open == (ctx.info_name != "reopen"))
        for handle in [entry.id or entry.number]
        if handle.startswith(incomplete)
    ]


def _shell_safe(character: str) -> str:
    """Put a blank in the place of what means something to a shell: zsh evaluates what is said about an item."""
    return character if character in " .,…-" or unicodedata.category(character)[0] in "LNM" else " "


def _entries(ctx: typer.Context) -> list[Entry]:
    """List the items of the plan that was named; none where there is nothing to read."""
    from cap.plan.items import entries
    from cap.workspace.settings import open_workspace
    from cap.workspace.store import read_file, resolve

    try:
        reading = read_file(resolve(ctx.params.get("name") or "", open_workspace(ctx.params.get("config")), exact=True))
    except (Refusal, OSError):
        return []
    return entries(reading) if reading.plan is not None else []
