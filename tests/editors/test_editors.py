"""Neovim and Emacs, with the very lines of the page on editors: what they show of a plan is what `cap lint` says of its text."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cap.addresses import PAGES
from cap.lint.engine import lint
from cap.plan.read import read

pytestmark = pytest.mark.slow
HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
PAGE = (ROOT / PAGES / "editors.md").read_text(encoding="utf-8")
REQUIRED = os.environ.get("CAP_PROGRAMS") == "required"  # as .ci/run says: then a program that is not here is a failure
TODAY = datetime.date(2026, 3, 31)
# How to have a program print `able` where it is all that the page asks for.
ABLE = {
    "nvim": ("--headless", "--clean", "+echo has('nvim-0.11') ? 'able' : ''", "+quitall"),
    "emacs": (
        "--batch",
        "-f",
        "package-initialize",
        "--eval",
        "(when (and (require 'eglot) (require 'markdown-mode)) (princ \"able\\n\"))",
    ),
}
PLAN = "---\nname: Ada 😀\nstage: draft\nrole: {a: b}\n---\n# Ada\n"


def snippet(language: str) -> str:
    """The lines that the page gives for one editor."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for plans, and a `cap` to be found."""
    for name, text in (("cap.yaml", ""), ("plans/ada.md", PLAN), ("bin/cap", f'#!/bin/sh\nexec {sys.executable} -m cap "$@"\n')):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "bin/cap").chmod(0o755)
    return tmp_path


def run(folder: Path, program: str, *words: str) -> dict[str, Any]:
    """What an editor has seen."""
    path = f"{HERE / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(ROOT), "CAP_TODAY": str(TODAY)}
    environment |= {
        "PATH": f"{folder / 'bin'}{os.pathsep}{path}",
        "XDG_CONFIG_HOME": "",
        "XDG_DATA_HOME": "",
        "XDG_STATE_HOME": "",
    }
    executable = shutil.which(program, path=path)

    def ended(*words: str) -> str:
        started = subprocess.run(
            [str(executable), *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=90, check=False
        )
        return started.stdout + started.stderr

    if executable is None or not re.search(r"(?m)^able$", ended(*ABLE[program])):
        (pytest.fail if REQUIRED else pytest.skip)(
            f"{program}, with what the page asks for, is not here; .ci/programs installs it"
        )
    printed = ended(*words)
    assert (folder / "seen.json").exists(), printed
    seen: dict[str, Any] = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    return seen


def said(text: str) -> list[list[Any]]:
    return [[problem.line, problem.rule] for problem in lint(read(text.encode()), today=TODAY)]


def hold(seen: dict[str, Any], rule_of: Callable[[str], str]) -> None:
    """Hold what was shown against what lint says of the same texts."""
    assert list(seen) and all(moment["settled"] for moment in seen.values()), seen
    for moment in seen.values():
        assert sorted([line, rule_of(rule)] for line, _, rule in moment["found"]) == sorted(said(moment["text"]))
    assert seen["opened"]["text"] == PLAN
    assert seen["typed"]["text"] == PLAN.replace("draft", "Exploring")
    assert seen["mended"]["text"] == PLAN.replace("draft", "exploring")


def test_neovim(folder: Path) -> None:
    (folder / "init.lua").write_text(snippet("lua"), encoding="utf-8")
    words = ("--headless", "--clean", "-u", "init.lua", "plans/ada.md", "-c", f"luafile {HERE / 'neovim.lua'}")
    hold(run(folder, "nvim", *words), lambda code: code)


def test_emacs(folder: Path) -> None:
    (folder / "init.el").write_text(snippet("elisp"), encoding="utf-8")
    words = ("--batch", "--funcall", "package-initialize", "--load", "init.el", "--load", str(HERE / "emacs.el"))
    hold(run(folder, "emacs", *words), lambda text: re.findall(r"\[([a-z-]+)\]", text)[-1])
