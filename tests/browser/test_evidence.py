"""What came in, as it came: hostile mail that does nothing, and recordings that are played.

Each of the two walls is held alone against the same corpus, and a server counts what leaves.
"""

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.browser.serving import CHROMIUM, IN, WIDTHS, Served, let_in, serving
from tests.browser.xss import VECTORS
from tests.export import matter
from tests.findings.test_missing_time import HELD, RATE, wav
from tests.web.recorded import CUES, MAIL, tone

from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.store import items
from kyles.web import laid_out

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install it)"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

FFMPEG = shutil.which("ffmpeg")
HEAD = "From: a@example.org\nSubject: hello\nContent-Type: text/html\n\n"
KEY = "<p>The key is under the mat.</p>"


@dataclass
class Listener:
    """A server that answers nothing: who comes there, and what was asked of it."""

    ear: socket.socket
    comers: int = 0
    callers: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.ear.getsockname()[1]}"

    def listen(self) -> None:
        while True:
            try:
                caller, _ = self.ear.accept()
            except OSError:
                return
            self.comers += 1
            with caller:
                caller.settimeout(1)
                with suppress(TimeoutError):
                    self.callers.append(caller.recv(200).decode(errors="replace"))


@pytest.fixture(scope="module")
def evil() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as ear:
        listener = Listener(ear)
        thread = threading.Thread(target=listener.listen)
        thread.start()
        yield listener
        ear.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, evil: Listener) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("evidence")
    with matter.build(folder) as store:
        desk = folder / "desk"
        desk.mkdir()
        for number, vector in enumerate(VECTORS):
            (desk / f"{number}.eml").write_text(HEAD + KEY + vector.format(evil=evil.host))
        (desk / "rounds.eml").write_text(MAIL)
        tone(desk / "call.wav", 6)
        (desk / "call.srt").write_text(CUES)
        _film(desk / "bodycam.webm")
        wav(desk / "interview.wav", HELD)
        add(store, desk, Addition(holder="County Sheriff"))
        given = folder / "VOL050"
        given.mkdir()
        wav(given / "interview.wav", HELD[: RATE * 25])
        add(store, given, Addition(defendants=("Harlan",)))
        audit(store)
        names = {one.path.rsplit("/", 1)[-1].replace(".", "_"): one.id
                 for one in items.every(store.view()) if one.holder}  # fmt: skip
    with serving(folder, names) as one:
        yield one


def _film(path: Path) -> None:
    if FFMPEG:
        source = "testsrc=size=160x90:rate=10:duration=4"
        subprocess.run([FFMPEG, "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "libvpx",
                        str(path)], check=True)  # fmt: skip


@contextmanager
def looking_at_all(chromium: "sync_api.Browser", served: Served) -> Iterator["Looking"]:
    """Each mail of the corpus as it was laid out, one after another, and clicked on."""
    watched = let_in(chromium, served)
    looking = Looking(watched.said)
    watched.page.context.on("page", lambda page: looking.opened.append(page.url))
    for number in range(len(VECTORS)):
        address = served.at(f"{IN}/items/{{{number}_eml}}?shown=layout")
        watched.page.goto(address)
        body = watched.page.frame_locator(".laid-out").locator("body")
        sync_api.expect(body).to_contain_text("The key is under the mat.")
        watched.page.locator(".laid-out").click(position={"x": 50, "y": 40}, force=True)
        assert watched.page.url == address
    watched.page.wait_for_timeout(300)
    yield looking
    watched.page.context.close()


@dataclass
class Looking:
    """What a browser said while one looked, and which pages it opened."""

    said: list[str]
    opened: list[str] = field(default_factory=list)


def test_hostile_mail_runs_nothing_and_asks_for_nothing(
    chromium: "sync_api.Browser", served: Served, evil: Listener
) -> None:
    with looking_at_all(chromium, served) as looking:
        assert looking.said == []
        assert looking.opened == []
        assert evil.comers == 0


