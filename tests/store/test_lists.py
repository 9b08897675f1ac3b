"""Rows of lists, of the latest version only; and mappings as they were last said."""

from tests.store.conftest import SOURCE, item

from kyles.store import Store, items, lists, sources
from kyles.store.lists import Entry


def read(store: Store, number: int, *values: str) -> None:
    rows = [Entry("list00000000", row, None, {"number": value})
            for row, value in enumerate(values, 2)]  # fmt: skip
    store.record([
        items.found(item("list00000000", "sheriff/inv.csv", number=number), content=None),
        lists.listed("list00000000", number, rows),
    ])  # fmt: skip


def numbers(store: Store, **at: int) -> list[str]:
    return [entry.facts["number"] for entry in lists.entries(store.view(**at))]


def test_entries_are_those_of_the_latest_version_in_each_view(store: Store):
    store.record([sources.added(SOURCE)])
    read(store, 1, "A", "B")
    before = store.view().size
    read(store, 2, "B", "C", "D")
    assert numbers(store) == ["B", "C", "D"]
    assert numbers(store, as_of=before) == ["A", "B"]


def test_a_list_that_is_no_list_any_more_has_no_rows(store: Store):
    store.record([sources.added(SOURCE)])
    read(store, 1, "A")
    gone = item("list00000000", "sheriff/inv.csv", number=2)
    store.record([items.found(gone, content=None)])
    assert numbers(store) == []


def test_a_mapping_is_remembered_by_holder_and_header_and_the_last_counts(store: Store):
    store.record([lists.mapped("Sheriff", "h1", {"number": "Tag"})])
    before = store.view().size
    store.record([lists.mapped("Sheriff", "h1", {"number": "Item"}),
                  lists.mapped("Laboratory", "h1", {"number": "Lab"})])  # fmt: skip
    view = store.view()
    assert lists.remembered(view, "Sheriff", "h1") == {"number": "Item"}
    assert lists.remembered(view, "Laboratory", "h1") == {"number": "Lab"}
    assert lists.remembered(view, "Sheriff", "h2") is None
    assert lists.remembered(store.view(as_of=before), "Sheriff", "h1") == {"number": "Tag"}
