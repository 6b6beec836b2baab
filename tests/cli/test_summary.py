"""What people see in the summary of a job on GitHub."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from cap.lint.output.github_summary import LARGEST
from tests.cli.conftest import PLAN, Run

BROKEN = "---\nname: Bo\ngoals: [\n---\n"


@pytest.fixture
def summary(empty: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a job on GitHub has its summary; the repository is checked out."""
    (empty / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=empty, check=True)
    (empty / "plans").mkdir()
    job = {
        "ACTIONS": "true",
        "SERVER_URL": "https://github.com",
        "REPOSITORY": "ward/plans",
        "SHA": "abc",
        "WORKSPACE": str(empty),
    }
    for name, value in job.items():
        monkeypatch.setenv(f"GITHUB_{name}", value)
    file = tmp_path_factory.mktemp("job") / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def put(**plans: str) -> None:
    for name, text in plans.items():
        Path("plans", f"{name}.md").write_text(text, encoding="utf-8")


def test_the_page_from_top_to_bottom(run: Run, summary: Path) -> None:
    summary.write_text("What another step has said.\n")
    put(ada=PLAN, bo=BROKEN)
    assert run("lint", "--select", "goal-unmeasured,balance", "--fail-on", "error").exit_code == 1
    lines, page = "https://github.com/ward/plans/blob/abc/plans", summary.read_text(encoding="utf-8")
    rules = re.findall(r"\(\[([\w-]+)\]\((https://[^)]+)\)", page)
    assert [(rule, address.endswith(f"/rules/{rule}.md")) for rule, address in rules] == [
        ("yaml-syntax", True),
        ("goal-unmeasured", True),
    ]
    assert (
        re.sub(r"\]\(https://[^)]+/rules/[^)]+\)", "]", page)
        == f"""\
What another step has said.
## Career action plans

1 of 2 plans has lines to mend first. There is something to think about in 1 plan.

### To mend first

- [plans/bo.md, line 3]({lines}/bo.md?plain=1#L3): a bracket is opened here and not closed properly. Separate with commas and close the bracket; put text that holds a comma, a bracket or a colon in quotes. ([yaml-syntax])

### To think about

<details open><summary>plans/ada.md</summary>

- [line 4]({lines}/ada.md?plain=1#L4): goal g1: how will you know that it is reached? Add `measure:` with a number, a sign-off, or something others will see. ([goal-unmeasured], warning)

</details>

These are questions for the two who talk about a plan, and no marks. None of them has to be answered today.
"""
    )


@pytest.mark.parametrize(
    ("plans", "says"),
    [
        ({"a": "---\nname: A\n---\n"}, "The plan can be read. There is nothing to add."),
        ({"a": "---\nname: A\n---\n", "b": "---\nname: B\n---\n"}, "Both plans can be read. There is nothing to add."),
        ({"a": PLAN}, "The plan can be read. There is something to think about."),
        ({"a": PLAN, "b": "---\nname: B\n---\n"}, "Both plans can be read. There is something to think about in 1 of them."),
        ({"a": BROKEN}, "The plan has lines to mend first."),
    ],
)
def test_the_first_sentence_says_what_came_of_it(run: Run, summary: Path, plans: dict[str, str], says: str) -> None:
    put(**plans)
    run("lint", "--select", "goal-unmeasured")
    assert summary.read_text(encoding="utf-8").split("\n")[2] == says


def test_what_is_private_comes_first(run: Run, summary: Path) -> None:
    put(ada=PLAN, bo=BROKEN)
    put(x=run("agenda", "ada", "--for", "manager", "--no-input").stdout)
    run("lint")
    page = summary.read_text(encoding="utf-8")
    assert "\n\nSomething private lies in this repository. Please take it out before anything else. 2 of 3 plans have" in page
    assert page.index("private-in-repo") < page.index("yaml-syntax")


def test_nobody_is_quoted_unless_that_is_asked_for_and_no_word_is_markup(run: Run, summary: Path) -> None:
    odd = "`a` ``<img src=x>` [x](https://x.example) <b>b</b> | ~~c~~ &amp; *d* __e__ \\`<i>`"
    put(ada=f"---\nname: Ada\nstage: agreed\nskills:\n  - skill: '{odd}'\n---\n")
    run("lint")
    assert "img" not in summary.read_text(encoding="utf-8")
    summary.unlink()
    run("lint", "--snippets")
    page = summary.read_text(encoding="utf-8")
    html = cmarkgfm.github_flavored_markdown_to_html(page, options=Options.CMARK_OPT_UNSAFE)
    assert "img src" in html and not re.search('<(img|b|i|del|em|strong)[ >]|x.example"', html)


def test_a_file_s_name_is_no_markup_and_makes_none_of_what_is_said_of_it(run: Run, summary: Path) -> None:
    odd = "`[x](https://x.example)` <b>b</b>"
    put(**{"` *a* `b` <i>": f"---\nname: Ada\nstage: '{odd}'\n---\n"})
    run("lint", "--snippets")
    html = cmarkgfm.github_flavored_markdown_to_html(summary.read_text(encoding="utf-8"), options=Options.CMARK_OPT_UNSAFE)
    assert "b</b>" not in html and not re.search('<(b|i|em)>|x.example"', html)


def test_elsewhere_than_in_the_repository_of_the_job_no_line_is_linked(
    run: Run, summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(ada=PLAN)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(Path.cwd().parent))
    run("lint")
    assert "- line 4: goal g1" in summary.read_text(encoding="utf-8") and "blob/abc" not in summary.read_text(encoding="utf-8")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(Path.cwd()))
    monkeypatch.chdir("plans")
    summary.unlink()
    run("lint", "ada.md")
    assert "(https://github.com/ward/plans/blob/abc/plans/ada.md?plain=1#L4)" in summary.read_text(encoding="utf-8")


@pytest.mark.parametrize("before", [0, LARGEST - 3_000, LARGEST])
def test_it_is_no_longer_than_a_step_can_show_and_says_what_is_missing(run: Run, summary: Path, before: int) -> None:
    summary.write_bytes(b"x" * before)
    put(**{f"p{n:03}": "---\nname: Cy\nimprove: [" + "{a: b}, " * 60 + "]\n---\n" for n in range(100)})
    put(aa=PLAN)
    run("lint")
    page = summary.read_bytes()[before:].decode()
    assert len(page.encode()) + before <= LARGEST
    if before < LARGEST:
        told, more = page.count("\n- "), int(re.findall(r"And ([0-9,]+) more", page)[0].replace(",", ""))
        assert told + more == run("lint", "--format", "concise").stdout.count("\n")
        assert page.count("<details") == page.count("</details>")
