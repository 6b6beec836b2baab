"""What `cap` writes, every YAML reader reads: the very text that was typed, whichever command wrote it and however the plan looks."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from cap.cli.app import COMMANDS
from cap.lint.rule import Rule
from cap.lint.rules import RULES
from cap.plan.kinds import WORDS
from cap.plan.problem import ItemPath
from tests.cli.conftest import Run
from tests.lint.test_rules import example as page_example
from tests.plans_strategy import PROSE, examples
from tests.yaml_readers import NOTORIOUS, READERS, front, require_all_agree

ROOT = Path(__file__).parents[2]
PLANS = sorted([*ROOT.glob("examples/plans/*.md"), *ROOT.glob("tests/corpus/good-*.md")])

# ---- the plan that is there

DAY = datetime.date(2026, 3, 1)
SAID: dict[str, Any] = {
    "name": "Ada",
    "role": "Nurse",
    "themes": ["One", "Two words"],
    "strengths": [{"skill": "Calm", "rating": 8}],
    "visions": [{"vision": "A ward", "id": "ward"}],
    "goals": [{"goal": "Lead", "id": "lead", "measure": "Six weeks", "due": DAY, "obstacles": ["Time", "Money"]}],
    "skills": [
        {
            "skill": "Handover",
            "rating": 4,
            "target": 6,
            "ten": "Rock",
            "ways": [{"way": "Shadow Tom"}, "Read"],
            "ratings": [{"date": DAY, "rating": 4, "by": "Tom", "evidence": "Seen"}],
            "actions": [{"action": "Mondays", "due": DAY, "with": ["Tom", "Ann"], "progress": [{"date": DAY, "note": "Begun"}]}],
        }
    ],
    "support": [{"need": "A seat", "from": "Ruth"}],
    "topics": [{"topic": "Nights", "by": "ada", "date": DAY}],
}


class _Plain(yaml.SafeDumper):
    """Writes a day that is there twice as one."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Quoted(_Plain):
    """Writes every text in single quotes."""


_Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'"))


def _host(said: dict[str, Any], dumper: type[yaml.SafeDumper] = _Plain, *, flow: bool | None) -> str:
    return f"---\n{yaml.dump(said, Dumper=dumper, default_flow_style=flow, width=10_000, sort_keys=False)}---\n\n# Ada\n"


_BARE = {"name": "Ada", "skills": [{"skill": "Handover", "actions": [{"action": "Mondays"}]}], "goals": [{"goal": "Lead"}]}
HOSTS = {
    "on lines": _host(SAID, flow=False),
    "items in brackets": _host(SAID, flow=None),
    "all in brackets": _host(SAID, flow=True),
    "in quotes": _host(SAID, _Quoted, flow=None),
    "next to nothing": _host(_BARE, flow=False),
    "next to nothing, in brackets": _host(_BARE, flow=True),
}

# ---- what is typed

TEXT = "TEXT"


class Writes(NamedTuple):
    """A command, as it is typed but for the person; where the text is to be found; and whether a plan is there before."""

    command: str
    words: Sequence[str]
    places: Sequence[ItemPath]
    options: Sequence[str] = ()


def _adds(kind: str, place: ItemPath, *options: str) -> Writes:
    """`cap add`, with text in options too; each is the last of its kind then, under a key of the option's name."""
    names = [option.removeprefix("--").partition("=")[0] for option in options if option.endswith(TEXT)]
    return Writes("add", (kind, "ada", TEXT), [place, *((*place[:-1], name) for name in names)], options)


