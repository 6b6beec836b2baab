"""Do literally what a hint says: the hint of a finding → the texts that come of it, one for each way that it offers."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator

from cap.plan.problem import Problem
from cap.plan.read import read

Texts = Iterator[str]


class Spot:
    """What a finding points at, in the text of its file."""

    def __init__(self, text: str, problem: Problem) -> None:
        self.text, self.problem = text, problem
        lines = text.split("\n")
        self.lines = lines
        before = [len(line) + 1 for line in lines]
        self.start = sum(before[: problem.line - 1]) + problem.column - 1
        self.end = sum(before[: problem.end_line - 1]) + problem.end_column - 1
        self.line_start, self.line_end = sum(before[: problem.line - 1]), sum(before[: problem.end_line]) - 1

    @property
    def there(self) -> str:
        return self.text[self.start : self.end]

    def put(self, new: str, start: int | None = None, end: int | None = None) -> str:
        return self.text[: self.start if start is None else start] + new + self.text[self.end if end is None else end :]

    @property
    def is_flow(self) -> bool:
        """Whether this stands within braces or brackets of its line."""
        before = self.text[self.line_start : self.start]
        return before.count("{") + before.count("[") > before.count("}") + before.count("]")

    @property
    def indent(self) -> str:
        return " " * (self.problem.column - 1)

    def without_entry(self) -> str:
        """The text without the key that this is, and its value."""
        if self.is_flow:
            rest = re.match(r"[^,}\]]*,?", self.text[self.start :])
            assert rest
            return re.sub(r",\s*}", "}", self.put("", end=self.start + rest.end()))
        return self.put("", self.line_start, self.line_end + 1)


def _quoted(text: str) -> str:
    return "'" + text.strip().replace("'", "''") + "'"


def _value_of(key: str) -> str:
    return "2026-01-01" if key in ("date", "due") else "4" if key == "rating" else "Words of mine"


def _each(spot: Spot, found: re.Match[str]) -> Texts:
    """Write one of the words in backticks, or of the dates; or the key and the value."""
    if line := re.fullmatch(r"`([\w-]+: .+)`", found[1]):
        rest = spot.text[spot.end : spot.line_end]
        ends = re.search(r"(?=[,}])", rest) if spot.is_flow else None
        yield spot.put(line[1], end=spot.end + (ends.start() if ends else len(rest)))
        return
    for word in re.findall(r"`([^`]+)`", found[1]) or re.findall(r"\d{4}-\d\d-\d\d", found[1]) or re.split(r", | or ", found[1]):
        yield spot.put(word)


def _choose(spot: Spot, found: re.Match[str]) -> Texts:
    for word in re.split(r", | or ", spot.problem.message.split(" is ", 1)[1].split(", not ")[0]):
        yield spot.put(word)


def _key(spot: Spot, found: re.Match[str]) -> Texts:
    value = spot.text[spot.start : spot.line_end].partition(":")[2]
    yield spot.put(f"{found[1]}:\n{spot.indent}  - {value.strip()}", end=spot.line_end)


def _add(spot: Spot, found: re.Match[str]) -> Texts:
    """Add a key: to the item that a finding points at, before the key that it points at or into its braces."""
    entry = f"{found[1]}: {_value_of(found[1])}"
    if spot.problem.at == (found[1],):  # of the plan
        first = spot.text.find("\n") + 1
        yield spot.text[:first] + entry + "\n" + spot.text[first:]
    elif spot.is_flow or spot.there.startswith("{"):
        start = spot.text.rfind("{", 0, spot.start + 1) + 1
        yield spot.text[:start] + entry + ", " * (spot.text[start] != "}") + spot.text[start:]
    elif re.fullmatch(r"\s*(- )?", spot.text[spot.line_start : spot.start]):
        yield spot.put(f"{entry}\n{spot.indent}", end=spot.start)
    else:
        before = re.match(r"[ -]*", spot.text[spot.line_start : spot.line_end])
        assert before
        yield spot.put(f"\n{' ' * before.end()}{entry}", spot.line_end, spot.line_end)


def _behind(spot: Spot, found: re.Match[str]) -> Texts:
    rest = re.match(r"[^,}]*" if spot.is_flow else ".*", spot.text[spot.start :])
    assert rest
    yield spot.put(f"{found[1]}: {_value_of(found[1])}", end=spot.start + rest.end())


def _as_keys(spot: Spot, found: re.Match[str]) -> Texts:
    yield spot.put("{" + ", ".join(f"{key}: {_value_of(key)}" for key in re.findall(r"`(\w+): …`", found[1])) + "}")


def _entries(spot: Spot, found: re.Match[str]) -> Texts:
    """Each entry on a line of its own."""
    key = spot.text[spot.line_start : spot.start].rstrip().rstrip(":").strip()
    if key:
        end = spot.text.rfind("\n", 0, spot.start) + 1
        before = spot.text[end : spot.start].rstrip()
        yield spot.put(before + f"\n    - {spot.there}", start=end)
        return
    lines = spot.there.split("\n")
    yield spot.put("\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]))


def _with_dashes(spot: Spot, found: re.Match[str]) -> Texts:
    """Put `- ` before the first key of an entry, and indent the others as far."""
    start = spot.problem.line - 1
    more = (
        i for i, line in enumerate(spot.lines[start + 1 :], start + 1) if not line.startswith(spot.indent) or not line.strip()
    )
    end = next(more, len(spot.lines))
    entry = [f"  {line}" for line in spot.lines[start:end]]
    entry[0] = entry[0].replace("  ", "", 1).replace(spot.indent, f"{spot.indent}- ", 1)
    yield "\n".join([*spot.lines[:start], *entry, *spot.lines[end:]])


def _in_quotes(spot: Spot, found: re.Match[str]) -> Texts:
    """Put a text in quotes: what is pointed at, or, of a sign in it, the whole of the text in its line or between commas."""
    if len(spot.there) > 1 or spot.problem.rule == "unknown-key":
        yield spot.put(_quoted(spot.there))
        return
    line = spot.text[spot.line_start : spot.line_end]
    at = spot.start - spot.line_start
    if spot.is_flow:
        start = max(line.rfind(sign, 0, at) for sign in ("{", "[", ", ")) + 1
        rest = re.search(r"[,\]}]", line[at + 1 :])
        end = at + 1 + rest.start() if rest else len(line)
    else:
        start, end = 0, len(line)
    before = re.match(r"\s*(?:- )*(?:[a-z_]+:(?: |$))?\s*", line[start:at])
    assert before
    start += before.end()
    yield spot.put(_quoted(line[start:end]), spot.line_start + start, spot.line_start + end)


def _on_the_line_of_its_key(spot: Spot, found: re.Match[str]) -> Texts:
    texts = re.sub(r"\s*\n\s*", " ", re.sub(r"(?m)^\s*- ", "", spot.there)).replace(": ", " ")
    yield spot.put(" " + texts, start=len(spot.text[: spot.start].rstrip()))


def _give_an_id(spot: Spot, found: re.Match[str]) -> Texts:
    kind = {"support": "support"}.get(found[1], f"{found[1]}s")
    name = {"support": "need"}.get(found[1], found[1])
    front = spot.text.rindex("---")
    entry = f"{{id: mine, {name}: Words of mine}}"
    written = spot.put("mine")
    front += len(written) - len(spot.text)
    with_list = re.sub(rf"(?m)^({kind}:) *$", rf"\1\n  - {entry}", written, count=1)
    with_item = re.sub(rf"(?m)^({kind}:) *\[", rf"\1 [{entry}, ", written, count=1)
    alone = f"{written[:front]}{kind}:\n  - {entry}\n{written[front:]}"
    yield next(text for text in (with_list, with_item, alone) if text != written)


def _days(spot: Spot, found: re.Match[str]) -> Texts:
    month = [*month_name].index(found[1])
    assert monthrange(int(found[2]), month)[1] == int(found[3])
    yield spot.put(f"{found[2]}-{month:02}-{found[3]}")


def _first_of_several(spot: Spot, found: re.Match[str]) -> Texts:
    yield spot.put(spot.there.strip("[]").split(",")[0].removeprefix("- ").strip())


def _put(new: Callable[[str], str] | str) -> Callable[[Spot, re.Match[str]], Texts]:
    def obey(spot: Spot, found: re.Match[str]) -> Texts:
        yield spot.put(new if isinstance(new, str) else new(spot.there))

    return obey


def _without(spot: Spot, found: re.Match[str]) -> Texts:
    yield spot.without_entry()


_DAY = r"(\d{4}-\d\d-\d\d)"
# What a hint says, and what somebody does who reads no more than that. The first that fits counts.
_WAYS: tuple[tuple[str, Callable[[Spot, re.Match[str]], Texts]], ...] = (
    (r"Did you mean `([\w-]+)`\? That is a list: each entry stands on a line of its own, behind `- `\.", _key),
    (r"Write behind `(\w+):` what it is\..*", _behind),
    (
        r"Did you mean `(\w+)`\? Not known yet\? Leave it blank\.",
        lambda spot, found: iter([spot.put(f"{found[1]}:", end=spot.line_end)]),
    ),
    (r"Did you mean (.+)\?.*", _each),
    (r"Write the day on which it was (\w+);.*", _put("2026-01-01")),
    (rf"Write the day (?:too|alone)[;,].*?({_DAY}).*", _each),
    (r"That can be .*: write (.*)\.", _each),
    (rf"Write year-month-day, such as {_DAY}\.", _put("2026-03-31")),
    (rf"Write it as {_DAY}\.", _put(lambda there: there.strip("[]"))),
    (r"(\w+) (\d{4}) has (\d\d) days\.", _days),
    (r"Check the (?:day and the )?month: .*", _put("2026-03-31")),
    (r"(?:Not \w+ yet\? |Nothing there yet\? )?Leave it blank.*", _put("")),
    (r"Write `yes`, or leave it out\.", _put("yes")),
    (r"Write `key: value` lines, such as `(name: Ada)`\.", lambda spot, found: iter([spot.put(found[1])])),
    (r"Write it with (.*)\.", _as_keys),
    (r"Write it in lower-case letters, digits and hyphens: (.*)\.", _each),
    (r"Write the text on the line of the key\.", _on_the_line_of_its_key),
    (r"Write the id of a \w+ of this plan, such as (.*)\.", _each),
    (r"Write one whole number;.*|Write a whole number in that range\.|The scale goes from 1 to 10: .*", _put("5")),
    (r"Write the number alone.*", _put(lambda there: "".join(re.findall(r"\d+", there)[:1]))),
    (r"Write a number and weeks, months or years, such as `(3 months)`\.", _put("3 months")),
    (r"Write one word, without brackets.*", _put(lambda there: there.strip("[]"))),
    (r"Write (`\[.*\]`)\.", _each),
    (r"Write (.*?)\.", _each),
    (r"Write `.*?` alone; .*", _each),
    (r".*; write its id, (.*)\.", _each),
    (r".*: write (`.*`)\.", _each),
    (r"Take the quotes away\.", _put(lambda there: there.strip("'\""))),
    (r"Take it away, or put the text in quotes\.", _put(lambda there: re.sub(r"^!\S+ ", "", there))),
    (r"Put `- ` before the first key of each entry, .*", _with_dashes),
    (r"Start each entry on a line of its own with `- `; .*", _put(lambda there: re.sub(r"(?m)^( *)(?=\w)", r"\1- ", there))),
    (r"Put `- ` before it, right below the one above\.", lambda spot, found: iter([spot.put("- " + spot.there, spot.start - 2)])),
    (r"Take the `#` away: the lines below belong to it\.", _put("")),
    (r"Begin it with (?:a hyphen and a space: )?`- `[.;].*", _put("-")),
    (r"Put the text in quotes\.|If this belongs to the text, put the whole text in quotes\.", _in_quotes),
    (r"Choose the word that fits\.", _choose),
    (r"Add `(\w+): …`\..*", _add),
    (r"(?:`\w+` is here already: keep|Keep) one of the two\.", _without),
    (r"A key of your own starts with `x-`\.", lambda spot, found: iter([spot.put("x-", end=spot.start)])),
    (r"The order of the list is the priority: .*", _without),
    (r"Give one of the two another id\.", _put("another")),
    (r"Use lower-case letters, digits and hyphens, .*", _put("another")),
    (r"Start each entry on a line of its own with `- `\.", _entries),
    (r"One manager leads the talks; .*", _first_of_several),
    (r".*[Gg]ive the (\w+) that you mean an `id:`, .*", _give_an_id),
    (r"That is what a (\w+) is called: give it an `id:`, .*", _give_an_id),
)


def obeyed(raw: bytes, problem: Problem) -> list[bytes]:
    """The files that come of obeying the hint of a finding, one for each way that it offers. Raises LookupError."""
    spot = Spot(raw.decode("utf-8-sig"), problem)
    for pattern, obey in _WAYS:
        if found := re.fullmatch(pattern, problem.hint, re.DOTALL):
            return [text.encode() for text in obey(spot, found)]
    raise LookupError(problem.hint)


def left_by(raw: bytes, problem: Problem) -> Iterator[tuple[bytes, int]]:
    """Each file that comes of obeying a hint, with how many findings are left in it. What stands below a key that was none is looked at
    only when it is one, so that this is not counted."""
    before = {found.at for found in read(raw).problems}
    for text in obeyed(raw, problem):
        left = read(text).problems
        below = [one for one in left if problem.rule == "unknown-key" and one.at not in before and len(one.at) > len(problem.at)]
        yield text, len(left) - len(below)
