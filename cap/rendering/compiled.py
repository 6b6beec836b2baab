"""Templates as Jinja compiled them, kept in the user's cache folder: to compile one takes longer than to fill it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jinja2 import FileSystemBytecodeCache, compiler
from jinja2.bccache import Bucket

from cap.home import user_cache

# A compiled template counts until the template changes, or one of the two modules that compiled it.
_COMPILED_BY = (Path(compiler.__file__), Path(__file__).with_name("sandbox.py"))


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept; None where this user alone cannot keep any."""
    cache = user_cache()
    if cache is None:
        return None
    folder = cache / "cap" / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
            return None  # what lies in there is run
        return _Compiled(folder, " ".join(str(module.stat().st_mtime_ns) for module in _COMPILED_BY))
    except OSError:
        return None


class _Compiled(FileSystemBytecodeCache):
    """The compiled templates in a folder. What cannot be read or written there is compiled again."""

    def __init__(self, folder: Path, compiled_by: str) -> None:
        super().__init__(str(folder), "%s.compiled")
        self.compiled_by = compiled_by

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{self.compiled_by} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
