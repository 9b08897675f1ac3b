"""Readings: once a content, by page and order, with every character that was read."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyles.model import Layer, Reading
from kyles.store import Store, readings


def reading(text: str, layer: Layer = Layer.TEXT) -> Reading:
    return Reading(layer, text, "kyles-text", "1")


def keep(store: Store, *contents: readings.Content) -> None:
    store.record([], derive=lambda connection: readings.keep(connection, contents))


def test_pages_and_their_readings_come_back_in_order(store: Store):
    pages = ((reading("one"), reading("head", Layer.HEADER)), (), (reading("three"),))
    one = readings.content("a" * 64, pages, (("subject", "x"), ("subject", "y")))
    keep(store, one)
    view = store.view()
    assert readings.of(view, one.key) == {1: list(pages[0]), 3: list(pages[2])}
    assert readings.details(view, one.key) == [("subject", "x"), ("subject", "y")]


def test_only_those_asked_for_are_read(store: Store):
    some = [readings.content(f"{number}", ((reading(f"text {number}"),),), ())
            for number in range(5)]  # fmt: skip
    keep(store, *some)
    wanted = [some[1].key, some[3].key, "unknown"]
    found = readings.many(store.view(), wanted)
    assert set(found) == set(wanted[:2])
    assert readings.many(store.view(), []) == {}


def test_bytes_read_otherwise_are_another_content_and_read_alike_the_same(store: Store):
    old = readings.content("a", ((reading("o1d"),),), ())
    new = readings.content("a", ((reading("old"),),), ())
    assert old.key != new.key
    assert new.key == readings.content("a", ((reading("old"),),), ()).key
    keep(store, old)
    keep(store, new, new)
    assert readings.of(store.view(), old.key)[1][0].text == "o1d"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_every_character_comes_back(store: Store, text: str):
    one = readings.content("a", ((reading(text),),), ())
    keep(store, one)
    assert readings.of(store.view(), one.key)[1][0].text == text
