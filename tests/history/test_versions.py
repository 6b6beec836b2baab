"""Every version of a plan out of git, through renames and merges, and nothing run that a repository may have planted."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cap.cli.app import app
from cap.refusal import Refusal, Unreadable
from cap.workspace import git as asked
from cap.workspace.objects import Objects
from cap.workspace.versions import Version, place, versions
from tests.history.conftest import Repository

PLAN = "---\nname: Ada Obi\nrole: {role}\nconversations: [{{date: 2026-01-15}}]\n---\n\n" + "A line of the story.\n\n" * 20


def plan(role: str, more: str = "") -> str:
    return PLAN.format(role=role) + more


def of(repository: Repository, name: str) -> list[Version]:
    return list(versions(repository.root, name))


def test_each_version_with_who_when_and_what_was_before(repository: Repository) -> None:
    repository.write("plans/ada.md", plan("Nurse"))
    first = repository.commit("2026-01-02", "Ada")
    repository.write("plans/bo.md", plan("Baker"))
    repository.commit("2026-01-03")
    repository.write("plans/ada.md", plan("Charge nurse"))
    repository.commit("2026-02-03", "Ruth")
    (repository.root / "plans/ada.md").unlink()
    repository.commit("2026-03-04")
    found = of(repository, "plans/ada.md")
    assert [(one.day, one.author, one.path) for one in found] == [
        (date(2026, 1, 2), "Ada", "plans/ada.md"),
        (date(2026, 2, 3), "Ruth", "plans/ada.md"),
        (date(2026, 3, 4), "Ruth", "plans/ada.md"),
    ]
    bodies = [plan("Nurse").encode(), plan("Charge nurse").encode(), None]
    assert [one.raw for one in found] == bodies
    assert [one.before for one in found] == [(None,), (bodies[0],), (bodies[1],)]
    assert [one.raw for one in versions(repository.root, "plans/ada.md", after=first)] == bodies[1:]
    assert of(repository, "plans/nobody.md") == []


def test_a_file_is_followed_through_its_names_and_the_branches_that_were_merged(repository: Repository) -> None:
    """One branch renames, the other one goes on under the old name, and afterwards somebody else gets that name."""
    repository.write("plans/ada.md", plan("Nurse"))
    repository.commit("2026-01-01")
    repository.git("checkout", "-q", "-b", "side")
    repository.write("plans/ada.md", plan("Nurse", "\nFrom the side.\n"))
    repository.commit("2026-01-05")
    repository.git("checkout", "-q", "main")
    repository.git("mv", "plans/ada.md", "plans/ada-obi.md")
    repository.commit("2026-01-03")
    repository.write("plans/ada-obi.md", plan("Charge nurse"))
    repository.commit("2026-01-04")
    repository.git("merge", "-q", "-m", "x", "side", day="2026-01-06")
    repository.write("plans/ada.md", "---\nname: Ada Lund\n---\n")
    repository.commit("2026-01-07")
    repository.write("plans/ada-obi.md", plan("Matron", "\nFrom the side.\n"))
    repository.commit("2026-01-08")
    found = of(repository, "plans/ada-obi.md")
    assert [(one.day.day, one.path, one.was, one.is_merge) for one in found] == [
        (1, "plans/ada.md", None, False),
        (3, "plans/ada-obi.md", "plans/ada.md", False),
        (4, "plans/ada-obi.md", None, False),
        (5, "plans/ada.md", None, False),
        (6, "plans/ada-obi.md", "plans/ada.md", True),
        (8, "plans/ada-obi.md", None, False),
    ]
    assert found[3].before == (found[0].raw,)
    assert found[4].before == (found[2].raw, found[3].raw)
    assert [one.day.day for one in of(repository, "plans/ada.md")][-1] == 7


NAMES = ["plans/a b.md", "plans/-x.md", 'plans/"quoted".md', "plans/line\nbreak.md", "plans/:(glob)*.md", "plans/*.md", "plans/é\t.md", "plans/\udcff.md"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_any_name(repository: Repository, name: str) -> None:
    try:
        repository.write(name, plan("Nurse"))
    except OSError:
        pytest.skip("no file can be called that here")
    repository.write("plans/other.md", "---\nname: Other\n---\n")
    commit = repository.commit("2026-01-02")
    repository.write(name, plan("Matron"))
    repository.commit("2026-01-03")
    assert [one.path for one in of(repository, name)] == [name, name]
    with Objects(repository.root) as objects:
        assert objects.file(commit, name) == plan("Nurse").encode()
        assert objects.file(commit, "plans/other.md\nHEAD:plans/other.md") is None
        assert objects.file(commit, "plans") is None
        assert objects.file(commit, "plans/other.md") == b"---\nname: Other\n---\n"


def test_without_a_commit_there_is_no_version_and_without_a_repository_git_says_so(
    repository: Repository, tmp_path: Path
) -> None:
    assert of(repository, "plans/ada.md") == []
    assert place(tmp_path / "nowhere" / "ada.md") is None
    (tmp_path / "odd" / ".git").mkdir(parents=True)
    with pytest.raises(Refusal, match=r"git says nothing about .*odd"):
        list(versions(tmp_path / "odd", "ada.md"))


def test_one_body_after_the_other_is_held(repository: Repository) -> None:
    large = b"---\nname: Ada\n---\n" + b"x" * 3_000_000
    for number in range(6):
        repository.write("ada.md", large + b"%d" % number)
        repository.commit(f"2026-01-0{number + 1}")
    tracemalloc.start()
    sizes = [len(one.raw or b"") for one in versions(repository.root, "ada.md")]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sizes == [len(large) + 1] * 6
    assert peak < 4 * len(large)


def test_a_version_that_is_too_large_or_missing_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("ada.md", b"---\nname: Ada\n---\n" + b"x" * 5000)
    repository.commit("2026-01-01")
    monkeypatch.setattr("cap.workspace.objects.LARGEST", 4000)
    with pytest.raises(Unreadable, match="too large for a plan"):
        of(repository, "ada.md")
    blob = repository.git("rev-parse", "HEAD:ada.md").strip()
    (repository.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(Unreadable, match="missing"):
        of(repository, "ada.md")


def test_a_log_that_nobody_can_mean_is_refused(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("ada.md", plan("Nurse"))
    repository.commit("2026-01-01", author="A" * 5000)
    assert len(of(repository, "ada.md")[0].author) == 200
    monkeypatch.setattr("cap.workspace.objects.MOST", 1000)
    with pytest.raises(Refusal, match="too long to be told"):
        of(repository, "ada.md")


def test_a_git_that_keeps_silent_is_ended(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setattr(asked, "PATIENCE", 0.3)
    with pytest.raises(Refusal, match="git has not answered"):
        of(repository, "ada.md")


# ---- a repository from a stranger


def _config(repository: Repository, values: dict[str, str]) -> None:
    for key, value in values.items():
        repository.git("config", key, value)


def _hooks(repository: Repository, program: Path) -> None:
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout", "pre-auto-gc"):
        file = repository.root / ".git" / "hooks" / hook
        file.parent.mkdir(exist_ok=True)
        file.symlink_to(program)


def _attributes(repository: Repository, program: Path) -> None:
    (repository.root / ".gitattributes").write_text("*.md diff=x filter=x merge=x textconv=x working-tree-encoding=UTF-16\n")
    _config(
        repository,
        {
            "diff.x.textconv": str(program),
            "diff.x.command": str(program),
            "filter.x.clean": str(program),
            "filter.x.smudge": str(program),
            "filter.x.process": str(program),
            "filter.x.required": "true",
            "merge.x.driver": str(program),
        },
    )


def _promised(repository: Repository, program: Path) -> None:
    _config(
        repository,
        {
            "core.repositoryFormatVersion": "1",
            "extensions.partialClone": "origin",
            "remote.origin.promisor": "true",
            "remote.origin.url": "ssh://example.invalid/x",
            "core.sshCommand": str(program),
            "protocol.allow": "always",
        },
    )
    blob = repository.git("rev-parse", "HEAD~1:plans/ada.md").strip()
    (repository.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


PLANTS: dict[str, Callable[[Repository, Path], None]] = {
    "fsmonitor": lambda repository, program: _config(repository, {"core.fsmonitor": str(program)}),
    "hooks": _hooks,
    "attributes": _attributes,
    "external diff": lambda repository, program: _config(repository, {"diff.external": str(program), "diff.tool": str(program)}),
    "pager": lambda repository, program: _config(
        repository, {f"pager.{name}": str(program) for name in ("log", "rev-parse", "ls-tree")} | {"core.pager": str(program)}
    ),
    "alias": lambda repository, program: _config(
        repository, {f"alias.{name}": f"!{program}" for name in ("log", "cat-file", "ls-tree", "ls-files", "merge-base")}
    ),
    "signatures": lambda repository, program: _config(
        repository, {"log.showSignature": "true", "gpg.program": str(program), "gpg.ssh.program": str(program)}
    ),
    "promised": _promised,
    "encoding": lambda repository, program: _config(repository, {"i18n.logOutputEncoding": "UTF-16"}),
    "order": lambda repository, program: _config(repository, {"diff.orderFile": "nowhere"}),
}


def _calls() -> Iterator[list[str]]:
    yield from (["diff", "ada"], ["diff"], ["diff", "--since", "HEAD~1"], ["diff", "ada", "--since", "2026-01-20"])
    yield from (["diff", "--staged"], ["diff", "--unstaged"], ["diff", "--since", "main", "--format", "json"], ["agenda", "ada"])


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, [*words, "--today", "2026-06-01"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("plant", PLANTS)
def test_nothing_that_a_repository_has_planted_is_run(repository: Repository, tmp_path: Path, plant: str) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "planted.sh"
    program.write_text(f"#!/bin/sh\necho x >> '{ran}'\ncat\n")
    program.chmod(0o755)
    for day, role in (("2026-01-15", "Nurse"), ("2026-02-01", "Matron"), ("2026-03-01", "Head")):
        repository.write("plans/ada.md", plan(role))
        repository.commit(day)
    repository.write("plans/ada.md", plan("Director"))
    repository.git("add", "-A")
    repository.write("plans/ada.md", plan("Minister"))
    PLANTS[plant](repository, program)
    if plant != "promised":
        assert len(of(repository, "plans/ada.md")) == 3
    for words in _calls():
        result = run(*words)
        assert result.exit_code == 0 or plant == "promised", (words, result.stderr)
    assert not ran.exists()


def test_what_stands_in_for_something_else_is_not_believed(repository: Repository, tmp_path: Path) -> None:
    """Replaced commits, other repositories' objects, links and repositories in the repository."""
    repository.write("plans/ada.md", plan("Nurse"))
    repository.commit("2026-01-15")
    original = repository.git("rev-parse", "HEAD:plans/ada.md").strip()
    repository.write("fake", plan("Thief"))
    fake = repository.git("hash-object", "-w", "fake").strip()
    repository.git("replace", original, fake)
    repository.write(".git/objects/info/alternates", f"{tmp_path}/nowhere/objects\n")
    secret = tmp_path / "secret.md"
    secret.write_text("---\nname: Secret\n---\n")
    (repository.root / "plans/link.md").symlink_to(secret)
    head = repository.git("rev-parse", "HEAD").strip()
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},plans/module.md")
    repository.git("add", "plans/link.md")
    repository.git("commit", "-q", "-m", "x", day="2026-02-01")
    assert [one.raw for one in of(repository, "plans/ada.md")] == [plan("Nurse").encode()]
    assert [one.raw for one in of(repository, "plans/link.md")] == [None]
    assert of(repository, "plans/module.md") == []
    for words in (["diff", "--since", "HEAD"], ["diff", "--since", "HEAD~1"], ["diff", "--staged"], ["diff"]):
        result = run(*words)
        assert "Secret" not in result.output and "Thief" not in result.output


def test_in_another_work_tree_on_no_branch_and_in_a_clone_that_is_not_whole(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, role in (("2026-01-15", "Nurse"), ("2026-02-01", "Matron")):
        repository.write("plans/ada.md", plan(role))
        repository.commit(day)
    repository.git("worktree", "add", "-q", "--detach", str(tmp_path / "beside"))
    monkeypatch.chdir(tmp_path / "beside")
    assert run("diff", "ada").stdout == "Ada Obi (ada), since the talk on 15 January 2026\n- Role: Matron (was Nurse)\n"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    assert run("diff", "ada").stdout.startswith(
        "Ada Obi (ada), since the talk on 15 January 2026, as it was written down on 1 February"
    )
    refused = run("diff", "ada", "--since", "2026-01-20")
    assert refused.exit_code == 2 and "git fetch --unshallow" in refused.stderr
