"""The pages of a talk, filled in: every box, blank, row and note, saved, copied and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, cycle, islice, product
from typing import Any

import msgspec
import pytest

from cap.form.asked import one_line
from tests.browser.driving import RAN, Browser
from tests.browser.plans import ONE_OF_EACH, Desk
from tests.form.texts import SCRIPTS, SPECIAL, leaves

pytestmark = pytest.mark.slow
DAYS = re.compile(r"by when|(done|coming) on|conversation|until")
TRIED = [page for page in ONE_OF_EACH if page.startswith(("agenda", "prep"))]
MORE = ("click", "button.row")


def answers(fields: Sequence[Mapping[str, Any]], texts: Iterator[str]) -> Iterator[tuple[int, str]]:
    """An answer to everything: a day where one is asked for, else words, and notes of several lines."""
    numbers = count(1)
    for n, field in enumerate(fields):
        words = f"{one_line(next(texts))} {next(numbers)}"
        if field["kind"] == "checkbox":
            yield n, "on"
        elif field["kind"] == "textarea":
            yield n, f"{words}\nand a second line {next(numbers)}"
        elif DAYS.search(field["label"].lower()):
            yield n, "3 March 2027"
        else:
            yield n, words


def plain(text: str) -> str:
    """A text without its blanks, which underscores are, too; with one kind of bullet; without what keeps it from being markup."""
    return re.sub(r"[\s_]+|\\(?=:|<!--)", "", text.replace("•", "-"))


def filled_in(browser: Browser, desk: Desk, page: str, name: str) -> tuple[str, list[str]]:
    """What Save makes of a page in which everything was answered, and all that was typed: other texts on each page."""
    path = desk.page(page, name)
    first = 25 * [*product(["linh", "wairimu"], TRIED)].index((name, page))
    texts = islice(cycle([*SCRIPTS, *SPECIAL]), first, None)
    typed = [*answers(browser.do(path, MORE, ("fields",)).results[1], texts)]
    seen = browser.do(path, MORE, ("fill", typed), ("type", typed[-1][0], " !"), ("save",), ("copy",), ("value", RAN))
    saved, copied, ran = seen.results[3:]
    assert (ran, seen.requests, seen.messages) == (0, [], [])
    assert copied == saved["text"]
    return saved["text"], [line for _, words in typed for line in words.split("\n") if words not in ("on", "3 March 2027")]


@pytest.mark.parametrize("page", [page for page in TRIED if page.startswith("agenda")])
@pytest.mark.parametrize("name", ["linh", "wairimu"])
def test_what_is_typed_into_an_agenda_is_kept(browser: Browser, desk: Desk, name: str, page: str) -> None:
    text, typed = filled_in(browser, desk, page, name)
    (desk.folder / "talk.md").write_text(text, encoding="utf-8")
    said = desk.cap("log", name, "--read", desk.folder / "talk.md", "--yes")
    now = desk.read(name)
    assert now.plan is not None and not now.problems
    kept = plain(" ".join([now.body.decode(), desk.private(), *leaves(msgspec.to_builtins(now.plan))]))
    assert [words for words in typed if plain(words).strip(".") not in kept] == [], said  # a name's full stop ends a sentence


@pytest.mark.parametrize("page", [page for page in TRIED if page.startswith("prep")])
def test_what_is_typed_into_a_sheet_stands_on_it(browser: Browser, desk: Desk, page: str) -> None:
    text, typed = filled_in(browser, desk, page, "linh")
    assert [words for words in typed if plain(words) not in plain(text)] == []
