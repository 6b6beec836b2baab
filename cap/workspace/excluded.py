"""What `exclude:` leaves out, as gitignore means it: relative to the settings, and to each folder of plans."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

MOST = 2_000_000  # names and patterns that are held against each other for those that match nothing


class BadPattern(Exception):
    """A pattern that is none; `number` is its place in the list."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class _Folder(NamedTuple):
    """A folder: what stands before the names in it, as seen from each base that it lies in, and whether all in it is left out."""

    prefixes: Sequence[str]
    closed: bool


class Exclusion:
    """Patterns that stand in one list, and the folders (`bases`) that each of them is relative to.

    As in git the last pattern that matches decides, and nothing comes back out of a folder that is left out. Raises BadPattern.
    """

    def __init__(self, patterns: Sequence[str], bases: Iterable[Path]) -> None:
        self._patterns = patterns
        self._files = _spec(patterns)
        below = [pattern.rstrip("/") or pattern for pattern in patterns]  # a folder's own name, asked without a slash
        self._below = _spec(below) if below != list(patterns) else self._files
        self._bases = list(dict.fromkeys(map(_whole, bases)))
        self._folders: dict[str, _Folder] = {}

    def leaves_out(self, path: Path) -> bool:
        """Whether a file is left out."""
        folder = self._folder(_whole(path.parent))
        return folder.closed or self._files_decide(folder, path.name)

    def idle(self, paths: Iterable[Path]) -> list[int]:
        """The numbers of the patterns that match none of some files, whatever the others say of them.

        An empty list where there is so much of both that asking each about each would take minutes.
        """
        names = [prefix + path.name for path in paths for prefix in self._folder(_whole(path.parent)).prefixes]
        if len(names) * len(self._patterns) > MOST:
            return []
        return [i for i, one in enumerate(self._patterns) if not any(map(_spec([one.removeprefix("!")]).match_file, names))]

    def _folder(self, folder: str) -> _Folder:
        if folder not in self._folders:
            around = str(Path(folder).parent)
            below = [base for base in self._bases if Path(base) in Path(folder).parents]
            prefixes = [os.path.relpath(folder, base).replace(os.sep, "/") + "/" for base in below]
            above = self._folder(around) if below else _Folder((), closed=False)
            closed = above.closed or _decides(self._below, [prefix[:-1] for prefix in prefixes])
            self._folders[folder] = _Folder([*prefixes, *[""] * (folder in self._bases)], closed)
        return self._folders[folder]

    def _files_decide(self, folder: _Folder, name: str) -> bool:
        return _decides(self._files, [prefix + name for prefix in folder.prefixes])


def _whole(path: Path) -> str:
    """A path from the root, without `..`, which Path's own would keep, and with the links that are in it."""
    return os.path.abspath(path)  # noqa: PTH100


def _decides(spec: GitIgnoreSpec, names: Iterable[str]) -> bool:
    """What the last pattern says that matches one of a file's names."""
    last, include = -1, False
    for name in names:
        found = spec.check_file(name)
        if found.index is not None and found.index > last:
            last, include = found.index, bool(found.include)
    return include


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec:
    try:
        return GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error):
        for number, pattern in enumerate(patterns):
            try:
                GitIgnoreSpec.from_lines([pattern])
            except (ValueError, re.error):
                raise BadPattern(number) from None
        raise
