"""Bates numbers: arithmetic, citations, stamps over the pages of a file, gaps in volumes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.mentions import bates
from kyles.mentions.bates import Bates

PREFIXES = st.sampled_from(["HAR-", "SFDA ", "ABC_DEF-", "X", "US-2024-", "D.A."])
NUMBERS = st.builds(
    Bates, PREFIXES, st.integers(0, 10**6), st.integers(3, 9), st.sampled_from(["", ".001", "A"])
).filter(lambda one: len(str(one.number)) <= one.width)


@given(NUMBERS)
def test_a_number_reads_back_as_it_is_written(number):
    assert bates.parse(str(number)) == number


@given(NUMBERS, st.integers(1, 300))
def test_a_range_counts_its_numbers(first, pages):
    last = first.plus(pages - 1)
    numbers = bates.between(str(first), str(last))
    assert len(numbers) == bates.count(str(first), str(last)) == pages
    assert (numbers[0], numbers[-1]) == (str(first), str(last))
    assert list(numbers) == sorted(numbers, key=lambda one: bates.parse(one).key)


@pytest.mark.parametrize(
    ("begin", "end", "pages"),
    [
        ("HAR-000001", "HAR-000045", 45),
        ("HAR 0001", "har-0003", 3),
        ("A-001.001", "A-001.004", 4),
        ("A-999", "A-1001", 3),
        ("A-5", "A-4", None),
        ("A-5", "B-6", None),
        ("no number", "A-6", None),
        ("A-1", "A-999999999", None),
    ],
)
def test_counts(begin, end, pages):
    assert bates.count(begin, end) == pages


@pytest.mark.parametrize("text", ["", "HAR", "-", "12 pages of it", "SYM-00011001_0001_REV"])
def test_what_is_no_number(text):
    assert bates.parse(text) is None


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("HAR-000001 - HAR-000045", [("HAR-000001", "HAR-000045")]),
        ("SFDA 004411 through 004419", [("SFDA 004411", "SFDA 004419")]),
        ("DEF000012-15 and DEF000020", [("DEF000012", "DEF000015"), ("DEF000020", "DEF000020")]),
        ("HAR-000001–HAR-000003.", [("HAR-000001", "HAR-000003")]),
        ("call 505-555-0101 re D-101-CR-2024-00013, Case 2024", []),
        ("CR 000123, Page 0012", []),
    ],
)
def test_citations(text, ranges):
    found = bates.cited(text)
    assert [(str(one.begin), str(one.end)) for one in found] == ranges
    assert all(text[one.start : one.stop].startswith(str(one.begin)) for one in found)


def pages(*stamps, case="D-101-CR-2024-00013", between="Call 505-555-0101 or ZIP 87501-0022."):
    return [f"Case {case}\n{between}\nSome words of page.\n{stamp}" for stamp in stamps]


def test_the_stamp_is_what_counts_on():
    assert bates.stamps(pages("HAR-000017", "HAR-000018", "HAR-000019")) == (
        "HAR-000017", "HAR-000018", "HAR-000019",
    )  # fmt: skip


def test_a_case_number_on_every_page_is_no_stamp():
    assert bates.stamps(pages("", "", "")) == (None, None, None)


def test_unstamped_pages_among_stamped_ones():
    assert bates.stamps(pages("A-000001", "", "A-000002", "A-000003", "")) == (
        "A-000001", None, "A-000002", "A-000003", None,
    )  # fmt: skip


def test_pages_left_out_and_stamps_beside_words():
    texts = pages(
        "CONFIDENTIAL SFDA 004411", "SFDA 004412 CONFIDENTIAL", "CONFIDENTIAL SFDA 004490"
    )
    assert bates.stamps(texts) == ("SFDA 004411", "SFDA 004412", "SFDA 004490")


def test_machine_reading_takes_letters_for_digits():
    assert bates.stamps(pages("HAR-OOO017", "HAR-0000l8", "HAR-0000I9")) == (
        "HAR-000017", "HAR-000018", "HAR-000019",
    )  # fmt: skip


def test_years_that_follow_each_other_are_no_stamps():
    assert bates.stamps(pages("Report for 2020", "Report for 2021", "no year here")) == (None,) * 3


def test_a_single_page():
    assert bates.stamps(pages("HAR-000110")) == ("HAR-000110",)
    assert bates.stamps(pages("see HAR-000110 for that")) == (None,)
    assert bates.stamps(pages("D-101-CR-2024-00013")) == (None,)
    assert bates.stamps(pages("UNPADDED12345")) == (None,)
    assert bates.stamps(pages("X12345 CONFIDENTIAL"), name="X12345.txt") == ("X12345",)


def test_page_numbers_of_a_document_are_no_stamps():
    assert bates.stamps(pages("Page 0001", "Page 0002", "Page 0003")) == (None,) * 3


@given(
    PREFIXES.filter(lambda one: "." not in one),
    st.integers(1, 900000), st.integers(2, 30), st.data(),
)  # fmt: skip
def test_stamps_in_sequence_are_found_on_every_stamped_page(prefix, first, count, data):
    numbers = [str(Bates(prefix, first + at, 7)) for at in range(count)]
    bare = data.draw(st.sets(st.integers(2, count), max_size=count // 3))
    texts = pages(*["" if at in bare else one for at, one in enumerate(numbers)])
    want = tuple(None if at in bare else one for at, one in enumerate(numbers))
    assert bates.stamps(texts) == want


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_has_one_answer_a_page(texts):
    found = bates.stamps(texts)
    assert len(found) == len(texts)
    assert all(one is None or bates.parse(one) for one in found)


def test_candidates_name_their_place():
    text = "top\nHAR-000017\n\nbody\nbody\nbody\nbody\nbody\nbottom HAR-000018"
    found = bates.read_stamps(text)
    assert [text[one.start : one.end] for one in found] == ["HAR-000017", "HAR-000018"]
    assert [(one.alone, one.bottom) for one in found] == [(True, False), (False, True)]


def shown(*volumes):
    return [(one.kind, one.first, one.last, one.count) for one in bates.gaps(volumes)]


def test_numbers_missing_inside_a_volume():
    (gap,) = bates.gaps([("VOL001", ["H-001", "H-002", "H-005", "H-006"])])
    assert (gap.kind, gap.first, gap.last, gap.count) == ("missing", "H-003", "H-004", 2)
    assert (gap.before, gap.after, gap.volume) == ("H-002", "H-005", "VOL001")
    assert gap.says == "H-003 to H-004 (2 numbers) are missing in VOL001"


def test_what_one_volume_leaves_out_another_may_bring():
    assert shown(("V1", ["H-001", "H-003"]), ("V2", ["H-002", "H-004"])) == []


def test_between_two_volumes_is_told_apart():
    assert shown(("V1", ["H-001", "H-002"]), ("V2", ["H-005"])) == [
        ("between volumes", "H-003", "H-004", 2)
    ]


def test_other_prefixes_and_the_numbers_before_the_first_are_no_gaps():
    assert shown(("V1", ["H-100", "H-101", "Z-500"]), ("V2", ["H-102", "no number"])) == []


def test_a_number_on_two_pages():
    assert shown(("V1", ["H-001", "H-002", "H-001", "H-002"])) == [
        ("duplicate", "H-001", "H-002", 2)
    ]
    assert shown(("V1", ["H-001", "H-002"]), ("V2", ["H-001"])) == [
        ("between volumes", "H-001", "H-001", 1)
    ]


def test_pages_of_one_number_are_no_duplicates():
    assert shown(("V1", ["H-001.001", "H-001.002", "H-002.001"])) == []


@given(st.lists(st.integers(1, 60), min_size=1, unique=True))
def test_what_is_missing_and_what_is_there_make_the_whole(numbers):
    gaps = bates.gaps([("V", [f"H-{number:03}" for number in numbers])])
    missing = [one for gap in gaps for one in bates.between(gap.first, gap.last)]
    there = [f"H-{number:03}" for number in numbers]
    assert sorted(missing + there) == [
        f"H-{number:03}" for number in range(min(numbers), max(numbers) + 1)
    ]
