"""What was printed, read and approved, kept in files beside the tests.

`CAP_UPDATE=1 pytest` writes all of them anew; read the difference as the person who gets the message.
"""

from __future__ import annotations

import os
from pathlib import Path


def assert_approved(text: str, file: Path) -> None:
    """Hold a text against the approved one."""
    if os.environ.get("CAP_UPDATE"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
