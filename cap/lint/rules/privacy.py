"""The private side: what is meant for one pair of eyes is in no repository."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from cap.lint.rule import elsewhere

MANAGERS_PAGE = "**For the manager alone.** Keep this page out of every repository."  # its first line
# Its last line, by which it can be read back; a mail program may have set marks before it.
_SEAL = r"^[>[:space:]]*cap: .+ · [0-9]{4}-[0-9]{2}-[0-9]{2} · [a-z-]+ · manager · [0-9a-f]{8}[[:space:]]*$"
# The first one, also where a shell has written two bytes for each letter.
_HEAD = "[^ -~]?".join(letter if letter.isalnum() else f"[{letter}]" for letter in MANAGERS_PAGE.strip("*"))
MARKS = (_HEAD, _SEAL)  # extended regular expressions, for git; a line that one is found in may be a mark
SEEN = "- seen:"  # so begins a private note of something that was seen and is to be told; `cap note` writes it

# A repository is judged here and not a plan; whoever asks git brings its facts.


@elsewhere("error")
def private_in_repo() -> None:
    """A private note, or a page for the manager alone, is in a repository, or the next commit could put it there.

    Private notes are for your eyes: a worry, a hunch, what somebody told you in confidence. Everyone who has the repository can read what
    is in it, and so can the administrators of its host, and deleting a file leaves it in the history. So the notes lie outside every
    repository, unless the settings (`private:`) say otherwise. If they must lie inside a work tree, git has to be told to leave the folder
    alone. What `cap agenda --for manager` and `cap prep` prepare is known by its first line, or its last, under whatever name it lies.

    Source: INTOO and Trailhead, who both ask for a confidential space.

    Bad:

        # cap.yaml
        private: notes

    Good:

        # cap.yaml, with a line `/notes/` in .gitignore; better still: no `private:` at all
        private: notes
    """


def leaked(tracked: Sequence[str], exposed: str | None) -> Iterator[tuple[str, str, str]]:
    """A path, a message and a hint for each note that git tracks, and for the folder when git is not told to leave it alone."""
    for path in tracked:
        hint = f"Run `git rm --cached -- {shlex.quote(path)}`, name the folder in .gitignore, and think about what the history still holds."
        yield path, "git tracks this private note: everyone with the repository can read it", hint
    if exposed is not None and not tracked:
        hint = "Take `private:` out of cap.yaml, so that the notes lie outside, or name the folder in .gitignore."
        yield exposed, "the private notes lie inside the work tree, and the next commit could take them along", hint


def is_mark(number: int, line: str) -> bool:
    """Whether a line that one of `MARKS` is found in makes its file a page of the manager's: the first one, as JSON the second, and the
    last one wherever it stands, as a page can have come into another file."""
    return number == 1 or (number == 2 and line.lstrip().startswith('"head":')) or " · manager · " in line


def misplaced(pages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The same for each page of the manager's in a repository."""
    for path in pages:
        hint = f"Move it out of the repository. If git has it already: `git rm --cached -- {shlex.quote(path)}`."
        yield path, "this page is for the manager alone, and it lies in a repository", hint
