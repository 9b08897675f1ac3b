"""How lists and documents describe the same numbered thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kyles.mentions import normal, things
from kyles.mentions.things import Thing
from kyles.model import Item, Kind, Passage
from kyles.reconcile.audit_view import Audit, passage

NEAR = 220  # characters around a thing's number that describe it
CONTAINER = re.compile(
    r"\b(?:box|bag|envelope|packet|package|case|carton|container)\b", re.IGNORECASE
)


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


def _by_number(audit: Audit) -> dict[str, list[Passage]]:
    """Where documents name things by number, by the number's normal form."""
    found: dict[str, list[Passage]] = {}
    for item in sorted(audit.items.values(), key=lambda one: (one.side, one.path, one.id)):
        for said in audit.spoken.of(item.id):
            mention = said.mention
            if mention.kind == "item":
                text = audit.text(item, said.page, said.layer)
                start, end = _sentence(text, mention.start, mention.end)
                place = passage(item, said.page, said.layer, start, end, text)
                found.setdefault(mention.value, []).append(place)
    return found


def _texts(audit: Audit, places: list[Passage] | tuple[Passage, ...]) -> Iterator[Described]:
    for place in places:
        text = audit.text(audit.items[place.item], place.page, place.reading)
        for thing in things.describe(text[place.start : place.end])[:1]:
            yield Described(thing, place)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or table row around a span, at most NEAR characters each way."""
    before = re.split(r"(?<=[.;!?])\s|\n\s*\n", text[max(0, start - NEAR) : start])[-1]
    after = re.split(r"(?<=[.;!?])\s|\n\s*\n", text[end : end + NEAR])[0]
    return start - len(before), end + len(after)
