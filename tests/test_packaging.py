"""The templates are found both ways: in a checkout, and in a wheel installed into a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from importlib.metadata import distributions
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "CAP_"))}


def run(*words: str | Path, cwd: Path, **variables: str) -> str:
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env=ENVIRONMENT | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("career_action_plan-*.whl")
    return built


@pytest.fixture(scope="module")
def clean_cap(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`cap` from the wheel, in an environment that holds nothing else, and what it needs in the versions that are here."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    here = folder / "constraints.txt"
    here.write_text("".join(f"{found.name}=={found.version}\n" for found in distributions()), encoding="utf-8")
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--constraint", here, wheel, cwd=folder)
    return scripts / "cap"


def main_job(cap: list[str | Path], folder: Path) -> str:
    """What a newcomer types, in an empty folder."""
    run(*cap, "new", "alice", "--yes", cwd=folder)
    run(*cap, "lint", "plans", cwd=folder)
    return run(*cap, "agenda", "alice", "--type", "unclear-goals", "--today", "2026-11-22", cwd=folder)


def test_a_wheel_in_a_clean_environment_says_what_a_checkout_says(clean_cap: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    from_wheel = main_job([clean_cap], tmp_path / "a")
    from_checkout = main_job([sys.executable, "-m", "cap"], tmp_path / "b")
    assert from_wheel == from_checkout
    assert (tmp_path / "a/plans/alice.md").read_bytes() == (tmp_path / "b/plans/alice.md").read_bytes()


def test_the_command_has_a_second_name(clean_cap: Path, tmp_path: Path) -> None:
    second = clean_cap.with_name("career-action-plan")
    assert run(second, "--version", cwd=tmp_path) == run(clean_cap, "--version", cwd=tmp_path)
    assert "Usage: career-action-plan rate" in run(second, "rate", "--help", cwd=tmp_path)
    assert "Usage: cap rate" in run(clean_cap, "rate", "--help", cwd=tmp_path)
    completing = {"_CAREER_ACTION_PLAN_COMPLETE": "complete_bash", "COMP_WORDS": "career-action-plan ag", "COMP_CWORD": "1"}
    assert run(second, cwd=tmp_path, **completing).split() == ["agenda"]


def test_the_wheel_holds_the_package_and_its_templates_only(wheel: Path) -> None:
    from zipfile import ZipFile

    names = ZipFile(wheel).namelist()
    assert "cap/templates/plan.md.j2" in names and "cap/py.typed" in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"cap"}


def test_the_ci_file_tries_the_readme_s_line_on_three_systems() -> None:
    import yaml

    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["test"]
    assert {system.partition("-")[0] for system in job["strategy"]["matrix"]["system"]} == {"ubuntu", "macos", "windows"}
    assert workflow["permissions"] == {"contents": "read"}
    (found,) = [step["run"] for step in job["steps"] if "README.md" in step.get("run", "")]
    told = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", found.replace('bash -euo pipefail -c "$line"', "")],
        cwd=ROOT,
        env=ENVIRONMENT | {"RUNNER_OS": "Windows"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert (
        told.startswith("python -m venv .venv && ")
        and told.endswith(" && .venv/Scripts/pytest -n auto\n")
        and "/bin/" not in told
    )
