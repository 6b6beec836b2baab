"""Plan files for property tests: valid ones in every YAML style that people use, and broken ones.

`plans()` draws what a plan says from the model itself, so a new field is tested as soon as it is there, and writes each value
in a style of its own. `mutated()` damages files the way slips of the fingers, editors and malice do.
"""

from __future__ import annotations

import datetime
import functools
import os
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import msgspec.inspect as types
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cap.plan.model import Plan
from cap.plan.problem import ItemPath

_MANY = int(os.environ.get("CAP_EXAMPLES", "0"))
_PART = 6 if os.environ.get("CAP_QUICK") else 1


def examples(count: int) -> settings:
    """So many examples, the same in every run, so that a run never fails by surprise; or, to look for new failures, as many as the
    environment variable CAP_EXAMPLES says, other ones each time. With CAP_QUICK it is a sixth of them."""
    slow = (HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large)
    return settings(
        max_examples=_MANY or max(count // _PART, 5), derandomize=not _MANY, deadline=None, suppress_health_check=slow
    )


# Texts that people write into plans, and that YAML has opinions on.
PROSE = (
    "Ada",
    "Don't wait: ask",
    "Wie geht's?",
    "R&D & sales",
    "https://example.org/a?b=c&d=e#f",
    "12:30",
    "2026-03-31",
    "2026",
    "5",
    "1e3",
    "0x1F",
    "1_000",
    "yes",
    "true",
    "null",
    "~",
    "(once) a week, or twice",
    "a # not a comment",
    "C# and F#",
    "- not a list",
    "{name}",
    "[draft]",
    "*star*",
    "&amp;",
    "!important",
    "|",
    ">50 %",
    "% of time",
    "@tom",
    "`code`",
    "'single'",
    '"double"',
    'it\'s "both"',
    "key: value",
    "std::vector",
    "ends in a colon:",
    ": starts with one",
    "? asks",
    "#hash",
    "...",
    "---",
    "back\\slash",
    "漢字かな",
    "עברית",
    "Zoë, señor, naïve",
    "😀 👩‍👩‍👧 done",
    "two\nlines",
    "three\n\n  lines, one indented\nhere",
    " a blank first",
    "a blank last ",
    "non\u00a0breaking",
    "zero\u200bwidth",
    "next\u0085line",
    "line\u2028separator",
    "tab\there",
    "bell\x07",
    "x" * 130,
    "long " * 30 + "text",
)

# What is typed by accident or on purpose, and means something to YAML.
AWKWARD = (
    *"\"'[]{}:,-#?&*!|>%@`\\=~.0 ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\x00",
    "\x07",
    "\x1b",
    "\x1e",
    "\x7f",
    "\u00a0",
    "\u0085",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u202e",
    "\u3000",
    "\ufeff",
    "\ufffe",
    "\U0010ffff",
    "é",
    "e\u0301",
    "漢",
    "😀",
    "<<",
    "<<: ",
    "&a ",
    "*a",
    "!x ",
    "!!int ",
    "|\n",
    ">-\n",
    "...",
    "\n...\n",
    "---",
    "\n---\n",
    "--- ",
    "%YAML 1.1\n",
    ": ",
    ":\n",
    " :",
    "\n: ",
    ", :",
    "- ",
    "-\n",
    "? ",
    "# ",
    " #",
    "\n  ",
    "\n\n",
    "    ",
    "''",
    '""',
    "' '",
    '" "',
    "[]",
    "{}",
    "{a}",
    "[a: b]",
    "null",
    "yes",
    "0x1",
    "1_0",
    "0o7",
    "07",
    "+1",
    ".5",
    "5.0",
    "1e1",
    ".inf",
    "2026-02-30",
    "name: ",
    "id: a\n",
    "<<<<<<< \n=======\n>>>>>>> ",
)


class Written(NamedTuple):
    """A plan file: its bytes; the YAML in it, with LF; what it says; and what was typed for each value that is a text, number or
    date, by its path in the file."""

    raw: bytes
    text: str
    data: dict[str, Any]
    typed: dict[ItemPath, str]

    @property
    def plan(self) -> Plan:
        return msgspec.convert(self.data, Plan)


# --- what a plan says ---------------------------------------------------------------------------------------------------------

_alphabet = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
_texts = st.one_of(
    st.sampled_from(PROSE[:1] * 20 + PROSE),
    st.text(_alphabet, min_size=1, max_size=12).filter(lambda text: bool(text.strip(" \n"))),
)
_dates = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31)).map(datetime.date.isoformat)
_FITTING = {
    "^[1-9]": ("3 months", "1 month", "2 weeks", "99 years"),
    "^(?!": ("a", "b-2", "lone-charge", "null", "true", "no", "y"),
}


