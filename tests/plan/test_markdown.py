"""What hides a heading is found as a parser of Markdown finds it, and what is closed behind it is as little as can be."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cap.text.blocks import COMMENT, blocks, without_comments
from tests.plans_strategy import examples

LINES = (
    "", "", "", "word", "more words", "```", "````", "```python", "``` a`b", "~~~", "~~~~ x", "    ```", "  ```", "   ~~~", "- item", "- ```", "  - inner", "1. one", "2. two",
    "    deep", "> said", "> ```", "> > ~~~", "<!-- a", "<!--", "-->", "<!-- a --> b", "<!-->", "text <!-- a", "<pre>", "</pre>", "<pre>x</pre>", "<script src=x>",
    "<div>", "</div>", "<b>", "<?php", "?>", "<!DOCTYPE x", "<![CDATA[", "]]>", "# Head", "---", "***", "-", "* * *", "\tx", "-\t```", "  <!--", "10) ```", "`<!--`", "<style", "Title\n===",
)  # fmt: skip
HEADING = "## 2026-11-22 check-in"


def shown(text: str) -> bool:
    """Whether the last heading of a text is one, and not below anything else."""
    tokens = MarkdownIt("commonmark").parse(text)
    inline = [after for token, after in pairwise(tokens) if token.type == "heading_open" and token.level == 0]
    return any(token.content == HEADING.strip("# ") for token in inline)


@examples(600)
@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_a_heading_behind_what_closes_the_open_blocks_is_seen(text: str) -> None:
    closing = [block.ends_with for block in blocks(text.split("\n")) if block.ends_with]
    assert shown("\n".join([text, *closing, "", HEADING]))
    assert not closing or not shown(f"{text}\n\n{HEADING}")


@examples(300)
@given(st.lists(st.sampled_from((*LINES, HEADING)), max_size=9).map("\n".join))
def test_what_is_hidden_is_no_heading(text: str) -> None:
    lines = text.split("\n")
    hidden = {line for block in blocks(lines) if block.what != "a <details>" for line in range(block.first, block.end)}
    tokens = MarkdownIt("commonmark").parse(text)
    headings = {token.map[0] for token in tokens if token.type == "heading_open" and token.markup.startswith("#") and token.map}
    assert not headings & hidden
    margin = {number for number, line in enumerate(lines) if line == HEADING}
    assert margin - hidden == headings & margin


def test_what_is_folded_away_is_opened() -> None:
    assert [block.ends_with for block in blocks(["<details>", "<summary>x</summary>", "", "word"])] == ["", "</details>"]
    assert not any(block.ends_with for block in blocks(["<details>", "", "word", "", "</details>", "", "`<details>`"]))


def test_a_text_of_a_megabyte_is_looked_through() -> None:
    for line in ("> " * 50, "<b " * 300, "- " * 50, "` " * 100, "<!-- " * 40, "*" * 200, "    " * 50 + "x"):
        blocks([line] * (200_000 // len(line)))


def headings(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]


@examples(600)
@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_without_comments_all_else_is_there(text: str) -> None:
    left = without_comments(text)
    assert headings(left) == headings(text)
    assert [block for block in blocks(left.split("\n")) if block.what == COMMENT and not block.ends_with] == []