def test_the_policy_holds_alone(
    chromium: "sync_api.Browser", served: Served, evil: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same mails as they were written: what they try is told by the browser, and fails. Nothing
    is asked of anybody; that a browser gets ready to ask (`preconnect`) only the other wall stops.
    """

    def raw(one: laid_out.Source) -> str:
        return one.path.read_text().partition("\n\n")[2]

    monkeypatch.setattr(laid_out, "body", raw)
    with looking_at_all(chromium, served) as looking:
        assert "ran" not in looking.said
        assert any("sandboxed" in one or "Content Security" in one for one in looking.said)
        assert looking.opened == []
        assert not any(evil.callers)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", ["{rounds_eml}?shown=layout", "{call_wav}", "{rounds_eml}", "{interview_wav}"]
)
def test_pages_with_evidence_are_sound(
    chromium: "sync_api.Browser", served: Served, path: str, width: int
) -> None:
    watched = let_in(chromium, served, width=width)
    watched.page.goto(served.at(f"{IN}/items/{path}"))
    watched.page.wait_for_timeout(200)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert watched.said == []
    assert all(map(served.is_own, (one for one in watched.asked if not one.startswith("data:"))))
    watched.page.context.close()


def test_a_mail_is_seen_as_it_was_laid_out_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served, scripts=False).page
    page.goto(served.at(f"{IN}/items/{{rounds_eml}}"))
    page.get_by_role("link", name="As it was laid out").click()
    body = page.frame_locator(".laid-out").locator("body")
    sync_api.expect(body).to_contain_text("The rounds are in the page")
    page.get_by_role("link", name="Words", exact=True).click()
    sync_api.expect(page.locator(".sheet .text")).to_contain_text("handed in today")
    page.context.close()


def _plays(page: "sync_api.Page", tag: str) -> None:
    """It is played past a moment in the middle, which is asked for by a range."""
    player = page.locator(tag)
    page.wait_for_function("tag => document.querySelector(tag).readyState >= 1", arg=tag)
    player.evaluate("one => { one.muted = true; one.currentTime = 2; return one.play(); }")
    page.wait_for_function("tag => document.querySelector(tag).currentTime > 2.2", arg=tag)


def test_sound_is_played_with_its_captions(chromium: "sync_api.Browser", served: Served) -> None:
    watched = let_in(chromium, served)
    page = watched.page
    page.goto(served.at(f"{IN}/items/{{call_wav}}"))
    _plays(page, "audio")
    assert page.locator("audio").evaluate("one => one.duration") == pytest.approx(6)
    said = page.evaluate("[...document.querySelector('track').track.cues].map(one => one.text)")
    assert said[1] == "On shelf C-14."
    assert watched.said == []
    page.context.close()


@pytest.mark.skipif(not FFMPEG, reason="ffmpeg is not installed")
def test_film_is_played(chromium: "sync_api.Browser", served: Served) -> None:
    watched = let_in(chromium, served)
    watched.page.goto(served.at(f"{IN}/items/{{bodycam_webm}}"))
    _plays(watched.page, "video")
    assert watched.page.locator("video").evaluate("one => one.videoWidth") == 160
    assert watched.said == []
    watched.page.context.close()


def test_a_recording_begins_at_a_time_that_is_asked_for(
    chromium: "sync_api.Browser", served: Served
) -> None:
    page = let_in(chromium, served).page
    page.goto(served.at(f"{IN}/items/{{call_wav}}?start=3"))
    page.wait_for_function("document.querySelector('audio').currentTime >= 3")
    page.context.close()


@pytest.mark.skipif(not shutil.which("fpcalc"), reason="fpcalc is not installed")
def test_missing_time_leads_there_with_and_without_scripts(
    chromium: "sync_api.Browser", served: Served
) -> None:
    for scripts in (True, False):
        page = let_in(chromium, served, scripts=scripts).page
        page.goto(served.at(f"{IN}/items/{{interview_wav}}"))
        sync_api.expect(page.locator(".times")).to_contain_text("For Harlan: produced 00:00:00 to")
        if scripts:
            page.locator(".of-time a").focus()
            page.keyboard.press("Enter")
            page.wait_for_function("document.querySelector('audio').currentTime > 22")
        else:
            page.locator(".spans a").click()
            page.wait_for_url("**start=2**")
            at = page.locator("audio").get_attribute("src") or ""
            assert at.rpartition("#t=")[2].startswith("2")
        page.context.close()
