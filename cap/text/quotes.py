"""Words of a plan inside words of ours, kept apart, so that a format for strangers can leave them out."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from cap.text.wording import brief


class Quote(NamedTuple):
    """Words of a plan as its reader sees them, and what stands `instead` for anybody else; None: the item that they name."""

    shown: str
    instead: str | None = None


class Words(Struct, frozen=True):
    """A message that quotes. It is built with `+`: `"nobody is named beside " + quoted(need)`."""

    parts: tuple[str | Quote, ...]

    def __add__(self, more: str | Words) -> Words:
        return Words((*self.parts, *(more.parts if isinstance(more, Words) else (more,))))

    def __radd__(self, before: str) -> Words:
        return Words((before, *self.parts))

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else part.shown for part in self.parts)

    def __format__(self, spec: str) -> str:
        raise TypeError("words of a plan go into a message with `+`; in an f-string they could not be told from ours")

    @property
    def first(self) -> str:
        """What it quotes first, as its reader sees it: `“Teaching”`; empty when it quotes nothing."""
        return next((part.shown for part in self.parts if isinstance(part, Quote)), "")

    def without_quotes(self, item: str) -> str:
        """The message with nothing of the plan in it. `item` names what it is about: `goal g1`."""
        return "".join(part if isinstance(part, str) else item if part.instead is None else part.instead for part in self.parts)


def quote(shown: str, instead: str | None) -> Words:
    """Words of a plan, and what stands instead of them for whoever may not see it."""
    return Words((Quote(shown, instead),))


def quoted(text: str, instead: str | None = None) -> Words:
    """The beginning of a text of the plan: `“Teaching”`; without `instead`, the name of the item that the message is about."""
    return quote(f"“{brief(text)}”", instead)
