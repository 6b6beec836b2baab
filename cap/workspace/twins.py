"""Plans that are there twice: copies as syncing programs and people make them, and one person in two files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cap.lint.result import Linted
from cap.plan.problem import Level, Problem, Span, problem_at
from cap.text.escapes import utf8

# Nobody else writes these: Syncthing; Dropbox, Nextcloud and ownCloud in several languages; older Nextcloud; Resilio and Google Drive.
_CONFLICT = re.compile(
    r"(?P<stem>.+?)(?:\.sync-conflict-\d{8}-\d{6}(?:-\w+)?|[ _-]*\([^()]*(?:conflict|konflikt|conflit|conflict[oe]|conflitt)[^()]*\)(?: ?\(\d+\))?"
    r"|_conflict-\d{8}-\d{6}|\.conflict\d*| ?\[conflict(?: \d+)?\])",
    re.I,
)
# These may also be somebody's name, where there is no plan beside it that it is a copy of: Windows, macOS, iCloud, OneDrive, browsers.
_COPY = re.compile(
    r"(?:copy of |kopie von |copie de )(?P<of>.+)"
    r"|(?P<stem>.+?)(?: ?\(\d{1,2}\)| \d{1,2}|[ _-]+\(?(?:copy|kopie|copie|copia)(?: ?\(?\d{1,2}\)?)?\)?|-(?:DESKTOP|LAPTOP)-[A-Z0-9]{5,8})",
    re.I,
)


def with_twins(files: Iterable[Linted], level: Level | None) -> Iterator[Linted]:
    """The same files, and behind them what is found when they are laid side by side. `level` None: nothing is looked for."""
    seen: list[tuple[str, str]] = []
    for file in files:
        seen.append((file.path, file.who))
        yield file
    for problem in twins(seen, level) if level else ():
        yield Linted(problem.path, b"", [problem], is_plan=False)


def twins(files: Sequence[tuple[str, str]], level: Level) -> Iterator[Problem]:
    """Copies, by their names, and people who are there twice, by what they are called; `files` are paths, each with that."""
    found: set[str] = set()
    for path, _ in files:
        of = _copied_from(path)
        if of is not None:
            found.add(path)
            beside = os.path.lexists(of)
            message = "this looks like a copy of " + utf8(Path(of).name)
            hint = "Compare the two, keep what is right in one of them, and delete the other."
            if not beside:
                message += ", which is not here any more"
                hint = f"If it is the only one there is, call it {utf8(Path(of).name)}."
            yield _problem(path, message, hint, level)
    first: dict[str, str] = {}
    for path, who in files:
        if path in found or not who:
            continue
        if who in first:
            message = f"{who.partition(chr(10))[0]} has another plan, with the same manager: {utf8(first[who])}"
            hint = "Keep one plan a person; if these are two people, write their names in full."
            yield _problem(path, message, hint, level)
        else:
            first[who] = path


def _copied_from(path: str) -> str | None:
    """The plan that a file is a copy of, by its name; None for what is no copy."""
    folder, name = os.path.split(path)
    stem = name.removesuffix(".md")
    conflict = _CONFLICT.fullmatch(stem)
    if conflict:
        return str(Path(folder, conflict["stem"].rstrip() + ".md"))
    copy = _COPY.fullmatch(stem)
    if copy is None:
        return None
    of = str(Path(folder, (copy["of"] or copy["stem"]).rstrip() + ".md"))
    return of if os.path.lexists(of) else None


def _problem(path: str, message: str, hint: str, level: Level) -> Problem:
    return problem_at(utf8(path), Span(1, 1, 1, 1), "plan-twice", message, hint, level=level)
