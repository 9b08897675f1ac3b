"""What an audit compared, and what it could not read: the scope of its statements, in full."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kyles.export.citation import clean
from kyles.model import Item, Kind, Role, Side, State, Volume
from kyles.model.item import NOT_READ
from kyles.reconcile.audit_view import Audit

ASIDE = (Role.LOAD_FILE, Role.TEXT, Role.IMAGE, Role.LIST)  # they belong to other documents
LISTED = 500  # unread files that are listed one by one

#: How a state is called to a lawyer.
STATES = {
    State.PARTIAL: "read in part", State.LOCKED: "locked", State.FAILED: "damaged",
    State.UNSUPPORTED: "no reader for this kind", State.UNMAPPED: "columns not understood",
    State.SPECIAL: "not a regular file", State.UNSTABLE: "changed while it was read",
    State.MISSING: "named, not there",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delivered:
    """A volume: to whom, when, and what it holds."""

    name: str
    defendants: tuple[str, ...]
    on: str | None
    documents: int
    pages: int
    numbers: str  # its first and last Bates numbers


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder: what it has here."""

    name: str
    documents: int
    things: int
    pages: int
    unread: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was not compared, or not whole."""

    path: str
    who: str
    state: str
    reason: str


def deliveries(audit: Audit) -> list[Delivered]:
    """Every volume by date and name."""
    volumes = {one.id: one for given in audit.given.values() for one in given.volumes}
    ordered = sorted(volumes.values(), key=lambda one: (one.on is None, one.on or "", one.name))
    return [_delivered(audit, volume) for volume in ordered]


def _delivered(audit: Audit, volume: Volume) -> Delivered:
    own = [item for item in audit.items.values()
           if item.side is Side.PRODUCED and item.volume == volume.id]  # fmt: skip
    labels = [label for item in sorted(own, key=lambda one: (one.path, one.order))
              for _, label in sorted(audit.texts.labels.get(item.id, {}).items())]  # fmt: skip
    units = Counter(unit.item for unit in audit.units)
    documents = [item for item in own if item.role not in ASIDE]
    return Delivered(
        clean(volume.name), volume.defendants, volume.on,
        sum(units.get(item.id) or 1 for item in documents),
        sum(item.version.pages for item in documents),
        " to ".join(dict.fromkeys((min(labels), max(labels)))) if labels else "",
    )  # fmt: skip


def holders(audit: Audit) -> list[Holder]:
    """Every holder by name."""
    owned: dict[str, list[Item]] = {}
    for item in audit.held.owed():
        owned.setdefault(item.holder or "", []).append(item)
    return [_holder(name, own) for name, own in sorted(owned.items())]


def _holder(name: str, own: list[Item]) -> Holder:
    documents = [item for item in own if item.kind is Kind.DOCUMENT]
    return Holder(
        clean(name), len(documents), len(own) - len(documents),
        sum(item.version.pages for item in documents),
        sum(item.version.state in NOT_READ for item in own),
    )  # fmt: skip


def unread(audit: Audit, *, quotes: bool) -> Iterator[Unread]:
    """What could not be read whole, by path. A list's columns are named by its own words."""
    volumes = {one.id: one.name for given in audit.given.values() for one in given.volumes}
    for item in sorted(audit.items.values(), key=lambda one: (one.path, one.id)):
        state = item.version.state
        if state in NOT_READ:
            shown = quotes or state is not State.UNMAPPED
            yield Unread(
                clean(item.path), clean(item.holder or volumes.get(item.volume or "", "")),
                STATES.get(state, state.value), clean(item.version.reason) if shown else "",
            )  # fmt: skip


def candidates(audit: Audit) -> int:
    """Items booked under other incidents only, which no statement here counts."""
    return sum(not link.related for link in audit.links.values())
