"""What a plan's file may be called, and what to type for a person of any name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from cap.refusal import Refusal

_NAME = re.compile(r"[a-z](?:[a-z_-]|\.(?!\.))*(?<!\.)")  # with every letter, digit and mark as an `a`
_LONGEST = 200  # bytes
_NO_NAME = frozenset('/\\:;<>|*?$`"{}[]=!#%^~@&')  # what stands in paths, and in what shells obey, but in nobody's name
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(1, 10))})


def key_that_fits(name: str) -> str | None:
    """A name, or what can be made of it, as that of a file, without `.md`; None when nothing can."""
    stem = unicodedata.normalize("NFC", name).removesuffix(".md")
    key = stem if fits_a_file(stem) else key_of(Path(stem).name)
    return key if fits_a_file(key) and not _is_reserved(key) else None


def new_call(name: str) -> str | None:
    """How to start a plan for somebody of that name; None when no file can be called anything like it."""
    from cap.text.shell import for_shell

    if found := _as_typed(name):
        return f"cap new {for_shell(found.name or found.key)}"
    key = key_that_fits(name)
    return f"cap new {key}" if key else None


class Named(NamedTuple):
    """What a person's file is called, and the name that was typed for it; "" where that was the file's own."""

    key: str
    name: str


def require_name(typed: str, call: Callable[[str], str | None] = new_call) -> Named:
    """Take a name as people write it: `Tom O'Brien` has the file `tom-o-brien`. `call` as in `require_key`. Raises Refusal."""
    return _as_typed(typed) or Named(require_key(typed, call), "")


def _as_typed(typed: str) -> Named | None:
    """The same; None for what looks like a path, or like nobody's name."""
    stem = unicodedata.normalize("NFC", typed).rstrip(",; ").removesuffix(".md")
    name = " ".join(stem.split())
    key = stem if fits_a_file(stem) else key_of(name)
    odd = not stem.isprintable() or not set(name).isdisjoint(_NO_NAME) or ".." in name or name.startswith((".", "-"))
    if odd or not fits_a_file(key) or _is_reserved(key):
        return None
    return Named(key, "" if key == stem else name)


def require_key(name: str, call: Callable[[str], str | None] = new_call) -> str:
    """A name as that of a file, without `.md`. `call` turns it into a command to type instead. Raises Refusal."""
    stem = unicodedata.normalize("NFC", name).removesuffix(".md")
    if _is_reserved(stem):
        raise Refusal(f"`{name}` cannot be the name of a plan", "Some computers, or `cap` itself, take it for something else.")
    if not fits_a_file(stem):
        hint = "A file's name is made of letters, digits, `-`, `_` and `.`, and starts with a letter or a digit."
        advice = call(name)
        raise Refusal(f"`{name}` cannot be the name of a plan", f"{hint} Try: {advice}" if advice else hint)
    return stem


def fits_a_file(stem: str) -> bool:
    """Whether a name is made of what is safe in a file's name everywhere, and in every shell."""
    # marks are the vowels of many scripts; `\w` knows letters and digits only
    letters = "".join("a" if unicodedata.category(character)[0] in "LNM" else character for character in stem)
    short = len(stem.encode(errors="replace")) <= _LONGEST
    return bool(_NAME.fullmatch(letters)) and unicodedata.category(stem[0])[0] != "M" and short


def _is_reserved(stem: str) -> bool:
    return stem.split(".")[0].lower() in _DEVICES or stem.lower() == "readme"


def key_of(name: str) -> str:
    """A display name as the name of a file: `Grace Adeyemi` → `grace-adeyemi`. Not every name gives one that fits."""
    kept = (character if unicodedata.category(character)[0] in "LNM" else "-" for character in unicodedata.normalize("NFC", name))
    return re.sub("-+", "-", "".join(kept)).strip("-").lower()
