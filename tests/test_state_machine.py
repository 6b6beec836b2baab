"""A plan's life in any order: commands, hands on the file between them, and reads. Nothing that is not meant to change ever does.

A normal run is short; CAP_EXAMPLES=300 looks for new failures in so many lives.
"""

from __future__ import annotations

import datetime
import itertools
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from typer.testing import CliRunner, Result

from cap.cli.app import app
from cap.plan.fences import Fences, cut
from cap.plan.read import read
from tests.plans_strategy import PROSE, damaged, examples, mutations

Json = dict[str, Any]

PLANS = (
    "---\nname: Ada\n---\n",
    """\
---
# tok-a: our form
name: Ada   # tok-b
stage: draft
x-team: {colour: tok-c, since: 2026-03-01}
next:          # tok-d
motivations: [impact, skills]   # tok-e
visions:
- Teaching
- {id: ward, vision: A ward, x-why: tok-f}
goals:
- goal: Lead the ward   # tok-g
  id: lead
  due: 2026-12-31
  # tok-h
skills:
- skill: Handover
  goal: lead
  rating: 4
  ratings:
  - {date: 2026-02-11, rating: 4}   # tok-i
  actions:
  - action: Lead it on Mondays
    due: 2026-12-01
    progress:
    - {date: 2026-02-12, note: The first, x-mood: tok-j}
  # tok-k
  - {action: Watch Tom, status: doing}
- {skill: Rota, target: 7}
topics: [{topic: Nights, by: ada, x-a: tok-l}]
---

# Ada

tok-m  \nstage: draft
---
tok-n""",
    """\
---
"name": 'Ada'
support:
    -   need: Mondays
        from: Ruth   # tok-a
    -   {need: 'A desk'}
skills:
    -   skill: 'Ink'
        x-a: |
            tok-b
              tok-c
        actions:
            -   action: 'Draw'
                was:
                    - 2026-01-01   # tok-d
                due: 2026-05-01
            -   action: >-
                    Draw
                    more
                type: education
goals: [
    {goal: Show, id: show},   # tok-e
    # tok-f
    {goal: Sell},
]
x-last: tok-g
...
tok-h
""".replace("\n", "\r\n"),
)

texts = st.sampled_from([text for text in PROSE if text.strip()] + ["a plain one", "another: #one", "-", "--help"])
picks = st.integers(0, 99)
spans = st.integers(0, 400)  # days


