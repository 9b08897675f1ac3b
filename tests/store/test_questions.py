"""Questions about other incidents: kept whole, seen by each agency as far as its items go."""

import random

import pytest
from tests.store.conftest import item

from kyles.errors import NotFound
from kyles.model import Side, Source
from kyles.store import Store, access, audited, incident_answers, items, questions, sources
from kyles.store.access import COURT, OWNER, Viewer, custodian, defense
from kyles.store.audited import Kept
from kyles.store.questions import Question

AGENCIES = ("Sheriff", "Laboratory", "Records")
NUMBERS = ("23-0001", "23-0002", "22-10447", "21-077")


class World:
    """Items of three agencies, questions about some of them, and answers."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)
        self.holders = {f"i{at:03}": draw.choice(AGENCIES) for at in range(40)}
        self.questions = [self._question(draw, at) for at in range(8)]
        self.answers = {number: draw.choice(incident_answers.ANSWERS)
                        for number in draw.sample(NUMBERS, 2)}  # fmt: skip

    def _question(self, draw: random.Random, at: int) -> Question:
        some = tuple(draw.sample(sorted(self.holders), draw.randrange(1, 4)))
        numbers = tuple(draw.sample(NUMBERS, draw.randrange(1, 3)))
        return Question(numbers, some, len(some), 9.0 - at, (("word", ("BOX",), 1.0),), ("both",))

    def record(self, store: Store) -> None:
        for at, holder in enumerate(AGENCIES):
            source = Source(f"h{at}", Side.HELD, holder, holder, None, None, None)
            store.record([sources.added(source)])
            store.record([items.found(item(key, f"a/{key}.txt", source=source), content=None)
                          for key, one in self.holders.items() if one == holder])  # fmt: skip
        store.record([incident_answers.answered(number, answer, "words")
                      for number, answer in self.answers.items()])  # fmt: skip
        audited.keep(store, Kept(store.view().size, "", (), (), (), {}, (), self.questions))

    def seen(self, viewer: Viewer) -> list[tuple[tuple[str, ...], set[str]]]:
        """The questions that an agency sees, by number, each with its own items."""
        told = [(one.numbers, {key for key in one.items if self.holders[key] == viewer.holder})
                for one in self.questions]  # fmt: skip
        return sorted((one for one in told if one[1]), key=lambda one: one[0])


def _order(told: tuple[tuple[str, ...], set[str]]) -> tuple[tuple[str, ...], list[str]]:
    numbers, some = told
    return numbers, sorted(some)


def _seen(store: Store, viewer: Viewer) -> list[Question]:
    view = store.view(viewer)
    return list(questions.several(view, questions.places(view)))


@pytest.mark.parametrize("seed", range(4))
def test_an_agency_sees_no_more_and_no_less(store: Store, seed: int) -> None:
    world = World(seed)
    world.record(store)
    assert _seen(store, OWNER) == [
        Question(one.numbers, tuple(sorted(one.items)), one.count, one.score, one.features,
                 one.signals) for one in world.questions
    ]  # fmt: skip
    for viewer in map(custodian, AGENCIES):
        told = [(one.numbers, set(one.items)) for one in _seen(store, viewer)]
        assert sorted(told, key=_order) == sorted(world.seen(viewer), key=_order)
        assert all((one.score, one.features, one.signals) == (0, (), ())
                   for one in _seen(store, viewer))  # fmt: skip
        asked = {number for numbers, _ in told for number in numbers}
        answers = incident_answers.answers(store.view(viewer)).values()
        assert {one.incident: one.answer for one in answers} == {
            number: answer for number, answer in world.answers.items() if number in asked
        }
        assert {one.says for one in answers} <= {""}
    for viewer in (COURT, defense("Harlan"), custodian("Nobody")):
        assert _seen(store, viewer) == []
        assert incident_answers.answers(store.view(viewer)) == {}


def test_a_question_is_found_by_its_name_by_whoever_may_see_it(store: Store) -> None:
    world = World(1)
    world.record(store)
    for one in world.questions:
        assert questions.one(store.view(), one.key).numbers == one.numbers
        with pytest.raises(NotFound):
            questions.one(store.view(custodian("Nobody")), one.key)


def test_the_items_of_an_agency_are_found_by_an_index(store: Store) -> None:
    may = access.questions(custodian("Sheriff"), 1)
    for sql in (f"SELECT place FROM audited_question WHERE place = 1 AND {may.sql}",
                "SELECT item FROM audited_candidate WHERE place = 1"):  # fmt: skip
        plan = [row[3] for row in store.connection.execute(
            f"EXPLAIN QUERY PLAN {sql}", may.parameters if may.sql in sql else ()
        )]  # fmt: skip
        assert not any(step.startswith(("SCAN audited_question", "SCAN item")) for step in plan)
