"""`cap list` and `cap due` as pages for a browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cap.team.output.people import COMPARING
from tests.cli.conftest import Run, Typed, refused, tree

TEAM = Path(__file__).parents[1] / "sessions" / "team"
LONG = "Llanfair" * 20
BROKEN = "---\nname: [\n---\n"


class Tables(HTMLParser):
    """The tables of a page: their captions, their heads, and their rows as the texts of their cells; and the words above them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.captions: list[str] = []
        self.heads: list[list[str]] = []
        self.rows: list[list[str]] = []
        self.scopes: set[str | None] = set()
        self.above = ""
        self.into: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "caption":
                self.into = self.captions
                self.into.append("")
            case "thead":
                self.heads.append([])
            case "tr":
                self.rows.append([])
            case "th" | "td":
                scope = dict(attrs).get("scope")
                self.into = self.heads[-1] if scope == "col" else self.rows[-1]
                self.scopes.add(f"{tag} {scope}")
                self.into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "th", "td"):
            self.into = []
        elif tag == "thead":
            self.rows.pop()

    def handle_data(self, data: str) -> None:
        if self.into:
            self.into[-1] += data
        elif not self.heads:
            self.above += data


@pytest.fixture
def team(empty: Path) -> Path:
    """The plans of the team, one with a name that is one long word, one whose file cannot be read."""
    (empty / "plans").mkdir()
    for path in TEAM.glob("*.md"):
        (empty / "plans" / path.name).write_bytes(path.read_bytes())
    (empty / "plans" / "zoe.md").write_text(f"---\nname: {LONG}\nrole: <b>R&D</b>\nnext: 2026-11-30\n---\n", encoding="utf-8")
    return empty


def test_everyone_as_a_page(run: Run, team: Path) -> None:
    (team / "plans" / "ines.md").write_text(BROKEN)
    made = run("list", "--format", "html")
    assert made.exit_code == 0 and made.stdout.startswith("<!doctype html>") and made.stdout.endswith("</html>\n")
    page = Tables(made.stdout)
    people = json.loads(run("list", "--format", "json").stdout)["people"]
    assert [row[0].split(" ")[0] for row in page.rows] == [(one["name"] or one["key"]).split(" ")[0] for one in people]
    assert [row[-1] for row in page.rows if len(row) > 2] == [one["key"] for one in people if not one["broken"]]
    heads = ["Name", "Manager", "Stage", "Last talk", "Next talk", "Open actions", "Overdue", "Key"]
    assert page.heads == [heads] and page.scopes == {"th col", "th row", "td None"}
    assert not [head for head in heads if head.lower() in COMPARING]
    assert f"{LONG} <b>R&D</b>" in {row[0] for row in page.rows}
    assert ["ines", "cannot be read: line 2: a bracket is opened here and not closed properly."] in page.rows
    aoife = next(row for row in page.rows if row[-1] == "aoife")
    assert aoife[3:7] == ["2026-08-11 3 months ago", "2026-11-10 due, 12 days ago", "2", "2"]
    for line in made.stderr.splitlines():
        assert line.replace("`", "") in page.above
    assert "Chiara Conti has waited longest" in page.above and "`cap lint" in made.stderr


def test_the_filters_and_the_order_count_and_the_page_says_which(run: Run, team: Path) -> None:
    words = ("--manager", "ruth", "--due", "--without", "next", "--sort", "last")
    page = Tables(run("list", "--format", "html", *words).stdout)
    people = json.loads(run("list", "--format", "json", *words).stdout)["people"]
    assert [row[-1] for row in page.rows] == [one["key"] for one in people] == ["chiara", "goro"]
    assert "Only those with ruth as manager, whose talk is due, without a next date." in page.above
    assert "Manager" not in page.heads[0]  # it is the same one for all
    nobody = Tables(run("list", "--format", "html", "--stage", "draft", "--due").stdout)
    assert nobody.rows == [] and "0 of 10 plans." in nobody.above
    due = Tables(run("due", "--format", "html", "--from", "ruth", "--kind", "support", "--manager", "ruth").stdout)
    assert "Only what ruth promised or means to do; people with ruth as manager; promises." in due.above


