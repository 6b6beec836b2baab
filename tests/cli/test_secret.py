"""A secret is planted wherever a stranger's repository can point, and looked for in all that any command says or leaves behind."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cap.rendering import BANK
from tests.cli.conftest import PLAN, SECRET, Run, commit, git, holders, tree
from tests.cli.everything import CALLS, NAMES, choices, every_call, every_slip, manager_s_calls

pytestmark = pytest.mark.slow  # a walk over every command: once a run is enough


OTHERS = "xyzzy is none of theirs"  # what no command may ever say, the manager's agenda included
NOTE = f"---\nname: {OTHERS}\nstage: agreed\ngoals: [{{goal: {OTHERS}}}]\n---\n\n{OTHERS}: {{{{ name }}}} {OTHERS}\n"
AGENDA = "{# x #}\nAGENDA\n"
KEPT = rb"\n(- seen: 2026-11-22 Seen\n)+\Z"  # what `cap note` is there to write


def test_no_command_is_forgotten() -> None:
    assert list(CALLS) == NAMES
    assert {("--format", "json"), ("--format", "github"), ("--color", "always")} <= set(choices("lint"))
    assert {value for option, value in choices("agenda") if option == "--for"} == {"both", "manager", "person"}
    called = list(every_call())
    assert ["agenda", "ada", "--for", "person", "--format", "prompt"] in called and ["prep", "ada", "--for", "person"] in called
    assert ["agenda", "ada", "--for", "manager", "--format", "json"] in list(manager_s_calls())
    assert not any("manager" in words for words in called) and ["prep", "ada"] not in called


@pytest.fixture
def world(run: Run, data: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's home with things of theirs, and in it the clone of a stranger's repository, where we are."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(empty / "cache"))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("cap.cli.editing.AT_ONCE", 0)
    (empty / "cache").mkdir()
    run("private", "ada", "-m", SECRET)
    (data / "cap" / "another-12345678").mkdir()
    for place in ("home/data/cap/another-12345678/ada.md", "other/plans/bob.md", "other/notes/ada.md", ".netrc", "loot.j2"):
        (empty / place).parent.mkdir(parents=True, exist_ok=True)
        (empty / place).write_text(NOTE)
    git("init", "-q", str(empty / "other"))
    for folder in ("templates/agenda", "notes"):
        Path(folder).mkdir(parents=True)
    Path("templates/x.md.j2").write_text(AGENDA)
    Path("page.md").write_text("# A page\n")
    Path("people.csv").write_text("name\nCy\n")
    Path(".gitignore").write_text("notes/\n")
    return empty


def nothing(world: Path) -> None:
    pass


def outside(world: Path) -> None:
    """Settings that lead out, and templates that count on it."""
    Path("cap.yaml").write_text("plans: [plans, ../other/plans]\ntemplates: ..\nprivate: ../other/notes\n")
    (world / "agenda").mkdir()
    (world / "agenda" / "unclear-goals.md.j2").write_text(f"{AGENDA}{OTHERS}")
    Path("templates/x.md.j2").write_text("{% include 'loot.j2' ignore missing %}{% include '.netrc' ignore missing %}")
    (world / "prep").mkdir()
    for side in ("manager", "person"):
        (world / "prep" / f"{side}.md.j2").write_text(f"{AGENDA}{OTHERS}")
    for bank in BANK:
        (world / bank).write_text(NOTE)


def home(world: Path) -> None:
    """Settings that lead to the user's own notes."""
    Path("cap.yaml").write_text(
        f"plans: [plans, {world}/home/data/cap/another-12345678]\ntemplates: {world}/home/data\nprivate: {world}\n"
    )


def in_the_repository(world: Path, include: str = "notes/ada.md") -> None:
    """Notes in the repository, left alone by git, and templates beside them."""
    Path("cap.yaml").write_text("private: notes\ntemplates: .\n")
    Path("notes/ada.md").write_text(NOTE.replace(OTHERS, SECRET))
    Path("notes/own.j2").write_text(NOTE.replace(OTHERS, SECRET))
    Path("agenda").mkdir()
    Path("agenda/unclear-goals.md.j2").write_text(f"{AGENDA}{{% include '{include}' ignore missing %}}")
    Path("agenda/clear-goals.md.j2").write_text(f"{AGENDA}{{% extends '{include}' %}}")
    Path("templates/x.md.j2").write_text(f"{{% import '{include}' as x %}}{{{{ x }}}}")
    Path("prep").mkdir()
    Path("prep/person.md.j2").write_text(
        f"{{% include '{include}' ignore missing %}}{{{{ sheet.private }}}}{{{{ sheet.parts }}}}"
    )
    Path("prep/manager.md.j2").write_text(f"{{{{ sheet.private[0] + 1 }}}}{{% include '{include}' %}}")
    Path("plan.md.j2").write_text(f"---\nname: x\n---\n{{% include '{include}' %}}")


