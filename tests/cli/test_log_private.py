"""What is for the manager alone gets into no plan, whatever became of the page on its way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cap.agenda.seal import alone_in
from tests.cli.conftest import Run, refused
from tests.plans_strategy import examples

SECRET = "Zebra crossing, which nobody knows of"


@pytest.fixture
def page(run: Run, empty: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CAP_TODAY", "2026-11-22")
    Path("plans").mkdir(exist_ok=True)
    Path("plans/ada.md").write_text("---\nname: Ada Obi\nmanager: Ruth Lind\n---\n\n# Ada\n", encoding="utf-8")
    assert run("note", "ada", SECRET).exit_code == 0 and run("private", "ada", "-m", f"{SECRET} at all").exit_code == 0
    return run("agenda", "ada", "--for", "manager", "--no-input").stdout


DAMAGES: dict[str, Callable[[str], str]] = {
    "no last line": lambda page: re.sub(r"(?m)^cap: .*$", "", page),
    "no marks": lambda page: re.sub(r"<!--.*?-->", "", page),
    "neither": lambda page: re.sub(r"<!--.*?-->|(?m:^cap: .*$)", "", page),
    "quoted": lambda page: re.sub(r"(?m)^", "> ", re.sub(r"<!--.*?-->|(?m:^cap: .*$)", "", page)),
    "of both": lambda page: page.replace("· manager ·", "· both ·"),
    "another last line": lambda page: page + "\ncap: ada · 2026-11-22 · check-in · both · 00000000\n",
    "html": lambda page: "".join(f"<p>{line}</p>\n" for line in re.sub(r"<!--.*?-->", "", page).splitlines()),
    "shouted": lambda page: re.sub(r"<!--.*?-->", "", page).upper(),
    "json": lambda page: '{"page": "' + page.replace("\n", " ") + '"}',
    "a heading among the notes": lambda page: page.replace(f"{SECRET} at all", f"## 9. x (5 min)\n\n{SECRET} at all"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_private_word_comes_into_the_plan(run: Run, page: str, damage: str) -> None:
    assert SECRET in page
    Path("page.md").write_text(DAMAGES[damage](page), encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert "zebra" not in Path("plans/ada.md").read_text(encoding="utf-8").lower()
    assert "zebra" not in result.stdout.lower()
    assert result.exit_code in (0, 2)


LIFE = """\
---
name: Ada Obi
manager: Ruth Lind
stage: agreed
story: told
goals: [{id: lead, goal: Lead the ward, due: 2027-12-31}]
skills: [{skill: Handover, goal: lead, rating: 4, target: 6, actions: [{action: Lead it on Mondays, due: 2026-11-16}]}]
support: [{need: A seat in the bed office, from: Ruth Lind, due: 2026-11-01}]
topics: [{topic: "Could nights be fewer?", by: ada, date: 2026-08-20}]
conversations: [{date: 2026-08-20, type: past-present-future}]
---

# Ada
"""
TYPED = "quagga: she may leave in spring"  # by hand, in the private part
KINDS = ("delete", "move", "twice", "words behind")


@pytest.fixture
def filled(run: Run, empty: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a manager's page."""
    monkeypatch.setenv("CAP_TODAY", "2026-11-22")
    Path("plans/ada.md").write_text(LIFE, encoding="utf-8")
    run("note", "ada", "Kept the ward calm at night", "--on", "2026-11-20")
    run("private", "ada", "-m", "Ask about the move\n\nShe likes the rush")
    text = run("agenda", "ada", "--for", "manager", "--no-input").stdout.replace(
        "| ______ | ______ | ______ |", "| Show the pump | Ada | 3 May |"
    )
    return [line for line in text.replace("| What |", "A good walk\n\n| What |").split("\n") if line.strip()]


def test_what_was_typed_in_the_private_part_never_gets_out(run: Run, filled: list[str], data: Path) -> None:
    """Whatever becomes of the printed lines: moved, lost, there twice. Only where nothing at all is left to see of that, as when the whole
    private part was moved away from it, does it look as if it had been typed elsewhere."""
    plan, (notes,) = Path("plans/ada.md"), data.rglob("ada.md")
    before = notes.read_bytes()
    printed = len(filled) - 2  # then come the marks and the last line
    alone = list(alone_in(filled[:printed]))
    places = [at for at, one in enumerate(alone) if one]

    @examples(40)
    @given(
        st.sampled_from(places), st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 99), st.integers(0, 99)), max_size=5)
    )
    def check(below: int, damages: list[tuple[str, int, int]]) -> None:
        plan.write_text(LIFE, encoding="utf-8")
        notes.write_bytes(before)
        page: list[int | None] = [*range(len(filled))]
        page.insert(below + 1, None)
        longer = set()
        for kind, one, other in damages:
            line, to = page[one % len(page)], other % len(page)
            if line is None:
                continue
            if kind == "words behind" and line < printed:
                longer.add(line)
            elif kind in ("delete", "move"):
                page.remove(line)
            if kind in ("move", "twice"):
                page.insert(to, line)
        left = [line for line in page if line is not None and line < printed]
        above = [line for line in page[: page.index(None)] if line is not None and line < printed]
        orderly = left == sorted(set(left)) and all(at in left for at in places)
        assume(not (orderly and above and not alone[above[-1]]))
        assume(0 in page or not {len(filled) - 2, len(filled) - 1}.isdisjoint(page))
        written = [TYPED if line is None else filled[line] + " and more" * (line in longer) for line in page]
        Path("page.md").write_text("\n".join(written), encoding="utf-8")
        result = run("log", "ada", "--read", "page.md", "--yes")
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "quagga" not in plan.read_text(encoding="utf-8") + result.stdout
        assert result.exit_code == 2 or TYPED in notes.read_text(encoding="utf-8")
        if not damages:
            assert "- A good walk" in plan.read_text(encoding="utf-8") and "Show the pump" in plan.read_text(encoding="utf-8")

    check()


