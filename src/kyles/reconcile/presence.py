"""Which kinds of things are there, and where they are spoken of: for what is ordinarily created."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyles import mentions
from kyles.law import Selector
from kyles.model import Item, Kind, Mention, Passage, Role, Side
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.references import quoted

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
        return tuple(found.values())[:CITED]

    def has(self, selectors: Sequence[Selector]) -> bool:
        """Whether something held or given is of one of some kinds."""
        return any(
            _matches(mention, selectors) for item in self.items for mention in self._is(item)
        )

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
            yield from self.audit.spoken.identity(item, self.audit.texts)


def presence(audit: Audit) -> Presence:
    """What is held of this matter, candidates apart, and what was given."""
    aside = {item for item, link in audit.links.items() if not link.related}
    items = [item for item in audit.items.values() if item.id not in aside]
    return Presence(audit, sorted(items, key=lambda one: (one.side, one.path, one.id)))


def _matches(mention: Mention, selectors: Sequence[Selector]) -> bool:
    return not mention.negated and any(
        selector.matches(mention.kind, mention.value) for selector in selectors
    )
