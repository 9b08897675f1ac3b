"""Who sees which hold, drawn at random, beside an oracle that has no SQL."""

import random
from collections.abc import Iterator

import pytest

from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.model.team import TeamMember
from kyles.store import Store, holds, team
from kyles.store.access import COURT, OWNER, Role, Viewer, certifier, custodian, defense

AGENCIES = ("Sheriff", "Laboratory", "Records")
PEOPLE = ("A. Poe", "B. Reyes", "C. Okafor")


class World:
    """Holds with their steps, and the team as it came to be."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)
        self.team = [(draw.choice(PEOPLE), draw.choice(AGENCIES)) for _ in range(5)]
        self.holds = {f"H-{at}": draw.choice(list(Side)) for at in range(20)}
        self.steps = [(draw.choice(list(self.holds)), self._name(draw)) for _ in range(60)]

    def _name(self, draw: random.Random) -> str:
        return draw.choice(["", *AGENCIES, *PEOPLE, "Nobody"])

    def record(self, store: Store) -> None:
        store.record([team.joined(TeamMember(name, "technician", agency, since="2024-01-01"))
                      for name, agency in self.team])  # fmt: skip
        store.record([holds.opened(Hold(id=key, side=side, scope="s"))
                      for key, side in self.holds.items()])  # fmt: skip
        store.record([holds.stepped(key, HoldStep(Step.SENT, name, "2024-07-12"))
                      for key, name in self.steps])  # fmt: skip

    def seen(self, viewer: Viewer) -> dict[str, list[str]]:
        """The holds that a viewer sees, each with those whose steps are seen."""
        if viewer.role in (Role.OWNER, Role.CERTIFIER):
            return {key: self._names(key) for key in self.holds}
        if viewer.role is not Role.CUSTODIAN:
            return {}
        own = {viewer.holder, *self._people(viewer.holder)} - {"", None}
        return {key: [name for name in self._names(key) if name in {*own, ""}]
                for key, side in self.holds.items()
                if side is Side.SENT and own & set(self._names(key))}  # fmt: skip

    def _names(self, key: str) -> list[str]:
        return [name for hold, name in self.steps if hold == key]

    def _people(self, agency: str | None) -> Iterator[str]:
        last = dict(self.team)  # the last that was said of each
        return (name for name, where in last.items() if where == agency)


@pytest.mark.parametrize("seed", range(4))
def test_nobody_sees_more_or_less_of_the_holds(store: Store, seed: int) -> None:
    world = World(seed)
    world.record(store)
    viewers = [OWNER, COURT, defense("Harlan"), certifier("Harlan"),
               *map(custodian, [*AGENCIES, *PEOPLE, "", "Nobody else"])]  # fmt: skip
    for viewer in viewers:
        told = {one.id: [step.custodian for step in one.steps]
                for one in holds.holds(store.view(viewer))}  # fmt: skip
        assert told == world.seen(viewer), viewer


def test_an_earlier_view_has_no_later_letter(store: Store) -> None:
    store.record([holds.opened(Hold(id="H-1", side=Side.SENT, scope="s"))])
    before = store.view().size
    store.record([holds.stepped("H-1", HoldStep(Step.SENT, "Sheriff", "2024-07-12"))])
    assert holds.holds(store.view(custodian("Sheriff"), as_of=before)) == []
    assert len(holds.holds(store.view(custodian("Sheriff")))) == 1
