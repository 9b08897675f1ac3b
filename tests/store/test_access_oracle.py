"""Who sees which item, for 100,000 pairs drawn at random, beside an oracle that has no SQL."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyles.model import (
    Disclosure,
    Item,
    Kind,
    Manner,
    Role,
    Side,
    Source,
    State,
    Version,
    Volume,
    Withholding,
)
from kyles.store import Store, create, items, matters, productions, sources
from kyles.store.access import (
    ADMIN,
    COURT,
    OWNER,
    Viewer,
    certifier,
    civil,
    custodian,
    defense,
)
from kyles.store.access import Role as Reader

NAMES = ("Harlan", "Reed", "Ostrow", "Poe")
HOLDERS = ("Sheriff", "Laboratory", "District Attorney")
VOLUMES = 8
ITEMS = 1000
SEEN = (Manner.SERVED, Manner.EMAIL, Manner.INSPECTED)


class World:
    """A matter drawn at random, and what was done in it as plain Python."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)
        self.given = {f"v{at}": {name for name in NAMES if draw.random() < 0.4}
                      for at in range(VOLUMES)}  # fmt: skip
        self.items = {f"i{at:04}": self._item(f"i{at:04}", draw) for at in range(ITEMS)}
        held = [key for key, one in self.items.items() if one.side is Side.HELD]
        self.disclosed = [(draw.choice(held), draw.choice(NAMES), draw.choice(list(Manner)))
                          for _ in range(200)]  # fmt: skip
        self.secret = [(draw.choice(held), draw.choice([*NAMES, None])) for _ in range(60)]

    def _item(self, key: str, draw: random.Random) -> Item:
        produced = draw.random() < 0.4
        source = f"p{draw.randrange(VOLUMES)}" if produced else f"h{draw.randrange(len(HOLDERS))}"
        holder = None if produced else HOLDERS[int(source[1:])]
        volume = f"v{source[1:]}" if produced else None
        side = Side.PRODUCED if produced else Side.HELD
        version = Version(1, State.OK, sha256=f"{draw.randrange(ITEMS // 2)}", size=1, pages=1)
        return Item(key, side, Kind.DOCUMENT, Role.FILE, source, holder, volume, f"a/{key}.txt",
                    key, version)  # fmt: skip

    def record(self, store: Store) -> None:
        for at, names in enumerate(self.given.values()):
            source = Source(f"p{at}", Side.PRODUCED, f"V{at}", None, f"v{at}", None, None)
            volume = Volume(f"v{at}", f"V{at}", tuple(sorted(names)), "2024-03-01", f"p{at}")
            store.record([sources.added(source), productions.received(volume)])
        for at, holder in enumerate(HOLDERS):
            source = Source(f"h{at}", Side.HELD, holder, holder, None, None, None)
            store.record([sources.added(source)])
        store.record([items.found(one, content=None) for one in self.items.values()])
        store.record([productions.disclosed(Disclosure(item, name, "2024-04-02", manner))
                      for item, name, manner in self.disclosed])  # fmt: skip
        store.record([productions.withheld(
            Withholding("", item, name, "p", "r", existence_revealed=False)
        ) for item, name in self.secret])  # fmt: skip

    def sees(self, viewer: Viewer, item: Item) -> bool:
        match viewer.role:
            case Reader.OWNER:
                return True
            case Reader.DEFENSE:
                return self._was_given(item, {viewer.defendant})
            case Reader.COURT:
                return self._was_given(item, set(NAMES))
            case Reader.CUSTODIAN:
                return item.side is Side.HELD and item.holder == viewer.holder
            case Reader.CIVIL:
                return item.id in viewer.items
            case Reader.CERTIFIER:
                return not self._is_secret(item, viewer.defendant)
        return False

    def _was_given(self, item: Item, names: set[str | None]) -> bool:
        otherwise = any(key == item.id and name in names and manner in SEEN
                        for key, name, manner in self.disclosed)  # fmt: skip
        return bool(self.given.get(item.volume or "", set()) & names) or otherwise

    def _is_secret(self, item: Item, name: str | None) -> bool:
        kept = {key for key, of in self.secret if of in (None, name)}
        digests = {self.items[key].version.sha256 for key in kept}
        is_copy = item.side is Side.HELD and item.version.sha256 in digests
        return item.id in kept or is_copy


def viewers(draw: random.Random) -> Iterator[Viewer]:
    yield from (OWNER, COURT, ADMIN)
    yield from map(custodian, [*HOLDERS, "Nobody"])
    for name in [*NAMES, "Nobody"]:
        yield defense(name)
        yield certifier(name)
    while True:
        yield civil(f"i{draw.randrange(ITEMS + 50):04}" for _ in range(draw.randrange(20)))


@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_sees_more_or_less_than_the_oracle_says(tmp_path: Path, seed: int) -> None:
    world = World(seed)
    opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                            defendants=NAMES, incidents=("21-0886",))  # fmt: skip
    pairs = 0
    with create(tmp_path / "matter", opened) as store:
        world.record(store)
        for viewer, _ in zip(viewers(random.Random(seed)), range(50), strict=False):
            seen = {one.id for one in items.every(store.view(viewer))}
            assert seen == {key for key, one in world.items.items() if world.sees(viewer, one)}
            pairs += len(world.items)
    assert pairs == 50_000  # for each of the two worlds
