"""`verify.html` from disk, in a browser without a network, says what the verifier says."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ledger import bundles
from tests.verify.test_earlier_bundles import EVERY
from tests.verify.test_earlier_bundles import told as kept

from kyles.verify import check, verify

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

PAGE = Path(verify.__file__).with_name("verify.html")
VECTORS = json.loads(bundles.VECTORS.read_text("utf-8"))
CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update",
             "--disable-sync"]  # fmt: skip
WITHOUT_ED25519 = """
const known = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (form, key, kind, ...rest) => kind.name === "Ed25519"
  ? Promise.reject(new DOMException("unsupported", "NotSupportedError"))
  : known(form, key, kind, ...rest);
"""
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install it)"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(params=["the browser's own Ed25519", "plain numbers"])
def page(browser, request) -> Iterator["playwright.Page"]:
    context = browser.new_context(offline=True)
    made = context.new_page()
    if request.param == "plain numbers":
        made.add_init_script(WITHOUT_ED25519)
    asked: list[str] = []
    made.on("request", lambda one: asked.append(one.url))
    made.goto(PAGE.as_uri())
    yield made
    assert {url for url in asked if not url.startswith("blob:")} == {PAGE.as_uri()}
    context.close()


def choose(page: "playwright.Page", one: dict) -> dict:
    """Give the page a vector's files, and read what it says."""
    page.evaluate("""() => {
        window.report = null;
        document.querySelector("details").open = true;
        document.querySelectorAll("textarea").forEach((one) => { one.value = ""; });
    }""")
    page.fill("#policy", one.get("policy", ""))
    page.fill("#last", one.get("last", ""))
    files = [_file(name, text) for name, text in one.get("files", [])]
    page.set_input_files("#files", files)
    page.set_input_files("#bundle", [_file("bundle", one["bundle"])])
    for _ in range(600):  # not `wait_for_function`: it evaluates text, which the page forbids
        if page.evaluate("window.report !== null && !document.querySelector('#result').hidden"):
            break
        page.wait_for_timeout(50)
    return page.evaluate("window.report")


def _file(name: str, text: str) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


def test_the_page_says_of_each_vector_what_the_verifier_says(page):
    for one in VECTORS:
        page.goto(PAGE.as_uri())
        told = choose(page, one)
        assert {name: told[name] for name in one["says"]} == one["says"], one["name"]
        verdict = page.locator("#verdict")
        otherwise = "It does not hold." if one["says"]["checked"] else "Nothing was checked."
        assert verdict.inner_text() == ("It holds." if one["says"]["holds"] else otherwise)
        assert verdict.get_attribute("class") == ("good" if one["says"]["holds"] else "bad")
        assert page.locator("#wrong li").all_inner_texts() == one["says"]["wrong"]


def test_the_page_verifies_what_every_earlier_version_made(page):
    for folder in EVERY:
        page.goto(PAGE.as_uri())
        one = {"bundle": kept(folder, "certificate.kyles-proof"), "policy": kept(folder, "policy"),
               "last": kept(folder, "last")}  # fmt: skip
        told = choose(page, one)
        assert told["holds"], (folder, told["wrong"])
        said = check(one["bundle"].encode(), policy=one["policy"], last=one["last"])
        assert told["shown"] == said.shown


def test_there_are_ten_kinds_of_wrong_at_least():
    assert len({tuple(one["says"]["wrong"]) for one in VECTORS if not one["says"]["holds"]}) >= 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, scheme):
    page.emulate_media(color_scheme=scheme)
    for one in (VECTORS[1], VECTORS[10]):
        choose(page, one)
        assert axe.Axe().run(page).response["violations"] == []


def test_it_is_worked_by_keyboard_alone(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "bundle"
    assert page.locator("#result").get_attribute("aria-live") == "polite"
