"""What somebody wrote behind a question, as the plan says it: a day, a number, one of several words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from cap.edit.typed import MOTIVATIONS, day_of
from cap.form.asked import alike, one_line
from cap.form.fields import Answer, Question
from cap.refusal import Refusal
from cap.text.wording import did_you_mean, one_of

_NUMBER = re.compile(r"(10|[1-9])(?:\s*(?:/|of|out of)\s*10)?\.?")
_UNSURE = re.compile(
    r"(?:i )?(?:do not|don'?t) know(?: yet)?|dunno|(?:i am |i'?m )?not sure(?: yet)?|no idea(?: yet)?", re.IGNORECASE
)
_YES = ("yes", "y", "x", "✓", "done", "today")


def understood(question: Question, answer: Answer, values: Sequence[str], day: date) -> list[str]:
    """The values as `cap set` takes them, days counted from `day`. Raises Refusal for what cannot be read for certain."""
    if answer == "long":
        return list(values)
    texts = [one_line(text) for text in values if one_line(text)]
    if question.key == "motivations":
        texts = [word for text in texts for word in _words(text)]
    match answer:
        case "day":
            return [_day(question, text, day) for text in texts]
        case "number":
            return [_number(text) for text in texts]
        case "choice":
            return [_choice(question, text) for text in texts]
        case "choices":
            return list(dict.fromkeys(_choice(question, part) for text in texts for part in _parts(question, text)))
    return list(dict.fromkeys(texts))


def is_unsure(text: str) -> bool:
    """Whether somebody says that they have no answer yet."""
    return _UNSURE.fullmatch(alike(text).strip(" .!?…")) is not None


def _words(text: str) -> list[str]:
    """`impact, skills` is two things that drive somebody, and a sentence with a comma is one."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    return words if MOTIVATIONS & {word.lower() for word in words} else [text]


def _parts(question: Question, text: str) -> list[str]:
    """`up; across` is two answers, and so is `up, across`; an answer that has a comma of its own is one."""
    found: list[str] = []
    for part in filter(str.strip, text.split(";")):
        words = [word.strip() for word in part.split(",")]
        found += words if len(words) > 1 and all(alike(word).casefold() in question.choices for word in words) else [part]
    return found


def _day(question: Question, text: str, day: date) -> str:
    if question.key == "done" and text.lower().strip(".!") in _YES:
        return str(day)
    return str(day_of(text, day, back=question.back))


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if not found:
        raise Refusal(f"“{text}” is not a number from 1 to 10", "Write the number alone, such as 6.")
    return found[1]


def _choice(question: Question, text: str) -> str:
    """The key that is meant by its words, by the key itself, by how the words begin, or by a word that only they have."""
    if "unsure" in question.choices and is_unsure(text):
        return "unsure"
    wanted = alike(text).casefold().rstrip(".")
    words = {key: alike(said).casefold() for key, said in question.choices.items()}
    found = [key for key, said in words.items() if wanted in (key, said)]
    found = found or [key for key, said in words.items() if said.startswith(wanted) or said.partition(",")[0] == wanted]
    found = found or [key for key, said in words.items() if len(wanted) > 1 and f" {wanted}" in said]
    if len(found) != 1:
        short = [said.partition(",")[0] for said in question.choices.values()]
        hint = did_you_mean(text, short) or f"Write {one_of([f'`{word}`' for word in short])}."
        raise Refusal(f"“{text}” is none of the answers", hint)
    return found[0]
