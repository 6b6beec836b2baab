"""What stands behind a key or a list mark on one line: understood as it was meant, with what YAML makes of it instead."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from cap.edit.scalars import scalar
from cap.plan.slips.flow import QUOTED, SET_QUOTES, Flow, closing, unquoted
from cap.plan.slips.grammar import Field, holds_more
from cap.plan.slips.slip import Cut

_OVER_TWO, _OVER_ONE = re.compile(r'"(?:[^"\\]|\\.)*"', re.S), re.compile(r"'(?:[^']|'')*'")  # over several lines
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:(?<=[ \t])#.*)?")
_NOTHING_ELSE = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\n]*)?(?=\r?\n|\r?\Z)")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
COLON = re.compile(r":(?=[ \t]|$)")

Form = Literal["empty", "plain", "whole", "block", "open"]


class Blame(NamedTuple):
    """What is wrong: where, how it is said and mended, and the cuts; without `sure` they only show how to read on."""

    start: int
    end: int
    message: str
    hint: str
    cuts: tuple[Cut, ...]
    sure: bool


class Value(NamedTuple):
    """A value: its form, where it ends, and the texts in it. `open` goes on over lines that are not to be touched."""

    form: Form
    end: int
    leaves: list[str | None]
    blames: list[Blame] = []


QUOTE = "Put the text in quotes."
_FLOW = "Separate with commas and close the bracket; put text that holds a comma, a bracket or a colon in quotes."
_IN_FLOW = {
    ",": ("a comma ends the text inside `{ }`", QUOTE),
    ":": ("this `:` makes a key inside the text", QUOTE),
    "#": ("a `#` after a blank begins a comment, and the rest of the line is gone", QUOTE),
}


def comment_at(text: str, *, texty: bool) -> int:
    """Where the comment in a plain text begins, or its length. In a text a `#` that nothing divides from its word is none."""
    for found in _COMMENT.finditer(text):
        rest = text[found.end() :]
        if not texty or not rest.strip() or rest[0] in " \t#!" or rest.startswith("cap:"):
            return found.start()
    return len(text)


def look(text: str, at: int, end: int, field: Field, column: int) -> Value:
    """Understand the value that begins at `text[at]`, on a line that ends at `end`, of a key or a mark at `column`."""
    line = text[at:end]
    sign = line[:1]
    if not line or (sign == "#" and comment_at(line, texty=field.texty) == 0):
        return Value("empty", at, [])
    if sign in ("'", '"'):
        return _in_quotes(text, at, end, field, column)
    if sign in ("[", "{"):
        return _in_brackets(text, at, end, field, column)
    if sign in ("|", ">"):
        if _BLOCK.fullmatch(line):
            return Value("block", end, [None])
        said = "text follows `|` or `>` on the same line" if line[1:2] in (" ", "\t") else f"`{sign}` cannot start a value"
        if line[1:2] in (" ", "\t"):
            text_at = at + len(line) - len(line[1:].lstrip(" \t"))
            hint = "Start the text on the next line, indented; or put it in quotes."
            return _wrapped(text, at, end, field, (text_at, text_at + 1), said, hint=hint, sure=False)
        return _wrapped(text, at, end, field, (at, at + 1), said)
    meant = comment_at(line, texty=True)
    set_off = SET_QUOTES.fullmatch(line[:meant].rstrip(" \t\r"))
    if set_off and (COLON.search(line) or _COMMENT.search(line[:meant])):
        inner = next(group for group in set_off.groups() if group is not None)
        typed = line[:meant].rstrip(" \t\r")
        blame = Blame(
            at,
            at + 1,
            f"`{typed[0]}` and `{typed[-1]}` are quotes of a word processor, which YAML does not know",
            'Type straight quotes, `"`, around the text.',
            ((at, at + len(typed), scalar(inner, flow=False, quote='"')[0]),),
            field.texty,
        )
        return Value("whole", at + len(typed), [inner], [blame])
    if line.rstrip(" \t\r") in ("?", "-"):
        blame = Blame(
            at,
            at + 1,
            f"`{sign}` alone is no value",
            "Not known yet? Leave it blank.",
            ((len(text[:at].rstrip(" \t")), at + 1, ""),),
            True,
        )
        return Value("whole", at + 1, [], [blame])
    if sign in "@`%,]}" or (sign == "?" and line[1:2] in (" ", "\t")):
        name = "a backtick" if sign == "`" else f"`{sign}`"
        return _wrapped(text, at, end, field, (at, at + 1), f"{name} cannot start a value")
    if sign == "*" and f"&{line[1:].split(None, 1)[0] if line[1:].strip() else ''}" not in text:
        return _wrapped(text, at, end, field, (at, at + 1), "`*` cannot start a value")
    if sign in "&!":  # an anchor or a tag: what is behind it is for a parser
        return Value("plain", at + comment_at(line, texty=False), [None])
    typed = line[: comment_at(line, texty=False)].rstrip(" \t\r")
    return Value("plain", at + len(typed), [typed])


def _wrapped(
    text: str, at: int, end: int, field: Field, mark: tuple[int, int], message: str, *, hint: str = QUOTE, sure: bool = True
) -> Value:
    """The whole text, put in quotes."""
    line = text[at:end]
    typed = line[: comment_at(line, texty=field.texty)].rstrip(" \t\r")
    cut = (at, at + len(typed), scalar(typed, flow=False, quote='"')[0])
    return Value("whole", at + len(typed), [typed], [Blame(*mark, message, hint, (cut,), sure and field.texty)])


def _in_quotes(text: str, at: int, end: int, field: Field, column: int) -> Value:
    sign = text[at]
    quoted = QUOTED.match(text, at, end)
    if quoted and _NOTHING_ELSE.match(text, quoted.end()):
        return Value("whole", quoted.end(), [unquoted(quoted[0])])
    line = text[at:end]
    typed = line[: comment_at(line, texty=False)].rstrip(" \t\r")
    if not quoted:
        over = (_OVER_TWO if sign == '"' else _OVER_ONE).match(text, at)
        if over and _NOTHING_ELSE.match(text, over.end()):
            fence = re.search(r"^(?:---|\.\.\.)(?:\s|$)", over[0], re.M)  # of this YAML itself has something to say
            if fence or over.end() <= _reach(text, end, column):
                return Value("open", over.end(), [None])
        message = "a quote is opened here and never closed"
        if SET_QUOTES.fullmatch(typed):
            message = f"the quote that is opened here ends with `{typed[-1]}`, one of a word processor"
            cut = (at, at + len(typed), scalar(typed[1:-1], flow=False, quote='"')[0])
            return Value(
                "whole", end, [typed[1:-1]], [Blame(at, at + 1, message, 'End it with a straight quote, `"`.', (cut,), True)]
            )
        cut = (at, at + len(typed), scalar(typed[1:], flow=False, quote='"')[0])
        # An apostrophe may begin a text; and where the next line goes on, the quote ends on it or below.
        sure = field.texty and sign == '"' and typed.count(sign) == 1 and "\\" not in typed and _ends_here(text, end, column)
        return Value(
            "whole", end, [typed[1:]], [Blame(at, at + 1, message, "Close it with the same kind of quote.", (cut,), sure)]
        )
    behind = quoted.end()
    outer = typed.endswith(sign) and len(typed) > 1 and typed.count(sign) > 2
    if outer and (text[behind - 2] == " " or text[behind : behind + 1].isalnum()):
        meant = typed[1:-1]
        sure = field.texty
    else:
        meant, sure = typed, field.texty and typed.count(sign) % 2 == 0
    cut = (at, at + len(typed), scalar(meant, flow=False, quote='"')[0])
    start = next((i for i in range(behind, end) if not text[i].isspace()), behind)
    message = "the text goes on after its closing quote"
    hint = "Put the other kind of quote around the whole text."
    return Value("whole", at + len(typed), [meant], [Blame(start, start + 1, message, hint, (cut,), sure)])


def _in_brackets(text: str, at: int, end: int, field: Field, column: int) -> Value:
    close = closing(text, at, end)
    if close is not None and not _NOTHING_ELSE.match(text, close):
        start = next((i for i in range(close, end) if not text[i].isspace()), close)
        plain = field.sort == "text" and not holds_more(text[at:end], field)
        hint = QUOTE if plain else "Take it away, or put the text in quotes."
        said = f"`{text[start]}` closes nothing here" if text[start] in "]}" else "something follows the closing bracket"
        return _wrapped(text, at, end, field, (start, start + 1), said, hint=hint, sure=plain)
    if close is None:
        over = closing(text, at, _reach(text, end, column))
        if over is not None and _NOTHING_ELSE.match(text, over):
            return Value("open", over, [None])
        line = text[at:end].rstrip(" \t\r")
        close = closing(text, at, at + len(line), comments=False)
        if close != at + len(line):
            cut = (at, at + len(line), scalar(line, flow=False, quote='"')[0])
            message = "a bracket is opened here and not closed properly"
            return Value("whole", end, [line], [Blame(at, at + 1, message, _FLOW, (cut,), False)])
    flow = Flow(text, at, close, field)
    if flow.leaves is None:
        return Value("whole", close, [None])
    blames = [Blame(spot.at, spot.at + len(spot.sign), *of_sign(spot.sign), (spot.cut,), spot.sure) for spot in flow.spots]
    return Value("whole", close, flow.leaves, blames)


def of_sign(sign: str) -> tuple[str, str]:
    """What is said of a sign that does not belong between brackets, and how that is mended."""
    return _IN_FLOW.get(sign, (f"`{sign}` has a meaning of its own between brackets", QUOTE))


def _ends_here(text: str, end: int, column: int) -> bool:
    """Whether the next line with anything on it stands no further in than `column`."""
    return not re.compile(rf"(?:[ \t\r]*\n)+[ \t]{{{column + 1}}}").match(text, end)


def _reach(text: str, end: int, column: int) -> int:
    """How far a value may go on below its line, which ends at `end`: over lines that are blank, further in, or close a bracket."""
    while end < len(text):
        stop = text.find("\n", end + 1)
        stop = len(text) if stop < 0 else stop
        line = text[end + 1 : stop]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= column and line.strip()[0] not in "]}":
            return end
        end = stop
    return end