_LAST_SKILL: ItemPath = ("skills", -1)
_ACTION: ItemPath = ("skills", 0, "actions", 0)
WRITES = [
    _adds("goal", ("goals", -1, "goal"), f"--measure={TEXT}", "--due=2027-01-01"),
    _adds("vision", ("visions", -1, "vision")),
    _adds("vision", ("visions", -1, "vision"), "--where=here"),
    _adds("skill", (*_LAST_SKILL, "skill"), f"--ten={TEXT}"),
    _adds("action", ("skills", 0, "actions", -1, "action"), f"--measure={TEXT}", f"--with={TEXT}"),
    _adds("strength", ("strengths", -1, "skill"), "--mentor", "--rating=7"),
    _adds("support", ("support", -1, "need"), f"--from={TEXT}"),
    _adds("topic", ("topics", -1, "topic"), f"--by={TEXT}"),
    _adds("moment", ("moments", -1, "moment"), f"--by={TEXT}"),
    _adds("ahead", ("ahead", -1, "what"), "--on=2027-01-01"),
    _adds("way", ("skills", 0, "ways", -1, "way"), f"--pros={TEXT}", f"--cons={TEXT}"),
    _adds("action", ("goals", 0, "actions", -1, "action"), "--goal=g1"),
    *(_adds(word, (key, -1)) for word, key in WORDS.items() if word != "obstacle"),
    _adds("obstacle", ("goals", 0, "obstacles", -1)),
    *(Writes("set", ("ada", key, TEXT), [(key,)]) for key in ("name", "role", "manager", "x-own")),
    *(Writes("set", ("ada", key, f"+{TEXT}"), [(key, -1)]) for key in ("motivations", "themes")),
    Writes("set", ("ada", "themes", "One", TEXT, "Two"), [("themes", 1)]),
    Writes("set", ("ada", "x-own", "One", TEXT), [("x-own", 1)]),
    *(Writes("set", ("ada", key, TEXT), [("goals", 0, key)], ["--item=g1"]) for key in ("goal", "measure", "note")),
    Writes("set", ("ada", "obstacles", f"+{TEXT}"), [("goals", 0, "obstacles", -1)], ["--item=g1"]),
    Writes("set", ("ada", "with", "Tom", TEXT), [(*_ACTION, "with", 1)], ["--item=1.1"]),
    Writes("set", ("ada", "action", TEXT), [(*_ACTION, "action")], ["--item=1.1"]),
    Writes("set", ("ada", "ten", TEXT), [("skills", 0, "ten")], ["--item=1"]),
    Writes("rate", ("ada", "1", "5"), [("skills", 0, "ratings", -1, "evidence")], [f"--evidence={TEXT}"]),
    Writes("rate", ("ada", "1", "5"), [("skills", 0, "ratings", -1, key) for key in ("by", "evidence")], [f"--by={TEXT}", f"--evidence={TEXT}"]),
    Writes(
        "progress", ("ada", "1.1", TEXT), [(*_ACTION, "progress", -1, key) for key in ("note", "by", "link")], [f"--by={TEXT}", f"--link={TEXT}"]
    ),
    Writes("done", ("ada", "1.1"), [(*_ACTION, "note")], [f"--note={TEXT}"]),
    Writes("done", ("ada", "g1"), [("goals", 0, "note")], [f"--note={TEXT}"]),
    Writes("drop", ("ada", "1"), [("skills", 0, "because")], [f"--because={TEXT}"]),
    Writes("drop", ("ada", "1.1"), [(*_ACTION, "because")], [f"--because={TEXT}"]),
    Writes(
        "drop", ("ada", "g1"), [("goals", 0, key) for key in ("because", "refused_by")], [f"--because={TEXT}", f"--refused-by={TEXT}"]
    ),
]  # fmt: skip
DATES = [
    Writes("move", ("ada", "1.1", "2027-01-01"), [(*_ACTION, "due")]),
    Writes("next", ("ada", "2027-01-01"), [("next",)]),
    Writes("pause", ("ada",), [("pauses", -1, "until")], ["--until=2027-01-01"]),
    Writes("pause", ("ada",), [("pauses", -1, "from")], ["--from=2027-01-01"]),
]
# Those that write files of their own have tests below; `edit` keeps what a person wrote, notes and what is trusted have no front matter,
# and `log` makes the changes of the others: tests/agenda/test_back.py.
# `resume`, `reopen`, `undo` and `leave` write no text; what they do is in test_keep. `lsp` and `merge` have tests/lsp and tests/history.
ELSEWHERE = {
    "resume",
    "reopen",
    "undo",
    "init",
    "new",
    "lint",
    "edit",
    "private",
    "note",
    "trust",
    "log",
    "form",
    "leave",
    "lsp",
    "merge",
}
READ_ONLY = {
    "help",
    "list",
    "show",
    "map",
    "timeline",
    "diff",
    "due",
    "calendar",
    "rule",
    "schema",
    "agenda",
    "prep",
    "ask",
    "save",
}


