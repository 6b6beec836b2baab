"""What is replaced, how, and what is refused, in words."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest

from cap import system
from cap.edit.apply import Put, apply
from cap.refusal import EditBlocked, Refusal
from cap.workspace.locking import TIMEOUT, lock_files
from cap.workspace.writing import update

OLD, NEW = b"---\nname: Ada\n---\r\nold \xff\n", b"---\nname: Ada\n---\r\nnew \xff"
unix = pytest.mark.skipif(os.name != "posix", reason="owners, modes and links as Unix has them")


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plans" / "ada.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def write(path: Path, *, folder: Path | None = None) -> None:
    update(path, lambda _: NEW, folder=folder)


def refused(
    path: Path, change: Callable[[bytes], bytes] = lambda _: NEW, *, folder: Path | None = None, timeout: float = TIMEOUT
) -> Refusal:
    with pytest.raises(Refusal) as caught:
        update(path, change, folder=folder, timeout=timeout)
    assert path.name in caught.value.message
    assert "Nothing was changed." in caught.value.hint
    return caught.value


def alone(path: Path) -> bool:
    return [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_bytes_are_replaced_and_told(plan: Path) -> None:
    changed = update(plan, lambda raw: raw.replace(b"old", b"new"))
    assert changed == (plan.resolve(), OLD, OLD.replace(b"old", b"new"))
    assert plan.read_bytes() == changed.after
    assert alone(plan)


def test_a_large_file_is_read_and_written_whole(plan: Path) -> None:
    large = OLD + b"0123456789abcdef\n" * (3 << 16)  # over 3 MiB
    plan.write_bytes(large)
    assert update(plan, lambda raw: raw + b"end").before == large
    assert plan.read_bytes() == large + b"end"


def test_nothing_is_written_when_nothing_changes(plan: Path) -> None:
    before = plan.stat()
    assert update(plan, lambda raw: raw).after == OLD
    after = plan.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_edit_that_is_refused_leaves_the_file_alone(plan: Path) -> None:
    with pytest.raises(EditBlocked):
        update(plan, lambda raw: apply(raw, [Put(("stage",), "ready")]))
    assert plan.read_bytes() == OLD
    write(plan)  # the lock is free again
    assert plan.read_bytes() == NEW


@unix
def test_mode_and_owner_stay(plan: Path) -> None:
    for mode in (0o600, 0o640, 0o664, 0o755):
        plan.chmod(mode)
        write(plan)
        assert stat.S_IMODE(plan.stat().st_mode) == mode
        plan.write_bytes(OLD)
    if os.getuid() == 0:
        os.chown(plan, 12345, 23456)
        plan.chmod(0o4640)
        write(plan)
        status = plan.stat()
        assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 23456, 0o4640)


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
def test_extended_attributes_stay(plan: Path) -> None:
    try:
        os.setxattr(plan, "user.team", b"red")
    except OSError:
        pytest.skip("a file system without extended attributes")
    write(plan)
    assert os.getxattr(plan, "user.team") == b"red"


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
def test_attributes_that_cannot_be_kept(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path, name: str, value: bytes) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    def without(path: Path) -> list[str]:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "getxattr", lambda path, name: b"x")
    monkeypatch.setattr(os, "setxattr", forbidden)
    monkeypatch.setattr(os, "listxattr", lambda path: ["system.posix_acl_access"])  # says who may read
    assert "operation not permitted" in refused(plan).message
    monkeypatch.setattr(os, "listxattr", lambda path: ["security.selinux"])  # the system's own affair
    write(plan)
    plan.write_bytes(OLD)
    monkeypatch.setattr(os, "listxattr", without)
    write(plan)
    assert plan.read_bytes() == NEW


@unix
def test_what_is_written_is_nobody_else_s_to_read_on_the_way(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    real = os.write

    def watched(descriptor: int, part: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, part)

    plan.chmod(0o600)
    monkeypatch.setattr(os, "write", watched)
    previous = os.umask(0)
    try:
        write(plan)
    finally:
        os.umask(previous)
    assert modes[-1] == 0o600


def test_a_full_disk_is_said_in_words(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, part: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert "there is no room on the disk for" in refused(plan).message
    assert plan.read_bytes() == OLD
    assert alone(plan)


def test_a_temporary_file_that_cannot_be_deleted_does_not_hide_the_reason(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, part: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def forbidden(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "write", full)
    monkeypatch.setattr(os, "unlink", forbidden)
    assert "there is no room on the disk for" in refused(plan).message


def test_an_error_without_words_of_the_system_is_said_in_its_own(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(descriptor: int) -> None:
        raise OSError("Only the answer was lost")

    monkeypatch.setattr(os, "fsync", failing)
    assert refused(plan).message.endswith("cannot be written: only the answer was lost")


def test_a_temporary_file_that_something_deletes_leaves_the_plan_as_it_was(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cleaned(source: Path, target: Path) -> None:
        os.unlink(source)
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(os, "replace", cleaned)
    refused(plan)
    assert plan.read_bytes() == OLD


def test_a_file_that_has_the_name_of_the_temporary_one_is_kept(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = plan.with_name(".cap-0123456789abcdef.tmp")

    def between(raw: bytes) -> bytes:
        there.write_bytes(b"somebody else's")
        return NEW

    monkeypatch.setattr(secrets, "token_hex", lambda _: "0123456789abcdef")
    assert "file exists" in refused(plan, between).message
    assert (plan.read_bytes(), there.read_bytes()) == (OLD, b"somebody else's")


@unix
def test_nobody_has_to_be_allowed_to_give_their_own_file_away(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", forbidden)
    write(plan)
    assert plan.read_bytes() == NEW


@unix
def test_a_file_of_somebody_else_is_not_taken_over(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = os.stat(plan)
    theirs = os.stat_result((*status[:4], status.st_uid + 1, *status[5:]))
    real = os.fstat
    monkeypatch.setattr(os, "fstat", lambda d: theirs if real(d).st_ino == status.st_ino else real(d))

    def forbidden(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", forbidden)
    assert "belongs to another user" in refused(plan).message
    assert plan.read_bytes() == OLD
    assert alone(plan)


@unix
def test_a_read_only_file_is_refused(plan: Path) -> None:
    for mode in (0o444, 0o555):
        plan.chmod(mode)
        assert "ada.md is read-only" in refused(plan).message
        assert plan.read_bytes() == OLD


@unix
def test_a_file_with_a_second_name_is_refused(plan: Path) -> None:
    os.link(plan, plan.with_name("copy.txt"))
    assert "hard link" in refused(plan).message
    assert plan.with_name("copy.txt").read_bytes() == OLD


@unix
def test_a_link_is_followed_inside_the_plans_folder_only(plan: Path, tmp_path: Path) -> None:
    inside = plan.parent / "team"
    inside.mkdir()
    link = inside / "ada.md"
    link.symlink_to("../ada.md")
    assert "outside" in refused(link).message  # without a plans folder the link's own counts
    write(link, folder=plan.parent)
    assert link.is_symlink()
    assert plan.read_bytes() == NEW

    outside = tmp_path / "outside.md"
    outside.write_bytes(OLD)
    away = plan.parent / "away.md"
    away.symlink_to(outside)
    found = refused(away, folder=plan.parent)
    assert "away.md leads to" in found.message
    assert found.message.endswith(f"outside.md, outside {plan.parent}")
    assert outside.read_bytes() == OLD


@unix
def test_a_linked_plans_folder_is_no_matter(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(plan.parent)
    write(tmp_path / "linked" / "ada.md", folder=tmp_path / "linked")
    assert plan.read_bytes() == NEW


@unix
def test_what_is_no_file_is_refused(plan: Path, cache: Path) -> None:
    gone, folder, pipe, circle = (plan.with_name(f"{name}.md") for name in ("gone", "folder", "pipe", "circle"))
    folder.mkdir()
    os.mkfifo(pipe)
    circle.symlink_to(circle)
    assert "there is no file" in refused(gone).message
    assert not list(cache.rglob("*.lock"))
    assert "is not a file" in refused(folder).message
    assert "is not a file" in refused(pipe).message
    assert "cannot be written" in refused(circle).message


def test_a_change_that_comes_in_between_is_kept(plan: Path) -> None:
    def meddled(raw: bytes) -> bytes:
        plan.write_bytes(b"typed in an editor")
        return NEW

    assert "changed by something else just now" in refused(plan, meddled).message
    assert plan.read_bytes() == b"typed in an editor"
    assert alone(plan)


@unix
def test_rights_that_change_in_between_are_kept(plan: Path) -> None:
    def closed(raw: bytes) -> bytes:
        plan.chmod(0o600)
        return NEW

    plan.chmod(0o644)
    assert "changed by something else just now" in refused(plan, closed).message
    assert stat.S_IMODE(plan.stat().st_mode) == 0o600


def test_what_killed_commands_left_is_swept_and_nothing_else(plan: Path) -> None:
    stale = plan.with_name(".cap-0123456789abcdef.tmp")
    others = [plan.with_name(name) for name in (".cap-notes.tmp", "cap-0123456789abcdef.tmp", ".ada.md.swp", "ben.md")]
    for path in (stale, *others):
        path.write_bytes(b"x")
    update(plan, lambda raw: raw)
    assert stale.exists()  # it may be another's at work, from another computer
    for path in (stale, *others):
        os.utime(path, (0, 0))
    update(plan, lambda raw: raw)
    assert not stale.exists()
    assert all(path.exists() for path in others)


def test_what_cannot_be_swept_is_not_in_the_way(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = plan.with_name(".cap-0123456789abcdef.tmp")
    stale.write_bytes(b"x")
    os.utime(stale, (0, 0))

    def forbidden(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "unlink", forbidden)
    write(plan)
    assert plan.read_bytes() == NEW


# ---- the lock


def test_a_command_that_waits_too_long_says_so(plan: Path) -> None:
    for file in lock_files(plan.parent.resolve()):
        file.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(file):
            waited = refused(plan, timeout=0.05)
    assert "another `cap` command, which has been busy in this folder for 0.05 seconds" in waited.message
    assert plan.read_bytes() == OLD
    write(plan)


def test_a_command_waits_for_another(plan: Path) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slowly(raw: bytes) -> bytes:
        inside.set()
        go_on.wait(5)
        return raw + b"one"

    first = threading.Thread(target=update, args=(plan, slowly))
    first.start()
    assert inside.wait(5)
    second = threading.Thread(target=update, args=(plan, lambda raw: raw + b"two"))
    second.start()
    second.join(0.1)
    assert second.is_alive()
    go_on.set()
    first.join(5)
    second.join(5)
    assert plan.read_bytes() == OLD + b"onetwo"


def test_folders_have_locks_of_their_own(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "ada.md"
    other.parent.mkdir()
    other.write_bytes(OLD)

    def both(raw: bytes) -> bytes:
        write(other)
        return NEW

    update(plan, both)
    assert plan.read_bytes() == other.read_bytes() == NEW


@unix
def test_the_lock_is_one_by_whichever_way_the_folder_is_reached(plan: Path, tmp_path: Path, cache: Path) -> None:
    (tmp_path / "linked").symlink_to(plan.parent)
    write(plan)
    plan.write_bytes(OLD)
    write(tmp_path / "linked" / "ada.md")
    assert len(list(cache.rglob("*.lock"))) == 1


def test_the_lock_of_a_work_tree_is_where_git_does_not_see_it(plan: Path, tmp_path: Path, cache: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q", ".")
    git("add", ".")
    write(plan)
    own, shared = lock_files(plan.parent.resolve())
    assert shared.parent == tmp_path.resolve() / ".git" / "cap"
    assert own.exists() and shared.exists() and own.name == shared.name
    assert git("status", "--porcelain", "--untracked-files=all") == "AM plans/ada.md\n"


def test_the_lock_of_a_linked_work_tree_is_where_its_git_is(tmp_path: Path) -> None:
    git = tmp_path / "main" / ".git" / "worktrees" / "tree"
    git.mkdir(parents=True)
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / ".git").write_text("gitdir: ../main/.git/worktrees/tree\n")
    assert (git / "cap") not in [file.parent.resolve() for file in lock_files(tree)]  # not just any folder
    (git / "gitdir").write_text(f"{tree / '.git'}\n")
    assert lock_files(tree)[-1].parent.resolve() == (git / "cap").resolve()
    (tree / "nonsense").mkdir()
    for text in ("nonsense\n", "gitdir: ../gone\n"):
        (tree / ".git").write_text(text)
        assert [file.parent.name for file in lock_files(tree)] == ["locks"]


def test_the_lock_of_a_folder_whose_git_is_gone_is_where_the_next_git_is(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / ".git").write_text("gitdir: ../gone\n")
    assert lock_files(tree)[-1].parent == tmp_path / ".git" / "cap"


def test_a_work_tree_whose_git_cannot_be_written_is_locked_elsewhere(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != ".git")
    assert [file.parent.name for file in lock_files(plan.parent.resolve())] == ["locks"]


@pytest.mark.parametrize(("platform", "folder"), [("linux", "."), ("darwin", "Library/Caches"), ("win32", "Local")])
def test_the_cache_folder_is_the_platform_s(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, platform: str, folder: str
) -> None:
    for name in ("Library", "Local"):
        (cache / name).mkdir()
    monkeypatch.setenv("LOCALAPPDATA", str(cache / "Local"))
    monkeypatch.setattr(system, "WINDOWS", platform == "win32")
    monkeypatch.setattr(system, "MAC", platform == "darwin")
    assert lock_files(tmp_path)[0].parent == cache / folder / "cap" / "locks"


@pytest.mark.skipif(sys.platform != "linux", reason="the home folder as Linux has it")
def test_the_cache_folder_may_be_the_usual_one(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert lock_files(tmp_path)[0].parent == cache / ".cache" / "cap" / "locks"


def test_without_a_cache_folder_the_system_s_own_is_used(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "no" / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    write(plan)
    assert plan.read_bytes() == NEW
    assert list((tmp_path / "cap").rglob("*.lock"))


@unix
def test_a_group_that_shares_a_repository_shares_the_lock(plan: Path, tmp_path: Path) -> None:
    git = tmp_path / ".git"
    git.mkdir()
    for mode, of_lock in ((0o770, 0o660), (0o775, 0o664)):
        git.chmod(mode)
        write(plan)
        plan.write_bytes(OLD)
        file = lock_files(plan.parent.resolve())[-1]
        assert stat.S_IMODE(file.parent.stat().st_mode) == mode
        assert stat.S_IMODE(file.stat().st_mode) == of_lock
        file.unlink()
        file.parent.rmdir()


def test_a_system_without_locks_is_refused(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filelock, "FileLock", filelock.SoftFileLock)
    assert "without locks" in refused(plan).message
    assert plan.read_bytes() == OLD


def test_a_lock_that_cannot_be_made_is_refused(plan: Path, cache: Path) -> None:
    (cache / "cap").write_text("in the way")
    assert re.search(r"cannot be locked by way of .*\.lock: not a directory$", refused(plan).message)
    assert plan.read_bytes() == OLD


def test_a_lock_that_the_system_does_not_know_is_refused(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise NotImplementedError("found a thread")

    monkeypatch.setattr(filelock.FileLock, "acquire", unknown)
    assert re.search(r"cannot be locked by way of .*\.lock: it is on a file system without locks$", refused(plan).message)


def test_a_lock_that_cannot_be_given_back_is_no_failure(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = filelock.FileLock.release

    def failing(lock: filelock.FileLock, *, force: bool = False) -> None:
        release(lock, force=force)
        if not force:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(filelock.FileLock, "release", failing)
    write(plan)
    assert plan.read_bytes() == NEW


@unix
@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK])
def test_a_file_system_without_locks_is_said_to_be_one_and_another_s_lock_does(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    import fcntl

    real, closed = fcntl.flock, [str(tmp_path), os.environ["XDG_CACHE_HOME"]]

    def flock(descriptor: int, operation: int) -> None:
        if any(os.readlink(f"/proc/self/fd/{descriptor}").startswith(folder) for folder in closed):
            raise OSError(error, os.strerror(error))
        real(descriptor, operation)

    if not Path("/proc/self/fd").exists():
        pytest.skip("asks Linux what a descriptor leads to")
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(fcntl, "flock", flock)
    assert "it is on a file system without locks" in refused(plan).message
    assert not list(tmp_path.rglob("*.lock.*"))  # nothing that would be left behind, locked for ever
    closed.pop()
    write(plan)
    assert plan.read_bytes() == NEW


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EOPNOTSUPP])
def test_what_a_file_system_does_not_know_is_no_failure(plan: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def unknown(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "listxattr", lambda path: ["security.selinux"])
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"x")
    plan.chmod(0o600)
    write(plan)  # and the lock is made
    plan.write_bytes(OLD)
    for name in ("setxattr", "fsync", "chmod"):
        monkeypatch.setattr(os, name, unknown)
    write(plan)
    assert plan.read_bytes() == NEW
    monkeypatch.setattr(os, "listxattr", unknown)
    plan.write_bytes(OLD)
    write(plan)
    assert plan.read_bytes() == NEW


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_run_as_root_leaves_the_lock_to_the_owner(plan: Path, tmp_path: Path, cache: Path) -> None:
    (tmp_path / ".git").mkdir()
    for folder in (tmp_path / ".git", cache):
        os.chown(folder, 12345, 23456)
    write(plan)
    for file in lock_files(plan.parent.resolve()):
        for made in (file, file.parent):
            assert (made.stat().st_uid, made.stat().st_gid) == (12345, 23456)


@unix
def test_two_ways_to_a_folder_lead_to_one_lock_and_another_folder_to_another(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    before = lock_files(plan.parent.resolve())
    plan.parent.rename(tmp_path / "moved")  # what a folder is called does not matter
    assert lock_files((tmp_path / "moved").resolve()) == before
    assert lock_files((tmp_path / "other").resolve()) != before


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="a second mount as Linux has it")
def test_commands_by_two_mounts_of_one_folder_keep_every_edit(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user may mount nothing")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    folder = tmp_path / "repository" / "plans"
    folder.mkdir()
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-m", "tests.writing.two_ways", str(folder), str(tmp_path / "elsewhere"), "8", "5"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "made 40  kept 40  failed 0\n"


# ---- what is not read


@unix
@pytest.mark.parametrize("kind", ["large", "pipe"])
def test_what_is_too_large_and_what_is_no_file_is_not_read(plan: Path, kind: str) -> None:
    plan.unlink()
    if kind == "pipe":
        os.mkfifo(plan)
    else:
        os.truncate(os.open(plan, os.O_CREAT | os.O_RDWR), 700_000_000)
    assert {"pipe": "is not a file", "large": "it is larger than 20 million bytes"}[kind] in refused(plan).message
