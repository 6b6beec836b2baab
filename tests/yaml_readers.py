"""The YAML readers that other people have, and whether they all find in a plan what `cap` finds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any

import msgspec
import yaml
from ruamel.yaml import YAML

from cap.plan.model import Plan
from cap.plan.read import read


def _ruamel(version: str) -> Callable[[str], Any]:
    def load(text: str) -> Any:
        reader = YAML(typ="safe", pure=True)
        reader.version = version
        return reader.load(text)

    return load


READERS: dict[str, Callable[[str], Any]] = {
    "PyYAML": lambda text: yaml.load(text, Loader=yaml.SafeLoader),
    "PyYAML with libyaml": lambda text: yaml.load(text, Loader=yaml.CSafeLoader),
    "ruamel.yaml for 1.1": _ruamel("1.1"),
    "ruamel.yaml for 1.2": _ruamel("1.2"),
}
if find_spec("yaml_rs"):  # it is not there for every Python
    import yaml_rs

    # left to itself it takes a date in quotes for a date, too, which nothing that is written can help
    READERS["yaml-rs"] = partial(yaml_rs.loads, parse_datetime=False)

# Texts that some reader takes for something else when they stand in a plan as they are.
NOTORIOUS = (
    *"?-:,[]{}#&*!|>'\"%@`=~._\\",
    *["<<", "null", "Null", "NULL", "true", "False", "yes", "Yes", "NO", "no", "on", "Off", "y", "N", ".inf", "-.INF", ".nan", "NaN"],
    *["1", "+1", "-0", "1.5", ".5", "5.", "1e3", "1E+3", "1.e3", "1_000", "_1", "1_", "+_", "_.2", "0b1", "0o17", "017", "08", "0x1F", "0x", "1,000"],
    *["12:30", "-12:30", "12:3", "1:2:3", "190:20:30", "190:20:30.5", "99:99", "00:00"],
    *["2026-01-01", "2026-1-1", "2026-13-45", "2026-01-01T10:00:00Z", "2026-01-01t10:00:00.5+01:00", "2026-01", "20260101"],
    "2026-1-1 1:00:00", "2026-01-01 10:00", "2026-01-01 10:00:00 +01:00", "2026-01-01 we met",
    "Could nights be fewer?", "Why? Because", "a?b", "? asks", "which, or what?", "https://example.org/a?b=c&d=e#f",
    "One: two", "one, two: three", "ends:", "a:b", ": starts", "a :b", "C# and F#", "one #two", "#hash", "a\u00a0#b", "a\u00a0: b",
    "- dash", "--- dashes", "---", "...", "... dots", "ends in -", "ends in ?", "a - b", "[draft]", "{name}", "a [b] c", "a {b} c",
    "!important", "&amp; more", "*star*", "% of time", "@tom", "`code`", "it's", 'say "so"', "'single'", '"double"', "back\\slash", "\\x41",
    "tab\there", "two\nlines", "two\r\nlines", "cr\rhere", "nel\x85here", "ls\u2028here", "ps\u2029here", "bom\ufeffhere", "\ufeffbom",
    "del\x7fhere", "nul\x00here", "esc\x1b[2J", "\x9f", "\u00a0nbsp", "ideographic\u3000", "zero\u200bwidth", "\u202eabc", "\ufffe", "\uffff",
    "\ue000", "\U0001ffff", "\U0010ffff", "😀", "👩‍👩‍👧", "漢字かな", "עברית", "e\u0301",
)  # fmt: skip


def front(raw: bytes) -> str:
    """The front matter of a plan."""
    return read(raw).source.text


def require_all_agree(raw: bytes) -> Plan:
    """The plan that `cap` reads, which every other reader must find too: texts as texts, whatever the rest is to them."""
    reading = read(raw)
    assert reading.plan is not None and not reading.problems, reading.problems
    for name, load in READERS.items():
        found = msgspec.convert(_known(load(reading.source.text)), Plan)
        assert found == reading.plan, name
    return reading.plan


def _known(value: Any) -> Any:
    """What the model knows of a value: a team's own keys are left out, and a blank is as good as absent."""
    if isinstance(value, dict):
        return {key: _known(child) for key, child in value.items() if not str(key).startswith("x-") and child is not None}
    return [_known(child) for child in value] if isinstance(value, list) else value
