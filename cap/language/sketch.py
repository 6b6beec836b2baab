"""A front matter as it lies before the eye: every key and every value with its place and its path, also where YAML cannot read it.

Somebody types, so the text is seldom whole: a quote or a bracket is open, a line is a word without its colon. Nothing here says what is
wrong. A line that begins like a key, no deeper than what was left open above it, closes that; otherwise the columns decide, as they do in
YAML. Of a text that can be read, the pieces are the parser's scalars (a property test holds it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from cap.plan.problem import ItemPath

_SIGNS = r"\[\]{},#&*!|>'\"%@`"
_PROPERTY = r"[&!][^\s,\[\]{}]*"
# A key as far as its colon; behind it is a blank, or nothing.
_KEY = re.compile(
    rf"(?:{_PROPERTY}[ \t]+)*"
    rf"(?P<key>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'|(?![{_SIGNS}]|[-?:](?:\s|\Z))(?:[^:#\n]|:(?!\s|\Z)|(?<!\s)#)+?)"
    r"[ \t]*:(?=\s|\Z)"
)
_ENTRY = re.compile(rf"(?:-(?:[ \t]|\r?$)|(?:-[ \t]+)*{_KEY.pattern})", re.M)  # what begins like an entry or a key
_DASH = re.compile(r"-(?=\s|\Z)")
_PROPERTIES = re.compile(rf"{_PROPERTY}(?=\s|\Z)|{_PROPERTY}(?=[,\]}}])")
_BLOCK = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:(?<=[ \t])#[^\n]*)?\r?$", re.M)
_PLAIN_REST = re.compile(r"(?:[^#\n]|(?<!\s)#)*")
_IN_FLOW = re.compile(r"(?:[^,\[\]{}:#\n]|:(?![\s,\[\]{}]|\Z)|(?<![\s])#)+")
_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.S), "'": re.compile(r"'(?:[^']|'')*'(?!')", re.S)}
_BLANKS = re.compile(r"[ \t\r]*")


class Piece(NamedTuple):
    """A key, or a value that is no list and no mapping. `path` is where the value stands, also of a key, whose value it is or will be.

    `start` and `end` count characters of the text, quotes included. `typed` is what stands there, `quote` its kind: `'`, `"`, `|` for a
    block of text, `*` for an alias (its `typed` is what it stands for), else "". `open`: a quote that nothing closes. `bare`: text on which
    a line or an entry begins, so that it may yet become a key. `entry`: where an entry of a list could begin instead.
    """

    path: ItemPath
    key: bool
    start: int
    end: int
    typed: str
    quote: str = ""
    flow: bool = False
    open: bool = False
    bare: bool = False
    entry: ItemPath | None = None

    @property
    def text(self) -> str:
        """What it says. A block of text is left as it was typed."""
        return said(self.typed, self.quote)


def said(typed: str, quote: str) -> str:
    """What a scalar says that stands between such quotes."""
    if quote in ("'", '"'):
        if ("\\" in typed and quote == '"') or "\n" in typed:
            from cap.plan.nodes import Refused, compose

            try:
                node = compose(typed)
            except Refused:
                node = None
            if node is not None:
                return str(node.value)
        inside = typed[1:].removesuffix(quote)
        return inside.replace("''", "'") if quote == "'" else inside
    if "\n" in typed and not quote:
        lines = [line.strip(" \t\r") for line in typed.split("\n")]
        return re.sub("\n+", lambda found: "\n" * (len(found[0]) - 1) or " ", "\n".join(lines))
    return typed


class Sketch:
    """The pieces of a text, in their order, and its comments as character offsets."""

    def __init__(self, pieces: list[Piece], comments: list[tuple[int, int]]) -> None:
        self.pieces, self.comments = pieces, comments

    def at(self, offset: int) -> Piece | None:
        """The piece at a place: the one that begins there, or goes on, or else the one that ends there."""
        touching = [piece for piece in self.pieces if piece.start <= offset <= piece.end]
        return touching[-1] if touching else None

    @cached_property
    def values(self) -> dict[ItemPath, Piece]:
        """The values by their paths; of those that are there twice, the first."""
        found: dict[ItemPath, Piece] = {}
        for piece in self.pieces:
            if not piece.key:
                found.setdefault(piece.path, piece)
        return found

    @cached_property
    def _keys(self) -> dict[ItemPath, dict[str, Piece]]:
        found: dict[ItemPath, dict[str, Piece]] = {}
        for piece in self.pieces:
            if piece.key:
                found.setdefault(piece.path[:-1], {}).setdefault(str(piece.path[-1]), piece)
        return found

    def keys(self, path: ItemPath) -> dict[str, Piece]:
        """The keys of the mapping at a path."""
        return self._keys.get(path, {})

    def entries(self, path: ItemPath) -> int:
        """How many entries the list at a path has, as far as something stands in them."""
        depth = len(path)
        steps = [piece.path[depth] for piece in self.pieces if piece.path[:depth] == path and len(piece.path) > depth]
        return max((step + 1 for step in steps if isinstance(step, int)), default=0)

    def within(self, path: ItemPath) -> Iterator[Piece]:
        """The pieces at a path and below it."""
        return (piece for piece in self.pieces if piece.path[: len(path)] == path)


class _Frame:
    """A block mapping or list that is open: where its keys or dashes stand, and what was last in it."""

    def __init__(self, column: int, path: ItemPath, *, is_list: bool) -> None:
        self.column, self.path, self.is_list = column, path, is_list
        self.count = 0
        self.last: ItemPath = path

    @property
    def next(self) -> ItemPath:
        return (*self.path, self.count)


def sketch(text: str, start: int = 0, end: int | None = None) -> Sketch:
    """Look over the YAML between two offsets of a text, the beginning of a line and the end of one. Never raises."""
    scan = _Scan(text, start, len(text) if end is None else end)
    scan.run()
    return Sketch(scan.pieces, scan.comments)


class _Scan:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.at, self.end = text, start, end
        self.pieces: list[Piece] = []
        self.comments: list[tuple[int, int]] = []
        self.frames: list[_Frame] = []
        self.pending: ItemPath | None = ()  # a key or a dash that nothing stands behind yet
        self.anchor = ""
        self.anchors: dict[str, str] = {}

    # ---- lines and columns

    def run(self) -> None:
        while self.at < self.end:
            start, content = self.at, self._content(self.at)
            if content >= self._line_end(start):
                self.at = self._line_end(start) + 1
            elif self.text[content] == "#":
                self._comment(content)
            else:
                self._block(content, content - start)

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at, self.end)
        return self.end if found < 0 else found

    def _content(self, at: int) -> int:
        """Where something stands, at or behind a place on its line; the line's end where nothing does."""
        found = _BLANKS.match(self.text, at, self.end)
        return found.end() if found else at

    def _comment(self, at: int) -> None:
        end = self._line_end(at)
        self.comments.append((at, end - self.text.endswith("\r", at, end)))
        self.at = end + 1

    def _rest(self, at: int) -> None:
        """Go to the next line; of what is left on this one only a comment is of interest."""
        content = self._content(at)
        if self.text.startswith("#", content, self.end):
            self._comment(content)
        else:
            self.at = self._line_end(at) + 1

    def _closes(self, line: int, column: int) -> bool:
        """Whether the line that begins at `line` ends what was left open by something at `column`."""
        content = self._content(line)
        return content - line <= column and _ENTRY.match(self.text, content, self._line_end(line)) is not None

    # ---- blocks

    def _block(self, at: int, column: int) -> None:
        """A line, or what stands behind a dash, whose content is at `at`, in `column` from 0."""
        dash = _DASH.match(self.text, at, self.end)
        entry = self._leave(column, is_list=dash is not None)
        top = self.frames[-1] if self.frames else None
        if dash:
            if not (top and top.is_list and top.column == column):
                top = self._open(column, self._home(column), is_list=True)
            path = top.last = top.next
            top.count += 1
            self.pending = path
            content = self._content(dash.end())
            if content >= self._line_end(at) or self.text[content] == "#":
                self._rest(content)
            elif _DASH.match(self.text, content, self.end) or _KEY.match(self.text, content, self._line_end(content)):
                self._block(content, column + content - at)
            else:
                self._value(content, path, column, bare=True)
            return
        key = _KEY.match(self.text, at, self._line_end(at))
        opens = self.pending is not None and (top is None or column > top.column)
        if key is None and opens:
            path, self.pending = self.pending or (), None
            self._value(at, path, top.column if top else -1, bare=True)
            return
        if opens:
            top = self._open(column, self.pending or (), is_list=False)
        mapping = (top.last if top.is_list else top.path) if top else ()
        if key is None:
            self._stray(at, mapping, entry, is_key=top is None or not top.is_list or column > top.column)
            return
        name = self._piece(mapping, key.start("key"), key.end("key"), key=True)
        if top is not None and not top.is_list:
            top.last = name.path
        self.pending = name.path
        content = self._content(key.end())
        if content >= self._line_end(at) or self.text[content] == "#":
            self._rest(content)
        else:
            self._value(content, name.path, top.column if top else column)

    def _leave(self, column: int, *, is_list: bool) -> ItemPath | None:
        """Leave the blocks that something in `column` no longer belongs to; where an entry of a list could stand there."""
        depth = len(self.frames)
        while self.frames and self.frames[-1].column > column:
            self.frames.pop()
        top = self.frames[-1] if self.frames else None
        if len(self.frames) < depth:
            self.pending = None
        if is_list or top is None or top.column != column:
            return None
        if top.is_list:
            entry = top.next
            if len(self.frames) > 1 and self.frames[-2].column == column:
                self.frames.pop()
            self.pending = None
            return entry
        return (*self.pending, 0) if self.pending else None

    def _open(self, column: int, path: ItemPath, *, is_list: bool) -> _Frame:
        frame = _Frame(column, path, is_list=is_list)
        self.frames.append(frame)
        self.pending = None
        return frame

    def _home(self, column: int) -> ItemPath:
        """What a list belongs to that begins in `column`."""
        return self.pending if self.pending is not None else self.frames[-1].last if self.frames else ()

    def _stray(self, at: int, mapping: ItemPath, entry: ItemPath | None, *, is_key: bool) -> None:
        """A line that is neither a key nor a value yet: most likely somebody begins one of them."""
        end = self._plain_end(at, self._line_end(at))
        path = (*mapping, self.text[at:end]) if is_key or entry is None else entry
        self.pieces.append(Piece(path, is_key, at, end, self.text[at:end], bare=True, entry=entry))
        self._rest(end)

    # ---- values

    def _piece(self, path: ItemPath, start: int, end: int, *, key: bool = False, flow: bool = False, bare: bool = False) -> Piece:
        """Note the scalar between two offsets. A key's own text is the last step of its path."""
        typed = self.text[start:end]
        quote = typed[:1] if typed[:1] in ("'", '"') else ""
        if key:
            path = (*path, said(typed, quote))
        is_open = bool(quote) and not _CLOSED[quote].fullmatch(typed)
        piece = Piece(path, key, start, end, typed, quote, flow, is_open, bare)
        self.pieces.append(piece)
        if self.anchor:
            self.anchors[self.anchor], self.anchor = piece.text, ""
        return piece

    def _value(self, at: int, path: ItemPath, column: int, *, bare: bool = False) -> None:
        """What stands behind a key or a dash, or alone on a line; `column` is that of what it belongs to."""
        while found := _PROPERTIES.match(self.text, at, self.end):
            if found[0][0] == "&":
                self.anchor = found[0][1:]
            at, bare = self._content(found.end()), False
        end = self._line_end(at)
        if at >= end or self.text[at] == "#":
            self.pending, self.anchor = path, ""
            self._rest(at)
            return
        self.pending = None
        sign = self.text[at]
        if sign in "[{":
            self.anchor = ""
            _Flow(self, path, column).run(at)
        elif sign in "|>" and _BLOCK.match(self.text, at, self.end):
            self._literal(at, path, column)
        elif sign in "'\"":
            close = self.quoted(at, column)
            self._piece(path, at, close, bare=bare)
            self._rest(close)
        elif alias := _ALIAS.match(self.text, at, end) if sign == "*" else None:
            self.alias(path, alias, flow=False)
            self._rest(alias.end())
        else:
            self._plain(at, path, column, bare)

    def alias(self, path: ItemPath, found: re.Match[str], *, flow: bool) -> None:
        """Note what an alias stands for."""
        typed = self.anchors.get(found[0][1:], "")
        self.pieces.append(Piece(path, False, found.start(), found.end(), typed, "*", flow))

    def quoted(self, at: int, column: int) -> int:
        """The end of a text in quotes: of its line where nothing closes it, before a line that goes on with something else."""
        sign = self.text[at]
        found = _CLOSED[sign].match(self.text, at, self._line_end(at))
        if found:
            return found.end()
        found = _CLOSED[sign].match(self.text, at, self.end)
        line = self._line_end(at) + 1
        while found and line < found.end():
            if self._closes(line, column):
                found = None
            else:
                line = self._line_end(line) + 1
        end = self._line_end(at)
        return found.end() if found else end - self.text.endswith("\r", at, end)

    def _plain_end(self, at: int, end: int) -> int:
        found = _PLAIN_REST.match(self.text, at, end)
        stop = found.end() if found else end
        return at + len(self.text[at:stop].rstrip(" \t\r"))

    def _plain(self, at: int, path: ItemPath, column: int, bare: bool) -> None:
        line_end = self._line_end(at)
        end = self._plain_end(at, line_end)
        line = line_end + 1
        if self._content(end) < line_end:  # a comment ends it
            line = self.end
        while line < self.end:
            content, line_end = self._content(line), self._line_end(line)
            if content < line_end:
                deeper = content - line > column and self.text[content] != "#"
                begins = re.match(r"(?:-[ \t]+)*", self.text[content:line_end])
                if not deeper or _KEY.match(self.text, content + (begins.end() if begins else 0), line_end):
                    break
                end = self._plain_end(content, line_end)
                if self._content(end) < line_end:
                    break
            line = line_end + 1
        self._piece(path, at, end, bare=bare)
        self._rest(end)

    def _literal(self, at: int, path: ItemPath, column: int) -> None:
        """A block of text: all lines that are deeper than what it belongs to."""
        end = self._line_end(at)
        line = end + 1
        while line < self.end:
            content, line_end = self._content(line), self._line_end(line)
            if content < line_end:
                if content - line <= column:
                    break
                end = line_end
            line = line_end + 1
        self.pieces.append(Piece(path, False, at, end, self.text[at:end], "|"))
        self.at = min(self.end, line)


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


