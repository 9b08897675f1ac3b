"""How lists and documents describe the same numbered thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyles.mentions import normal, things
from kyles.mentions.things import Thing
from kyles.model import Item, Kind, Passage
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.passages import passage
from kyles.reconcile.spoken import Said

NEAR = 220  # characters around a thing's number that describe it
CONTAINER = re.compile(
    r"\b(?:box|bag|envelope|packet|package|case|carton|container|magazine)(?:es|s)?\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.;!?])\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Described:
    """One description of a thing, and where it stands."""

    thing: Thing
    place: Passage


def described(audit: Audit) -> Iterator[tuple[Item, list[Described]]]:
    """Every numbered thing with its descriptions of one noun, the list's own first."""
    spoken = _by_number(audit)
    for item in audit.held.items:
        if item.kind is Kind.THING and item.number:
            told = [*_rows(audit, item), *_texts(audit, spoken.get(normal(item.number), ()))]
            same = [one for one in told if told and one.thing.noun == told[0].thing.noun]
            if len(same) > 1:
                yield item, same


def _rows(audit: Audit, item: Item) -> Iterator[Described]:
    """What rows say; a quantity counts containers where the description names one."""
    for place in audit.told_of(item):
        facts = {fact.name: fact.value for fact in item.facts
                 if (fact.item, fact.row) == (place.item, place.page)}  # fmt: skip
        words, quantity = facts.get("description", ""), facts.get("quantity", "")
        for thing in things.describe(words)[:1]:
            if thing.count is None and quantity.isdigit() and not CONTAINER.search(words):
                thing = replace(thing, count=int(quantity))
            yield Described(thing, place)


def _by_number(audit: Audit) -> dict[str, list[tuple[Item, Said]]]:
    """Where documents name things by number, by the number's normal form."""
    found: dict[str, list[tuple[Item, Said]]] = {}
    for item in sorted(audit.items.values(), key=lambda one: (one.side, one.path, one.id)):
        for said in audit.spoken.of(item.id):
            if said.mention.kind == "item":
                found.setdefault(said.mention.value, []).append((item, said))
    return found


def _texts(audit: Audit, some: Sequence[tuple[Item, Said]]) -> Iterator[Described]:
    """The thing nearest to its number in the sentence, with no other number between."""
    for item, said in some:
        text = audit.text(item, said.page, said.layer)
        start, end = _sentence(text, said.mention.start, said.mention.end)
        others = [one.mention for one in audit.spoken.of(item.id)
                  if one.page == said.page and one.layer == said.layer
                  and one.mention.kind == "item" and one.mention.start != said.mention.start
                  ]  # fmt: skip
        near = [
            (_between(said, start + first, start + last), thing)
            for thing, first, last in things.located(text[start:end])
        ]
        free = [(abs(stop - begin), thing) for (begin, stop), thing in near
                if not any(begin <= other.start < stop for other in others)]  # fmt: skip
        if free:
            nearest = min(free, key=lambda one: one[0])[1]
            yield Described(nearest, passage(item, said.page, said.layer, start, end, text))


def _between(said: Said, start: int, end: int) -> tuple[int, int]:
    """The stretch between a thing's words and its number."""
    mention = said.mention
    return (end, mention.start) if end <= mention.start else (mention.end, max(start, mention.end))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or table row around a span, at most NEAR characters each way."""
    before = _END.split(text[max(0, start - NEAR) : start])[-1]
    after = _END.split(text[end : end + NEAR])[0]
    return start - len(before), end + len(after)
