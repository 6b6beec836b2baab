"""The words of a line that cannot be understood, in the order in which they are taken. Loaded only then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from itertools import combinations, permutations
from typing import Any

from cap.cli.command import Typed
from cap.plan.kinds import ADDED, BY_KEY
from cap.refusal import Refusal
from cap.text.dates import day_meant
from cap.text.shell import for_shell

_MOST = 4  # so many words are tried in every order


def in_another_order(command: Any, ctx: Any) -> str:
    """The same words in the order in which they are taken, where that is sure to be another one; else ""."""
    ordered = in_order(command, ctx, command.typed.words)
    if not ordered or ordered == command.typed.words:
        return ""
    return f"In this order: {for_shell('cap', ctx.info_name, *ordered, *options_typed(command.typed))}"


def in_order(command: Any, ctx: Any, words: Sequence[str]) -> list[str]:
    """The words where each fits what is taken there, moved as little as can be; [] where there is no such order."""
    metavars = [metavar_of(argument, ctx) for argument in command.arguments]
    if len(words) != len(metavars) or len(words) > _MOST:
        return []
    orders = sorted(permutations(range(len(words))), key=_moved)
    return next((found for order in orders if _all_fit(metavars, found := [words[i] for i in order])), [])


def with_gap(command: Any, ctx: Any, words: Sequence[str]) -> tuple[int, list[str]] | None:
    """The words of a line in which one is missing, and not the last: its number, and the line with a place for it."""
    metavars = [metavar_of(argument, ctx) for argument in command.arguments]
    if len(words) != len(metavars) - 1 or command.many or _all_fit(metavars[:-1], words):
        return None
    for gap in reversed(range(len(words))):
        line = [*words[:gap], metavars[gap], *words[gap:]]
        if _all_fit(metavars, line, gap):
            return gap, line
    return None


def _all_fit(metavars: Sequence[str], words: Sequence[str], gap: int | None = None) -> bool:
    """Whether each word is what its metavar stands for, in the plan of whoever is named; of the one at `gap` nothing is known."""
    name = words[metavars.index("NAME")] if "NAME" in metavars and metavars.index("NAME") != gap else ""
    fits: dict[str, Callable[[str], bool]] = {
        "KIND": lambda word: word.lower() in ADDED or word.lower() in BY_KEY,
        "NAME": is_person,
        "DATE": is_day,
        "N": lambda word: word.isdecimal() and 1 <= int(word[:3]) <= 10,
        "ITEM": lambda word: not name or _is_item(name, word, ()),
        "SKILL": lambda word: not name or _is_item(name, word, ("skill",)),
    }
    every = [(metavar, word) for i, (metavar, word) in enumerate(zip(metavars, words)) if i != gap]
    cheap_first = sorted(every, key=lambda pair: pair[0] in ("ITEM", "SKILL", "NAME"))
    return all(fits[metavar](word) for metavar, word in cheap_first if metavar in fits)


def _moved(order: Sequence[int]) -> tuple[int, Sequence[int]]:
    """How many pairs of words change places."""
    return sum(one > other for one, other in combinations(order, 2)), order


def options_typed(typed: Typed) -> list[str]:
    """The options as words, each before its value."""
    return [word for option, value in typed.options for word in (option, value) if word is not None]


def metavar_of(param: Any, ctx: Any) -> str:
    """What an argument or an option is called where it is shown: `NAME`."""
    shown = str(param.make_metavar(ctx))
    return shown.removesuffix("...").removeprefix("[").removesuffix("]") if "|" not in shown else shown


def is_day(typed: str) -> bool:
    """Whether a word is a day, or one that can be read in two ways."""
    return day_meant(typed, date(2000, 1, 1)) is not None


def is_person(typed: str, *, exact: bool = True) -> bool:
    """Whether somebody here is called so."""
    from cap.workspace.settings import open_workspace
    from cap.workspace.store import resolve

    with suppress(Refusal, OSError):
        resolve(typed, open_workspace(), exact=exact)
        return True
    return False


def _is_item(person: str, typed: str, kinds: Sequence[str]) -> bool:
    """Whether something in a person's plan is addressed so; also where the plan cannot be read, as nobody knows."""
    from cap.edit.typed import find_item
    from cap.workspace.settings import open_workspace
    from cap.workspace.store import read_file, resolve

    with suppress(Refusal, OSError):
        reading = read_file(resolve(person, open_workspace(), exact=True))
        if reading.plan is None:
            return True
        find_item(reading, typed, kinds)
        return True
    return False
