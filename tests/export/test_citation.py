"""How sources are cited, and which words of them are told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.audit import Audited
from kyles.export.citation import bates, cited, clean, named, produced, rule_label, said
from kyles.model import About, Finding, Passage


def place(audited: Audited, path: str, page: int, reading: str = "text") -> Passage:
    (item,) = (one for one in audited.audit.items.values() if one.path == path)
    return Passage(item.id, path, page, reading)


def test_a_produced_page_is_cited_by_its_number_first(audited: Audited) -> None:
    third = place(audited, "VOL001/VOL001.pdf", 3)
    assert cited(audited.audit, third) == "HAR-000013 (VOL001/VOL001.pdf, page 3)"
    assert produced(audited.audit, third)


def test_a_held_page_is_cited_by_path_and_page(audited: Audited) -> None:
    second = place(audited, "sheriff/supplement_2.pdf", 2)
    assert cited(audited.audit, second) == "sheriff/supplement_2.pdf, page 2"
    assert not produced(audited.audit, second)


def test_a_row_is_no_page(audited: Audited) -> None:
    row = place(audited, "sheriff/inventory.csv", 3, "row")
    assert cited(audited.audit, row) == "sheriff/inventory.csv, row 3"
    assert cited(audited.audit, replace(row, page=0)) == "sheriff/inventory.csv"


def test_what_is_not_here_is_cited_by_its_path(audited: Audited) -> None:
    gone = Passage("none", "elsewhere/a.pdf", 1, "text")
    assert bates(audited.audit, gone) is None
    assert cited(audited.audit, gone) == "elsewhere/a.pdf, page 1"
    assert not produced(audited.audit, gone)


@pytest.mark.parametrize(
    ("name", "label"),
    [("held_not_disclosed", "Held, not disclosed"), ("bates_gap", "Gap in the Bates numbers"),
     ("of_another_house", "Of another house")],
)  # fmt: skip
def test_a_rule_is_called_as_its_manual_says(name: str, label: str) -> None:
    assert rule_label(name) == label


def test_without_quotes_a_finding_says_what_it_is_about_by_path() -> None:
    held = Finding(subject="x", about=About("x", "sheriff/a.pdf"), says="The words of it",
                   sources=(), rule="held_not_disclosed")  # fmt: skip
    assert said(held, quotes=True) == "The words of it"
    assert said(held, quotes=False) == "Held, not disclosed: sheriff/a.pdf"


def test_without_quotes_a_reference_is_told_by_its_kind() -> None:
    """What a thing is called that only documents name is a word of theirs."""
    one = Finding(subject="file ZIRCON.PDF", about=About(None, "File ZIRCON.PDF"), says="…",
                  sources=(), rule="referenced_not_held")  # fmt: skip
    assert named(one, quotes=True) == "File ZIRCON.PDF"
    assert named(one, quotes=False) == "file"


@given(st.text(alphabet=st.characters()))
def test_clean_text_fits_into_any_file(text: str) -> None:
    told = clean(text)
    assert told.encode("utf-8").decode("utf-8") == told
    assert not {"\x00", "\x0b", "\x1b", "\x7f"} & set(told)
    assert clean(told) == told