def test_what_is_due_as_a_page_in_the_order_of_the_table(run: Run, team: Path) -> None:
    made = run("due", "--format", "html")
    page = Tables(made.stdout)
    items = json.loads(run("due", "--format", "json").stdout)["items"]
    assert made.exit_code == 0 and page.captions == ["No talk yet", "Overdue", "Went by in a pause", "Due by 6 December 2026"]
    assert [row[-1] for row in page.rows] == [" ".join(filter(None, (one["key"], one["item"]))) for one in items]
    said = {row[-1]: row for row in page.rows}
    assert said["aoife s1"] == [
        "Two Fridays without deliveries",
        "2026-10-01 7 weeks ago",
        "Aoife Brennan",
        "Ruth Lindqvist",
        "aoife s1",
    ]
    assert said["esi"][:3] == ["First career talk", "known 14 months", "Esi Mensah"]
    assert said["chiara"][0] == "Career talk, no day set the last one was 2026-05-04, 6 months ago"
    assert said["goro 1.1"][1] == "2026-09-30 in a pause" and said["bao g1"][0].startswith("Goal: ")
    assert made.stderr.strip().replace("`", "") in page.above


def test_neither_page_says_how_often_something_was_put_off_or_what_was_rated(run: Run, plan: Path) -> None:
    plan.write_text(
        "---\nname: Ada\nnext: 2026-11-01\nskills:\n  - skill: Board\n    rating: 9\n"
        "    ratings: [{date: 2026-03-03, rating: 9, by: self, evidence: zzyzx}]\n"
        "    actions: [{action: Take it, due: 2026-11-02, was: [2025-01-31, 2025-02-28], progress: [{date: 2026-04-04, note: zzyzx}]}]\n"
        "motivations: [zzyzx]\n---\n\nzzyzx\n"
    )
    run("private", "ada", "-m", "zzyzx")
    for command in ("list", "due"):
        page = run(command, "--format", "html").stdout
        assert "Ada" in page and "2026-11-0" in page
        assert not re.search("zzyzx|2025|2026-0[34]|moved|put off|twice|9", page.split("<body>")[1]), command


def test_the_exit_code_of_check_and_what_cannot_be_read(run: Run, team: Path) -> None:
    (team / "plans" / "ines.md").write_text(BROKEN)
    late = run("due", "--check", "--format", "html")
    assert late.exit_code == 1 and Tables(late.stdout).captions == ["Overdue"]
    assert "1 plan cannot be read; `cap lint plans/ines.md` says what to mend." in late.stderr
    assert "1 plan cannot be read" in Tables(late.stdout).above
    assert run("due", "--check", "--format", "html", "-o", "late.html").exit_code == 1 and Path("late.html").exists()
    well = run("due", "--check", "--format", "html", "--person", "zoe")
    assert (well.exit_code, well.stderr) == (0, "")
    assert "Nothing is overdue." in Tables(well.stdout).above and "<table" not in well.stdout
    for path in (team / "plans").iterdir():
        path.write_text(BROKEN)
    assert len(Tables(run("list", "--format", "html").stdout).rows) == 10
    assert "10 plans cannot be read" in Tables(run("due", "--format", "html").stdout).above


@pytest.mark.parametrize("command", ["list", "due"])
def test_a_file_goes_out_as_every_page_does(run: Run, team: Path, command: str) -> None:
    made = run(command, "--format", "html", "-o", "a.html")
    assert made.exit_code == 0 and made.stdout == "" and made.stderr.startswith("Written to a.html.\n")
    assert Path("a.html").read_text(encoding="utf-8") == run(command, "--format", "html").stdout
    assert run(command, "--format", "html", "-o", "-").stdout == Path("a.html").read_text(encoding="utf-8")
    assert "a.html" in refused(run(command, "--format", "html", "-o", "a.html"))
    assert "among plans" in refused(run(command, "--format", "html", "-o", "plans/a.html"))
    assert run(command, "--format", "csv", "-o", "a.csv", "--color", "always").exit_code == 0
    assert run(command, "-o", "a.txt", "--color", "always").exit_code == 0
    assert "\x1b" not in Path("a.csv").read_text() + Path("a.txt").read_text()
    for words, hint in (
        ("-o b.html", "Add --format html."),
        ("-o b.csv", "Add --format csv."),
        ("--format html -o b.csv", "Add --format csv."),
        ("--format html -o b.pdf", "add --format html -o b.html, open that in a browser and print it"),
        ("--format csv -o b.xlsx", "Any spreadsheet opens --format csv -o b.csv."),
    ):
        assert hint in refused(run(command, *words.split()))
    assert not list(Path().glob("b.*"))


