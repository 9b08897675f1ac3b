"""A matter of two invented defendants, and short ways to make what is in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kyles.model import Event, Item, Kind, Role, Side, Source, State, Version, Volume
from kyles.store import Store, create, matters

SOURCE = Source("s1", Side.HELD, "sheriff", "Sheriff", None, None, None)
GIVEN = Source("s2", Side.PRODUCED, "VOL001", None, "v1", None, None)
VOL001 = Volume("v1", "VOL001", ("Harlan",), "2024-03-01", "s2")


def opened() -> Event:
    return matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                          defendants=("Harlan", "Reed"), incidents=("21-0886",))  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create(tmp_path / "matter", opened()) as made:
        yield made


def item(
    key: str, path: str, *, source: Source = SOURCE, number: int = 1, state: State = State.OK,
    tag: str | None = None, kind: Kind = Kind.DOCUMENT, title: str = "", pages: int = 1,
) -> Item:  # fmt: skip
    version = Version(number, state, sha256=f"{key}-{number}", size=10, pages=pages)
    return Item(key, source.side, kind, Role.FILE, source.id, source.holder, source.volume, path,
                title or path.rsplit("/", 1)[-1], version, number=tag)  # fmt: skip
