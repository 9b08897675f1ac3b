"""Items and versions: how a person names them, and how they stood before."""

from dataclasses import replace

import pytest
from tests.store.conftest import GIVEN, SOURCE, item

from kyles.errors import NotFound
from kyles.model import Role, Side, State
from kyles.store import Store, items, sources
from kyles.store.access import defense


@pytest.fixture
def store(store: Store) -> Store:
    some = [
        item("abcdefghijkl", "sheriff/a/report.txt", tag="2021-1"),
        item("abcdzzzzzzzz", "sheriff/b/report.txt", tag="2021_1"),
        item("mnopqrstuvwx", "sheriff/100%.txt"),
        item("mnop23456789", "sheriff/long.txt", tag="2021-9"),
    ]
    told = [items.found(one, content="c1") for one in some]
    store.record([sources.added(SOURCE), sources.added(GIVEN), *told])
    return store


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("abcdefghijkl", "sheriff/a/report.txt"),
        ("abcde", "sheriff/a/report.txt"),
        ("sheriff/b/report.txt", "sheriff/b/report.txt"),
        ("b/report.txt", "sheriff/b/report.txt"),
        ("2021-1", "sheriff/a/report.txt"),
        ("2021_1", "sheriff/b/report.txt"),
        ("100%.txt", "sheriff/100%.txt"),
    ],
)
def test_one_by_id_path_number_or_name(store: Store, words: str, path: str):
    assert items.one(store.view(), words).path == path


@pytest.mark.parametrize(
    "words", ["", "abc", "%", "____", "ong.txt", "report", "sheriff", "ABCDEFGHIJKL", "' OR 1 --"]
)
def test_what_names_no_item(store: Store, words: str):
    with pytest.raises(NotFound, match="no item"):
        items.one(store.view(), words)


def test_what_fits_several_names_them(store: Store):
    with pytest.raises(NotFound, match="fits 2 items") as told:
        items.one(store.view(), "report.txt")
    assert "abcdefghijkl (sheriff/a/report.txt)" in told.value.hint
    with pytest.raises(NotFound, match="fits 2 items"):
        items.one(store.view(), "abcd")


def test_versions_are_added_and_earlier_views_have_the_earlier_one(store: Store):
    sizes = [store.view().size]
    for number, state in ((2, State.PARTIAL), (3, State.GONE), (4, State.OK)):
        told = item("abcdefghijkl", "sheriff/a/report.txt", number=number, state=state)
        store.record([items.found(told, content=f"c{number}")])
        sizes.append(store.view().size)
    seen = []
    for size in sizes:
        view = store.view(as_of=size)
        one = items.one(view, "abcdefghijkl")
        seen.append((one.version.number, one.version.state.value, items.content(view, one)))
    assert seen == [(1, "ok", "c1"), (2, "partial", "c2"), (3, "gone", "c3"), (4, "ok", "c4")]
    assert items.contents(store.view(), items.every(store.view()))["abcdefghijkl"] == "c4"


def test_what_an_item_is_in_its_family_may_change(store: Store):
    one = items.one(store.view(), "long.txt")
    now = replace(one, role=Role.LIST, parent="abcdefghijkl", order=3,
                  version=replace(one.version, number=2))  # fmt: skip
    before = store.view().size
    store.record([items.found(now, content=None)])
    assert items.one(store.view(), "long.txt") == now
    assert items.one(store.view(as_of=before), "long.txt") == one


def test_every_filters_by_side_and_source_in_the_database(store: Store):
    store.record([items.found(item("given0000000", "VOL001/a.txt", source=GIVEN), content=None)])
    view = store.view()
    assert [one.path for one in items.every(view, side=Side.PRODUCED)] == ["VOL001/a.txt"]
    assert len(items.every(view, source="s1")) == 4
    assert items.every(view, source="nowhere") == []


def test_items_of_an_earlier_ledger_are_not_there_yet(store: Store):
    assert [one.id for one in items.every(store.view(as_of=4))] == ["abcdefghijkl"]
    with pytest.raises(NotFound):
        items.one(store.view(as_of=4), "long.txt")


def test_what_a_viewer_may_not_see_answers_as_what_does_not_exist(store: Store):
    def answer(words: str) -> tuple[str, str]:
        with pytest.raises(NotFound) as told:
            items.one(store.view(defense("Harlan")), words)
        return str(told.value).replace(words, "X"), told.value.hint

    assert answer("abcdefghijkl") == answer("zzzzzzzzzzzz")
    assert answer("report.txt") == answer("nothing.txt")