def _values(kind: types.Type) -> SearchStrategy[Any]:
    """Values of a declared type, as the YAML that says them would load."""
    match kind:
        case types.Metadata():
            return _values(kind.type)
        case types.StructType():
            required = {field.encode_name: _values(field.type) for field in kind.fields if field.required}
            optional = {field.encode_name: _values(field.type) for field in kind.fields if not field.required}
            return _structs(required, optional)
        case types.UnionType():
            return st.one_of([_values(choice) for choice in kind.types if not isinstance(choice, types.NoneType)])
        case types.ListType():
            return st.lists(_values(kind.item_type), max_size=3)
        case types.StrType(pattern=None):
            return _texts
        case types.StrType():
            return st.sampled_from(next(words for start, words in _FITTING.items() if (kind.pattern or "").startswith(start)))
        case types.IntType():
            return st.integers(kind.ge or 0, kind.le or 100)
        case types.LiteralType():
            return st.sampled_from(sorted(kind.values, key=str))
        case types.DateType():
            return _dates
        case types.BoolType():
            return st.booleans()
    raise NotImplementedError(kind)


@st.composite
def _structs(draw: DrawFn, required: dict[str, SearchStrategy[Any]], optional: dict[str, SearchStrategy[Any]]) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(sorted(optional)), max_size=9, unique=True)) if optional else []
    return {name: draw(values) for name, values in (required | {name: optional[name] for name in names}).items()}


def _link(data: dict[str, Any]) -> None:
    """Make ids unique, and references lead to them."""
    ids: dict[str, list[str]] = {"visions": [], "goals": [], "skills": [], "support": []}
    taken: set[str] = set()
    items = [(kind, item) for kind in (*ids, "topics") for item in data.get(kind, []) if isinstance(item, dict)]
    actions = [action for _, owner in items for action in owner.get("actions", []) if isinstance(action, dict)]
    for kind, item in [*items, *(("actions", action) for action in actions)]:
        if "id" in item:
            if item["id"] in taken:
                item["id"] += f"-{len(taken)}"
            taken.add(item["id"])
            ids.setdefault(kind, []).append(item["id"])
    references = [(item, "vision", "visions") for kind, item in items if kind == "goals"]
    references += [(item, "goal", "goals") for kind, item in items if kind == "skills"]
    references += [(item, "skill", "skills") for item in data.get("moments", [])]
    references += [(item, "needs", "support") for item in actions]
    for item, key, target in references:
        if key in item:
            known = ids[target]
            many = isinstance(item[key], list)
            item[key] = known[: len(item[key])] if many else known[0] if known else []


_said = _values(types.type_info(Plan))


# --- how it is written ----------------------------------------------------------------------------------------------------------

# Text that can stand without quotes in a block, and also between brackets.
_PLAIN = re.compile(
    r"(?![-?:](?:[\s]|$)|[,\[\]{}#&*!|>'\"%@`\s]|---|\.\.\.)(?:(?!: |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]).)+(?<!\s)"
)
_FLOW_PLAIN = re.compile(r"[^,\[\]{}?:]+|[^,\[\]{}?:]+(?::[^,\[\]{}?:\s]+)+")
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NULLS = ("", "~", "null", "Null", "NULL")
# A blank between words at which a line may be broken, without the next line looking like anything else.
_BREAK = re.compile(r"(?<=[^\W_]) (?=[^\W_])")


@functools.cache
def _below(count: int) -> SearchStrategy[int]:
    return st.integers(0, count - 1)


