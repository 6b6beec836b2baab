"""`exclude:`: what is left out is what git would leave out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cap.workspace.excluded import BadPattern, Exclusion
from tests.cli.conftest import Run
from tests.plans_strategy import examples

FILES = (
    "ada.md",
    "bo.old.md",
    "night/ada.md",
    "night/old/cy.md",
    "old/ada.md",
    "old/deep/bo.md",
    "x y.md",
    "b/ada.md",
    "öl/ada.md",
)
PLAN = "---\nname: Ada\npauses: [{from: 2026-01-01}]\n---\n"
_PIECES = st.sampled_from(["old", "night", "ada.md", "*", "**", "*.md", "?", "[ab]", "deep", "bo.old.md", "x y.md", "öl"])
_PATTERNS = st.builds(
    lambda sign, slash, pieces, end: sign + slash + "/".join(pieces) + end * (pieces[-1] != "**"),  # what is below, but no file
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "/"]),
    st.lists(_PIECES, min_size=1, max_size=3),
    st.sampled_from(["", "/"]),
)


def written(folder: Path) -> list[Path]:
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PLAN, encoding="utf-8")
    return [folder / name for name in FILES]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True, timeout=60)
    written(folder)
    return folder


@given(st.lists(_PATTERNS, max_size=4))
@example(["old", "!old/ada.md"])
@example(["night/**", "!night/ada.md"])
@example(["*.md", "!old/"])
@settings(examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_left_out_is_what_git_ignores(repository: Path, patterns: list[str]) -> None:
    (repository / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    said = subprocess.run(
        ["git", "-c", "core.quotePath=false", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=repository,
        input="\0".join(FILES).encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert said.returncode in (0, 1)
    exclusion = Exclusion(patterns, [repository])
    found = {name for name in FILES if exclusion.leaves_out(repository / name)}
    assert found == set(filter(None, said.stdout.decode().split("\0")))


def test_so_many_patterns_that_asking_each_about_each_file_would_take_minutes_are_not_asked(tmp_path: Path) -> None:
    few, many = Exclusion(["gone"] * 10, [tmp_path]), Exclusion(["gone"] * 10_000, [tmp_path])
    files = [tmp_path / f"{i}.md" for i in range(201)]
    assert few.idle(files) == list(range(10))
    assert many.idle(files) == []
    assert not many.leaves_out(files[0])


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        ("old", {"ada", "bo.old", "x y"}),  # a folder's name alone, at any depth
        ("night/", {"ada", "bo.old", "bo", "x y"}),
        ("plans/night", {"ada", "bo.old", "bo", "x y"}),  # from the settings
        ("/night/*", {"ada", "bo.old", "bo", "x y"}),  # from the folder of plans
        ("['*.md', '!x y.md']", {"x y"}),
        ("['/night/**', '!/night/old', '/night/old/*', '!cy.md']", {"ada", "bo.old", "bo", "cy", "x y"}),
        ("nobody.md", {"ada", "bo.old", "bo", "cy", "x y"}),
    ],
)
def test_a_pattern_is_relative_to_the_settings_and_to_each_folder_of_plans(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch, exclude: str, left: set[str]
) -> None:
    written(empty / "plans")
    (empty / "plans" / "old" / "ada.md").rename(empty / "plans" / "old" / "bo.md")  # one more with a name that is taken
    Path("cap.yaml").write_text(f"exclude: {exclude}\n")
    assert _listed(run) == left
    monkeypatch.chdir("plans/night")  # whatever the folder that it is asked from
    assert _listed(run) == left


def _listed(run: Run) -> set[str]:
    return {line.split(",")[0] for line in run("list", "--format", "csv").stdout.splitlines()[1:]}


def test_a_pattern_that_matches_nothing_is_said_at_its_line(run: Run, empty: Path) -> None:
    written(empty / "plans")
    Path("cap.yaml").write_text("plans: plans\nexclude:\n  - old/\n  - nigth/\n  - '*.markdown'\n  - '!nobody.md'\n")
    said = run("lint").stderr
    assert "cap.yaml:3" not in said
    for place, pattern in ((4, "nigth/"), (5, "*.markdown"), (6, "!nobody.md")):
        assert f"cap.yaml:{place}:5: `{pattern}` under `exclude:` matches no file" in " ".join(said.split())
    assert "exclude" not in run("lint", "plans/ada.md").stderr  # a file that was named is not looked for


@pytest.mark.parametrize("pattern", ["!", "a\\\\", "[z-a].md"])
def test_a_pattern_that_is_none_is_refused_at_its_line(run: Run, empty: Path, pattern: str) -> None:
    written(empty / "plans")
    Path("cap.yaml").write_text(f'exclude:\n  - old/\n  - "{pattern}"\n')
    for command in (["lint"], ["list"], ["show", "ada"]):
        result = run(*command)
        assert result.exit_code == 2 and isinstance(result.exception, SystemExit)
        assert "cap.yaml:3:5: `" in result.stderr and "is not a pattern" in result.stderr
    with pytest.raises(BadPattern):
        Exclusion([pattern.replace("\\\\", "\\")], [empty])
