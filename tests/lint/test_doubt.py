"""What a shape problem leaves in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.lint.doubt import Doubt
from cap.plan.problem import ItemPath
from tests.plans_strategy import examples


@pytest.mark.parametrize(
    ("read", "spoilt", "doubtful"),
    [
        (("next",), ("next",), True),
        (("next",), ("name",), False),
        (("goals", 1, "due"), ("goals", 1), True),  # hangs from it
        (("goals", 1, "due"), ("goals", 2), False),
        (("goals", 1), ("goals", 1, "due"), False),  # of an item, one value is in doubt
        (("goals",), ("goals", 1), True),  # a list with an entry in doubt
        (("goals", "due"), ("goals", 1, "due"), True),  # of any of them
        (("goals", "due"), ("goals", 1, "measure"), False),
        (("skills", 0, "actions", "due"), ("skills", 0, "actions", 3, "due"), True),
        (("skills", 0, "actions", "due"), ("skills", 1, "actions", 3, "due"), False),
        (("skills", "actions"), ("skills", 1, "actions", 3), True),
        (("next",), (), True),
    ],
)
def test_what_is_in_doubt(read: ItemPath, spoilt: ItemPath, doubtful: bool) -> None:
    assert Doubt([spoilt]).about(read) is doubtful
    assert Doubt([("x-a",), spoilt, (*spoilt, "x-b")]).about(read) is doubtful
    assert not Doubt([]).about(read)


PATHS = st.lists(st.sampled_from(["a", "b", 0, 1]), max_size=5).map(tuple)


@examples(300)
@given(PATHS, st.lists(PATHS, max_size=6))
def test_many_paths_are_in_doubt_when_one_of_them_is(read: ItemPath, spoilt: list[ItemPath]) -> None:
    doubt = Doubt(spoilt)
    assert doubt.about(read) == any(Doubt([path]).about(read) for path in spoilt)
    assert doubt.about(read) == doubt.about(read)
