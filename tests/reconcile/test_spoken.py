"""What a content says is looked for once, and comes back from where it is kept as it was found."""

import json

from kyles.mentions.things import describe
from kyles.model import Layer, Reading
from kyles.reconcile.spoken import Heard, heard, look

ROUNDS = "Deputy Roe booked 24 live rounds of .45 Colt, and a revolver. See report 24-1047."
NOISE = "\ue000\ue001\ue002 " * 40


def page(**layers: str) -> list[Reading]:
    return [Reading(Layer(layer), text, "test") for layer, text in layers.items()]


def told(pages: dict[int, list[Reading]]) -> Heard:
    return heard(json.loads(json.dumps(look(pages))))


def test_mentions_of_every_layer_and_things_of_the_text_are_found():
    found = told({1: page(text=ROUNDS, note="See item 24-0311."), 2: page()})
    assert {(one.page, one.layer) for one in found.said} == {(1, "text"), (1, "note")}
    assert {page: tuple(some) for page, some in found.things.items()} == {1: describe(ROUNDS)}
    assert [thing.noun for thing in found.things[1]] == ["ROUNDS", "REVOLVER"]
    assert found.garbled == {}


def test_pages_that_cannot_be_words_are_told():
    found = told({1: page(text=ROUNDS), 12: page(text=NOISE)})
    assert list(found.garbled) == [12]