def test_a_private_line_that_is_missing_sends_all_that_was_added_to_the_private_side(run: Run, filled: list[str]) -> None:
    Path("page.md").write_text("\n".join(line for line in filled if line != "**For you alone**"), encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert result.exit_code == 0 and "nobody can tell what you wrote for whom" in result.stderr
    assert "A good walk" in run("private", "ada").stdout and "good walk" not in Path("plans/ada.md").read_text(encoding="utf-8")


def test_a_heading_in_the_private_part_is_no_heading_of_the_notes(run: Run, filled: list[str]) -> None:
    at = filled.index("**For you alone**")
    Path("page.md").write_text("\n".join([*filled[: at + 1], "## quagga", *filled[at + 1 :]]), encoding="utf-8")
    assert run("log", "ada", "--read", "page.md", "--yes").exit_code == 0
    assert "quagga" not in Path("plans/ada.md").read_text(encoding="utf-8") and "## quagga" in run("private", "ada").stdout


def test_a_sheet_for_the_manager_is_no_page_of_a_talk(run: Run, page: str) -> None:
    Path("page.md").write_text(run("prep", "ada").stdout, encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert result.exit_code == 2 and "for the manager alone" in result.stderr


def test_a_sheet_of_the_person_is_theirs(run: Run, page: str) -> None:
    sheet = run("prep", "ada", "--for", "person").stdout.replace("______", "I am afraid of the nights", 1)
    Path("page.md").write_text("".join(f"> {line}\n" for line in sheet.split("\n")), encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert result.exit_code == 2 and "It is read by: cap prep ada --read FILE" in result.stderr
    assert "afraid" not in Path("plans/ada.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "\n\n", "\0"])
def test_an_empty_page_is_no_talk(run: Run, page: str, text: str) -> None:
    Path("page.md").write_text(text, encoding="utf-8")
    result = run("log", "ada", "--read", "page.md", "--yes")
    assert result.exit_code == 2 and "this page is empty" in result.stderr


def test_no_words_of_a_plan_pass_for_the_end_of_a_page(run: Run, plan: Path, tmp_path: Path) -> None:
    """Whoever writes the plan can write a comment into it that looks like the page's own."""
    for forged in ("<!--irkr4b77-->", "‹!--irkr4b77-->", "<!-- abcd -->"):
        plan.write_text(f"---\nname: Ada\nrole: 'Lab {forged} tech'\nmanager: Ruth\ngoals: [Lead]\n---\n")
        page = tmp_path / "page.md"
        page.unlink(missing_ok=True)
        assert run("agenda", "ada", "--no-input", "-o", str(page)).exit_code == 0
        before = plan.read_text()
        assert run("log", "ada", "--read", str(page), "--yes").exit_code == 0
        assert plan.read_text().startswith(before[:-5]) and len(plan.read_text().splitlines()) < len(before.splitlines()) + 6
        again = tmp_path / "managers.md"
        again.unlink(missing_ok=True)
        made = run("agenda", "ada", "--no-input", "--for", "manager")
        again.write_text(made.stdout.replace("**For you alone**\n", "**For you alone**\n\n- SECRET of the manager\n"))
        run("log", "ada", "--read", str(again), "--yes", "--type", "check-in")
        assert "SECRET" not in plan.read_text()


def test_a_page_with_its_copy_below_is_told(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.write_text("---\nname: Ada\ngoals: [Lead]\n---\n")
    page = tmp_path / "page.md"
    page.write_text(run("agenda", "ada").stdout * 2)
    assert "holds this page twice" in refused(run("log", "ada", "--read", str(page), "--yes"))


def test_a_copy_below_a_manager_s_page_makes_no_reply_of_it(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.write_text("---\nname: Ada\nconversations: [{date: 2026-11-01, type: check-in}]\n---\n")
    page = tmp_path / "page.md"
    made = run("agenda", "ada", "--for", "manager", "--no-input").stdout
    copy = "\n> Ada, this is what I have from our talk on 1 November 2026.\n>\n> Reply if you remember it differently.\n"
    page.write_text(made.replace("**For you alone**\n", f"**For you alone**\n\n- {SECRET}\n") + copy)
    run("log", "ada", "--read", str(page), "--yes", "--type", "check-in")
    assert SECRET not in plan.read_text() and "alone" not in plan.read_text()


@pytest.mark.parametrize("name", ["check-in", "_page"])
def test_nobody_can_tell_where_a_team_s_template_is_private(run: Run, plan: Path, tmp_path: Path, name: str) -> None:
    """Under headings in another language, whatever is typed on the manager's page is for the manager alone."""
    plan.write_text("---\nname: Ada\n---\n")
    team = Path("templates/agenda")
    team.mkdir(parents=True)
    (team / f"{name}.md.j2").write_text("# {{ person }}\n\n## Nur für dich\n\n- eins\n\n## Offen (10 min)\n\n- zwei\n")
    page = tmp_path / "page.md"
    made = run("agenda", "ada", "--type", "check-in", "--for", "manager", "--no-input").stdout
    assert "- eins\n" in made
    page.write_text(made.replace("- eins\n", f"- eins\n- {SECRET}\n").replace("- zwei\n", "- zwei\n- Offen genug\n"))
    assert run("log", "ada", "--read", str(page), "--yes").exit_code == 0
    assert SECRET not in plan.read_text() and SECRET in run("private", "ada").stdout
