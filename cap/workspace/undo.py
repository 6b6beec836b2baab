"""The last change that `cap` made to a plan, so that it can be taken back: one version a plan, for this user alone."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cap.refusal import ChangedMeanwhile, NotFound
from cap.workspace.paths import shown
from cap.workspace.state import keep, kept, state_file

_KIND = "undo"
_BACK = "took back: "


class LastChange(NamedTuple):
    """What the last change was, in words; the file before it, and what tells whether the file is still as it left it. `told` are the
    marks of the private notes that it moved into the plan or, if it took such a change back, out of it."""

    said: str
    before: bytes
    after: str  # a hash
    told: Sequence[str] = ()

    @property
    def took_back(self) -> bool:
        """Whether the last change was itself a taking back."""
        return self.said.startswith(_BACK)

    @property
    def said_again(self) -> str:
        """What taking it back is, in words: one that was taken back is there again."""
        return self.said.removeprefix(_BACK) if self.took_back else _BACK + self.said

    def taken_back(self, path: Path, now: bytes) -> bytes:
        """The file as it was before. Raises ChangedMeanwhile when something else has changed it since."""
        if _hash(now) != self.after:
            raise ChangedMeanwhile(
                f"{shown(path)} was changed since by something else than `cap`",
                "Nothing was taken back, or that would be lost. What was changed last here: " + self.said,
            )
        return self.before


def remember(path: Path, before: bytes, after: bytes, said: str, told: Sequence[str] = ()) -> None:
    """Keep what a change did, in place of the one before. That it cannot be kept is no reason to undo a change that was made.

    `told` are marks (see note_mark), since no private word is to lie here that the plan does not hold.
    """
    file = state_file(_KIND, path)
    with contextlib.suppress(OSError):
        if file is not None:
            text = base64.b64encode(before).decode()
            keep(file, {"plan": str(path), "said": said, "before": text, "after": _hash(after), "told": list(told)})


def last_change(path: Path) -> LastChange:
    """Find the last change of a plan. Raises NotFound."""
    found = kept(state_file(_KIND, path))
    try:
        before, told = base64.b64decode(found["before"], validate=True), [str(mark) for mark in found.get("told", ())]
        return LastChange(str(found["said"]), before, str(found["after"]), told)
    except (AttributeError, LookupError, TypeError, ValueError):
        raise NotFound(
            f"there is nothing to take back in {shown(path)}", "You have not changed it with `cap` yet, or that was not kept."
        ) from None


def remembered(path: Path) -> Path | None:
    """The file in which the last change of a plan is kept; None where none is."""
    file = state_file(_KIND, path)
    return file if file is not None and file.is_file() else None


def note_mark(day: date, seen: str) -> str:
    """By what a private note is known, without its words."""
    return _hash(f"{day} {' '.join(seen.split())}".encode(errors="surrogatepass"))


def _hash(raw: bytes) -> str:
    return sha256(raw).hexdigest()
