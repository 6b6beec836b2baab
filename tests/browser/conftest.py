"""The browsers, each started once; and `cap`, as somebody calls it who has plans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.driving import EXECUTABLES, REQUIRED, Browser, Missing
from tests.browser.plans import Desk


@pytest.fixture(scope="session", params=list(EXECUTABLES))
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    try:
        found = Browser(request.param, tmp_path_factory.mktemp(request.param))
    except Missing as missing:
        (pytest.fail if REQUIRED else pytest.skip)(
            f"{request.param} is not tried: {missing} is not here; .ci/programs installs it"
        )
    yield found
    found.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Plans that are only looked at."""
    return Desk(tmp_path_factory.mktemp("shelf"))
