"""Files as they are read: ordinary ones, of a size that fits, and never one that keeps anybody waiting."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

LARGEST = 20_000_000  # bytes of a plan, of private notes, of a roster; the story of a life has a hundredth of that
SMALL = 1_000_000  # bytes of settings

# Opening a pipe must keep nobody waiting.
READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def contents(path: str | Path, most: int = LARGEST) -> bytes:
    """What a file holds, through links too. Raises OSError, also for a pipe or a device, and for more than `most` bytes."""
    descriptor = os.open(path, READ)
    try:
        return whole(descriptor, path, most)
    finally:
        os.close(descriptor)


def whole(descriptor: int, path: str | Path, most: int = LARGEST) -> bytes:
    """What an open file holds. Raises OSError as `contents` does. Without Python's file objects, this takes half the time."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
    if status.st_size > most:
        raise too_large(path, most)
    raw = os.read(descriptor, status.st_size + 1)
    while more := os.read(descriptor, 2**20) if len(raw) != status.st_size else b"":
        raw += more
        if len(raw) > most:
            raise too_large(path, most)
    return raw


def too_large(path: str | Path, most: int) -> OSError:
    """That a file holds more than anything of its kind."""
    return OSError(errno.EFBIG, f"it is larger than {most / 1_000_000:g} million bytes", str(path))
