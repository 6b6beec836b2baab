"""A form as somebody fills it in: the page of a plan with other answers in it, as the browser's Save and any editor make it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cap.form.asked import Asked, Part, rooms
from cap.form.page import form, page_of
from cap.plan.read import Reading

DAY = date(2026, 11, 22)
Fill = Callable[[tuple[str, ...], Asked], tuple[str, ...]]  # the headings above a question, and the question; what is answered


def untouched(reading: Reading) -> str:
    return form(reading, key="ada", day=DAY)


def filled(reading: Reading, fill: Fill, tale: str = "") -> str:
    """The page with an answer to each question."""

    def asked(found: tuple[Asked, ...], above: tuple[str, ...]) -> tuple[Asked, ...]:
        return tuple(one._replace(said=() if one.question.key == "tale" else fill(above, one)) for one in found)

    def part(one: Part, above: tuple[str, ...]) -> Part:
        here = (*above, one.heading)
        return one._replace(asked=asked(one.asked, here), parts=tuple(part(inner, here) for inner in one.parts))

    assert reading.plan is not None
    found = [
        room._replace(asked=asked(room.asked, ()), parts=tuple(part(one, ()) for one in room.parts))
        for room in rooms(reading, DAY)
    ]
    end = untouched(reading).rpartition("\n<!-- ")[2]
    page = page_of(reading.plan, found)
    if tale:
        lead, blank, rest = page.partition("What would you like to tell?")
        first, _, others = rest.partition("\n")
        told = "\n".join(f"    {line}" if line.strip() else "" for line in tale.split("\n"))
        page = f"{lead}{blank}{first.removesuffix(' ______')}\n\n{told}\n\n{others}"
    return f"{page.rstrip()}\n\n<!-- {end}"


def answers(given: dict[str, str | tuple[str, ...]]) -> Fill:
    """Answer the questions of these labels, each under a heading that ends the one before a `|` if there is one; leave the others."""

    def fill(above: tuple[str, ...], one: Asked) -> tuple[str, ...]:
        for label, values in given.items():
            heading, _, words = label.rpartition("|")
            if one.question.label.startswith(words) and (not heading or (above and heading in above[-1])):
                return (values,) if isinstance(values, str) else values
        return one.said

    return fill
