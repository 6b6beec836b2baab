"""From a text to another one by small replacements, so that an editor keeps its marks, its folds and the place of the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from cap.language.document import Document, Replacement


def replacements(document: Document, after: bytes) -> list[Replacement]:
    """What makes a document say `after`, in the order of the text."""
    return [
        Replacement(document.span(start, end), new)
        for start, end, new in _changes(document.text, after.decode("utf-8", "surrogatepass"))
    ]


def replaced(document: Document, edits: Sequence[Replacement]) -> str:
    """The text with replacements made, which are in its order and do not touch each other."""
    parts, reached = [], 0
    for span, new in edits:
        start, end = document.offsets(span)
        parts += [document.text[reached:start], new]
        reached = end
    return "".join((*parts, document.text[reached:]))


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """The pieces of `old`, as character offsets, and what stands there instead."""
    start, end = _alike(old, new)
    # Whole lines are compared, and only those from the first that differs to the last.
    first = old.rfind("\n", 0, start) + 1
    last = (old.find("\n", len(old) - end) + 1 or len(old)) if end else len(old)
    tail = len(old) - last
    before, after = _lines(old[first:last]), _lines(new[first : len(new) - tail])
    places = [first]
    for line in before:
        places.append(places[-1] + len(line))
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            here, there = "".join(before[i:j]), "".join(after[k:m])
            head, foot = _alike(here, there)
            yield places[i] + head, places[j] - foot, there[head : len(there) - foot]


def _alike(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts begin with in common, and end with; no line end of two characters is taken apart."""
    start = _reach(one, other, min(len(one), len(other)))
    start -= one[:start].endswith("\r") and "\n" in (one[start : start + 1], other[start : start + 1])
    end = _reach(one[::-1], other[::-1], min(len(one), len(other)) - start)
    before = (one[: len(one) - end], other[: len(other) - end])
    end -= one[len(one) - end :].startswith("\n") and any(text.endswith("\r") for text in before)
    return start, end


def _reach(one: str, other: str, most: int) -> int:
    """How many characters, of so many, two texts begin with in common."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [*(line + "\n" for line in lines[:-1]), *filter(None, lines[-1:])]
