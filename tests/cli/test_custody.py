"""`kyles custody`: a log read, its gaps, what is recorded here, the form, and CASE/UCO and back."""

import json

import pypdfium2
import pytest

from kyles.errors import Exit

LOG = """Item No.,Date and time,Action,Released by,Received by,Location,Purpose,Seal,Qty
2024-0311,03/06/2024 15:10,Received,Wendell Pike,Peggy Lund,Vault C4,Handed in,1041,24
2024-0311,04/02/2024 09:05,Checked out,Peggy Lund,Carla Moss,,Photographs,1041,24
2024-0311,04/05/2024 16:40,Returned,Neil Abbot,Peggy Lund,Vault C4,,1042,24
"""
GAP = "received by Carla Moss on 2024-04-02; the next to release it is Neil Abbot on 2024-04-05"
RETURN = ("--record", "returned", "--at", "2024-06-03T10:00", "--from", "Carla Moss", "--to",
          "Peggy Lund", "--location", "Vault C4")  # fmt: skip


@pytest.fixture
def logged(kyles, case):
    (case / "log.csv").write_text(LOG, "utf-8")
    assert kyles("add", "../log.csv", "--holder", "County Sheriff").code == 0
    return case


def told(kyles, *words):
    return kyles("custody", "2024-0311", "--json", *words).json


def test_a_log_is_read_and_its_gap_is_shown(kyles, logged):
    shown = kyles("custody", "2024-0311").out
    assert "2024-04-02 09:05  Checked out  Peggy Lund" in shown
    assert f"Gap in custody record: {GAP}." in " ".join(shown.split())
    document = told(kyles)
    assert [one["at"] for one in document["events"]][-3:] == [
        "2024-03-06T15:10", "2024-04-02T09:05", "2024-04-05T16:40"
    ]  # fmt: skip
    (gap,) = document["breaks"]
    assert gap["says"] == GAP
    assert [document["events"][at]["to"] for at in gap["events"]] == ["Carla Moss", "Peggy Lund"]
    assert document["events"][-1]["source"]["row"] == 4


def test_the_log_makes_no_other_item(kyles, logged):
    things = [one for one in kyles("items", "--json").json["items"] if one["kind"] == "thing"]
    assert [one["number"] for one in things].count("2024-0311") == 1


def test_a_person_records_an_event_and_an_order_destroys_it(kyles, logged):
    kyles("custody", "2024-0311", *RETURN, "--witness", "Otto Zweig")
    last = told(kyles)["events"][-1]
    assert (last["act"], last["witness"], last["source"]) == ("returned", "Otto Zweig", None)
    size = kyles("audit", "--json").json["ledger"]["size"]
    assert kyles("ledger", "fsck").code == 0
    assert told(kyles, "--as-of", size)["events"][-1]["witness"] == "Otto Zweig"
    ran = kyles(
        "remove", "inventory.csv", "--under", "Order of 5 June 2024", "--kind", "expungement"
    )
    assert ran.code == 0, ran.err
    database = logged / "matter" / ".kyles" / "matter.db"
    assert b"Otto Zweig" not in database.read_bytes()
    assert kyles("ledger", "fsck").code == 0


def test_a_person_outside_the_property_room(kyles, logged):
    log = logged / "log.csv"
    log.write_text("".join(log.read_text().splitlines(keepends=True)[:3]), "utf-8")
    kyles("add", "../log.csv", "--holder", "County Sheriff")
    assert told(kyles)["outside"] == "Carla Moss"
    assert "Since 2024-04-02 with Carla Moss; no return is recorded." in (
        kyles("custody", "2024-0311").out
    )


def test_a_form_with_room_to_sign(kyles, logged):
    assert kyles("custody", "2024-0311", "--out", "../form.pdf").code == 0
    form = (logged / "form.pdf").read_bytes()
    with pypdfium2.PdfDocument(form) as document:
        words = " ".join("".join(page.get_textpage().get_text_bounded() for page in document)
                         .split())  # fmt: skip
    for each in (
        "Custody form",
        "2024-0311",
        "Carla Moss",
        "signature",
        GAP[1:],
        "Final disposition",
    ):
        assert each in words, each
    kyles("custody", "2024-0311", "--out", "../again.pdf")
    assert (logged / "again.pdf").read_bytes() == form


def test_case_uco_and_back(kyles, logged, tmp_path, monkeypatch):
    kyles("custody", "2024-0311", *RETURN, "--seal", "1043", "--quantity", "24")
    assert kyles("custody", "2024-0311", "--out", "../custody.jsonld").code == 0
    graph = json.loads((logged / "custody.jsonld").read_text("utf-8"))["@graph"]
    kinds = [one["@type"].rpartition(":")[2] for one in graph]
    before = told(kyles)["events"]
    assert kinds.count("InvestigativeAction") == len(before)
    assert kinds.count("ProvenanceRecord") == 1
    ids = {one["@id"] for one in graph}
    refers = [one["uco-action:performer"]["@id"] for one in graph if "uco-action:performer" in one]
    assert set(refers) <= ids
    monkeypatch.chdir(tmp_path)
    kyles("new", "other", "--title", "State v. Harlan", "--court", "us-nm/district")
    monkeypatch.chdir("other")
    assert kyles("add", logged / "custody.jsonld", "--holder", "County Sheriff").code == 0
    names = ("at", "act", "from", "to", "location", "purpose", "seal", "quantity")
    assert [[one[name] for name in names] for one in told(kyles)["events"]] == [
        [one[name] for name in names] for one in before
    ]
    documents = [one["path"] for one in kyles("items", "--json").json["items"]]
    assert "custody.jsonld" in documents


@pytest.mark.parametrize(
    "words",
    [("--record", "returned"), ("--record", "returned", "--at", "soon"), ("--out", "a.docx"),
     ("--record", "burned", "--at", "2024-01-01")],
)  # fmt: skip
def test_what_is_not_understood(kyles, case, words):
    ran = kyles("custody", "2024-0311", *words)
    assert ran.code == Exit.USAGE
    assert "Traceback" not in ran.err


def test_an_item_without_any_record(kyles, case):
    assert kyles("custody", "supplement_2.pdf").code == 0
    assert kyles("custody", "no such item").code == Exit.USAGE
