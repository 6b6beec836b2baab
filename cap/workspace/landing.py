"""Bytes on their way to the disk: into a temporary file, down to the disk, and then in one step under their name.

Whoever reads, and whatever dies when, finds the old file or the new one, whole; or none yet.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cap.system import UNKNOWN, flush, replace

OLD = 3600.0  # seconds after which a temporary file is nobody's any more

_TEMPORARY = re.compile(r"\.cap-[0-9a-f]{16}\.tmp")
# Follow no link, wait for no pipe, translate no line ends.
CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# What a file system answers that knows no hard links.
_NO_LINKS = UNKNOWN | {errno.EPERM, errno.EMLINK}


@contextlib.contextmanager
def written(
    folder: Path, content: bytes, mode: int = 0o600, dress: Callable[[Path, int], None] = lambda path, descriptor: None
) -> Iterator[Path]:
    """A temporary file in a folder that holds `content`, down to the disk; deleted afterwards unless it got another name.

    `dress` gives it, by path and descriptor, what else belongs to it. Raises OSError.
    """
    temporary = folder / f".cap-{secrets.token_hex(8)}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | CAREFUL, mode)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            dress(temporary, descriptor)
            flush(descriptor)
        finally:
            os.close(descriptor)
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def put_new(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file that is not there yet, whole or not at all. Raises FileExistsError when it is there, and other OSErrors."""
    with written(path.parent, content, mode) as temporary:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno in _NO_LINKS and not os.path.lexists(path):  # without hard links, a look has to do
                replace(temporary, path)
            elif not _is_the_same(temporary, path):  # over a network, what was done can be reported as failed
                raise
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    flush_folder(path.parent)


def put_over(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file in place of whatever is there, whole or not at all. Raises OSError."""
    with written(path.parent, content, mode) as temporary:
        replace(temporary, path)
    flush_folder(path.parent)


def _is_the_same(one: Path, other: Path) -> bool:
    try:
        first, second = os.lstat(one), os.lstat(other)
    except OSError:
        return False
    return (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)


def allow(path: Path, mode: int) -> None:
    """Give a file or folder its access rights, unless it has them: some file systems know no change of them. Raises OSError."""
    if os.stat(path).st_mode & 0o7777 != mode:
        os.chmod(path, mode)


def flush_folder(folder: Path) -> None:
    """Have a new name stay if the power fails now, if that can be had; the file is in its place, so it is not worth a failure."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path) -> None:
    """Delete the temporary files that commands which were killed have left: those that are old, and those that got their name.

    A young one may be another's at work, who came by another way, or from another computer, and knows of no lock of ours.
    """
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if _TEMPORARY.fullmatch(name):
                with contextlib.suppress(OSError):
                    status = os.lstat(folder / name)
                    if status.st_nlink > 1 or abs(time.time() - status.st_mtime) > OLD:
                        os.unlink(folder / name)
