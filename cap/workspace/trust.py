"""Trust: a repository reaches nothing outside itself until this user has said, once, that its settings may lead there.

What is trusted are exact places, so that settings which come to lead elsewhere are asked about again. Each settings' folder has a
file of its own in the user's state folder. A build server, which has no such folder, names settings' folders in CAP_TRUST.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cap.refusal import Refusal, reason
from cap.workspace.paths import enclosure, real, shown
from cap.workspace.state import keep, kept, state_file, state_folder

VARIABLE = "CAP_TRUST"


class Outside(NamedTuple):
    """A place outside the repository that a setting leads to: which setting, and where it really is."""

    key: str
    path: Path


def beyond(root: Path, named: Iterable[tuple[str, Path]]) -> list[Outside]:
    """Those of the paths in settings at `root` that lead out of its repository; without one, out of `root` itself."""
    inside = enclosure(root)
    return [Outside(key, real(path)) for key, path in named if not real(path).is_relative_to(inside)]


def untrusted(root: Path, places: Sequence[Outside]) -> list[Outside]:
    """Those of some places that settings at `root` may not lead to yet. Raises Refusal for a CAP_TRUST that is none."""
    if not places or real(root) in _trusted_here():
        return []
    known = _read(_file(root))
    return [place for place in places if known is None or place not in known[1]]


def _trusted_here() -> list[Path]:
    """The settings' folders that CAP_TRUST names."""
    folders = [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    for folder in folders:
        if not folder.is_absolute():
            raise Refusal(
                f"{VARIABLE} names `{folder}`, which is no whole path",
                f"Write whole paths, divided by `{os.pathsep}` as in PATH.",
            )
    return [real(folder) for folder in folders]


def trust(root: Path, places: Sequence[Outside]) -> None:
    """Keep that settings at `root` may lead to these places, and to no others. Raises Refusal."""
    file = _file(root)
    if file is None:
        raise Refusal("there is no home folder to keep this in", f"Set HOME, or name the folder in {VARIABLE}.")
    paths: dict[str, list[str]] = {}
    for key, path in places:
        paths.setdefault(key, []).append(str(path))
    try:
        keep(file, {"folder": str(real(root)), "paths": paths})
    except OSError as error:
        raise Refusal(f"{shown(file)} cannot be written: {reason(error)}") from None


def distrust(root: Path) -> bool:
    """Forget what was trusted at `root`; whether there was anything. Raises Refusal."""
    file = _file(root)
    try:
        if file is not None:
            file.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Refusal(f"{shown(file or root)} cannot be removed: {reason(error)}") from None
    return file is not None


def everything() -> Iterator[tuple[Path, list[Outside]]]:
    """Each settings' folder that is trusted, with the places it may lead to."""
    folder = _folder()
    for file in sorted(folder.glob("*.json")) if folder else ():
        found = _read(file)
        if found is not None:
            yield found


def _folder() -> Path | None:
    return state_folder("trust")


def _file(root: Path) -> Path | None:
    return state_file("trust", root)


def _read(file: Path | None) -> tuple[Path, list[Outside]] | None:
    """What a file says is trusted; None for one that is not there, says nothing, or could have been written by somebody else."""
    said = kept(file)
    try:
        return Path(said["folder"]), [Outside(key, Path(path)) for key, paths in said["paths"].items() for path in paths]
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
