"""What stands between brackets, whether or not they are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap.language.signs import ALIAS, IN_FLOW, PROPERTIES
from cap.plan.nodes import DEPTH
from cap.plan.problem import ItemPath

if TYPE_CHECKING:
    from cap.language.scan import Scan


class _Level:
    """A bracket that is open: a list, or a mapping; where the next value stands, and the key that it belongs to."""

    def __init__(self, path: ItemPath, *, is_list: bool) -> None:
        self.path, self.is_list = path, is_list
        self.index = 0
        self.value: ItemPath | None = None  # behind a colon

    @property
    def here(self) -> ItemPath:
        if self.value is not None:
            return self.value
        return (*self.path, self.index) if self.is_list else self.path


class Flow:
    """One value between brackets, over as many lines as it takes."""

    def __init__(self, scan: Scan, path: ItemPath, column: int) -> None:
        self.scan, self.path, self.column = scan, path, column
        self.levels: list[_Level] = []
        self.fresh = False  # whether the last piece may go on, or become a key

    def run(self, at: int) -> None:
        scan, text = self.scan, self.scan.text
        while at < scan.end:
            sign = text[at]
            if sign in " \t\r":
                at += 1
            elif sign == "\n":
                at += 1
                if scan.closes(at, self.column):
                    scan.at = at
                    return
            elif sign == "#":
                scan.comment(at)
                at = scan.at - 1
            elif sign in "[{":
                above = self._above()
                self.levels.append(_Level(above, is_list=sign == "["))
                at, self.fresh = at + 1, False
            elif sign in "]}":
                self.levels.pop()
                at, self.fresh = at + 1, False
                if not self.levels:
                    scan.rest(at)
                    return
            elif sign == ",":
                level = self.levels[-1]
                level.index, level.value = level.index + 1, None
                at, self.fresh = at + 1, False
            elif sign == ":" and self._colon():
                at += 1
            else:
                at = self._scalar(at)
        scan.at = scan.end

    def _above(self) -> ItemPath:
        """Where a bracket that opens now stands. Deeper than front matter may be, paths grow no more: each is copied for the next."""
        if not self.levels:
            return self.path
        level = self.levels[-1]
        return level.here if len(self.levels) < DEPTH else level.path

    def _colon(self) -> bool:
        """Make a key of the last piece, if it can be one."""
        level = self.levels[-1]
        if not self.fresh or level.value is not None:
            return False
        last = self.scan.pieces[-1]
        if not last.key:
            last = last._replace(path=(*last.path, last.text), key=True)
            self.scan.pieces[-1] = last
        level.value, self.fresh = last.path, False
        return True

    def _scalar(self, at: int) -> int:
        scan, text, level = self.scan, self.scan.text, self.levels[-1]
        is_key = not level.is_list and level.value is None
        sign = text[at]
        if sign in "&!" and (found := PROPERTIES.match(text, at, scan.end)):
            scan.anchor = found[0][1:] if found[0][0] == "&" else scan.anchor
            return found.end()
        if sign == "*" and (alias := ALIAS.match(text, at, scan.end)):
            scan.alias(level.here, alias, flow=True)
            self.fresh = False
            return alias.end()
        if sign in "'\"":
            end = scan.quoted(at, self.column)
        else:
            plain = IN_FLOW.match(text, at, scan.end)
            end = at + len(plain[0].rstrip()) if plain else at + 1
            if self.fresh and not scan.pieces[-1].quote:
                at = scan.pieces[-1].start  # it goes on from another line
                is_key = is_key or scan.pieces.pop().key
        scan.note(level.here, at, max(end, at + 1), key=is_key, flow=True)
        self.fresh = True
        return max(end, at + 1)
