"""CSV tables: no cell runs, no row is lost, any spreadsheet reads them."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from tests.export.words import only_of_evidence, words

from kyles.audit import Audited
from kyles.export.tables import (
    FORMULA,
    MARK,
    coverage_csv,
    findings_csv,
    guarded,
    items_csv,
    table,
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    cell = str(guarded(text))
    assert not cell.startswith(FORMULA)
    assert guarded(cell) == cell


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))), min_size=1))
def test_what_is_written_is_read_again(cells: list[str]) -> None:
    made = table([str(at) for at in range(len(cells))], [cells])
    (row,) = rows(made)
    assert [value.removeprefix("'") for value in row.values()] == [
        str(guarded(cell)).removeprefix("'") for cell in cells
    ]


def test_numbers_stay_numbers() -> None:
    assert [guarded(one) for one in (-3, 0.5, None)] == [-3, 0.5, None]


def test_a_table_begins_with_its_mark_and_ends_its_lines(audited: Audited) -> None:
    made = findings_csv(audited)
    assert made.encode().startswith(b"\xef\xbb\xbfid,rule,label,")
    assert made.endswith("\r\n")
    assert "\n" not in made.replace("\r\n", "")


def test_one_row_is_one_finding_in_order(audited: Audited) -> None:
    told = rows(findings_csv(audited))
    assert [row["id"] for row in told] == [one.id for one in audited.findings]
    (partly,) = (row for row in told if row["rule"] == "partly_disclosed")
    assert partly["for"] == "Harlan"
    assert partly["label"] == "Partly disclosed"
    assert "sheriff/supplement_2.pdf, page 1: “Three of the cartridges" in partly["sources"]


def test_one_row_is_one_item_and_defendant(audited: Audited) -> None:
    told = rows(coverage_csv(audited))
    assert len(told) == 6 * 2
    (partly,) = (row for row in told if row["status"] == "in_part")
    assert partly["pages_with_gaps"] == "1 2"
    assert partly["given_as"] == "HAR-000012; HAR-000013"
    assert 0 < float(partly["coverage"]) < 1


def test_every_item_has_a_row(audited: Audited) -> None:
    told = rows(items_csv(audited))
    assert len(told) == len(audited.audit.items)
    (broken,) = (row for row in told if row["path"] == "sheriff/broken.pdf")
    assert broken["state"] == "failed"
    assert broken["reason"]


def test_without_quotes_no_word_of_evidence_is_left(audited: Audited) -> None:
    made = findings_csv(audited, quotes=False) + items_csv(audited, quotes=False)
    evidence = only_of_evidence(audited)
    assert evidence & words(findings_csv(audited))
    assert not evidence & words(made + coverage_csv(audited))
