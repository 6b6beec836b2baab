"""Which plans have changed since a commit: whole files, by what git has of them and what is on the disk now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from cap.refusal import Refusal
from cap.workspace import git
from cap.workspace.paths import real, shown
from cap.workspace.store import read_bytes


def changed_since(files: Sequence[str], ref: str) -> list[str]:
    """Those of some files that differ from what they were where the current branch left `ref`, in the work tree too, with those that
    were not there or that git does not know yet. Raises Refusal.
    """
    then: dict[Path, dict[str, str]] = {}
    changed = []
    for file in files:
        place = real(Path(file))
        tree = git.work_tree(place.parent)
        if tree is None:
            raise Refusal(
                f"{shown(Path(file))} lies in no git repository, so nobody knows what changed in it since `{ref}`",
                "Leave out --since.",
            )
        if tree not in then:
            then[tree] = {normalize("NFC", path): blob for path, blob in git.files_at(tree, git.parting(tree, ref)).items()}
        blob = then[tree].get(normalize("NFC", place.relative_to(tree).as_posix()))
        if blob is None or not _is(blob, file):
            changed.append(file)
    return changed


def _is(blob: str, file: str) -> bool:
    """Whether git has what a file holds under that name; line ends that git may have changed count for nothing."""
    try:
        raw = read_bytes(file)
    except OSError:
        return False  # lint says so
    kind = "sha256" if len(blob) == 64 else "sha1"
    return any(_name(text, kind) == blob for text in dict.fromkeys((raw, raw.replace(b"\r\n", b"\n"))))


def _name(raw: bytes, kind: str) -> str:
    return hashlib.new(kind, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
