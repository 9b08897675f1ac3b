"""Two documents on one death, or on one thing in two hands; and pairs that agree well enough."""

import pytest

from kyles import chronology
from kyles.chronology import Document, Telling


def document(key: str, text: str) -> Document[str]:
    told = chronology.tell({1: text})
    return Document(key, Telling(tuple(chronology.dated(told, None)), told.holdings))


def across(*texts: str) -> list[tuple[str, str]]:
    some = [document(str(at), text) for at, text in enumerate(texts)]
    return [(first.value, other.value) for (_, first), (_, other) in chronology.across(some)]


REPORT = "On 18 September 2021, Mara Quill was shot and wounded at the Dry Fork Ranch."


@pytest.mark.parametrize(
    "other",
    [
        "On September 17, 2021, Mara Quill was shot and wounded by a prop revolver.",
        "The fatal 2022 shooting of Mara Quill was told to the sheriff.",
        "The 2020 shooting at the Dry Fork Ranch hurt Quill.",
    ],
)
def test_one_event_on_two_days(other: str) -> None:
    assert len(across(REPORT, other)) == 1
    assert across(REPORT, REPORT, other, other) == across(REPORT, other)


@pytest.mark.parametrize(
    "other",
    [
        "In September 2021 Mara Quill was shot and wounded at the Dry Fork Ranch.",
        "On 17 September 2021, Otto Lind was shot and wounded at the Dry Fork Ranch.",
        "The 2019 shooting in Mesa was at a ranch.",
        "In an earlier shooting, on 3 May 2019, Mara Quill was shot and wounded.",
        "On 17 September 2021, Mara Quill was interviewed at the Dry Fork Ranch.",
        "Mara Quill was arrested in Fork on 3 May 2019.",
    ],
)
def test_what_may_both_be_true(other: str) -> None:
    assert across(REPORT, other) == []


def test_what_is_told_inside_a_document_is_not_told_again() -> None:
    both = f"{REPORT} Nobody knew. On 17 September 2021, Mara Quill was shot and wounded there."
    assert across(both, "In 2020, Mara Quill was shot and wounded at the Dry Fork Ranch.") == []


HELD = "Item 2024-0311 was in the possession of Carla Moss on 3 April 2024."


def hands(*texts: str) -> int:
    return len(list(chronology.hands([document(str(at), one) for at, one in enumerate(texts)])))


def test_one_thing_in_two_hands() -> None:
    assert hands(HELD, "On 3 April 2024 Neil Abbot had custody of item 2024-0311.") == 1


@pytest.mark.parametrize(
    "other",
    [
        "On 3 April 2024 Det. Moss had custody of item 2024-0311.",
        "On 4 April 2024 Neil Abbot had custody of item 2024-0311.",
        "On 3 April 2024 Neil Abbot had custody of item 2024-0312.",
        "On 3 April 2024 Neil Abbot no longer had custody of item 2024-0311.",
        "In April 2024 Neil Abbot had custody of item 2024-0311.",
        "On 3 April 2024 the State Crime Laboratory had custody of item 2024-0311.",
    ],
)
def test_hands_that_agree(other: str) -> None:
    assert hands(HELD, other) == 0
