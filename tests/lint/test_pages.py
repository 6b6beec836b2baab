"""The rules' pages: those that are committed are the rules', and each has an address that leads to one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import cmarkgfm
import pytest
from typer.testing import CliRunner

from cap import addresses
from cap.cli.app import app
from cap.lint.catalogue import CATALOGUE
from cap.lint.pages import committed
from tests.transcripts import assert_approved

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / addresses.PAGES / "rules"
COMMITTED = dict(committed())


@pytest.mark.parametrize("name", COMMITTED)
def test_each_committed_page_is_what_its_rule_says_now(name: str) -> None:
    assert_approved(COMMITTED[name], FOLDER / name)


def test_there_is_no_page_without_a_rule() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(COMMITTED) == {"README.md", *(f"{rule}.md" for rule in CATALOGUE)}


def in_the_checkout(address: str) -> Path:
    """The file that an address of the project leads to."""
    found = re.fullmatch(rf"{re.escape(addresses.HOME)}/(?:blob|raw)/main/(.+)", address)
    assert found, address
    return ROOT / found[1]


@pytest.mark.parametrize("address", [addresses.SCHEMA, *map(addresses.rule_page, CATALOGUE)])
def test_an_address_leads_to_a_file_of_the_checkout(address: str) -> None:
    assert in_the_checkout(address).is_file()


def test_the_package_says_the_same_home() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    assert urls["Homepage"] == addresses.HOME
    for name, url in urls.items():
        assert url.startswith(addresses.HOME), name
        assert name in ("Homepage", "Issues") or in_the_checkout(url).exists(), name


@pytest.mark.parametrize(("words", "page"), [(["rule"], "README"), (["rule", "balance"], "balance")])
def test_cap_rule_names_the_page(words: list[str], page: str) -> None:
    printed = CliRunner().invoke(app, words).stdout
    assert printed.rstrip().endswith(addresses.rule_page(page))


@pytest.mark.parametrize("page", [*FOLDER.glob("*.md"), *FOLDER.parent.glob("*.md")], ids=lambda page: page.stem)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    html = cmarkgfm.github_flavored_markdown_to_html(page.read_text(encoding="utf-8"))
    for link in re.findall(r'href="([^"]+)"', html):
        if not link.startswith("https://"):
            assert (page.parent / link.partition("#")[0]).exists(), link
