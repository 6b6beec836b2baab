"""What the Tab key offers after a person's name: the keys of a plan, and the items of this one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cap.plan.items import Entry

# What each command closes, moves or rates.
_KINDS = {
    "progress": ("action",),
    "rate": ("skill",),
    "move": ("action", "goal", "support"),
    "done": ("goal", "skill", "action", "support", "topic"),
    "drop": ("goal", "skill", "action", "support", "topic"),
}


def keys_starting_with(ctx: typer.Context, incomplete: str) -> list[str]:
    """Completes a key that `cap set` takes: one of the plan, or of the item that --item names."""
    from cap.edit.typed import settable
    from cap.plan.items import matches
    from cap.plan.model import Plan

    wanted = ctx.params.get("item")
    shapes = {type(entry.item) for entry in matches(_entries(ctx), wanted)} if wanted else {Plan}
    return [key for shape in shapes for key in settable(shape) if key.startswith(incomplete)]


def items_starting_with(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Completes an open item of the person's plan by its id, or by its number if it has none, and says what it is."""
    from cap.plan.model import Closing
    from cap.text.wording import brief

    kinds = _KINDS.get(ctx.info_name or "", ())
    return [
        (handle, "".join(map(_unarmed, brief(entry.text))))
        for entry in _entries(ctx)
        if not kinds or (entry.kind in kinds and isinstance(entry.item, Closing) and entry.item.open)
        for handle in [entry.id or entry.number]
        if handle.startswith(incomplete)
    ]


def _unarmed(character: str) -> str:
    """A blank for what means something to a shell: zsh evaluates what is said about an item."""
    return character if character in " .,…-" or unicodedata.category(character)[0] in "LNM" else " "


def _entries(ctx: typer.Context) -> list[Entry]:
    """The items of the plan that was named; none where there is nothing to read."""
    from cap.plan.items import entries
    from cap.refusal import Refusal
    from cap.workspace.settings import open_workspace
    from cap.workspace.store import read_file, resolve

    try:
        reading = read_file(resolve(ctx.params.get("name") or "", open_workspace(ctx.params.get("config")), exact=True))
    except (Refusal, OSError):
        return []
    return entries(reading) if reading.plan is not None else []
