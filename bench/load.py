"""Many at a time: `python bench/load.py [SECONDS] [FILES]`.

Makes a matter of invented reports, audits it and serves it, with users, from a process of its own.
Then 32 people of every side come in by password at once, look and act, each after a pause of up
to two seconds, while `kyles add` takes in a folder and `kyles audit` runs, one after the other,
again and again. Prints how long answers took, every answer that was an error, and whether each act
that was acknowledged is in the ledger, or in the defense's store, afterwards. Ends 1 if not.
"""

import json
import multiprocessing
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from urllib.parse import urlencode

import uvicorn
from starlette.routing import Route

from kyles.model import FindingState
from kyles.store import findings, items, open_matter
from kyles.store.store import View
from kyles.web import passwords, users
from kyles.web.act import act
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.door import Ask
from kyles.web.passwords import Profile
from kyles.web.serve import listening
from kyles.web.sessions import Sessions
from kyles.web.users import Grant, User, Users

IN = "/matters/matter"
PASSWORD = "correct horse battery staple"
PAUSE, ACTS = 2.0, 0.2  # seconds between two answers, at most; the share of acts
BATCH = 200  # files of each folder that is taken in meanwhile
HOLDERS = ("County Sheriff", "Crime Laboratory", "State Police")
SIDES = {  # how many people, and what they are
    "office": (22, Grant("office")), "harlan": (1, Grant("defense", "matter", "Harlan")),
    "ostrow": (1, Grant("defense", "matter", "Ostrow")), "court": (4, Grant("court")),
    "custodian": (4, Grant("custodian", "matter", holder=HOLDERS[0])),
}  # fmt: skip


@act("/matters/{matter}/load/{finding}")
def decide_under_load(ask: Ask, finding: str, *, text: str) -> str:
    """The act that is measured: a decision on a finding, as 'kyles decide' records it."""
    one = findings.one(ask.view, finding)
    ask.view.store.record([findings.decided(one.id, FindingState.ASKED, text, one.digest)])
    return ask.at(f"/findings/{one.id}")


def served(folder: Path, ear: socket) -> None:
    """Serve a desk until the process is ended."""
    port = ear.getsockname()[1]
    made = app(Desk.at(folder), hosts=[f"127.0.0.1:{port}"], sessions=Sessions())
    routes: list[Route] = made.app.router.routes  # type: ignore[attr-defined]
    routes[:0] = decide_under_load.routes()
    config = uvicorn.Config(made, log_level="warning", access_log=False, lifespan="off", ws="none")
    uvicorn.Server(config).run(sockets=[ear])


