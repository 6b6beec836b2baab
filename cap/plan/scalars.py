"""The slow path, of single values: a scalar node → text, a number, a day, a word, yes or no; or what does not fit, and what was meant.

What was meant is found in `cap.plan.meant`, which is loaded only then.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args

import msgspec.inspect as types
from yaml.nodes import Node, ScalarNode, SequenceNode

from cap.plan.kinds import BY_KEY
from cap.plan.meant import Meant, sure
from cap.plan.model import ActionType, Direction, Horizon, Stage, Status, Story, Where
from cap.plan.problem import ItemPath, Level
from cap.text.quotes import Words, quote
from cap.text.wording import brief, one_of

if TYPE_CHECKING:
    from cap.plan.shape import Walk

GUESSES = 500  # so many problems are looked at for a word that was meant; a hostile file could hold 50,000
LONG = 100  # characters; in so long a value nobody wants to be told of a blank
LONGEST = 500  # characters; of a longer value so many are looked at for what was meant
_INT = re.compile(r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def text(walk: Walk, node: Node, kind: types.StrType, path: ItemPath) -> Any:
    if not isinstance(node, ScalarNode):
        hint = "Put the text in quotes." if getattr(node, "flow_style", False) else "Write the text on the line of the key."
        if path == ("manager",) and isinstance(node, SequenceNode):
            hint = "One manager leads the talks; name the others in an action's `with:`, or under `support:`."
        elif path[-1] == "id":
            hint = "Write one word, without brackets."
        return walk.report("wrong-type", node, path, f"{_field(path)} takes text, not " + found_there(node), hint)
    return node.value


def integer(walk: Walk, node: Node, kind: types.IntType, path: ItemPath) -> Any:
    scale = f"a whole number from {kind.ge} to {kind.le}" if kind.le is not None else "a whole number"
    if not isinstance(node, ScalarNode):
        return walk.report(
            "wrong-type", node, path, f"{_field(path)} takes {scale}, not " + found_there(node), "Write the number alone."
        )
    number = _integer(node.value)
    if number is None:
        from cap.plan.meant.values import number_hint

        meant = number_hint(_beginning(node.value), kind.ge, kind.le, required=_is_required(path))
        found = f"{_field(path)} takes {scale}, not " + found_there(node)
        return walk.report("wrong-type", node, path, found, meant.hint, fix=meant.fix)
    if (kind.ge is not None and number < kind.ge) or (kind.le is not None and number > kind.le):
        bounds = f"goes from {kind.ge} to {kind.le}" if kind.le is not None else f"is at least {kind.ge}"
        return walk.report(
            "invalid-value",
            node,
            path,
            f"{_field(path)} {bounds}; this is " + quote(str(number), "not"),
            "Write a whole number in that range.",
        )
    if node.style:
        return walk.report(
            "wrong-type",
            node,
            path,
            f"{_field(path)} takes {scale}; in quotes it is text",
            "Take the quotes away.",
            fix=str(number),
        )
    return number


def date(walk: Walk, node: Node, kind: types.DateType, path: ItemPath) -> Any:
    if not isinstance(node, ScalarNode):
        return walk.report(
            "wrong-type", node, path, f"{_field(path)} takes a date, not " + found_there(node), "Write it as 2026-03-31."
        )
    typed = node.value
    try:
        if _DATE.fullmatch(typed):
            return datetime.date.fromisoformat(typed)
    except ValueError:
        from cap.plan.meant.days import impossible

        message = "there is no " + quote(typed, "such day") + " in the calendar"
        return walk.report("invalid-date", node, path, message, impossible(typed).hint)
    from cap.plan.meant.days import day_hint, odd_hyphen

    meant = day_hint(_beginning(typed), _key_of(path), required=_is_required(path))
    found = as_typed(typed, "this")
    if meant.fix and (hyphen := odd_hyphen(_beginning(typed))):
        message = found + f" is written with {hyphen}, not with the plain `-`"
    else:
        message = found + " is not a date that can be read"
    return walk.report("invalid-date", node, path, message, meant.hint, fix=meant.fix)


def word(walk: Walk, node: Node, kind: types.LiteralType, path: ItemPath) -> Any:
    words = in_order(kind.values)
    if not isinstance(node, ScalarNode):
        return walk.report(
            "wrong-type", node, path, f"{_field(path)} takes one word, not " + found_there(node), f"Write {one_of(words)}."
        )
    typed = node.value
    for value in kind.values:
        if value == typed or (isinstance(value, int) and not node.style and value == _integer(typed)):
            return value
    if typed in words:
        return walk.report(
            "wrong-type",
            node,
            path,
            f"{_field(path)} takes a number; in quotes it is text",
            "Take the quotes away.",
            fix=typed,
        )
    from cap.plan.meant.values import several, word_hint

    key = str(path[-1])
    both = several(typed, words, key) if key == "direction" else []
    may_guess = len(walk.problems) < GUESSES
    meant = sure(f"[{', '.join(both)}]") if both else word_hint(_beginning(typed), words, _key_of(path), guess=may_guess)
    return walk.report(
        "invalid-value",
        node,
        path,
        f"{_field(path)} is {one_of(words)}, not " + as_typed(typed, "another word"),
        meant.hint,
        fix=meant.fix,
    )


def flag(walk: Walk, node: Node, kind: types.BoolType, path: ItemPath) -> Any:
    if isinstance(node, ScalarNode):
        if not node.style and node.value in _BOOLS:
            return _BOOLS[node.value]
        if node.value in ("yes", "no"):
            return node.value
    meant = Meant("Write `yes`, or leave it out.")
    if isinstance(node, ScalarNode):
        from cap.plan.meant.values import flag_hint

        meant = flag_hint(_beginning(node.value))
    return walk.report(
        "invalid-value", node, path, f"{_field(path)} is yes or no, not " + found_there(node), meant.hint, fix=meant.fix
    )


def no_such_text(walk: Walk, node: Node, path: ItemPath, words: Mapping[str, str]) -> Any:
    """Report a text that is none of those that a pattern allows."""
    meant = Meant(words["hint"])
    if path[-1] == "cadence":
        from cap.plan.meant.values import span_hint

        meant = span_hint(_beginning(node.value))
    elif path[-1] == "id":
        from cap.plan.meant.values import id_hint

        meant = id_hint(_beginning(node.value), words["hint"])
    message = as_typed(node.value, "this") + f" is not {words['wanted']}"
    return walk.report("invalid-value", node, path, message, meant.hint, fix=meant.fix)


def _beginning(typed: str) -> str:
    """A value as far as it is looked at for what was meant; one of a megabyte is nothing that anybody meant."""
    return typed if len(typed) <= LONGEST else f"{typed[:LONGEST]} and so on"


def look_closely(walk: Walk, node: ScalarNode, kind: types.Type, words: Mapping[str, str] | None, path: ItemPath) -> None:
    """Say what nobody sees in a value that was just reported, if that is what keeps it from being right."""
    from cap.text.unseen import called, cleared, first_unseen

    odd = first_unseen(node.value) if len(node.value) <= LONG else None
    if odd is None:
        return
    at, character = odd
    clear, trial = cleared(node.value), type(walk)(walk.source)
    meant = types.Metadata(kind, extra=dict(words)) if words else kind
    trial.build(ScalarNode("", clear, node.start_mark, node.end_mark), meant, path)
    if trial.problems and trial.problems[0].fix is None:
        return
    where = "before" if not at else "behind" if not cleared(node.value[at:]) else "inside"
    message = f"{called(character)} stands {where} " + quote(f"`{clear}`", "this value") + ", and is not seen"
    fix = trial.problems[0].fix if trial.problems else clear
    last = walk.problems.pop()
    walk.report(last.rule, node, path, message, "Write " + quote(f"`{fix}`", "it without that") + ".", fix=fix)


def _integer(text: str) -> int | None:
    """A whole number in any of YAML's notations."""
    if len(text) > 30 or not _INT.fullmatch(text):  # Python refuses to print a number of 5,000 digits
        return None
    try:
        return int(text, 10 if text.lstrip("+-")[:2].isdigit() or len(text.lstrip("+-")) == 1 else 0)
    except ValueError:
        return None


def _key_of(path: ItemPath) -> str:
    return next(step for step in reversed(path) if isinstance(step, str))


def _field(path: ItemPath) -> str:
    return f"`{_key_of(path)}`"


def _is_required(path: ItemPath) -> bool:
    """Whether the entry that a key stands in is none without it."""
    owner = BY_KEY.get(str(path[-3])) if len(path) > 2 else None
    return owner is not None and path[-1] in owner.required


def found_there(node: Node) -> str | Words:
    """What stands where something else belongs."""
    if isinstance(node, ScalarNode):
        return as_typed(node.value, "a text")
    return "a list" if isinstance(node, SequenceNode) else "keys and values"


def as_typed(text: str, instead: str) -> Words:
    """A value as it was typed."""
    return quote(f"`{brief(text)}`", instead)


# The words of each Literal in the order in which people say them; msgspec sorts them.
_WORD_LISTS = tuple(get_args(words) for words in (ActionType, Direction, Horizon, Level, Stage, Status, Story, Where))


def in_order(values: Iterable[object]) -> list[str]:
    """The words of a Literal in the order in which the model lists them; msgspec sorts them."""
    return [str(word) for word in next((words for words in _WORD_LISTS if set(words) == set(values)), values)]
