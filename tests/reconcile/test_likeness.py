"""How much one record is like each of many incidents: rare things tell, common ones do not."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.mentions import find_all
from kyles.mentions.things import describe
from kyles.reconcile.likeness import FEWEST, LESS, Likeness, score
from kyles.reconcile.profiles import Profile, joined, of_page, of_row


def page(text: str) -> Profile:
    return of_page(text, find_all(text), describe(text))


STORIES = {
    "23-1": "Deputy Roe met witness Thomas Doe at 500 Elm St. He gave up a Colt revolver, serial"
            " number AB12345.",
    "23-2": "Deputy Roe met witness Jane Poe at 12 Oak Ave. She gave up a brown leather jacket.",
    "23-3": "Deputy Moss met witness Ann Hartquist at Juniper Ranch about a crowbar.",
}  # fmt: skip
PAGES = {text: page(text) for text in STORIES.values()}


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness({number: PAGES[text] for number, text in STORIES.items()})


@pytest.mark.parametrize(
    ("row", "number", "kind"),
    [
        ({"description": "handgun", "received_from": "T. Doe"}, "23-1", "person"),
        ({"description": "handgun", "serial": "AB12845"}, "23-1", "mark"),  # one digit misread
        ({"description": "bag from 500 Elm Street"}, "23-1", "place"),
        ({"description": "crow bar", "received_from": "Ann Hartqist"}, "23-3", "person"),
        ({"description": "JACKET LEATHER BRN"}, "23-2", "word"),
        ({"description": "revolver, Colt"}, "23-1", "attribute"),
        ({"description": "a sack", "collected_by": "Det. Moss"}, "23-3", "handler"),
    ],
)
def test_what_a_row_shares_ranks_its_incident_first(
    likeness: Likeness, row: dict[str, str], number: str, kind: str
) -> None:
    one = of_row(row)
    features = likeness.features(one, number)
    assert kind in [feature.kind for feature in features if feature.weight > 0]
    ranked = likeness.ranked(one)
    if kind != "handler":  # who collected it is weighed, and finds nothing by itself
        assert ranked[0] == (number, pytest.approx(score(features)))


def test_another_first_name_is_another_person(likeness: Likeness) -> None:
    (feature,) = likeness.features(of_row({"received_from": "Max Poe"}), "23-2")
    assert (feature.shared, feature.weight) == (("nobody",), -2.0)


def test_an_initial_may_be_the_name(likeness: Likeness) -> None:
    (feature,) = likeness.features(of_row({"received_from": "J. Poe"}), "23-2")
    assert feature.weight == pytest.approx(0.9 * math.log(FEWEST))


def test_what_is_spelled_otherwise_tells_less() -> None:
    some = Likeness({"1": page("by witness Ann Hartquist"), "2": page("nothing")})
    exact, misread = (some.features(of_row({"received_from": name}), "1")[0].weight
                      for name in ("Ann Hartquist", "Ann Hartqulst"))  # fmt: skip
    assert misread == pytest.approx(LESS * exact)


def test_an_incident_after_the_item_is_not_its_own() -> None:
    row = {"received_from": "Ann Hartquist", "received_on": "2024-03-01"}
    later = of_row(row | {"received_on": "2024-06-01"})
    (_, against) = Likeness({"1": later}).features(of_row(row), "1")
    assert (against.kind, against.shared, against.weight) == ("time", ("later",), -8.0)


@given(st.integers(1, 60))
def test_the_more_incidents_have_it_the_less_it_tells(others: int) -> None:
    named = of_row({"received_from": "Ann Hartquist"})
    fewer = Likeness({"1": named, **{f"x{at}": named for at in range(others)}})
    more = Likeness({"1": named, **{f"x{at}": named for at in range(others + 1)}})
    assert score(more.features(named, "1")) < score(fewer.features(named, "1"))


@given(st.lists(st.sampled_from(sorted(STORIES.values())), min_size=1, max_size=4))
def test_a_profile_is_as_much_as_its_parts(texts: list[str]) -> None:
    both = joined(PAGES[text] for text in texts)
    assert all(PAGES[text].entities <= both.entities for text in texts)
    assert both == joined(PAGES[text] for text in reversed(texts))
