"""Custody: the page, the form and the file tell what the command tells."""

import io
import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in

from kyles.audit import audit, look
from kyles.export import case_uco, custody_form
from kyles.intake.add import Addition, add
from kyles.reconcile.custody import chain
from kyles.store import custody, items, open_matter, removals
from kyles.store.access import COURT, custodian, defense

LOG = """Item No.,Date and time,Action,Released by,Received by,Location,Purpose,Seal,Qty
2024-0311,03/06/2024 15:10,Received,Wendell Pike,Peggy Lund,Vault C4,Handed in,1041,24
2024-0311,04/02/2024 09:05,Checked out,Peggy Lund,Carla Moss,,Photographs,1041,24
2024-0311,04/05/2024 16:40,Returned,Neil Abbot,Peggy Lund,Vault C4,,1042,24
"""
GAP = "received by Carla Moss on 2024-04-02; the next to release it is Neil Abbot on 2024-04-05"


@pytest.fixture(scope="module")
def logged(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The matter with a log of custody, audited once more."""
    made = shutil.copytree(folder, tmp_path_factory.mktemp("custody") / "desk")
    (made / "custody_log.csv").write_text(LOG, "utf-8")
    with open_matter(made / "matter") as store:
        add(store, made / "custody_log.csv", Addition(holder="County Sheriff"))
        audit(store)
    return made


@pytest.fixture
def desk(logged: Path, tmp_path: Path) -> Path:
    return shutil.copytree(logged, tmp_path / "desk")


def item(desk: Path, words: str = "2024-0311") -> str:
    with open_matter(desk / "matter") as store:
        return items.one(store.view(), words).id


def at(desk: Path, words: str = "2024-0311") -> str:
    return f"/matters/matter/items/{item(desk, words)}/custody"


def record(client: TestClient, address: str, **fields: str):
    return client.post(f"{address}/record", data=fields, headers=OWN)


def test_it_tells_what_the_command_tells(desk: Path) -> None:
    client, address = let_in(desk), at(desk)
    told = client.get(f"{address}.json").json()
    with open_matter(desk / "matter") as store:
        looked = look(store.view())
        expected = chain(looked, looked.items[item(desk)])
        matter = looked.matter
    assert [(one["at"], one["released_by"], one["taken_by"]) for one in told["events"]] == [
        (one.at, one.released_by, one.taken_by) for one in expected.events
    ]  # fmt: skip
    assert len(expected.events) == 3
    assert [one["gap"] for one in told["events"]] == ["", GAP, ""]
    assert told["gaps"] == 1
    assert client.get(f"{address}.pdf").content == custody_form.pdf(matter, expected)
    assert client.get(f"{address}.jsonld").content == case_uco.document(matter, expected)
    page = client.get(address).text
    assert GAP in page
    assert "custody_log.csv, row 3" in page
    assert address in client.get(address.removesuffix("/custody")).text


def test_what_is_recorded_counts_at_once_and_has_a_name(desk: Path) -> None:
    client, address = let_in(desk, by_password=True), at(desk)
    answer = record(client, address, what="checked out", at="2024-06-03T10:00",
                    released_by="Peggy Lund", taken_by="Otto Zweig", purpose="Trial")  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    told = client.get(f"{address}.json").json()
    last = told["events"][-1]
    assert (last["at"], last["by"], last["path"]) == ("2024-06-03T10:00", "A. Lawyer", "")
    assert "Otto Zweig" in told["outside"]
    with open_matter(desk / "matter") as store:
        looked = look(store.view())
        expected = chain(looked, looked.items[item(desk)])
        plan = store.connection.execute(
            "EXPLAIN QUERY PLAN SELECT kind, told FROM audited_custody WHERE item = 'x'"
        ).fetchall()
    assert len(told["events"]) == len(expected.events)
    assert told["gaps"] == len(expected.breaks)
    assert "SEARCH" in plan[0][3]


def test_a_form_without_a_day_is_refused(desk: Path) -> None:
    client, address = let_in(desk), at(desk)
    for fields in ({"what": "returned", "at": "soon"}, {"what": "returned"},
                   {"what": "lost", "at": "2024-06-03"}):  # fmt: skip
        assert record(client, address, **fields).status_code == 400


def test_where_nothing_is_recorded_it_says_so(desk: Path) -> None:
    client, address = let_in(desk), at(desk, "report.pdf")
    told = client.get(f"{address}.json").json()
    assert (told["events"], told["says"]) == ([], "Nothing is recorded of its custody.")
    pdf = pypdfium2.PdfDocument(io.BytesIO(client.get(f"{address}.pdf").content))
    assert "report.pdf" in pdf[0].get_textpage().get_text_bounded()
    assert json.loads(client.get(f"{address}.jsonld").content)["@graph"]


def test_an_order_empties_what_was_kept(desk: Path) -> None:
    key = item(desk)
    with open_matter(desk / "matter") as store:
        assert custody.lines(store.view(), key)
        log = items.one(store.view(), "custody_log.csv")
        removals.remove(store, log, order="Order of 5 June 2024", kind="expungement")
        assert custody.lines(store.view(), key) == []


@pytest.mark.parametrize("viewer", [COURT, defense("Harlan"), custodian("County Sheriff")])
def test_to_others_it_is_not_there(desk: Path, viewer) -> None:
    client, address = let_in(desk, viewer=viewer), at(desk)
    for path in (address, f"{address}.pdf", f"{address}.jsonld"):
        assert client.get(path).status_code == 404
    assert record(client, address, what="returned", at="2024-06-03").status_code == 404
