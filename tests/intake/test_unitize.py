"""Documents inside one long file: cut where something says so, and never elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from kyles.intake.unitize import PageFacts, title_of, unitize


def pages(*texts, first=1, prefix="HAR-"):
    """Pages with stamps that count on."""
    return [PageFacts(f"{text}\n{prefix}{at:06}", None, f"{prefix}{at:06}")
            for at, text in enumerate(texts, first)]  # fmt: skip


def cuts(parts):
    return [(part.first, part.last, part.basis) for part in parts]


def test_a_file_that_nothing_divides_is_one_document():
    (part,) = unitize(pages("Interview of a witness", "she said", "and went home"))
    assert (part.first, part.last, part.basis) == (1, 3, "file")
    assert part.title == "Interview of a witness"
    assert unitize([]) == ()


def test_page_furniture():
    texts = ["Report\nPage 1 of 2", "more\nPage 2 of 2", "a loose sheet", "List\nPage 1 of 3",
             "and\nPage 2 of 3", "end\nPage 3 of 3", "Page 1\nNotes", "Page 2\nmore"]  # fmt: skip
    assert cuts(unitize(pages(*texts))) == [
        (1, 2, "page numbers"), (3, 3, "page numbers"), (4, 6, "page numbers"),
        (7, 8, "page numbers"),
    ]  # fmt: skip


def test_never_inside_what_its_own_page_numbers_hold_together():
    held = pages("A\nPage 1 of 4", "SUPPLEMENTAL REPORT\nPage 2 of 4", "REPORT\nno number here")
    held += pages("end\nPage 4 of 4", first=9)
    bookmarks = [(1, 0, "Report"), (2, 0, "Supplement"), (3, 0, "Report 3")]
    assert cuts(unitize(held, bookmarks)) == [(1, 4, "file")]


def test_a_page_left_out_of_a_numbered_document_does_not_end_it():
    texts = ["A\nPage 1 of 5", "B\nPage 2 of 5", "D\nPage 4 of 5", "E\nPage 5 of 5"]
    assert len(unitize(pages(*texts))) == 1


def test_bookmarks_name_the_documents():
    parts = unitize(
        pages("one", "two", "three", "four"),
        [(1, 0, "Report 23-10447"), (1, 1, "Narrative"), (3, 0, "Lab certificate")],
    )
    assert [(part.first, part.last, part.title, part.basis) for part in parts] == [
        (1, 2, "Report 23-10447", "bookmark"), (3, 4, "Lab certificate", "bookmark"),
    ]  # fmt: skip


def test_one_root_bookmark_is_looked_through():
    marks = [(1, 0, "Production"), (1, 1, "HAR-000001"), (3, 1, "HAR-000003")]
    assert [part.first for part in unitize(pages("a", "b", "c"), marks)] == [1, 3]


def test_chapters_of_an_unstamped_paper_are_no_documents():
    bare = [PageFacts(text, None, None) for text in ("one", "two", "three")]
    assert len(unitize(bare, [(1, 0, "Introduction"), (2, 0, "Argument"), (3, 0, "Relief")])) == 1


def test_stamps_that_restart_or_leave_numbers_out():
    held = [*pages("a", "b"), *pages("c", "d", first=9), *pages("e", prefix="DEF-")]
    assert cuts(unitize(held)) == [(1, 2, "stamps"), (3, 4, "stamps"), (5, 5, "stamps")]


def test_headings_and_mails():
    held = pages("AFFIDAVIT FOR SEARCH WARRANT\nThe affiant says", "on, and further",
                 "From: A. Roe\nSent: Monday\nTo: B. Doe\nSubject: rounds\n\nHello",
                 "and goodbye")  # fmt: skip
    assert cuts(unitize(held)) == [(1, 2, "heading"), (3, 4, "heading")]


def test_a_heading_that_runs_from_page_to_page_opens_one_document():
    head = "COUNTY SHERIFF SUPPLEMENTAL REPORT\nCase 21-0886"
    assert len(unitize(pages(f"{head}\nfirst", f"{head}\nsecond", f"{head}\nthird"))) == 1


def test_a_letterhead_with_another_number_opens_another():
    head = "COUNTY SHERIFF SUPPLEMENTAL REPORT No. {}\nwords"
    held = pages(*[head.format(number) for number in ("210886", "210886", "210999")])
    assert cuts(unitize(held)) == [(1, 2, "heading"), (3, 3, "heading")]


def test_a_title_says_something():
    page = PageFacts("HAR-000007\nPage 1 of 2\n  12/03\nCONFIDENTIAL\nLab  report 7\nx", None,
                     "HAR-000007")  # fmt: skip
    assert title_of(page) == "Lab report 7"
    assert title_of(PageFacts("", None, None)) == ""


_LINES = st.sampled_from(["Page 1 of 3", "Page 2 of 3", "Page 9", "REPORT", "From: a", "x y", ""])
_PAGE = st.builds(
    PageFacts,
    st.lists(_LINES, max_size=4).map("\n".join),
    st.none(),
    st.none() | st.integers(1, 20).map("A-{:04}".format),
)


@given(
    st.lists(_PAGE, max_size=12),
    st.lists(st.tuples(st.integers(-1, 14), st.integers(0, 2), st.text(max_size=5)), max_size=5),
)
def test_each_page_is_in_exactly_one_document(held, marks):
    parts = unitize(held, marks)
    covered = [page for part in parts for page in range(part.first, part.last + 1)]
    assert covered == list(range(1, len(held) + 1))
