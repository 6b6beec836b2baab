"""A browser of this system, driven by drive.mjs: jobs go in, and what was found comes out."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

HERE = Path(__file__).parent
REQUIRED = os.environ.get("CAP_PROGRAMS") == "required"  # as .ci/run says: then a browser that is not here is a failure
EXECUTABLES = {"chromium": ("chromium", "chromium-browser", "google-chrome"), "firefox": ("firefox-esr", "firefox")}
# A network with nothing in it but this process's own machine, where the system lets anybody have one.
ALONE = ("unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
PATIENCE = 120  # seconds for a job; drive.mjs gives up before, and says at which step
RAN = "window.ran || document.querySelectorAll('main img, main script').length"  # whether words have become something that runs
WITHIN = ("data:", "blob:", "about:")  # what needs neither a file nor a network


class Missing(Exception):
    """Something that is needed is not on this machine."""


class Seen(NamedTuple):
    """What came of a job: what each step found, what the page asked for besides itself, and what it said of errors."""

    results: list[Any]
    requests: list[str]
    messages: list[str]


class Browser:
    """A browser that runs until `close`. Raises Missing."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        node, executable = _found("node"), _found(*EXECUTABLES[name])
        if not (HERE / "node_modules" / "puppeteer-core").is_dir():
            raise Missing("npm's puppeteer-core")
        words = [node, str(HERE / "drive.mjs"), name, executable, str(folder)]
        self.process = subprocess.Popen(
            [*ALONE, *words] if _has_a_network_of_its_own() else words,
            env=os.environ | {"HOME": str(folder), "LANG": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.version = self._answer()["version"]

    def do(self, page: Path, *steps: tuple[Any, ...], **how: Any) -> Seen:
        """Open a page and take steps on it, each a function of steps.mjs; `how` is its `width`, and whether it may `script`."""
        assert self.process.stdin is not None
        assert self.process.poll() is None, f"{self.name} has ended before"
        self.process.stdin.write(json.dumps({"page": str(page), "steps": steps, **how}) + "\n")
        self.process.stdin.flush()
        answer = self._answer()
        own = page.resolve().as_uri()
        requests = [one for one in map(unquote, answer["requests"]) if one != unquote(own) and not one.startswith(WITHIN)]
        return Seen(answer["results"], requests, answer["messages"])

    def close(self) -> None:
        """Let the browser go."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        for insist in (self.process.terminate, self.process.kill):
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            insist()
        self.process.wait(10)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put("")

    def _answer(self) -> dict[str, Any]:
        try:
            line = self.lines.get(timeout=PATIENCE)
        except queue.Empty:
            self.close()
            line = ""
        assert line, f"{self.name} ended by itself, or said nothing for {PATIENCE} seconds"
        answer: dict[str, Any] = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer


def _found(*names: str) -> str:
    """The first of some programs that is here. Raises Missing."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise Missing(names[0])
    return path


def _has_a_network_of_its_own() -> bool:
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False, timeout=30).returncode == 0