def including(include: str, plant: Callable[[], None] = lambda: None) -> Callable[[Path], None]:
    def planted(world: Path) -> None:
        in_the_repository(world, include.format(world=world))
        plant()

    return planted


def links(world: Path) -> None:
    """Links and second names in the repository's own folders."""
    Path("plans/link.md").symlink_to("../../.netrc")
    Path("plans/linked").symlink_to("../../other/plans")
    Path("templates/agenda/unclear-goals.md.j2").symlink_to("../../../.netrc")
    Path("templates/agenda/linked.md.j2").symlink_to("../../../loot.j2")
    Path("templates/x.md.j2").unlink()
    Path("templates/x.md.j2").symlink_to("../../loot.j2")
    Path("templates/plan.md.j2").symlink_to(world / "loot.j2")
    Path("templates/prep").symlink_to("../../other")
    for bank in BANK:
        Path("templates", bank).symlink_to("../../.netrc")
    for place in ("people.csv", "page.md"):
        Path(place).unlink()
        Path(place).symlink_to("../.netrc")


def second_names(world: Path) -> None:
    mine = world / "home" / "data" / "cap" / "another-12345678" / "ada.md"
    Path("templates/prep").mkdir()
    agendas = ("agenda/unclear-goals.md.j2", "agenda/clear-goals.md.j2", "agenda/own.md.j2")
    for place in (*agendas, "prep/manager.md.j2", "prep/person.md.j2", "plan.md.j2", *BANK):
        os.link(mine, f"templates/{place}")
    os.link(mine, "plans/linked.md")
    for place in ("templates/x.md.j2", "people.csv", "page.md"):
        Path(place).unlink()
        os.link(mine, place)


def linked_folders(world: Path) -> None:
    """The folders that count without any settings are links."""
    Path("templates").rename("away")
    Path("templates").symlink_to("..")
    Path("more").symlink_to("../other")
    Path("plans").rename("kept")
    Path("plans").symlink_to("../other/plans")


def linked_settings(world: Path) -> None:
    Path("cap.yaml").symlink_to("../.netrc")


def settings_by_a_second_name(world: Path) -> None:
    os.link(world / "home" / "data" / "cap" / "another-12345678" / "ada.md", "cap.yaml")


WORLDS: list[Callable[[Path], None]] = [
    nothing,
    outside,
    home,
    in_the_repository,
    links,
    second_names,
    linked_folders,
    linked_settings,
    settings_by_a_second_name,
    including("notes/own.j2"),
    including("NOTES/../notes/ada.md"),
    including("{world}/team/notes/ada.md"),
    including("linked/ada.md", lambda: Path("linked").symlink_to("notes")),
    including("linked/own.j2", lambda: Path("linked").symlink_to("notes")),
    including("x.j2", lambda: Path("x.j2").symlink_to("notes/ada.md")),
    including("x.j2", lambda: Path("x.j2").symlink_to("notes/own.j2")),
    including("x.j2", lambda: os.link("notes/ada.md", "x.j2")),
]


