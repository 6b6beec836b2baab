"""`exclude:`: what is left out is what git would leave out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cap.cli.app import app
from cap.workspace.excluded import BadPattern, Exclusion
from tests.cli.conftest import Run, git, refused
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


# ---- files that are named by a hook or an editor


MESSY = "---\nname: Ada\nstage: agreed\n---\n"


def test_a_named_file_is_linted_unless_it_is_said_to_count_as_in_its_folder(run: Run, empty: Path) -> None:
    names = ["ada.md", "old/bo.md", "README.md", "deep/Readme.md", ".hidden/cy.md", "notes.txt", "di.bak.md"]
    for name in names:
        (empty / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        (empty / "plans" / name).write_text(MESSY)
    (empty / "outside.md").write_text(MESSY)
    (empty / ".github").mkdir()
    (empty / ".github" / "pull.md").write_text("# Hello\n")
    Path("cap.yaml").write_text("exclude: [old/, '*.bak.md']\n")
    every = [*(f"plans/{name}" for name in names), "outside.md", ".github/pull.md"]
    assert _told(run, *every) == sorted(every)
    for prefix in ("", str(empty) + "/"):
        assert _told(run, "--force-exclude", *(prefix + name for name in every)) == sorted(
            [f"{prefix}outside.md", f"{prefix}plans/ada.md"]
        )
    nothing = run("lint", "--force-exclude", "plans/README.md", "plans/old/bo.md")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "No plan read: nothing to mend.\n")
    assert run("lint", "--force-exclude", "plans/nobody.md").exit_code == 2
    assert _told(run, "--force-exclude", "plans", "ada") == ["plans/ada.md"]


def _told(run: Run, *words: str) -> list[str]:
    result = run("lint", *words, "--format", "concise")
    assert result.exit_code == 1, result.output
    return sorted({line.partition(":")[0] for line in result.stdout.splitlines()})


@pytest.mark.parametrize(
    ("name", "left_out"), [("plans/old/x.md", True), ("plans/README.md", True), ("plans/x.md", False), ("", False)]
)
def test_what_an_editor_sends_counts_as_the_file_that_it_is(empty: Path, name: str, left_out: bool) -> None:
    (empty / "plans").mkdir()
    Path("cap.yaml").write_text("exclude: [old/]\n")
    words = ["lint", "-", *["--stdin-filename", name] * bool(name)]
    assert CliRunner().invoke(app, words, input=MESSY).exit_code == 1
    assert CliRunner().invoke(app, [*words, "--force-exclude"], input=MESSY).exit_code == (0 if left_out else 1)


def test_a_private_note_that_a_hook_names_hides_nobodys_findings_and_is_found_itself(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    Path("notes").mkdir()
    Path("notes/ada.md").write_text("zzyzx would rather leave\n")
    git("add", "-A", "-f")
    assert "is a place for private notes" in refused(run("lint", "plans/ada.md", "notes/ada.md"))
    result = run("lint", "--force-exclude", "plans/ada.md", "notes/ada.md")
    assert result.exit_code == 1 and "error private-in-repo: " in result.stdout and "plans/ada.md:" in result.stdout
    assert "zzyzx" not in result.output
