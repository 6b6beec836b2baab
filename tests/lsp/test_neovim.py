"""Real Neovim, without a screen: a plan is typed from nothing to agreed, and each state shows what `cap lint -` says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import converters, types

from cap.lint.fix import fixed
from tests.lsp.test_random_edits import as_lint_prints_it, as_lint_says_it, lint_json
from tests.lsp.test_session import FROM_NOTHING

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BROKEN = '---\nname: Ada 😋: Obi\nstagee: agreed\ngoals:\n  - {goal: 😋 x, due: 2026/9/1}\nskills:\n  - skill: Go\n\trating: "4"\n---\n\nHer story.\n'


def test_neovim_shows_at_each_keystroke_what_lint_says(tmp_path: Path) -> None:
    neovim = shutil.which("nvim")
    if neovim is None:
        (pytest.fail if os.environ.get("CAP_PROGRAMS") == "required" else pytest.skip)(
            "nvim is not here; .ci/programs installs it"
        )
    home = tmp_path / "team"
    (home / "plans").mkdir(parents=True)
    (home / ".git").mkdir()
    (home / "cap.yaml").write_text("plans: plans\n", encoding="utf-8")
    (home / "plans" / "bo.md").write_text(BROKEN, encoding="utf-8")
    job = {
        "root": str(home),
        "plan": str(home / "plans" / "ada.md"),
        "broken": str(home / "plans" / "bo.md"),
        "keys": ["\r" if key == "\n" else key for key in FROM_NOTHING.removesuffix("\n")],
        "command": [sys.executable, "-m", "cap", "lsp", "--today", "2026-06-15"],
        "out": str(tmp_path / "out.json"),
    }
    (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment = {**os.environ, **folders, "JOB": str(tmp_path / "job.json"), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    environment.pop("CAP_CONFIG", None)
    script = str(Path(__file__).with_name("neovim.lua"))
    ended = subprocess.run(
        [neovim, "--headless", "--clean", "-n", "-c", f"luafile {script}", "-c", "cquit"],
        cwd=home, env=environment, capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    assert (tmp_path / "out.json").exists(), ended.stderr.decode()[-2000:]
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    converter = converters.get_converter()
    assert len(found["states"]) == len(job["keys"])
    for state in found["states"]:
        shown = [converter.structure(one, types.Diagnostic) for one in state["shown"] or []]
        assert as_lint_says_it(state["text"], found["encoding"], shown) == as_lint_prints_it(
            lint_json(state["text"]), state["text"]
        )
    assert found["states"][-1]["text"] == FROM_NOTHING and found["states"][-1]["shown"] in ([], {})
    assert (home / "plans" / "ada.md").read_text(encoding="utf-8") == FROM_NOTHING
    assert found["mended"].encode() == fixed(BROKEN.encode()) != BROKEN.encode()
