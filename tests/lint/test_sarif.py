"""A SARIF report as a library reads it that knows every name of the standard: nothing is lost, nothing is unknown."""

from __future__ import annotations

import json

import pytest
from sarif_pydantic import Sarif

from tests.lint.test_outputs import ODD, PLANS, printed


@pytest.mark.parametrize(
    "raw", [ODD.encode(), *(path.read_bytes() for path in PLANS[::3])], ids=["odd", *(p.stem for p in PLANS[::3])]
)
def test_all_that_is_said_is_understood(raw: bytes) -> None:
    text = printed(raw, "sarif")
    understood = Sarif.model_validate_json(text).model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert understood == json.loads(text)
