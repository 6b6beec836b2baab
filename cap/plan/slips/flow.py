"""A value between brackets on one line, as it was meant: split at the keys that are known, not at every comma and colon."""

from __future__ import annotations

import re
from typing import NamedTuple

from cap.edit.scalars import scalar
from cap.plan.slips.grammar import ANYTHING, Field, fields, may_be_key
from cap.plan.slips.slip import Cut

QUOTED = re.compile(r"\"((?:[^\"\\\n]|\\[^\n])*)\"|'((?:[^'\n]|'')*)'")
# Quotes as a word processor sets them: what a text in them begins and ends with.
SET_QUOTES = re.compile('[“”„‟«»]([^“”„‟«»"]*)[“”„‟«»"]|[‘’‚‹›]([^‘‚‹›]*)[‘’‹›]|"([^"“”]*)[“”]')
_ENDS = {"[": "]", "{": "}"}
# What ends a plain text between brackets, or makes something else of it.
_UNSAFE = re.compile(r"[,\[\]{}]|(?:^|(?<= ))#|:(?= |$)|^[*|>'\"%@`]|^-(?= |$)|^\?(?=[ ?]|$)")

_KEY = re.compile(r"[ ]*(['\"]?)([A-Za-z_][\w-]*)\1[ ]*:(?:[ ]+|(?=[,}\]]|\Z))")
_NEXT = re.compile(r",[ ]*(['\"]?)([A-Za-z_][\w-]*)\1[ ]*:(?=[ ,}\]]|\Z)")

# A key behind a comma that is none for YAML: with a sign before it or behind it, or without a blank behind its colon.
_KEY_AMISS = re.compile(r",[ ]*(?:[^\w\s][ ]*)?([A-Za-z_]\w*)[^\w\s]?:")


class Spot(NamedTuple):
    """What would be read wrong in there: where, the sign that is to blame, and whether quotes are sure to be right."""

    at: int
    sign: str
    sure: bool
    cut: Cut


def closing(text: str, at: int, end: int, *, comments: bool = True) -> int | None:
    """Where the bracket at `at` closes, behind its end; None when it does not before `end`. With `comments`, a `#` begins one."""
    waiting: list[str] = []
    fresh = True  # whether a value may start here
    while at < end:
        sign = text[at]
        if fresh and sign in "\"'":
            quoted = QUOTED.match(text, at, end)
            if quoted:
                at, fresh = quoted.end(), False
                continue
        if sign in _ENDS:
            waiting.append(_ENDS[sign])
        elif sign in "]}":
            if not waiting or waiting.pop() != sign:
                return None
            if not waiting:
                return at + 1
        elif sign == "#" and comments and text[at - 1] in " \t\n":
            line = text.find("\n", at, end)
            at = end if line < 0 else line
            continue
        if not sign.isspace():
            fresh = sign in ",:[{"
        at += 1
    return None


class Flow:
    """A value between brackets, `text[at:end]`, as it was meant; `spots` are what has to be put in quotes for it."""

    def __init__(self, text: str, at: int, end: int, field: Field) -> None:
        self.text, self.spots = text, list[Spot]()
        self.doubt = False
        self.leaves: list[str | None] | None = []  # None: not understood
        if text[at] == "{":
            self._map(at + 1, end - 1, field)
        else:
            self._list(at + 1, end - 1, field)
        if self.doubt:
            self.spots = [spot._replace(sure=False) for spot in self.spots]

    def _map(self, at: int, end: int, field: Field) -> None:
        known = fields(field.item)
        while at < end and self.text[at:end].strip():
            found = _KEY.match(self.text, at, end)
            name = found[2] if found else ""
            if not found or not known or not may_be_key(name, known):
                self.leaves = None
                return
            self._leaf(name)
            start = found.end()
            whole = self._whole(start, end)
            if whole is None:
                whole = self._next_key(start, end, known)
                self.doubt = self.doubt or any(key in known for key in _KEY_AMISS.findall(self.text, start, whole))
            self._value(start, whole, known.get(name, ANYTHING), trailing=whole == end)
            at = whole + 1

    def _next_key(self, start: int, end: int, known: dict[str, Field]) -> int:
        """Where a plain value ends: at the comma before the next key, or at the end. What may be a key or not leaves a doubt."""
        for found in _NEXT.finditer(self.text, start, end):
            if may_be_key(found[2], known):
                return found.start()
            self.doubt = True
        return end

    def _list(self, at: int, end: int, field: Field) -> None:
        entry = field._replace(sort="text") if field.sort in ("texts", "text") else field
        while at < end and self.text[at:end].strip():
            start = at + len(self.text[at:end]) - len(self.text[at:end].lstrip())
            whole = self._whole(start, end)
            if whole is None:
                comma = self.text.find(",", start, end)
                whole = end if comma < 0 else comma
            self._value(start, whole, entry, trailing=False)
            at = whole + 1

    def _whole(self, start: int, end: int) -> int | None:
        """Where a value in quotes or brackets ends, at the comma or the bracket behind it; None for a plain one."""
        sign = self.text[start : start + 1]
        done: int | None = None
        if sign in ("'", '"'):
            quoted = QUOTED.match(self.text, start, end)
            done = quoted.end() if quoted else None
        elif sign in ("[", "{"):
            done = closing(self.text, start, end, comments=False)
        if done is None:
            return None
        rest = self.text[done:end]
        return done + len(rest) - len(rest.lstrip()) if rest.lstrip()[:1] in ("", ",") else None

    def _value(self, start: int, end: int, field: Field, *, trailing: bool) -> None:
        typed = self.text[start:end].rstrip(" \t\r")
        if trailing and typed.endswith(","):
            typed = typed[:-1].rstrip(" \t\r")
        if not typed:
            return
        if QUOTED.fullmatch(typed):
            self._leaf(unquoted(typed))
            return
        if typed[0] in _ENDS and closing(self.text, start, start + len(typed), comments=False) == start + len(typed):
            inner = Flow(self.text, start, start + len(typed), field)
            self.spots += inner.spots
            self.doubt = self.doubt or inner.doubt
            self.leaves = None if self.leaves is None or inner.leaves is None else self.leaves + inner.leaves
            return
        unsafe = _UNSAFE.search(typed)
        if unsafe and not (unsafe[0] == "*" and f"&{typed[1:]}" in self.text):
            loose = re.search(r"(?:^| )#(?: |$)", typed) is not None
            sure = (field.sort == "text" and not loose) or (field.sort == "texts" and "," not in typed and not loose)
            end, typed = start + len(typed), _without_set_quotes(typed)
            self.spots.append(Spot(start + unsafe.start(), unsafe[0], sure, (start, end, scalar(typed, flow=True, quote='"')[0])))
        self._leaf(typed)

    def _leaf(self, text: str | None) -> None:
        if self.leaves is not None:
            self.leaves.append(text)


def unquoted(typed: str) -> str | None:
    """What a text in quotes says; None where that takes a parser."""
    if typed[0] == "'":
        return typed[1:-1].replace("''", "'")
    return None if "\\" in typed else typed[1:-1]


def _without_set_quotes(typed: str) -> str:
    """A text without the quotes of a word processor around it, where there are some."""
    found = SET_QUOTES.fullmatch(typed)
    return next(group for group in found.groups() if group is not None) if found else typed
