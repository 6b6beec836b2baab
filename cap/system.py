"""What differs between Linux, macOS and Windows, in one place. All else is written as for Linux."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import TextIO

WINDOWS = sys.platform == "win32"
MAC = sys.platform == "darwin"

# What a file system answers that does not know what it is asked for.
UNKNOWN = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})
_MOST_WORKERS = 61  # no process of Windows can wait for more
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.3)  # seconds; a scanner lets go of a small file within them
_PAINTING = 4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING, of a console


def program(name: str) -> str | None:
    """The absolute path of a program, looked for as the system does, `code.cmd` for `code` on Windows; None when there is none.

    Never one from the current folder, which may be somebody else's repository: there `shutil.which` looks first on Windows.
    """
    endings = os.environ.get("PATHEXT", ".EXE;.CMD").split(os.pathsep) if WINDOWS else []
    if not WINDOWS or name.lower().endswith(tuple(ending.lower() for ending in endings if ending)):
        endings = [""]
    for folder in os.get_exec_path():
        for ending in endings if os.path.isabs(folder) else ():  # noqa: PTH117
            file = os.path.join(folder, name + ending)  # noqa: PTH118
            if os.path.isfile(file) and os.access(file, os.X_OK):  # noqa: PTH113
                return file
    return None


def words_of(command: str) -> list[str]:
    """A command as it stands in a variable such as EDITOR, in words. Raises ValueError when a quote is left open."""
    if is_path(command) and os.path.isfile(command):  # noqa: PTH113  `C:\\Program Files\\…`, which people leave without quotes
        return [command]
    if not WINDOWS:
        import shlex

        return shlex.split(command)
    if command.count('"') % 2:
        raise ValueError("No closing quotation")
    import re

    return [word.replace('"', "") for word in re.findall(r'(?:[^\s"]|"[^"]*")+', command)]


def is_path(typed: str) -> bool:
    """Whether what was typed leads through a folder; Windows takes `/` as well as its own backslash."""
    return "/" in typed or os.sep in typed or (WINDOWS and "\\" in typed)


def replace(new: Path, old: Path) -> None:
    """Put a file in the place of another in one step. Raises OSError.

    Windows refuses while a virus scanner or an indexer looks at one of the two, so there it is tried again for a second.
    """
    import time

    for wait in _WAITS if WINDOWS else ():
        try:
            return os.replace(new, old)  # noqa: PTH105
        except PermissionError:
            time.sleep(wait)
    return os.replace(new, old)  # noqa: PTH105


def flush(descriptor: int) -> None:
    """Have the disk keep what was written. On macOS `fsync` leaves it in the disk's own memory, and there is another call. Raises OSError."""
    if MAC and sys.platform != "win32":
        import fcntl

        with contextlib.suppress(OSError):  # of a disk elsewhere, which does not know it
            fcntl.fcntl(descriptor, getattr(fcntl, "F_FULLFSYNC", 51))
            return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNKNOWN | {errno.EINVAL}:
            raise


def copy_attributes(old: Path, new: Path) -> None:
    """Give a file the extended attributes of another, access control lists among them. Raises OSError.

    On Linux alone: on macOS and Windows the new file has those that its folder gives it.
    """
    if sys.platform != "linux":
        return
    try:
        names = os.listxattr(old)
    except OSError as error:
        if error.errno in UNKNOWN:
            return
        raise
    for name in names:
        try:
            os.setxattr(new, name, os.getxattr(old, name))
        except OSError as error:
            # labels are the system's own affair, and on some mounts every file has one that nobody can set
            if not name.startswith("security.") or error.errno not in UNKNOWN | {errno.EPERM, errno.EACCES}:
                raise


def workers(wanted: int) -> int:
    """How many processes may work at once, when so many are wanted."""
    return min(wanted, _MOST_WORKERS) if WINDOWS else wanted


def paints(stream: TextIO) -> bool:
    """Whether a terminal shows colours when it is told to; a console of Windows has to be asked to."""
    if not WINDOWS:
        return True
    import ctypes
    import importlib

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  mypy knows it on Windows alone
    mode = ctypes.c_ulong()
    try:
        console = importlib.import_module("msvcrt").get_osfhandle(stream.fileno())
    except OSError:
        return False
    return bool(kernel.GetConsoleMode(console, ctypes.byref(mode)) and kernel.SetConsoleMode(console, mode.value | _PAINTING))


def user_id() -> int | None:
    """Who runs this, as the owner of files; None on Windows, where files have none of that kind."""
    return None if WINDOWS or not hasattr(os, "getuid") else os.getuid()


def give_away(path: Path, like: os.stat_result) -> None:
    """Give what was made to the owner and the group of something else; nothing on Windows. Raises OSError."""
    if hasattr(os, "chown"):
        os.chown(path, like.st_uid, like.st_gid, follow_symlinks=False)


def group_id() -> int | None:
    """The group of who runs this; None on Windows."""
    return None if WINDOWS or not hasattr(os, "getgid") else os.getgid()


def is_ours_alone(file: Path) -> bool:
    """Whether only this user can open a file, the administrators of the computer aside.

    Not known on Windows; and not so on a disk without access rights, such as a stick, whatever was asked for.
    """
    try:
        status = file.stat()
    except OSError:
        return False
    return user_id() == status.st_uid and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def cache_home() -> str:
    """The folder in which programs keep what can be made again; it may begin with `~`."""
    if WINDOWS:
        return os.environ.get("LOCALAPPDATA") or r"~\AppData\Local"
    return "~/Library/Caches" if MAC else os.environ.get("XDG_CACHE_HOME") or "~/.cache"
