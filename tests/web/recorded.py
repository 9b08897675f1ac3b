"""A matter with recordings, a transcript and mail in it; and somebody at its two origins."""

import struct
import wave
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient
from tests.export import matter
from tests.web.conftest import HOST

from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.store import items
from kyles.store.access import OWNER, Viewer
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.evidence import Evidence
from kyles.web.origin import Origin
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

OTHER = "localhost:8572"
RATE = 8000
CUES = """1
00:00:00,000 --> 00:00:02,500
<b>Where</b> is the box? & why --> here

2
00:00:02,500 --> 00:00:04,000
On shelf C-14.
"""
PAGE = "<html><body><h1>Notice</h1><p>Rounds were <b>handed in</b>.</p></body></html>"
MAIL = """From: a@example.org
Subject: Rounds
MIME-Version: 1.0
Content-Type: multipart/related; boundary=r

--r
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

The rounds are in the plain part, with every word of the page: handed in today.
--a
Content-Type: text/html; charset=utf-8

<p style="color: navy">The rounds are in the <i>page</i>: <img src="cid:p@x"> handed in today.</p>
--a--
--r
Content-Type: image/png
Content-ID: <p@x>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--r--
"""


def tone(path: Path, seconds: int) -> None:
    """A WAV of a ramp that no second of it repeats."""
    with wave.open(str(path), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        values = ((at * at // 1000) % 20_000 for at in range(RATE * seconds))
        made.writeframes(b"".join(struct.pack("<h", one) for one in values))


def build(folder: Path) -> dict[str, str]:
    """The matter in `folder / matter`, audited; its items by file name."""
    with matter.build(folder) as store:
        desk = folder / "desk"
        desk.mkdir()
        tone(desk / "call.wav", 6)
        (desk / "call.srt").write_text(CUES)
        (desk / "old.avi").write_bytes(b"RIFF\0\0\0\0AVI LIST")
        (desk / "notice.html").write_text(PAGE)
        (desk / "rounds.eml").write_text(MAIL)
        (desk / "words.eml").write_text("From: a@example.org\nSubject: x\n\nPlain <words>.\n")
        add(store, desk, Addition(holder="County Sheriff"))
        audit(store)
        every = items.every(store.view())
        return {one.path.rsplit("/", 1)[-1]: one.id for one in every}


@dataclass(frozen=True)
class Both:
    """Somebody's browser at both origins."""

    pages: TestClient
    evidence: TestClient
    sessions: Sessions
    origin: Origin

    def words(self, address: str) -> str:
        """The part of an address that says what it is for."""
        return address.removeprefix(f"{self.origin.address}/")


def both(folder: Path, *, viewer: Viewer = OWNER) -> Both:
    sessions, desk, origin = Sessions(), Desk.at(folder), Origin(f"http://{OTHER}")
    pages = TestClient(app(desk, hosts=[HOST], sessions=sessions, other=origin),
                       base_url=f"http://{HOST}", follow_redirects=False)  # fmt: skip
    pages.get("/", params={"token": sessions.invite(Who("A. Lawyer", viewer))})
    evidence = TestClient(Evidence(desk, sessions, origin, [f"http://{HOST}"]),
                          base_url=f"http://{OTHER}")  # fmt: skip
    return Both(pages, evidence, sessions, origin)
