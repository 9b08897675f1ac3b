"""A batch that is sent file by file: it goes on after a break, and after the server ended."""

import base64
import io
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in
from tests.web.test_add import settled

from kyles.store.access import defense
from kyles.web import uploads
from kyles.web.uploads import Uploads

BATCHES = "/matters/matter/add/batches"
INTAKE = "/matters/matter/intake"
JSON = {**OWN, "Accept": "application/json"}
PART = {**OWN, "Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def desk(folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(folder, tmp_path / "desk")


@pytest.fixture
def another_server(monkeypatch: pytest.MonkeyPatch):
    """What another process that is started then knows: nothing."""

    def started() -> None:
        fresh = Uploads()
        for module in ("pages.add", "pages.add_acts", "pages.intake", "transfer"):
            monkeypatch.setattr(f"kyles.web.{module}.UPLOADS", fresh)

    return started


def begin(client: TestClient, **fields: str) -> str:
    told = client.post(BATCHES, data={"holder": "County Sheriff", **fields}, headers=JSON)
    assert told.status_code == 200, told.text
    return told.json()["to"]


def announce(client: TestClient, batch: str, path: str, length: int):
    name = base64.b64encode(path.encode()).decode()
    headers = {**OWN, "Upload-Length": str(length), "Upload-Metadata": f"filename {name}"}
    return client.post(f"{batch}/files", headers=headers)


def more(client: TestClient, address: str, offset: int, data: bytes):
    return client.patch(address, headers={**PART, "Upload-Offset": str(offset)}, content=data)


def offset(client: TestClient, address: str) -> int:
    told = client.head(address)
    assert told.headers["cache-control"] == "no-store"
    return int(told.headers["Upload-Offset"])


def test_a_file_comes_in_parts_and_is_added(desk: Path) -> None:
    client = let_in(desk)
    batch = begin(client, folder="front desk")
    made = announce(client, batch, "notes/a.txt", 22)
    assert (made.status_code, made.headers["Upload-Offset"]) == (201, "0")
    address = made.headers["Location"]
    assert more(client, address, 0, b"Rounds were").headers["Upload-Offset"] == "11"
    assert offset(client, address) == 11
    assert more(client, address, 11, b" handed in.").status_code == 204
    assert client.post(f"{batch}/added", headers=JSON).json() == {"to": "/matters/matter/add"}
    told = settled(client)
    assert told["batch"]["new"] == 1
    hits = client.get("/matters/matter/search.json", params={"words": "handed"}).json()["hits"]
    assert any(one["path"].startswith("front desk (") and one["path"].endswith("/notes/a.txt")
               for one in hits)  # fmt: skip
    until = time.monotonic() + 10
    while list((desk / "matter/.uploads").glob("*")):
        assert time.monotonic() < until
        time.sleep(0.05)


@settings(max_examples=15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.binary(max_size=300), st.lists(st.integers(1, 120), min_size=1, max_size=8))
def test_whatever_the_parts_the_bytes_are_the_same(
    desk: Path, data: bytes, sizes: list[int]
) -> None:
    client = let_in(desk)
    batch = begin(client)
    address = announce(client, batch, "x.bin", len(data)).headers["Location"]
    at, turn = 0, 0
    while at < len(data):
        size = sizes[turn % len(sizes)]
        at = int(more(client, address, at, data[at : at + size]).headers["Upload-Offset"])
        turn += 1
    assert offset(client, address) == len(data)
    (path,) = (desk / "matter/.uploads" / batch.rsplit("/", 1)[-1]).glob("files (*/x.bin")
    assert path.read_bytes() == data
    client.post(f"{batch}/discarded", headers=JSON)


def test_another_offset_is_refused_and_nothing_is_written(desk: Path) -> None:
    client = let_in(desk)
    address = announce(client, begin(client), "a.txt", 10).headers["Location"]
    more(client, address, 0, b"12345")
    for wrong in (0, 4, 6, 10):
        assert more(client, address, wrong, b"xxxxx").status_code == 409
    assert more(client, address, 5, b"123456").status_code == 400
    assert offset(client, address) <= 10
    kind = {**PART, "Content-Type": "text/plain", "Upload-Offset": "5"}
    assert client.patch(address, headers=kind, content=b"x").status_code == 415


@pytest.mark.parametrize("headers", [
    {}, {"Upload-Length": "x"}, {"Upload-Length": "-1"}, {"Upload-Length": "٣"},
    {"Upload-Length": "3", "Upload-Metadata": "filename %%%"},
])  # fmt: skip
def test_what_is_not_understood_is_refused(desk: Path, headers: dict[str, str]) -> None:
    client = let_in(desk)
    sent = {name: value.encode() for name, value in {**OWN, **headers}.items()}
    assert client.post(f"{begin(client)}/files", headers=sent).status_code == 400


def test_what_came_in_part_is_not_added_unseen(desk: Path) -> None:
    client = let_in(desk)
    batch = begin(client)
    announce(client, batch, "a.txt", 10)
    refused = client.post(f"{batch}/added", headers=JSON)
    assert refused.status_code == 400
    assert client.post(f"{batch}/added", data={"partly": "1"}, headers=JSON).status_code == 400


def test_a_batch_goes_on_after_the_server_ended(desk: Path, another_server) -> None:
    client = let_in(desk)
    batch = begin(client, folder="desk")
    address = announce(client, batch, "a.txt", 10).headers["Location"]
    more(client, address, 0, b"12345")
    assert client.get(f"{INTAKE}.json").json()["left"] == []  # it is on its way
    another_server()
    client = let_in(desk)
    (left,) = client.get(f"{INTAKE}.json").json()["left"]
    assert (left["whole"], left["in_part"], left["whose"]) == (0, 1, "County Sheriff")
    assert "Send the rest" in client.get(INTAKE).text
    assert "Send the rest of desk" in client.get(f"/matters/matter/add?batch={left['key']}").text
    again = announce(client, batch, "a.txt", 10)
    assert (again.headers["Location"], again.headers["Upload-Offset"]) == (address, "5")
    more(client, address, 5, b"67890")
    client.post(f"{batch}/added", headers=JSON)
    assert settled(client)["batch"]["new"] == 1


def test_what_a_dead_server_left_is_added_or_discarded(desk: Path, another_server) -> None:
    client = let_in(desk)
    for name in ("one", "two"):
        batch = begin(client, folder=name)
        address = announce(client, batch, "a.txt", 3).headers["Location"]
        more(client, address, 0, name.encode()[:3])
        announce(client, batch, "b.txt", 3)
    another_server()
    client = let_in(desk)
    one, two = client.get(f"{INTAKE}.json").json()["left"]
    assert "Add what came whole" in client.get(INTAKE).text
    gone = client.post(f"{BATCHES}/{one['key']}/discarded", headers=OWN)
    assert (gone.status_code, gone.headers["location"]) == (303, INTAKE)
    client.post(f"{BATCHES}/{two['key']}/added", data={"partly": "1"}, headers=OWN)
    assert settled(client)["batch"]["new"] == 1
    assert client.post(f"{BATCHES}/{one['key']}/discarded", headers=OWN).status_code == 404


def test_a_form_that_was_cut_off_leaves_whole_files(desk: Path, another_server) -> None:
    """A server that dies while it copies leaves no half file where one would be added."""
    from kyles.store import open_matter
    from kyles.web import batch as batches
    from kyles.web.pages.add import Addition

    class Cut:
        def read(self, _: int = -1) -> bytes:
            raise KeyboardInterrupt

    with open_matter(desk / "matter") as store:
        one = batches.begun(store, Addition(holder="County Sheriff"), name="desk")
        one.take(1, "a.txt", io.BytesIO(b"whole"))
        with pytest.raises(KeyboardInterrupt):
            one.take(2, "b.txt", Cut())  # type: ignore[arg-type]
    another_server()
    (left,) = let_in(desk).get(f"{INTAKE}.json").json()["left"]
    assert left["whole"] == 1


@pytest.mark.parametrize("key", ["nothing", "0" * 16, "..%2f..%2fmatter", "%2e%2e"])
def test_no_other_batch_is_there(desk: Path, key: str) -> None:
    client = let_in(desk)
    for act in ("added", "discarded"):
        assert client.post(f"{BATCHES}/{key}/{act}", headers=OWN).status_code == 404
    assert announce(client, f"{BATCHES}/{key}", "a", 1).status_code == 404


def test_to_another_side_there_is_nothing(desk: Path) -> None:
    client, theirs = let_in(desk), let_in(desk, viewer=defense("Reed"))
    batch = begin(client)
    address = announce(client, batch, "a.txt", 3).headers["Location"]
    nothing = theirs.get("/matters/matter/nothing")
    assert theirs.post(BATCHES, data={"holder": "x"}, headers=OWN).content == nothing.content
    assert announce(theirs, batch, "a.txt", 3).status_code == 404
    assert theirs.head(address).status_code == 404
    assert more(theirs, address, 0, b"abc").status_code == 404
    assert offset(client, address) == 0


def test_a_page_of_another_site_sends_nothing(desk: Path) -> None:
    client = let_in(desk)
    address = announce(client, begin(client), "a.txt", 3).headers["Location"]
    foreign = {**PART, "Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site",
               "Upload-Offset": "0"}  # fmt: skip
    assert client.patch(address, headers=foreign, content=b"abc").status_code == 403
    assert offset(client, address) == 0


def test_nothing_seems_to_come_after_a_while(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = let_in(desk)
    begin(client)
    assert client.get(f"{INTAKE}.json").json()["left"] == []
    monkeypatch.setattr(uploads, "STILL", -1.0)
    assert len(client.get(f"{INTAKE}.json").json()["left"]) == 1
