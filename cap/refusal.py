"""What cannot be done, said once, with the way out: one exception for the whole program, and a name for each kind that callers tell
apart. What is wrong with a plan is no exception but a `Problem`; below `cap.plan`, `Refused` says that a text has no values at all.
"""

from __future__ import annotations


class Refusal(Exception):
    """A request that cannot be carried out: why, and the way out. It ends a command with exit code 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        from cap.text.wording import sentence

        return f"{sentence(self.message)} {self.hint}" if self.hint else self.message


class NotFound(Refusal):
    """No person, file or item answers to what was typed."""


class Ambiguous(Refusal):
    """Several people, files or items answer to what was typed."""


class AlreadyThere(Refusal):
    """A file that was to be made exists."""


class ChangedMeanwhile(Refusal):
    """A file is not any more what it was when it was read."""


class Doubtful(Refusal):
    """What is asked for looks like a slip, and nobody has said yet that it is meant."""


class Unreadable(Refusal):
    """A file cannot be opened, or what it holds cannot be read as a plan."""


class EditBlocked(Refusal):
    """The text of a file does not let an edit be made with certainty.

    `line` is where, in the file; `by_hand` the lines to write instead, "" if there are none.
    """

    def __init__(self, message: str, hint: str, line: int = 1, by_hand: str = "") -> None:
        super().__init__(message, hint)
        self.line, self.by_hand = line, by_hand


def reason(error: Exception) -> str:
    """Say why the system could not do something: `permission denied`."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def refusal_of(error: OSError) -> Refusal:
    """Turn what the system could not do into a refusal that names the file."""
    return Refusal(f"{error.filename}: {reason(error)}" if error.filename else reason(error))
