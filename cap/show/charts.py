"""Numbers as small lines of blocks, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence

_STEPS = "▁▂▃▄▅▆▇█"
_PARTS = "█▒░"  # experience, exposure, education
BAR = 20  # columns


def steps(ratings: Sequence[int]) -> str:
    """Ratings from 1 to 10, oldest first, a block each: `▂▄▅`."""
    return "".join(_STEPS[(rating - 1) * (len(_STEPS) - 1) // 9] for rating in ratings)


def shares(counts: Sequence[int]) -> str:
    """Counts of experience, exposure and education as one bar; what is there at all takes one column at least."""
    total = sum(counts)
    if not total:
        return ""
    columns = [max(count * BAR // total, 1) if count else 0 for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: counts[i] * BAR % total, reverse=True)
    for i in by_remainder[: max(BAR - sum(columns), 0)]:
        columns[i] += 1
    columns[columns.index(max(columns))] -= max(sum(columns) - BAR, 0)
    return "".join(part * width for part, width in zip(_PARTS, columns))
