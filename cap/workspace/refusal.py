"""The one exception of the outer layer: what cannot be done, said once, with the way out."""

from __future__ import annotations


class Refusal(Exception):
    """A request that cannot be carried out. Ends a command with exit code 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
