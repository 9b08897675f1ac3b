"""What a matter knows of a source already: its items, their families, and what follows from them.

Adding again compares with this, so that what has not changed is neither read nor recorded again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from kyles.intake.family import Taken
from kyles.model import Item, Kind, Role, Side, Source, State, Unit, Version
from kyles.model.item import NOT_READ
from kyles.store import View, items, lists, productions, sources
from kyles.store.lists import Entry
from kyles.store.productions import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """The items of one source as they were last recorded, and things that other sources list."""

    items: dict[str, Item]
    contents: Mapping[str, str]  # item -> content
    children: Mapping[str, list[str]]
    entries: Mapping[str, list[Entry]]  # of every list, by list
    units: Mapping[str, list[Unit]]
    labels: Mapping[str, Mapping[int, str]]
    problems: Mapping[str, list[Problem]]
    things: Mapping[str, Item] = field(default_factory=dict)  # of other sources
    source: Source | None = None  # as it was last added
    completed: bool = False

    def same(self, taken: Taken, content: str | None) -> bool:
        """Whether nothing but the item itself can differ from what was recorded of it."""
        key = taken.item.id
        pages = taken.pages
        labels = {at: one for at, one in enumerate(pages.labels, 1) if one} if pages else {}
        return (
            content == self.contents.get(key)
            and list(taken.entries) == self.entries.get(key, [])
            and labels == self.labels.get(key, {})
            and sorted(pages.units if pages else (), key=lambda one: one.first)
            == self.units.get(key, [])
            and list(taken.problems) == self.problems.get(key, [])
        )

    def family(self, key: str) -> set[str]:
        """An item, everything inside it, and the things that its lists name."""
        found: set[str] = set()
        waiting = [key]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.children.get(one, ())
                found.update(entry.item for entry in self.entries.get(one, ()) if entry.item)
        return found

    def is_plain(self, key: str) -> bool:
        """Whether an item is a file of nothing but pages, read whole: all that follows from it was
        recorded with it, however the adding ended.
        """
        item = self.items.get(key)
        if item is None or item.role is not Role.FILE or item.version.state is not State.OK:
            return False
        only_pages = 0 < item.version.pages == item.version.emitted
        return only_pages and not self.entries.get(key)

    def removed(self, key: str) -> bool:
        """Whether an order had an item removed: it does not come back with its folder."""
        return key in self.items and self.items[key].version.state is State.EXPUNGED

    def unsettled(self, *, same_readers: bool = False) -> set[str]:
        """Items that are to be read again though their bytes are the same, and what holds them.

        A file that could not be read may be read now: by a newer reader, with more time. By the
        same readers as before, what they said of its bytes stands.
        """
        found: set[str] = set()
        for item in self.items.values():
            above: str | None = item.id
            again = item.version.state in NOT_READ or item.version.state is State.GONE
            if again and not (same_readers and _is_told_by_its_bytes(item.version)):
                while above and above not in found:
                    found.add(above)
                    above = self.items[above].parent if above in self.items else None
        return found

    def named_elsewhere(self) -> set[str]:
        """Things that lists of other sources name."""
        return {
            entry.item
            for key, told in self.entries.items()
            if key not in self.items
            for entry in told
            if entry.item
        }


def _is_told_by_its_bytes(version: Version) -> bool:
    """Whether a reader said why it cannot read a file, or no reader is for its kind.

    A reader that died has said nothing, and one that lacks a part may have it now.
    """
    if version.state is State.UNSUPPORTED:
        return not version.failed
    told = version.state in (State.LOCKED, State.PARTIAL, State.FAILED)
    return told and version.failed > 0


def known(view: View, source: str) -> Known:
    """What is known of a source at a view."""
    own = {item.id: item for item in items.every(view, source=source, tombstones=True)}
    last = [one for one in sources.addings(view) if one.source.id == source]
    return Known(
        items=own,
        contents=items.contents(view, own.values()),
        children=_children(own.values()),
        entries=_grouped(lists.entries(view), by=attrgetter("list")),
        units=_grouped(productions.units(view), by=attrgetter("item")),
        labels=productions.labels(view),
        problems=_grouped(productions.problems(view), by=attrgetter("item")),
        things={item.id: item for item in items.every(view, side=Side.HELD)
                if item.kind is Kind.THING and item.source != source},
        source=last[0].source if last else None,
        completed=bool(last) and last[0].completed,
    )  # fmt: skip


def _grouped(some: Iterable[T], *, by: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for one in some:
        found.setdefault(by(one), []).append(one)
    return found


def _children(some: Iterable[Item]) -> dict[str, list[str]]:
    grouped = _grouped(some, by=lambda item: item.parent or "")
    return {parent: [item.id for item in inside] for parent, inside in grouped.items()}
