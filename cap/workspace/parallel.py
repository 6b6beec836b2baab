"""The same task for many files, on several processors when there are enough files to be worth it; results in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from cap.system import workers

Result = TypeVar("Result")

ENOUGH = 1500  # files for which starting more processes pays
CHUNK = 100  # files handed over at once


def each(task: Callable[[str], Result], paths: Sequence[str], jobs: int | None = None) -> Iterator[Result]:
    """`task` of each path, in order. `task` must be picklable. `jobs`: processes at the most; None: one for each processor."""
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs <= 1 or len(paths) < ENOUGH:
        return map(task, paths)
    return _in_processes(task, paths, workers(jobs))


def _in_processes(task: Callable[[str], Result], paths: Sequence[str], jobs: int) -> Iterator[Result]:
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    size = min(CHUNK, -(-len(paths) // jobs))
    chunks = [paths[i : i + size] for i in range(0, len(paths), size)]
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_leave_interrupts_to_the_parent)
    done = 0
    try:
        for results in pool.map(partial(_all, task), chunks):
            yield from results
            done += len(results)
    except BrokenExecutor:  # a process was killed: the rest is done by this one
        yield from map(task, paths[done:])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _all(task: Callable[[str], Result], paths: Sequence[str]) -> list[Result]:
    return [task(path) for path in paths]


def _leave_interrupts_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
