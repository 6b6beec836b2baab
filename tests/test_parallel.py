"""Many files on several processors."""

from __future__ import annotations

import os
import signal
from functools import partial

import pytest

from cap.workspace import parallel
from cap.workspace.parallel import each

PATHS = [str(number) for number in range(500)]


def dying(path: str, parent: int) -> str:
    """Kills the process that works on 250, unless it is the one that asked."""
    if path == "250" and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return path + "!"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody is killed here")
def test_when_a_process_is_killed_the_rest_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ENOUGH", 10)
    assert list(each(partial(dying, parent=os.getpid()), PATHS, 2)) == [path + "!" for path in PATHS]


def test_results_come_in_the_order_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ENOUGH", 10)
    for jobs in (None, 1, 2, 7):
        assert list(each(str.upper, ["a", "b", *PATHS], jobs)) == ["A", "B", *PATHS]


def test_a_task_that_fails_fails_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ENOUGH", 10)
    with pytest.raises(ValueError, match="invalid literal"):
        list(each(int, [*PATHS, "x"], 2))
