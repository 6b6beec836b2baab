"""Bytes of a file → front matter and body, cut at the fences.

The cut is made on bytes, and the body is never decoded: whatever it holds survives every edit.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cap.plan.problem import Span

LIMIT = 1024 * 1024  # bytes of front matter

_OPEN = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*(?:\r?\n|\Z)")
# Line by line, and no line is tried in two ways: of hundreds of lines before one that does not fit, all the ways would be tried.
_ALL_KEYS = re.compile(rb"(?>[ \t]*(?:#.*)?\r?\n|[\w ]{1,40}:.*(?:\r?\n|\Z)|(?:[ \t]+|- ).*(?:\r?\n|\Z))*+")
_HEADING = re.compile(rb"\n(?:##|\r?\n# )")
_CLOSE = re.compile(rb"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")  # a literal first: `^` would be tried at every byte
# A conflict's lines, in their order. Searched one after the other: one pattern for all three would be quadratic.
_CONFLICT = tuple(re.compile(rb"^%c{7}(?:[ \r].*)?$" % mark, re.M) for mark in b"<=>")


class Fences(NamedTuple):
    """Byte offsets: the front matter is `raw[start:end]`, the body `raw[body:]`. The front matter's first line is line 2."""

    start: int
    end: int
    body: int


class Miss(NamedTuple):
    """Why a file has no front matter that can be read."""

    rule: str
    span: Span
    message: str
    hint: str


def cut(raw: bytes) -> Fences | Miss:
    """Find the fences of a plan, or say what is in the way."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Miss("unreadable", Span(1, 1, 1, 1), "this file is UTF-16", "Save it again as UTF-8.")
    opened = _OPEN.match(raw)
    if b"<<<<<<<" in raw and (line := _conflict(raw)):
        hint = "Keep the lines you want, then delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`."
        late = None if opened else _late(raw[:LIMIT].decode("utf-8-sig", errors="replace").split("\n"))
        also = f" {late.hint}" if late else ""
        return Miss("merge-conflict", Span(line, 1, line, 8), "a merge was left half done here", hint + also)
    if not opened:
        return _unopened(raw)
    closed = _CLOSE.search(raw)
    if not closed:
        return Miss(
            "no-front-matter",
            Span(1, 1, 1, 4),
            "the front matter opens here and is never closed",
            "End it with a line that is just `---`.",
        )
    end = closed.start() + 1
    if end - opened.end() > LIMIT:
        return Miss(
            "unreadable",
            Span(1, 1, 1, 4),
            "the front matter is over 1 MiB",
            "Move long texts below the closing `---`; the body may be as long as you like.",
        )
    return Fences(opened.end(), end, closed.end())


def _conflict(raw: bytes) -> int:
    """The line on which a merge conflict begins, or 0."""
    at, line = 0, 0
    for mark in _CONFLICT:
        found = mark.search(raw, at)
        if not found:
            return 0
        line = line or raw.count(b"\n", 0, found.start()) + 1
        at = found.end()
    return line


def _unopened(raw: bytes) -> Miss:
    """A file that does not start with a fence: name what stands there instead."""
    text = raw[:LIMIT].decode("utf-8-sig", errors="replace")
    lines = text.split("\n")
    first = lines[0].rstrip("\r")
    where = Span(1, 1, 1, max(len(first), 1) + 1)
    form = "A plan starts with `---`, then `name: …`, then `---`. `cap new` writes one to fill in."
    if not text.strip():
        return Miss("no-front-matter", Span(1, 1, 1, 1), "the file is empty", form)
    if "\r" in text and "\n" not in text:
        return Miss(
            "no-front-matter",
            Span(1, 1, 1, 4),
            "the lines of this file end the way old Macs ended them, so it reads as one long line",
            "Save it with ordinary line ends (LF or CRLF).",
        )
    if first.rstrip().startswith("----"):
        return Miss("no-front-matter", where, "the first line has too many dashes", "Three dashes open the front matter: `---`.")
    if first.startswith("---"):
        return Miss(
            "no-front-matter", where, "the first line holds more than `---`", "Move what follows the dashes to the next line."
        )
    if first.strip() == "---":
        return Miss("no-front-matter", where, "the opening `---` is indented", "Move it to the start of the line.")
    if first.strip() == "+++":
        return Miss("no-front-matter", where, "the front matter is TOML", "A plan is YAML between two lines of `---`.")
    return _late(lines) or Miss("no-front-matter", where, "there is no front matter", form)


def _late(lines: list[str]) -> Miss | None:
    """What to say of a front matter with a title or the like above it; None where there is no such thing."""
    fence = next((number for number, line in enumerate(lines, 1) if line.rstrip() == "---"), None)
    above = [line.strip() for line in lines[: fence - 1] if line.strip()] if fence else []
    if fence and (all(line.startswith(("#", "%")) for line in above) or _is_front_matter(lines[fence:])):
        below = above and not above[0].startswith("%")
        hint = f"Move what stands above the `---` of line {fence} below the `---` that ends it."
        return Miss(
            "no-front-matter",
            Span(1, 1, 1, max(len(lines[0].rstrip("\r")), 1) + 1),
            f"the front matter opens on line {fence}, not on the first line",
            hint if below else f"Delete what stands above the `---` of line {fence}.",
        )
    return None


def put_right(raw: bytes) -> bytes | None:
    """The file with its title below the front matter, or with the line that closes it; None where that is not what is wrong with it.

    No line changes, and none is lost: one moves, or one is added. A file of over a MiB is left to whoever wrote it.
    """
    if len(raw) > LIMIT:
        return None
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    if _OPEN.match(raw):
        if _CLOSE.search(raw) or _HEADING.search(raw) or not _ALL_KEYS.fullmatch(raw.split(b"\n", 1)[-1]):
            return None
        found = raw if raw.endswith(b"\n") else raw + end
        found += b"---" + end
    else:
        lines = raw.removeprefix(mark).splitlines(keepends=True)
        fence = next((i for i, line in enumerate(lines) if line.rstrip() == b"---"), 0)
        title = [line for line in lines[:fence] if line.strip()]
        closed = next((i for i, line in enumerate(lines[fence + 1 :], fence + 1) if line.rstrip() in (b"---", b"...")), 0)
        if not title or not closed or not all(line.startswith(b"# ") for line in title) or not lines[closed].endswith(b"\n"):
            return None
        below = lines[closed + 1 :]
        gap = [end] if below and below[0].strip() else []
        found = mark + b"".join([*lines[fence : closed + 1], end, *title, *gap, *below])
    return found if isinstance(cut(found), Fences) else None


def _is_front_matter(lines: list[str]) -> bool:
    """Whether lines begin with a key and are closed."""
    return bool(lines and re.match(r"\w+:(?:\s|\Z)", lines[0])) and any(line.rstrip() in ("---", "...") for line in lines)
