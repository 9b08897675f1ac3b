"""Two counts of one find, or two kinds of it; and counts that may all be right."""

import pytest

from kyles import chronology

FOUND = "Technician Lund recovered five live rounds from the prop cart."


def differing(*sentences: str) -> list[str]:
    own = tuple(chronology.sentences(1, "\n\n".join(sentences)))
    return [one.says for one in chronology.discrepancies(own)]


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ("In all 6 live rounds were recovered from the prop cart that day.",
         "gives 5 and 6 for rounds that were recovered"),
        ("Later in the day Lund found twenty-four (24) rounds.",
         []),
        ("Technician Lund said that six rounds were found on the day.",
         "gives 5 and 6 for rounds that were recovered"),
        ("The report says that five dummy rounds were recovered from the prop cart.",
         "has 5 rounds as live and as dummy"),
        ("Item 2021-0424, five blank rounds, was booked.", []),
    ],
)  # fmt: skip
def test_one_find_told_in_two_ways(other: str, says: str) -> None:
    assert differing(FOUND, other) == ([says] if says else [])


@pytest.mark.parametrize(
    "other",
    [
        "Lund recovered five rounds from the prop cart, as she wrote.",
        "Lund recovered six dummy rounds from the prop cart.",
        "Lund recovered six other rounds from the prop cart.",
        "Two of the five rounds were recovered from the prop cart by Lund.",
        "Lund recovered six live rounds from the truck.",
        "Abbot recovered six live rounds.",
        "Lund fired six live rounds from the prop cart.",
        "Lund recovered about six live rounds from the prop cart.",
        "Lund recovered six live casings from the prop cart.",
        "Abbot had five dummy rounds in the truck.",
    ],
)
def test_what_may_both_be_true(other: str) -> None:
    assert differing(FOUND, other) == []


def test_what_is_kept_is_what_was_told() -> None:
    from kyles.chronology.telling import _telling, look

    pages = {
        1: f"{FOUND}\n\nIn all 6 live rounds were recovered from the prop cart. On 3 April 2024"
        " Neil Abbot had custody of item 2024-0311. According to Ann Poe it rained in 2021.",
        3: "On 3/6/24 Dan Roe was arrested in Mesa.",
    }
    told = chronology.tell(pages)
    kept = _telling(look(pages))
    assert kept.discrepancies == told.discrepancies
    assert kept.holdings == told.holdings
    assert list(chronology.dated(kept, None)) == list(told.assertions)
    assert told.discrepancies
    assert told.holdings
