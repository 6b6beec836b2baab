"""The files: one plan for each person."""

from __future__ import annotations

from cap.lint.rule import elsewhere

# One plan alone cannot show this; whoever looks at many brings it (cap/workspace/twins.py).


@elsewhere("warning")
def plan_twice() -> None:
    """A person has two plans: a copy, or the same name under the same manager.

    When two people save the same file, programs that keep folders the same on several computers put both versions side by side, as
    `al (Bo's conflicted copy 2026-03-02).md` or `al.sync-conflict-20260302-101500-K2Q7R3N.md`; a copy made by hand is called `al (1).md`
    or `al - Copy.md`. From then on half of what is agreed goes into one, half into the other. Compare the two, keep what is right in
    one, and delete the other. Two people of one name are told apart as soon as their names are written in full.

    Bad:

        plans/al.md
        plans/al (1).md

    Good:

        plans/al.md
    """