@pytest.mark.parametrize("plant", WORLDS, ids=lambda plant: plant.__name__)
def test_a_secret_is_in_no_output_and_no_file_of_anything_else(run: Run, world: Path, plant: Callable[[Path], None]) -> None:
    plant(world)
    before = {name: raw for name, raw in tree(world).items() if not name.startswith(("team/", "cache/", "tmp/"))}
    held = {name for name, raw in tree(world / "team").items() if SECRET.encode() in raw or OTHERS.encode() in raw}
    for words in every_call():
        result = run(*words)
        assert result.exit_code in (0, 1, 2), words
        assert isinstance(result.exception, SystemExit | None), words
        assert SECRET not in result.output and OTHERS not in result.output, words
        if words == ["trust"]:
            run("trust", "--remove")  # or nothing would be outside any more
    for words in manager_s_calls():
        if "prompt" not in words:
            assert run(*words, "-o", "team-copy.md").exit_code == 2, words
        for more in ([], ["--minutes", "15"], ["--template", "templates/x.md.j2"]) if words[:1] == ["agenda"] else [[]]:
            result = run(*words, *more)
            assert OTHERS not in result.output and isinstance(result.exception, SystemExit | None), words
            assert SECRET not in result.output or ("prompt" not in words and result.exit_code == 0), words
    assert not Path("team-copy.md").exists()
    left = {name for name, raw in tree(world / "team").items() if SECRET.encode() in raw or OTHERS.encode() in raw}
    assert left <= held and not any(holders(world / "cache"))
    after = {name: raw for name, raw in tree(world).items() if not name.startswith(("team/", "cache/", "tmp/"))}
    assert {name: re.sub(KEPT, b"", raw) for name, raw in after.items()} == before
    assert tree(world / "tmp") == {}


def test_what_git_takes_along_holds_no_secret(run: Run, world: Path) -> None:
    for words in every_call():
        run(*words)
    commit()
    assert holders(world / "team") == []
    assert Path("plans/ada.md").read_text() != PLAN  # they did do something


# ---- what goes wrong


def the_notes() -> Path:
    (found,) = Path(os.environ["XDG_DATA_HOME"]).rglob("team-*/ada.md")
    return found


def a_broken_plan(world: Path, patch: pytest.MonkeyPatch) -> None:
    Path("plans/ada.md").write_text("---\nname: [\n---\n")


def no_plan(world: Path, patch: pytest.MonkeyPatch) -> None:
    Path("plans/ada.md").unlink()


def broken_settings(world: Path, patch: pytest.MonkeyPatch) -> None:
    Path("cap.yaml").write_text("private: [\n")


def notes_that_are_no_text(world: Path, patch: pytest.MonkeyPatch) -> None:
    the_notes().write_bytes(SECRET.encode() + b"\xff\x00\n- seen: 2026-02-30 " + SECRET.encode())


def notes_by_a_second_name(world: Path, patch: pytest.MonkeyPatch) -> None:
    os.link(the_notes(), "linked.md")


def notes_by_a_link(world: Path, patch: pytest.MonkeyPatch) -> None:
    notes = the_notes()
    notes.rename(world / "elsewhere.md")
    notes.symlink_to(world / "elsewhere.md")


def a_folder_of_notes(world: Path, patch: pytest.MonkeyPatch) -> None:
    notes = the_notes()
    notes.unlink()
    (notes / SECRET).mkdir(parents=True)


def a_failing_editor(world: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("EDITOR", "false")


def a_full_disk(world: Path, patch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr("cap.workspace.landing.flush", full)


def no_git(world: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PATH", "")


TROUBLES = [
    nothing,
    a_broken_plan,
    no_plan,
    broken_settings,
    notes_that_are_no_text,
    notes_by_a_second_name,
    notes_by_a_link,
    a_folder_of_notes,
    a_failing_editor,
    a_full_disk,
    no_git,
]


@pytest.mark.slow
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_a_secret_is_in_no_message_of_what_goes_wrong(
    run: Run, world: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[..., None]
) -> None:
    """Every command, and every way to call it wrongly, with the notes' own path too wherever something can be named."""
    notes = str(the_notes())
    if trouble is nothing:
        calls = [*every_slip("zz"), *every_slip(notes), *every_slip("-"), *every_slip(str(Path(notes).parent))]
    else:
        trouble(world, monkeypatch)
        calls = [*every_call(), *list(every_slip(notes))[::3]]
    for words in calls:
        if words[:1] in (["private"], ["prep"]):  # `prep` is for the manager
            continue
        result = run(*words)
        assert SECRET not in result.output and OTHERS not in result.output, words
        assert isinstance(result.exception, SystemExit | None) and result.exit_code in (0, 1, 2), words
    assert [
        name for name in tree(world / "team") if SECRET in name or SECRET in (world / "team" / name).read_text("latin-1")
    ] == (["linked.md"] if trouble is notes_by_a_second_name else [])
