"""What `cap` remembers for one user: small files in the user's state folder, which nobody else can read or has written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cap.home import user_state
from cap.workspace.files import LARGEST, contents
from cap.workspace.paths import only_ours, real


def state_folder(kind: str) -> Path | None:
    """The folder for one kind of thing, there or not yet; None for a user without a home."""
    state = user_state()
    return state / kind if state else None


def state_file(kind: str, about: Path) -> Path | None:
    """The file for what is remembered about a path; None for a user without a home."""
    from hashlib import sha256

    folder = state_folder(kind)
    return folder / f"{sha256(os.fsencode(real(about))).hexdigest()[:32]}.json" if folder else None


def keep(file: Path, data: dict[str, Any]) -> None:
    """Write data into a file of the state folder, in place of what it held. Raises OSError."""
    import json

    from cap.workspace.landing import put_over, sweep

    text = json.dumps(data, indent=2)  # what is not Unicode stays what it is as an escape
    for folder in (file.parent.parent, file.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    sweep(file.parent)
    put_over(file, (text + "\n").encode())


def kept(file: Path | None) -> Any:
    """What a file of the state folder holds; None for one that is not there, cannot be read, or could be somebody else's."""
    import json

    if file is None or not (only_ours(file) and only_ours(file.parent)) or file.is_symlink():
        return None
    try:
        return json.loads(contents(file, 2 * LARGEST))  # a plan before its last change, and what holds it
    except (OSError, ValueError, RecursionError):
        return None
