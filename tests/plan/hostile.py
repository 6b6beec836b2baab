"""Files that are made to crash, stall or bloat a reader: run by test_hostile.py in a process of its own.

Prints a line for each, before and after it was read, linted and told: its name; what came of it, the seconds of processor time,
and the peak of the process's memory so far in MiB.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

from cap.lint.engine import lint
from cap.lint.output import Style
from cap.lint.output.full import render
from cap.lint.result import Linted, Tally
from cap.plan.read import read

MIB = 1024 * 1024


def front(text: str | bytes) -> bytes:
    return b"---\n" + (text.encode() if isinstance(text, str) else text) + b"\n---\n"


def filled(piece: str, before: str = "", after: str = "") -> bytes:
    """A front matter of almost 1 MiB, all of it `piece`."""
    return front(before + piece * ((MIB - len(before) - len(after)) // len(piece.encode()) - 1) + after)


def chained(link: str, first: str, length: int) -> str:
    """An anchored value, and values that hold the one before; `{}` in `link` is where."""
    return f"x-0: &a0 {first}\n" + "".join(f"x-{i}: &a{i} {link.format(f'*a{i - 1}')}\n" for i in range(1, length))


def cases() -> Iterator[tuple[str, bytes, str]]:
    """Name, file, and the rule of the first problem, or `plan`."""
    name = "name: Ada\n"
    yield "25,000 brackets", front("[" * 25_000), "unreadable"
    yield "25,000 brackets, closed", front(f"{name}interests: {'[' * 25_000}{']' * 25_000}"), "unreadable"
    yield "400 nested maps", front("\n".join(" " * i + "a:" for i in range(400))), "unreadable"
    yield "4,000 nested flow maps", front(f"name: {'{a: ' * 4_000}{'}' * 4_000}"), "unreadable"
    yield "4,000 nested goals", front(f"goals: {'[{goal: ' * 4_000}{'}]' * 4_000}"), "unreadable"
    for mark in ("- ", "? ", "-\n", "?\n", ": ", "& ", "* ", "! ", "| ", "% "):
        yield f"1 MiB of {mark!r}", filled(mark), ""
    for mark in ("[", "{", "'", '"', "#", "\n", "\r\n", "\r", " ", "\t", ",", ":", "a,", "[a],", "{a},", "é", "😀"):
        yield f"1 MiB of {mark!r}", filled(mark), ""
    yield "1 MiB of entries", filled("a,", f"{name}interests: [", "]"), "unreadable"
    yield "1 MiB of keys", filled("k: \n"), "unreadable"
    yield "1 MiB of anchors", filled("&a ,", f"{name}x-a: [", "]"), ""
    yield "1 MiB of one text", filled("a", "name: "), "plan"
    yield "1 MiB of one key", filled("k", f"{name}? ", "\n: a"), "unknown-key"
    yield "1 MiB of a line break", filled("\n", f'{name}role: "', 'a"'), "plan"
    yield "1 MiB of a block scalar", filled(" a\n", f"{name}role: |\n"), "plan"
    yield "1 MiB of one rating", filled("1", f"{name}skills: [{{skill: a, rating: ", "}]"), "wrong-type"
    yield "1 MiB of hexadecimal", filled("f", f"{name}skills: [{{skill: a, rating: 0x", "}]"), "wrong-type"
    yield "1 MiB of a stage", filled("a", f"{name}stage: "), "invalid-value"
    yield "1 MiB of a date", filled("1", f"{name}started: "), "invalid-date"

    # findings by the ten thousand
    yield "misspelt keys", front(name + "".join(f"directio{i}:\n" for i in range(24_000))), "unknown-key"
    yield "wrong goals", front(f"{name}goals:\n" + "- []\n" * 49_000), "wrong-type"
    yield "goals that are a name", front(f"{name}goals:\n" + "- a\n" * 49_000), "plan"
    yield "wrong dates", front(f"{name}conversations:\n" + "- {date: soon}\n" * 16_000), "invalid-date"
    many = "".join(f"x-{i}:\n" for i in range(12_000))
    yield "the same id below many keys", front(f"{name}{many}goals:\n" + "- {goal: a, id: b}\n" * 4_900), "duplicate-id"
    goals = "".join(f"- {{goal: a, id: b{i}}}\n" for i in range(5_000))
    references = ",".join(f"c{i}" for i in range(20_000))
    yield "references", front(f"{name}goals:\n{goals}skills:\n- skill: a\n  goal: [{references}]"), "unknown-reference"

    slips = "".join(f"- {{goal: improve x{i}, bogus: 1}}\n" for i in range(6_000))
    yield "goals with a key of no use", front(f"{name}goals:\n{slips}"), "unknown-key"
    yield (
        "goals without a measure",
        front(f"{name}goals:\n" + "".join(f"- {{goal: improve x{i}}}\n" for i in range(9_000))),
        "plan",
    )
    yield "goals in one line", front(f"{name}goals: [" + ", ".join(f"{{goal: improve x{i}}}" for i in range(9_000)) + "]"), "plan"
    yield "one goal left out", front(f"{name}goals:\n- {{measure: a}}\n" + "- {goal: a}\n" * 9_000), "missing-key"
    ignore = "# cap: ignore[goal-vague] a\n"
    yield "comments that silence", front(name + ignore * 25_000), "plan"
    yield "goals silenced", front(f"{name}goals:\n" + "".join(f"{ignore}- goal: improve x{i}\n" for i in range(8_000))), "plan"
    yield "comments that are never closed", front(name + "# cap: ignore[ " * 50_000), "plan"

    # a little that stands for a lot
    nine = ", ".join(["{0}"] * 9)
    yield "a bomb of aliases", front(name + chained(f"[{nine}]", "[a, b, c, d, e, f, g, h, i]", 12)), "unreadable"
    yield "a bomb of merges", front(f"{name}{chained(f'{{{{<<: [{nine}]}}}}', '{role: a}', 12)}<<: *a11"), "unreadable"
    yield "a chain of merges", front(f"{name}{chained('{{<<: {0}}}', '{role: a}', 60)}<<: *a59"), "plan"
    deep = "".join(f"x-{i}: &b{i} {'[' * 50}{f'*b{i - 1}' if i else 'c'}{']' * 50}\n" for i in range(40))
    yield "lists in lists by way of aliases", front(name + deep), "unreadable"
    yield "a long chain of merges", front(f"{name}{chained('{{<<: {0}}}', '{role: a}', 5_000)}<<: *a4999"), "unreadable"
    yield "a list that holds itself", front(f"{name}interests: &a [*a]"), "unreadable"
    yield "a goal that holds itself", front(f"{name}goals:\n- &a\n  goal: b\n  obstacles: *a"), "unreadable"
    yield "a plan that merges itself", front(f"&a\n{name}<<: *a"), "unreadable"
    for field, value in (("goals", "*a"), ("goals", "{goal: b, id: *a}"), ("direction", "*a"), ("conversations", "{date: *a}")):
        text = f"{name}x-a: &a {'b' * 500_000}\n{field}:\n" + f"- {value}\n" * 15_000
        yield f"500,000 letters 15,000 times in {field} as {value}", front(text), "unreadable"
    yield (
        "a tag of 500,000 letters 15,000 times",
        front(f"{name}x-a: &a !{'b' * 500_000} c\ngoals:\n" + "- *a\n" * 15_000),
        "unreadable",
    )
    comment = "#" * 500_000
    yield (
        "a comment of 500,000 letters 15,000 times",
        front(f"{name}x-a: &a [{comment}\n]\ngoals:\n" + "- *a\n" * 15_000),
        "wrong-type",
    )

    # large files
    yield "a text of 10 MB", front(f"name: {'a' * 10_000_000}"), "unreadable"
    yield "a text of 10 MB and no end", b"---\nname: " + b"a" * 10_000_000, "no-front-matter"
    yield "a body of 10 MB", front(name) + b"## Life story\n---\n" * 600_000, "plan"
    yield "a body of 10 MB that is no text", front(name) + bytes(range(256)) * 40_000, "plan"
    yield "a body of conflicts begun", front(name) + b"<<<<<<< \n" * 1_100_000, "plan"
    yield "a body of conflicts half done", front(name) + b"<<<<<<< \n" + b"=======\n" * 1_200_000, "plan"
    yield "a body of blanks after a conflict's mark", front(name) + b"<<<<<<< " + b" " * 10_000_000, "plan"
    yield "a fence that is half typed", b"---\n" + b"    due: 2026-03-31\n" * 300 + b"--", "no-front-matter"
    yield "10 MB without a fence", b"# Ada\n" * 1_600_000, "no-front-matter"
    yield "10 MB of fences", b"-" * 10_000_000, "no-front-matter"
    yield "10 MB of comments above the fence", b"# a\n" * 2_500_000 + b"---\nname: Ada\n---\n", "no-front-matter"


def peak() -> int:
    """The most memory that this process has had, in MiB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> None:
    read(front("name: Ada\nfoo: bar"))  # the imports of the slow path are not the first case's fault
    print("start", "", 0, peak(), sep="\t", flush=True)
    for name, raw, expected in cases():
        print(name, end="\t", flush=True)
        before = time.process_time()
        reading = read(raw)
        linted = Linted("plan.md", raw, lint(reading, today=datetime.date(2026, 11, 22)))
        for _ in render([linted], Tally(), Style(lambda text, style: text)):
            pass
        seconds = time.process_time() - before
        found = reading.problems[0].rule if reading.problems else "plan"
        assert not expected or found == expected, f"{name}: {found}, not {expected}"
        print(found, f"{seconds:.3f}", peak(), sep="\t", flush=True)


if __name__ == "__main__":
    main()
