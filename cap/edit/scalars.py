"""A value → the YAML text of one scalar, on one line: plain where every reader, of YAML 1.1 too, finds the same text, else in quotes."""

from __future__ import annotations

import datetime
import re

Scalar = str | int | datetime.date

# What some reader of YAML 1.1 or 1.2 takes for something other than text: words, numbers (12:30 is one in sixties), days and times.
_NOT_TEXT = re.compile(
    r"~|=|<<|null|true|false|yes|no|on|off|y|n"
    r"|[-+]?(?:0[box][0-9a-f_]*|(?:[0-9_]+(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[-+]?[0-9_]+)?|\.inf|\.nan)"
    r"|[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ]+[0-9][0-9:.]* *(?:z|[-+][0-9:]+)?)?",
    re.IGNORECASE,
)
# Where a plain scalar would start as something else, hold a key or a comment, or look like the end of the front matter.
_NOT_PLAIN = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.|.*(?::(?: |$)| #)")
# What ends a plain scalar inside brackets; a `?` anywhere does for PyYAML, a `-` at its end is one too many for yaml-rs.
_NOT_IN_FLOW = re.compile(r"[,?\[\]{}]| -$")
# Characters that YAML does not allow, or that one of the parsers takes for a line break.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def meaning(value: Scalar) -> str:
    """The text that a parser shall find, whatever the quotes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def scalar(value: Scalar, *, flow: bool, quote: str = "", spare: str = '"') -> tuple[str, str]:
    """The YAML text of `value`, and its style: nothing, `'` or `"`.

    `flow`: it stands inside brackets. `quote` is the style of what it replaces or stands beside, and is kept for text and dates;
    `spare` is the kind of quotes to use when plain is asked for and cannot be.
    """
    text = meaning(value)
    if isinstance(value, int) or (not quote and (isinstance(value, datetime.date) or _is_plain(text, flow))):
        return text, ""
    if _UNPRINTABLE.search(text):
        return _double(text), '"'
    if (quote or spare) == "'":
        style = '"' if "'" in text and '"' not in text and "\\" not in text else "'"
    else:
        style = "'" if '"' in text or "\\" in text else '"'
    return (_double(text) if style == '"' else "'" + text.replace("'", "''") + "'"), style


def _is_plain(text: str, flow: bool) -> bool:
    return not (
        text != text.strip()
        or not text
        or _NOT_PLAIN.match(text)
        or _NOT_TEXT.fullmatch(text)
        or _UNPRINTABLE.search(text)
        or (flow and _NOT_IN_FLOW.search(text))
    )


def _double(text: str) -> str:
    return '"' + re.sub(r'[\\"]|' + _UNPRINTABLE.pattern, _escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")
