"""The shape: what makes a file readable as a plan. Always on."""

from __future__ import annotations

from cap.lint.rule import elsewhere

# Reading a plan finds these (cap/plan); here are their pages.


@elsewhere("error")
def unreadable() -> None:
    """The file is not UTF-8, holds NUL, or is larger or deeper nested than any plan.

    A plan is a text of a few pages. What cannot be read as UTF-8 was saved by a program with an alphabet of its own, or is no
    text at all; a front matter of over a mebibyte, of fifty thousand values or with brackets sixty deep was made by accident, or
    to do harm. Save the file again as UTF-8 in your editor, or look for what got into it.
    """


@elsewhere("error")
def no_front_matter() -> None:
    """The front matter is missing, unclosed, not first, or not keys and values.

    The front matter is what `cap` reads: keys and values between two lines of three hyphens, the first of which is the file's first
    line. What comes after the second belongs to the people alone. `cap new` starts a plan with both lines in place.

    Bad:

        # Ada Obi
        role: Night nurse

    Good:

        ---
        name: Ada Obi
        role: Night nurse
        ---
        # Ada Obi
    """


@elsewhere("error")
def yaml_syntax() -> None:
    """The front matter is not YAML.

    A bracket left open, a colon inside a sentence, a tab at the start of a line: YAML cannot go on from there. All slips of the kinds
    that people make are found in one run, each on its line, and `cap lint --fix` mends those that have one right answer; the rules
    wait until the plan can be read. When in doubt, put the text in quotes.

    Bad:

        role: Nurse: nights

    Good:

        role: "Nurse: nights"
    """


@elsewhere("hint")
def text_cut() -> None:
    """A text ends before it was meant to: at a `#` after a blank, or at a comma between braces.

    After a blank, `#` begins a comment, which nobody is shown. So `#payments` is gone from a topic, and so is all that follows it.
    Where no blank follows the `#`, or the text has a `#` already, it was hardly meant so. Between `{` and `}` a comma ends the text,
    and what follows becomes a key; that is a warning. Quotes around the text keep it whole, and `cap lint --fix` sets them where the
    `#` stands right at its word, or the next key shows how far the text goes.

    Bad:

        role: Updates #2 and #3

    Good:

        role: "Updates #2 and #3"
    """


@elsewhere("warning")
def entries_joined() -> None:
    """Entries of a list have run together, or into a list that they do not belong to.

    An entry that is indented further than the one above it goes on with that one's text: two futures become one, “Data scientist - My
    own bakery”. The same comes of entries that begin with `•` or `1.` in place of a hyphen and a blank. And below a key that is still a
    comment, because its `#` was not taken away, the entries go to the list above. `cap lint --fix` puts them right.

    Bad:

        visions:
          - Data scientist
            - My own bakery

    Good:

        visions:
          - Data scientist
          - My own bakery
    """


@elsewhere("error")
def merge_conflict() -> None:
    """A merge was left half done: two people gave an answer to the same thing.

    Both versions are in the file, between rows of `<`, `=` and `>`, each with its name: `HEAD`, or `ours`, is what you had, and in a
    rebase what you go on from. Only the two of you know which is true. Keep one of the two, or both, and delete the three marker lines;
    then `git add` says that it is settled. `cap init --add merge` has git merge plans by meaning, so that only what you both meant is left
    to decide.

    Good:

        next: 2026-05-18
    """


@elsewhere("error")
def duplicate_key() -> None:
    """A key stands twice in the same place.

    Which of the two is meant, nobody can say; most programs would take the last one and keep quiet about the other. Keep the right
    one, or put both values under one key as a list.

    Bad:

        role: Nurse
        role: Night nurse

    Good:

        role: Night nurse
    """


@elsewhere("error")
def duplicate_id() -> None:
    """Two items have the same id.

    An id is a handle: a skill names its goal by it, and you type it on the command line. It has to mean one item in the whole plan,
    also across goals, skills and actions.

    Bad:

        goals:
          - {id: board, goal: Run the board alone on nights}
        skills:
          - {id: board, skill: Running the board}

    Good:

        goals:
          - {id: board, goal: Run the board alone on nights}
        skills:
          - {id: running, skill: Running the board}
    """


@elsewhere("error")
def missing_key() -> None:
    """An item lacks the key that it is called by.

    A plan needs a `name`, a goal its `goal`, an action its `action`: without it there is nothing to show and nothing to talk about. A
    rating and a progress note also need their `date`, so that they can be told in order.

    Bad:

        goals:
          - {measure: Four quiet weeks}

    Good:

        goals:
          - {goal: Run the board alone on nights, measure: Four quiet weeks}
    """


@elsewhere("error")
def wrong_type() -> None:
    """A value is of the wrong kind: text where a number belongs, and the like.

    A rating is a number, a list is written as a list, a skill has keys of its own. The value is left out until it is mended, and the
    rules that rest on it keep quiet.

    Bad:

        skills:
          - {skill: Running the board, rating: "4"}

    Good:

        skills:
          - {skill: Running the board, rating: 4}
    """


@elsewhere("error")
def invalid_value() -> None:
    """A value is not one of the words, or out of range.

    Some keys take one of a few words, so that everyone means the same by them: `stage`, `direction`, `status`, `type`. Ratings and
    targets go from 1 to 10. What does not fit in has its place in a `note`, or in the text below.

    Bad:

        direction: higher

    Good:

        direction: up
    """


@elsewhere("error")
def invalid_date() -> None:
    """A date is not in the calendar, or not written year-month-day.

    `2026-03-04` means the same everywhere; `3/4/26` is March here and April there. Words such as “next Friday” mean another day
    tomorrow; on the command line they are fine, because `cap` writes down the day that was meant.

    Bad:

        next: 31.3.2026

    Good:

        next: 2026-03-31
    """


@elsewhere("error")
def unknown_reference() -> None:
    """A goal or vision is referred to by an id that is not there.

    A skill says with `goal:` which goal it serves, a goal with `vision:` where it leads. The link holds by the other's `id`. When that
    was renamed or taken out, the link hangs in the air.

    Bad:

        goals:
          - {id: board, goal: Run the board alone on nights}
        skills:
          - {skill: Running the board, goal: bord}

    Good:

        goals:
          - {id: board, goal: Run the board alone on nights}
        skills:
          - {skill: Running the board, goal: board}
    """


@elsewhere("warning")
def unknown_key() -> None:
    """A key is not part of the format; often a slip of the fingers.

    What stands under it is kept, and seen by nobody: not by lint, not in an agenda. Where a key that cannot be missing was meant, the
    finding is an error. Keys of your own begin with `x-` and are left alone.

    Bad:

        motivation: [impact]

    Good:

        motivations: [impact]
        x-badge: 4711
    """


@elsewhere("hint")
def stage_paused() -> None:
    """A pause is written the old way, as a stage.

    A pause has days, and there may be more than one in the years of a plan. Under `pauses:` each keeps its own, and the plan's stage
    stays what it was. `stage: paused` with `until:` still counts as a pause, in a draft, and `cap lint --fix` writes it anew; whether
    the plan was agreed before, only you know.

    Bad:

        stage: paused
        until: 2026-09-30

    Good:

        stage: agreed
        pauses:
          - {from: 2026-06-01, until: 2026-09-30}
    """
