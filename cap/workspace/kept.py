"""Text that somebody typed, kept for this user alone until it stands where it belongs."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection
from pathlib import Path

from cap.home import user_state
from cap.refusal import Refusal, refusal_of
from cap.workspace.files import contents
from cap.workspace.landing import put_new, put_over, sweep
from cap.workspace.paths import real


def kept_file(name: str) -> Path:
    """Where a text of that name is kept. Raises Refusal for a user without a home."""
    state = user_state()
    if state is None:
        raise Refusal("there is no home folder to keep this in", "Set HOME, or XDG_STATE_HOME.")
    return state / "unsaved" / name


def keep(name: str, text: str | bytes) -> Path:
    """Write a text down to the disk, in a file that only this user can read, never over another text. Raises Refusal."""
    wanted, raw = kept_file(name), text if isinstance(text, bytes) else _bytes(text)
    return wanted if _holds(wanted, raw) else _new_file(wanted, raw)


def forget(file: Path) -> None:
    """Delete a file that was kept here, as its text stands where it belongs; any other stays."""
    state = user_state()
    with contextlib.suppress(OSError):
        if state and real(file).parent == real(state / "unsaved"):
            file.unlink()


def kept_about(stem: str, others: Collection[str]) -> list[Path]:
    """The texts that are kept for the plan of that name, as their own names say; none that one of the `others` has a better claim to."""
    state = user_state()
    folder = state / "unsaved" if state else None
    if folder is None or not folder.is_dir():
        return []
    rivals = [other for other in others if other.startswith(stem)]
    return sorted(
        file
        for file in folder.iterdir()
        if _is_about(stem, file.name) and not any(_is_about(other, file.name) for other in rivals)
    )


def _is_about(stem: str, name: str) -> bool:
    return re.fullmatch(rf"{re.escape(stem)}{_WHAT}(-\d+)?\.\w+", name) is not None


# What the name of a text says of it, behind the name of the plan: where it comes from, or the day and the type of a talk.
_WHAT = r"(-prep|-form|-private|-edited|-\d{4}-\d\d-\d\d-.+)?"


class Draft:
    """A text that is being typed, kept as it grows: `file` is where, None as long as it was not saved, or could not be."""

    def __init__(self, name: str, text: str = "") -> None:
        self.name, self.text = name, text
        self.file: Path | None = None

    @property
    def older(self) -> Path | None:
        """A draft of that name which lies there already, from a command that was killed or broken off."""
        state = user_state()
        file = state / "unsaved" / self.name if state else None
        return file if file is not None and file != self.file and file.is_file() else None

    def save(self) -> Path:
        """Write the text as it is now down to the disk, in a file of its own that only this user can read. Raises Refusal."""
        if self.file is None:
            self.file = _new_file(kept_file(self.name), _bytes(self.text))
            return self.file
        try:
            put_over(self.file, _bytes(self.text))
        except OSError as error:
            raise refusal_of(error) from None
        return self.file

    def grow(self, text: str) -> None:
        """The text is longer now. That it cannot be saved just now stops nobody from typing."""
        self.text = text
        with contextlib.suppress(Refusal):
            self.save()

    def drop(self) -> None:
        """The text stands where it belongs."""
        if self.file is not None:
            with contextlib.suppress(OSError):
                self.file.unlink()


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


def _new_file(wanted: Path, raw: bytes) -> Path:
    """Make a file of that name, or with a number behind it where there is one. Raises Refusal."""
    try:
        for folder in (wanted.parent.parent, wanted.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        sweep(wanted.parent)
        for number in range(1, 1000):
            file = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
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
