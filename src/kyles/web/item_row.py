"""An item as one line of a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from kyles.model import Item
from kyles.store import View, productions


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What a table of items shows."""

    item: str
    side: str
    kind: str
    role: str
    path: str
    title: str
    holder: str | None
    volume: str | None  # its name
    number: str | None
    incident: str | None
    state: str
    media_type: str
    pages: int
    statuses: dict[str, str]  # by defendant, as of the last audit


def item_row(
    one: Item, volumes: Mapping[str, str], statuses: Mapping[str, str] | None = None
) -> ItemRow:  # fmt: skip
    """An item in short."""
    return ItemRow(
        one.id, one.side.value, one.kind.value, one.role.value, one.path, one.title, one.holder,
        volumes.get(one.volume or ""), one.number, one.incident, one.version.state.value,
        one.version.media_type, one.version.pages, dict(statuses or {}),
    )  # fmt: skip


def volume_names(view: View) -> dict[str, str]:
    """The names of volumes by their ids."""
    return {one.id: one.name for one in productions.volumes(view)}