class Life(RuleBasedStateMachine):
    """One plan, and what must be true of it after whatever happens."""

    def __init__(self) -> None:
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        os.chdir(self.home.name)
        for folder in (".git", "plans"):
            Path(folder).mkdir()
        self.path = Path("plans/ada.md")
        self.day = datetime.date(2026, 11, 22)
        self.tokens = (f"tok-{number}" for number in itertools.count())

    def teardown(self) -> None:
        os.chdir("/")
        self.home.cleanup()

    @initialize(plan=st.sampled_from(PLANS))
    def begin(self, plan: str) -> None:
        self.path.write_bytes(plan.encode())

    @invariant()
    def nothing_lies_about(self) -> None:
        assert [path.name for path in Path("plans").iterdir()] == ["ada.md"]

    # ---- what every step uses

    def cap(self, *words: str) -> Result:
        """A command, on the day that it is."""
        result = CliRunner().invoke(app, list(words), env={"CAP_TODAY": str(self.day)})
        assert result.exception is None or isinstance(result.exception, SystemExit), (words, result.exception)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.output)
        return result

    def plan(self) -> Json:
        """The plan, as `cap show` says it is."""
        shown: Json = json.loads(self.cap("show", "ada", "--format", "json").stdout)
        assert shown["left_out"] == []
        found: Json = shown["plan"]
        return found

    def change(self, expected: Json | None, command: str, *words: str, **options: str | None) -> None:
        """A command that writes: afterwards the plan is as expected, and all else in the file as it was; or it is refused."""
        before = self.path.read_bytes()
        given = [word for name, value in options.items() if value is not None for word in (f"--{name.replace('_', '-')}", value)]
        result = self.cap(command, *[word for word in given if word], "--", *words)
        after = self.path.read_bytes()
        event(f"{command} ends with {result.exit_code}")
        if result.exit_code or expected is None:
            assert result.exit_code == 2, result.output
            assert result.stderr.count("cap: ") == 1, result.stderr
            assert after == before
            return
        assert self.plan() == expected
        self.require_kept(before, after)
        went = [line for line in before.split(b"\n") if line not in after.split(b"\n")]
        assert len(went) <= 3

    def require_kept(self, before: bytes, after: bytes) -> None:
        """The body, the fences, every comment, and what the team added, are still there."""
        old, new = cut(before), cut(after)
        assert isinstance(old, Fences) and isinstance(new, Fences)
        assert (before[: old.start], before[old.end :]) == (after[: new.start], after[new.end :])
        for pattern in (rb"tok-\w+", rb"[ \t]#[ \w:-]*tok-\w+", rb"x-\w+:[^\n]*tok-\w+"):
            assert re.findall(pattern, after) == re.findall(pattern, before)

    def pick(self, plan: Json, number: int, *keys: str) -> tuple[str, Json] | None:
        """An item of one of some lists, with its number; of `actions` too. None when there is none."""
        letters = {"goals": "g", "visions": "v", "support": "s", "topics": "t", "skills": ""}
        found: list[tuple[str, Json]] = []
        for key in keys:
            if key == "actions":
                for i, skill in enumerate(plan.get("skills", [])):
                    found += [(f"{i + 1}.{j + 1}", action) for j, action in enumerate(skill.get("actions", []))]
            else:
                found += [(f"{letters[key]}{i + 1}", item) for i, item in enumerate(plan.get(key, []))]
        return found[number % len(found)] if found else None

    def typed_day(self, days: int) -> tuple[str, str]:
        """A day to come as people type it, and the day it means."""
        day = str(self.day + datetime.timedelta(days))
        return (f"+{days}d", day) if days % 2 else (day, day)

    # ---- commands

    @rule(text=texts, by=st.sampled_from([None, "ada"]))
    def add_topic(self, text: str, by: str | None) -> None:
        plan = self.plan()
        plan.setdefault("topics", []).append({"topic": text.strip(), "date": str(self.day)} | ({"by": by} if by else {}))
        self.change(plan, "add", "topic", "ada", text, by=by)

    @rule(text=texts, number=picks, days=spans)
    def add_action(self, text: str, number: int, days: int) -> None:
        plan = self.plan()
        skill = self.pick(plan, number, "skills")
        typed, day = self.typed_day(days)
        if skill:
            skill[1].setdefault("actions", []).append({"action": text.strip(), "type": "exposure", "due": day})
        number_typed = skill[0] if skill else "1"
        self.change(plan if skill else None, "add", "action", "ada", text, skill=number_typed, type="exposure", due=typed)

    @rule(text=texts, aim=st.integers(0, 11))
    def add_skill(self, text: str, aim: int) -> None:
        plan = self.plan()
        plan.setdefault("skills", []).append({"skill": text.strip(), "target": aim})
        self.change(plan if 1 <= aim <= 10 else None, "add", "skill", "ada", text, target=str(aim))

    @rule(text=texts)
    def add_vision(self, text: str) -> None:
        plan = self.plan()
        plan.setdefault("visions", []).append({"vision": text.strip()})
        self.change(plan, "add", "vision", "ada", text)

    @rule(
        values=st.lists(texts, min_size=1, max_size=3, unique_by=str.strip),
        key=st.sampled_from(["themes", "motivations", "role"]),
    )
    def set_words(self, values: list[str], key: str) -> None:
        plan = self.plan()
        words = [value.strip() for value in values]
        plan[key] = words if key != "role" else words[0]
        self.change(plan if key != "role" or len(words) == 1 else None, "set", "ada", key, *values)

    @rule(number=picks, text=texts)
    def set_note(self, number: int, text: str) -> None:
        plan = self.plan()
        item = self.pick(plan, number, "goals", "skills", "actions", "support", "topics")
        if item:
            item[1]["note"] = text.strip()
        self.change(plan if item else None, "set", "ada", "note", text, item=item[0] if item else "1")

    @rule(
        number=picks,
        rating=st.integers(0, 11),
        by=st.sampled_from([None, None, "self", "manager", "Tom"]),
        past=st.integers(0, 3),
    )
    def rate(self, number: int, rating: int, by: str | None, past: int) -> None:
        plan = self.plan()
        skill = self.pick(plan, number, "skills")
        day = str(self.day - datetime.timedelta(past))
        new = {"date": day, "rating": rating} | ({"by": by} if by else {})
        fine = skill is not None and 1 <= rating <= 10
        if skill and fine:
            ratings = skill[1].setdefault("ratings", [])
            same = [old for old in ratings if (old["date"], old.get("by")) == (day, by)]
            if same:
                same[-1]["rating"] = rating
            elif any(old["date"] > day for old in ratings):
                fine = False
            else:
                ratings.append(new)
            if not by and not any(old["date"] > day and "by" not in old for old in ratings):
                skill[1]["rating"] = rating
        self.change(plan if fine else None, "rate", "ada", skill[0] if skill else "1", str(rating), by=by, on=day)

    @rule(number=picks, note=texts, past=st.integers(-1, 3))
    def progress(self, number: int, note: str, past: int) -> None:
        plan = self.plan()
        action = self.pick(plan, number, "actions")
        day = str(self.day - datetime.timedelta(past))
        fine = False
        if action:
            notes = action[1].setdefault("progress", [])
            skill = plan["skills"][int(action[0].partition(".")[0]) - 1]
            fine = past >= 0 and not any(old["date"] > day for old in notes)
            fine = fine and self.end(skill) is None and self.end(action[1]) is None
            notes.append({"date": day, "note": note.strip()})
        self.change(plan if fine else None, "progress", "ada", action[0] if action else "1.1", note, on=day, yes="")

    @rule(number=picks, note=st.none() | texts)
    def done(self, number: int, note: str | None) -> None:
        plan = self.plan()
        item = self.pick(plan, number, "goals", "skills", "actions", "support", "topics")
        fine = item is not None and self.end(item[1]) in (None, "done")
        if item:
            item[1].setdefault("done", str(self.day))
            item[1].update(({"status": "done"} if "status" in item[1] else {}) | ({"note": note.strip()} if note else {}))
        self.change(plan if fine else None, "done", "ada", item[0] if item else "1", note=note)

    @rule(number=picks, because=texts, who=st.none() | texts)
    def drop(self, number: int, because: str, who: str | None) -> None:
        plan = self.plan()
        item = self.pick(plan, number, "goals", "skills", "actions", "support", "topics")
        end = "refused" if who else "dropped"
        fine = item is not None and self.end(item[1]) in (None, end)
        if item:
            if self.end(item[1]) is None:
                item[1][end] = str(self.day)
            item[1].update({"status": end} if "status" in item[1] else {})
            item[1].update({"because": because.strip()} | ({"refused_by": who.strip()} if who else {}))
        options = {"because": because, "refused_by": who}
        self.change(plan if fine else None, "drop", "ada", item[0] if item else "1", **options)

    @rule(number=picks)
    def reopen(self, number: int) -> None:
        plan = self.plan()
        item = self.pick(plan, number, "goals", "skills", "actions", "support", "topics")
        if item and self.end(item[1]):
            refused = item[1].pop("refused_by", None)
            words = (item[1].get("note"), item[1].pop("because", None), refused and f"refused by {refused}")
            note = "; ".join(filter(None, words))
            for key in ("status", "done", "dropped", "refused"):
                item[1].pop(key, None)
            item[1].update({"note": note} if note else {})
        self.change(plan if item else None, "reopen", "ada", item[0] if item else "1")

    @staticmethod
    def end(item: Json) -> str | None:
        """How an item ended; None while it is open."""
        status = item.get("status")
        return next((end for end in ("done", "dropped", "refused") if end in (status, *item)), None)

    @rule(number=picks, days=spans)
    def move(self, number: int, days: int) -> None:
        plan = self.plan()
        item = self.pick(plan, number, "goals", "actions", "support")
        typed, day = self.typed_day(days)
        if item and typed.startswith("+") and item[1].get("due", "") > str(self.day):  # a span counts from there
            day = str(datetime.date.fromisoformat(item[1]["due"]) + datetime.timedelta(days))
        fine = item is not None and self.end(item[1]) is None
        if item and item[1].get("due") != day:
            if "due" in item[1]:
                item[1].setdefault("was", []).append(item[1]["due"])
            item[1]["due"] = day
        self.change(plan if fine else None, "move", "ada", item[0] if item else "g1", typed)

    @rule(days=spans)
    def next(self, days: int) -> None:
        typed, day = self.typed_day(days)
        self.change(self.plan() | {"next": day}, "next", "ada", typed)

    @rule(words=st.sampled_from([
        ("rate", "ada", "no such skill", "5"), ("done", "ada", "99.9"), ("set", "ada", "stage", "ready"), ("next", "ad", "friday"),
        ("next", "ada", "some day"), ("add", "topic", "ada", " "), ("set", "ada", "skills", "x"), ("set", "ada", "stagee", "draft"),
    ]))  # fmt: skip
    def slip(self, words: tuple[str, ...]) -> None:
        self.change(None, *words)

    @rule()
    def mend(self) -> None:
        before = self.path.read_bytes()
        self.cap("lint", "--fix")
        assert self.path.read_bytes() == before  # nothing that a command writes needs mending

    # ---- hands on the file

    @rule(number=picks)
    def write_a_comment(self, number: int) -> None:
        """A comment on a line of its own, anywhere that YAML takes it for one."""
        raw = self.path.read_bytes()
        found = cut(raw)
        assert isinstance(found, Fences)
        lines = raw[found.start : found.end].splitlines(keepends=True)
        at = number % (len(lines) + 1)
        end = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
        lines.insert(at, b"# " + next(self.tokens).encode() + end)
        edited = raw[: found.start] + b"".join(lines) + raw[found.end :]
        then, now = read(edited), read(raw)
        if not then.problems and then.plan == now.plan:
            self.path.write_bytes(edited)

    @rule()
    def write_below(self) -> None:
        self.path.write_bytes(self.path.read_bytes() + f"\n---\nx: {next(self.tokens)}  \n".encode())

    @rule(crlf=st.booleans())
    def save_in_another_editor(self, crlf: bool) -> None:
        raw = self.path.read_bytes().replace(b"\r\n", b"\n")
        self.path.write_bytes(raw.replace(b"\n", b"\r\n") if crlf else raw)

    @rule(changes=mutations, number=picks, text=texts)
    def damage(self, changes: list[tuple[int, int, int, str]], number: int, text: str) -> None:
        """The file is damaged, commands meet it, and it is put right again."""
        whole = self.path.read_bytes()
        broken = damaged(whole, changes)
        for words in (["next", "ada", "friday"], ["add", "topic", "--", "ada", text], ["rate", "ada", str(number % 3 + 1), "5"]):
            self.path.write_bytes(broken)
            result = self.cap(*words)
            after = self.path.read_bytes()
            if result.exit_code == 0:
                self.require_kept(broken, after)
            else:
                assert result.exit_code == 2
                assert after == broken
        self.path.write_bytes(broken)
        for words in (["show", "ada"], ["list"], ["agenda", "ada"], ["lint"]):
            assert self.cap(*words).exit_code in (0, 1, 2)
        assert self.path.read_bytes() == broken
        self.path.write_bytes(whole)

    @rule(days=st.integers(1, 90))
    def time_passes(self, days: int) -> None:
        self.day += datetime.timedelta(days)

    # ---- reads

    @rule(words=st.sampled_from([
        ("show", "ada"), ("show", "ada", "--format", "md"), ("list",), ("list", "--format", "csv"), ("lint",), ("lint", "--diff"),
        ("lint", "--format", "full"), ("agenda", "ada"), ("agenda", "ada", "--for", "manager"), ("next", "ada", "friday", "--dry-run"),
    ]))  # fmt: skip
    def look(self, words: tuple[str, ...]) -> None:
        before = self.path.read_bytes()
        result = self.cap(*words)
        assert result.exit_code in (0, 1)
        assert "error" not in result.stdout.split()
        assert self.path.read_bytes() == before


@pytest.mark.slow
def test_a_plan_lives_through_anything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CI", "GITHUB_ACTIONS", "CAP_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    many = bool(os.environ.get("CAP_EXAMPLES"))
    run_state_machine_as_test(Life, settings=settings(examples(20), stateful_step_count=60 if many else 20))
