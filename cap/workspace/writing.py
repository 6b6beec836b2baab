"""Changing a person's file without ever losing a byte of it: locked, compared, replaced in one move, or left alone.

The lock keeps two `cap` commands apart. An editor does not ask for it, so the file is compared once more, as late as can be. What
is written goes to a temporary file in the same folder, down to the disk, and then takes the plan's name in one step: whoever
reads, and whatever dies when, finds the old file or the new one, whole.

Where the lock lives: in `.git/cap/` when the file is in a work tree whose `.git` can be written, so that everyone who works there
shares it and git never sees it; else in the user's cache folder. It is named after the folder in which the file really lies, and
stays there, empty: what counts is the operating system's lock on it, which ends with the process that holds it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cap.home import user_cache
from cap.refusal import ChangedMeanwhile, NotFound, Refusal, reason
from cap.workspace.paths import shown
from cap.workspace.undo import remember

TIMEOUT = 10.0  # seconds to wait for another command; a write takes a few hundredths of one

_TEMPORARY = re.compile(r"\.cap-[0-9a-f]{16}\.tmp")
_UNCHANGED = "Nothing was changed."
# Follow no link, wait for no pipe, translate no line ends.
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


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
    with _locked(real.parent, path, timeout):
        with _refusing(path):
            _delete_leftovers(real.parent)
            found = _read(real)
            _check(found.status, real, path)
        after = change(found.content)
        if after != found.content:
            with _refusing(path):
                _replace(real, path, found, after)
    return Changed(real, found.content, after)


def update_plan(
    path: Path, change: Callable[[bytes], bytes], folders: Sequence[Path], said: Callable[[], str], *, told: Sequence[str] = ()
) -> Changed:
    """`update` for a plan, remembered so that it can be taken back.

    A symbolic link may lead about in the one of the plans folders that it lies in. `said` tells in words what was changed, `told` by
    their marks which private notes move with it. Raises Refusal.
    """
    above = Path(os.path.normpath(path.absolute())).parents
    done = update(
        path, change, folder=next((found for found in folders if Path(os.path.normpath(found.absolute())) in above), None)
    )
    if done.after != done.before:
        remember(done.path, done.before, done.after, said(), told)
    return done


def require_writable(path: Path) -> None:
    """Refuse a file that could not be replaced, before somebody types what should go into it. Raises Refusal."""
    if not os.access(path, os.W_OK):
        raise Refusal(f"{shown(path)} is read-only", f"{_UNCHANGED} Make it writable first if it may change.")


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
    descriptor = os.open(real, os.O_RDONLY | _CAREFUL)
    try:
        status = os.fstat(descriptor)
        parts = []
        while stat.S_ISREG(status.st_mode) and (part := os.read(descriptor, 1 << 20)):
            parts.append(part)
    finally:
        os.close(descriptor)
    return _Found(b"".join(parts), status)


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


def _replace(real: Path, path: Path, found: _Found, after: bytes) -> None:
    """Put `after` in the place of the file that was found. Raises OSError and Refusal, and then it is still there."""
    temporary = real.parent / f".cap-{secrets.token_hex(8)}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CAREFUL, 0o600)
    try:
        try:
            rest = memoryview(after)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            _copy_attributes(temporary, real, path, os.fstat(descriptor), found.status)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if _read(real).identity != found.identity:
            raise ChangedMeanwhile(f"{shown(path)} was changed by something else just now", f"{_UNCHANGED} Try again.")
        try:
            os.replace(temporary, real)
        except OSError:
            # over a network, what was done can be reported as failed, because only the answer was lost
            if os.path.lexists(temporary) or _read(real).content != after:
                raise
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    # The new file is in its place. That it also stays there if the power fails now is not worth a failure.
    with contextlib.suppress(OSError):
        folder = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _copy_attributes(temporary: Path, real: Path, path: Path, now: os.stat_result, wanted: os.stat_result) -> None:
    """Give the new file the owner, the access rights and the attributes of the old one. Raises OSError and Refusal."""
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (wanted.st_uid, wanted.st_gid):
        try:
            os.chown(temporary, wanted.st_uid, wanted.st_gid)
        except PermissionError:
            raise Refusal(
                f"{shown(path)} belongs to another user or group, and would be yours afterwards",
                f"{_UNCHANGED} Edit it by hand, or make a copy of your own take its place.",
            ) from None
    if sys.platform == "linux":
        for name in _attribute_names(real):  # access control lists among them
            with contextlib.suppress(PermissionError) if name.startswith("security.") else contextlib.nullcontext():
                os.setxattr(temporary, name, os.getxattr(real, name))
    os.chmod(temporary, stat.S_IMODE(wanted.st_mode))


def _attribute_names(real: Path) -> list[str]:
    """The names of a file's extended attributes; none on a file system without."""
    if sys.platform != "linux":
        return []
    try:
        return os.listxattr(real)
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return []
        raise


def _delete_leftovers(folder: Path) -> None:
    """Delete what commands that were killed left behind; with the lock held, no temporary file can be in use."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if _TEMPORARY.fullmatch(name):
                with contextlib.suppress(OSError):
                    os.unlink(folder / name)


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


# ---- the lock


@contextlib.contextmanager
def _locked(folder: Path, path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock of a folder. Raises Refusal."""
    from filelock import FileLock, SoftFileLock, Timeout

    file = Path("a lock")
    try:
        file = lock_file(folder)
        # whoever may write in the folder above, as in a repository that a group shares, may use the lock
        mode = os.stat(_make_folder(file.parent)).st_mode
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lock = FileLock(file, mode=0o600 | mode & 0o066)
            lock.acquire(timeout=timeout, poll_interval=0.01)
    except Timeout:
        raise Refusal(
            f"{shown(path)} waits for another `cap` command, which has been busy in this folder for {timeout:g} seconds",
            f"{_UNCHANGED} Try again when it is done; no file needs to be deleted.",
        ) from None
    except (OSError, NotImplementedError) as error:
        why = reason(error) if isinstance(error, OSError) else "there are no locks on this file system"
        raise Refusal(f"{shown(path)} cannot be locked by way of {file}: {why}", _UNCHANGED) from None
    try:
        # filelock falls back to it where the system knows no locks; a crash would leave it behind, locked for ever
        if isinstance(lock, SoftFileLock):
            raise Refusal(f"{shown(path)} cannot be locked: {file} is on a file system without locks", _UNCHANGED)
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.release()


def _make_folder(folder: Path) -> Path:
    """The folder, made if need be with the access rights of the one above. Raises OSError."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        with contextlib.suppress(FileExistsError):  # another command was faster
            os.mkdir(folder)
            os.chmod(folder, stat.S_IMODE(os.stat(folder.parent).st_mode))
    return folder


def lock_file(folder: Path) -> Path:
    """The file that is locked while something in `folder`, a real path, is written."""
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16] + ".lock"
    for parent in (folder, *folder.parents):
        git = _git_folder(parent / ".git")
        if git is not None:
            if os.access(git, os.W_OK):
                return git / "cap" / name
            break
    return (user_cache() or Path(tempfile.gettempdir())) / "cap" / "locks" / name


def _git_folder(git: Path) -> Path | None:
    """The folder that a `.git` is or, in a linked work tree or a submodule, names."""
    if git.is_dir():
        return git
    try:
        named = git.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = git.parent / named.removeprefix("gitdir:").strip()
    return found if named.startswith("gitdir:") and found.is_dir() else None
