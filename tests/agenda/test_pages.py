"""What holds for every page, whatever the plan: of any person, for any talk, as long as one likes, for either side."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from cap.agenda.fitting import longest, words
from cap.agenda.prepare import Agenda, Options, agenda, agenda_types
from cap.agenda.situation import Audience
from cap.plan.read import read
from tests.plans_strategy import examples, plans

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
KINDS = [kind.name for kind in agenda_types()]
SECRET = "zebra-crossing-nobody-knows"


def page_of(raw: bytes, **how: Any) -> Agenda:
    reading = read(raw)
    assert reading.plan is not None
    return agenda(reading, Options(**how))


pages = {
    "audience": st.sampled_from(AUDIENCES),
    "kind": st.sampled_from([*KINDS, None]),
    "minutes": st.sampled_from((15, 20, 30, 45, 60, 90, 480)),
    "today": st.dates(date(2024, 1, 1), date(2028, 12, 31)),
}


@examples(60)
@given(plans(), st.fixed_dictionaries(pages))
def test_every_plan_has_a_page_that_fits(written: Any, how: dict[str, Any]) -> None:
    made = page_of(written.raw, private=f"a note\n- seen: {SECRET}\n{SECRET}", **how)
    minutes = [int(found) for found in re.findall(r"^## .* \((\d+) min\)$", made.text, re.MULTILINE)]
    assert sum(minutes) == how["minutes"] and all(minutes)
    assert words(made.text) <= longest(how["minutes"], how["audience"])
    questions = [line.text for line in made.page.lines() if line.question]
    assert len(questions) == len(set(questions))
    assert SECRET not in made.text or how["audience"] == "manager"
