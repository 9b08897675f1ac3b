"""Journeys in a browser, timed and counted: `python bench/journeys.py`.

Builds the demonstration's files, opens matters, and goes the ways of three people in Chromium,
as they would: by what is to be read on the pages. Counted are presses (a button, a link, a choice
of files) and fields that are filled in; what a person reads in between takes no time here.
"""

import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, expect, sync_playwright

from kyles import demo
from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.store import access, create, holds, matters, open_matter_folder
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.serve import listening
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

SHERIFF = "Ocotillo County Sheriff"
SLOW = 120_000  # milliseconds that one step may take


@dataclass(slots=True)
class Walk:
    """Somebody at a page, and what was done until now."""

    page: Page
    presses: int = 0
    filled: int = 0

    def press(self, name: str, *, role: str = "link") -> None:
        self.presses += 1
        self.page.get_by_role(role, name=name).first.click()

    def open(self, words: str) -> None:
        self.presses += 1
        self.page.locator("summary", has_text=words).first.click()

    def fill(self, label: str, value: str) -> None:
        self.filled += 1
        self.page.get_by_label(label).fill(value)

    def choose(self, label: str, value: str) -> None:
        self.filled += 1
        self.page.get_by_label(label).select_option(value)

    def files(self, folder: Path) -> None:
        self.presses += 1
        self.page.locator("input[type=file][webkitdirectory]").set_input_files(folder)

    def wait(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=SLOW)


def clerk(walk: Walk, files: Path) -> None:
    """A discovery clerk: from three agency folders to the preview of a certificate."""
    for folder in ("sheriff", "exports/2024-06/laboratory", "district_attorney"):
        _add(walk, files / folder, holder=Path(folder).name.replace("_", " ").title())
    walk.press("Certificate")
    walk.press("Make the preview", role="button")
    walk.wait("preview")
    walk.wait("Known, and outstanding")


def counsel(walk: Walk, files: Path) -> None:
    """Defense counsel: from nothing to a request letter that cites pages."""
    for volume in ("VOL001", "VOL003"):
        _add(walk, files / volume, on="2024-02-12")
    walk.press("Productions")
    walk.press("Requests")
    walk.press("Look through it", role="button")
    walk.wait("Looked through on")
    walk.press("write the letter", role="button")
    with walk.page.expect_download(timeout=SLOW) as download:
        expect(walk.page.get_by_role("link", name="Fetch the letter")).to_be_visible(timeout=SLOW)
        walk.press("Fetch the letter")
    if not download.value.suggested_filename.endswith(".docx"):
        raise SystemExit("no letter came")


def custodian(walk: Walk, _: Path) -> None:
    """An agency's custodian: a hold is acknowledged, and each question about items answered."""
    walk.press("Holds")
    walk.open("Acknowledge")
    walk.press("Record the acknowledgement", role="button")
    walk.wait("in force")
    walk.press("Incidents")
    while (waiting := walk.page.locator("form.answer")).count():
        asked = waiting.count()
        walk.presses += 1
        waiting.first.get_by_label("No", exact=True).check()
        walk.press("Answer", role="button")
        expect(waiting).to_have_count(asked - 1, timeout=SLOW)


def _add(walk: Walk, folder: Path, *, holder: str = "", on: str = "") -> None:
    walk.page.locator("nav.menu").get_by_role("link", name="Add").click()
    walk.presses += 1
    walk.files(folder)
    walk.fill("Called", folder.name)
    if holder:
        walk.fill("Held by", holder)
    else:
        walk.choose("or given to", "Harlan")
        walk.fill("on the day", on)
    walk.press("Send", role="button")
    over = re.compile(rf"^{re.escape(folder.name)} .*kyles audit")
    expect(walk.page.locator(".lead")).to_have_text(over, timeout=SLOW)


@contextmanager
def _served(folder: Path, who: Who) -> Iterator[str]:
    sessions = Sessions()
    with listening("127.0.0.1", 0) as ear:
        host = f"127.0.0.1:{ear.getsockname()[1]}"
        made = app(Desk.at(folder), hosts=[host], sessions=sessions)
        server = uvicorn.Server(uvicorn.Config(made, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [ear]})
        thread.start()
        try:
            yield f"http://{host}/?token={sessions.invite(who)}"
        finally:
            server.should_exit = True
            thread.join()


def _empty(folder: Path, _files: Path) -> Path:
    opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                            defendants=("Harlan",), incidents=("21-0886",))  # fmt: skip
    create(folder / "matter", opened).close()
    return folder


def _audited(folder: Path, files: Path) -> Path:
    """The agency's files in a matter that was audited, and a hold that was sent to it."""
    hold = Hold(id="H-1", side=Side.SENT, scope="body-worn camera video", sender="A. Lawyer")
    with open_matter_folder(_empty(folder, files) / "matter") as store:
        for path in (files / "sheriff", next(files.rglob("property_room.csv"))):
            add(store, path, Addition(holder=SHERIFF))
        sent = HoldStep(Step.SENT, SHERIFF, "2024-07-12")
        store.record([holds.opened(hold), holds.stepped(hold.id, sent)])
        audit(store)
    return folder


#: Who goes which way, and from what.
JOURNEYS = (
    (clerk, _empty, Who("A. Clerk")),
    (counsel, _empty, Who("A. Lawyer")),
    (custodian, _audited, Who("A. Custodian", access.custodian(SHERIFF))),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as passing, sync_playwright() as started:
        files = Path(passing) / "files"
        files.mkdir()
        demo.build(files, received=False)
        browser = started.chromium.launch(executable_path=shutil.which("chromium"),
                                          args=["--no-sandbox"])  # fmt: skip
        for journey, made, who in JOURNEYS:
            with _served(made(Path(passing) / journey.__name__, files), who) as address:
                page = browser.new_context().new_page()
                page.goto(address)
                walk, begun = Walk(page), time.perf_counter()
                journey(walk, files)
                taken = f"{time.perf_counter() - begun:.1f} s"
                told = f"{walk.presses} presses, {walk.filled} fields, {taken}"
                sys.stdout.write(f"{journey.__name__}: {told}\n")
        browser.close()


if __name__ == "__main__":
    main()
