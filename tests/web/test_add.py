"""Adding in the browser: the same intake as the command, in batches that never unsettle another."""

import io
import shutil
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in

from kyles.intake.add import Addition
from kyles.store import open_matter
from kyles.store.access import defense
from kyles.web.batch import Batch

ADD = "/matters/matter/add"


@pytest.fixture
def desk(folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(folder, tmp_path / "desk")


def send(client: TestClient, *files: tuple[str, bytes], **fields: str):
    told = [("files", (name, io.BytesIO(data))) for name, data in files]
    return client.post("/matters/matter/upload", data=fields, files=told, headers=OWN)


def settled(client: TestClient) -> dict:
    """The page when the batch is over."""
    for _ in range(600):
        told = client.get(f"{ADD}.json").json()
        if told["batch"]["is_over"]:
            return told
        time.sleep(0.1)
    raise AssertionError("the batch did not end")


def test_files_become_items_and_what_was_sent_is_deleted(desk: Path) -> None:
    client = let_in(desk)
    answer = send(client, ("notes/a.txt", b"Rounds were handed in."), ("../../b.txt", b"Away?"),
                  ("locked.bin", bytes(range(256))), holder="County Sheriff",
                  folder="front desk")  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, ADD)
    told = settled(client)
    assert told["batch"]["new"] == 3
    assert told["batch"]["states"] == {"ok": 2, "unsupported": 1}
    assert [one["state"] for one in told["batch"]["unread"]] == ["unsupported"]
    hits = client.get("/matters/matter/search.json", params={"words": "handed"}).json()["hits"]
    assert any(one["path"].startswith("front desk (") and one["path"].endswith("/notes/a.txt")
               for one in hits)  # fmt: skip
    assert not list((desk / "matter/.uploads").glob("*"))
    assert not (desk / "b.txt").exists()
    assert "front desk" in client.get(ADD).text


def test_a_batch_waits_for_the_job_that_runs(desk: Path) -> None:
    client = let_in(desk)
    with open_matter(desk / "matter") as store, store.job("audit"):
        assert send(client, ("a.txt", b"Casings."), holder="County Sheriff").status_code == 303
        until = time.monotonic() + 20
        while "waiting:" not in (told := client.get(f"{ADD}.json").json()["batch"]["what"]):
            assert time.monotonic() < until, told
    assert settled(client)["batch"]["new"] == 1


def gone(desk: Path) -> int:
    with open_matter(desk / "matter") as store:
        sql = "SELECT count(*) FROM version WHERE state = 'gone'"
        return int(store.view().rows(sql)[0][0])


def test_a_second_batch_leaves_the_first_as_it_was(desk: Path) -> None:
    client, before = let_in(desk), gone(desk)
    for number in (1, 2):
        send(client, (f"{number}.txt", b"%d" % number), holder="County Sheriff", folder="desk")
        told = settled(client)
    assert told["batch"]["new"] == 1
    assert gone(desk) == before


def test_what_was_given_goes_to_the_defendant(desk: Path) -> None:
    client = let_in(desk)
    send(client, ("letter.txt", b"Enclosed is volume 9."), defendant="Reed", on="2024-05-02",
         folder="VOL009")  # fmt: skip
    assert settled(client)["batch"]["new"] == 1
    theirs = let_in(desk, viewer=defense("Reed"))
    found = theirs.get("/matters/matter/search.json", params={"words": "enclosed"}).json()["hits"]
    assert len(found) == 1


@pytest.mark.parametrize("fields", [
    {}, {"holder": "x", "defendant": "Reed"}, {"defendant": "Nobody"},
    {"defendant": "Reed", "on": "yesterday"},
])  # fmt: skip
def test_what_does_not_fit_is_refused(desk: Path, fields: dict[str, str]) -> None:
    answer = send(let_in(desk), ("a.txt", b"x"), **fields)
    assert answer.status_code == 400
    assert not (desk / "matter/.uploads").exists()


def test_no_file_is_no_batch(desk: Path) -> None:
    answer = let_in(desk).post("/matters/matter/upload", data={"holder": "x"}, headers=OWN)
    assert answer.status_code == 400


def test_another_side_can_add_nothing(desk: Path) -> None:
    client = let_in(desk, viewer=defense("Reed"))
    assert client.get(ADD).status_code == 404
    assert send(client, ("a.txt", b"x"), holder="x").status_code == 404


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..", "", "a\\b",
                                  "a:b", "x" * 300, "a/" * 50 + "b"])  # fmt: skip
def test_no_name_leads_outside(tmp_path: Path, name: str) -> None:
    one = Batch(tmp_path / "in" / "batch", "desk", Addition(holder="x"), "", "")
    one.take(1, name, io.BytesIO(b"x"))
    one.take(2, name, io.BytesIO(b"y"))
    one.expect(name, 0)
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".json"]
    assert len(files) == 3
    assert all(path.is_relative_to(one.folder) for path in files)


def test_words_where_files_are_expected_are_refused(desk: Path) -> None:
    answer = let_in(desk).post("/matters/matter/upload", headers=OWN,
                               data={"files": "words", "holder": "County Sheriff"})  # fmt: skip
    assert answer.status_code == 400
    assert not list((desk / "matter").glob(".uploads/*"))
