"""What the items of another incident share with the items of this matter.

Strong kinds: a *number* (a document of this matter names the other incident, or an item booked
under it), a *person* who keeps nothing and is named in few other incidents, a *serial* number or
another *mark*, a *place* in few other incidents, and a *thing* alike down to its count, calibre or
make, or only by its name on a page that names the person too. Weak ones, which relate nothing by
themselves: the same *collector*, *days* near each other, and a case number that is spelled like
this matter's but for a digit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from kyles.mentions import normal, things
from kyles.mentions.people import parts, same_person
from kyles.mentions.things import Thing
from kyles.mentions.wording import clear
from kyles.model import Item, Matter, Passage
from kyles.reconcile.given import Texts
from kyles.reconcile.pages import inside as on_page
from kyles.reconcile.passages import passage
from kyles.reconcile.people_named import PeopleNamed
from kyles.reconcile.shared_marks import Marked, Shared
from kyles.reconcile.spoken import Said, Spoken

RARE = 2  # other incidents in which a person may be named and still tell something
STRONG = 4  # digits of a number that is hardly another list's
WEAK = frozenset({"collector", "days", "spelling"})


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that a candidate and this matter share, with a passage of each."""

    kind: str  # "number", "person", "serial", "mark", "place", "thing", or one of WEAK
    says: str
    sources: tuple[Passage, ...]