@pytest.mark.parametrize(
    ("command", "output", "hint"),
    [
        ("show aoife", "b.html", "For the browser, add --format html; as Markdown: -o b.md."),
        ("show aoife", "b.json", "Add --format json."),
        ("show aoife --format html", "b.md", "A page for the browser goes by -o b.html."),
        ("agenda aoife --format html", "b.pdf", "Write -o b.html, open that in a browser and print it."),
        ("prep aoife --for person --format html", "b.docx", "`pandoc b.md -o b.docx`"),
        ("form aoife --format md", "b.HTM", "For the browser, add --format html"),
        ("map aoife", "b.svg", "Add --format svg."),
        ("map aoife --format mermaid", "b.png", "--format svg -o b.svg"),
        ("calendar", "b.csv", "What a calendar reads is -o b.ics; for people there is `cap due`."),
        ("list --format html", "b.md", "A page for the browser goes by -o b.html."),
        ("due --person aoife --format md", "b.xlsx", "Any spreadsheet opens --format csv -o b.csv."),
        ("form aoife --format eml", "b.md", "Name it for what will be in it: -o b.eml."),
        ("form aoife --format eml", "b.json", "Name it for what will be in it: -o b.eml."),
        ("form aoife --format md", "b.csv", "Name it for what will be in it: -o b.md."),
        ("agenda aoife", "b.ics", "Name it for what will be in it: -o b.md."),
        ("agenda aoife --format json", "b.csv", "Name it for what will be in it: -o b.json."),
        ("list --format json", "b.md", "Name it for what will be in it: -o b.json."),
        ("list", "b.eml", "Name it for what will be in it: -o b.txt."),
        ("map aoife", "b.csv", "Name it for what will be in it: -o b.txt."),
    ],
)
def test_no_file_holds_something_else_than_its_name_says(run: Run, team: Path, command: str, output: str, hint: str) -> None:
    made = refused(run(*command.split(), "-o", output))
    assert f"{output} would not hold what its name says" in made and hint in made
    assert not list(Path().glob("b.*"))


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("show aoife", "a.md"),
        ("show aoife --format json", "a.json"),
        ("agenda aoife --format html", "a.HTML"),
        ("map aoife --format mermaid", "a.md"),
        ("map aoife --format svg", "a.svg"),
        ("calendar", "a.ics"),
        ("due --person aoife --format md", "a.md"),
        ("list", "people"),
    ],
)
def test_a_file_is_written_under_the_name_of_what_is_in_it(run: Run, team: Path, command: str, output: str) -> None:
    assert run(*command.split(), "-o", output).exit_code == 0 and Path(output).stat().st_size > 100


def test_a_page_on_a_terminal_says_how_to_open_it(typed: Typed, team: Path) -> None:
    for words in (["list"], ["due"], ["show", "aoife"]):
        code, seen = typed("", *words, "--format", "html")
        assert code == 0 and "</html>" in seen and "with -o FILE.html it goes into a file" in seen, words


@pytest.mark.parametrize("command", ["list", "due"])
def test_a_page_is_printed_for_a_build_server_too_and_stays_one(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    plan.write_text("---\nname: '##vso[x] ::warning::Ada'\nnext: 2026-11-01\nmanager: '::error::x'\n---\n")
    monkeypatch.setenv("CI", "1")
    made = run(command, "--format", "html").stdout
    assert "##vso[" not in made and not re.search(r"(?m)^\s*::", made)
    assert any("##vso[x] ::warning::Ada" in cell for row in Tables(made).rows for cell in row)


@pytest.mark.parametrize(
    "made", [("form",), ("agenda",), ("agenda", "--for", "manager"), ("prep", "--for", "person")], ids=" ".join
)
@pytest.mark.parametrize("reader", ["form", "log", "prep"])
def test_a_page_for_a_browser_is_no_answer(
    run: Run, team: Path, tmp_path_factory: pytest.TempPathFactory, reader: str, made: tuple[str, ...]
) -> None:
    page = tmp_path_factory.mktemp("sent") / "sent.html"
    result = run(made[0], "aoife", *made[1:], "--format", "html", "-o", str(page))
    assert result.exit_code == 0, result.output
    before = tree(team)
    result = run(reader, "aoife", "--read", str(page), "--yes")
    assert "is a page for a browser as it was sent" in " ".join(refused(result).split())
    assert tree(team) == before


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04\x14\0word", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"{\\rtf1 Nights}"]
)
@pytest.mark.parametrize("reader", ["form", "log", "prep"])
def test_what_is_no_text_is_no_answer(run: Run, team: Path, reader: str, raw: bytes) -> None:
    Path("answer").write_bytes(raw)
    before = tree(team)
    assert ", and only text can be read" in " ".join(refused(run(reader, "aoife", "--read", "answer", "--yes")).split())
    assert tree(team) == before
