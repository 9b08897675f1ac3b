"""Workbooks that were given in another format, order or cut: by their rows."""

import openpyxl
import pytest
from tests.matters import files
from tests.matters.small import Small

from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.model import Status

HEADING = ("Number", "Date", "Officer", "Description")
ROWS = tuple(
    (f"2024-{number:04d}", f"2024-03-{number % 28 + 1:02d}", ("A. Poe", "B. Roe")[number % 2],
     f"{('box', 'bag', 'key', 'photograph')[number % 4]} no. {number * 37 % 1000} of the locker")
    for number in range(1, 41)
)  # fmt: skip


@pytest.fixture
def small(matter) -> Small:
    return matter("matter State v. Harlan, incident 21-0886, defendant Harlan")


def held(small: Small) -> None:
    """A workbook of two sheets, one of them hidden, with hidden rows."""
    book = openpyxl.Workbook()
    log, aside = book.active, book.create_sheet("Aside")
    log.title, aside.sheet_state = "Log", "hidden"
    for row in (HEADING, *ROWS[:30]):
        log.append(row)
    for row in ROWS[30:]:
        aside.append(row)
    log.row_dimensions[7].hidden = True
    folder = small.folder / "records"
    folder.mkdir()
    book.save(folder / "log.xlsx")
    with small.store() as store:
        add(store, folder, Addition(holder="Sheriff"))


def given(small: Small, name: str, rows) -> None:
    folder = small.folder / "given" / "VOL001"
    folder.mkdir(parents=True)
    path = folder / name
    lines = [",".join(row) for row in rows]
    if name.endswith(".csv"):
        path.write_text("\n".join(lines), "utf-8")
    else:
        files.write(path, tuple("\n".join(row) for row in _pages(lines)))
    with small.store() as store:
        add(store, folder, Addition(defendants=("Harlan",), on="2024-03-01"))


def _pages(lines):
    return [lines[at : at + 12] for at in range(0, len(lines), 12)]


def status(small: Small) -> Status:
    with small.store() as store:
        audited = audit(store).audit
        (item,) = audited.held.documents()
        return audited.status(item, "Harlan")


@pytest.mark.parametrize("name", ["log.csv", "log.pdf"])
def test_given_whole_in_another_format_and_order(small, name):
    held(small)
    given(small, name, [HEADING, *sorted(ROWS, key=lambda row: row[3])])
    assert status(small) is Status.DISCLOSED


def test_rows_that_are_missing_are_named_by_sheet_and_number(small):
    held(small)
    out = {5, 6, 7, 20, 36}
    given(small, "log.csv", [HEADING, *(row for at, row in enumerate(ROWS, 1) if at not in out)])
    (says,) = small.says("partly_disclosed")
    assert "(sheet Log, rows 6 to 8 (row 7 hidden); sheet Log, row 21; sheet Aside, row 6)" in says
    assert status(small) is Status.IN_PART


def test_nothing_of_it(small):
    held(small)
    given(small, "log.csv", [HEADING, ("2023-0001", "2023-01-01", "C. Doe", "something else")])
    assert status(small) is Status.NOT_DISCLOSED