@dataclass(frozen=True)
class Signals:
    """Compares the items of each other incident (`groups`) with those of this matter (`inside`)."""

    matter: Matter
    inside: Sequence[Item]
    groups: Mapping[str, Sequence[Item]]
    spoken: Spoken
    texts: Texts

    def of(self, incident: str) -> Iterator[Signal]:
        """Every signal of one other incident."""
        group = self.groups[incident]
        yield from self._numbers(incident, group)
        people = list(self._people(incident))
        yield from people
        pages = {(place.item, place.page) for one in people for place in one.sources}
        yield from self._things(group, pages)
        yield from self._marked(incident)
        yield from self._spelled(incident)

    def _marked(self, incident: str) -> Iterator[Signal]:
        """Marks, places, collectors and days that both have."""
        for value, places in self._shared.marks(incident):
            yield Signal("mark", f"both have the number {value}", places)
        for value, places in self._shared.rare("place", incident):
            yield Signal("place", f"both name {value}", places)
        for value, places in self._shared.rare("handler", incident):
            yield Signal("collector", f"both were collected or handled by {value}", places)
        if near := self._shared.near(incident):
            days, places = near
            apart = "on the same day" if not days else f"{days} days apart"
            yield Signal("days", f"received {apart}", places)

    def _spelled(self, incident: str) -> Iterator[Signal]:
        """A number that differs from one of this matter's in one digit, or two that changed places.

        Neighbours in a list of numbers do too, so that it tells very little.
        """
        for own in self.matter.incidents:
            if DamerauLevenshtein.distance(clear(own), clear(incident)) == 1:
                yield Signal("spelling", f"the number differs from {own} by one digit", ())

    @cached_property
    def _shared(self) -> Shared:
        groups = {key: Marked(group, self.spoken) for key, group in self.groups.items()}
        return Shared(Marked(self.inside, self.spoken), groups)

    def _numbers(self, incident: str, group: Sequence[Item]) -> Iterator[Signal]:
        """The first document of this matter that names the incident, or an item under it."""
        numbers = {normal(item.number) for item in group if item.number}
        strong = {one for one in numbers if sum(map(str.isdigit, one)) >= STRONG} | {incident}
        for item in self.inside:
            for said in self.spoken.of(item.id):
                if said.mention.kind in ("item", "incident") and said.mention.value in strong:
                    says = f"{item.path} names {' '.join(said.mention.text.split())}"
                    yield Signal("number", says, (place_of(item, said),))
                    return

    def _people(self, incident: str) -> Iterator[Signal]:
        """Somebody named under the other incident and in this matter, and in few others."""
        for theirs in self._by_incident[incident].every():
            ours = self._ours.alike(theirs.name)
            if ours is None and not self._is_defendant(theirs.name):
                continue
            others = sum(named.alike(theirs.name) is not None
                         for other, named in self._by_incident.items()
                         if other != incident)  # fmt: skip
            if others <= RARE:
                places = [one.place for one in (theirs, ours) if one]
                yield Signal("person", f"both name {theirs.name}", tuple(places))

    def _is_defendant(self, name: str) -> bool:
        """Whether somebody may be a defendant; a last name alone is too little to tell."""
        return bool(parts(name)[1]) and any(
            same_person(name, one) for one in self.matter.defendants
        )

    @cached_property
    def _by_incident(self) -> dict[str, PeopleNamed]:
        return {incident: PeopleNamed(group, self.spoken, self.texts)
                for incident, group in self.groups.items()}  # fmt: skip

    @cached_property
    def _ours(self) -> PeopleNamed:
        """Those of this matter, also where its texts name somebody of another incident's rows."""
        rows = [one.name for named in self._by_incident.values() for one in named.of_rows]
        return PeopleNamed(self.inside, self.spoken, self.texts, known=rows)

    def _things(self, group: Sequence[Item], pages: set[tuple[str, int]]) -> Iterator[Signal]:
        told: set[str] = set()
        for item in group:
            for theirs, place in self._described(item):
                for ours, other in self._own_things:
                    kind = _shared(theirs, ours)
                    if kind and kind not in told:
                        told.add(kind)
                        yield Signal(kind, f"both speak of {_common(theirs, ours)}", (place, other))
                if "thing" not in told and (beside := self._beside(theirs, pages)):
                    told.add("thing")
                    yield Signal("thing", f"both speak of {theirs.noun.lower()}", (place, beside))

    @cached_property
    def _own_things(self) -> list[tuple[Thing, Passage]]:
        return [one for item in self.inside for one in self._described(item)]

    def _described(self, item: Item) -> Iterator[tuple[Thing, Passage]]:
        """The things that an item's rows and text describe."""
        for fact in item.facts:
            if fact.name == "description":
                for thing in things.describe(fact.value):
                    yield thing, Passage(fact.item, item.path.split("#")[0], fact.row, "row",
                                         quote=fact.value)  # fmt: skip
        pages = {said.page for said in self.spoken.of(item.id)
                 if said.mention.kind == "thing" and not said.mention.negated}  # fmt: skip
        for page in sorted(pages):
            text = on_page(self.texts.of(item.id).get(page, ()), "text")
            for thing, start, end in things.located(text):
                yield thing, passage(item, page, "text", start, end, text)

    def _beside(self, thing: Thing, pages: set[tuple[str, int]]) -> Passage | None:
        """A thing of the same name, and of no other kind, on a page that names the person too."""
        for item in self.inside:
            for page, readings in sorted(self.texts.of(item.id).items()):
                if (item.id, page) in pages:
                    text = on_page(readings, "text")
                    if any(one.noun == thing.noun and not _differ(one, thing)
                           for one in things.describe(text)):  # fmt: skip
                        return Passage(item.id, item.path, page, "text")
        return None


def _differ(one: Thing, other: Thing) -> bool:
    """Whether two things cannot be one: another calibre or serial number."""
    pairs = ((one.calibre, other.calibre), (one.serial, other.serial))
    return any(a and b and a != b for a, b in pairs)


def _shared(one: Thing, other: Thing) -> str:
    """`serial` or `thing` where two descriptions agree in something that tells; "" otherwise."""
    if one.serial and one.serial == other.serial:
        return "serial"
    if one.noun != other.noun or _differ(one, other):
        return ""
    return "thing" if _common(one, other) != one.noun.lower() else ""


def _common(one: Thing, other: Thing) -> str:
    """What two descriptions have in common, in words: `24 rounds of .45`."""
    count = f"{one.count} " if one.count == other.count and (one.count or 1) > 1 else ""
    words = [one.noun.lower()]
    words += [a for a, b in ((one.calibre, other.calibre), (one.make, other.make)) if a and a == b]
    serial = [f"serial number {one.serial}"] if one.serial and one.serial == other.serial else []
    return f"{count}{' '.join([*words, *serial])}"


def place_of(item: Item, said: Said) -> Passage:
    """Where a mention stands."""
    mention = said.mention
    return Passage(item.id, item.path, said.page, said.layer, mention.start, mention.end,
                   " ".join(mention.text.split()))  # fmt: skip
