"""What changed in the text below the front matter: which headings came and went, and which paragraphs under each.

How lines are wrapped and ended, and blank lines, mean nothing. A point of a list is a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from cap.history.matching import Effort, best_pairs
from cap.plan.headings import headings
from cap.text.wording import folded

_POINT = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])(?:\s|$)")
_NUMBER = re.compile("[0-9]+")
_PAIRS = 900  # of sections that are compared; beyond, one under a new heading counts as one that went and one that came
_COMPARED = 160  # characters of a section


class Passage(NamedTuple):
    """What changed under a heading, "" above the first one: paragraphs that are gone, and that have come.

    A heading in other words (`reworded`) has the words before and after in place of paragraphs. `ordered` has none, where it is the
    paragraphs that stand in another order; for the headings themselves it has both orders, and no heading.
    """

    heading: str
    what: Literal["added", "removed", "changed", "reworded", "ordered"]
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


class _Section(NamedTuple):
    heading: str
    number: int  # among those of the same heading
    paragraphs: tuple[str, ...]


def passages(old: bytes, new: bytes) -> list[Passage]:
    """Find what changed in a text, in the order of the new one, what went at the end; nothing where both say the same."""
    if old == new:
        return []
    olds, news = (_sections(raw) for raw in (old, new))
    return list(_compared(olds, news)) if olds != news else []


def _compared(olds: Sequence[_Section], news: Sequence[_Section]) -> Iterator[Passage]:
    known = {(folded(one.heading), one.number): i for i, one in enumerate(olds)}
    same = {j: known[key] for j, one in enumerate(news) if (key := (folded(one.heading), one.number)) in known}
    left = [i for i in range(len(olds)) if i not in set(same.values())], [j for j in range(len(news)) if j not in same]
    if len(left[0]) * len(left[1]) <= _PAIRS:
        texts = [[_gist(one[k]) for k in side] for one, side in zip((olds, news), left, strict=True)]

        def may(i: int, j: int) -> bool:  # the notes of another day are not the same ones in other words
            return _NUMBER.findall(olds[left[0][i]].heading) == _NUMBER.findall(news[left[1][j]].heading)

        same |= {left[1][j]: left[0][i] for i, j in best_pairs(texts[0], texts[1], Effort(), may)}
    for j, section in enumerate(news):
        if j not in same:
            yield Passage(section.heading, "added", come=section.paragraphs)
            continue
        before = olds[same[j]]
        if before.heading != section.heading:
            yield Passage(section.heading, "reworded", (before.heading,), (section.heading,))
        gone = _beyond(before.paragraphs, section.paragraphs)
        come = _beyond(section.paragraphs, before.paragraphs)
        if gone or come:
            yield Passage(section.heading, "changed", gone, come)
        elif before.paragraphs != section.paragraphs:
            yield Passage(section.heading, "ordered")
    for i in sorted(set(range(len(olds))) - set(same.values())):
        yield Passage(olds[i].heading, "removed", gone=olds[i].paragraphs)
    order = [same[j] for j in sorted(same)]
    if order != sorted(order):
        yield Passage(
            "",
            "ordered",
            tuple(olds[i].heading for i in sorted(order)),
            tuple(news[j].heading for j in sorted(same)),
        )


def _beyond(these: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    """What is among the first, and not, or not as often, among the second."""
    spare = Counter(those)
    found = []
    for one in these:
        if spare[one]:
            spare[one] -= 1
        else:
            found.append(one)
    return tuple(found)


def _gist(section: _Section) -> str:
    return folded(" ".join((section.heading, *section.paragraphs))[:_COMPARED])


def _sections(raw: bytes) -> list[_Section]:
    """A text by its headings; the part above the first one only where something stands there."""
    lines = raw.decode(errors="surrogateescape").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [(one.line, one.title) for one in headings(lines) if one.inside is None]
    often: Counter[str] = Counter()
    found = []
    for (start, title), (end, _) in zip([(-1, ""), *starts], [*starts, (len(lines), "")], strict=True):
        paragraphs = tuple(_paragraphs(lines[start + 1 : end]))
        if start >= 0 or paragraphs:
            found.append(_Section(title, often[folded(title)], paragraphs))
            often[folded(title)] += 1
    return found


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    words: list[str] = []
    for line in lines:
        if words and (not line.strip() or _POINT.match(line)):
            yield " ".join(words)
            words = []
        words += line.split()
    if words:
        yield " ".join(words)
