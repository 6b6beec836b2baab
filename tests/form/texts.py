"""Texts that somebody may type: in ten scripts, and with what mail, Markdown, HTML and YAML take for something."""

from __future__ import annotations

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
)
