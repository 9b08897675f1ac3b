"""Linked defendants: the items of an incident, for every defendant of every matter that has it.

Each matter answers for its own defendants: its productions, its events, its verdicts. An item that
is held in one matter and not in another stays listed for that one's defendants too; what they were
given is then searched for it. What concerns one defendant alone is listed for no other.

All of it is for whoever is cleared for all of these matters. It is made for the eye and recorded
nowhere: no finding, certificate, letter or export is made of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kyles.mentions import normal
from kyles.model import Item
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.given import Texts, cover
from kyles.reconcile.history import Standing, standing
from kyles.reconcile.identified import Identified
from kyles.reconcile.links import named
from kyles.reconcile.things import statuses
from kyles.store import View


@dataclass(frozen=True, slots=True)
class Stand:
    """How a defendant of one of the matters stands to an item."""

    matter: str
    is_held: bool  # in that matter; where not, what its defendants were given was searched
    standing: Standing


@dataclass(frozen=True, slots=True)
class Linked:
    """An item of a shared incident, the matter that lists it, and every defendant."""

    item: Item
    matter: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True)
class Party:
    """A matter as reconciled; `view` keeps what comparing costs."""

    audit: Audit
    view: View

    @cached_property
    def incidents(self) -> frozenset[str]:
        return frozenset(map(normal, self.audit.matter.incidents))

    def shares(self, other: "Party") -> tuple[str, ...]:
        """The incidents that another matter has too, as this one writes them."""
        numbers = self.audit.matter.incidents
        return tuple(one for one in numbers if normal(one) in other.incidents)

    @cached_property
    def owed(self) -> dict[str, tuple[Item, tuple[str, ...]]]:
        """Each item with the defendants of this matter whom it concerns."""
        found: dict[str, tuple[Item, tuple[str, ...]]] = {}
        for item, name in self.audit.owed():
            found[item.id] = (item, (*found.get(item.id, (item, ()))[1], name))
        return found

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        return named(self.audit.held, self.audit.spoken)

    @cached_property
    def _by_content(self) -> dict[str, Item]:
        return {item.version.sha256: item for item, _ in self.owed.values() if item.version.sha256}

    def concerns(self, item: Item, shared: frozenset[str]) -> bool:
        """Whether an item of this matter is of a shared incident: not only of another one."""
        own = self._named.get(item.id, set()) & self.incidents
        return bool(shared) and (not own or bool(own & shared))

    def same(self, item: Item) -> Item | None:
        """The item as this matter has it: the same place or number of a holder, or its bytes."""
        if item.id in self.owed:
            return self.owed[item.id][0]
        return self._by_content.get(item.version.sha256 or "")


def linked(here: Party, others: Sequence[Party]) -> Iterator[Linked]:
    """The items of this matter, then those that only another one lists, each told once."""
    every = _Every((here, *others))
    told: set[tuple[int, str]] = set()
    for at, party in enumerate(every.parties):
        for item, _ in party.owed.values():
            if (at, item.id) not in told and (not at or every.links(at, 0, item)):
                told |= {(to, same.id) for to, other in enumerate(every.parties)
                         if (same := other.same(item))}  # fmt: skip
                yield Linked(item, party.audit.matter.title, tuple(every.stands(at, item)))


class _Every:
    """The matters together; what one's defendants have of another's items is looked up once."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.parties = parties
        self._searched: dict[tuple[int, int], Audit] = {}

    def links(self, at: int, to: int, item: Item) -> bool:
        """Whether an item of one matter is of an incident that another one has too."""
        one, other = self.parties[at], self.parties[to]
        return at == to or one.concerns(item, one.incidents & other.incidents)

    def stands(self, at: int, item: Item) -> Iterator[Stand]:
        for to, other in enumerate(self.parties):
            if self.links(at, to, item):
                own = other.same(item)
                audit = other.audit if own else self._search(at, to)
                for name in self._names(other, own, item):
                    yield Stand(other.audit.matter.title, own is not None,
                                standing(audit, own or item, name))  # fmt: skip

    @staticmethod
    def _names(other: Party, own: Item | None, item: Item) -> tuple[str, ...]:
        if own:
            return other.owed[own.id][1]
        return () if item.defendant else other.audit.matter.defendants

    def _search(self, at: int, to: int) -> Audit:
        if (at, to) not in self._searched:
            self._searched[at, to] = searched(
                self.parties[to].audit, self.parties[at].audit, self.parties[0].view
            )
        return self._searched[at, to]


def searched(there: Audit, here: Audit, view: View) -> Audit:
    """What defendants of one matter were given, beside what another matter holds."""
    own = {item: key for item, key in here.texts.contents.items() if item in here.held.by_id}
    texts = Texts({**there.texts.contents, **own}, {**there.texts.pages, **here.texts.pages},
                  there.texts.labels)  # fmt: skip
    coverage, things = {}, {}
    for name, one in there.given.items():
        for item, told in cover(view, here.held, one, texts, there.log).items():
            coverage[item, name] = told
        seen = Identified(there.matter, one, there.spoken, there.entries, texts)
        for thing, status in statuses(here.held.like_things(), one, seen, there.log).items():
            things[thing, name] = status
    return replace(there, held=here.held, coverage=coverage, things=things, texts=texts)
