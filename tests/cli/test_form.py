"""`cap form`: a page goes out, an answer comes in, and an interview at a terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from cap.plan.read import read
from tests.cli.conftest import PLAN, Run, Typed, refused, tree
from tests.form.filling import answers, filled
from tests.transcripts import assert_approved

HERE = Path(__file__).parent


@pytest.fixture
def ada(plan: Path) -> Path:
    plan.write_text(PLAN)
    return plan


def page_of(run: Run) -> str:
    result = run("form", "ada")
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def answered(run: Run, old: str, new: str) -> str:
    page = page_of(run)
    assert old in page
    return page.replace(old, new, 1)


def test_the_page_as_it_is_sent(run: Run, ada: Path) -> None:
    assert_approved(page_of(run).partition("\n<!-- ")[0] + "\n", HERE / "form.md")


def test_the_page_for_a_browser_goes_to_a_file_and_never_among_the_plans(
    run: Run, ada: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("form", "ada", "--format", "html")
    assert (result.exit_code, result.stdout) == (0, "")
    html = Path("ada-form.html").read_text()
    assert "default-src 'none'" in html and "<h2>Your story</h2>" in html and len(html.encode()) < 80_000
    assert "ada-form.html" in result.stderr and "cap form ada --read FILE" in result.stderr
    assert "is there already" in refused(run("form", "ada", "--format", "html"))
    assert run("form", "ada", "-o", "x.html").exit_code == 0
    assert Path("x.html").read_text() == html
    monkeypatch.chdir("plans")
    before = tree(Path())
    assert "lies among plans" in refused(run("form", "ada", "--format", "html"))
    assert "lies among plans" in refused(run("form", "ada", "-o", "ada-form.md"))
    assert tree(Path()) == before


def test_what_a_plan_says_stays_words_in_the_browser(run: Run, plan: Path) -> None:
    evil = '</textarea><script>alert(1)</script>"onfocus=alert(1) x="'
    plan.write_text(f"---\nname: Ada\nrole: '{evil}'\nvisions: ['{evil}']\ngoals: [{{goal: '{evil}'}}]\n---\n")
    run("form", "ada", "--format", "html")
    html = Path("ada-form.html").read_text()
    assert html.count("<script>") == 1 and '"onfocus' not in html.replace("&quot;onfocus", "")


def test_an_answer_is_shown_and_written_as_one_change(run: Run, ada: Path) -> None:
    before = ada.read_bytes()
    Path("a.md").write_text(
        answered(
            run,
            "- What is your work today? (such as Staff Nurse, Acute Medical Unit): ______",
            "- What is your work today?: Nurse",
        )
    )
    assert run("form", "ada", "--read", "a.md").stderr.endswith(
        "cap: an answer is looked at before it is written, and nobody is here to do that\n     Nothing was written. With --yes it is.\n"
    )
    assert ada.read_bytes() == before
    shown = run("form", "ada", "--read", "a.md", "--dry-run")
    assert shown.exit_code == 0 and "+role: Nurse" in shown.stdout and ada.read_bytes() == before
    result = run("form", "ada", "--read", "a.md", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "ada: role “Nurse”\nada: written. `cap undo ada` takes it back.\n"
    assert ada.read_text() == PLAN.replace("name: Ada Obi\n", "name: Ada Obi\nrole: Nurse\n")
    again = run("form", "ada", "--read", "a.md")
    assert (again.exit_code, again.stderr) == (0, "ada: all of it stands in the plan already; nothing was changed.\n")
    run("undo", "ada")
    assert ada.read_bytes() == before


def test_an_answer_is_agreed_to_on_a_terminal(run: Run, typed: Typed, ada: Path) -> None:
    Path("a.md").write_text(answered(run, "- By when?: 2026-12-31", "- By when?: 2027-01-31"))
    before = ada.read_bytes()
    code, seen = typed("n\n", "form", "ada", "--read", "a.md")
    assert code == 2 and "Write it? [y/N]" in seen and ada.read_bytes() == before
    code, seen = typed("y\n", "form", "ada", "--read", "a.md")
    assert code == 0 and "due: 2027-01-31" in ada.read_text() and "was: [2026-12-31]" in ada.read_text()


def test_an_answer_by_mail_is_read_from_standard_input(run: Run, ada: Path) -> None:
    lead = "- What do you want to talk about? (such as could nights be fewer next year; who takes over my customers if it works out):"
    page = answered(run, f"{lead} ______", f"{lead} Fewer nights?")
    mail = "Hello Ruth,\n\n" + "".join(f"> {line}\n" for line in page.splitlines())
    result = subprocess.run(
        [sys.executable, "-m", "cap", "form", "ada", "--read", "-", "--yes"],
        input=mail,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "in doubt: “Hello Ruth,” stands beside the questions." in result.stderr
    assert "Fewer nights?" in ada.read_text() and "- Hello Ruth," in ada.read_text()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "there is nothing in this answer"),
        (b"just a few words", "does not say whose form it is"),
        (b"\xff\xfeH\x00i\x00", "does not say whose form it is"),
        ("Grüße".encode("latin-1"), "is not UTF-8"),
        (b"x" * 10_000_000, "is larger than 1 MB"),
        ("cap: bob · 2026-11-22 · form · person · 00000000".encode(), "is about bob, and not about ada"),
        ("cap: ada · 2026-11-22 · check-in · both · 00000000".encode(), "is the page of a talk (check-in)"),
        ("cap: bob · 2026-11-22 · check-in · both · 00000000".encode(), "It is read by: cap log bob --read FILE"),
        (b"<!doctype html><p>", "is a page for a browser as it was sent"),
        (b"\x00" * 50, "there is nothing in this answer"),
    ],
)
def test_what_is_no_answer_is_refused_in_a_line(run: Run, ada: Path, content: bytes, says: str) -> None:
    Path("a.md").write_bytes(content)
    before = tree(Path())
    assert says in " ".join(refused(run("form", "ada", "--read", "a.md", "--yes")).split())
    assert tree(Path()) == before


def test_an_answer_about_nobody_or_from_nowhere(run: Run, ada: Path) -> None:
    assert "there is no plan for `bob`" in refused(run("form", "bob", "--read", "a.md"))
    assert "there is no such file" in refused(run("form", "ada", "--read", "a.md"))
    assert "Choose one of them" in refused(run("form", "ada", "--read", "a.md", "--format", "html"))


def test_a_text_below_that_is_not_utf_8_is_not_touched(run: Run, ada: Path) -> None:
    page = answered(run, "the keys): ______", "the keys): By boat")
    ada.write_bytes(PLAN.encode() + b"\nGr\xfc\xdfe\n")
    before = ada.read_bytes()
    Path("a.md").write_text(page)
    assert "is not UTF-8" in refused(run("form", "ada", "--read", "a.md", "--yes"))
    assert ada.read_bytes() == before


def test_the_record_of_a_talk_takes_no_form(run: Run, ada: Path) -> None:
    Path("a.md").write_text(page_of(run))
    assert "It is read by: cap form ada --read FILE" in refused(run("log", "ada", "--read", "a.md", "--yes"))


def test_notes_from_a_form_are_no_notes_of_a_talk(run: Run, ada: Path) -> None:
    Path("a.md").write_text(answered(run, "- By when?: 2026-12-31", "- By when?: when I am ready"))
    result = run("form", "ada", "--read", "a.md", "--yes")
    assert result.exit_code == 0 and "in doubt: Goal g1: Lead the ward. By when? “when I am ready” is not a day" in result.stderr
    assert ada.read_text() == f"{PLAN}\n## 2026-11-22 form\n\n- Goal g1: Lead the ward: By when? when I am ready\n"
    assert "looks like the notes of a talk" not in run("log", "ada", "-m", "Met", "--yes").stderr


# ---- the interview


def talked(lines: list[str], *words: str) -> tuple[int, str]:
    """Run `cap` on a terminal where somebody answers each question when it is asked; the exit code, and all that is seen."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    left, seen = list(lines), b""
    with subprocess.Popen(
        [sys.executable, "-m", "cap", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"COLUMNS": "100", "TERM": "dumb"},
    ) as process:
        os.close(theirs)
        try:
            while True:
                select.select([ours], [], [], 30)
                seen += os.read(ours, 4096)
                if seen.endswith((b"\n> ", b"and? ")):
                    os.write(ours, f"{left.pop(0)}\n".encode() if left else b"\x04")
        except OSError:  # the other side is closed
            pass
        code = process.wait(30)
    os.close(ours)
    return code, seen.decode().replace("\r\n", "\n")


