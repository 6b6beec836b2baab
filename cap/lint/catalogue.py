"""All rule ids, the shape rules with their words, and a guess for a misspelt one."""

from __future__ import annotations

from cap.lint.rules import RULES, privacy
from cap.text.wording import near

# Always on: what makes a file unreadable as a plan. They have no function of their own; reading a plan finds them.
SHAPE = {
    "unreadable": "The file is not UTF-8, holds NUL, or is larger or deeper nested than any plan.",
    "no-front-matter": "The front matter is missing, unclosed, not first, or not keys and values.",
    "yaml-syntax": "The front matter is not YAML.",
    "merge-conflict": "A merge was left half done.",
    "duplicate-key": "A key stands twice in the same place.",
    "duplicate-id": "Two items have the same id.",
    "missing-key": "An item lacks the key that it is called by.",
    "wrong-type": "A value is of the wrong kind: text where a number belongs, and the like.",
    "invalid-value": "A value is not one of the words, or out of range.",
    "invalid-date": "A date is not in the calendar, or not written year-month-day.",
    "unknown-reference": "A goal or vision is referred to by an id that is not there.",
    "unknown-key": "A key is not part of the format; often a slip of the fingers.",
}

METHOD_IDS: tuple[str, ...] = (*(rule.id for rule in RULES), privacy.ID)
RULE_IDS: tuple[str, ...] = (*METHOD_IDS, *SHAPE)


def unknown_rule(name: str) -> str:
    """What to say about a rule id that does not exist, or that cannot be changed."""
    if name in SHAPE:
        return f"`{name}` is always on: without it a plan cannot be read."
    guess = near(name, RULE_IDS)
    hint = f"Did you mean `{guess}`?" if guess else "`cap rule` lists them all."
    return f"there is no rule `{name}`. {hint}"
