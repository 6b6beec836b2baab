"""Changing a person's file without ever losing a byte of it: locked, compared, replaced in one move, or left alone.

The lock keeps two `cap` commands apart. An editor does not ask for it, so the file is compared once more, as late as can be: what
is saved in the few millionths of a second between that and the replacement is replaced. What is written goes to a temporary file
in the same folder, down to the disk, and then takes the file's name in one step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cap.refusal import ChangedMeanwhile, NotFound, Refusal, reason
from cap.system import copy_attributes, replace
from cap.workspace.files import whole
from cap.workspace.landing import CAREFUL, allow, flush_folder, put_new, sweep, written
from cap.workspace.locking import TIMEOUT, locked
from cap.workspace.paths import shown
from cap.workspace.undo import remember

_UNCHANGED = "Nothing was changed."


class Changed(NamedTuple):
    """What `update` did to the file that a path really leads to; before and after are equal when there was nothing to do."""

    path: Path
    before: bytes
    after: bytes


class _Found(NamedTuple):
    """A file as it was read."""

    content: bytes
    status: os.stat_result

    @property
    def identity(self) -> tuple[object, ...]:
        """What must be the same when the file is replaced."""
        status = self.status
        return self.content, status.st_mode, status.st_uid, status.st_gid, status.st_nlink


def update(path: Path, change: Callable[[bytes], bytes], *, folder: Path | None = None, timeout: float = TIMEOUT) -> Changed:
    """Replace a file's bytes by what `change` makes of them.

    `change` is called once, while other commands wait: it takes all it needs to know from the bytes it is given, and asks nobody
    anything. What it raises leaves the file alone. A symbolic link is followed inside `folder`, the plans folder (without one, the
    folder of the link). Raises Refusal, and then the file is as it was.
    """
    real = _real(path, folder or path.parent)
    with locked(real.parent, path, timeout):
        with _refusing(path):
            sweep(real.parent)
            found = _read(real)
            _check(found.status, real, path)
        after = change(found.content)
        if after != found.content:
            with _refusing(path):
                _replace(real, path, found, after)
    return Changed(real, found.content, after)


def update_own(path: Path, change: Callable[[bytes], bytes], *, timeout: float = TIMEOUT) -> Changed:
    """`update` for a file that is for this user alone, in a folder that is there: no link to it is followed, it need not be there
    yet, and afterwards nobody else can read it. Raises Refusal.
    """
    with _refusing(path):
        real = Path(os.path.realpath(path.parent, strict=True)) / path.name
    with locked(real.parent, path, timeout):
        with _refusing(path):
            sweep(real.parent)
            found = _read(real) if os.path.lexists(real) else None
            if found:
                _check(found.status, real, path)
        before = found.content if found else b""
        after = change(before)
        if after != before:
            with _refusing(path):
                if found is None:
                    put_new(real, after)
                else:
                    _replace(real, path, found, after, mode=0o600)
    return Changed(real, before, after)


def update_plan(
    path: Path, change: Callable[[bytes], bytes], folders: Sequence[Path], said: Callable[[], str], *, told: Sequence[str] = ()
) -> Changed:
    """`update` for a plan, remembered so that it can be taken back.

    A symbolic link may lead about in the one of the plans folders that it lies in. `said` tells in words what was changed, `told` by
    their marks which private notes move with it. Raises Refusal.
    """
    done = update(path, change, folder=_around(path, folders))
    if done.after != done.before:
        remember(done.path, done.before, done.after, said(), told)
    return done


def require_writable(path: Path, folders: Sequence[Path]) -> None:
    """Refuse what `update_plan` would refuse, before somebody types what should go into the file. Raises Refusal."""
    real = _real(path, _around(path, folders) or path.parent)
    with _refusing(path):
        _check(os.lstat(real), real, path)


def _around(path: Path, folders: Sequence[Path]) -> Path | None:
    """The one of some folders that a path lies in."""
    above = Path(os.path.normpath(path.absolute())).parents
    return next((found for found in folders if Path(os.path.normpath(found.absolute())) in above), None)


def _real(path: Path, folder: Path) -> Path:
    """The file that a path leads to, if it is in the folder. Raises Refusal."""
    with _refusing(path):
        real = Path(os.path.realpath(path, strict=True))
        inside = Path(os.path.realpath(folder, strict=True))
    if not real.is_relative_to(inside):
        raise Refusal(
            f"{shown(path)} leads to {shown(real)}, outside {shown(folder)}", f"{_UNCHANGED} Give the path of the file itself."
        )
    return real


def _read(real: Path) -> _Found:
    descriptor = os.open(real, os.O_RDONLY | CAREFUL)
    try:
        status = os.fstat(descriptor)
        return _Found(whole(descriptor, real) if stat.S_ISREG(status.st_mode) else b"", status)
    finally:
        os.close(descriptor)


def _check(status: os.stat_result, real: Path, path: Path) -> None:
    """Refuse a file that a replacement would do harm to. Raises Refusal."""
    if not stat.S_ISREG(status.st_mode):
        raise Refusal(f"{shown(path)} is not a file", _UNCHANGED)
    if not status.st_mode & 0o222 or not os.access(real, os.W_OK):
        raise Refusal(f"{shown(path)} is read-only", f"{_UNCHANGED} Make it writable first if it may change.")
    if status.st_nlink > 1:
        raise Refusal(
            f"{shown(path)} has a second name somewhere (a hard link), which would keep the old text",
            f"{_UNCHANGED} Replace it by a copy of its own, or edit it by hand.",
        )


def _replace(real: Path, path: Path, found: _Found, after: bytes, mode: int | None = None) -> None:
    """Put `after` in the place of the file that was found. Raises OSError and Refusal, and then it is still there."""

    def dress(temporary: Path, descriptor: int) -> None:
        _copy_attributes(temporary, real, path, os.fstat(descriptor), found.status, mode)

    with written(real.parent, after, dress=dress) as temporary:
        if _read(real).identity != found.identity:
            raise ChangedMeanwhile(f"{shown(path)} was changed by something else just now", f"{_UNCHANGED} Try again.")
        try:
            replace(temporary, real)
        except OSError:
            # over a network, what was done can be reported as failed, because only the answer was lost
            if os.path.lexists(temporary) or _read(real).content != after:
                raise
    flush_folder(real.parent)


def _copy_attributes(
    temporary: Path, real: Path, path: Path, now: os.stat_result, wanted: os.stat_result, mode: int | None
) -> None:
    """Give the new file the owner, the attributes and, unless `mode` says them, the access rights of the old one.

    Raises OSError and Refusal.
    """
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (wanted.st_uid, wanted.st_gid):
        try:
            os.chown(temporary, wanted.st_uid, wanted.st_gid)
        except PermissionError:
            raise Refusal(
                f"{shown(path)} belongs to another user or group, and would be yours afterwards",
                f"{_UNCHANGED} Edit it by hand, or make a copy of your own take its place.",
            ) from None
    copy_attributes(real, temporary)
    allow(temporary, stat.S_IMODE(wanted.st_mode) if mode is None else mode)


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """What the system cannot do, in words. Raises Refusal."""
    try:
        yield
    except FileNotFoundError:
        raise NotFound(f"there is no file {shown(path)}", _UNCHANGED) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refusal(f"there is no room on the disk for {shown(path)}", f"{_UNCHANGED} Make some room first.") from None
        raise Refusal(f"{shown(path)} cannot be written: {reason(error)}", _UNCHANGED) from None
