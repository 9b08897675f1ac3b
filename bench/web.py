"""How long pages take to answer: `python bench/web.py [ITEMS] [FINDINGS]`.

Makes a matter of that size out of invented rows, serves it on this machine, and asks for each page
some times over one connection, as a browser does. Prints the median and the 95th percentile, and
the median of the processor's time, which other programs on the machine do not lengthen.
"""

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import uvicorn

from kyles.model import (
    About,
    Event,
    Finding,
    Item,
    Kind,
    Passage,
    Role,
    Side,
    Source,
    State,
    Status,
    Version,
    Volume,
)
from kyles.model.case_event import CaseEvent, Happening
from kyles.model.coverage import Coverage, HeldPage, Missing, Place
from kyles.model.custody import Act, CustodyEvent
from kyles.model.hold import Hold, HoldStep, Step
from kyles.model.hold import Side as Whose
from kyles.store import (
    Store,
    audited,
    case_events,
    create,
    findings,
    holds,
    items,
    matters,
    productions,
    sources,
)
from kyles.store.access import custodian, defense
from kyles.store.audited import Given, Kept, Said
from kyles.store.custody import Line
from kyles.store.questions import Question
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.serve import listening
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

HOLDERS = ("County Sheriff", "Crime Laboratory", "District Attorney", "State Police")
RULES = ("held_not_disclosed", "partly_disclosed", "referenced_not_held", "late", "unreadable")
DEFENDANTS = ("Harlan", "Ostrow")
BATCH, TIMES = 20_000, 20
STATUSES = (Status.DISCLOSED, Status.IN_PART, Status.NOT_DISCLOSED, Status.LISTED)


def _item(at: int) -> Item:
    held = at % 3 != 0
    holder = HOLDERS[at % 4] if held else None
    path = f"{'held' if held else 'VOL001'}/{at % 100:03d}/report {at:06d}.pdf"
    state, reason = (State.FAILED, "it is damaged") if at % 100 == 7 else (State.OK, "")
    version = Version(1, state, reason=reason, sha256=f"{at:064x}", size=40_000,
                      media_type="application/pdf", pages=4)  # fmt: skip
    return Item(f"i{at:011d}", Side.HELD if held else Side.PRODUCED, Kind.DOCUMENT, Role.FILE,
                "s1" if held else "s2", holder, None if held else "v1", path, f"Report {at}",
                version, number=f"2024-{at:06d}")  # fmt: skip


def _events(count: int) -> Iterator[list[Event]]:
    yield [
        sources.added(Source("s1", Side.HELD, "held", "County Sheriff", None, None, None)),
        sources.added(Source("s2", Side.PRODUCED, "VOL001", None, "v1", None, None)),
        productions.received(Volume("v1", "VOL001", DEFENDANTS, "2024-03-01", "s2")),
    ]
    for start in range(0, count, BATCH):
        yield [
            items.found(_item(at), content=None) for at in range(start, min(start + BATCH, count))
        ]


def _finding(at: int) -> Finding:
    item = _item(3 * at + 1)
    place = Passage(item.id, item.path, 2, "text", 100, 180, "words of a passage " * 4)
    return Finding(
        subject=item.id, about=About(item.id, item.path, item.holder, "21-0886"),
        says=f"{item.holder} has {item.path}; not found in the productions loaded here",
        sources=(place,) * 3, owed_to=DEFENDANTS[at % 2], rule=RULES[at % 5], priority=1 + at % 4,
        digest="0" * 16, id=f"F-{at + 1:04d}", score=1000 - at % 1000,
    )  # fmt: skip


def _given(at: int, name: str) -> Given:
    item = _item(at)
    pages = tuple(
        HeldPage(page, "text", 300, 280, 10, "text", (Missing(100, 200, "", "not_produced", 20),),
                 (Place("i00000000000", "VOL001", "VOL001/a.pdf", page, f"HAR-{at:06d}"),))
        for page in range(1, 5)
    )  # fmt: skip
    status = STATUSES[at % 4]
    return Given(item.id, name, owed=True, holder=item.holder or "", status=status,
                 coverage=Coverage(item.id, name, status, 0.9, pages))  # fmt: skip


def _said(count: int) -> Iterator[Said]:
    for at in range(count):
        day = f"20{10 + at * 14 // count:02d}-{1 + at % 12:02d}-{1 + at % 28:02d}"
        yield Said(day, day, day, "", "", "", _item(3 * at + 1).id, 1, 0, 80)


def _lines(at: int) -> Iterator[Line]:
    """A log that tells of a thing three times."""
    for day in ("2024-03-06", "2024-04-02", "2024-04-05"):
        place = Passage("i00000000001", "held/log.csv", at, "row", 0, 0, "")
        yield Line(_item(at).id, "logged", CustodyEvent(at=day, act=Act.RECEIVED, place=place))


def _questions(count: int) -> Iterator[Question]:
    """Other incidents, each with four items of one holder."""
    for at in range(0, count - 48, 20):
        some = tuple(_item(at + 12 * more + 1).id for more in range(4))
        yield Question((f"20-{at:06d}",), some, 4, 9.0 - at / count,
                       (("word", ("BOX", "RANCH"), 2.0),), ("both name a ranch",))  # fmt: skip


