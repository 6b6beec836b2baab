"""A text → its sketch, in one pass that nothing stops.

Somebody types, so the text is seldom whole: a quote or a bracket is open, a line is a word without its colon. Nothing here says what is
wrong. A line that begins like a key, no deeper than what was left open above it, closes that; otherwise the columns decide, as they do in
YAML. Of a text that can be read, the pieces are the parser's scalars (a property test holds it).
"""

from __future__ import annotations

import re

from cap.language.flow import Flow
from cap.language.signs import ALIAS, BLANKS, BLOCK, CLOSED, DASH, ENTRY, KEY, PLAIN_REST, PROPERTIES
from cap.language.sketch import Piece, Sketch, said
from cap.plan.nodes import DEPTH
from cap.plan.problem import ItemPath


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
    scan = Scan(text, start, len(text) if end is None else end)
    scan.run()
    return Sketch(scan.pieces, scan.comments)


class Scan:
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
                self.comment(content)
            else:
                self._block(content, content - start)

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at, self.end)
        return self.end if found < 0 else found

    def _content(self, at: int) -> int:
        """Where something stands, at or behind a place on its line; the line's end where nothing does."""
        found = BLANKS.match(self.text, at, self.end)
        return found.end() if found else at

    def comment(self, at: int) -> None:
        end = self._line_end(at)
        self.comments.append((at, end - self.text.endswith("\r", at, end)))
        self.at = end + 1

    def rest(self, at: int) -> None:
        """Go to the next line; of what is left on this one only a comment is of interest."""
        content = self._content(at)
        if self.text.startswith("#", content, self.end):
            self.comment(content)
        else:
            self.at = self._line_end(at) + 1

    def closes(self, line: int, column: int) -> bool:
        """Whether the line that begins at `line` ends what was left open by something at `column`."""
        content = self._content(line)
        return content - line <= column and ENTRY.match(self.text, content, self._line_end(line)) is not None

    # ---- blocks

    def _block(self, at: int, column: int) -> None:
        """A line, or what stands behind a dash, whose content is at `at`, in `column` from 0."""
        dash = DASH.match(self.text, at, self.end)
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
                self.rest(content)
            elif len(self.frames) < DEPTH and (
                DASH.match(self.text, content, self.end) or KEY.match(self.text, content, self._line_end(content))
            ):
                self._block(content, column + content - at)
            else:
                self._value(content, path, column, bare=True)
            return
        key = KEY.match(self.text, at, self._line_end(at))
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
        name = self.note(mapping, key.start("key"), key.end("key"), key=True)
        if top is not None and not top.is_list:
            top.last = name.path
        self.pending = name.path
        content = self._content(key.end())
        if content >= self._line_end(at) or self.text[content] == "#":
            self.rest(content)
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
        self.rest(end)

    # ---- values

    def note(self, path: ItemPath, start: int, end: int, *, key: bool = False, flow: bool = False, bare: bool = False) -> Piece:
        """Note the scalar between two offsets. A key's own text is the last step of its path."""
        typed = self.text[start:end]
        quote = typed[:1] if typed[:1] in ("'", '"') else ""
        if key:
            path = (*path, said(typed, quote))
        is_open = bool(quote) and not CLOSED[quote].fullmatch(typed)
        piece = Piece(path, key, start, end, typed, quote, flow, is_open, bare)
        self.pieces.append(piece)
        if self.anchor:
            self.anchors[self.anchor], self.anchor = piece.text, ""
        return piece

    def _value(self, at: int, path: ItemPath, column: int, *, bare: bool = False) -> None:
        """What stands behind a key or a dash, or alone on a line; `column` is that of what it belongs to."""
        while self.text.startswith(("&", "!"), at) and (found := PROPERTIES.match(self.text, at, self.end)):
            if found[0][0] == "&":
                self.anchor = found[0][1:]
            at, bare = self._content(found.end()), False
        end = self._line_end(at)
        if at >= end or self.text[at] == "#":
            self.pending, self.anchor = path, ""
            self.rest(at)
            return
        self.pending = None
        sign = self.text[at]
        if sign in "[{":
            self.anchor = ""
            Flow(self, path, column).run(at)
        elif sign in "|>" and BLOCK.match(self.text, at, self.end):
            self._literal(at, path, column)
        elif sign in "'\"":
            close = self.quoted(at, column)
            self.note(path, at, close, bare=bare)
            self.rest(close)
        elif alias := ALIAS.match(self.text, at, end) if sign == "*" else None:
            self.alias(path, alias, flow=False)
            self.rest(alias.end())
        else:
            self._plain(at, path, column, bare)

    def alias(self, path: ItemPath, found: re.Match[str], *, flow: bool) -> None:
        """Note what an alias stands for."""
        typed = self.anchors.get(found[0][1:], "")
        self.pieces.append(Piece(path, False, found.start(), found.end(), typed, "*", flow))

    def quoted(self, at: int, column: int) -> int:
        """The end of a text in quotes: of its line where nothing closes it, before a line that goes on with something else."""
        sign = self.text[at]
        found = CLOSED[sign].match(self.text, at, self._line_end(at))
        if found:
            return found.end()
        found = CLOSED[sign].match(self.text, at, self.end)
        line = self._line_end(at) + 1
        while found and line < found.end():
            if self.closes(line, column):
                found = None
            else:
                line = self._line_end(line) + 1
        end = self._line_end(at)
        return found.end() if found else end - self.text.endswith("\r", at, end)

    def _plain_end(self, at: int, end: int) -> int:
        found = PLAIN_REST.match(self.text, at, end)
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
                if not deeper or KEY.match(self.text, content + (begins.end() if begins else 0), line_end):
                    break
                end = self._plain_end(content, line_end)
                if self._content(end) < line_end:
                    break
            line = line_end + 1
        self.note(path, at, end, bare=bare)
        self.rest(end)

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
        self.at = min(line, self.end)
