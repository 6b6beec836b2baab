"""Text that somebody typed, kept for this user alone until it stands where it belongs."""

from __future__ import annotations

import contextlib
from pathlib import Path

from cap.home import user_state
from cap.refusal import Refusal, refusal_of
from cap.workspace.files import contents
from cap.workspace.landing import put_new, sweep


def kept_file(name: str) -> Path:
    """Where a text of that name is kept. Raises Refusal for a user without a home."""
    state = user_state()
    if state is None:
        raise Refusal("there is no home folder to keep this in", "Set HOME, or XDG_STATE_HOME.")
    return state / "unsaved" / name


def keep(name: str, text: str | bytes) -> Path:
    """Write a text down to the disk, in a file that only this user can read, never over another text. Raises Refusal."""
    wanted = kept_file(name)
    raw = text if isinstance(text, bytes) else text.encode(errors="surrogateescape")
    try:
        for folder in (wanted.parent.parent, wanted.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        sweep(wanted.parent)
        for number in range(1, 1000):
            file = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
            if _holds(file, raw):
                return file
            with contextlib.suppress(FileExistsError):
                put_new(file, raw)
                return file
    except OSError as error:
        raise refusal_of(error) from None
    raise Refusal(f"there are too many texts in {wanted.parent} already", "Read them, and delete those you need no more.")


def _holds(file: Path, raw: bytes) -> bool:
    """Whether a text is kept in a file already."""
    try:
        return not file.is_symlink() and contents(file) == raw
    except OSError:
        return False
