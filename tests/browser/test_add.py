"""Sending files in the browser: in parts, over a connection that breaks, and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.serving import CHROMIUM, IN, WIDTHS, Served, let_in, serving
from tests.export import matter

from kyles.intake.add import Addition
from kyles.store import open_matter
from kyles.web import batch, uploads

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install it)"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("adding")
    matter.build(made).close()
    return made


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder, {}) as one:
        yield one


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder to be sent: one file of several parts, one small, one empty."""
    made = tmp_path / "front desk"
    (made / "notes").mkdir(parents=True)
    (made / "notes" / "a.txt").write_text("Rounds were handed in at the counter.")
    (made / "camera.bin").write_bytes(bytes(range(256)) * 80_000)  # 20 MB: three parts
    (made / "empty.txt").touch()
    return made


def _settled(page: "sync_api.Page") -> None:
    sync_api.expect(page.locator("main")).to_contain_text("3 new", timeout=30_000)


def test_a_folder_goes_on_after_the_connection_broke(
    chromium: "sync_api.Browser", served: Served, desk: Path
) -> None:
    watched = let_in(chromium, served)
    page = watched.page
    sent: list[str] = []

    def breaking(route: "sync_api.Route") -> None:
        sent.append(route.request.headers["upload-offset"])
        if len(sent) in (2, 3):
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/files/*", lambda route: breaking(route)
               if route.request.method == "PATCH" else route.continue_())  # fmt: skip
    page.goto(served.at(f"{IN}/add"))
    page.locator("input[webkitdirectory]").set_input_files(desk)
    page.get_by_label("Called").fill("front desk")
    page.get_by_label("Held by").fill("County Sheriff")
    page.get_by_role("button", name="Send").click()
    _settled(page)
    big = [one for one in sent if one != "0"]
    assert big.count("8388608") >= 2  # sent again from where it broke, never from the beginning
    page.goto(served.at(f"{IN}/search?words=counter"))
    sync_api.expect(page.locator(".hits")).to_contain_text("a.txt, p. 1")
    page.context.close()


def test_what_is_refused_is_told_and_can_be_mended(
    chromium: "sync_api.Browser", served: Served, desk: Path
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/add"))
    page.locator("input[name=files]").first.set_input_files(desk / "empty.txt")
    page.get_by_role("button", name="Send").click()
    sync_api.expect(page.locator(".sending")).to_contain_text("Say whose it is")
    sync_api.expect(page.get_by_role("button", name="Send")).to_be_enabled()
    page.context.close()


def test_a_batch_that_was_discarded_is_not_waited_for(
    chromium: "sync_api.Browser", served: Served, desk: Path
) -> None:
    page = let_in(chromium, served).page
    page.route("**/files", lambda route: route.fulfill(status=404))
    page.goto(served.at(f"{IN}/add"))
    page.locator("input[name=files]").first.set_input_files(desk / "empty.txt")
    page.get_by_label("Held by").fill("County Sheriff")
    page.get_by_role("button", name="Send").click()
    sync_api.expect(page.locator(".sending")).to_contain_text("not there any more")
    page.context.close()


def test_without_scripts_the_form_sends_all_at_once(
    chromium: "sync_api.Browser", served: Served, desk: Path
) -> None:
    page = let_in(chromium, served, scripts=False).page
    page.goto(served.at(f"{IN}/add"))
    files = [one for one in desk.rglob("*") if one.is_file()]
    page.locator("input[name=files]").first.set_input_files(files)
    page.get_by_label("Held by").fill("County Sheriff")
    page.get_by_role("button", name="Send").click()
    for _ in range(100):
        if not page.get_by_role("link", name="Look again").count():
            break
        page.wait_for_timeout(200)
        page.get_by_role("link", name="Look again").click()
    _settled(page)
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_batch_that_was_left_is_told_and_ended(
    chromium: "sync_api.Browser", served: Served, folder: Path, width: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(uploads, "STILL", -1.0)
    with open_matter(folder / "matter") as store:
        one = batch.begun(store, Addition(holder="County Sheriff"), name="front desk")
        whole = one.expect("a.txt", 3)
        whole.part.write_bytes(b"one")
        whole.end()
        one.expect("camera.bin", 10).part.write_bytes(b"12345")
    watched = let_in(chromium, served, width=width)
    page = watched.page
    for path in (f"{IN}/intake", f"{IN}/add", f"{IN}/add?batch={one.key}"):
        page.goto(served.at(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.goto(served.at(f"{IN}/intake"))
    left = page.get_by_role("region", name=one.name)
    sync_api.expect(left).to_contain_text("1 file came whole, 1 in part")
    left.get_by_role("button", name="Discard").click()
    sync_api.expect(page.locator("main")).not_to_contain_text(one.name)
    assert watched.said == []
    page.context.close()