class _Flow:
    """One value between brackets, over as many lines as it takes."""

    def __init__(self, scan: _Scan, path: ItemPath, column: int) -> None:
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
                if scan._closes(at, self.column):
                    scan.at = at
                    return
            elif sign == "#":
                scan._comment(at)
                at = scan.at - 1
            elif sign in "[{":
                above = self.levels[-1].here if self.levels else self.path
                self.levels.append(_Level(above, is_list=sign == "["))
                at, self.fresh = at + 1, False
            elif sign in "]}":
                self.levels.pop()
                at, self.fresh = at + 1, False
                if not self.levels:
                    scan._rest(at)
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
        if found := _PROPERTIES.match(text, at, scan.end):
            scan.anchor = found[0][1:] if found[0][0] == "&" else scan.anchor
            return found.end()
        if alias := _ALIAS.match(text, at, scan.end):
            scan.alias(level.here, alias, flow=True)
            self.fresh = False
            return alias.end()
        if text[at] in "'\"":
            end = scan.quoted(at, self.column)
        else:
            plain = _IN_FLOW.match(text, at, scan.end)
            end = at + len(plain[0].rstrip()) if plain else at + 1
            if self.fresh and not scan.pieces[-1].quote:
                at = self._further(at)
                is_key = is_key or scan.pieces.pop().key
        scan._piece(level.here, at, max(end, at + 1), key=is_key, flow=True)
        self.fresh = True
        return max(end, at + 1)

    def _further(self, at: int) -> int:
        """Where the text began that goes on here, on another line."""
        return self.scan.pieces[-1].start