@dataclass
class Person:
    """Somebody who looks and acts, and what came of it."""

    name: str
    side: str
    host: str
    items: list[str]  # that this side may see
    findings: list[str]
    chance: random.Random
    taken: list[tuple[str, float]] = field(default_factory=list)  # what, and milliseconds
    wrong: Counter[str] = field(default_factory=Counter)
    done: list[str] = field(default_factory=list)  # texts of acts that were acknowledged

    def work(self, ready: threading.Barrier, seconds: float) -> None:
        connection = HTTPConnection(self.host, timeout=60)
        cookie = self.come_in(connection)
        ready.wait()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(self.chance.random() * PAUSE)
            if self.side in ("office", "harlan", "ostrow") and self.chance.random() < ACTS:
                self._act(connection, cookie)
            else:
                path = self._page()
                noun = path.partition("?")[0].split("/")[1:2]
                self._asked(connection, f"page {''.join(noun)}", "GET", IN + path, cookie)

    def come_in(self, connection: HTTPConnection) -> str:
        form = {"name": self.name, "password": PASSWORD}
        headers = self._asked(connection, "enter", "POST", "/enter", "", form)
        return (headers.get("set-cookie") or "").partition(";")[0]

    def _act(self, connection: HTTPConnection, cookie: str) -> None:
        text = f"{self.name} {len(self.done)} {self.chance.random()}"
        if self.side == "office":
            path = f"{IN}/load/{self.chance.choice(self.findings)}"
        else:
            path = f"{IN}/notes/write"
        if self._asked(connection, "act", "POST", path, cookie, {"text": text}):
            self.done.append(text)

    def _asked(
        self, connection: HTTPConnection, what: str, method: str, path: str, cookie: str,
        form: dict[str, str] | None = None,
    ) -> dict[str, str]:  # fmt: skip
        """The headers of an answer; none of one that is an error."""
        headers = {"Cookie": cookie, "Origin": f"http://{self.host}",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        begun = time.perf_counter()
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            answer.read()
        except OSError as error:
            connection.close()
            self.wrong[f"{path}: {error}"] += 1
            return {}
        self.taken.append((what, 1000 * (time.perf_counter() - begun)))
        if answer.status not in (200, 303) or answer.getheader("location", "").startswith("/enter"):
            self.wrong[f"{answer.status} {method} {path}"] += 1
            return {}
        return {name.lower(): value for name, value in answer.getheaders()} | {"ok": ""}

    def _page(self) -> str:
        pages = ["/items", "/search?words=report", "/search?words=moved+-dry", "/items.json",
                 f"/items?words={self.chance.randrange(900):03d}",
                 f"/items/{self.chance.choice(self.items)}"]  # fmt: skip
        if self.side in ("harlan", "ostrow"):
            pages += ["/notes", "/reads"]
        if self.side == "office":
            pages += ["", "/findings", f"/findings/{self.chance.choice(self.findings)}",
                      "/items?status=not_disclosed&defendant=Harlan", "/productions",
                      "/chronology", "/duties", "/holders", "/ledger", "/reads"]  # fmt: skip
        return self.chance.choice(pages)


@dataclass
class Jobs:
    """`add` and `audit`, one after the other until it is over."""

    folder: Path
    ran: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    files: int = 0

    def work(self, ready: threading.Barrier, seconds: float) -> None:
        ready.wait()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            batch = self.folder / f"batch {self.files // BATCH}"
            _write(batch, BATCH)
            self.files += BATCH
            self.run("add", str(batch), "--holder", HOLDERS[0])
            self.run("audit")

    def run(self, *words: str) -> None:
        where = self.folder / ("" if words[0] == "new" else "matter")
        ran = subprocess.run([sys.executable, "-m", "kyles", *words], cwd=where, check=False,
                             capture_output=True, text=True)  # fmt: skip
        self.ran[words[0]] += 1
        if ran.returncode not in (0, 3):
            self.wrong.append(f"kyles {words[0]}: {ran.returncode} {ran.stderr[-300:]}")


def _write(batch: Path, count: int) -> None:
    """A folder of invented reports."""
    batch.mkdir(parents=True)
    for number in range(count):
        text = (f"Report {number} of {batch.name} of 7 March 2024. Item 2024-{number:06d} was moved"
                f" to shelf {number}; report {number + 5} of that day says by whom. ")  # fmt: skip
        (batch / f"report {number:04d}.txt").write_text(
            text + "It was dry that day. " * 40, "utf-8"
        )


def _build(folder: Path, count: int) -> Jobs:
    """A matter of three agencies' folders, two volumes with a third of them, and its audit."""
    jobs = Jobs(folder)
    jobs.run("new", "matter", "--title", "State v. Harlan and Ostrow", "--court", "us-nm/district",
             "--defendant", "Harlan", "--defendant", "Ostrow", "--incident", "21-0886")  # fmt: skip
    for holder in HOLDERS:
        _write(folder / holder, count // len(HOLDERS))
        jobs.run("add", f"../{holder}", "--holder", holder)
    for defendant, holder in zip(("Harlan", "Ostrow"), HOLDERS, strict=False):
        jobs.run("add", f"../{holder}", "--produced-to", defendant, "--on", "2024-03-01")
    jobs.run("audit")
    if jobs.wrong:
        raise SystemExit("\n".join(jobs.wrong))
    return Jobs(folder)


def _people(folder: Path, host: str) -> Iterator[Person]:
    with open_matter(folder / "matter") as store:
        known = [one.id for one in findings.kept(store.view())]
        seen = {side: _seen(store.view(grant.viewer())) for side, (_, grant) in SIDES.items()}
    for side, (number, _) in SIDES.items():
        for at in range(number):
            name = f"{side} {at}"
            yield Person(name, side, host, seen[side], known, random.Random(name))


def _seen(view: View) -> list[str]:
    return [one.id for one in items.every(view)]


def _users(folder: Path) -> None:
    kept = passwords.hashed(PASSWORD, profile=Profile.PBKDF2)
    known = {f"{side} {at}": User(f"{side} {at}", kept, "", (grant,))
             for side, (number, grant) in SIDES.items() for at in range(number)}  # fmt: skip
    Users(folder / users.FILE, {}).put(known.popitem()[1])
    for user in known.values():
        users.of(folder).put(user)


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    with listening("127.0.0.1", 0) as ear:
        process = multiprocessing.get_context("fork").Process(target=served, args=(folder, ear))
        process.start()
        try:
            yield f"127.0.0.1:{ear.getsockname()[1]}"
        finally:
            process.terminate()
            process.join()


def _lost(folder: Path, host: str, people: list[Person]) -> list[str]:
    """Acts that were acknowledged, and are not there."""
    with open_matter(folder / "matter") as store:
        kept = {one.text for some in findings.decisions(store.view()).values() for one in some}
    lost = [text for one in people if one.side == "office" for text in one.done if text not in kept]
    for side in ("harlan", "ostrow"):
        first = next(one for one in people if one.side == side and one.done)
        connection = HTTPConnection(host, timeout=60)
        cookie = first.come_in(connection)
        connection.request("GET", f"{IN}/notes.json", headers={"Cookie": cookie})
        notes = {one["text"] for one in json.loads(connection.getresponse().read())["notes"]}
        lost += [text for one in people if one.side == side for text in one.done
                 if text not in notes]  # fmt: skip
    return lost


def _told(people: list[Person], seconds: float) -> None:
    """How long answers took: all of a kind, then those of each page."""
    kinds: dict[str, list[float]] = {}
    for what, ms in (taken for one in people for taken in one.taken):
        for name in {what, what.partition(" ")[0]}:
            kinds.setdefault(name, []).append(ms)
    for name in sorted(kinds):
        some = sorted(kinds[name])
        middle, worst = some[len(some) // 2], some[int(0.95 * len(some))]
        print(f"{name:24} {len(some):6,} answers {len(some) / seconds:6.1f} a second"
              f" {middle:8.1f} ms median {worst:8.1f} p95 {some[-1]:8.1f} longest")  # fmt: skip


def main(seconds: int, count: int) -> int:
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing)
        jobs = _build(folder, count)
        _users(folder)
        with _serving(folder) as host:
            people = list(_people(folder, host))
            begin = (threading.Barrier(len(people) + 1), seconds)
            threads = [threading.Thread(target=one.work, args=begin) for one in [*people, jobs]]
            for one in threads:
                one.start()
            for one in threads:
                one.join()
            lost = _lost(folder, host, people)
        _told(people, seconds)
        wrong = sum((one.wrong for one in people), Counter())
        for line, number in wrong.most_common(20):
            print(f"error: {number} times {line}")
        print("\n".join(jobs.wrong))
        checked = subprocess.run([sys.executable, "-m", "kyles", "ledger", "fsck", "--matter",
                                  str(folder / "matter")], capture_output=True, text=True,
                                 check=False)  # fmt: skip
        done = sum(len(one.done) for one in people)
        print(f"{dict(jobs.ran)}, {jobs.files:,} files; {done:,} acts done, {len(lost)} lost;"
              f" {checked.stdout.strip()[-300:]}")  # fmt: skip
        return int(bool(wrong or lost or jobs.wrong or checked.returncode))


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in (*sys.argv[1:], "60", "3000")[:2])))
