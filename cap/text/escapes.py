"""Text on its way out to other programs: JSON that a terminal may show, too, and paths whose bytes are not text."""

from __future__ import annotations

import re

import msgspec

# JSON leaves these as they are; a terminal obeys them.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def json_text(value: object) -> str:
    """A value as JSON on one line; characters that a terminal would obey are escaped, which changes nothing in their meaning."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(value).decode())


def utf8(text: str) -> str:
    """A path as text: bytes of its name that are not UTF-8 become `?`."""
    return text.encode(errors="replace").decode()
