"""`kyles changes`: what is new, moved or gone since the last export of a list."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

HEAD = "Item No,Description,Case No,Location\n"
FIRST = (
    HEAD + "2024-0411,jacket,21-0886,C-14\n2024-0412,bicycle,23-1,C-15\n2024-0413,knife,23-2,C-1\n"
)
NEXT = (
    HEAD
    + "2024-0411,jacket,21-0886,K-29\n2024-0412,red bicycle,23-1,C-15\n2024-0414,jar,23-3,C-2\n"
)


def export(kyles: Run, case: Path, name: str, text: str) -> None:
    folder = case / Path(name).parent
    folder.mkdir(exist_ok=True)
    (case / name).write_text(text, "utf-8")
    kyles("add", case / name, "--holder", "City Police")


@pytest.mark.parametrize("name", ["police/list.csv", "police/list_2024-03-02.csv"])
def test_what_changed_since_the_last_export(kyles: Run, case: Path, name: str):
    export(kyles, case, "police/list.csv", FIRST)
    assert kyles("changes", "--json").json == {"exports": []}
    export(kyles, case, name, NEXT)
    (one,) = kyles("changes", "--holder", "city police", "--json").json["exports"]
    assert (one["path"], one["before"]) == (Path(name).name, "list.csv")
    assert [
        (told["kind"], told["number"], told["was"], told["now"]) for told in one["changes"]
    ] == [
        ("new", "2024-0414", "", "C-2"),
        ("moved", "2024-0411", "location C-14", "location K-29"),
        ("changed", "2024-0412", "description bicycle", "description red bicycle"),
        ("gone", "2024-0413", "C-1", ""),
    ]
    ran = kyles("changes")
    assert "new since last export" in ran.out
    assert ran.err == "4 changes in 1 list\n"


def test_two_lists_of_one_folder_are_no_exports_of_one(kyles: Run, case: Path):
    (case / "police").mkdir()
    for name in ("guns.csv", "bags.csv"):
        (case / "police" / name).write_text(FIRST, "utf-8")
    kyles("add", case / "police", "--holder", "City Police")
    assert kyles("changes", "--json").json == {"exports": []}


def test_as_of_an_earlier_time_nothing_had_changed(kyles: Run, case: Path):
    export(kyles, case, "police/list.csv", FIRST)
    size = kyles("audit", "--json").json["ledger"]["size"]
    export(kyles, case, "police/list.csv", NEXT)
    assert kyles("changes", "--as-of", size, "--json").json == {"exports": []}
