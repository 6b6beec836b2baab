"""Places in each encoding, and texts that follow what an editor sends: held against a second, plain way of counting."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from cap.lsp.positions import Positions, whole
from tests.plans_strategy import examples

UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
encodings = st.sampled_from(sorted(UNITS))
pieces = [
    "a",
    "b: ",
    "\n",
    "\r\n",
    "\r",
    "😋",
    "é",
    "e\u0301",
    "字",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x1c",
    "\ud83d",
    "\ufeff",
    "---\n",
]
texts = st.lists(st.sampled_from(pieces), max_size=20).map("".join).map(whole)


def plain(text: str, offset: int, encoding: str) -> tuple[int, int]:
    """The place behind so many characters, counted by hand."""
    ends = [end for end in re.finditer(r"\r\n|\n|\r", text) if end.end() <= offset]
    start = ends[-1].end() if ends else 0
    codec, width = UNITS[encoding]
    return len(ends), sum(len(character.encode(codec, "surrogatepass")) // width for character in text[start:offset])


@given(texts, st.integers(0, 40), encodings)
@examples(400)
def test_a_place_is_counted_as_the_protocol_has_it(text: str, offset: int, encoding: str) -> None:
    offset = min(offset, len(text))
    if text[:offset].endswith("\r") and text[offset : offset + 1] == "\n":
        offset -= 1  # between the two there is no place
    positions = Positions(text, encoding)
    found = positions.position(offset)
    assert (found.line, found.character) == plain(text, offset, encoding)
    assert positions.offset(found) == offset


@given(texts, texts, st.integers(0, 40), st.integers(0, 40), encodings)
@examples(400)
def test_a_text_follows_what_is_typed(text: str, new: str, one: int, other: int, encoding: str) -> None:
    start, end = sorted(min(offset, len(text)) for offset in (one, other))
    places = [types.Position(*plain(text, offset, encoding)) for offset in (start, end)]
    if any(text[:offset].endswith("\r") and text[offset : offset + 1] == "\n" for offset in (start, end)):
        return
    change = types.TextDocumentContentChangePartial(range=types.Range(*places), text=new)
    assert Positions(text, encoding).changed(change) == whole(text[:start] + new + text[end:])


@pytest.mark.parametrize("encoding", UNITS)
def test_a_place_outside_is_the_nearest_inside(encoding: str) -> None:
    positions = Positions("é😋\r\nx", encoding)
    assert positions.offset(types.Position(0, 99)) == 2
    assert positions.offset(types.Position(1, 99)) == positions.offset(types.Position(99, 0)) == 5


def test_halves_that_come_together_are_a_character() -> None:
    positions = Positions("\ud83d", "utf-16")
    change = types.TextDocumentContentChangePartial(range=types.Range(types.Position(0, 1), types.Position(0, 1)), text="\ude0b")
    assert positions.changed(change) == "😋"
