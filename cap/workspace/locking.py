"""Locks: one for each folder of plans or notes, so that two `cap` commands never change the same file at once.

A lock is named after what the folder is, its device and inode, so that two ways to it, by a link or a second mount, lead to one
lock. It lies in the user's cache folder, and in `.git/cap/` too when the folder is in a work tree whose `.git` can be written, so
that everyone who works there shares it and git never sees it. The files stay there, empty: what counts is the operating system's
lock on them, which ends with the process that holds it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from cap.home import user_cache
from cap.refusal import Refusal, reason
from cap.system import WINDOWS, give_away, user_id
from cap.workspace.files import contents
from cap.workspace.landing import allow
from cap.workspace.paths import shown

TIMEOUT = 10.0  # seconds to wait for another command; a write takes a few hundredths of one

_UNCHANGED = "Nothing was changed."
_NO_LOCKS = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOLCK})  # what a file system without locks answers
_LARGEST_GIT_FILE = 10_000  # bytes


@contextlib.contextmanager
def locked(folder: Path, path: Path, timeout: float) -> Iterator[None]:
    """Hold the locks of a folder, a real path, while `path` in it is written. Raises Refusal."""
    with contextlib.ExitStack() as held:
        file, locks = Path("a lock"), 0
        try:
            for file in lock_files(folder):
                if lock := _acquired(file, path, timeout):
                    held.callback(_release, lock)
                    locks += 1
        except OSError as error:
            hint = f"{_UNCHANGED} It may belong to another user." if isinstance(error, PermissionError) else _UNCHANGED
            raise Refusal(f"{shown(path)} cannot be locked by way of {file}: {reason(error)}", hint) from None
        if not locks:
            raise Refusal(f"{shown(path)} cannot be locked by way of {file}: it is on a file system without locks", _UNCHANGED)
        yield


def lock_files(folder: Path) -> list[Path]:
    """The files that are locked, in this order, while something in `folder`, a real path, is written. Raises OSError."""
    status = os.stat(folder)
    name = f"{status.st_dev:x}-{status.st_ino:x}.lock"
    files = [(user_cache() or Path(tempfile.gettempdir())) / "cap" / "locks" / name]
    for parent in (folder, *folder.parents):
        git = _git_folder(parent / ".git")
        if git is not None:
            if os.access(git, os.W_OK) and not (git / "cap").is_symlink():
                files.append(git / "cap" / name)
            break
    return files


def _git_folder(git: Path) -> Path | None:
    """The folder that a `.git` is or, in a linked work tree, names."""
    if git.is_symlink():
        return None  # it may lead anywhere
    if git.is_dir():
        return git
    try:
        named = contents(git, _LARGEST_GIT_FILE).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = git.parent / named.removeprefix("gitdir:").strip()
    try:
        back = contents(found / "gitdir", _LARGEST_GIT_FILE).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None  # not a linked work tree's folder, which names the way back
    return found if named.startswith("gitdir:") and os.path.realpath(found / back) == os.path.realpath(git) else None


def _acquired(file: Path, path: Path, timeout: float) -> Any:
    """The lock on a file, held; None where the file system knows no locks. Raises OSError, and Refusal when it takes too long."""
    from filelock import FileLock, SoftFileLock, Timeout

    if issubclass(FileLock, SoftFileLock):  # which a crash would leave behind, locked for ever
        return None
    # whoever may write in the folder above, as in a repository that a group shares, may use the lock
    above = os.stat(_make_folder(file.parent))
    mode = 0o600 | above.st_mode & 0o066
    _make_file(file, mode, above)
    if not _knows_locks(file):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lock = FileLock(file, mode=mode)
            lock.acquire(timeout=timeout, poll_interval=0.01)
    except Timeout:
        raise Refusal(
            f"{shown(path)} waits for another `cap` command, which has been busy in this folder for {timeout:g} seconds",
            f"{_UNCHANGED} Try again when it is done; no file needs to be deleted.",
        ) from None
    except NotImplementedError:
        return None
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return None
        raise
    return lock


def _release(lock: Any) -> None:
    with contextlib.suppress(OSError):
        lock.release()


def _knows_locks(file: Path) -> bool:
    """Whether the file system that a file is on knows locks: filelock would make do with the file's being there."""
    if WINDOWS:
        return True  # all of them do
    fcntl = import_module("fcntl")
    descriptor = os.open(file, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    except BlockingIOError:
        return True
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return False
        raise
    finally:
        os.close(descriptor)
    return True


def _make_file(file: Path, mode: int, above: os.stat_result) -> None:
    """The file of a lock, made if need be, for the owner of the folder it is in. Raises OSError."""
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
        os.close(descriptor)
        _hand_over(file, mode, above)


def _make_folder(folder: Path) -> Path:
    """The folder, made if need be with the owner and the access rights of the one above. Raises OSError."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        with contextlib.suppress(FileExistsError):  # another command was faster
            os.mkdir(folder)
            above = os.stat(folder.parent)
            _hand_over(folder, stat.S_IMODE(above.st_mode), above)
    return folder


def _hand_over(made: Path, mode: int, above: os.stat_result) -> None:
    """Give what was made its access rights, and to the owner of the folder above, if we are root: he will want to use it too."""
    if user_id() == 0 and above.st_uid != 0:
        give_away(made, above)
    allow(made, mode)
