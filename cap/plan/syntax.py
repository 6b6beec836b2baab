"""Broken YAML in words for people: where the eye should go, what is wrong there, and how to mend it.

libyaml says what it was reading, what it did not find, and where it stopped; that is seldom where the slip was made.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

_INVISIBLE = ("\u0085", "\u2028", "\u2029", "\ufeff")
_CLOSING = ("]", "}")

_QUOTE = "Put the text in quotes."
_AWAY = "Take it away, or put the text in quotes."
_LOOK = "Compare the line with its neighbours: indentation, `:`, quotes and brackets."
_FLOW = "Separate with commas and close the bracket; put text that holds a comma, a bracket or a colon in quotes."
_SPACES = "Indent with spaces; YAML does not take tabs."


# A colon that is none to YAML, and what to say of it.
_COLON = re.compile(r"[\w-]+(:|：)")
_UNSEEN_COLON = {
    ":": ("a space is missing after this `:`", "Write `key: value`."),
    "：": ("this wide `：` is not the colon that YAML reads", "Type a plain `:` and a space after it."),
}


class _Row(NamedTuple):
    """What to say when libyaml says `said`; `back` is True where the eye should go to the beginning of what it was reading."""

    said: str
    message: str
    hint: str
    back: bool = False


_NO_KEY = "did not find expected key"
_NO_COLON = "could not find expected ':'"
_NO_START = "did not find expected <document start>"
_NO_NODE = "parsing a flow node: did not find expected node content"

# The first row that fits wins.
_ROWS = (
    _Row(
        "mapping values are not", "this `:` makes a key where none can stand", "Put the text in quotes, or mend the indentation."
    ),
    _Row("mapping keys are not", "this `?` makes a key where none can stand", _QUOTE),
    _Row(
        "sequence entries are not", "this `-` stands where no list can start", "Move the list to lines of its own, below the key."
    ),
    _Row(
        "unexpected ':'",
        "between brackets, this `:` is part of no text and of no key",
        "Put the text in quotes, or write `key: value`.",
    ),
    _Row("cannot start any token", "{sign} cannot start a value", _QUOTE),
    _Row("end of stream", "a quote is opened here and never closed", "Close it with the same kind of quote.", back=True),
    _Row("document indicator", "a line between these quotes starts with `---` or `...`", "Indent that line.", back=True),
    _Row("quoted scalar", "this `\\` is not an escape that YAML knows", "Use single quotes instead, or double the `\\`."),
    _Row(
        _NO_COLON,
        "this line is neither a key nor a list item",
        "Write `key: value`, or indent it to continue the line above.",
        back=True,
    ),
    _Row("',' or", "a bracket is opened here and not closed properly", _FLOW, back=True),
    _Row(_NO_NODE, "{sign} cannot stand here", _AWAY),
    _Row("expected node content", "{sign} cannot start a value", _QUOTE),
    _Row(
        "expected '-'",
        "this line does not belong to the list above",
        "Start it with `-`, or indent it to belong to the item.",
    ),
    _Row(
        _NO_KEY,
        "this line does not fit the ones around it",
        "Indent it exactly like its neighbours, and look for an open quote above it.",
    ),
    _Row("undefined alias", "this `*` refers to nothing", _QUOTE),
    _Row("duplicate anchor", "the name after this `&` is taken", "Give each `&` a name of its own, or put the text in quotes."),
    _Row("scanning an alias", "`*` cannot start a value", _QUOTE, back=True),
    _Row("scanning an anchor", "`&` cannot start a value", _QUOTE, back=True),
    _Row(" tag", "`!` cannot start a value", _QUOTE, back=True),
    _Row(
        "another document",
        "a second `---` stands inside the front matter",
        "Only the closing `---` may stand here, alone on its line.",
    ),
    _Row(
        _NO_START,
        "this does not belong to what stands above",
        "Look above for a line of `...`, or a bracket that closes too early.",
    ),
    _Row(
        "block scalar",
        "text follows `|` or `>` on the same line",
        "Start the text on the next line, indented; or put it in quotes.",
    ),
)

# Of what libyaml may say one day, nothing is passed on.
_OTHERWISE = _Row("", "YAML cannot read on from here", _LOOK)


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """Of what libyaml says about `text`: the character where the eye should go, the message, and how to mend it."""
    said = f"{error.context}: {error.problem}"
    row = next((row for row in _ROWS if row.said in said), _OTHERWISE)
    mark = (row.back and error.context_mark) or error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(text))

    percent = f"\n{text}".rfind("\n%", 0, index + 1)
    if percent >= 0 and (row.said == _NO_START or "\n" not in text[percent:index]):
        return percent, "a `%` cannot start a line here", "Delete the line; a plan needs no YAML directive."
    if row.said == _NO_NODE and index == len(text):
        return max(text.rfind("["), text.rfind("{")), "a bracket is opened here and never closed", _FLOW
    if row.said == _NO_COLON and (colon := _COLON.match(text, index)):
        return colon.start(1), *_UNSEEN_COLON[colon[1]]
    if row.said == "quoted scalar":
        index = text.rfind("\\", 0, index + 1)

    before, sign = text[text.rfind("\n", 0, index) + 1 : index].rstrip(" "), text[index : index + 1]
    if before.endswith(_INVISIBLE):
        code = f"U+{ord(before[-1]):04X}"
        return index, f"an invisible character ({code}) stands before this", "Delete it, or type a space instead."
    if sign == "\t":
        return index, "a tab indents this line", _SPACES
    stray = _stray(before, sign) if row.said in (_NO_KEY, _NO_START) else None
    message, hint = stray or (row.message, row.hint)
    return index, message.format(sign="a backtick" if sign == "`" else f"`{sign}`"), hint


def _stray(before: str, sign: str) -> tuple[str, str] | None:
    """What to say of a sign that nothing was left to be said before, from what stands before it on its line."""
    if sign in _CLOSING:
        return "{sign} closes nothing here", _AWAY
    if before == "...":
        return "`...` ends the front matter, and more follows on its line", "Take the `...` away, or put the text in quotes."
    if before.endswith(("'", '"')):
        hint = "Put the other kind of quote around the whole text, or look above for a quote that is not closed."
        return "the text goes on after its closing quote", hint
    if before.endswith(_CLOSING):
        return "something follows the closing bracket", _AWAY
    if sign == "-" and not before:
        return "this list item has no list", "Above a list stands a line with only its key, such as `interests:`."
    return ("this does not go with what stands before it", _QUOTE) if before else None
