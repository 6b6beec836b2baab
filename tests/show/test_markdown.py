"""A plan's words in Markdown show as they are, whoever reads it."""

from __future__ import annotations

import re
from html import unescape

import cmarkgfm
import markdown
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cap.text.markdown import literal, without_controls
from tests.plans_strategy import examples

READERS = {
    "markdown-it": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
    "cmark-gfm": cmarkgfm.github_flavored_markdown_to_html,
    "Python-Markdown": markdown.markdown,
}
MARKS = st.text(st.sampled_from("ab1 \\`*_[](){}<>#+-.!|~&;:/='\"\t\n") | st.characters(), max_size=40)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("place", ["{}", "# {}", "- {}", "- **v1** {} (here)", "> {}"])
@example("&copy; and &#169;")
@example("_a_ __b__ a_b snake_case_ *c* ** d")
@example("https://example.org/a_b_c?x=*1*")
@example("(see https://example.org/_a_, and https://b.example/c_d_e.) *now*")
@example("~5 days, ~~4~~")
@example("===")
@example("1. one")
@example("---")
@example("<script>alert(1)</script>")
@example("a\\")
@example("[x](javascript:alert(1))")
@example("-\r0")
@example("C # ## .")
@given(MARKS)
@examples(200)
def test_a_text_reads_as_it_was_typed(place: str, reader: str, text: str) -> None:
    assume(
        reader != "Python-Markdown" or place != "# {}" or not text.endswith("#")
    )  # C# is C# to whoever reads the Markdown itself
    words = " ".join(without_controls(" ".join(text.split())).split())
    made = READERS[reader](place.format(literal(text)))
    shown = unescape(re.sub(r"</?(?:p|h1|ul|li|strong|blockquote|a(?: href=\"[^\"]*\")?)>", "", made))
    wanted = re.sub(r"^[#>-] |\*\*", "", place).format(words)
    assert " ".join(shown.split()) == " ".join(wanted.split())