def test_no_command_is_forgotten() -> None:
    everything = {name for commands in COMMANDS.values() for name in commands}
    assert {writes.command for writes in (*WRITES, *DATES)} | ELSEWHERE | READ_ONLY == everything


_texts = st.one_of(
    st.sampled_from((*NOTORIOUS, *PROSE)),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    st.lists(st.sampled_from((*NOTORIOUS, " ", "a", "1", "one two")), min_size=1, max_size=4).map("".join),
).filter(lambda text: bool(text.strip()))


def found_at(data: Any, path: ItemPath) -> Any:
    """What stands at `path`; one text may stand for an item or a list of it."""
    for step in path:
        data = data if isinstance(data, str) else data[step]
    return data[0] if isinstance(data, list) else data


def type_in(run: Run, writes: Writes, text: str) -> None:
    words = [word.replace(TEXT, text) for word in writes.words]
    result = run(writes.command, *(option.replace(TEXT, text) for option in writes.options), "--", *words)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("writes", WRITES, ids=lambda writes: " ".join((writes.command, *writes.words[:2], *writes.options)))
@pytest.mark.parametrize("host", HOSTS)
def test_a_question_is_read_as_it_was_typed(run: Run, plan: Path, writes: Writes, host: str) -> None:
    for text in ("Could nights be fewer?", "No"):
        require_written(run, plan, writes, HOSTS[host], text)


@settings(examples(200), suppress_health_check=[*HealthCheck])
@given(st.sampled_from(WRITES), st.sampled_from(sorted(HOSTS.values())), _texts)
def test_a_text_is_read_as_it_was_typed(run: Run, plan: Path, writes: Writes, host: str, text: str) -> None:
    assume(
        not (writes.command == "set" and len(writes.words) > 3 and text.strip()[0] in "+-")
    )  # a sign among words is asked about
    require_written(run, plan, writes, host, text)


def require_written(run: Run, plan: Path, writes: Writes, host: str, text: str) -> None:
    """After the command, each reader finds the text where it belongs, and the same plan as `cap`."""
    plan.write_bytes(host.encode())
    type_in(run, writes, text)
    require_all_agree(plan.read_bytes())
    for name, load in READERS.items():
        data = load(front(plan.read_bytes()))
        for place in writes.places:
            found = found_at(data, place)
            if "x-own" in place and type(found) is not str:  # a number or a day of the team's own is one
                assert str(found) == text.strip(), name
            else:
                assert found == expected(text, place), (name, place)


def expected(text: str, place: ItemPath) -> str:
    text = text.strip()
    return text.lower() if place[-1] in ("by", "from", "refused_by") and text.lower() in ("self", "manager") else text


@pytest.mark.parametrize("writes", DATES, ids=lambda writes: writes.command)
@pytest.mark.parametrize("host", HOSTS)
def test_a_date_stays_a_date(run: Run, plan: Path, writes: Writes, host: str) -> None:
    plan.write_text(HOSTS[host], encoding="utf-8")
    type_in(run, writes, "")
    require_all_agree(plan.read_bytes())
    assert found_at(yaml.safe_load(front(plan.read_bytes())), writes.places[0]) == datetime.date(2027, 1, 1)


# ---- new plans


def on_a_line(text: str) -> str:
    """What becomes of a name: the blanks and line ends in it are one blank each."""
    return " ".join(text.split())


@settings(examples(80), suppress_health_check=[*HealthCheck])
@example("No", "12:30")
@example("Could it be?", "2026-03-01")
@given(_texts, _texts)
def test_a_new_plan_says_what_was_typed(run: Run, plan: Path, name: str, role: str) -> None:
    plan.unlink(missing_ok=True)
    result = run("new", "ada", f"--name={name}", f"--role={role}", f"--manager={role}")
    assert result.exit_code == 0, result.output
    made = require_all_agree(plan.read_bytes())
    assert (made.name, made.role, made.manager) == (on_a_line(name), on_a_line(role), on_a_line(role))


