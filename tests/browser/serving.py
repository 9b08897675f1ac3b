"""A server of two origins for a test, and a browser that was let in to it."""

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from kyles.store.access import OWNER, Viewer
from kyles.web import two_origins
from kyles.web.desk import Desk
from kyles.web.serve import both, listening
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
WIDTHS = (1360, 390)
IN = "/matters/matter"


@dataclass(frozen=True)
class Served:
    """A server, and what its matter has to fill addresses with."""

    address: str
    evidence: str  # the address of the other origin
    sessions: Sessions
    names: Mapping[str, str]

    def is_own(self, address: str) -> bool:
        """Whether an address is of one of the two origins."""
        return address.startswith((f"{self.address}/", f"{self.evidence}/"))

    def at(self, path: str) -> str:
        return self.address + path.format(**self.names)


@contextmanager
def serving(folder: Path, names: Mapping[str, str]) -> Iterator[Served]:
    """A folder of matters, served by a thread of this process."""
    sessions = Sessions()
    with listening("127.0.0.1", 0) as ear, both("127.0.0.1", 0, first=8700) as ears:
        host, port = f"127.0.0.1:{ear.getsockname()[1]}", ears[0].getsockname()[1]
        desk, other = Desk.at(folder), two_origins.here("http", "127.0.0.1", port)
        made = two_origins.application(desk, sessions, hosts=[host], origin=other, port=port)
        server = uvicorn.Server(uvicorn.Config(made, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [ear, *ears]})
        thread.start()
        try:
            yield Served(f"http://{host}", other.address, sessions, names)
        finally:
            server.should_exit = True
            thread.join()


@dataclass(frozen=True)
class Watched:
    """A page of a browser that was let in, and what was said and asked for there."""

    page: "Page"
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def let_in(
    chromium: "Browser", served: Served, *, width: int = 1360, scripts: bool = True,
    viewer: Viewer = OWNER,
) -> Watched:  # fmt: skip
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    )
    watched = Watched(context.new_page())
    page = watched.page
    page.on("console", lambda message: watched.said.append(message.text))
    page.on("pageerror", lambda error: watched.said.append(str(error)))
    page.on("request", lambda request: watched.asked.append(request.url))
    page.goto(f"{served.address}/?token={served.sessions.invite(Who('A. Lawyer', viewer))}")
    return watched
