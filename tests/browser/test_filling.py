"""What is typed into a page in a real browser, saved or copied, and read back: the plan holds it, to the sign."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import count, cycle
from typing import Any

import pytest

from cap.form.asked import one_line, said_to
from cap.form.fields import Block, Question
from cap.form.questions import SECTIONS, blocks
from cap.plan.kinds import walk
from cap.plan.model import Plan, Skill
from tests.browser.driving import RAN, Browser
from tests.browser.plans import DAY, Desk
from tests.form.texts import SCRIPTS, SPECIAL

pytestmark = pytest.mark.slow
STORY = ["I began in a bakery: flour, *salt* & water.", "", *SCRIPTS, "", "<script>window.ran = true</script>", "> “quoted”"]
TEXTS = (*SCRIPTS, "</textarea><img src=x onerror=window.ran=1>", *SPECIAL)
ENDS = ("done", "because")  # of what has ended nothing else can be asked
BLOCKS: dict[str, Block] = {f"{block.questions[0].label}?": block for block in blocks()}
OF_THE_PLAN: dict[str, Question] = {f"{one.label}?": one for section in SECTIONS for one in section.questions}
Part = tuple[int, ...]  # the sections that a field stands in, the outermost first


class Typist:
    """Somebody who has an answer to every question, and types it in."""

    def __init__(self, fields: Sequence[Mapping[str, Any]]) -> None:
        self.fields = fields
        self.texts = enumerate(cycle(TEXTS), 1)
        self.typed = 0
        self.numbers = count(2)
        self.said: dict[Part, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.first: dict[str, str] = {}  # the kind of an item, and what the first one is called
        self.given = [(n, self._answer(field)) for n, field in enumerate(fields) if self._takes(field)]

    def _question(self, field: Mapping[str, Any]) -> tuple[Block | None, Question]:
        part = tuple(field["above"])
        label = next(one["label"] for one in self.fields if tuple(one["above"]) == part)
        block = BLOCKS.get(label) if len(part) > 1 else None
        known = {f"{one.label}?": one for one in block.questions} if block else OF_THE_PLAN
        return block, known[field["label"]]

    def _takes(self, field: Mapping[str, Any]) -> bool:
        return self._question(field)[1].key not in ENDS

    def _answer(self, field: Mapping[str, Any]) -> Any:
        block, question = self._question(field)
        said = self.said[tuple(field["above"])][question.key]
        n = next(self.numbers)
        if field["story"]:
            answer = "\n".join(STORY)
        elif question.key == "story":
            answer = "yes"  # since it is told
        elif field["kind"] == "select":
            answer = [one for one in field["options"] if one and one != field["value"]][n % (len(field["options"]) - 2)]
        elif field["kind"] == "checkbox":
            answer = field["value"]
        elif field["kind"] == "date":
            answer = str(DAY + timedelta(days=-n if question.back else n))
        elif question.key == "cadence":
            answer = "5 weeks"
        elif block and question.key in block.kind.links:
            answer = self.first[block.kind.links[question.key]]
        else:
            self.typed, answer = next(self.texts)
            if (block and question is block.questions[0]) or question.key in ("manager", "role", "name", "called"):
                answer = f"{answer} {n}"
                self.first.setdefault(block.kind.key if block else "", one_line(answer))
        said.append(one_line(answer))
        return answer

    def check(self, plan: Plan) -> None:
        """Hold the plan against what was typed, question by question."""
        items = {(kind.word, one_line(str(getattr(item, kind.name)))): item for kind, _, item in walk(plan)}
        seen = 0
        for part, answers in self.said.items():
            label = next(one["label"] for one in self.fields if tuple(one["above"]) == part)
            block = BLOCKS.get(label) if len(part) > 1 else None
            item: Any = items[block.word, answers[block.questions[0].key][0]] if block else plan
            known = {one.key: one for one in (block.questions if block else OF_THE_PLAN.values())}
            for key, said in answers.items():
                seen += 1
                assert _held(plan, item, known[key]) == tuple(dict.fromkeys(said)), (part, key)
        assert seen > 60


def _held(plan: Plan, item: Any, question: Question) -> tuple[str, ...]:
    """What the plan says to a question, also where it was added to a history."""
    match question.key:
        case "tale":
            return (one_line("\n".join(STORY)),)  # it stands below the front matter, and is looked for there
        case "ratings":
            assert isinstance(item, Skill)
            return (str(next(one.rating for one in reversed(item.ratings) if one.by not in (None, "manager"))),)
        case "progress":
            return (one_line(item.progress[-1].note),)
    return said_to(plan, item, question)


@pytest.mark.parametrize("name", ["new", "linh"])
def test_every_field_of_the_form_comes_back(browser: Browser, desk: Desk, name: str) -> None:
    desk.put("new", "---\nname: Zoë\n---\n\n# Zoë\n")
    page = desk.page("form", name)
    more = ("click", "button.more")
    typist = Typist(browser.do(page, more, ("fields",)).results[1])
    dates = [(n, answer) for n, answer in typist.given if typist.fields[n]["kind"] == "date"]
    typing = (more, ("fill", [one for one in typist.given if one != dates[0]]), ("day", *dates[0]), ("type", 0, "!"))
    seen = browser.do(page, *typing, ("leave",), ("save",), ("copy",), ("value", RAN), ("leave",))
    day, _, before, saved, copied, ran, after = seen.results[2:]
    assert (day, before, after, ran, seen.requests, seen.messages) == (dates[0][1], True, False, 0, [], [])
    assert typist.typed >= len(TEXTS) or name == "new"
    assert copied == saved["text"] and saved["name"] == f"{name}-form.md"
    answer = desk.folder / saved["name"]
    answer.write_text(saved["text"], encoding="utf-8")
    said = desk.cap("form", name, "--read", answer, "--yes")
    assert "in doubt" not in said, said
    now = desk.read(name)
    assert now.plan is not None and not now.problems
    typist.check(now.plan)
    body = now.body.decode()
    for line in STORY:
        assert line in re.sub(r"\\(?=[<>&`#-])", "", body)
    assert "all of it stands in the plan already" in desk.cap("form", name, "--read", answer, "--yes")
