"""Which plans have changed since a commit: whole files, by what git has of them and what is on the disk now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from unicodedata import normalize

from cap.refusal import Refusal
from cap.workspace import git
from cap.workspace.paths import real, shown
from cap.workspace.store import read_bytes


def changed_since(files: Sequence[str], ref: str) -> list[str]:
    """Those of some files that differ from where the current branch left `ref`, in the work tree too; those that git does not know
    yet are among them, those that were only renamed are not. Raises Refusal.
    """
    then: dict[Path, tuple[dict[str, str], set[str]]] = {}
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
            blobs = {normalize("NFC", path): blob for path, blob in git.files_at(tree, git.parting(tree, ref)).items()}
            then[tree] = blobs, {blob for path, blob in blobs.items() if not os.path.lexists(tree / path)}
        before, gone = then[tree]
        known = before.get(normalize("NFC", place.relative_to(tree).as_posix()))
        if not _is_one_of({known} if known else gone, file):
            changed.append(file)
    return changed


def _is_one_of(blobs: Collection[str], file: str) -> bool:
    """Whether git has what a file holds under one of these names; line ends that git may have changed count for nothing."""
    if not blobs:
        return False
    try:
        raw = read_bytes(file)
    except OSError:
        return False  # lint says so
    kind = "sha256" if len(next(iter(blobs))) == 64 else "sha1"
    return any(_name(text, kind) in blobs for text in dict.fromkeys((raw, raw.replace(b"\r\n", b"\n"))))


def _name(raw: bytes, kind: str) -> str:
    return hashlib.new(kind, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
