"""`cap prep --read`: what the person wrote goes onto the list, and their numbers stay sealed until both are there."""

from __future__ import annotations

import quopri
from base64 import b64encode
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from cap.plan.read import read
from tests.before_a_talk import MAIL, PLAN, saved
from tests.cli.conftest import SECRET, Run, Typed, refused, tree
from tests.cli.everything import every_call, manager_s_calls


@pytest.fixture
def ada(run: Run, data: Path) -> Path:
    Path("plans/ada.md").write_text(PLAN, encoding="utf-8")
    return Path("plans/ada.md")


def test_a_draft_that_nobody_answered_says_nothing(run: Run, ada: Path) -> None:
    assert run("prep", "ada", "--for", "person", "--format", "eml").exit_code == 0
    message = message_from_bytes(Path("ada-before-we-talk.eml").read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage) and message["Subject"] == "Before we talk on 26 November"
    [page] = list(message.iter_attachments())
    assert page.get_filename() == "ada-before-we-talk.html"
    result = run("prep", "ada", "--read", "ada-before-we-talk.eml", "--yes")
    assert result.exit_code == 0 and "there is no answer in it; nothing was changed" in result.stderr
    assert ada.read_text("utf-8") == PLAN
    again = run("prep", "ada", "--for", "person", "--format", "eml")
    assert again.exit_code == 0 and "ada-before-we-talk-2.eml" in again.stderr


@pytest.mark.parametrize(
    ("file", "name", "manager"),
    [
        ("tom-o-brien", "Tom O'Brien", "Ruth Lind"),
        ("siobhán-d-arcy-o-neill", "Siobhán D’Arcy-O'Neill", "Ruth Lind"),
        ("j-r-smith", "J.R. Smith", "Ruth Lind"),
        ("her plan", "Ada Obi", "Ruth Lind"),  # a file that says nothing of whose it is
        ("alex", "Alex Stone", "Alex Kim"),
    ],
)
def test_what_comes_back_is_signed_by_whoever_wrote_it(run: Run, empty: Path, file: str, name: str, manager: str) -> None:
    (empty / "plans").mkdir()
    (empty / f"plans/{file}.md").write_text(f"---\nname: {name}\nmanager: {manager}\nnext: 2026-11-26\n---\n")
    Path("reply.txt").write_text("1. Fewer nights\n")
    assert run("prep", file, "--read", "reply.txt", "--yes").exit_code == 0
    page = run("agenda", file, "--no-input").stdout
    assert "**Fewer nights** (since 22 November)" in page and f"{name.split()[0]}’s point" in page


