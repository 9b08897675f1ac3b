"""Search: what is said is found, wherever it is kept; what may not be seen is not there."""

import sqlite3
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import GIVEN, SOURCE, VOL001, item

from kyles.model import Layer, Reading, Side, Withholding
from kyles.store import Store, items, productions, readings, removals, search, sources
from kyles.store.access import COURT, OWNER, Viewer, certifier, civil, custodian, defense
from kyles.store.store import View


def content(sha256: str, *pages: str) -> readings.Content:
    told = tuple((Reading(Layer.TEXT, text, "kyles-text", "1"),) for text in pages)
    return readings.content(sha256, told, ())


def add(store: Store, *things: tuple[object, readings.Content]) -> None:
    store.record(
        [items.found(one, content=read.key) for one, read in things],
        derive=lambda connection: readings.keep(connection, [read for _, read in things]),
    )


@pytest.fixture
def filled(store: Store) -> Store:
    store.record([sources.added(SOURCE), sources.added(GIVEN),
                  productions.received(VOL001)])  # fmt: skip
    report = content("a", "T. Doe offered a box of 24 cartridges.", "Case 21-0886, café Łódź")
    add(
        store,
        (item("i1", "sheriff/report.txt", tag="2024-0311"), report),
        (item("i2", "sheriff/copy.txt"), report),
        (
            item("i3", "VOL001/letter.txt", source=GIVEN),
            content("b", "The cartridges were tested."),
        ),
    )
    return store


def found(store: Store, words: str, **more: object) -> list[tuple[str, int]]:
    return [(hit.item, hit.page) for hit in search.pages(store.view(), words, **more).hits]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("cartridges", {("i1", 1), ("i2", 1), ("i3", 1)}),
        ("CARTRIDGES doe", {("i1", 1), ("i2", 1)}),
        ('"box of 24"', {("i1", 1), ("i2", 1)}),
        ('"24 box"', set()),
        ("cart*", {("i1", 1), ("i2", 1), ("i3", 1)}),
        ("cartridges -doe", {("i3", 1)}),
        ("21-0886", {("i1", 2), ("i2", 2)}),
        ("21 0886", {("i1", 2), ("i2", 2)}),
        ("cafe", {("i1", 2), ("i2", 2)}),
        ("", set()),
        ("-doe", set()),
        ("AND OR NOT NEAR(", set()),
        ('"', set()),
    ],
)
def test_what_is_typed_is_found(filled: Store, words: str, hits: set[tuple[str, int]]):
    assert set(found(filled, words)) == hits


def test_a_hit_says_whose_it_is_and_marks_what_was_found(filled: Store):
    (hit,) = search.pages(filled.view(), "tested").hits
    assert (hit.side, hit.volume, hit.path) == (Side.PRODUCED, "v1", "VOL001/letter.txt")
    assert hit.snippet == f"The cartridges were {search.FROM}tested{search.TO}."
    assert hit.said == "The cartridges were tested."
    assert found(filled, "cartridges", side=Side.PRODUCED) == [("i3", 1)]


def test_each_side_finds_its_own(filled: Store):
    hits = search.pages(filled.view(defense("Harlan")), "cartridges").hits
    assert [hit.item for hit in hits] == ["i3"]
    assert search.pages(filled.view(defense("Reed")), "cartridges").hits == ()


def test_what_may_not_be_known_of_is_not_found_for_those(filled: Store):
    entry = Withholding(
        "w1", "i1", "Harlan", "work product", "r", existence_revealed=False, by="R. Poe"
    )
    filled.record([productions.withheld(entry)])
    hits = search.pages(filled.view(certifier("Harlan")), "doe").hits
    assert [hit.item for hit in hits] == ["i2"]


def test_only_the_newest_version_and_reading_count(filled: Store):
    newer = content("c", "Nothing of that kind.")
    add(filled, (item("i1", "sheriff/report.txt", number=2), newer))
    assert set(found(filled, "cartridges")) == {("i2", 1), ("i3", 1)}
    assert found(filled, "nothing") == [("i1", 1)]
    again = content("b", "The cartridges were tested twice.")
    old = content("b", "The cartridges were tested.").key
    filled.record(
        [readings.reread(old, again.key, [])],
        derive=lambda connection: readings.keep(connection, [again]),
    )
    assert found(filled, "twice") == [("i3", 1)]
    assert len(found(filled, "tested")) == 1


def test_before_it_was_recorded_it_is_not_there(filled: Store):
    early = filled.view(as_of=3)
    assert search.pages(early, "cartridges").hits == ()


def test_what_an_order_removed_is_not_found_and_no_byte_of_it_stays(filled: Store):
    for key in ("i1", "i2"):
        removals.remove(filled, items.known(filled.view(), key), order="o", kind="expungement")
    assert found(filled, "doe") == []
    assert found(filled, "cartridges") == [("i3", 1)]
    raw = b"".join(path.read_bytes() for path in sorted(filled.inside.glob("matter.db*")))
    assert b"offered" not in raw


def test_a_hit_more_than_are_looked_at_is_told(filled: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search, "MOST", 1)
    assert not search.pages(filled.view(), "cartridges").whole
    assert search.pages(filled.view(), "tested").whole


@pytest.mark.parametrize("viewer", [OWNER, COURT, defense("Harlan"), custodian("County Sheriff"),
                                    civil(["i1"])], ids=lambda one: one.role)  # fmt: skip
def test_whoever_asks_it_begins_with_what_was_found(
    filled: Store, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never with the items of a holder, each of which would then be looked for in all hits."""
    asked: list[tuple[str, Sequence[object]]] = []
    each = View.each
    monkeypatch.setattr(
        View, "each", lambda view, sql, more=(): asked.append((sql, more)) or each(view, sql, more)
    )
    search.pages(filled.view(viewer), "cartridges")
    sql, parameters = next(one for one in asked if "WITH hit" in one[0])
    plan = [row[3] for row in filled.connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    loops = [line for line in plan if line.startswith(("SCAN", "SEARCH"))]
    order = [next(at for at, line in enumerate(loops) if f" {name} " in f"{line} ")
             for name in ("hit", "searched", "version", "item")]  # fmt: skip
    assert order == sorted(order), plan


def words_of(texts: Iterable[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted({word for text in texts for word in text.split()}))


TEXTS = ("the box of rounds", "rounds in a box", "a report of the deputy", "deputy and box")


@pytest.fixture
def several(filled: Store) -> Store:
    add(filled, *((item(f"t{at}", f"a/{at}.txt"), content(f"t{at}", text))
                  for at, text in enumerate(TEXTS)))  # fmt: skip
    return filled


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(wanted=st.lists(words_of(TEXTS), min_size=1, max_size=3))
def test_the_index_finds_what_reading_every_page_finds(several: Store, wanted: list[str]):
    naive = {f"t{at}" for at, text in enumerate(TEXTS) if set(wanted) <= set(text.split())}
    found_here = {item for item, _ in found(several, " ".join(wanted)) if item.startswith("t")}
    assert found_here == naive


@given(st.text(max_size=40))
def test_nothing_that_is_typed_is_an_error(words: str):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text)")
    asked = search.query(words)
    if asked:
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (asked,)).fetchall()
    connection.close()
