"""Notes of the defense in Chromium: let in by password, since the drawer opens with that alone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.serving import CHROMIUM, IN, WIDTHS, Served, let_in, serving
from tests.export import matter
from tests.web.sides import GRANTS, PASSWORD

from kyles.web import passwords, users
from kyles.web.passwords import Profile
from kyles.web.users import User, Users

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install it)"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
sync_api = pytest.importorskip("playwright.sync_api", exc_type=ImportError)
axe = pytest.importorskip("axe_playwright_python.sync_playwright", exc_type=ImportError)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONG = "Ask the laboratory for its bench notes on the casing. " * 6
UNBROKEN = "x" * 120


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("defended")
    matter.build(folder).close()
    kept = passwords.hashed(PASSWORD, profile=Profile.PBKDF2)
    Users(folder / users.FILE, {}).put(User("harlan", kept, "", (GRANTS["harlan"],)))
    with serving(folder, {}) as served:
        yield served


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_note_is_written_and_the_page_is_sound(
    chromium: "Browser", served: Served, width: int, scripts: bool
) -> None:
    watched = let_in(chromium, served, width=width, scripts=scripts)
    page = watched.page
    page.context.clear_cookies()
    _enter(page, served)
    page.goto(served.at(f"{IN}/notes"))
    watched.said.clear()
    for text in (LONG, f"{UNBROKEN} {width} {scripts}"):
        box = page.locator("form[action$='/notes/write'] textarea")
        box.fill(text)
        box.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{IN}/notes")
        sync_api.expect(page.locator("main").get_by_text(text.strip()).first).to_be_visible()
    assert watched.said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if scripts:
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    if folder := os.environ.get("KYLES_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"notes-{width}.png", full_page=True)
    page.context.close()


def _enter(page: "Page", served: Served) -> None:
    page.goto(served.at("/enter"))
    page.get_by_label("Name").fill("harlan")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters**")
