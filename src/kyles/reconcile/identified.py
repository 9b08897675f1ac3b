"""Which things the documents and lists that a defendant was given identify, and where.

By the thing's number; or by two other signals on one page: a description that agrees with it in
something that tells (count, calibre, make), and the person it came from, its place, or its serial
number. A short number such as "Item 7" is in many lists: the page must name the thing too. A
document that names only other incidents identifies nothing under this matter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kyles.mentions import normal, things
from kyles.mentions.people import parts, same_person
from kyles.mentions.things import Thing
from kyles.model import Item, Manner, Matter, Passage
from kyles.reconcile.given import Given, Texts
from kyles.reconcile.pages import inside
from kyles.reconcile.spoken import Spoken
from kyles.store.lists import Entry

COPIES = (Manner.SERVED, Manner.EMAIL)
NUMBERED = ("item", "exhibit", "lab")
GIVERS = ("received_from", "owner", "person")
STRONG = 4  # digits of a number that is hardly another list's
SHORTEST_PLACE = 3  # characters
_NAME = re.compile(r"(?:[A-Z][\w'’-]*\.?\s+){0,2}[A-Z][\w'’-]+|[A-Z][\w'’-]+,\s+[A-Z][\w.'’-]*")


@dataclass(frozen=True, slots=True)
class _Page:
    """Words that were given: a page, or a row of a list; the numbers and things that it names."""

    place: Passage
    text: str
    numbers: frozenset[str]
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Identified:
    """What one defendant was given, searched for things."""

    matter: Matter
    given: Given
    spoken: Spoken
    entries: Sequence[Entry]
    texts: Texts

    def where(self, thing: Item) -> Passage | None:
        """The first page or row that identifies a thing; None if none does."""
        described = [one for words in _descriptions(thing) for one in things.describe(words)]
        for page in self._pages:
            if _by_number(thing, described, page) or _by_signals(thing, described, page):
                return page.place
        return None

    @cached_property
    def _pages(self) -> list[_Page]:
        return [*self._of_documents(), *self._of_rows()]

    @cached_property
    def _handed(self) -> dict[str, None]:
        """Ids of what was given: in volumes, or as a copy by other means."""
        copies = (one.item for one in self.given.disclosures if one.manner in COPIES)
        return dict.fromkeys([*(item.id for item in self.given.items), *copies])

    def _of_documents(self) -> Iterator[_Page]:
        paths = {item.id: item.path for item in self.given.items}
        for item in self._handed:
            said = self.spoken.of(item)
            if not self._under_this_matter({one.mention.value for one in said
                                            if one.mention.kind == "incident"}):  # fmt: skip
                continue
            for page, readings in sorted(self.texts.of(item).items()):
                numbers = frozenset(one.mention.value for one in said if one.page == page
                                    and one.mention.kind in NUMBERED
                                    and not one.mention.negated)  # fmt: skip
                text = inside(readings, "text")
                place = Passage(item, paths.get(item, ""), page, "text")
                yield _Page(place, text, numbers, things.describe(text))

    def _of_rows(self) -> Iterator[_Page]:
        for entry in self.entries:
            facts = entry.facts
            incident = {normal(facts["incident"])} if facts.get("incident") else set()
            if entry.list in self._handed and self._under_this_matter(incident):
                number = {normal(facts["number"])} if facts.get("number") else set()
                words = " | ".join(value for _, value in sorted(facts.items()))
                place = Passage(entry.list, "", entry.row, "row", quote=words)
                yield _Page(place, words, frozenset(number), things.describe(words))

    def _under_this_matter(self, incidents: set[str]) -> bool:
        own = {normal(number) for number in self.matter.incidents}
        return not own or not incidents or bool(own & incidents)


def _descriptions(thing: Item) -> list[str]:
    """What lists say that the thing is."""
    told = [fact.value for fact in thing.facts if fact.name == "description"]
    return told or [thing.title]


def _by_number(thing: Item, described: Sequence[Thing], page: _Page) -> bool:
    number = normal(thing.number or "")
    if not number or number not in page.numbers:
        return False
    strong = sum(map(str.isdigit, number)) >= STRONG
    return strong or any(one.noun == other.noun for one in described for other in page.things)


def _by_signals(thing: Item, described: Sequence[Thing], page: _Page) -> bool:
    """Two signals of different kinds, the description one of them."""
    if not any(_agree(one, other) for one in described for other in page.things):
        return False
    serials = {one.serial for one in described if one.serial}
    if serials & {one.serial for one in page.things}:
        return True
    return any(
        _names(page.text, fact.value) if fact.name in GIVERS else _has(page.text, fact.value)
        for fact in thing.facts
        if fact.name in (*GIVERS, "location")
    )


def _agree(one: Thing, other: Thing) -> bool:
    """The same noun, nothing that contradicts, and something that tells in common."""
    if one.noun != other.noun:
        return False
    pairs = [(one.quality, other.quality), (one.calibre, other.calibre), (one.make, other.make),
             (one.serial, other.serial)]  # fmt: skip
    counts = (one.count, other.count)
    if any(a and b and a != b for a, b in (*pairs, counts)):
        return False
    told = any(a and a == b for a, b in pairs[1:])
    return told or (counts[0] == counts[1] and (counts[0] or 1) > 1)


def _names(text: str, person: str) -> bool:
    last = parts(person)[0]
    return (
        bool(last)
        and last in text.upper()
        and any(
            same_person(found[0], person) and last in found[0].upper()
            for found in _NAME.finditer(text)
        )
    )


def _has(text: str, place: str) -> bool:
    words = r"\s+".join(map(re.escape, place.split()))
    long_enough = len(place.strip()) >= SHORTEST_PLACE
    return long_enough and re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
