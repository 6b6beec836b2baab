"""What a repository may reach outside itself: nothing, until the user trusts its settings to lead there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cap.workspace import trust
from cap.workspace.paths import only_ours
from tests.cli.conftest import Run, tree

PLAN = "---\nname: {}\nstage: agree\n---\n"


@pytest.fixture
def joined(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose settings join plans, templates and notes from beside it."""
    (empty / ".git").rmdir()
    for name in ("mine", "bob-plan"):
        (empty / name / "plans").mkdir(parents=True)
        (empty / name / ".git").mkdir()
    (empty / "mine" / "plans" / "ada.md").write_text(PLAN.format("Ada"))
    (empty / "bob-plan" / "plans" / "bob.md").write_text(PLAN.format("Bob"))
    (empty / "shared" / "agenda").mkdir(parents=True)
    (empty / "shared" / "agenda" / "unclear-goals.md.j2").write_text("Ours")
    monkeypatch.setenv("HOME", str(empty / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.chdir(empty / "mine")
    Path("cap.yaml").write_text("plans: [plans, ../bob-plan/plans]\ntemplates: ../shared\nprivate: ../notes\n")
    return empty


def keys(run: Run) -> str:
    return run("list", "--format", "csv").stdout.split("\n", 1)[1]


def test_until_it_is_trusted_what_lies_outside_is_skipped_and_said_in_a_line(run: Run, joined: Path) -> None:
    before = tree(joined / "bob-plan")
    assert "bob" not in keys(run) and "ada" in keys(run)
    listed = run("list")
    assert listed.stderr.startswith(
        f"cap: cap.yaml leads outside its repository, `plans` to {joined}/bob-plan/plans, `templates` to {joined}/shared,"
        f" `private` to {joined}/notes; left out until you trust it: cap trust .\n"
    )
    assert "Ours" not in run("agenda", "ada", "--type", "unclear-goals").stdout
    assert run("lint", "--fix").exit_code == 1
    for words in (
        ["set", "bob", "role", "x"],
        ["set", "../bob-plan/plans/bob.md", "role", "x"],
        ["edit", "../bob-plan/plans/bob.md"],
        ["lint", "--fix", "../bob-plan/plans/bob.md"],
        ["lint", "--fix", "../bob-plan/plans"],
        ["private", "ada", "-m", "x"],
        ["private", "ada"],
    ):
        assert run(*words).exit_code == 2, words
    assert run("agenda", "ada", "--for", "manager").exit_code == 0
    assert tree(joined / "bob-plan") == before and not (joined / "notes").exists()
    Path("cap.yaml").write_text("plans: ../bob-plan/plans\n")
    for words in (["new", "eve"], ["lint"], ["lint", "--fix"], ["list"], ["show", "bob"]):
        result = run(*words)
        assert result.exit_code == 2 and "cap trust ." in result.stderr, words
    assert tree(joined / "bob-plan") == before


def test_once_it_is_trusted_all_works_and_only_there(run: Run, joined: Path) -> None:
    result = run("trust")
    assert result.exit_code == 0
    assert result.stdout == (f"  plans      {joined}/bob-plan/plans\n  templates  {joined}/shared\n  private    {joined}/notes\n")
    assert run("trust", "--list").stdout == f"{joined}/mine:\n{result.stdout}"
    assert "bob" in keys(run) and "leads outside" not in run("list").stderr
    assert run("agenda", "bob", "--type", "unclear-goals").stdout.startswith("Ours\n\n")
    assert run("set", "bob", "role", "x").exit_code == 0
    assert run("lint", "--fix").exit_code in (0, 1)
    noted = run("private", "bob", "-m", "x")
    assert (noted.exit_code, noted.stderr) == (0, f"bob: noted in {joined}/notes/bob.md, which only you can read.\n")
    Path("cap.yaml").write_text("plans: [plans, ../bob-plan]\ntemplates: ../bob-plan/plans\n")
    assert "bob" not in keys(run)  # what is above it, and the same place under another setting
    Path("cap.yaml").write_text("plans: [plans, ../bob-plan/plans]\n")
    assert "bob" in keys(run)
    (joined / "bob-plan" / "plans").rename(joined / "away")
    (joined / "bob-plan" / "plans").symlink_to(joined / "away")
    assert "bob" not in keys(run)  # the same path leads elsewhere now
    assert run("trust", "--remove").exit_code == 0
    assert run("trust", "--list").stdout == ""


def test_what_is_trusted_is_kept_for_this_user_alone(run: Run, joined: Path) -> None:
    old = os.umask(0)
    try:
        run("trust", ".")
    finally:
        os.umask(old)
    [file] = Path(os.environ["XDG_STATE_HOME"]).rglob("*.json")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent, file.parent.parent)] == [0o600, 0o700, 0o700]
    file.chmod(0o666)
    assert "bob" not in keys(run)  # anybody could have written it
    file.chmod(0o600)
    assert "bob" in keys(run)
    for damage in ("", "[]", '{"folder": 1, "paths": 2}', '{"folder": "/", "paths": {"plans": 3}}', "\0"):
        file.write_text(damage)
        assert "bob" not in keys(run) and run("trust", "--list").exit_code == 0


