"""What tells one incident from others: the people, places, things, marks and words of its records.

A profile is made of entities, each a kind and a value in capitals: ("person", "DOE, T"), ("place",
"ELM"), ("thing", "REVOLVER"), ("mark", "AB12345"), ("word", "ARMOURER"); of those who collected or
handled its items; and of the days on which these were received. Numbers of cases are none of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kyles import dates, mentions
from kyles.mentions import things
from kyles.mentions.people import parts
from kyles.mentions.things import Thing
from kyles.mentions.wording import clear
from kyles.model import Mention
from kyles.reconcile.people_named import RANKED

Entity = tuple[str, str]

GIVERS = ("received_from", "owner", "person", "defendant")  # facts that name who is no keeper
HANDLERS = ("collected_by", "handled_by")
DESCRIBING = ("description", "title", "kind", "make", "model", "calibre", "note", "place")
MARKS = frozenset({"serial", "plate", "phone", "vin", "imei", "lot"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_STREET = re.compile(r"[\w'’]{2,}")
_WORDS_OF_ALL = """
about after again also been before being case could date deputy detective during each evidence from
have incident into item items number officer other over police property received report said same
sheriff should some stated such taken that than their them then there these they this through under
until unknown were what when where which while with within would your booked collected serial"""
_COMMON = frozenset(_WORDS_OF_ALL.upper().split())
_SORTS = "ST AVE RD DR BLVD LN CT PL HWY PKWY CIR TER TRL THE AND OF NE NW SE SW"
_ROAD = frozenset(_SORTS.split())


@dataclass(frozen=True, slots=True)
class Profile:
    """What the records of one incident, or one item, speak of."""

    entities: frozenset[Entity] = frozenset()
    handlers: frozenset[str] = frozenset()  # last names
    days: frozenset[int] = frozenset()  # as ordinals


def joined(some: Iterable[Profile]) -> Profile:
    """One profile of several records."""
    every = list(some)
    return Profile(
        frozenset().union(*(one.entities for one in every)),
        frozenset().union(*(one.handlers for one in every)),
        frozenset().union(*(one.days for one in every)),
    )


def of_row(facts: Mapping[str, str]) -> Profile:
    """What a row of an inventory speaks of."""
    words = "; ".join(facts[name] for name in DESCRIBING if facts.get(name))
    people = (_full(facts[name]) for name in GIVERS if facts.get(name))
    entities = {("person", name) for name in people if name}
    entities |= set(_said(said_in(words))) | set(_words(words))
    entities |= set(_described(things.describe(words)))
    if facts.get("serial"):
        entities.add(("mark", _mark(facts["serial"])))
    if facts.get("place"):
        entities |= set(_place(facts["place"]))
    return Profile(frozenset(entities), frozenset(_handlers(facts)), frozenset(_days(facts)))


@lru_cache(maxsize=1 << 16)
def said_in(words: str) -> tuple[Mention, ...]:
    """The mentions in a cell of a list; many rows have the same words."""
    return mentions.find_all(words)


def of_page(text: str, said: Iterable[Mention], described: Iterable[Thing]) -> Profile:
    """What a page speaks of, with its mentions and things as they were found in its text."""
    told = list(said)
    officers = [one for one in told if one.kind == "person" and _on_duty(text, one)]
    others = [one for one in told if one not in officers]
    entities = {*_said(others), *_words(text), *_described(described)}
    return Profile(frozenset(entities), frozenset(map(_last_name, officers)))


def _said(some: Iterable[Mention]) -> Iterator[Entity]:
    for one in some:
        if one.kind == "person":
            yield "person", _full(one.value)
        elif one.kind == "place":
            yield from _place(one.value)
        elif one.kind in MARKS:
            yield "mark", _mark(one.value)


def _on_duty(text: str, person: Mention) -> bool:
    """Whether somebody is named with a rank: he may have collected what the page speaks of."""
    return RANKED.search(text[max(0, person.start - 24) : person.start]) is not None


def _full(name: str) -> str:
    """A person's last name and first: "DOE, T"."""
    last, others = parts(name)
    return f"{last}, {others[0]}" if last and others else last


def _last_name(person: Mention) -> str:
    return person.value.partition(",")[0]


def _described(some: Iterable[Thing]) -> Iterator[Entity]:
    for thing in some:
        yield "thing", thing.noun
        yield from (("attribute", one) for one in (thing.calibre, thing.make) if one)
        if thing.serial:
            yield "mark", _mark(thing.serial)


def _place(words: str) -> Iterator[Entity]:
    """The words of a place one by one: any of them may be misread or left out."""
    for word in _STREET.findall(words.upper()):
        if word not in _ROAD:
            yield "place", word


def _words(text: str) -> Iterator[Entity]:
    return (("word", word) for word in map(str.upper, _WORD.findall(text)) if word not in _COMMON)


def _mark(number: str) -> str:
    return clear(number).replace("-", "")


def _handlers(facts: Mapping[str, str]) -> Iterator[str]:
    for name in HANDLERS:
        if last := parts(facts.get(name, ""))[0]:
            yield last


def _days(facts: Mapping[str, str]) -> Iterator[int]:
    for known in dates.read(facts.get("received_on", "").split(" ")[0]):
        if known.day:
            yield known.day.toordinal()
