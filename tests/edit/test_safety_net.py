"""When the place of an edit is worked out wrongly, the checks afterwards find it: a wrong splice never leaves `apply`."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from cap.edit import apply as editing
from cap.edit.apply import Append, Edit, Put, Remove, Rename, apply
from cap.edit.splicing.events import Document, Event, Splice
from cap.edit.splicing.splice import splice
from cap.edit.splicing.steps import Step
from cap.plan.read import read
from cap.refusal import EditBlocked
from tests.edit.test_properties import change, edited, remarks
from tests.plans_strategy import Written, examples

LINES = "name: A\nstage: draft # now\n# all\nthemes: [a, b]\ntopics:\n- {topic: t, by: x}\n- {topic: u}\nx-a: b\n"
RAW = f"---\n{LINES}---\n\ntext\n".encode()


def at(text: str) -> int:
    return LINES.index(text)


def text(value: str) -> tuple[Event, ...]:
    return (Event("scalar", value),)


# What was asked for, what is done instead (with the events as they then really are), and the reason.
WRONG: dict[str, tuple[Edit, Splice, str]] = {
    "another value": (Put(("stage",), "agreed"), Splice(((at("draft"), at(" # now"), "paused"),), 4, 5, text("agreed")), "reads back as something else"),
    "another key": (Put(("stage",), "agreed"), Splice(((at("A\n"), at("\nstage"), "agreed"),), 2, 3, text("agreed")), "`stage` would change more than that"),
    "the value and more": (Put(("stage",), "agreed"), Splice(((at("draft"), at("themes"), "agreed\nrole: x\n"),), 4, 5, (*text("agreed"), *text("role"), *text("x"))), "the comment `# now` would be lost"),
    "a comment taken along": (Put(("stage",), "agreed"), Splice(((at("draft"), at("themes"), "agreed\n"),), 4, 5, text("agreed")), "the comment `# now` would be lost"),
    "a line of comment taken along": (Put(("themes", 0), "c"), Splice(((at("# all"), at(", b]"), "themes: [c"),), 7, 8, text("c")), "the comment `# all` would be lost"),
    "a comment added": (Put(("stage",), "agreed"), Splice(((at("draft"), at(" # now"), "agreed # oh"),), 4, 5, text("agreed")), "comment"),
    "a team's own key for one of the format": (Put(("stage",), "agreed"), Splice(((at("b\n", ), len(LINES) - 1, "agreed"),), 24, 25, text("agreed")), "would not read back as what was given"),
    "a team's own key for a new one of the format": (Put(("role",), "Cook"), Splice(((at("b\n"), len(LINES) - 1, "Cook"),), 24, 25, text("Cook")), "`role` would not read back as what was given"),
    "another entry": (Put(("themes", 0), "c"), Splice(((at("b]"), at("]\ntopics"), "c"),), 8, 9, text("c")), "`themes[0]` would change more than that"),
    "an entry in front": (Append(("themes",), "c"), Splice(((at("a, b"), at("a, b"), "c, "),), 7, 7, text("c")), "`themes[2]` would change more than that"),
    "an entry that goes, another than was meant": (Remove(("topics", 0)), Splice(((at("- {topic: u"), at("x-a"), ""),), 18, 22), "`topics[0]` would change more than that"),
    "a key that goes, and another": (Remove(("topics", 0, "by")), Splice(((at("topic: t"), at("by: x"), ""),), 13, 15), "a topic needs `topic`"),
    "a value that changes with its name": (Rename(("x-a",), "x-b"), Splice(((at("x-a"), at("b\n", ) + 1, "x-b: c"),), 23, 25, (*text("x-b"), *text("b"))), "reads back as something else"),
    "something that is not YAML": (Put(("stage",), "agreed"), Splice(((at("draft"), at(" # now"), "[agreed"),), 4, 5, text("[agreed")), "bracket"),
    "an end of the front matter": (Put(("x-a",), "c"), Splice(((at("b\n"), at("b\n") + 1, "c\n---"),), 24, 25, text("c")), "move the end of the front matter"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "wrong", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_splice_is_found(edit: Edit, wrong: Splice, reason: str) -> None:
    with mock.patch.object(editing, "splice", lambda *_: wrong), pytest.raises(EditBlocked) as caught:
        apply(RAW, [edit])
    assert reason in caught.value.message
    assert caught.value.hint
    assert caught.value.line == 2 + LINES.count("\n", 0, wrong.cuts[0][0])
    apply(RAW, [edit])


@examples(100)
@given(
    edited(),
    st.integers(-3, 3),
    st.integers(-3, 3),
    st.sampled_from(("", " ", "\n", "x", ", ", "#", ": ", "- x\n", "y: 1\n", "'")),
)
def test_whatever_goes_wrong_with_a_splice_no_wrong_file_comes_out(
    case: tuple[Written, Edit], start: int, end: int, extra: str
) -> None:
    written, edit = case

    def shifted(doc: Document, step: Step) -> Splice:
        right = splice(doc, step)
        if not right.cuts:
            return right
        (first, last, new), *rest = right.cuts
        first, last = (max(0, min(i, len(doc.text))) for i in (first + start, last + end))
        return right._replace(cuts=((first, max(first, last), new + extra), *(cut for cut in rest if cut[0] >= max(first, last))))

    with mock.patch.object(editing, "splice", shifted):
        try:
            new = apply(written.raw, [edit])
        except EditBlocked:
            event("found")
            return
    event("harmless")
    assert read(new).plan == change(written.data, edit)
    assert read(new).body == read(written.raw).body
    assert remarks(new) == remarks(written.raw)