class _Pen:
    """Writes values as YAML, each in a style that is drawn for it."""

    def __init__(self, draw: DrawFn) -> None:
        self._draw = draw
        self.typed: dict[ItemPath, str] = {}
        self.fancy = self.pick(3) == 2  # block scalars and escapes too
        self.open_end = False  # whether a comment here would be taken for a line of the block scalar above

    def pick(self, count: int) -> int:
        return self._draw(_below(count))

    def value(self, value: Any, path: ItemPath, indent: int) -> str:
        """What follows `key:` or `-`, with the blank or the line break before it; nested lines are indented more than `indent`."""
        self.open_end = False
        if not isinstance(value, (dict, list)):
            return " " * (1 + self.pick(2)) + self.scalar(value, path, indent + 1, flow=False)
        if not value or self.pick(3) == 2:
            return " " + self.flow(value, path, indent + 1)
        comment = ("", "", "  # see below", "\n# in between")[self.pick(4)]
        if isinstance(value, list):
            # a list may stand at the column of its key, but not at that of the dash it belongs to
            inner = indent + self.pick(3) if path and isinstance(path[-1], str) and indent >= 0 else indent + 1 + self.pick(3)
        else:
            inner = indent + 1 + self.pick(4)
        return f"{comment}\n{self.block(value, path, inner)}"

    def block(self, value: dict[str, Any] | list[Any], path: ItemPath, indent: int) -> str:
        """A collection in block style, its entries at the column `indent`; without the last line end."""
        entries = []
        for step, child in self.entries(value):
            between = "" if self.open_end else ("", "", "", "\n", "# a remark\n", " " * indent + "#\n")[self.pick(6)]
            if isinstance(step, str):
                colon = " :" if self.pick(8) == 7 else ":"
                entries.append(f"{between}{' ' * indent}{self.key(step)}{colon}{self.value(child, (*path, step), indent)}")
            elif isinstance(child, (dict, list)) and child and self.pick(2):
                gap = 1 + self.pick(3)
                nested = self.block(child, (*path, step), indent + 1 + gap)
                # the first entry stands on the line of the dash, unless a comment does
                lead, rest = _leading_lines(nested)
                entries.append(f"{between}{lead}{' ' * indent}-{' ' * gap}{rest[indent + 1 + gap :]}")
            else:
                entries.append(f"{between}{' ' * indent}-{self.value(child, (*path, step), indent)}")
            if not self.open_end and self.pick(8) == 7:
                entries[-1] += "  # note"
        return "\n".join(entries)

    def flow(self, value: Any, path: ItemPath, indent: int) -> str:
        """A value between brackets; lines after its first are indented by `indent`."""
        if not isinstance(value, (dict, list)):
            return self.scalar(value, path, indent, flow=True)
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
        glue = (", ", ",", f",\n{' ' * indent}", f" ,  # note\n{' ' * indent}")[(0, 0, 1, 2, 3)[self.pick(5)]]
        parts = []
        for step, child in self.entries(value):
            inner = self.flow(child, (*path, step), indent)
            parts.append(f"{self.key(step)}: {inner}" if isinstance(step, str) else inner)
        end = ("", "", " ", ",", f"\n{' ' * indent}")[self.pick(5)] if parts else ""
        return f"{opening}{('', ' ')[self.pick(2)]}{glue.join(parts)}{end}{closing}"

    def entries(self, value: dict[str, Any] | list[Any]) -> list[tuple[str | int, Any]]:
        """The entries of a collection; keys in any order."""
        if isinstance(value, list):
            return list(enumerate(value))
        pairs: list[tuple[str | int, Any]] = list(value.items())
        start = self.pick(len(pairs)) if pairs else 0
        return pairs[start:] + pairs[:start]

    def key(self, name: str) -> str:
        return (name, name, name, name, f"'{name}'", f'"{name}"')[self.pick(6)]

    def scalar(self, value: Any, path: ItemPath, indent: int, *, flow: bool) -> str:
        typed = self._scalar(value, indent, flow=flow)
        self.typed[path] = typed.rstrip(" \n") if typed[0] in "|>" else typed
        return typed

    def _scalar(self, value: Any, indent: int, *, flow: bool) -> str:
        if isinstance(value, bool):
            return (("no", "false", "False"), ("yes", "true", "TRUE"))[value][self.pick(3)]
        if isinstance(value, int):
            return (*[f"{value}"] * 6, f"+{value}", f"0{value}", f"0x{value:x}", f"0o{value:o}")[self.pick(10)]
        text = str(value)
        styles: list[Callable[[], str]] = []
        broken = _BREAK.sub("\n" + " " * indent, text, count=1)
        if _PLAIN.fullmatch(text) and text not in _NULLS and (not flow or _FLOW_PLAIN.fullmatch(text)):
            styles += [lambda: text] * 4 + [lambda: broken]
        printable = not _UNPRINTABLE.search(text)
        if printable and "\n" not in text:
            styles += [lambda: _single(text), lambda: _single(broken)]
            styles += [lambda: _double(text, '\\"'), lambda: _double(broken, '\\"')]
        if printable and self.fancy and not flow and text.strip(" \n") == text and "\n\n " not in text:
            styles += [lambda: self._literal(text, indent)]
        if self.fancy or not styles:
            styles += [lambda: _double(text, None)]
        return styles[self.pick(len(styles))]()

    def _literal(self, text: str, indent: int) -> str:
        self.open_end = True
        inner = " " * (indent + self.pick(3))
        lines = "\n".join(inner + line if line else "" for line in text.split("\n"))
        folded = ">-" if "\n" not in text else "|-"
        return f"{('|-', folded)[self.pick(2)]}\n{lines}"


