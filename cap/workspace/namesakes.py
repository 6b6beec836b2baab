"""Who has a plan elsewhere in the workspace, for a look at a few plans alone: a person's second plan is news in both."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from cap.plan.read import read
from cap.refusal import Refusal
from cap.workspace.paths import real
from cap.workspace.settings import Workspace
from cap.workspace.store import plan_files, read_bytes
from cap.workspace.survey import who_is

# A name on a line of its own, in quotes or not, that the next line does not go on with: what that says needs no parser.
_VALUE = rb"([\"'])([^\"'\\\r\n]*)\2|([^\s\"'|>&*!{\[%@`#][^#\\\r\n]*)"
_LINE = re.compile(rb"(?<=\n)(name|manager):[ \t]+(?:" + _VALUE + rb")[ \t]*\r?\n(?=[a-z#-])")


def namesakes(named: Sequence[str], workspace: Workspace) -> Callable[[str], str | None]:
    """What finds another plan of somebody, by what tells people apart (`Linted.who`), in the workspace but for `named`.

    The others are read when somebody is asked about for the first time.
    """
    files: list[str] = []
    with contextlib.suppress(Refusal):  # with plans named, what the settings lack keeps nobody from hearing about them
        files = list(map(str, plan_files(workspace)))

    @cache
    def others() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in files:
            if who := _seems(path):
                found.setdefault(who, []).append(path)
        return found

    @cache
    def named_ones() -> set[Path]:
        return {real(Path(path)) for path in named}

    def find(who: str) -> str | None:
        alike = (path for path in others().get(who, ()) if real(Path(path)) not in named_ones())
        return next((path for path in alike if _is_about(path) == who), None)

    return find if not set(files) <= set(named) else lambda who: None


def _seems(path: str) -> str:
    """Who a plan is about, as its lines say; by a parser only where they leave any doubt."""
    try:
        raw = read_bytes(path)
    except OSError:
        return ""
    found = _LINE.findall(raw)
    said = {key: (quoted or plain).strip() for key, _, quoted, plain in found}
    if len(found) == len(said) == 2:
        return b"\n".join((said[b"name"], said[b"manager"])).decode(errors="replace")
    return _is_about(path) if b"manager" in raw or b"<<" in raw or b"\\" in raw else ""


def _is_about(path: str) -> str:
    try:
        return who_is(read(read_bytes(path), path).plan)
    except OSError:
        return ""
