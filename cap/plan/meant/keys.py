"""What a key that the format does not know was meant as."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from cap.plan.meant.lookup import forms, misspelt, plainly, rows_of_key, slip_of_key, told
from cap.text.quotes import Words, quote
from cap.text.unseen import called, cleared, first_unseen

_LIST = "Did you mean `{}`? That is a list: each entry stands on a line of its own, behind `- `."
OWN = "A key of your own starts with `x-`."


class Fit(NamedTuple):
    """Whether the value that was written fits under a key: as it is or `mended`, or at least not at all otherwise."""

    fits: bool
    mended: bool
    new: str = ""  # what a single value has to be mended to
    nothing: bool = False  # nothing is known yet, which is said by leaving it blank
    alone: bool = False  # one text, where a list belongs


class Key(NamedTuple):
    """What to say of a key: a message, if another than that it is none; the hint; the key that was meant; whether that is sure."""

    hint: str | Words
    meant: str | None = None
    sure: bool = False
    message: str = ""


def is_ours(typed: str, known: Collection[str]) -> str | None:
    """The one of our keys that this is but for its case, its blanks, or what nobody sees."""
    written = {plainly(key): key for key in known}
    return next((written[form] for form in forms(typed) if form in written), None)


def key_meant(typed: str, kind: str, known: Collection[str], free: Collection[str], fit: Callable[[str], Fit]) -> Key:
    """What `typed` was meant as in a `kind` of item, of whose `known` keys some are still `free`.

    `fit` says how the value would do under another key. The same word, but for case and what is not seen, beats everything else; a word that
    people use beats a slip of the finger.
    """
    same = is_ours(typed, known)
    if same and (plainly(same) == plainly(typed) or (same in free and fit(same).fits)):
        return _same(typed, same, free, fit)
    if hint := told(typed):
        return Key(hint)
    for row in rows_of_key(typed, kind):
        if row.meant in free and (found := fit(row.meant)).fits:
            return Key(_asked(row.meant, found), row.meant, row.sure and found.mended)
        if row.meant in free and found.alone and row.sure:
            return Key(_LIST.format(row.meant), row.meant)
    slips, only = slip_of_key(typed, free)
    for slip in slips:
        found = fit(slip)
        if found.fits:
            return Key(_asked(slip, found), slip, only and found.mended)
        if found.alone and only:
            return Key(_LIST.format(slip), slip)
    for word in misspelt(typed, kind, values=False):
        if word in free and (found := fit(word)).fits:
            return Key(_asked(word, found), word)
    return Key(OWN)


def _asked(key: str, found: Fit) -> str | Words:
    """Ask about a key, and about its value where that changes with it."""
    if found.nothing:
        return f"Did you mean `{key}`? Not known yet? Leave it blank."
    return "Did you mean " + quote(f"`{key}: {found.new}`", f"`{key}`") + "?" if found.new else f"Did you mean `{key}`?"


def _same(typed: str, key: str, free: Collection[str], fit: Callable[[str], Fit]) -> Key:
    """What to say of a key that is one of ours but for its case, its blanks, or what nobody sees."""
    message = ""
    if cleared(typed) == key and (odd := first_unseen(typed)):
        at, character = odd
        where = f"before `{key}`" if not at else f"behind `{key}`" if cleared(typed[at:]) == "" else f"inside `{key}`"
        message = f"{called(character)} stands {where}, and is not seen"
    if key not in free:
        return Key(f"`{key}` is here already: keep one of the two.", message=message)
    found = fit(key)
    return Key(_asked(key, found), key, found.mended, message)
