"""Each page is a noun: a file, a template, a page of the manual and a test; and has a twin."""

import inspect
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.docs.pages import REFERENCE, ROOT

from kyles.web.act import Act
from kyles.web.app import doors
from kyles.web.page import Page

PAGES = [one for one in doors() if isinstance(one, Page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
def test_a_page_has_a_file_a_template_a_manual_and_a_test(page: Page) -> None:
    web = ROOT / "src/kyles/web"
    assert (web / f"templates/{page.name}.html").exists()
    assert (web / f"pages/{page.name}.py").exists()
    assert (REFERENCE / f"pages/{page.name}.md").exists()
    assert (ROOT / f"tests/web/test_{page.name}.py").exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
def test_a_page_asks_one_question_and_says_what_it_tells(page: Page) -> None:
    module = inspect.getmodule(page.view)
    assert (inspect.getdoc(module) or "").split("\n", 1)[0].endswith("?")
    assert inspect.getdoc(page.view)


def test_no_template_is_without_a_page() -> None:
    names = {path.stem for path in (ROOT / "src/kyles/web/templates").glob("*.html")}
    told = {one.name for one in PAGES}
    parts = {"frame", "refusal", "entrance"}
    parts |= {name for name in names if name.endswith(("_rows", "_parts"))}
    assert names - parts == told


def test_nothing_has_a_style_or_a_script_of_its_own() -> None:
    """The policy would refuse it, and say so in the console alone."""
    for path in (ROOT / "src/kyles/web/templates").glob("*.html"):
        text = path.read_text("utf-8")
        assert " style=" not in text, path.name
        assert "<style" not in text, path.name
        assert not any(f" on{event}=" in text for event in ("click", "change", "load", "submit"))
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "https://" not in text


def test_no_two_doors_have_one_name() -> None:
    names = [one.name for one in doors()]
    assert sorted(set(names)) == sorted(names)


def test_acts_are_of_a_page() -> None:
    for one in doors():
        if isinstance(one, Act):
            assert one.path.startswith("/matters/{matter}"), one.name


def test_one_arrives_at_the_only_matter(browser: TestClient) -> None:
    assert browser.get("/").headers["location"] == "/matters/matter"


def test_the_document_of_the_api_is_one(browser: TestClient) -> None:
    told = browser.get("/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert {f"{page.path}.json" for page in PAGES} <= set(told["paths"])
    text = json.dumps(told)
    for ref in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert ref in told["components"]["schemas"]


def test_a_word_that_does_not_fit_is_a_bad_request(browser: TestClient) -> None:
    for one in PAGES:
        for name, word in one.words.items():
            if word.annotation is int and f"{{{name}}}" not in one.path:
                path = one.path.replace("{matter}", "matter")
                told = browser.get(f"{path}.json", params={name: "many"})
                assert told.status_code == 400
                assert name in told.json()["says"]


def test_static_files_carry_their_licences() -> None:
    vendor = Path(ROOT / "src/kyles/web/static/vendor")
    told = (vendor / "README.md").read_text("utf-8")
    for path in vendor.iterdir():
        if path.suffix in (".js", ".woff2"):
            assert path.name in told or "public-sans-*" in told
    assert {"htmx.LICENSE.txt", "public-sans.LICENSE.txt"} <= {one.name for one in vendor.iterdir()}
