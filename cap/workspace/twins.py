"""Plans that are there twice: copies as syncing programs and people make them, and one person in two files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cap.lint.result import Linted
from cap.plan.problem import Level, Span, problem_at
from cap.text.escapes import utf8
from cap.text.quotes import Words, quoted

# Nobody else writes these: Syncthing; Dropbox, Nextcloud and ownCloud in several languages; older Nextcloud; Resilio and Google Drive.
_CONFLICT = (
    r"(?i)(?P<stem>.+?)(?:\.sync-conflict-\d{8}-\d{6}(?:-\w+)?|[ _-]*\([^()]*(?:conflict|konflikt|conflit|conflict[oe]|conflitt)[^()]*\)(?: ?\(\d+\))?"
    r"|_conflict-\d{8}-\d{6}|\.conflict\d*| ?\[conflict(?: \d+)?\])"
)
# These may also be somebody's name, where there is no plan beside it that it is a copy of: Windows, macOS, iCloud, OneDrive, browsers.
_COPY = (
    r"(?i)(?:copy of |kopie von |copie de )(?P<of>.+)"
    r"|(?P<stem>.+?)(?: ?\(\d{1,2}\)| \d{1,2}|[ _-]+\(?(?:copy|kopie|copie|copia)(?: ?\(?\d{1,2}\)?)?\)?|-(?:DESKTOP|LAPTOP)-[A-Z0-9]{5,8})"
)
# One of these is in each of such names: most names need no closer look.
_SIGNS = (" ", "(", "conflict", "copy", "kopie", "copie", "copia", "laptop", "desktop")


def with_twins(
    files: Iterable[Linted], level: Level | None, elsewhere: Callable[[str], str | None] = lambda who: None
) -> Iterator[Linted]:
    """The same files; those that look like a copy of another, by their names, or hold a plan of somebody who has one, say so first.

    `level` None: nothing is looked for. `elsewhere` finds another plan of somebody that is not among the files.
    """
    first: dict[str, str] = {}
    for file in files:
        found = (_copy(file.path) or _again(file, first, elsewhere)) if level else None
        if found and level:
            problem = problem_at(file.path, Span(1, 1, 1, 1), "plan-twice", *found, level=level)
            file = file._replace(problems=[problem, *file.problems])
        yield file


def _copy(path: str) -> tuple[str, str] | None:
    """What is said of a file that is a copy, by its name, and how that is mended."""
    of = _copied_from(path)
    if of is None:
        return None
    name = utf8(Path(of).name)
    if os.path.lexists(of):
        hint = "Compare the two, keep what is right in one of them, and delete the other."
        return f"this looks like a copy of {name}", hint
    return f"this looks like a copy of {name}, which is not here any more", f"If it is the only one there is, call it {name}."


def _again(file: Linted, first: dict[str, str], elsewhere: Callable[[str], str | None]) -> tuple[Words, str] | None:
    """What is said of a plan of somebody who has one; `first` are the files of those that were met before."""
    if not file.who:
        return None
    before = first.setdefault(file.who, file.path)
    other = before if before != file.path else elsewhere(file.who)
    if other is None:
        return None
    name = file.who.partition("\n")[0]
    hint = "Keep one plan a person; if these are two people, write their names in full."
    return quoted(name, "this person") + f" has another plan, with the same manager: {utf8(other)}", hint


def _copied_from(path: str) -> str | None:
    """The plan that a file is a copy of, by its name; None for what is no copy."""
    folder, name = os.path.split(path)
    stem = name.removesuffix(".md")
    small = stem.lower()
    if not [sign for sign in _SIGNS if sign in small]:
        return None
    conflict = re.fullmatch(_CONFLICT, stem)
    if conflict:
        return str(Path(folder, conflict["stem"].rstrip() + ".md"))
    copy = re.fullmatch(_COPY, stem)
    if copy is None:
        return None
    of = str(Path(folder, (copy["of"] or copy["stem"]).rstrip() + ".md"))
    return of if os.path.lexists(of) else None
