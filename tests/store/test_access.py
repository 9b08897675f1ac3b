"""Who sees what: the defense of a defendant sees what it was given, and nothing else."""

import json

import pytest
from tests.store.conftest import GIVEN, SOURCE, VOL001, item

from kyles.export.served import served
from kyles.model import Disclosure, Kind, Manner, Volume, Withholding
from kyles.store import Store, items, lists, productions, sources
from kyles.store.access import OWNER, defense
from kyles.store.lists import Entry


@pytest.fixture
def store(store: Store) -> Store:
    store.record([
        sources.added(SOURCE), sources.added(GIVEN), productions.received(VOL001),
        items.found(item("held00000000", "sheriff/secret.txt"), content=None),
        items.found(item("thing0000000", "sheriff/inv.csv#1", kind=Kind.THING), content=None),
        items.found(item("given0000000", "VOL001/a.txt", source=GIVEN), content=None),
        lists.listed("held00000000", 1, [Entry("held00000000", 1, None, {"number": "1"})]),
    ])  # fmt: skip
    return store


def paths(store: Store, name: str, **at: int) -> list[str]:
    return [one.path for one in items.every(store.view(defense(name), **at))]


def test_the_defense_sees_only_what_it_was_given(store: Store):
    assert paths(store, "Harlan") == ["VOL001/a.txt"]
    assert paths(store, "Reed") == []
    assert len(items.every(store.view(OWNER))) == 3


@pytest.mark.parametrize(
    ("manner", "seen"),
    [(Manner.SERVED, True), (Manner.EMAIL, True), (Manner.INSPECTED, True),
     (Manner.OFFERED, False), (Manner.PORTAL, False), (Manner.ORAL, False)],
)  # fmt: skip
def test_what_was_only_offered_is_not_seen(store: Store, manner: Manner, seen: bool):
    told = Disclosure("thing0000000", "Reed", "2024-04-02", manner)
    store.record([productions.disclosed(told)])
    assert (paths(store, "Reed") == ["sheriff/inv.csv#1"]) is seen
    assert paths(store, "Harlan") == ["VOL001/a.txt"]


def test_what_is_seen_later_is_not_seen_in_an_earlier_view(store: Store):
    before = store.view().size
    told = Disclosure("thing0000000", "Reed", "2024-04-02", Manner.SERVED)
    store.record([productions.disclosed(told)])
    assert paths(store, "Reed", as_of=before) == []


def test_rows_of_lists_that_are_not_seen_are_not_seen(store: Store):
    assert lists.entries(store.view(defense("Harlan"))) == []
    assert len(lists.entries(store.view())) == 1


def test_volumes_and_their_other_receivers_are_seen_by_their_own_side_only(store: Store):
    both = Volume("v2", "VOL002", ("Reed", "Harlan"), "2024-04-01", "s2")
    store.record([productions.received(both)])
    assert [(one.name, one.defendants) for one in productions.volumes(
        store.view(defense("Reed")))] == [("VOL002", ("Reed",))]  # fmt: skip
    assert len(productions.volumes(store.view())) == 2


SECRET = Withholding("", "held00000000", None, "Rule 11-510", "identity", existence_revealed=False)
KNOWN = Withholding("", "held00000000", "Harlan", "Rule 5-501", "work product",
                    existence_revealed=True)  # fmt: skip


def test_an_entry_that_is_not_revealed_leaves_no_trace(store: Store):
    """Two worlds, one with the entry and one without, are equal to the other side's eyes."""
    before = json.dumps(served(store.view(defense("Harlan"))))
    store.record([productions.withheld(SECRET)])
    assert json.dumps(served(store.view(defense("Harlan")))) == before
    store.record([productions.withheld(KNOWN)])
    (entry,) = productions.withholdings(store.view(defense("Harlan")))
    assert (entry.id, entry.reason) == ("W-1", "work product")
    assert [one.id for one in productions.withholdings(store.view())] == ["W-1", "W-2"]


def test_entries_for_one_defendant_are_not_seen_by_the_other(store: Store):
    store.record([productions.withheld(KNOWN)])
    assert productions.withholdings(store.view(defense("Reed"))) == []
