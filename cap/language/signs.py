"""The signs by which lines and texts of a front matter are told."""

from __future__ import annotations

import re

SIGNS = r"\[\]{},#&*!|>'\"%@`"
PROPERTY = r"[&!][^\s,\[\]{}]*"
# A key as far as its colon; behind it is a blank, or nothing.
KEY = re.compile(
    rf"(?:{PROPERTY}[ \t]+)*"
    rf"(?P<key>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'|(?![{SIGNS}]|[-?:](?:\s|\Z))(?:[^:#\n]|:(?!\s|\Z)|(?<!\s)#)+?)"
    r"[ \t]*:(?=\s|\Z)"
)
ENTRY = re.compile(rf"(?:-(?:[ \t]|\r?$)|(?:-[ \t]+)*{KEY.pattern})", re.M)  # what begins like an entry or a key
DASH = re.compile(r"-(?=\s|\Z)")
PROPERTIES = re.compile(rf"{PROPERTY}(?=\s|\Z)|{PROPERTY}(?=[,\]}}])")
BLOCK = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:(?<=[ \t])#[^\n]*)?\r?$", re.M)
PLAIN_REST = re.compile(r"(?:[^#\n]|(?<!\s)#)*")
IN_FLOW = re.compile(r"(?:[^,\[\]{}:#\n]|:(?![\s,\[\]{}]|\Z)|(?<![\s])#)+")
ALIAS = re.compile(r"\*[^\s,\[\]{}]+")
CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.S), "'": re.compile(r"'(?:[^']|'')*'(?!')", re.S)}
BLANKS = re.compile(r"[ \t\r]*")
