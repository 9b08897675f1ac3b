"""Readiness: what is outstanding, with what a certificate never has; the office's own."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.export import matter
from tests.web.conftest import let_in

from kyles.audit import Audited
from kyles.certificate.lists import Secret, rows
from kyles.certificate.readiness import readiness
from kyles.model import FindingState
from kyles.store import audited, findings, open_matter, productions
from kyles.store.access import COURT, custodian, defense

PAGE = "/matters/matter/readiness"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Audited]:
    """The matter with a secret, audited, and one finding decided after that."""
    folder = tmp_path_factory.mktemp("readiness")
    told = matter.audited(folder, secret=True)
    one = next(one for one in told.open if one.owed_to == "Harlan")
    with open_matter(folder / "matter") as store:
        event = findings.decided(one.id, FindingState.EXPLAINED, "it is a copy", one.digest)
        store.record([event])
    return folder, told


@pytest.fixture
def client(made: tuple[Path, Audited]) -> TestClient:
    return let_in(made[0])


def test_outstanding_is_what_a_certificate_would_list(
    client: TestClient, made: tuple[Path, Audited]
) -> None:
    told = client.get(f"{PAGE}.json?defendant=Harlan").json()
    expected = {row["title"].partition(":")[0] for row in rows(made[1].audit, "Harlan", Secret({}))
                if row["list"] == "outstanding"}  # fmt: skip
    shown = {one["item"]["number"] or one["item"]["path"] for one in told["outstanding"]}
    assert shown == expected != set()
    assert sum(one["count"] for one in told["steps"][:3]) == len(shown)


def test_findings_and_reasons_are_those_of_the_sheet(
    client: TestClient, made: tuple[Path, Audited]
) -> None:
    folder, audited = made
    told = client.get(f"{PAGE}.json?defendant=Harlan").json()
    with open_matter(folder / "matter") as store:
        sheet = readiness(audited, "Harlan", productions.withholdings(store.view()))
    own = {one.id for one in audited.open if one.owed_to in (None, "Harlan")}
    (decided,) = told["decided"]
    assert decided["note"] == "it is a copy"
    assert {one["id"] for one in told["open"]} == own - {decided["id"]}
    (secret,) = told["not_revealed"]
    assert secret["path"] in sheet
    assert secret["provision"] == "Rule 11-510"
    page = client.get(f"{PAGE}?defendant=Harlan").text
    assert "Internal" in page
    assert "identity of an informer" in page


def test_each_defendant_has_one_and_nobody_else_has(client: TestClient) -> None:
    assert client.get(f"{PAGE}.json").json()["defendant"] == "Harlan"
    assert client.get(f"{PAGE}.json?defendant=Reed").json()["defendant"] == "Reed"
    assert client.get(f"{PAGE}?defendant=Nobody").status_code == 404


@pytest.mark.parametrize("viewer", [defense("Harlan"), defense("Reed"), COURT,
                                    custodian("County Sheriff")])  # fmt: skip
def test_no_other_side_ever_sees_it(made: tuple[Path, Audited], viewer) -> None:
    other = let_in(made[0], viewer=viewer)
    nothing = other.get("/matters/matter/nothing_at_all")
    for path in (PAGE, f"{PAGE}?defendant=Harlan"):
        answer = other.get(path)
        assert answer.status_code == 404
        assert answer.content == nothing.content


def test_what_is_outstanding_is_read_by_an_index(made: tuple[Path, Audited]) -> None:
    plans: list[str] = []
    with open_matter(made[0] / "matter") as store:
        store.connection.set_trace_callback(plans.append)
        audited.waiting(store.view(), "Harlan", limit=5)
        store.connection.set_trace_callback(None)
        told = [one for one in plans if "audited_item" in one]
        for sql in told:
            plan = store.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            steps = " ".join(row[3] for row in plan)
            assert "audited_item_status" in steps
            assert "SCAN" not in steps
            assert "TEMP B-TREE" not in steps
    assert len(told) == len(audited.OUTSTANDING)
