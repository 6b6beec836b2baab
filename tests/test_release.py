"""What is published: only what was looked at, from the one repository whose addresses stand in it, under its own version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from cap.addresses import HOME

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SERVER, REPOSITORY = re.findall(r"(https://[^/]+)/(.+)", HOME)[0]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `.ci/release` looks at before it builds, with a section for this version in the changelog."""
    for name in (".ci/release", "cap/addresses.py", "pyproject.toml", "CHANGELOG.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    with (tmp_path / "CHANGELOG.md").open("a", encoding="utf-8") as changelog:
        changelog.write(f"\n## [{VERSION}] - 2026-12-01\n")
    return tmp_path


def release(checkout: Path, tag: str, repository: str = REPOSITORY) -> str:
    """What `.ci/release` refuses with."""
    where = {"GITHUB_SERVER_URL": SERVER, "GITHUB_REPOSITORY": repository}
    done = subprocess.run(
        ["bash", checkout / ".ci/release", tag], env=os.environ | where, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode != 0
    return done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a script for a shell")
def test_nothing_is_built_under_a_wrong_tag_without_a_section_or_elsewhere(checkout: Path) -> None:
    assert f"The tag v9.9.9 is not v{VERSION}" in release(checkout, "v9.9.9")
    assert f"This is {SERVER}/somebody/cap, and every page" in release(checkout, f"v{VERSION}", "somebody/cap")
    shutil.copy(ROOT / "CHANGELOG.md", checkout / "CHANGELOG.md")
    if f"## [{VERSION}]" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        assert f'no section "## [{VERSION}]' in release(checkout, f"v{VERSION}")


def test_only_the_job_that_runs_nothing_of_ours_may_publish() -> None:
    workflow: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert workflow["permissions"] == {} and build["permissions"] == {"contents": "read"}
    assert publish["permissions"] == {"id-token": "write"} and publish["environment"] and publish["needs"] == "build"
    assert [step["run"] for step in build["steps"] if "run" in step] == ['.ci/release "$GITHUB_REF_NAME"']
    assert [step for step in publish["steps"] if "run" in step] == []
    assert publish["steps"][-1]["uses"].startswith("pypa/gh-action-pypi-publish@")