def test_a_busy_manager_and_somebody_who_never_saw_a_file(run: Run, plan: Path) -> None:
    run("new", "bo", "--name", "Bo Lind", "--role", "Welder", "--manager", "Ana Ruiz")
    answers = (HERE / "interview-answers.txt").read_text().splitlines()
    code, seen = talked(answers, "form", "bo")
    assert code == 0
    assert_approved(seen, HERE / "interview.md")
    assert sum(len(line) + 1 for line in answers) < 1200  # five minutes, for a slow typist too
    result = run("lint", "bo")
    assert (result.exit_code, "warning" in result.stdout, "error" in result.stdout) == (0, False, False)
    made = read((plan.parent / "bo.md").read_bytes()).plan
    assert made is not None and (made.stage, made.story, len(made.visions), len(made.skills)) == ("agreed", "told", 3, 2)


def test_it_ends_when_one_likes_and_goes_on_where_it_was_left(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada Obi\n---\n")
    code, seen = talked(["By boat", "at night", "", "impact", "q"], "form", "ada")
    assert code == 0 and "2 answers written." in seen
    code, seen = talked(["?", "Old engines", ""], "form", "ada")  # and then the terminal is closed
    assert code == 0 and "We go on where the first answer is missing" in seen
    assert "What would you like to tell" not in seen and "It shows where energy is" in seen
    assert read(plan.read_bytes()).plan.interests == ["Old engines"]  # type: ignore[union-attr]
    assert plan.read_text().endswith("---\n\n## Life story\n\nBy boat\nat night\n")


def test_it_goes_back_and_what_was_answered_can_be_changed_and_taken_out(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada Obi\nstory: told\nmotivations: [impact, money]\ninterests: [Engines]\n---\n")
    code, seen = talked(["<", "<", "-money", "calm", "", "-", "q"], "form", "ada")
    assert code == 0 and "now: impact; money" in seen
    made = read(plan.read_bytes()).plan
    assert made is not None and (made.motivations, made.interests) == (["impact", "calm"], [])
    code, seen = talked(["Cranes", "<", "q"], "form", "ada")
    assert code == 0 and "1 answer written." in seen
    made = read(plan.read_bytes()).plan
    assert made is not None and made.interests == ["Cranes"]


def test_several_may_stand_in_a_line_as_they_are_printed(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada Obi\n---\n")
    code, seen = talked(["By boat", "", "impact; money", "", "q"], "form", "ada")
    assert code == 0 and "2 answers written." in seen
    assert read(plan.read_bytes()).plan.motivations == ["impact", "money"]  # type: ignore[union-attr]


def test_a_word_of_a_choice_is_enough(run: Run, plan: Path) -> None:
    given: dict[str, str | tuple[str, ...]] = {
        "Step 1.1|How will": "doing",
        "Step 1.2|How will": "book.",
        "Step 1.3|How will": "from",
        "Step 1.4|How will": "SOMEBODY",
    }
    plan.write_text("---\nname: Ada\nskills: [{skill: Calm, actions: [Ask, Try, Read, Sit]}]\n---\n")
    Path("a.md").write_text(filled(read(plan.read_bytes()), answers(given)))
    assert "“from” is none of the answers" in run("form", "ada", "--read", "a.md", "--yes").stderr
    made = read(plan.read_bytes()).plan
    assert made is not None and [one.type for one in made.skills[0].actions] == ["experience", "education", None, "exposure"]


def test_not_to_know_yet_is_an_answer(run: Run, plan: Path) -> None:
    plan.write_text(
        "---\nname: Ada Obi\nstory: told\nmotivations: [x]\ninterests: [x]\nimprove: [x]\nthemes: [x]\nstrengths: [x]\n---\n"
    )
    code, seen = talked(["", "", "", "Kept calm", "no idea", "I don’t know yet.", "dunno", "not sure", "q"], "form", "ada")
    assert code == 0 and seen.count("That is an answer too; it stays open.") == 2, seen
    made = read(plan.read_bytes()).plan
    assert made is not None and (made.visions, made.direction, made.goals) == ([], ["unsure"], [])
    assert [one.moment for one in made.moments] == ["Kept calm"]


def test_me_is_whoever_sits_at_the_keyboard(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.write_text("---\nname: Ada Obi\nstory: told\nsupport: [{need: A seat}]\n---\n")
    monkeypatch.setenv("CAP_ME", "Ruth Lindqvist")
    code, seen = talked([*[""] * 10, "Me", "q"], "form", "ada")
    assert code == 0 and "support s1: from “Ruth Lindqvist”" in seen, seen


def test_what_cannot_be_read_is_asked_again(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: Ada Obi\nstory: told\nmotivations: [x]\ninterests: [x]\nimprove: [x]\nthemes: [x]\n---\n")
    code, seen = talked(["Calm", "eleven", "0", "7", "perhaps", "yes", "q"], "form", "ada")
    assert code == 0 and "“eleven” is not a number from 1 to 10" in seen and "“perhaps” is none of the answers" in seen
    made = read(plan.read_bytes()).plan
    assert made is not None and [(one.skill, one.rating, one.mentor) for one in made.strengths] == [("Calm", 7, True)]


def test_without_a_terminal_or_input_it_prints_the_page(run: Run, typed: Typed, ada: Path) -> None:
    code, seen = typed("", "form", "ada", "--no-input")
    assert code == 0 and seen.startswith("# The plan of Ada Obi, as questions")
    assert "writes each answer at once" in typed("", "form", "ada", "--dry-run")[1]
