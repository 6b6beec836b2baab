"""What all tests share: nobody's own cache and state are read or written."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own(tmp_path_factory: pytest.TempPathFactory) -> None:
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        pytest.MonkeyPatch().setenv(variable, str(tmp_path_factory.mktemp(variable.lower())))
