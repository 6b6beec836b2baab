"""Every page in real browsers: harmless, offline, without a fault for those who need help to read it, on a screen of any width."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.driving import Browser
from tests.browser.plans import COME_BACK, EXAMPLES, ONE_OF_EACH, PAGES, Desk, crowded

pytestmark = pytest.mark.slow
LARGEST = 80_000  # bytes of the page of an ordinary plan
SIDEWAYS = "[document.scrollingElement.scrollWidth <= innerWidth, innerWidth]"
ASKED = "performance.getEntriesByType('resource').length"  # what the page has fetched besides itself
HIDDEN = "[...document.querySelectorAll('.back, button')].every((one) => !one.checkVisibility())"


@pytest.fixture(scope="module")
def shelf_of_all(shelf: Desk) -> Desk:
    shelf.put("zoe", crowded())
    return shelf


@pytest.mark.parametrize(("name", "page"), [*(("linh", page) for page in PAGES), *(("zoe", page) for page in ONE_OF_EACH)])
def test_a_page_keeps_to_itself_and_everybody_can_read_it(browser: Browser, shelf_of_all: Desk, name: str, page: str) -> None:
    dark = (("dark", True), ("axe",)) if browser.name == "chromium" else ()  # the other one cannot be told to be dark
    phone = ("width", 400)
    seen = browser.do(shelf_of_all.page(page, name), ("axe",), phone, ("value", SIDEWAYS), *dark, ("value", ASKED), ("policed",))
    assert seen.results == [[], None, [True, 400], *([None, []] if dark else []), 0, "img-src script-src style-src"]
    assert seen.requests == []
    assert len(seen.messages) == 3  # one for each thing that the policy kept out


@pytest.mark.parametrize("page", ONE_OF_EACH)
def test_the_page_of_an_ordinary_plan_is_small(shelf: Desk, page: str) -> None:
    assert max(shelf.page(page, name).stat().st_size for name in EXAMPLES) <= LARGEST


@pytest.mark.parametrize("page", ONE_OF_EACH)
def test_without_scripts_a_page_is_whole_and_can_be_printed(browser: Browser, shelf: Desk, page: str) -> None:
    if browser.name != "chromium":
        pytest.skip("this browser has no switch for it")
    path = shelf.page(page, "linh")
    words = "document.querySelector('main').innerText.replace(/\\s+/g, ' ')"
    with_scripts = browser.do(path, ("value", words)).results[0]
    seen = browser.do(path, ("value", words), ("value", HIDDEN), ("sheets",), script=False)
    said, hidden, sheets = seen.results
    assert ("Print this page and write on it, or answer by mail in your own words" in said) == (PAGES[page][0] in COME_BACK)
    assert len(said) > len(with_scripts) / 2
    assert hidden and 1 <= sheets <= 10
    assert seen.messages == []


def test_a_request_would_be_seen_and_goes_nowhere(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<!doctype html><title>a</title><img src='https://192.0.2.1/a.png'>")  # an address that is nobody's
    seen = browser.do(page, ("value", "new Promise((done) => setTimeout(done, 300))"))
    assert seen.requests == ["https://192.0.2.1/a.png"]
