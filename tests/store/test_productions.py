"""Volumes, their documents and numbers, and what load files have wrong: of the latest version."""

from tests.store.conftest import GIVEN, VOL001, item

from kyles.model import Unit, Volume
from kyles.store import Store, items, productions, sources
from kyles.store.productions import Problem


def lay_out(store: Store, number: int, label: str) -> None:
    one = item("given0000000", "VOL001/a.pdf", source=GIVEN, number=number, pages=2)
    unit = Unit(one.id, 1, 2, "A report", label, label, "stamps")
    store.record([
        items.found(one, content=None),
        productions.laid_out(one.id, number, units=[unit], labels=[label, None]),
        productions.problems_found(one.id, number, [Problem(one.id, "order", 3, f"after {label}")]),
    ])  # fmt: skip


def test_what_a_file_lays_out_is_that_of_its_latest_version_in_each_view(store: Store):
    store.record([sources.added(GIVEN), productions.received(VOL001)])
    lay_out(store, 1, "HAR-1")
    before = store.view().size
    lay_out(store, 2, "HAR-9")
    for view, label in ((store.view(), "HAR-9"), (store.view(as_of=before), "HAR-1")):
        assert productions.labels(view) == {"given0000000": {1: label}}
        assert [one.begin for one in productions.units(view)] == [label]
        assert [one.says for one in productions.problems(view)] == [f"after {label}"]


def test_a_version_that_lays_out_nothing_has_no_numbers(store: Store):
    store.record([sources.added(GIVEN), productions.received(VOL001)])
    lay_out(store, 1, "HAR-1")
    bare = item("given0000000", "VOL001/a.pdf", source=GIVEN, number=2)
    store.record([items.found(bare, content=None)])
    view = store.view()
    assert (productions.labels(view), productions.units(view)) == ({}, [])
    assert productions.problems(view) == []


def test_volumes_are_in_the_order_of_their_dates_and_undated_ones_last(store: Store):
    dates = {"C": None, "B": "2024-05-01", "A": "2024-03-01", "D": None}
    store.record(productions.received(Volume(name, name, ("Harlan",), on, "s"))
                 for name, on in dates.items())  # fmt: skip
    assert [one.name for one in productions.volumes(store.view())] == ["A", "B", "C", "D"]


def test_the_last_date_said_counts_and_each_view_has_its_own(store: Store):
    for on in (None, "2024-03-01", "2024-03-02", None):
        store.record([productions.received(Volume("v", "V", ("Harlan",), on, "s"))])
    told = [productions.volumes(store.view(as_of=size))[0].on for size in range(2, 6)]
    assert told == [None, "2024-03-01", "2024-03-02", "2024-03-02"]
