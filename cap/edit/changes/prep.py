"""`cap prep --read`: what the person wrote before a talk, as topics of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cap.edit.changes.answer import Where, Wish, Written, carry_out, new_item
from cap.edit.changes.change import Change, plan_of
from cap.edit.changes.log import Request
from cap.plan.read import Reading
from cap.plan.standing import last_talk
from cap.text.wording import brief, folded


def add_topics(reading: Reading, topics: Iterable[tuple[str, str]], *, today: date, again: bool) -> Written:
    """Add topics by the person, each with what it answers ("" for nothing). One that is on the list is not added twice, nor, where the answer
    was read `again` after its talk, one that is closed by now. A text that does not fit the plan is left out, and named."""
    return carry_out(reading, [Wish(_topic(words, note, today, again), f"“{brief(words, 60)}”") for words, note in topics])


def on_the_list(reading: Reading, words: str, *, again: bool) -> bool:
    """Whether a topic of these words is on the list, or came up since the last talk; `again`: or ever was."""
    last = last_talk(plan_of(reading))
    return any(
        folded(topic.topic) == folded(words) and (again or topic.open or last is None or (topic.date or last) > last)
        for topic in plan_of(reading).topics
    )


def _topic(words: str, note: str, today: date, again: bool) -> Request:
    def request(reading: Reading) -> Change:
        if on_the_list(reading, words, again=again):
            return Change([], "")
        fields = {"note": [note]} if note else {}
        change = new_item(reading, Where("topic", words), fields, today=today, on=today)
        return change._replace(summary=f"to talk about: “{brief(words, 100)}”" + (f" ({brief(note, 60)})" if note else ""))

    return request
