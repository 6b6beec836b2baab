"""A slip, and the arithmetic of mending several in one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cap.plan.problem import ItemPath, Level
from cap.text.quotes import Words

Cut = tuple[int, int, str]  # of the text, in characters: start, end, what stands there instead


# By line, from 0: the keys and values that begin on it once it is mended, in their order; None for one that is not known.
Leaves = dict[int, list[str | None]]


class Slip(NamedTuple):
    """One slip at `text[start:end]`.

    `cuts` mend it; without `sure` they only show how reading may go on behind it. `at` is the item that it is about, where that is
    known.
    """

    start: int
    end: int
    rule: str
    level: Level
    message: str | Words
    hint: str | Words
    cuts: tuple[Cut, ...] = ()
    sure: bool = False
    at: ItemPath = ()

    @property
    def spoils(self) -> bool:
        """Whether what stands there is not what was meant, so that nothing can be said of it."""
        return self.rule != "text-cut" or self.level != "hint" or self.start == self.cuts_start

    @property
    def cuts_start(self) -> int:
        return self.cuts[0][0] if self.cuts else -1


def cuts_of(slips: Iterable[Slip]) -> list[Cut]:
    """All cuts of some slips, in the order of the text."""
    return in_order(cut for slip in slips for cut in slip.cuts)


def in_order(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts in the order of the text; of two in one place, the first."""
    found: list[Cut] = []
    for cut in sorted(set(cuts)):
        if not found or found[-1][1] <= cut[0]:
            found.append(cut)
    return found


def mended(text: str, cuts: Sequence[Cut]) -> str:
    """`text` with cuts, in their order, made."""
    parts, reached = [], 0
    for start, end, new in cuts:
        parts += [text[reached:start], new]
        reached = end
    return "".join((*parts, text[reached:]))


def way_back(cuts: Sequence[Cut]) -> Callable[[int], int]:
    """From a place in the mended text to that in the text before; what is new stands where it was put."""
    from bisect import bisect_right

    starts: list[int] = []  # in the mended text, of each cut
    ends: list[tuple[int, int, int]] = []  # of each cut: its end there, where it began, and its end in the text before
    shift = 0
    for start, end, new in cuts:
        starts.append(start + shift)
        ends.append((start + shift + len(new), start, end))
        shift += len(new) - (end - start)

    def back(index: int) -> int:
        i = bisect_right(starts, index) - 1
        if i < 0:
            return index
        new_end, start, end = ends[i]
        return start + min(index - starts[i], end - start) if index < new_end else end + index - new_end

    return back
