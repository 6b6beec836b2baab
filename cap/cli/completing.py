"""What the Tab key offers: people, rules, types of conversation, and the keys and items of one person's plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cap.refusal import Refusal
from cap.workspace.files import SMALL, contents
from cap.workspace.naming import fits_a_file
from cap.workspace.paths import find_root, markdown_below, real

if TYPE_CHECKING:
    import msgspec.inspect as types

    from cap.plan.items import Entry
    from cap.plan.model import Item


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


def commands_starting_with(incomplete: str) -> list[tuple[str, str]]:
    """Complete a command, and say what it does."""
    from cap.cli.app import COMMANDS, summary

    return [(name, harmless(summary(name))) for names in COMMANDS.values() for name in names if name.startswith(incomplete)]


def rules_starting_with(incomplete: str) -> list[tuple[str, str]]:
    """Complete a rule's id, the last of several behind commas, and say what it asks for."""
    from cap.lint.catalogue import CATALOGUE

    before = incomplete[: incomplete.rfind(",") + 1]
    return [
        (before + rule.id, harmless(rule.title))
        for rule in CATALOGUE.values()
        if rule.id.startswith(incomplete[len(before) :]) and rule.id not in before.split(",")
    ]


def additions_starting_with(incomplete: str) -> list[tuple[str, str]]:
    """Complete what `cap init` adds, the last of several behind commas, and say what comes of it."""
    from cap.workspace.additions import ADDITIONS

    before = incomplete[: incomplete.rfind(",") + 1]
    return [
        (before + kind, harmless(addition.what))
        for kind, addition in ADDITIONS.items()
        if kind.startswith(incomplete[len(before) :]) and kind not in before.split(",")
    ]


def types_starting_with(incomplete: str) -> list[tuple[str, str]]:
    """Complete a type of conversation from the names of the templates, but for those that a shell would obey."""
    from cap.agenda.prepare import agenda_types
    from cap.workspace.settings import open_workspace

    try:
        templates = open_workspace().templates
    except (Refusal, OSError):
        return []
    return [
        (kind.name, harmless(kind.description))
        for kind in agenda_types(templates)
        if kind.name.startswith(incomplete) and fits_a_file(kind.name)
    ]


def kinds_starting_with(incomplete: str) -> list[str]:
    """Complete a kind of item that can be added."""
    from cap.plan.kinds import ADDED

    return [word for word in ADDED if word.startswith(incomplete)]


def one_of_these(*words: str) -> Callable[[str], list[str]]:
    """Make what completes one of some words."""

    def starting_with(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return starting_with


# What most days are that people type, ahead and behind.
days_ahead = one_of_these("tomorrow", "friday", "+1w", "+2w", "+1m", "+3m", "today")
days_behind = one_of_these("yesterday", "today", "friday")
who_says = one_of_these("self", "manager")


def words_of(kind: str, key: str) -> Callable[[str], list[str]]:
    """Make what completes one of the words that a key of an item takes, or, for "", of the plan."""

    def starting_with(incomplete: str) -> list[str]:
        from cap.edit.typed import settable
        from cap.plan.kinds import BY_WORD
        from cap.plan.model import Plan

        return [word for word in _words(settable(BY_WORD[kind].shape if kind else Plan)[key].type) if word.startswith(incomplete)]

    return starting_with


def items_of(kind: str) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Make what completes an item of one kind, for an option that links to it."""

    def starting_with(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        return [_offered(entry) for entry in _entries(ctx) if entry.kind == kind and _handle(entry).startswith(incomplete)]

    return starting_with


def keys_starting_with(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a key that `cap set` takes: one of the plan, or of the item that --item names."""
    from cap.edit.typed import settable

    return [key for shape in _shapes(ctx) for key in settable(shape) if key.startswith(incomplete)]


def values_starting_with(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete what a key takes, where that is one of a few words, or an item of the plan; behind a + too."""
    from cap.edit.typed import MOTIVATIONS, settable
    from cap.plan.kinds import BY_KEY, KINDS

    key, sign = ctx.params.get("key") or "", incomplete[:1] if incomplete[:1] == "+" else ""
    found: list[str] = []
    for shape in _shapes(ctx):
        target = next((kind.links.get(key) for kind in KINDS if kind.shape is shape), None)
        if key == "motivations":
            found += sorted(MOTIVATIONS)
        elif target:
            found += [entry.id for entry in _entries(ctx) if entry.kind == BY_KEY[target].word and entry.id]
        elif key in settable(shape):
            found += _words(settable(shape)[key].type)
    return [sign + word for word in found if word.startswith(incomplete[len(sign) :])]


def _shapes(ctx: typer.Context) -> set[type[Item]]:
    """What the key that is set belongs to: the plan, or the item that --item names."""
    from cap.plan.items import matches
    from cap.plan.model import Plan

    wanted = ctx.params.get("item")
    return {type(entry.item) for entry in matches(_entries(ctx), wanted)} if wanted else {Plan}


def _words(kind: types.Type) -> list[str]:
    """The words that a type takes, alone or in a list; none where it takes any text."""
    import msgspec.inspect as types

    if isinstance(kind, types.LiteralType):
        return [str(value) for value in kind.values]
    if isinstance(kind, types.BoolType):
        return ["yes", "no"]
    if isinstance(kind, types.UnionType):
        return list(dict.fromkeys(word for one in kind.types for word in _words(one)))
    inner = kind.type if isinstance(kind, types.Metadata) else kind.item_type if isinstance(kind, types.ListType) else None
    return _words(inner) if inner else []


def items_starting_with(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete an item of the person's plan by its id, or by its number if it has none, and say what it is: an open one, and for
    `reopen` a closed one."""
    from cap.plan.kinds import CLOSABLE, DATED
    from cap.plan.model import Closing

    taken = {"progress": ("action",), "rate": ("skill",), "move": DATED, "done": CLOSABLE, "drop": CLOSABLE, "reopen": CLOSABLE}
    kinds = taken.get(ctx.info_name or "", ())
    return [
        _offered(entry)
        for entry in _entries(ctx)
        if (
            not kinds
            or (entry.kind in kinds and isinstance(entry.item, Closing) and entry.item.open == (ctx.info_name != "reopen"))
        )
        and _handle(entry).startswith(incomplete)
    ]


def _handle(entry: Entry) -> str:
    return entry.id or entry.number


def _offered(entry: Entry) -> tuple[str, str]:
    from cap.text.wording import brief

    return _handle(entry), harmless(brief(entry.text))


def harmless(text: str) -> str:
    """Put a blank, or a comma, in the place of what means something to a shell: zsh evaluates what is said about an item."""
    text = text.replace(": ", ", ").replace("; ", ", ").replace("'", "’")
    kept = (character if character in " .,…’-" or unicodedata.category(character)[0] in "LNM" else " " for character in text)
    return " ".join("".join(kept).split())


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