def test_a_build_server_says_it_in_a_variable(run: Run, joined: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(trust.VARIABLE, os.pathsep.join(("/nowhere", str(joined / "mine"))))
    assert "bob" in keys(run)
    monkeypatch.setenv(trust.VARIABLE, str(joined))
    assert "bob" not in keys(run)
    monkeypatch.setenv(trust.VARIABLE, ".")
    result = run("list")
    assert result.exit_code == 2 and "CAP_TRUST names `.`, which is no whole path" in result.stderr
    Path("cap.yaml").unlink()
    assert run("list").exit_code == 0


@pytest.mark.parametrize("variable", [True, False])
def test_settings_that_were_named_are_no_exception(
    run: Run, joined: Path, monkeypatch: pytest.MonkeyPatch, variable: bool
) -> None:
    Path("cap.yaml").rename("other.yaml")
    monkeypatch.chdir("plans")
    named = [] if variable else ["--config", "../other.yaml"]
    if variable:
        monkeypatch.setenv("CAP_CONFIG", "../other.yaml")
    result = run("list", *named)
    assert "Bob" not in result.stdout and "cap trust --config ../other.yaml\n" in result.stderr
    assert run("trust", "--config", "../other.yaml").exit_code == 0
    assert "Bob" in run("list", *named).stdout


def test_without_a_home_nothing_is_trusted(run: Run, joined: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "relative")
    result = run("trust")
    assert result.exit_code == 2 and "CAP_TRUST" in result.stderr
    assert "bob" not in keys(run) and run("trust", "--list").stdout == ""


def test_tab_names_nobody_from_outside(run: Run, joined: Path) -> None:
    from cap.cli.completing import names_starting_with

    assert names_starting_with("") == ["ada"]
    Path("cap.yaml").write_text("plans: ../bob-plan/plans\n")
    assert names_starting_with("") == []
    run("trust")
    assert names_starting_with("") == ["bob"]


def test_a_template_that_was_named_is_the_only_one_that_counts_from_there(run: Run, joined: Path) -> None:
    template = joined / "shared" / "own.j2"
    template.write_text("{% include 'agenda/part.j2' %}")
    (joined / "shared" / "agenda" / "part.j2").write_text("Ours")
    result = run("agenda", "ada", "--template", str(template))
    assert result.exit_code == 2 and "there is no template `agenda/part.j2`" in result.stderr
    template.write_text("This one: {{ plan.name }}")
    assert run("agenda", "ada", "--template", str(template)).stdout.startswith("This one: Ada\n\n")


# ---- outside every repository


@pytest.fixture
def nested(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders in folders, outside every repository, with settings at the top."""
    (empty / ".git").rmdir()
    (empty / "a" / "b" / "plans").mkdir(parents=True)
    (empty / "a" / "b" / "plans" / "ada.md").write_text(PLAN.format("Ada"))
    (empty / "a" / "cap.yaml").write_text("minutes: 45\nplans: b/plans\n")
    monkeypatch.chdir(empty / "a" / "b")
    return empty / "a"


def test_settings_further_up_count_while_all_of_it_is_ours(run: Run, nested: Path) -> None:
    assert "minutes: 45" in run("lint", "--show-settings").stdout
    os.chown(nested, -1, os.getgid())
    nested.chmod(0o775)
    assert "minutes: 45" in run("lint", "--show-settings").stdout


@pytest.mark.parametrize(("place", "mode"), [("cap.yaml", 0o666), (".", 0o1777), (".", 0o777), ("b", 0o707)])
def test_settings_that_others_could_have_written_are_named_and_left(run: Run, nested: Path, place: str, mode: int) -> None:
    (nested / place).chmod(mode)
    result = run("lint", "--show-settings")
    assert "minutes: 60" in result.stdout and "no cap.yaml" in result.stdout
    assert result.stderr == (
        f"cap: {nested}/cap.yaml is left alone, because others than you can write that file or a folder on the way to it.\n"
    )
    assert run("trust", str(nested)).exit_code == (2 if place != "b" else 0)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("place", ["cap.yaml", ".", "b"])
def test_settings_of_somebody_else_are_left(run: Run, nested: Path, place: str) -> None:
    os.chown(nested / place, 12345, -1)
    result = run("lint", "--show-settings")
    assert "minutes: 60" in result.stdout and f"{nested}/cap.yaml is left alone" in result.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
def test_nobody_makes_a_repository_of_a_folder_in_which_all_may_write(run: Run, nested: Path) -> None:
    nested.chmod(0o1777)
    (nested / ".git").mkdir()
    os.chown(nested / ".git", 12345, -1)
    assert "is left alone" in run("list").stderr


def test_a_group_that_others_are_in_may_not_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o770)
    assert only_ours(tmp_path)
    monkeypatch.setattr(os, "getgid", lambda: tmp_path.stat().st_gid + 1)
    assert not only_ours(tmp_path)
    tmp_path.chmod(0o750)
    assert only_ours(tmp_path) and not only_ours(tmp_path / "nothing")
