"""`cap edit` with an editor that is a script, and at a terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, tree

PLAN = "---\nname: Ada\nstage: exploring\n---\n\n# Ada  \n"
Editor = Callable[..., Path]


@pytest.fixture
def plan(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ada's plan; what is written for a while lies in `tmp`."""
    for folder in ("plans", "tmp"):
        (empty / folder).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(empty / "tmp"))
    monkeypatch.setattr("cap.cli.editing.has_terminal", lambda: True)
    for name, value in (("TERM", "xterm"), ("GIT_CONFIG_GLOBAL", os.devnull), ("GIT_CONFIG_SYSTEM", os.devnull)):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GIT_EDITOR", raising=False)
    path = empty / "plans" / "ada.md"
    path.write_bytes(PLAN.encode())
    return path


@pytest.fixture
def editor(empty: Path, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Sets an editor that runs some shell lines; `$1` is the file that is edited, `$PLAN` the plan; `sub s/a/b/ FILE`."""

    def set_up(*lines: str) -> Path:
        script = empty / "editor with blanks.sh"
        head = [
            "set -e",
            f"PLAN={shlex.quote(str(plan))}",
            'sub() { sed "$1" "$2" > "$PLAN.sub"; cat "$PLAN.sub" > "$2"; rm "$PLAN.sub"; }',
        ]
        script.write_text("\n".join([*head, *lines]) + "\n")
        monkeypatch.setenv("EDITOR", f"sh '{script}'")
        return script

    return set_up


def kept(said: str) -> Path:
    """The file in which a text is said to be safe."""
    found = re.search(r"Your text is safe in\s+(\S+)\.$", said.strip())
    assert found
    path = Path(found[1])
    assert path.is_relative_to(os.environ["XDG_STATE_HOME"])
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    return path


def test_what_is_written_is_saved_and_checked(run: Run, plan: Path, editor: Editor, empty: Path) -> None:
    editor('sub s/exploring/draft/ "$1"', 'cp "$1" "$1~"', 'touch "$(dirname "$1")/.swap"')
    result = run("edit", "ada")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 findings: cap lint ada\nada: saved.\n"
    assert plan.read_bytes() == PLAN.replace("exploring", "draft").encode()
    assert tree(empty / "tmp") == {}


def test_every_byte_is_the_persons_own(run: Run, plan: Path, editor: Editor) -> None:
    raw = b"\xef\xbb\xbf---\r\nname: Ada\r\nstage: exploring # x\r\n---\nno end \xff"
    plan.write_bytes(raw)
    editor("""printf y >> "$1" """)
    run("edit", "ada")
    assert plan.read_bytes() == raw + b"y"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No editor is taken for one that does not wait."""
    monkeypatch.setattr("cap.cli.editing.AT_ONCE", 0)


def test_nothing_changed(run: Run, plan: Path, editor: Editor, empty: Path, patient: None) -> None:
    editor('touch "$1"')
    result = run("edit", "ada")
    assert (result.exit_code, result.stderr) == (0, "ada: nothing changed.\n")
    assert list((empty / "tmp").iterdir()) == []


def test_the_copy_of_an_editor_that_does_not_wait_stays_and_is_named(run: Run, plan: Path, editor: Editor, empty: Path) -> None:
    editor('(sleep 1.5; echo "Typed later." >> "$1") > /dev/null 2>&1 &')
    result = run("edit", "ada")
    assert result.exit_code == 0
    found = re.fullmatch(r"ada: nothing changed\.\nThe editor .* goes to (\S+), .*--wait.*\n", result.stderr, re.S)
    assert found
    time.sleep(1.8)
    assert Path(found[1]).read_text() == PLAN + "Typed later.\n"
    assert plan.read_text() == PLAN


@pytest.mark.parametrize("end", ["exit 0", "exit 1", "kill -9 $$"])
def test_what_an_editor_leaves_beside_an_unchanged_copy_is_kept_and_named(
    run: Run, plan: Path, editor: Editor, empty: Path, patient: None, end: str
) -> None:
    editor('echo "Typed, and not saved." > "$(dirname "$1")/.ada.md.swp"', end)
    said = run("edit", "ada").stderr
    found = re.search(r"What the editor left is in (\S+)\.\n$", said)
    assert found
    assert Path(found[1], ".ada.md.swp").read_text() == "Typed, and not saved.\n"


def test_ctrl_c_is_the_editors_own_affair(plan: Path, editor: Editor, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(empty / "tmp"))
    editor("trap 'printf \"[Y/n]: \"' INT", "printf '[Y/n]: '", "read -r line || read -r line", 'echo "$line" >> "$1"')
    code, shown = at_a_terminal("\x03", "Typed after it\n")
    assert (code, plan.read_text()) == (0, PLAN + "Typed after it\n"), shown


def test_an_editor_that_replaces_the_file(run: Run, plan: Path, editor: Editor) -> None:
    editor('printf -- "---\\nname: Bea\\nstage: exploring\\n---\\n" > "$1.new"', 'mv "$1.new" "$1"')
    assert run("edit", "Ada").stderr == "ada: saved.\n"
    assert plan.read_text() == "---\nname: Bea\nstage: exploring\n---\n"


def test_when_somebody_else_changed_it_meanwhile_both_texts_are_kept(run: Run, plan: Path, editor: Editor) -> None:
    editor('sub s/exploring/draft/ "$1"', 'echo "Theirs." >> "$PLAN"')
    result = run("edit", "ada")
    assert result.exit_code == 2
    assert "plans/ada.md was changed by somebody else while you were editing" in result.stderr
    assert plan.read_text() == PLAN + "Theirs.\n"
    assert kept(result.stderr).read_text() == PLAN.replace("exploring", "draft")


@pytest.mark.parametrize("end", ['rm "$PLAN"', "exit 3", 'chmod a-w "$PLAN"', 'ln "$PLAN" "$PLAN.2"', "kill -9 $$"])
def test_when_it_cannot_be_saved_the_text_is_kept(run: Run, plan: Path, editor: Editor, end: str) -> None:
    editor('sub s/exploring/draft/ "$1"', end)
    result = run("edit", "ada")
    assert result.exit_code == 2
    assert result.stderr.count("cap: ") == 1
    assert kept(result.stderr).read_text() == PLAN.replace("exploring", "draft")
    assert not plan.exists() or plan.read_text() == PLAN


def test_an_editor_that_fails_and_changed_nothing_leaves_nothing_behind(
    run: Run, plan: Path, editor: Editor, empty: Path
) -> None:
    editor("exit 1")
    result = run("edit", "ada")
    assert result.exit_code == 2
    assert "Nothing was changed." in result.stderr
    assert plan.read_text() == PLAN
    assert list((empty / "tmp").iterdir()) == []


@pytest.mark.parametrize("line", ['rm "$1"', 'rm -r "$(dirname "$1")"', ': > "$1"', 'echo > "$1"', 'rm "$1"; mkfifo "$1"'])
def test_an_empty_or_vanished_text_is_asked_about(
    plan: Path, editor: Editor, empty: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(empty / "tmp"))
    editor(line)
    code, shown = at_a_terminal("n\n")
    assert (code, plan.read_text()) == (0, PLAN)
    assert "Open the plan again? With n it stays as it was." in " ".join(shown.split())
    assert "ada: nothing changed." in shown
    editor(f'if [ -e "$PLAN.again" ]; then sub s/exploring/draft/ "$1"; else touch "$PLAN.again"; {line}; fi')
    code, _ = at_a_terminal("y\n")
    assert (code, plan.read_text()) == (0, PLAN.replace("exploring", "draft"))
    assert tree(empty / "tmp") == {}


def test_without_a_terminal_nothing_is_opened(run: Run, plan: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(plan.parent.parent)
    monkeypatch.setenv("EDITOR", f"touch {plan}.opened")
    result = run("edit", "ada")
    assert result.exit_code == 2
    assert "there is no terminal here" in result.stderr and "plans/ada.md" in result.stderr
    assert not Path(f"{plan}.opened").exists()


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_text_is_kept_when_we_are_told_to_stop(
    plan: Path, editor: Editor, empty: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(empty / "tmp"))
    editor('sub s/exploring/draft/ "$1"', f"kill -{name[3:]} $PPID", "sleep 20")
    start = time.monotonic()
    code, shown = at_a_terminal()
    assert (code, plan.read_text()) == (2, PLAN)
    assert time.monotonic() - start < 15
    assert kept("Your text is safe in" + shown.rpartition("Your text is safe in")[2]).read_text() == PLAN.replace(
        "exploring", "draft"
    )
    assert tree(empty / "tmp") == {}


def test_what_will_be_refused_is_refused_before_anybody_types(run: Run, plan: Path, editor: Editor) -> None:
    editor('touch "$PLAN.opened"')
    os.link(plan, plan.with_name("copy.txt"))
    assert "hard link" in run("edit", "ada").stderr
    (plan.parent / "bo.md").symlink_to("../else.md")
    Path("else.md").write_text(PLAN)
    assert "leads to" in run("edit", "bo").stderr
    assert not Path(f"{plan}.opened").exists()


@pytest.mark.parametrize("first", range(6))
def test_the_editor_is_the_one_that_git_would_open(
    run: Run, plan: Path, empty: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    (empty / "config").write_text("[core]\n\teditor = \"sh -c 'echo core.editor > who'\"\n")
    variables = ("CAP_EDITOR", "GIT_EDITOR", "core.editor", "VISUAL", "EDITOR", "vi")
    for name in variables[first:]:
        if name == "core.editor":
            monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(empty / "config"))
        elif name == "vi":
            (empty / "bin").mkdir()
            (empty / "bin" / "vi").write_text("#!/bin/sh\necho vi > who\n")
            (empty / "bin" / "vi").chmod(0o755)
            monkeypatch.setenv("PATH", f"{empty / 'bin'}{os.pathsep}{os.environ['PATH']}")
        else:
            monkeypatch.setenv(name, f"sh -c 'echo {name} > who'")
    (empty / ".git").rmdir()
    for words in (["init", "-q"], ["config", "core.editor", "sh -c 'echo repository > who'"]):  # which names no program of ours
        subprocess.run(["git", *words], check=True)
    at_a_terminal()
    assert Path("who").read_text().strip() == variables[first]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            None,
            "no editor is set in CAP_EDITOR, GIT_EDITOR, VISUAL, EDITOR\n     Set one, such as EDITOR=nano, or open plans/ada.md yourself.",
        ),
        ("  ", "no editor is set"),
        ("no-such-editor -w", "the editor `no-such-editor` cannot be started: there is no such program"),
        ("'", "EDITOR has an open quote"),
    ],
)
def test_without_an_editor_that_works(
    run: Run, plan: Path, empty: Path, monkeypatch: pytest.MonkeyPatch, command: str | None, said: str
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    if command is not None:
        monkeypatch.setenv("EDITOR", command)
    result = run("edit", "ada")
    assert result.exit_code == 2
    assert said in result.stderr
    assert list((empty / "tmp").iterdir()) == []


def test_a_plan_that_is_read_only_is_refused_before_anybody_types(
    run: Run, plan: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # whoever runs the tests may write everywhere
    editor('touch "$PLAN.opened"')
    result = run("edit", "ada")
    assert (result.exit_code, Path(f"{plan}.opened").exists()) == (2, False)
    assert "plans/ada.md is read-only" in result.stderr


def test_the_first_of_the_variables_counts_and_a_name_is_never_guessed(
    run: Run, plan: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch, patient: None
) -> None:
    editor('echo "x" >> "$1"')
    monkeypatch.setenv("CAP_EDITOR", "true")
    assert run("edit", "ada").stderr == "ada: nothing changed.\n"
    monkeypatch.setenv("CAP_EDITOR", "")
    monkeypatch.setenv("VISUAL", "true")
    assert run("edit", "ada").stderr == "ada: nothing changed.\n"
    assert run("edit", "ad").exit_code == 2


def test_a_broken_plan_is_opened_and_may_be_saved_with_its_errors(plan: Path, editor: Editor) -> None:
    plan.write_text("---\nname: [Ada\n---\n")
    editor('sub s/Ada/Bea/ "$1"')
    code, shown = at_a_terminal("n\n")
    assert code == 0
    assert shown.startswith("plans/ada.md:2:7: error yaml-syntax: ")
    assert "ada: saved, with 1 error to mend." in shown
    assert "cap undo" not in shown
    assert plan.read_text() == "---\nname: [Bea\n---\n"


def test_what_the_format_does_not_know_is_shown_at_once(run: Run, plan: Path, editor: Editor) -> None:
    editor('sub s/stage/stagee/ "$1"')
    said = run("edit", "ada").stderr
    assert said.startswith("plans/ada.md:3:1: warning unknown-key: ")
    assert said.endswith("\n3 more findings: cap lint ada\nada: saved.\n")


def test_a_link_is_followed_inside_the_plans_folder(run: Run, plan: Path, editor: Editor) -> None:
    (plan.parent / "night").mkdir()
    (plan.parent / "night" / "eve.md").symlink_to("../ada.md")
    editor('sub s/exploring/draft/ "$1"')
    assert run("edit", "eve").exit_code == 0
    assert plan.read_text() == PLAN.replace("exploring", "draft")
    (plan.parent / "night" / "bo.md").symlink_to("../../else.md")
    Path("else.md").write_text(PLAN)
    assert "leads to" in run("edit", "bo").stderr
    assert Path("else.md").read_text() == PLAN


# ---- at a terminal


def at_a_terminal(*answers: str) -> tuple[int, str]:
    """`cap edit ada` at a terminal, with what is typed at each question: the exit code, and what is shown."""
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that runs the tests in the background has it ignored
        os.execv(sys.executable, [sys.executable, "-m", "cap", "edit", "ada"])
    waiting = list(answers)
    shown = b""
    give_up = time.monotonic() + 60
    try:
        while time.monotonic() < give_up:
            if select.select([terminal], [], [], 0.2)[0]:
                shown += os.read(terminal, 4096)
            elif waiting and shown.count(b"[Y/n]: ") > len(answers) - len(waiting):  # it has asked, and waits
                os.write(terminal, waiting.pop(0).encode())
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


@pytest.fixture
def rounds(editor: Editor, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor with which the first two attempts go wrong; the file counts the rounds."""
    count = empty / "rounds"
    rounds = shlex.quote(str(count))
    editor(
        f"echo x >> {rounds}",
        f'if [ "$(wc -l < {rounds})" -lt 3 ]; then sub "s/stage: .*/stage: wrong/" "$1"; else sub "s/stage: .*/stage: draft/" "$1"; fi',
    )
    monkeypatch.setenv("TMPDIR", str(empty / "tmp"))
    return count


def test_errors_are_shown_with_an_offer_to_go_back(plan: Path, rounds: Path, empty: Path) -> None:
    code, shown = at_a_terminal("\n", "y\n")
    assert code == 0
    assert len(rounds.read_text().splitlines()) == 3
    assert shown.count("plans/ada.md:3:8: error invalid-value: ") == 2
    assert shown.count("Open it again? With n it is saved as it is. [Y/n]") == 2
    assert "ada: saved." in shown
    assert plan.read_text() == PLAN.replace("exploring", "draft")
    assert tree(empty / "tmp") == {}


def test_the_offer_may_be_declined(run: Run, plan: Path, rounds: Path, empty: Path) -> None:
    code, shown = at_a_terminal("n\n")
    assert code == 0
    assert "ada: saved, with 1 error to mend." in shown
    assert "Should you want it back as it was: cap undo ada" in " ".join(shown.split())
    assert plan.read_text() == PLAN.replace("exploring", "wrong")
    assert run("undo", "ada").exit_code == 0
    assert plan.read_text() == PLAN
    assert tree(empty / "tmp") == {}


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_at_the_offer_keeps_the_text_and_the_plan(plan: Path, rounds: Path, key: str) -> None:
    code, shown = at_a_terminal(key)
    assert code == 2
    assert plan.read_text() == PLAN
    assert kept(shown).read_text() == PLAN.replace("exploring", "wrong")
