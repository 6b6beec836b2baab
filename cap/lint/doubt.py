"""What shape problems leave in doubt: a rule draws no conclusions from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cap.plan.problem import ItemPath

_END = None  # a path ends here
_Tree = dict[Any, Any]  # step → what is below it; a dictionary of dictionaries


class Doubt:
    """Paths whose values are in doubt, to be asked thousands of times in a file that is all slips."""

    def __init__(self, spoilt: Iterable[ItemPath]) -> None:
        self._tree: _Tree = {}
        self._known: dict[ItemPath, bool] = {}
        for path in spoilt:
            node = self._tree
            for step in path:
                node = node.setdefault(step, {})
            node[_END] = {}

    def about(self, read: ItemPath) -> bool:
        """Whether `read` is a value in doubt, hangs from one, or is a list with an entry in doubt. A position left out is any."""
        if read not in self._known:
            self._known[read] = _reaches(self._tree, read, 0)
        return self._known[read]


def _reaches(node: _Tree, read: ItemPath, i: int) -> bool:
    if _END in node:
        return True
    step = read[i] if i < len(read) else ...
    if step in node and _reaches(node[step], read, i + 1):
        return True
    return not isinstance(step, int) and any(_reaches(below, read, i) for other, below in node.items() if isinstance(other, int))
