"""The comments that silence a rule: none is misspelt, and none outlives its reason."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, rule

# What other rules found decides here, so the engine does the looking (ignores.py); these functions are the pages.


@rule("error")
def unknown_ignore(subject: Subject) -> Iterator[Finding]:
    """A comment wants to silence a rule that there is not, or that cannot be silenced.

    `# cap: ignore[rule-id] reason` silences one rule on its line; alone on a line, on the next one; `ignore-file` in the
    whole file. A misspelt id would silence nothing without telling anyone. What makes a file readable as a plan cannot be
    silenced at all.

    Bad:

        skills:  # cap: ignore[skill-cuont] one is plenty this year
          - skill: Running the board

    Good:

        skills:  # cap: ignore[skill-count] one is plenty this year
          - skill: Running the board
    """
    yield from ()


@rule("hint")
def unused_ignore(subject: Subject) -> Iterator[Finding]:
    """A comment silences a rule that has nothing to say there.

    Whatever it once excused has been mended. Delete the comment, so that the rule can speak up again when it should. Rules that
    are switched off, and those that only the calendar wakes, are not counted as having nothing to say.

    Bad:

        skills:  # cap: ignore[skill-count] still choosing
          - skill: Running the board
          - skill: Delegating

    Good:

        skills:
          - skill: Running the board
          - skill: Delegating
    """
    yield from ()