def _held() -> list[Event]:
    """Holds to every agency, and an event that claims count from."""
    told = [holds.opened(Hold(id=f"H-{at}", side=Whose.SENT, scope="video")) for at in range(40)]
    told += [holds.stepped(f"H-{at % 40}", HoldStep(Step.SENT, HOLDERS[at % 4], "2024-07-12"))
             for at in range(160)]  # fmt: skip
    ended = CaseEvent("E-1", Happening.DISMISSAL, "2024-07-12", DEFENDANTS[0])
    return [*told, case_events.happened(ended)]


def build(folder: Path, count: int, found: int) -> None:
    """A matter of invented rows, and what an audit of it would have kept."""
    opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                            defendants=DEFENDANTS, incidents=("21-0886",))  # fmt: skip
    with create(folder, opened) as store:
        for some in _events(count):
            store.record(some)
        store.record(_held())
        made = [_finding(at) for at in range(found)]
        store.record([findings.seen(one, {}) for one in made])
        _keep(store, count, made)


def _keep(store: Store, count: int, made: list[Finding]) -> None:
    view = store.view()
    given = (_given(at, name) for at in range(count) if at % 3 for name in DEFENDANTS)
    parts = {"scope": {"unread": 0, "unfinished": [], "candidates": 0}, "duties": []}
    lines = (line for at in range(0, count, 3) for line in _lines(at + 1))
    audited.keep(store, Kept(view.size, view.root, made, given, _said(count // 3), parts,
                             questions=_questions(count), custody=lines))  # fmt: skip


def addresses(count: int, found: int) -> list[str]:
    """One of each kind of page, at the beginning and far down."""
    far = f"i{count - 2:011d}"
    return [
        "", "/findings", f"/findings?after={found - 100}",
        "/findings?rule=late&holder=State+Police",
        f"/findings/F-{found // 2:04d}", "/items", f"/items?after={far}+held/098/report",
        "/items?status=not_disclosed&defendant=Harlan", "/items?holder=State+Police&side=held",
        f"/items/{_item(4).id}", "/productions", "/chronology", "/chronology?since=2020-01-01",
        "/certificate", "/readiness?defendant=Harlan", "/intake", "/intake?state=failed",
        f"/items/{_item(4).id}/custody", "/codefendants", "/holds", "/incidents",
        f"/incidents?after=20-{count // 2:06d}", "/civil-claims",
    ]  # fmt: skip


def own() -> list[str]:
    """Of the pages of a defendant's defense."""
    return ["/received", "/items"]


def of_agency() -> list[str]:
    """Of the pages of an agency's custodian."""
    return ["/holds", "/incidents"]


def measure(host: str, cookie: str, path: str) -> list[tuple[float, float]]:
    """Milliseconds of one answer after another, and of the processor; the first ones left out."""
    connection = HTTPConnection(host)
    taken = []
    for _ in range(TIMES + 3):
        begun, cpu = time.perf_counter(), time.process_time()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        spent = 1000 * (time.process_time() - cpu)
        taken.append((1000 * (time.perf_counter() - begun), spent))
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
    return taken[3:]


def main(count: int, found: int) -> None:
    with tempfile.TemporaryDirectory() as passing, listening("127.0.0.1", 0) as ear:
        folder = Path(passing) / "matter"
        begun = time.perf_counter()
        build(folder, count, found)
        size = (folder / ".kyles" / "matter.db").stat().st_size / 1e6
        print(f"{count:,} items, {found:,} findings: {size:,.0f} MB,"
              f" made in {time.perf_counter() - begun:.0f} s")  # fmt: skip
        host, sessions = f"127.0.0.1:{ear.getsockname()[1]}", Sessions()
        made = app(Desk.at(folder), hosts=[host], sessions=sessions)
        server = uvicorn.Server(uvicorn.Config(made, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [ear]})
        thread.start()
        try:
            name = f"kyles-{host.rpartition(':')[2]}"
            cookie = f"{name}={sessions.redeem(sessions.invite(Who('bench')))}"
            defending = Who("counsel", defense(DEFENDANTS[0]))
            theirs = f"{name}={sessions.redeem(sessions.invite(defending))}"
            asked = [(path, cookie) for path in addresses(count, found)]
            asked += [(path, theirs) for path in own()]
            keeping = Who("custodian", custodian(HOLDERS[0]))
            agency = f"{name}={sessions.redeem(sessions.invite(keeping))}"
            asked += [(path, agency) for path in of_agency()]
            for path, as_whom in asked:
                told = measure(host, as_whom, f"/matters/matter{path}")
                taken, spent = (sorted(column) for column in zip(*told, strict=True))
                middle, cpu = statistics.median(taken), statistics.median(spent)
                worst = taken[int(0.95 * len(taken))]
                print(f"{middle:7.1f} {worst:7.1f} p95 {cpu:7.1f} cpu  {path or '(overview)'}")
        finally:
            server.should_exit = True
            thread.join()


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], "100000", "10000")[:2]))