def _leading_lines(text: str) -> tuple[str, str]:
    """The blank lines and comments at the beginning of a text, and the rest."""
    match = re.match(r"(?: *(?:#[^\n]*)?\n)*", text)
    end = match.end() if match else 0
    return text[:end], text[end:]


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str, special: str | None) -> str:
    """Double quotes; `special` are the characters to escape, None for all that is not ASCII or not printable too."""
    escaped = ""
    for char in text:
        if char in (special or '\\"'):
            escaped += "\\" + char
        elif special is None and not " " <= char <= "~":
            code = ord(char)
            escaped += f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
        else:
            escaped += char
    return f'"{escaped}"'


# What stands around the YAML: most of it plain, some of it rare.
_FENCES = [("---", "---")] * 6 + [("--- ", "---\t"), ("---", "..."), ("\ufeff---", "---")]
_ENDS = [("\n", "\n")] * 6 + [("\r\n", "\r\n"), ("\n", "\r\n")]
_ABOVE = [""] * 12 + ["x-team: {any: [thing, {at: all}]}\n", "# first\n\n"]
_BODIES = [
    b"",
    b"\n# Ada\n",
    b"\n## Life story\n\ntext\n---\nmore\n...\n",
    b"\r\ntext",
    b"\xff\x00 not UTF-8 \xe2",
    "e\u0301 😀".encode(),
]


@st.composite
def plans(draw: DrawFn) -> Written:
    """Valid plans, in all styles."""
    data: dict[str, Any] = draw(_said)
    _link(data)
    pen = _Pen(draw)
    text = pen.flow(data, (), 1) if pen.pick(20) == 1 else draw(st.sampled_from(_ABOVE)) + pen.block(data, (), 0)
    opening, closing = draw(st.sampled_from(_FENCES))
    odd, even = draw(st.sampled_from(_ENDS))
    lines = [opening, *text.split("\n"), closing]
    raw = "".join(line + (even if i % 2 else odd) for i, line in enumerate(lines)).encode()
    if pen.pick(12) == 1:
        return Written(raw.rstrip(b"\r\n"), f"{text}\n", data, pen.typed)
    return Written(raw + draw(st.sampled_from(_BODIES)), f"{text}\n", data, pen.typed)


# --- how it breaks --------------------------------------------------------------------------------------------------------------

# What, where, how far, and with which text.
Mutation = tuple[int, int, int, str]
mutations: SearchStrategy[list[Mutation]] = st.lists(
    st.tuples(st.integers(0, 15), st.integers(0, 4000), st.integers(0, 40), st.sampled_from(AWKWARD)), min_size=1, max_size=3
)


def _mutate(raw: bytes, kind: int, at: int, extent: int, awkward: str) -> bytes:
    """One mutation of `raw` at about the byte `at`."""
    at %= len(raw) + 1
    lines = raw.split(b"\n")
    here = raw.count(b"\n", 0, at)
    there = extent % len(lines)
    match kind:
        case 0:
            return raw[:at] + bytes([extent * 6]) + raw[at + 1 :]
        case 1:
            return raw[:at] + raw[at + extent :]
        case 2:
            return raw[:at] + raw[at : at + extent] + raw[at:]
        case 3:
            del lines[here]
        case 4:
            lines.insert(there, lines[here])
        case 5:
            lines[here], lines[there] = lines[there], lines[here]
        case 6:
            lines[here] = b" " * (extent % 5) + lines[here].lstrip(b" ")
        case 7 | 8:
            return raw[:at] + awkward.encode() + raw[at + 1 :]
        case _:
            return raw[:at] + awkward.encode() + raw[at:]
    return b"\n".join(lines)


def damaged(raw: bytes, mutations: list[Mutation]) -> bytes:
    """A file after a few mutations."""
    for kind, at, extent, awkward in mutations:
        raw = _mutate(raw, kind, at, extent, awkward)
    return raw


def plan_files() -> SearchStrategy[bytes]:
    """Valid plan files, in all styles."""
    return plans().map(lambda written: written.raw)


def mutated(files: SearchStrategy[bytes]) -> SearchStrategy[bytes]:
    """Files that were right, with a few mutations each."""
    return st.builds(damaged, files, mutations)
