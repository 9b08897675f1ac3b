"""Reports, supplements and records."""

import pytest

from kyles.mentions.reports import find


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Supplemental Report 3", "3"),
        ("supplement no. 2 to report 23-10447", "23-10447/2"),
        ("Supplement #3 by Det. Roe. He left", "3"),
        ("a supplemental report by Det. Jane Roe", "BY ROE"),
        ("Det. Roe's supplemental report", "BY ROE"),
        ("Supplement S2", "2"),
    ],
)
def test_supplements(text: str, value: str) -> None:
    assert found(text) == [("supplement", value)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("the lab report 24-01187", "report", "LAB 24-1187"),
        ("the autopsy report", "report", "AUTOPSY"),
        ("CAD log", "record", "CAD-LOG"),
        ("dispatch records", "record", "CAD-LOG"),
        ("its audit trail", "record", "AUDIT-TRAIL"),
        ("bench notes", "record", "BENCH-NOTES"),
        ("a chain-of-custody form", "record", "CUSTODY-RECORD"),
        ("the search warrant return", "record", "WARRANT-RETURN"),
        ("internal affairs files", "record", "DISCIPLINARY-RECORDS"),
    ],
)
def test_reports_and_records(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text", ["any lab report", "a food supplement", "the supplemental report", "chain of custody"]
)
def test_what_names_no_report(text: str) -> None:
    assert found(text) == []


def test_no_supplement_was_written() -> None:
    (one,) = find("No supplement was written.")
    assert (one.kind, one.value, one.negated) == ("supplement", "", True)


def test_a_record_that_was_not_given_exists() -> None:
    (one,) = find("No audit trail was produced.")
    assert not one.negated
