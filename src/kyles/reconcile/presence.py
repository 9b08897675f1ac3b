"""Which kinds of things are there, and where they are spoken of: for what is ordinarily created."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kyles import mentions
from kyles.law import Selector
from kyles.model import Item, Kind, Mention, Passage, Role, Side
from kyles.reconcile import records
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.references import quoted
from kyles.store.lists import Entry

CITED = 12  # passages cited for one expectation


@dataclass(frozen=True)
class Presence:
    """The items of a matter, with what each is and what each speaks of."""

    audit: Audit
    items: Sequence[Item]

    def mentioning(self, selectors: Sequence[Selector]) -> tuple[Passage, ...]:
        """Passages that speak of one of some kinds, or rows that list one: one a page."""
        found: dict[tuple[str, int], Passage] = {}
        for item in self.items:
            for place in self._passages(item, selectors):
                found.setdefault((place.item, place.page), place)
        for entry in self._rows:
            if _shows(records.shown(entry), selectors):
                found.setdefault((entry.list, entry.row), self.audit.row(entry))
        return tuple(found.values())[:CITED]

    def has(self, selectors: Sequence[Selector]) -> bool:
        """Whether something held or given is of one of some kinds."""
        return any(
            _matches(mention, selectors) for item in self.items for mention in self._is(item)
        ) or any(_shows(records.is_of(entry), selectors) for entry in self._rows)

    @cached_property
    def _rows(self) -> Sequence[Entry]:
        """Rows of lists that show something was there, of this matter or of no incident."""
        own = self.audit.matter.incidents
        telling = (one for one in self.audit.entries if one.list in self.audit.items
                   and (any(records.shown(one)) or any(records.is_of(one))))  # fmt: skip
        return [one for one in telling if records.concerns(one, own)]

    def _passages(self, item: Item, selectors: Sequence[Selector]) -> Iterator[Passage]:
        if item.kind is Kind.THING and any(_matches(one, selectors) for one in self._is(item)):
            yield from self.audit.told_of(item)
        if item.side is Side.HELD and item.role is Role.LIST:
            return  # its rows were cited
        for said in self.audit.spoken.of(item.id):
            if _matches(said.mention, selectors):
                yield quoted(item, said, self.audit.texts)

    def _is(self, item: Item) -> Iterator[Mention]:
        """What an item is: by its head and name, or by its row's description."""
        if item.kind is Kind.THING:
            words = " ".join(fact.value for fact in item.facts
                             if fact.name in ("description", "title", "kind"))  # fmt: skip
            yield from mentions.find_all(words)
        else:
            yield from self.audit.spoken.identity(item.id)


def presence(audit: Audit) -> Presence:
    """What is held of this matter, candidates apart, and what was given."""
    aside = {item for item, link in audit.links.items() if not link.related}
    items = [item for item in audit.items.values() if item.id not in aside]
    return Presence(audit, sorted(items, key=lambda one: (one.side, one.path, one.id)))


def _shows(told: Iterable[records.Shown], selectors: Sequence[Selector]) -> bool:
    return any(selector.matches(*one) for one in told for selector in selectors)


def _matches(mention: Mention, selectors: Sequence[Selector]) -> bool:
    return not mention.negated and any(
        selector.matches(mention.kind, mention.value) for selector in selectors
    )
