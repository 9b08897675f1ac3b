"""What is held, ready to be compared: items, their texts, and which things are held documents.

An inventory row is a reference. Where the thing that it makes is a held file (by name, by number in
the name), the row adds its facts to that file, and there is no thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from kyles.mentions import normal
from kyles.model import Fact, Item, Kind, Role, Side, State
from kyles.store import View, items, lists
from kyles.store.lists import Entry

OF_OTHERS = (Role.LOAD_FILE, Role.TEXT, Role.IMAGE, Role.LIST)
NAMES = ("file", "number", "title")  # facts that can name a held file


@dataclass(frozen=True)
class Held:
    """The held side of a matter: its items with the facts that lists tell of them."""

    items: tuple[Item, ...]
    entries: tuple[Entry, ...]
    unresolved: tuple[Entry, ...]  # rows that name a file nobody holds

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
    documents = {
        one.id: one for one in every if one.kind is Kind.DOCUMENT and one.role not in OF_OTHERS
    }
    names = _Names(list(documents.values()))
    lists_held = {item.id for item in every if item.role is Role.LIST}
    entries = [entry for entry in lists.entries(view) if entry.list in lists_held]
    facts: dict[str, list[Fact]] = {}
    resolved: set[str] = set()
    unresolved = []
    for entry in entries:
        target = names.of(entry)
        if target:
            resolved.add(entry.item or "")
        elif entry.facts.get("file"):
            unresolved.append(entry)
        told = [
            Fact(name, value, entry.list, entry.row) for name, value in sorted(entry.facts.items())
        ]
        facts.setdefault(target or entry.item or "", []).extend(told)
    kept = [
        replace(item, facts=tuple(facts.get(item.id, ())))
        for item in every
        if item.id not in resolved
    ]
    return Held(tuple(kept), tuple(entries), tuple(unresolved))


class _Names:
    """Held files by the names that a list may give them."""

    def __init__(self, documents: Sequence[Item]) -> None:
        self.names: dict[str, set[str]] = {}
        for item in documents:
            path = PurePosixPath(item.path)
            for name in {path.name, path.stem, item.path}:
                self.names.setdefault(_normal(name), set()).add(item.id)

    def of(self, entry: Entry) -> str | None:
        """The held file that a row names, if exactly one fits."""
        for fact in NAMES:
            told = entry.facts.get(fact, "")
            if not told:
                continue
            path = PurePosixPath(told.replace("\\", "/"))
            for name in (told, path.name, path.stem):
                found = self.names.get(_normal(name), set())
                if len(found) == 1:
                    return next(iter(found))
        return None


def _normal(name: str) -> str:
    return normal(name).casefold()
