"""Print the table of DESIGN's goals and what was measured, as Markdown, a line as soon as it is known."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.corpus import TODAY
from benchmarks.rows import FULL, QUICK, rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast cap is, as ratios measured in one run.")
    parser.add_argument("--quick", action="store_true", help="a tenth of the plans, and fewer rounds")
    parser.add_argument("--corpus", metavar="DIR", type=Path, help="keep the generated plans here, and use those that are there")
    parser.add_argument("--only", metavar="WORDS", default="", help="only the rows that contain these words")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cap-benchmarks-") as temporary:
        folder = (wanted.corpus or Path(temporary)).absolute()
        print(_environment())
        print()
        print("| what | goal | median | min–max | met |")
        print("| --- | --- | --- | --- | --- |", flush=True)
        for row in rows(folder, QUICK if wanted.quick else FULL):
            if wanted.only in row.what:
                print(row.markdown(), flush=True)


def _environment() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    packages = ", ".join(f"{name} {_version(name)}" for name in ("typer", "msgspec", "yaml-rs", "check-jsonschema", "yamllint"))
    busy = f"load {os.getloadavg()[0]:.1f} at the start"
    return f"{python} on {platform.system()}, {cores} cores, {busy}; {packages}. Today is {TODAY}."


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not here"


if __name__ == "__main__":
    main()
