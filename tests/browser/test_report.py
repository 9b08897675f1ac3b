"""The report in a browser: nothing is loaded, nothing is cut off, everybody can read it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from tests.export import matter

from kyles.audit import Audited
from kyles.export.report import report

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update",
             "--disable-sync"]  # fmt: skip
WIDTHS = (1360, 390)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install it)"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def _long(audited: Audited) -> Audited:
    """The matter with names as long as evidence has them, and each rule at two priorities."""
    path = "sheriff/" + "Very_long_name_without_a_single_space_in_it" * 5 + ".pdf"
    many = tuple(
        replace(one, about=replace(one.about, path=path), says=f"{path} {one.says}")
        for one in audited.findings
    )
    again = tuple(replace(one, id=f"{one.id}-4", priority=4) for one in many)
    return replace(audited, findings=(*many, *again))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports as files: both sides, the received side, without quotations, with long names."""
    folder = tmp_path_factory.mktemp("reports")
    both = matter.audited(folder / "both")
    received = matter.audited(folder / "alone", received=True)
    made = {
        "both": report(both),
        "bare": report(both, quotes=False),
        "received": report(received),
        "long": report(_long(both)),
        "empty": report(replace(both, findings=())),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["both", "bare", "received", "long", "empty"])
def test_it_opens_without_a_complaint(
    browser: "sync_api.Browser", pages: dict[str, Path], name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[name].as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    style = page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor")
    found = axe.Axe().run(page)
    page.close()
    assert said == []
    assert asked == [pages[name].as_uri()]
    assert wide <= width
    assert style == "rgb(22, 46, 81)"  # the policy lets the stylesheet in
    assert found.violations_count == 0, found.generate_report()


def test_it_prints_every_word_on_numbered_pages(
    browser: "sync_api.Browser", pages: dict[str, Path], tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(pages["both"].as_uri())
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    page.close()
    printed = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    texts = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    assert (printed[0].get_width(), printed[0].get_height()) == (612, 792)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "State v. Harlan <and Reed>" in text
    every = " ".join(" ".join(texts).split())
    for words in ("shelf K-29 of the storehouse", "Nothing produced", "F-0001", "kyles audit"):
        assert words in every
    assert "Skip to the report" not in every


def test_it_can_be_read_without_colours(
    browser: "sync_api.Browser", pages: dict[str, Path]
) -> None:
    """What is missing is underlined and said, not only coloured."""
    page = browser.new_page()
    page.goto(pages["both"].as_uri())
    mark = page.locator("mark.not_produced").first
    assert mark.evaluate("one => getComputedStyle(one).borderBottomStyle") == "solid"
    assert mark.inner_text().startswith("[not produced:")
    page.close()
