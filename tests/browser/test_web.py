"""Every page in a browser: nothing complained of, nothing cut off, everybody can use it.

With KYLES_SCREENSHOTS=FOLDER a picture of each page is left there, to be looked at.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from tests.browser.serving import CHROMIUM, IN, WIDTHS, Served, let_in, serving
from tests.export import matter

from kyles.audit import Audited, audit
from kyles.intake.add import Addition, add
from kyles.model.case_event import CaseEvent, Happening
from kyles.model.custody import Act, CustodyEvent
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.store import case_events, custody, holds, items, open_matter, productions
from kyles.store.access import OWNER, Viewer, defense

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install it)"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

#: Mail that would like to run, to load and to send.
HOSTILE = """From: <img src=http://evil.example/a onerror=alert(1)>@evil.example
Subject: </title><script>document.title = "run"</script>
Date: Thu, 7 Mar 2024 09:00:00 -0700
Content-Type: text/html

<base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example">
<script>fetch("//evil.example/b")</script><svg onload="alert(2)"><style>@import "//evil.example"
</style><iframe srcdoc="<script>alert(3)</script>"></iframe><form action="http://evil.example"><input
autofocus onfocus="alert(4)"></form><img src="//evil.example/c"><p>The key is under the mat.</p>
"""

#: A letter that asks an agency to keep something.
HELD = [
    holds.opened(Hold(id="H-1", side=Side.SENT, scope="<i>video</i>", systems=("Video store",))),
    *(holds.stepped("H-1", HoldStep(Step.SENT, name, "2024-07-12"))
      for name in ("County Sheriff", "Records")),
]  # fmt: skip

#: What a claim may accrue with.
DISMISSED = case_events.happened(CaseEvent("E-1", Happening.DISMISSAL, "2024-07-12", "Harlan"))

#: A thing that is booked under another incident.
ANNEX = "Item No,Description,Case No\n2024-0413,<i>red</i> bicycle,23-20001\n"

#: Who had a thing, and a gap.
HANDED = [
    CustodyEvent(at="2024-03-06T15:10", act=Act.RECEIVED, taken_by="Peggy <b>Lund</b>"),
    CustodyEvent(at="2024-04-02", act=Act.CHECKED_OUT, released_by="Peggy Lund", seal="x" * 90),
]

#: Every page; words in braces are filled in with what the matter has.
ADDRESSES = [
    "/matters",
    IN,
    f"{IN}/findings",
    f"{IN}/findings?rule=late",
    f"{IN}/findings/{{partly}}",
    f"{IN}/findings/{{first}}",
    f"{IN}/chronology",
    f"{IN}/productions",
    f"{IN}/productions/{{volume}}",
    f"{IN}/items",
    f"{IN}/items?words=nothing",
    f"{IN}/items/{{supplement}}?page=1&start=0&end=60",
    f"{IN}/items/{{thing}}",
    f"{IN}/items/{{list}}",
    f"{IN}/items/{{broken}}",
    f"{IN}/items/{{mail}}",
    f"{IN}/search?words=casing",
    f"{IN}/holders",
    f"{IN}/sources",
    f"{IN}/withholding",
    f"{IN}/duties",
    f"{IN}/certificate",
    f"{IN}/readiness",
    f"{IN}/received?defendant=Reed",
    f"{IN}/codefendants",
    f"{IN}/intake",
    f"{IN}/items/{{thing}}/custody",
    f"{IN}/holds",
    f"{IN}/incidents",
    f"{IN}/civil-claims",
    f"{IN}/ledger",
    f"{IN}/add",
    f"{IN}/reads",
    "/nothing",
]


def _names(folder: Path, audited: Audited) -> dict[str, str]:
    with open_matter(folder / "matter") as store:
        view = store.view()
        words = {"supplement": "supplement_2.pdf", "thing": "2024-0311", "list": "inventory.csv",
                 "broken": "broken.pdf", "mail": "hostile.eml"}  # fmt: skip
        found = {name: items.one(view, path).id for name, path in words.items()}
        found["volume"] = productions.volumes(view)[0].id
    partly = next(one.id for one in audited.findings if one.rule == "partly_disclosed")
    return {**found, "partly": partly, "first": audited.findings[0].id}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with matter.build(folder) as store:
        (folder / "mail").mkdir()
        (folder / "mail" / "hostile.eml").write_text(HOSTILE, "utf-8")
        (folder / "mail" / "annex.csv").write_text(ANNEX, "utf-8")
        add(store, folder / "mail", Addition(holder="County Sheriff"))
        store.record([*HELD, DISMISSED])
        names = _names(folder, audit(store))
        store.record([custody.recorded(names["thing"], one) for one in HANDED])
    with serving(folder, names) as served:
        yield served


#: Fields and buttons that lie on one another, by their names or words.
OVERLAPPING = """() => {
  const every = [...document.querySelectorAll("input, select, textarea, button, a.button")];
  const seen = every.filter((one) => one.checkVisibility() && one.offsetWidth > 1);
  const called = (one) => one.name || one.textContent.trim();
  return seen.flatMap((one, at) => seen.slice(at + 1).filter((other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    return !one.contains(other) && a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  }).map((other) => `${called(one)} on ${called(other)}`));
}"""


def _kept(page: "sync_api.Page", path: str, width: int) -> None:
    folder = os.environ.get("KYLES_SCREENSHOTS")
    if folder:
        name = path.strip("/").translate(str.maketrans("/?=&", "____")) or "home"
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_sound(chromium: "sync_api.Browser", served: Served, width: int) -> None:
    watched = let_in(chromium, served, width=width)
    page = watched.page
    for path in ADDRESSES:
        watched.said.clear()
        page.goto(served.at(path))
        _kept(page, path, width)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = axe.Axe().run(page)
        expected = [
            "Failed to load resource: the server responded with a status of 404 (Not Found)"
        ]
        assert watched.said == (expected if path == "/nothing" else []), path
        assert wide <= width, path
        assert page.evaluate(OVERLAPPING) == [], path
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    page.context.close()
    assert all(map(served.is_own, watched.asked))


#: What takes longer than a page may: where it is begun, by which button, and what tells that it
#: is over.
ERRANDS = [
    (OWNER, f"{IN}/certificate", "Make the preview", "Not served: inspected"),
    (OWNER, f"{IN}/codefendants", "Compare", "compared on"),
    (defense("Harlan"), f"{IN}/received", "Look through it", "Looked through on"),
]


@pytest.mark.parametrize(("viewer", "path", "button", "told"), ERRANDS)
def test_what_takes_long_comes_by_itself_and_is_sound(
    chromium: "sync_api.Browser", served: Served, viewer: Viewer, path: str, button: str, told: str
) -> None:
    for width in WIDTHS:
        watched = let_in(chromium, served, width=width, viewer=viewer)
        page = watched.page
        page.goto(served.at(path))
        if page.get_by_role("button", name=button, exact=True).count():
            page.get_by_role("button", name=button, exact=True).click()
        sync_api.expect(page.get_by_text(told).first).to_be_visible(timeout=30_000)
        _kept(page, f"{path}_after", width)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert watched.said == []
        page.context.close()


def test_a_certificate_is_issued_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served, scripts=False).page
    page.goto(served.at(f"{IN}/certificate?defendant=Reed"))
    page.get_by_label("Adopted and signed by").fill("M. Castellano")
    page.get_by_role("button", name="Issue the certificate").click()
    for _ in range(100):
        if not page.get_by_role("link", name="Look again").count():
            break
        page.wait_for_timeout(200)
        page.get_by_role("link", name="Look again").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF of no. 1").click()
    assert download.value.suggested_filename == "certificate_1_Reed.pdf"
    page.context.close()


def test_custody_is_recorded_by_keys_alone(chromium: "sync_api.Browser", served: Served) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/items/{{thing}}"))
    page.keyboard.press("c")
    page.wait_for_url("**/custody")
    page.keyboard.press("r")
    page.keyboard.type("returned")
    page.keyboard.press("Tab")
    page.keyboard.type("06032024")
    page.keyboard.press("Tab")
    page.keyboard.type("1000AM")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator(".chain")).to_contain_text("3 June 2024")
    page.context.close()


def test_the_menu_of_a_narrow_screen_shows_where_one_is(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served, width=390).page
    page.goto(served.at(f"{IN}/ledger"))
    shown = page.locator(".menu [aria-current]").bounding_box()
    assert shown
    assert 0 <= shown["x"] <= 390 - shown["width"]
    page.context.close()


def test_a_finding_is_reached_and_left_by_keys_alone(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/findings"))
    page.keyboard.press("Tab")
    sync_api.expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if "/findings/F-" in (page.locator(":focus").get_attribute("href") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/F-0001")
    page.keyboard.press("n")
    page.wait_for_url("**/findings/F-0002")
    page.keyboard.press("p")
    page.wait_for_url("**/findings/F-0001")
    page.keyboard.press("/")
    page.keyboard.type("nothing at all")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=nothing+at+all")
    page.context.close()


def test_a_filter_works_with_and_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    for scripts in (True, False):
        page = let_in(chromium, served, scripts=scripts).page
        page.goto(served.at(f"{IN}/findings"))
        page.locator("select[name=rule]").select_option("partly_disclosed")
        if not scripts:
            page.get_by_role("button", name="Show").click()
        page.wait_for_url("**rule=partly_disclosed**")
        sync_api.expect(page.locator(".findings tbody tr")).to_have_count(1)
        page.get_by_role("link", name="supplement_2.pdf").click()
        sync_api.expect(page.locator(".drawn-page img").first).to_be_visible()
        page.context.close()


def test_a_finding_is_decided_by_keys_alone_and_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/findings/{{partly}}"))
    page.keyboard.press("k")
    sync_api.expect(page.locator(":focus")).to_have_attribute("name", "text")
    page.keyboard.type("the Sheriff, by letter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator(".decided")).to_have_text("the Sheriff, by letter")
    page.context.close()
    page = let_in(chromium, served, scripts=False).page
    page.goto(served.at(f"{IN}/findings/{{partly}}"))
    page.get_by_text("Decide", exact=True).click()
    page.get_by_label("Answered").check()
    page.get_by_label("Words").fill("provided")
    page.get_by_role("button", name="Record the decision").click()
    sync_api.expect(page.locator(".decided")).to_have_text("provided")
    page.context.close()


def test_a_hold_is_acknowledged_by_keys_alone_and_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/holds"))
    page.keyboard.press("a")
    page.keyboard.type("by letter")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("main")).to_contain_text("Yes: by letter")
    page.context.close()
    page = let_in(chromium, served, scripts=False).page
    page.goto(served.at(f"{IN}/holds"))
    page.get_by_text("Acknowledge H-1 for Records").click()
    page.get_by_label("Words").fill("by telephone")
    page.get_by_role("button", name="Record the acknowledgement").click()
    sync_api.expect(page.locator("main")).to_contain_text("Yes: by telephone")
    page.context.close()


def test_a_question_is_answered_by_keys_alone_and_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/incidents"))
    page.keyboard.press("k")
    page.keyboard.type("who booked it?")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator(".decided")).to_contain_text("ask a supervisor; who booked it?")
    page.context.close()
    page = let_in(chromium, served, scripts=False).page
    page.goto(served.at(f"{IN}/incidents"))
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Answer").click()
    sync_api.expect(page.locator("h2").first).to_contain_text("not related")
    page.context.close()


def test_an_item_is_acted_on_by_keys_alone_and_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/items/{{thing}}"))
    page.keyboard.press("f")
    sync_api.expect(page.locator(":focus")).to_have_attribute("name", "favorable")
    page.keyboard.press("Tab")
    page.keyboard.type("another box")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator(".pairs")).to_contain_text(["favorable: guilt; another box"])
    page.keyboard.press("r")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("main")).to_contain_text("Request 1")
    page.context.close()
    page = let_in(chromium, served, scripts=False).page
    page.goto(served.at(f"{IN}/items/{{thing}}"))
    page.get_by_text("Record a disclosure").click()
    page.locator("select[name=manner]").select_option("offered")
    page.get_by_label("On", exact=True).fill("2024-05-01")
    page.get_by_role("button", name="Record it").click()
    sync_api.expect(page.locator("main")).to_contain_text("offered on 2024-05-01")
    page.get_by_text("Log that it is withheld").click()
    page.get_by_label("Provision").fill("Rule 5-501(F)")
    page.locator("form[action$=withholding] [name=reason]").fill("work product")
    page.get_by_role("button", name="Log it").click()
    sync_api.expect(page.locator("main")).to_contain_text("Withheld from every defendant")
    page.context.close()


def test_hostile_mail_runs_nothing_and_asks_for_nothing(
    chromium: "sync_api.Browser", served: Served
) -> None:
    watched = let_in(chromium, served)
    page = watched.page
    page.on("dialog", lambda dialog: watched.said.append(dialog.message))
    for path in (f"{IN}/items/{{mail}}", f"{IN}/items", f"{IN}/findings"):
        page.goto(served.at(path))
        sync_api.expect(page).not_to_have_title("run")
    page.goto(served.at(f"{IN}/items/{{mail}}"))
    sync_api.expect(page.locator(".sheet")).to_contain_text("The key is under the mat.")
    assert page.locator(".sheet :is(script, iframe, form, img, svg, style, base)").count() == 0
    assert watched.said == []
    assert all(map(served.is_own, watched.asked))
    page.context.close()


def test_marks_lie_on_the_words(chromium: "sync_api.Browser", served: Served) -> None:
    """The picture has been loaded, and the marks of the missing lines lie inside it."""
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/findings/{{partly}}"))
    picture = page.locator(".drawn-page img").first
    assert picture.evaluate("one => one.complete && one.naturalWidth") > 1000
    outer, inner = picture.bounding_box(), page.locator(".marks rect").first.bounding_box()
    assert outer
    assert inner
    assert outer["x"] < inner["x"] < inner["x"] + inner["width"] < outer["x"] + outer["width"]
    assert outer["y"] < inner["y"] < outer["y"] + outer["height"]
    page.context.close()


def test_a_page_prints_as_an_exhibit(
    chromium: "sync_api.Browser", served: Served, tmp_path: Path
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/findings/{{partly}}"))
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.context.close()
    printed = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    texts = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    every = " ".join(" ".join(texts).split())
    assert f"Page 1 of {len(texts)}" in texts[0]
    for words in ("State v. Harlan <and Reed>", "was given to Harlan in part", "kyles show",
                  "No given page has held page 2"):  # fmt: skip
        assert words in every
    assert "Skip to the page" not in every
    assert "Previous" not in every
