"""What all tests share: nobody's own cache and state are read or written, and few wait for the disk."""

from __future__ import annotations

import os

import pytest

_TO_THE_DISK = os.fsync


def _nowhere(descriptor: object) -> None:
    """Leave what was written to the system, which brings it to the disk in its own time."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let only the tests of writing wait for the disk: a machine with much to do takes a tenth of a second each time."""
    setattr(os, "fsync", _TO_THE_DISK if "writing" in item.path.parts else _nowhere)  # noqa: B010  mypy knows it by its own type


@pytest.fixture(scope="session", autouse=True)
def _own(tmp_path_factory: pytest.TempPathFactory) -> None:
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        pytest.MonkeyPatch().setenv(variable, str(tmp_path_factory.mktemp(variable.lower())))