@settings(examples(60), suppress_health_check=[*HealthCheck])
@example("No", "12:30")
@given(_texts, _texts)
def test_a_roster_makes_plans_that_say_what_it_says(run: Run, plan: Path, name: str, role: str) -> None:
    plan.unlink(missing_ok=True)
    table = io.StringIO()
    csv.writer(table).writerows([("key", "name", "role", "manager", "started"), ("ada", name, role, role, "2026-03-01")])
    Path("people.csv").write_bytes(table.getvalue().encode())
    result = run("new", "--roster", "people.csv", "--yes")
    assert result.exit_code == 0, result.output
    made = require_all_agree(plan.read_bytes())
    assert (made.name, made.role, made.manager) == (on_a_line(name), on_a_line(role), on_a_line(role))


@pytest.mark.parametrize("key", ["no", "null", "y", "true", "on"])
def test_a_name_made_from_a_word_is_a_name(run: Run, empty: Path, key: str) -> None:
    assert run("new", key, "--yes").exit_code == 0
    assert require_all_agree((empty / f"plans/{key}.md").read_bytes()).name == key.capitalize()
    assert run("init", "own", "--for-one", key).exit_code == 0
    assert require_all_agree((empty / f"own/plans/{key}.md").read_bytes()).name == key.capitalize()


def test_a_form_of_the_team_may_put_a_text_in_brackets(run: Run, plan: Path) -> None:
    Path("templates").mkdir()
    Path("templates/plan.md.j2").write_text("---\n{name: {{ name|yaml }}, role: {{ role|yaml }}}\n---\n", encoding="utf-8")
    assert run("new", "ada", "--name=Ada, who?", "--role=[a]").exit_code == 0
    made = require_all_agree(plan.read_bytes())
    assert (made.name, made.role) == ("Ada, who?", "[a]")


# ---- what stands in files of our own


def test_the_form_without_its_marks_is_read_alike(run: Run, plan: Path) -> None:
    run("new", "ada")
    filled = re.sub(r"(?m)^#(?! )|^#(?=  )", "", plan.read_text(encoding="utf-8"))
    made = require_all_agree(filled.encode())
    assert made.topics and made.goals and made.skills and made.support and made.conversations


def test_what_init_writes_is_read_alike(run: Run, empty: Path) -> None:
    run("init")
    assert require_all_agree((empty / "plans/example.md").read_bytes()).topics
    text = (empty / "cap.yaml").read_text(encoding="utf-8")
    for written in (text, re.sub(r"(?m)^#(?! )|^#(?=  )", "", text)):
        assert all(load(written) == yaml.safe_load(written) for load in READERS.values())


def test_the_settings_in_force_are_read_alike(run: Run, empty: Path) -> None:
    settings_there = "lint:\n  rules: {skill-ten: 'off'}\nexclude: ['*?', 'a, b', 'no', 12:30]\nprivate: ~/notes\n"
    (empty / "cap.yaml").write_text(settings_there, encoding="utf-8")
    printed = run("lint", "--show-settings").stdout
    found = [load(printed) for load in READERS.values()]
    assert all(one == found[0] for one in found)
    assert found[0]["lint"]["rules"] == {"skill-ten": "off"}
    assert found[0]["exclude"] == ["*?", "a, b", "no", "12:30"]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_of_ours_is_read_alike(path: Path) -> None:
    assert require_all_agree(path.read_bytes()).name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_of_a_page_is_read_alike(rule: Rule) -> None:
    assert require_all_agree(page_example(rule, "Good")).name


# ---- what is mended

SLIPS = """\
---
name: Ada
stage: Draft
started: 2026/3/1
strengths: [{skill: Calm, rating: "8", mentor: yes}]
skills:
  - skill: Ink
    targt: 6
    ways: [{way: Read, chosen: no}, {way: Ask, chosen: yes}]
---
"""


def test_what_is_mended_is_read_alike(run: Run, plan: Path) -> None:
    plan.write_text(SLIPS, encoding="utf-8")
    run("lint", "--fix")
    made = require_all_agree(plan.read_bytes())
    assert made.strengths[0].mentor and made.strengths[0].rating == 8 and made.started == DAY and made.skills[0].target == 6
    assert [way.chosen for way in made.skills[0].ways] == [False, True]
