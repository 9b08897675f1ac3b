"""The walker: every kind is found, offsets are those of the text, and order never varies."""

import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyles import mentions
from kyles.mentions import find_all, kinds

REPORT = """Incident 23-10447, Supplemental Report 3 by Det. Jane Roe.
T. Doe offered a box of 24 live .45 caliber cartridges (Item 2024-0311, photographs 1-24).
Body-worn camera video of Deputy Alvarez; no dash cam video exists. See attached lab report
24-01187, IMG_0012.jpg, "interview doe.mp4", and the audit trail. Exhibit 12, D-101-CR-2024-00013.
"""

PIECES = st.sampled_from(
    ["Item ", "Exhibit ", "No. ", "A", "23-10447", "Report ", "supplement ", "Det. ", "Doe ", "24 ",
     "rounds ", ".45 ", "and ", "body camera ", "not recorded", "photographs ", "1-24", "\n", ", ",
     "attached ", "copy of ", "the ", "IMG_0012.jpg", "(", ")", "#", "—", "lab ", "twenty-four "]
)  # fmt: skip


def test_every_module_with_find_is_a_kind() -> None:
    names = [kind.__name__.rpartition(".")[2] for kind in kinds()]
    assert names == sorted(names)
    assert {"numbers", "incidents", "reports", "recordings", "things", "people"} <= set(names)
    assert set(names) <= {info.name for info in pkgutil.iter_modules(mentions.__path__)}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("incident", "23-10447"),
        ("supplement", "3"),
        ("person", "ROE, JANE"),
        ("thing", "ROUNDS LIVE .45 x24"),
        ("item", "2024-311"),
        ("photograph", "1-24"),
        ("photograph", "IMG-12"),
        ("recording", "BODY-WORN ALVAREZ"),
        ("recording", "DASH"),
        ("report", "LAB 24-1187"),
        ("file", "INTERVIEW DOE.MP4"),
        ("record", "AUDIT-TRAIL"),
        ("exhibit", "12"),
        ("docket", "D-101-CR-2024-13"),
    ],
)
def test_a_report_speaks_of(kind: str, value: str) -> None:
    assert (kind, value) in {(one.kind, one.value) for one in find_all(REPORT)}


def test_only_what_the_text_denies_is_negated() -> None:
    assert [one.text for one in find_all(REPORT) if one.negated] == ["dash cam video"]


def test_the_longest_of_a_kind_wins() -> None:
    found = [one.text for one in find_all("supplement no. 2 to report 23-10447")]
    assert found == ["supplement no. 2 to report 23-10447", "report 23-10447"]


def test_statutes_dates_money_and_forms_are_nothing() -> None:
    text = """Rule 5-501(A)(6). Section 29-1-18 of that law. Exhibit List.
    On 12-25-2021 he paid $24.00 for 24 tickets at 1930 hours. S. Rep. No.
    105-190. Item 7 of the agenda. The first round of talks. He exhibits a lack of care."""
    assert find_all(text) == ()


@settings(deadline=None)  # the first text that may cite a law loads eyecite
@given(st.text(max_size=300) | st.lists(PIECES, max_size=40).map("".join))
def test_offsets_are_those_of_the_text(text: str) -> None:
    found = find_all(text)
    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert list(found) == sorted(found, key=lambda one: (one.start, one.end, one.kind, one.value))
    assert find_all(text) == found


@pytest.mark.parametrize("word", ["a ", "24 ", "Item 3, ", "A-1-", "attached ", "Doe ", "(", "x."])
def test_no_text_takes_long(word: str) -> None:
    find_all(word * (20_000 // len(word)))  # a pattern that tries everything would not come back