def sheet(run: Run, *words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


BAD: dict[str, tuple[Callable[[Run], bytes], str]] = {
    "somebody else": (
        lambda run: MAIL.replace("cap: ada ", "cap: bob ").encode() + b"\n1. x\n",
        "is about bob, and not about ada",
    ),
    "the page of a talk": (lambda run: sheet(run, "agenda", "ada").encode(), "cap log ada --read FILE"),
    "a form": (lambda run: sheet(run, "form", "ada", "--format", "md").encode(), "cap form ada --read FILE"),
    "the manager's sheet": (lambda run: sheet(run, "prep", "ada").encode(), "for the manager alone"),
    "the manager's page": (
        lambda run: sheet(run, "agenda", "ada", "--for", "manager", "--no-input").encode(),
        "for the manager alone",
    ),
    "the page as it was sent": (
        lambda run: sheet(run, "prep", "ada", "--for", "person", "--format", "html").encode(),
        "is a page for a browser as it was sent",
    ),
    "10 MB": (lambda run: b"x" * 10_000_000, "is larger than 5 MB"),
    "a book": (lambda run: b"word " * 50_000, "holds more than 100,000 characters"),
    "of Outlook's own": (lambda run: b"\xd0\xcf\x11\xe0" + b"\0" * 500, "only Outlook opens"),
    "nothing": (lambda run: b"", "there is nothing in this answer"),
    "blanks": (lambda run: b"\n \t\r\n", "there is nothing in this answer"),
    "two mails": (
        lambda run: (
            b"From a Sun Nov 22 10:00:00 2026\nFrom: a\nSubject: b\n\nx\n\nFrom b Sun Nov 22 10:00:00 2026\nFrom: b\nSubject: c\n\ny\n"
        ),
        "holds more than one mail",
    ),
    "an automatic reply": (
        lambda run: b"From: a\nSubject: b\nAuto-Submitted: auto-replied\n\nI am away.\n",
        "is an automatic reply",
    ),
    "a hundred topics": (
        lambda run: "\n\n".join(f"- Talk about thing {n}" for n in range(100)).encode(),
        "would make 100 topics",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_answer_is_said_in_a_line(run: Run, ada: Path, empty: Path, what: str) -> None:
    make, said = BAD[what]
    Path("reply.eml").write_bytes(make(run))
    before = tree(empty)
    result = run("prep", "ada", "--read", "reply.eml", "--yes")
    assert result.exit_code == 2 and said in " ".join(result.stderr.split()) and result.stderr.count("cap: ") == 1, result.stderr
    assert {name: raw for name, raw in tree(empty).items() if "/.git/" not in name} == {
        name: raw for name, raw in before.items() if "/.git/" not in name
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--read", "nowhere.eml"), "there is no such file"),
        (("--read", "plans"), "this is not a file"),
        (("--read", "x", "-o", "y"), "--format and -o make a page"),
        (("--read", "x", "--format", "eml"), "--format and -o make a page"),
        (("--yes",), "go with --read"),
        (("--format", "eml"), "this sheet is for you alone"),
        (("--for", "person", "--format", "eml", "-o", "plans/x.eml"), "lies among plans"),
        (("--for", "person", "-o", "x.eml"), "A mail is made by --format eml"),
    ],
)
def test_a_slip_on_the_command_line_is_said(run: Run, ada: Path, words: tuple[str, ...], said: str) -> None:
    Path("x").write_text("1. Nights\n")
    assert said in " ".join(refused(run("prep", "ada", *words)).split())
    assert "nobody" in refused(run("prep", "nobody", *words)) or "--format" in words or "--yes" in words or "-o" in words


def test_a_script_is_words_and_nothing_more(run: Run, ada: Path) -> None:
    page = "<p>1. Hello <script>alert(1)</script><b>nights</b> are &lt;script&gt;alert(2)&lt;/script&gt;</p><style>x</style><p hidden>2. no</p>"
    Path("reply.eml").write_bytes(saved(f"<html><body>{page}</body></html>", "html"))
    assert run("prep", "ada", "--read", "reply.eml", "--yes").exit_code == 0
    assert "Hello nights are <script>alert(2)</script>" in ada.read_text("utf-8") and "alert(1)" not in ada.read_text("utf-8")
    shown = run("show", "ada", "--format", "html").stdout
    assert "<script>alert(2)" not in shown and escape("<script>alert(2)</script>") in shown


def test_other_encodings_are_read(run: Run, ada: Path) -> None:
    for number, raw in enumerate(("1. Nächte, bitte", "2. Été, déjà", "3. “Quotes”")):
        encoded = raw.encode("cp1252" if number % 2 == 0 else "latin-1")
        head = b"From: a\nSubject: b\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
        Path("reply.eml").write_bytes((encoded, head + b"quoted-printable\n\n" + quopri.encodestring(encoded), encoded)[number])
        assert run("prep", "ada", "--read", "reply.eml", "--yes").exit_code == 0
    text = ada.read_text("utf-8")
    assert all(words in text for words in ("Nächte, bitte", "Été, déjà", "“Quotes”"))
    Path("reply.eml").write_bytes(head + b"base64\n\n" + b64encode("5. Ein Gespräch".encode("latin-1")))
    assert run("prep", "ada", "--read", "reply.eml", "--yes").exit_code == 0 and "Ein Gespräch" in ada.read_text("utf-8")


def test_a_private_line_comes_into_no_plan(run: Run, ada: Path) -> None:
    run("private", "ada", "-m", SECRET)
    Path("reply.txt").write_text(f"1. {SECRET}\n")
    result = run("prep", "ada", "--read", "reply.txt", "--yes")
    assert result.exit_code == 2 and SECRET not in result.output and ada.read_text("utf-8") == PLAN


def test_nobody_there_agrees_and_what_was_piped_is_kept(run: Run, ada: Path, typed: Typed) -> None:
    Path("reply.txt").write_text("1. Nights\n")
    assert "nobody is here to do that" in run("prep", "ada", "--read", "reply.txt").stderr and ada.read_text("utf-8") == PLAN
    assert run("prep", "ada", "--read", "reply.txt", "--dry-run").exit_code == 0 and ada.read_text("utf-8") == PLAN
    code, seen = typed("n\n", "prep", "ada", "--read", "reply.txt")
    assert code == 2 and "Write it? [y/N]" in seen and ada.read_text("utf-8") == PLAN
    code, seen = typed("y\n", "prep", "ada", "--read", "reply.txt")
    assert code == 0 and "topic: Nights" in ada.read_text("utf-8")


# ---- sealed


def seal(run: Run, words: str = f"Handover: 7, {SECRET}") -> None:
    Path("reply.txt").write_text(f"4. {words}\n", encoding="utf-8")
    result = run("prep", "ada", "--read", "reply.txt", "--yes")
    assert result.exit_code == 0 and "1 rating of Ada’s own, to be sealed" in result.stderr, result.output
    Path("reply.txt").unlink()


@pytest.mark.slow
def test_what_is_sealed_is_printed_by_no_command(run: Run, ada: Path, data: Path) -> None:
    seal(run)
    [file] = data.rglob("ada.sealed")
    [line] = file.read_text().split("\n")[1:-1]
    Path("page.md").write_text("# A page\n")
    Path("people.csv").write_text("name\nCy\n")
    rating = ("rate", "edit", "trust")  # with a number of the manager's, `cap log` opens it
    for words in [
        *every_call(),
        *manager_s_calls(),
        ["private", "ada"],
        ["private", "ada", "-m", "x"],
        ["lint", "--show-settings"],
    ]:
        if words[:1] and words[0] in rating:
            continue
        result = run(*words)
        assert SECRET not in result.output and line not in result.output and "rating: 7" not in result.output, words
    assert line in file.read_text() and file.stat().st_mode & 0o077 == 0
    assert not [name for name, raw in tree(Path()).items() if SECRET.encode() in raw or line.encode() in raw]


def numbers(plan: Path) -> list[tuple[int, str | None]]:
    found = read(plan.read_bytes(), "ada.md").plan
    assert found is not None
    return [(one.rating, one.by) for one in found.skills[0].ratings]


def test_both_numbers_are_recorded_and_taken_back_together(run: Run, ada: Path, data: Path) -> None:
    seal(run)
    Path("talk.md").write_text("# Talk\n\n- **Handover**: Ruth 5\n", encoding="utf-8")
    log = ("log", "ada", "--read", "talk.md", "--type", "check-in")
    for more in (["--dry-run"], ["--no-input"]):
        result = run(*log, *more)
        assert SECRET not in result.output and numbers(ada) == [], result.output
    result = run(*log, "--yes")
    assert (
        result.exit_code == 0 and f"“Handover”: Ada 7 ({SECRET}), Ruth Lind 5." in result.stderr and SECRET not in result.stdout
    )
    assert numbers(ada) == [(5, "Ruth Lind"), (7, "self")] and SECRET in ada.read_text("utf-8")
    assert "still sealed" not in run("log", "ada", "-m", "More", "--yes").stderr
    run("undo", "ada")
    run("undo", "ada")  # the note is back: only the last change can be taken back
    assert numbers(ada) == [(5, "Ruth Lind"), (7, "self")]


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_undo_seals_again_and_opens_again(run: Run, ada: Path, data: Path, rounds: int) -> None:
    seal(run)
    before = ada.read_bytes()
    Path("talk.md").write_text("# Talk\n\n- **Handover**: Ruth 5\n", encoding="utf-8")
    run("log", "ada", "--read", "talk.md", "--type", "check-in", "--yes")
    after = ada.read_bytes()
    for _ in range(rounds):
        assert "1 rating sealed again" in run("undo", "ada").stderr and ada.read_bytes() == before
        assert "1 rating no longer sealed" in run("undo", "ada").stderr and ada.read_bytes() == after
    run("undo", "ada")
    run("log", "ada", "--read", "talk.md", "--type", "check-in", "--yes")
    assert ada.read_bytes() == after


def test_a_number_that_was_rated_before_the_talk_is_recorded_opens_it_too(run: Run, ada: Path) -> None:
    seal(run, "Handover: 7")
    assert "stay" not in run("rate", "ada", "handover", "5").stderr and (7, "self") not in numbers(ada)
    result = run("log", "ada", "-m", "Met", "--yes")
    assert "“Handover”: Ada 7, both of you 5." in result.stderr and (7, "self") in numbers(ada)


def test_what_is_said_in_the_talk_counts(run: Run, ada: Path) -> None:
    seal(run, "Handover: 7")
    Path("talk.md").write_text("# Talk\n\n- **Handover**: Ada 6, Ruth 5\n", encoding="utf-8")
    result = run("log", "ada", "--read", "talk.md", "--type", "check-in", "--yes")
    assert "Ada had written 7, and says 6 now; that counts." in result.stderr
    assert sorted(number for number, _ in numbers(ada)) == [5, 6]


def test_words_that_are_no_number_go_into_the_notes(run: Run, ada: Path) -> None:
    seal(run, "somewhere between 3 and 4, I think")
    Path("talk.md").write_text("# Talk\n\n- **Handover**: Ruth 5\n", encoding="utf-8")
    result = run("log", "ada", "--read", "talk.md", "--type", "check-in", "--yes")
    assert "somewhere between 3 and 4, I think" in ada.read_text("utf-8") and "It is in the notes." in result.stderr


def test_at_a_terminal_one_says_ones_own_first(run: Run, ada: Path, typed: Typed) -> None:
    seal(run)
    code, seen = typed("\n0\n5\n\n\n-\n", "log", "ada", "--type", "check-in")
    assert code == 0 and "Handover: your own number, 1 to 10?" in seen and "A whole number from 1 to 10, or nothing." in seen
    assert seen.index("your own number") < seen.index("Ada 7") and numbers(ada) == [(5, "Ruth Lind"), (7, "self")]


def test_a_later_number_takes_the_place_of_an_earlier_one_and_undo_gives_that_back(run: Run, ada: Path, data: Path) -> None:
    seal(run, "Handover: 7")
    Path("reply.txt").write_text("1. The rota\n4. Handover: 8\n", encoding="utf-8")
    run("prep", "ada", "--read", "reply.txt", "--yes")
    assert run("undo", "ada").exit_code == 0
    run("rate", "ada", "handover", "5")
    assert "Ada 7" in run("log", "ada", "-m", "Met", "--yes").stderr


def test_a_talk_that_was_held_takes_no_numbers_any_more(run: Run, ada: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = MAIL.replace("Handover: ______", "Handover: 7") + "\n"
    Path("reply.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("CAP_TODAY", "2026-11-27")
    run("log", "ada", "-m", "Met", "--on", "2026-11-26", "--yes")
    result = run("prep", "ada", "--read", "reply.txt", "--yes")
    assert "that talk was held already" in result.stderr and "7" not in result.stderr
