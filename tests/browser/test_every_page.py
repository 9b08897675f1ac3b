"""No page is left out of what is looked at in a browser."""

import re

import pytest

pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python.sync_playwright")

from tests.browser.serving import IN
from tests.browser.test_web import ADDRESSES

from kyles.web.app import doors
from kyles.web.page import Page

#: Looked at in a file of its own: it opens with a password alone.
APART = {f"{IN}/notes"}


@pytest.mark.parametrize("path", [one.path for one in doors() if isinstance(one, Page)])
def test_a_page_is_looked_at(path: str) -> None:
    known = {one.partition("?")[0] for one in ADDRESSES} | APART
    form = re.sub(r"\{(?!matter)\w+\}", r"\\{\\w+\\}", path.replace("{matter}", "matter"))
    assert any(re.fullmatch(form, one) for one in known), path
