"""The baseline on disk, and findings held against it: what is known is left out, and what is known no longer is told."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from cap.lint.baseline import HEADER, Entry, entries, is_looked_at, parsed, path_as_written, written
from cap.lint.engine import Policy
from cap.lint.result import Linted
from cap.refusal import NotFound, Refusal, Unreadable, reason
from cap.text.wording import count, first_few
from cap.workspace.files import contents
from cap.workspace.outgoing import require_place, write_over
from cap.workspace.paths import real, shown
from cap.workspace.settings import Workspace

_LARGEST = 200_000_000  # bytes; a million findings take a third of that


class Baseline:
    """Known findings. `left_out` counts what they kept silent, `stale` holds those that were not found any more, once all are held
    against them."""

    def __init__(self, file: Path, known: set[Entry], how: str) -> None:
        self.file, self.known, self.how = file, known, how
        self.left_out = 0
        self.stale: set[Entry] = set()
        self._folder = real(file.parent)
        self._folders: dict[str, str] = {}  # those of plans, from there

    def without(self, files: Iterable[Linted], policy: Policy) -> Iterator[Linted]:
        """The same files, with what is new in them alone."""
        by_path: dict[str, set[Entry]] = {}
        for entry in self.known:
            by_path.setdefault(entry.path, set()).add(entry)
        for file in files:
            if not file.is_plan:
                yield file
                continue
            path = self._path(file)
            known = by_path.pop(path, set())
            found = list(entries(path, file))
            new = [problem for problem, about in found if not known.issuperset(about)]
            self.left_out += len(found) - len(new)
            if file.is_whole:
                gone = known.difference(*(about for _, about in found))
                self.stale |= {entry for entry in gone if is_looked_at(entry.rule, policy)}
            yield file._replace(problems=new)
        self.stale |= {entry for path, known in by_path.items() if not self._is_there(path) for entry in known}

    def take(self, files: Iterable[Linted], policy: Policy) -> list[Linted]:
        """Know what is in these files, and nothing else of what was looked at; of other files, and of what cannot be read now,
        what was known before. Writes the baseline, and returns the files with what is new beside it: what is in no plan. Raises Refusal.
        """
        found: set[Entry] = set()
        new = self.without(self._noted(files, found), policy)
        rest = [file._replace(raw=b"", problems=[]) if file.is_plan else file for file in new]
        self.known = self.known - self.stale | found
        self.left_out, self.stale = 0, set()
        write_over(self.file, written(self.known), is_ours=lambda beginning: beginning.startswith(HEADER.encode()))
        return rest

    def _noted(self, files: Iterable[Linted], found: set[Entry]) -> Iterator[Linted]:
        for file in files:
            found.update(*(about for _, about in entries(self._path(file), file) if file.is_plan))
            yield file

    def as_written(self, *, by_settings: bool) -> str:
        """What was written, and how to use it."""
        plans = count(len({entry.path for entry in self.known}), "plan")
        said = f"{count(len(self.known), 'finding')} in {plans} known from now on: written to {shown(self.file)}."
        name = shlex.quote(shown(self.file))
        return said if by_settings else f"{said} To leave them out: cap lint --baseline {name}"

    def in_words(self) -> list[str]:
        """What was left out, and what is stale and how to renew it, a sentence each."""
        said = []
        if self.left_out:
            said.append(f"{count(self.left_out, 'known finding')} left out, as {shown(self.file)} says.")
        if self.stale:
            where = first_few(sorted({entry.path for entry in self.stale}), 3)
            lines = "a line of it stands" if len(self.stale) == 1 else f"{len(self.stale)} lines of it stand"
            said.append(f"{shown(self.file)} is stale: {lines} for what is not there any more ({where}). To renew it: {self.how}")
        return said

    def _path(self, file: Linted) -> str:
        """A file's path from the baseline's folder, the same whatever links were gone through to name it."""
        folder, name = os.path.split(file.path)
        if folder not in self._folders:
            self._folders[folder] = os.path.relpath(real(Path(folder)), self._folder)
        return path_as_written(os.path.normpath(os.path.join(self._folders[folder], name)).replace(os.sep, "/"))  # noqa: PTH118

    def _is_there(self, path: str) -> bool:
        return any(os.path.lexists(self._folder / normalize(form, path)) for form in ("NFC", "NFD"))


def baseline_of(named: Path | None, workspace: Workspace, *, new: bool) -> Baseline | None:
    """The baseline that is named, or else the one of the settings; None where neither names one. `new`: it will be written, and need not
    be there yet. Raises Refusal."""
    chosen = workspace.settings.lint.baseline
    place = workspace.root / chosen if chosen else None
    how = "cap lint --write-baseline"
    if named is not None:
        file, how = named, f"cap lint --baseline {shlex.quote(shown(named))} --write-baseline"
    elif place is not None and workspace.may_use("baseline", place):
        file = Path(shown(place))
    elif place is not None and new:
        raise Refusal(f"{place} is where `baseline` leads outside the repository", f"Trust that first: {workspace.how_to_trust}")
    elif new:
        raise Refusal("there is no name for the baseline", "Give it one: cap lint --baseline cap-baseline.txt --write-baseline")
    else:
        return None
    if new:
        require_place(file, workspace, kind="baseline", what="a baseline")
    if not os.path.lexists(file):
        if new:
            return Baseline(file, set(), how)
        raise NotFound(f"there is no baseline {shown(file)}", f"To write one that knows what is there today: {how}")
    try:
        text = contents(file, _LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{shown(file)} cannot be read: {reason(error)}") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{shown(file)} is not UTF-8, so it is no baseline") from None
    if text and not text.startswith(HEADER):
        raise Refusal(f"{shown(file)} is no baseline: it does not begin with “{HEADER}”", "Name another file.")
    known, wrong = parsed(text)
    if wrong:
        raise Refusal(
            f"{shown(file)}:{wrong[0]}: this line is no entry of a baseline",
            "If git left its marks there, take them out and keep the lines of both sides; otherwise delete the line.",
        )
    return Baseline(file, known, how)
