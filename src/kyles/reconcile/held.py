"""What is held, ready to be compared: items, their texts, and which things are held documents.

An inventory row is a reference. Where the thing that it makes is a held file (by name, by number in
the name, by hash), the row adds its facts to that file, and there is no thing. A row that names a
file which nobody holds is told as that, and makes a thing only where it has a number of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kyles.model import Fact, Item, Kind, Role, Side, State
from kyles.reconcile.file_names import FileNames
from kyles.store import View, items, lists
from kyles.store.lists import Entry

OF_OTHERS = (Role.LOAD_FILE, Role.TEXT, Role.IMAGE, Role.LIST)
#: Facts of which a row of a custody log has one, and no row of an inventory; and a row that tells
#: that a thing was sent to a laboratory, or that somebody looked at a recording.
OF_CUSTODY = frozenset({"happened_on", "action", "released_by", "taken_by", "submitted_on",
                        "returned_on", "accessed_on"})  # fmt: skip
LASTING = ("description", "title", "kind", "incident", "defendant", "number")
OF_LABORATORY = ("lab_number", "examination", "result")


@dataclass(frozen=True)
class Held:
    """The held side of a matter: its items with the facts that lists tell of them."""

    items: tuple[Item, ...]
    entries: tuple[Entry, ...]
    unresolved: tuple[Entry, ...]  # rows that name a file nobody holds
    custody: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # rows of logs, by item

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    def documents(self) -> Iterator[Item]:
        """Documents that could be owed: not the lists and load files that tell of others."""
        return (
            item for item in self.items if item.kind is Kind.DOCUMENT and item.role not in OF_OTHERS
        )

    def owed(self) -> Iterator[Item]:
        """Documents and things, by path: what a defendant can be owed."""
        return (item for item in self.items if item.role not in OF_OTHERS)

    def like_things(self) -> Iterator[Item]:
        """Things, and documents of which only the hash is kept: text says nothing of either."""
        return (
            item
            for item in self.owed()
            if item.kind is Kind.THING or item.version.state is State.RESTRICTED
        )


def held(view: View) -> Held:
    """The held side at a view, with every list's rows resolved."""
    every = items.every(view, side=Side.HELD)
    documents = [one for one in every if one.kind is Kind.DOCUMENT and one.role not in OF_OTHERS]
    listed = {item.id: item for item in every}
    names = FileNames(documents)
    entries = [entry for entry in lists.entries(view) if entry.list in listed]
    targets = [names.of(entry, listed[entry.list]) for entry in entries]
    unresolved = tuple(entry for entry, target in zip(entries, targets, strict=True)
                       if target is None and entry.facts.get("file"))  # fmt: skip
    instead = {entry.item for entry, target in zip(entries, targets, strict=True) if target}
    instead |= {entry.item for entry in unresolved if "number" not in entry.facts}
    facts: dict[str, list[Fact]] = {}
    custody: dict[str, list[Entry]] = {}
    for entry, target in zip(entries, targets, strict=True):
        about = target or entry.item or ""
        if is_custody(entry):
            custody.setdefault(about, []).append(entry)
            entry = _lasting(entry, facts.get(about, ()))
        facts.setdefault(about, []).extend(_facts(entry))
    kept = (replace(item, facts=tuple(facts.get(item.id, ()))) for item in every
            if item.id not in instead)  # fmt: skip
    return Held(tuple(kept), tuple(entries), unresolved,
                {item: tuple(rows) for item, rows in custody.items()})  # fmt: skip


def is_custody(entry: Entry) -> bool:
    """Whether a row is of a custody log: it tells of times at which a thing changed hands."""
    return bool(entry.facts.keys() & OF_CUSTODY)


def _lasting(entry: Entry, told: Iterable[Fact]) -> Entry:
    """What a log says of a thing itself, once: where it was then is no fact of today."""
    again = any(fact.item == entry.list for fact in told)
    named = {name: value for name, value in entry.facts.items() if name in LASTING}
    examined = {name: value for name, value in entry.facts.items() if name in OF_LABORATORY}
    return replace(entry, facts=examined | (named if "description" in named and not again else {}))


def _facts(entry: Entry) -> Iterator[Fact]:
    for name, value in sorted(entry.facts.items()):
        yield Fact(name, value, entry.list, entry.row)
