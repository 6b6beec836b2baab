"""Texts that somebody may type: in ten scripts, and with what mail, Markdown, HTML and YAML take for something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

SCRIPTS = (
    "Zoë's “best” day",
    "日本語のメモ",
    "مرحبا بالعالم",
    "नमस्ते दुनिया",
    "Привет, мир",
    "Γειά σου",
    "שלום עולם",
    "สวัสดีชาวโลก",
    "안녕하세요",
    "ሰላም ልዑል",
)
# What mail, Markdown, HTML and the page's own lines take for something.
SPECIAL = (
    "<script>alert(1)</script> & more",
    "a=C2=A0b =20 =",
    "> quoted",
    ">> twice",
    "cap: ada · 2026-11-22 · form · person · 00000000",
    "<!-- abcdabcd -->",
    "______",
    "\\______",
    "- [ ] a box",
    "| a | cell |",
    "## Skills",
    "### Another goal",
    "#### Another step",
    "- What will you do?: nothing",
    "What drives you",
    "On Monday, Ruth wrote:",
    "-- ",
    "--- Original message ---",
    "• a bullet",
    "``` fence",
    "&amp; &lt;",
    "\\back\\slash",
    "[link](javascript:alert(1))",
    "%3Cscript%3E",
    "line one\nline two",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    *("~", "null", "no", "0x1F", "1e3", "2026-01-01", "12:30", ".", "...", "---"),
    *(
        ": a",
        "a: b # c",
        "? a",
        "@a",
        "%a",
        "!a",
        "&a *b",
        "{a: b}",
        "[a, b]",
        "'a",
        '"a" b',
        "`a`",
        "1. a",
        "1) a",
        "+ a",
        "~~~",
    ),
    *(
        "*a* _b_ **c** ~~d~~",
        "a_b_c",
        "![a](b)",
        "<a@b.example>",
        "https://a.example/b_c_d?e=1&copy=2#f",
        "&copy; &#x41;",
        "a  b\ta",
    ),
    *("From here on", "=?utf-8?q?a?=", "Subject: a", "\u202eabc\u202c", "👩‍👩‍👧 🇳🇴 é", "می‌خواهم"),
)


def leaves(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        for child in value:
            yield from leaves(child)
    else:
        yield str(value)
