"""Numbers of agencies and courts."""

import pytest

from kyles.mentions.incidents import find


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("incident 23-10447", "23-10447"),
        ("Case No. 21-0886", "21-886"),
        ("CR# 21-0886", "21-886"),
        ("report number 23-10447", "23-10447"),
        ("Agency Case Number:\n21-0886", "21-886"),
        ("GO 2012-122890285", "2012-122890285"),
        ("Incident No. 2020-00014038", "2020-14038"),
        ("before the court of appeals v. Case No. F-2014-20439", "F-2014-20439"),
    ],
)
def test_an_agency_s_number(text: str, value: str) -> None:
    assert found(text) == [("incident", value)]


def test_two_spellings_of_one_docket() -> None:
    one, other = found("D-101-CR-2024-00013 and No. D-0101-CR-2024-0013")
    assert one == other == ("docket", "D-101-CR-2024-13")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1:20-cv-01234-ABC", "1:20-CV-1234"),
        ("UNITED STATES COURT OF APPEALS\nCase No. 20-55436", "20-55436"),
        ("Case: 20-1507 Document: 001 Page: 1", "20-1507"),
    ],
)
def test_a_court_s_number(text: str, value: str) -> None:
    assert found(text) == [("docket", value)]


@pytest.mark.parametrize(
    "text",
    [
        "H.R. Report No. 104-369",
        "Senate Report 105-190",
        "in case 5 of the study",
        "the report 2019-20",
        "report 3 pages",
        "case 505-555-0142",
        "autopsy report 24-01187",
        "he or 12345 others",
        "WAVE FROM DIRECTOR, INFO OR 15188",
        "the CRX175A-A1 Drive",
    ],
)
def test_other_numbers(text: str) -> None:
    assert found(text) == []
