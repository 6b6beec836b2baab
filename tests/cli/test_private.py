"""The private side: where notes lie, who may read them, and that nothing else ever does."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, SECRET, Run, commit, git, holders, tree
from tests.cli.everything import every_call

# ---- where they lie


def test_notes_lie_outside_the_repository_for_this_user_alone(run: Run, data: Path) -> None:
    first = git("rev-list", "--max-parents=0", "HEAD")[:8]
    old = os.umask(0)
    try:
        said = run("private", "ada", "-m", f"  {SECRET}\n").stderr
    finally:
        os.umask(old)
    file = data / "cap" / f"team-{first}" / "ada.md"
    assert said == f"ada: noted in {file}, which only you can read.\n"
    assert file.read_text() == f"## 2026-11-22\n\n{SECRET}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    run("private", "ADA", "-m", "Second", "--today", "2026-11-23")
    assert run("private", "Ada Obi").stdout == f"## 2026-11-22\n\n{SECRET}\n\n## 2026-11-23\n\nSecond\n"
    assert git("status", "--porcelain") == ""


def test_what_was_left_open_to_others_is_closed(run: Run, data: Path) -> None:
    run("private", "ada", "-m", "x")
    [file] = data.rglob("ada.md")
    file.chmod(0o644)
    file.parent.chmod(0o755)
    run("private", "ada", "-m", "y")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]


def test_a_clone_elsewhere_shares_the_notes(run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("private", "ada", "-m", SECRET)
    git("clone", "-q", str(empty / "team"), str(empty / "laptop" / "team"))
    monkeypatch.chdir(empty / "laptop" / "team" / "plans")
    assert SECRET in run("private", "ada").stdout


def test_notes_from_before_the_first_commit_are_found_and_moved(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("../young/plans").mkdir(parents=True)
    monkeypatch.chdir("../young")
    Path("plans/ada.md").write_text(PLAN)
    run("private", "ada", "-m", "without git")
    git("init", "-q", "-b", "main")
    run("private", "ada", "-m", "before the first commit")
    [before] = (data / "cap").iterdir()
    commit()
    assert "before the first commit" in run("private", "ada").stdout
    run("private", "ada", "-m", "after it")
    [after] = (data / "cap").iterdir()
    assert before != after
    assert (after / "ada.md").read_text().count("## 2026-11-22") == 3


@pytest.mark.parametrize(
    ("setting", "place"), [("../notes", "notes"), ("~/notes", "home/notes"), ("{empty}/far/notes", "far/notes")]
)
def test_the_settings_say_where(run: Run, data: Path, empty: Path, setting: str, place: str) -> None:
    Path("cap.yaml").write_text(f"private: {setting.format(empty=empty)}\n")
    refused = run("private", "ada", "-m", SECRET)
    assert (refused.exit_code, holders(empty)) == (2, [])
    assert "cap trust ." in refused.stderr
    assert run("trust").stdout == f"  private    {empty / place}\n"
    result = run("private", "ada", "-m", SECRET)
    assert (result.exit_code, holders(empty / "team")) == (0, [])
    assert SECRET in (empty / place / "ada.md").read_text()
    assert stat.S_IMODE((empty / place).stat().st_mode) == 0o700
    assert SECRET in run("private", "ada").stdout


def test_a_user_who_is_not_known_has_no_folder(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: ~nobody-of-that-name/notes\n")
    result = run("private", "ada", "-m", SECRET)
    assert result.exit_code == 2
    assert "starts at a home that is not known here" in result.stderr


# ---- where they must not lie


def test_notes_in_a_repository_are_refused_unless_git_leaves_them_alone(run: Run, data: Path, empty: Path) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    result = run("private", "ada", "-m", SECRET)
    assert result.exit_code == 2
    assert "notes: the private notes lie inside the work tree" in result.stderr
    assert not Path("notes").exists() and not data.exists()
    lint = run("lint", "--select", "private-in-repo")
    assert lint.exit_code == 1
    assert lint.stdout.startswith("notes:1:1: error private-in-repo: the private notes lie inside the work tree")
    for pattern in ("/notes/", "notes", "notes/*", "*.md", "/notes/*.md"):
        Path(".gitignore").write_text(f"{pattern}\n")
        assert run("lint", "--select", "private-in-repo").exit_code == 0
    assert run("private", "ada", "-m", SECRET).exit_code == 0
    git("add", "-f", "notes/ada.md")
    tracked = run("lint", "--select", "private-in-repo")
    assert tracked.stdout == "notes/ada.md:1:1: error private-in-repo: git tracks this private note: everyone with the repository can read it\n"  # fmt: skip
    refused = run("private", "ada", "-m", "more")
    assert refused.exit_code == 2
    assert "git rm --cached -- notes/ada.md" in refused.stderr
    assert "more" not in Path("notes/ada.md").read_text()


def test_the_default_place_in_a_repository_is_refused_too(run: Run, data: Path, empty: Path) -> None:
    git("init", "-q", str(empty / "home"))
    result = run("private", "ada", "-m", SECRET)
    assert result.exit_code == 2
    assert f"Name a folder outside {empty / 'home'}" in result.stderr
    assert not data.exists()
    (empty / "home" / ".gitignore").write_text("data/\n")
    assert run("private", "ada", "-m", SECRET).exit_code == 0


def test_a_hook_of_another_repository_does_not_mislead(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    Path(".gitignore").write_text("/notes/\n")
    run("private", "ada", "-m", SECRET)
    git("add", "-f", "notes")
    git("init", "-q", "../other")
    monkeypatch.setenv("GIT_DIR", str(Path("../other/.git").absolute()))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir("plans")
    assert run("lint", "--select", "private-in-repo").exit_code == 1


def test_without_git_it_works_and_where_git_is_needed_nothing_is_risked(
    run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("private", "ada", "-m", "before")
    monkeypatch.setenv("PATH", str(empty / "tmp"))
    for words in (["private", "ada", "-m", SECRET], ["private", "ada"], ["agenda", "ada", "--for", "manager"]):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "git says nothing about the first commit of" in result.stderr
        assert "git cannot be started" in result.stderr
    assert len(list(data.rglob("*.md"))) == 1
    Path("cap.yaml").write_text("private: notes\n")
    Path(".gitignore").write_text("/notes/\n")
    assert run("private", "ada", "-m", SECRET).exit_code == 2
    Path(".git").rename(empty / "tmp" / "away")
    Path("cap.yaml").unlink()
    assert run("private", "ada", "-m", SECRET).exit_code == 0
    assert SECRET in run("private", "ada").stdout


def test_a_repository_that_git_will_not_answer_for_splits_no_notes(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("private", "ada", "-m", "before")
    Path(".git/config").write_text("[core\n")
    for words in (["private", "ada", "-m", SECRET], ["private", "ada"]):
        result = run(*words)
        assert result.exit_code == 2
        assert "bad config line 1" in result.stderr
    assert len(list(data.rglob("*.md"))) == 1


def test_a_shallow_clone_does_not_know_its_first_commit(
    run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("more").touch()
    commit()
    git("clone", "-q", "--depth", "1", f"file://{empty}/team", str(empty / "laptop" / "team"))
    monkeypatch.chdir(empty / "laptop" / "team")
    result = run("private", "ada", "-m", SECRET)
    assert result.exit_code == 2
    assert "git fetch --unshallow" in result.stderr
    git("fetch", "-q", "--unshallow")
    assert run("private", "ada", "-m", SECRET).exit_code == 0


@pytest.mark.parametrize("plant", ["lazy fetch", "fsmonitor", "hooks", "pager", "alias"])
def test_no_program_that_a_repository_names_is_run(
    run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch, plant: str
) -> None:
    ran = empty / "ran"
    program = empty / "planted.sh"
    program.write_text(f"#!/bin/sh\necho x >> '{ran}'\n")
    program.chmod(0o755)
    settings = {
        "lazy fetch": {
            "core.repositoryFormatVersion": "1",
            "extensions.partialClone": "origin",
            "remote.origin.promisor": "true",
            "remote.origin.url": "ssh://example.invalid/x",
            "core.sshCommand": str(program),
            "protocol.allow": "always",
        },
        "fsmonitor": {"core.fsmonitor": str(program)},
        "hooks": {"core.hooksPath": str(empty / "hooks")},
        "pager": {"core.pager": str(program), "pager.ls-files": str(program), "pager.rev-list": str(program)},
        "alias": {f"alias.{name}": f"!{program}" for name in ("rev-list", "rev-parse", "ls-files", "check-ignore")},
    }[plant]
    (empty / "hooks").mkdir()
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (empty / "hooks" / hook).symlink_to(program)
    for key, value in settings.items():
        git("config", key, value)
    if plant == "lazy fetch":
        head = git("rev-parse", "HEAD").strip()
        Path(".git/objects", head[:2], head[2:]).unlink()
    for words in (["private", "ada"], ["private", "ada", "-m", "x"], ["agenda", "ada", "--for", "manager"], ["lint"]):
        run(*words)
    Path("cap.yaml").write_text("private: notes\n")
    Path("notes").mkdir()
    for words in (["private", "ada"], ["private", "ada", "-m", "x"], ["lint"]):
        run(*words)
    assert not ran.exists()


@pytest.mark.parametrize("home", [None, "relative"])
@pytest.mark.parametrize("setting", ["", "private: ~/notes\n"])
def test_without_a_home_nothing_is_noted_beside_the_plans(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, home: str | None, setting: str
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    if home is None:
        import pwd

        def nobody(user: object) -> None:
            raise KeyError

        monkeypatch.delenv("HOME")
        monkeypatch.setattr(pwd, "getpwuid", nobody)
    else:
        monkeypatch.setenv("HOME", home)
    Path("cap.yaml").write_text(setting)
    before = tree(Path())
    for words in (["private", "ada", "-m", SECRET], ["private", "ada"]):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "home" in result.stderr
    assert run("list").exit_code == 0
    assert tree(Path()) == before


def test_a_link_that_leads_to_itself_is_no_crash(run: Run, data: Path) -> None:
    Path("plans/loop.md").symlink_to("loop.md")
    assert run("private", "ada", "-m", SECRET).exit_code == 0
    for words in (
        ["private", "loop"],
        ["private", "loop", "-m", "x"],
        ["show", "loop"],
        ["edit", "loop"],
        ["next", "loop", "+1d"],
    ):
        result = run(*words)
        assert result.exception is None or isinstance(result.exception, SystemExit), words
    assert "too many levels of symbolic links" in run("lint").stdout
    assert run("list").exit_code == 0


# ---- what would blind whoever guards them


def bare(folder: Path) -> None:
    """Makes a folder look like a bare repository."""
    for name in ("objects", "refs"):
        (folder / name).mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")


def repository(folder: Path) -> None:
    git("init", "-q", str(folder))
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "exclude").write_text("*\n")


@pytest.mark.parametrize("blind", [bare, repository, lambda folder: (folder / ".git").mkdir(), lambda folder: None])
def test_a_note_that_is_tracked_is_found_whatever_its_folder_looks_like(
    run: Run, data: Path, blind: Callable[[Path], None]
) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    Path(".gitignore").write_text("notes/\n")
    Path("notes").mkdir()
    Path("notes/ada.md").touch()
    git("add", "-f", "notes/ada.md")
    blind(Path("notes"))
    for folder in (".", "plans"):
        result = run("lint", folder, "--select", "private-in-repo")
        assert (result.exit_code, result.stdout.count("notes/ada.md:1:1: error private-in-repo")) == (1, 1)
    result = run("private", "ada", "-m", SECRET)
    assert result.exit_code == 2 and "git tracks this private note" in result.stderr
    assert Path("notes/ada.md").read_bytes() == b""


def test_notes_in_a_repository_of_their_own_inside_another_are_guarded_in_both(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    Path(".gitignore").write_text("notes/\n")
    git("init", "-q", "notes")
    Path("notes/ada.md").write_text("x")
    assert "notes:1:1: error private-in-repo: the private notes lie inside" in run("lint").stdout
    git("-C", "notes", "add", "ada.md")
    assert "notes/ada.md:1:1: error private-in-repo: git tracks" in run("lint").stdout
    git("-C", "notes", "commit", "-q", "-m", "x")
    git("add", "-f", "notes")
    assert "notes:1:1: error private-in-repo: git tracks" in run("lint").stdout
    assert run("private", "ada", "-m", SECRET).exit_code == 2


def test_a_folder_of_notes_that_is_a_link_is_guarded_as_both(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    Path(".gitignore").write_text("hidden/\n")
    Path("hidden").mkdir()
    Path("notes").symlink_to("hidden")
    assert run("private", "ada", "-m", "x").exit_code == 0
    git("add", "notes")
    assert "notes:1:1: error private-in-repo: git tracks" in run("lint").stdout
    assert run("private", "ada", "-m", SECRET).exit_code == 2
    git("rm", "-q", "--cached", "notes")
    git("add", "-f", "hidden/ada.md")
    assert "hidden/ada.md:1:1: error private-in-repo: git tracks" in run("lint").stdout
    assert run("private", "ada", "-m", SECRET).exit_code == 2


def test_an_exception_to_what_git_leaves_alone_is_found(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    Path(".gitignore").write_text("notes/*\n!notes/ada.md\n")
    result = run("private", "ada", "-m", SECRET)
    assert result.exit_code == 2 and "notes/ada.md: the private notes lie inside the work tree" in result.stderr
    Path("notes").mkdir()
    Path("notes/ada.md").write_text("x")
    assert "notes/ada.md:1:1: error private-in-repo" in run("lint").stdout


def test_a_note_is_never_followed_through_a_link(run: Run, data: Path, empty: Path) -> None:
    Path("cap.yaml").write_text("private: notes\n")
    Path(".gitignore").write_text("notes/\n")
    Path("README.md").write_text("All read this.\n")
    (empty / "home" / "outside.md").write_text(SECRET)
    Path("notes").mkdir()
    note = Path("notes/ada.md")
    for target in ("../README.md", str(empty / "home" / "outside.md"), "nowhere.md"):
        note.symlink_to(target)
        for words in (["private", "ada", "-m", "more"], ["private", "ada"], ["agenda", "ada", "--for", "manager"]):
            result = run(*words)
            assert result.exit_code == 2 and "notes/ada.md is a link" in result.stderr, words
            assert SECRET not in result.output
        note.unlink()
    os.link("README.md", note)
    result = run("private", "ada", "-m", "more")
    assert result.exit_code == 2 and "a hard link" in result.stderr
    assert Path("README.md").read_text() == "All read this.\n" and not Path("notes/nowhere.md").exists()


@pytest.mark.parametrize("format_", ["md", "json"])
@pytest.mark.parametrize("place", ["page.md", "plans/page.txt", "deep/down/an odd\nname"])
@pytest.mark.parametrize("how", ["added", "left alone", "there", "taken away"])
def test_the_managers_page_is_found_in_a_repository(run: Run, data: Path, place: str, how: str, format_: str) -> None:
    page = run("agenda", "ada", "--for", "manager", "--format", format_).stdout
    file = Path(place)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page)
    Path("README.md").write_text("# How the page begins\n\n" + "\n".join(page.split("\n")[:9]))
    Path(".gitattributes").write_text("* -text -diff binary\n")
    if how in ("added", "taken away"):
        commit()
    if how == "taken away":
        file.unlink()
    if how == "left alone":
        Path(".git/info/exclude").write_text("page*\ndeep/\n")
    result = run("lint", "--select", "private-in-repo")
    found = result.stdout.count("error private-in-repo: this page is for the manager alone")
    assert (result.exit_code, found) == ((0, 0) if how == "left alone" else (1, 1))


@pytest.mark.parametrize("command", ["agenda", "prep"])
@pytest.mark.parametrize("format_", ["md", "html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_that_a_shell_has_written_is_found(run: Run, data: Path, command: str, format_: str, encoding: str) -> None:
    page = run(command, "ada", "--for", "manager", "--format", format_).stdout
    Path("plans/x.md").write_bytes(page.replace("\n", "\r\n").encode(encoding))
    result = run("lint", "--select", "private-in-repo")
    assert (result.exit_code, result.stdout.count("plans/x.md:1:1: error private-in-repo")) == (1, 1)


@pytest.mark.parametrize("how", ["above", "within", "quoted"])
def test_a_page_that_stands_in_another_file_is_known_by_its_last_line(run: Run, data: Path, how: str) -> None:
    lines = run("agenda", "ada", "--for", "manager").stdout.split("\n")
    kept = {
        "above": ["clear-goals: chosen", *lines],
        "within": [PLAN, *lines[3:], "More."],
        "quoted": [f"> {line}" for line in lines],
    }
    Path("plans/x.md").write_text("\n".join(kept[how]))
    git("add", "plans/x.md")
    Path("plans/x.md").write_text(PLAN)
    assert "plans/x.md:1:1: error private-in-repo" in run("lint", "--select", "private-in-repo").stdout


def test_whoever_looks_only_for_what_is_private_reads_no_plan(run: Run, data: Path) -> None:
    Path("plans/bo.md").write_text("---\nname: [\n---\n")
    result = run("lint", "--select", "private-in-repo")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No plan read: nothing to mend.\n")
    assert run("lint", "plans", "--select", "private-in-repo").exit_code == 1
    for plan in Path("plans").iterdir():
        plan.unlink()
    assert run("lint", "--select", "private-in-repo").exit_code == 0
    assert run("lint").exit_code == 2


def test_no_other_page_is_taken_for_the_managers(run: Run, data: Path) -> None:
    for audience in ("both", "person"):
        for format_ in ("md", "json"):
            assert run("agenda", "ada", "--for", audience, "--format", format_, "-o", f"{audience}.{format_}").exit_code == 0
    assert run("lint", "--select", "private-in-repo").exit_code == 0


# ---- whose they are


def test_two_people_never_share_their_notes(run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("private", "ada", "-m", SECRET)
    Path("plans/night").mkdir()
    Path("plans/night/ada.md").write_text("---\nname: Ada Lund\n---\n")
    for words in (["plans/night/ada.md"], ["plans/night/ada.md", "-m", "x"], ["plans/ada.md"]):
        result = run("private", *words)
        assert result.exit_code == 2
        assert "would share their private notes" in result.stderr
        assert SECRET not in result.output
    (empty / "else" / "plans").mkdir(parents=True)
    (empty / "else" / "plans" / "ada.md").write_text("---\nname: Ada Berg\n---\n")
    assert run("private", "../else/plans/ada.md").stdout == ""
    run("private", "../else/plans/ada.md", "-m", "Of the other one")
    monkeypatch.chdir(empty / "else")
    assert run("private", "ada").stdout == "## 2026-11-22\n\nOf the other one\n"


def test_two_teams_in_one_repository_do_not_share_their_notes(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for team in ("north", "south"):
        Path(team, "plans").mkdir(parents=True)
        Path(team, "cap.yaml").write_text("plans: plans\n")
        Path(team, "plans", "ada.md").write_text(PLAN)
    monkeypatch.chdir("north")
    run("private", "ada", "-m", SECRET)
    monkeypatch.chdir("../south")
    assert run("private", "ada").stdout == ""
    run("private", "ada", "-m", "x")
    assert [stat.S_IMODE(file.parent.stat().st_mode) for file in data.rglob("ada.md")] == [0o700, 0o700]


def test_a_data_folder_that_is_no_whole_path_does_not_count(
    run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert run("private", "ada", "-m", SECRET).exit_code == 0
    assert len(holders(empty / "home" / ".local" / "share")) == 1


def test_a_name_is_never_guessed(run: Run, data: Path) -> None:
    run("private", "ada", "-m", SECRET)
    for name in ("ad", "Obi", "adda"):
        result = run("private", name)
        assert result.exit_code == 2
        assert SECRET not in result.output


@pytest.mark.parametrize("text", ["", " \n", "\udcff"])
def test_what_is_no_note_is_not_noted(run: Run, data: Path, text: str) -> None:
    assert run("private", "ada", "-m", text).exit_code == 2
    assert not data.exists()


def test_notes_cannot_command_the_terminal(run: Run, data: Path) -> None:
    run("private", "ada", "-m", "a\x1b[2J\u202eb\tc\r\nd")
    assert run("private", "ada").stdout == "## 2026-11-22\n\na<U+001B>[2J<U+202E>b\tc\nd\n"


def test_notes_that_cannot_be_read_or_written_are_an_answer_and_not_a_crash(run: Run, data: Path) -> None:
    run("private", "ada", "-m", SECRET)
    [file] = data.rglob("ada.md")
    file.unlink()
    file.mkdir()
    for words in (["ada"], ["ada", "-m", SECRET]):
        result = run("private", *words)
        assert result.exit_code == 2
        assert SECRET not in result.output
    assert "no private notes" not in run("private", "ada").stderr


# ---- the one page that holds them


def test_the_managers_own_agenda_holds_them(run: Run, data: Path, empty: Path) -> None:
    run("private", "ada", "-m", SECRET)
    assert SECRET in run("agenda", "ada", "--for", "manager").stdout
    outside = empty / "home" / "mine.md"
    assert run("agenda", "ada", "--for", "manager", "-o", str(outside)).exit_code == 0
    assert SECRET in outside.read_text()


# ---- notes that lie among the plans are no plans


NOTE = f"---\nname: {SECRET}\nstage: agreed\ngoals: [{{goal: {SECRET}}}]\n---\n\n# {SECRET}\n"


@pytest.mark.parametrize("place", ["plans/private", "notes", "Notes/../notes"])
def test_no_command_takes_a_private_note_for_a_plan(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("EDITOR", "cat")
    Path("cap.yaml").write_text(f"private: {place}\n")
    Path(".gitignore").write_text("private\nnotes\n")
    if ".." in place:
        Path("Notes").mkdir()
    run("private", "ada", "-m", SECRET)
    [file] = [path for path in Path().rglob("ada.md") if SECRET in path.read_text()]
    file.write_text(NOTE)
    folder = file.parent
    (folder / "bob.md").write_text(NOTE)
    Path("plans/link.md").symlink_to(Path("..", folder / "bob.md"))
    Path("around").symlink_to(folder)
    assert run("list", "--format", "csv").stdout.count("\n") == 2
    paths = [str(folder / "bob.md"), f"{folder}/../{folder.name}/bob.md", "plans/link.md", "around/bob.md", str(folder), "around"]
    tried = [*every_call(), *(["lint", path, "--format", form] for path in (".", "plans") for form in ("full", "json"))]
    tried += [["lint", *words, path] for path in paths for words in ([], ["--fix"], ["--diff"])]
    tried += [
        [command, path] for path in [*paths, "bob", "bo", "link", "zzyzx"] for command in ("show", "agenda", "edit", "private")
    ]
    tried += [["set", path, "role", "x"] for path in paths]
    for words in tried:
        result = run(*words)
        assert SECRET not in result.stdout + result.stderr, words
        if set(words) & set(paths):
            assert result.exit_code == 2, words
            assert "is a place for private notes" in result.stderr or {"around", "notes"} & set(words), words
    assert (folder / "bob.md").read_text() == NOTE
    assert run("private", "ada").stdout.count(SECRET) == 3
    git("add", "-f", str(folder))
    assert "private-in-repo" in run("lint").stdout


def test_notes_of_another_workspace_and_of_the_users_own_folder_are_no_plans_either(run: Run, data: Path) -> None:
    Path("../other/notes").mkdir(parents=True)
    Path("../other/cap.yaml").write_text("private: notes\n")
    Path("../other/notes/bob.md").write_text(NOTE)
    run("private", "ada", "-m", "x")
    [mine] = data.rglob("ada.md")
    mine.write_text(NOTE)
    for path in ("../other/notes/bob.md", "../other/notes", str(mine), str(mine.parent), str(data)):
        for words in (["show", path], ["agenda", path, "--for", "manager"], ["lint", path]):
            result = run(*words)
            assert result.exit_code == 2, words
            assert SECRET not in result.stdout + result.stderr


def test_plans_and_private_notes_cannot_share_a_folder(run: Run, data: Path) -> None:
    Path("cap.yaml").write_text("private: plans\n")
    for words in (
        ["list"],
        ["lint"],
        ["show", "ada"],
        ["new", "eve"],
        ["private", "ada", "-m", "x"],
        ["new", "--roster", "r.csv"],
    ):
        Path("r.csv").write_text("name\nEve\n")
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "plans is a place for private notes" in result.stderr
    assert Path("plans/ada.md").read_text() == PLAN


# ---- notes that were made when something had another name


def test_notes_are_found_after_the_folder_was_renamed_and_stay_together(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("private", "ada", "-m", SECRET)
    [file] = data.rglob("ada.md")
    Path("plans/bo.md").write_text("---\nname: Bo\n---\n")
    Path("../team").rename("../ward")
    monkeypatch.chdir("../ward")
    assert SECRET in run("private", "ada").stdout
    assert run("private", "bo", "-m", "x").exit_code == 0
    run("private", "ada", "-m", "more")
    assert SECRET in run("private", "ada").stdout and "more" in file.read_text()
    assert SECRET in run("agenda", "ada", "--for", "manager").stdout


def test_a_second_clone_with_another_name_has_notes_of_its_own(
    run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("private", "ada", "-m", SECRET)
    git("clone", "-q", str(empty / "team"), str(empty / "south"))
    monkeypatch.chdir(empty / "south")
    result = run("private", "ada")
    assert result.stdout == ""
    assert f"There are notes in {next(data.rglob('ada.md'))}. If they belong here" in result.stderr
    run("private", "ada", "-m", "Of the south")
    assert SECRET not in run("private", "ada").stdout
    assert run("agenda", "ada", "--for", "manager").stdout.count(SECRET) == 0


def test_of_two_candidates_none_is_taken(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("private", "ada", "-m", SECRET)
    [file] = data.rglob("ada.md")
    other = data / "cap" / file.parent.name.replace("team", "older")
    other.mkdir()
    (other / "ada.md").write_text(SECRET)
    Path("../team").rename("../ward")
    monkeypatch.chdir("../ward")
    result = run("private", "ada")
    assert result.stdout == ""
    assert str(file) in result.stderr and str(other / "ada.md") in result.stderr


def test_notes_whose_plan_was_renamed_are_named(run: Run, data: Path) -> None:
    run("private", "ada", "-m", SECRET)
    [file] = data.rglob("ada.md")
    Path("plans/ada.md").rename("plans/ada-obi.md")
    result = run("private", "ada-obi")
    assert result.stdout == ""
    assert SECRET not in result.stderr
    assert f"There are notes in {file}. If they belong here" in result.stderr
    file.rename(file.with_name("ada-obi.md"))
    assert SECRET in run("private", "ada-obi").stdout


def test_notes_from_before_the_first_commit_are_found_beside_those_from_after_it(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("../young/plans").mkdir(parents=True)
    monkeypatch.chdir("../young")
    git("init", "-q", "-b", "main")
    for name in ("ada", "bo"):
        Path(f"plans/{name}.md").write_text(PLAN)
    run("private", "ada", "-m", "before")
    commit()
    [before] = (data / "cap").iterdir()
    key = f"young-{git('rev-list', '--max-parents=0', 'HEAD')[:8]}"
    (data / "cap" / key).mkdir()
    run("private", "bo", "-m", "after")
    run("private", "ada", "-m", "again")
    assert run("private", "ada").stdout.split()[2:] == ["before", "##", "2026-11-22", "again"]
    assert (before / "ada.md").is_file() and (data / "cap" / key / "bo.md").is_file()
