"""What `cap` prints as Markdown has one shape to everybody who reads it: GitHub, a wiki, an editor, a word processor."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser

import cmarkgfm
import markdown
import pytest
from markdown_it import MarkdownIt

from tests.browser.plans import ONE_OF_EACH, PAGES, Desk, crowded

BLOCKS = "ul ol li h1 h2 h3 h4 h5 h6 blockquote table th td pre hr".split()
MARKED = {"em": "em", "strong": "strong", "code": "code", "del": "del", "s": "del", "sub": "sub", "sup": "sup", "img": "img"}
ALONE = ("input", "br", "hr", "img", "col")


def pandoc(text: str) -> str:
    words = ["pandoc", "--from", "gfm", "--to", "html", "--wrap", "none"]
    return subprocess.run(words, input=text, capture_output=True, encoding="utf-8", check=True, timeout=60).stdout


READERS: dict[str, Callable[[str], str]] = {
    "markdown-it": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
    "Python-Markdown": lambda text: markdown.markdown(text, extensions=["tables"]),
    "pandoc": pandoc,
}


class Shape(HTMLParser):
    """Each piece of text of a page, and in which lists, tables and headings it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.above: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self._next()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input":
            self.text += "[x] " if "checked" in dict(attrs) else "[ ] "
        elif tag == "br":
            self.text += " "
        elif tag in MARKED:
            self.text += f"<{MARKED[tag]}>"
        elif tag in BLOCKS or tag == "p":
            self._next()
            if tag not in ALONE:
                self.above.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKED and tag not in ALONE:
            self.text += f"</{MARKED[tag]}>"
        elif tag in self.above:
            self._next()
            while self.above.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data

    def _next(self) -> None:
        words = " ".join(self.text.replace("☐", "[ ] ").replace("☒", "[x] ").split())
        if words:
            self.found.append((" ".join(tag for tag in self.above if tag != "p"), words))
        self.text = ""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Every kind of page about ordinary plans, and about one with every sign there is; its story is its own Markdown, and its form too."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.put("zoe", crowded().partition("\n---\n")[0] + "\n---\n")
    about_one = [page for page in ONE_OF_EACH if "NAME" in PAGES[page]]
    made = [(name, page) for name in ("linh", "ally-adventure", "zoe") for page in about_one if (name, page) != ("zoe", "form")]
    return {(name, page): desk.page(page, name, "md").read_text(encoding="utf-8") for name, page in made}


@pytest.mark.parametrize("reader", READERS)
def test_all_readers_see_what_github_sees(reader: str, pages: dict[tuple[str, str], str]) -> None:
    if reader == "pandoc" and shutil.which("pandoc") is None:
        (pytest.fail if os.environ.get("CAP_PROGRAMS") == "required" else pytest.skip)("pandoc is not here")
    for (name, page), text in pages.items():
        expected = Shape(cmarkgfm.github_flavored_markdown_to_html(text)).found
        assert Shape(READERS[reader](text)).found == expected, (name, page)
        assert page != "show" or "ul li ul li" in dict(expected)
