"""Text that somebody typed, kept for this user alone until it stands where it belongs."""

from __future__ import annotations

import os
from pathlib import Path

from cap.home import user_state
from cap.refusal import Refusal, refusal_of
from cap.system import flush


def kept_file(name: str) -> Path:
    """Where a text of that name is kept. Raises Refusal for a user without a home."""
    state = user_state()
    if state is None:
        raise Refusal("there is no home folder to keep this in", "Set HOME, or XDG_STATE_HOME.")
    return state / "unsaved" / name


def keep(name: str, text: str) -> Path:
    """Write a text down to the disk, in a file that only this user can read, never over another text. Raises Refusal."""
    wanted = kept_file(name)
    raw = text.encode(errors="surrogateescape")
    try:
        for folder in (wanted.parent.parent, wanted.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        for number in range(1, 1000):
            file = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
            if file.is_file() and not file.is_symlink() and file.read_bytes() == raw:
                return file
            try:
                descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            except FileExistsError:
                continue
            try:
                with os.fdopen(descriptor, "wb") as out:
                    out.write(raw)
                    out.flush()
                    flush(out.fileno())
            except OSError:
                file.unlink()
                raise
            return file
    except OSError as error:
        raise refusal_of(error) from None
    raise Refusal(f"there are too many texts in {wanted.parent} already", "Read them, and delete those you need no more.")
