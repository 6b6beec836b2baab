"""Templates as Jinja compiled them, kept in the user's cache folder: to compile one takes longer than to fill it."""

from __future__ import annotations

import contextlib
import os
import stat
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2 import FileSystemBytecodeCache, compiler
from jinja2.bccache import Bucket

from cap.home import user_cache
from cap.system import group_id, user_id

LARGEST = 10_000_000  # bytes of a compiled template; the largest of ours has a hundredth


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept; None where this user alone cannot keep any."""
    cache = user_cache()
    if cache is None:
        return None
    folder = cache / "cap" / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours_alone(Path(os.path.realpath(folder))):
            return None  # what lies in there is run
        return _Compiled(folder, _compiled_by())
    except OSError:
        return None


def _is_ours_alone(folder: Path) -> bool:
    """Whether nobody but this user, and root, can put anything into a folder, or another in its place."""
    me, ours = user_id(), group_id()
    if me is None:
        return True
    for place in (folder, *folder.parents):
        status = place.stat()
        if status.st_uid not in (0, me):
            return False
        others = status.st_mode & stat.S_IWOTH or (status.st_mode & stat.S_IWGRP and status.st_gid != ours)
        # where everybody can write and nobody take away, as in /tmp, a folder stays what it is
        if others and not (place != folder and status.st_mode & stat.S_ISVTX):
            return False
    return folder.stat().st_uid == me


def _compiled_by() -> str:
    """What the modules that compile a template are, by content: what another version of them has compiled does not count."""
    digest = sha256(jinja2.__version__.encode())
    for module in (Path(compiler.__file__), Path(__file__).with_name("sandbox.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


class _Compiled(FileSystemBytecodeCache):
    """The compiled templates in a folder. What cannot be read or written there is compiled again."""

    def __init__(self, folder: Path, compiled_by: str) -> None:
        super().__init__(str(folder), "%s.compiled")
        self.compiled_by = compiled_by

    def get_source_checksum(self, source: str) -> str:
        """By what the template says, whatever its name and its day are."""
        return sha256(f"{self.compiled_by} {source}".encode(errors="surrogatepass")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError, UnpicklingError):
            status = os.lstat(self._get_cache_filename(bucket))
            if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST:
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
