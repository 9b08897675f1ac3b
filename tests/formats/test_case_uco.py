"""CASE/UCO: rows out of provenance records and actions, whatever the prefixes; damage is told."""

import json
from pathlib import Path

import pytest

from kyles.formats import Page, Row, Trouble, case_uco, identify

CONTEXT = {"a": "https://ontology.caseontology.org/case/investigation/",
           "b": "https://ontology.unifiedcyberontology.org/uco/core/",
           "c": "https://ontology.unifiedcyberontology.org/uco/action/"}  # fmt: skip
RECORD = {"@id": "kb:r", "@type": "a:ProvenanceRecord", "a:exhibitNumber": "T-1",
          "b:description": "a telephone"}  # fmt: skip
SEIZED = {
    "@id": "kb:s", "@type": ["a:InvestigativeAction", "c:Action"], "b:name": "seized",
    "c:startTime": {"@type": "xsd:dateTime", "@value": "2024-03-06T15:10:00Z"},
    "c:performer": {"@id": "kb:p"}, "c:result": [{"@id": "kb:r"}, {"@id": "kb:unknown"}],
    "c:location": [{"@id": "kb:the_room-0b3f1c2d-1111-4111-8111-123456789abc"}],
}  # fmt: skip
DATA = Path(__file__).parents[3] / "shared" / "data" / "case_uco"


def parts(tmp_path, told):
    path = tmp_path / "a.jsonld"
    path.write_text(told if isinstance(told, str) else json.dumps(told), "utf-8")
    return list(case_uco.read(path))


def rows(some):
    return [one.cells for one in some if isinstance(one, Row)]


def test_an_action_is_a_row_for_each_exhibit(tmp_path):
    person = {"@id": "kb:p", "@type": "b:Person", "b:name": "A. Poe"}
    told = parts(tmp_path, {"@context": CONTEXT, "@graph": [RECORD, SEIZED, person]})
    head, row = rows(told)
    assert head == case_uco.HEADER
    assert row[:7] == ("T-1", "a telephone", "seized", "2024-03-06T15:10:00Z", "", "A. Poe",
                       "the room 0b3f1c2d")  # fmt: skip
    (page,) = [one for one in told if isinstance(one, Page)]
    assert "ProvenanceRecord" in page.readings[0].text


def test_a_record_that_no_action_names_is_a_row_too(tmp_path):
    assert rows(parts(tmp_path, {"@context": CONTEXT, "@graph": [RECORD]}))[1][:3] == (
        "T-1", "a telephone", ""
    )  # fmt: skip


def test_without_records_there_is_only_its_text(tmp_path):
    told = parts(tmp_path, {"@context": CONTEXT, "@graph": [SEIZED]})
    assert [type(one) for one in told] == [Page]


@pytest.mark.parametrize("text", ['{"@context": "https://ontology.caseontology.org/', "[" * 9000])
def test_what_is_no_json_keeps_its_text_and_says_so(tmp_path, text):
    told = parts(tmp_path, text)
    assert [type(one) for one in told] == [Page, Trouble]


def test_it_is_told_from_other_json():
    head = json.dumps({"@context": CONTEXT}).encode()
    assert identify(head, "a.json") is case_uco
    assert identify(b'{"@context": "https://schema.org"}', "a.json") is not case_uco


@pytest.mark.skipif(not DATA.exists(), reason="the examples are not part of the project")
def test_the_public_examples():
    found = {path.name: len(rows(case_uco.read(path))) - 1
             for path in DATA.rglob("*.json")
             if case_uco.claims(path.read_bytes()[:8192], path.name) == 3}  # fmt: skip
    assert found["forensic_lifecycle.json"] == 24
    assert found["Oresteia.json"] == 9
    assert len(found) > 20
