"""The custody of a thing: what lists, logs and people tell of who had it, in order; and its gaps.

A place that received a thing (a vault, a laboratory) may release it by anybody; a person may not.
What a record does not say is left open: nothing is inferred from a day without an event.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kyles import dates
from kyles.mentions import normal
from kyles.mentions.people import parts, same_person
from kyles.model import Item, Passage
from kyles.model.assertion import Holding
from kyles.model.custody import Act, CustodyEvent
from kyles.reconcile.audit_view import Audit

_TIME = re.compile(
    r"(?P<day>.*?)(?:,? |T)(?:(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?\s*"
    r"(?P<half>[AaPp])?\.?(?:[Mm]\.?)?|(?P<four>\d{4})\s*(?:h\b|hrs\b|hours\b))"
    r"\s*(?:Z|[+-]\d\d:?\d\d|hrs?|hours)?\s*$"
)
_ACTS = tuple(
    (act, re.compile(words, re.IGNORECASE))
    for act, words in (
        (Act.DISPOSED, r"dispos|destro|destruct|auction|to (?:the )?owner|incinerat"),
        (Act.RETURNED, r"return|check(?:ed)?[- ]?in\b|sign(?:ed)? in\b|brought back"),
        (Act.CHECKED_OUT, r"check(?:ed)?[- ]?out|sign(?:ed)? out|loan|temporar|issued"),
        (Act.EXAMINED, r"exam|analy|test|imag(?:ed|ing)|parsed|photograph|inspect|view"),
        (Act.MOVED, r"\bmov|relocat|shelv"),
        (Act.RECEIVED, r"receiv|intake|book|submit|deposit|logged in|turned in|handed in"),
        (Act.COLLECTED, r"collect|seiz|recover|impound|found"),
        (Act.TRANSFERRED, r"transfer|transport|releas|deliver|ship|sent|custody|hand(?:ed)? over"),
    )
)
_PLACE = re.compile(
    r"\b(?:room|vault|locker|shelf|bin|storage|evidence|lab|laboratory|property|warehouse|safe|yard"
    r"|annex|freezer|cabinet|court|clerk|office|unit|division|department|dept|agency|police|sheriff"
    r"|county|state|fedex|ups|usps|mail|courier|bureau|counter|desk)\b",
    re.IGNORECASE,
)
_OPENED = re.compile(r"open|exam|analy|test|photograph|inspect|repack|reseal|count", re.IGNORECASE)
_HANDS = (Act.TRANSFERRED, Act.CHECKED_OUT)


@dataclass(frozen=True, slots=True)
class Break:
    """A stretch for which the record does not say who had the thing, or says two things."""

    says: str
    events: tuple[CustodyEvent, ...]

    @property
    def places(self) -> tuple[Passage, ...]:
        return tuple(one.place for one in self.events if one.place)


@dataclass(frozen=True, slots=True)
class Chain:
    """The custody of one item, by time."""

    item: Item
    events: tuple[CustodyEvent, ...]
    breaks: tuple[Break, ...]

    @property
    def outside(self) -> CustodyEvent | None:
        """The last event, where it leaves the thing with a person and not in any place."""
        last = self.events[-1] if self.events else None
        held = last and last.act in (*_HANDS, Act.COLLECTED) and is_person(last.taken_by)
        return last if last and held and not last.location else None

    @property
    def disposal(self) -> CustodyEvent | None:
        """The event that tells of its disposal, if one does."""
        return next((one for one in self.events if one.act is Act.DISPOSED), None)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of an item's custody: by an inventory, and by logs."""

    listed: tuple[CustodyEvent, ...] = ()
    logged: tuple[CustodyEvent, ...] = ()


def chains(audit: Audit) -> Iterator[Chain]:
    """The chain of every held item of which a log or a person tells something, by path."""
    for item in audit.held.owed():
        if audit.held.custody.get(item.id) or audit.custody.get(item.id):
            yield chain(audit, item)


def chain(audit: Audit, item: Item) -> Chain:
    """The custody of an item: by a list, by logs, and as people recorded it here."""
    return joined(item, written(audit, item), audit.custody.get(item.id, ()))


def written(audit: Audit, item: Item) -> Written:
    """What lists and logs tell of the custody of an item."""
    rows = audit.held.custody.get(item.id, ())
    logged = (event for row in rows for event in _of_row(row.facts, audit.row(row)))
    return Written(tuple(_listed(audit, item)), tuple(logged))


def joined(item: Item, written: Written, recorded: Sequence[CustodyEvent]) -> Chain:
    """The custody of an item, of what is written of it and what people recorded here."""
    told = [*written.logged, *recorded]
    some = [*_without_twice(written.listed, told), *told]
    own = sorted(some, key=lambda one: (one.at == "", one.at))
    return Chain(item, tuple(own), tuple(_breaks(own)))


def _without_twice(
    listed: Sequence[CustodyEvent], told: Sequence[CustodyEvent]
) -> Iterator[CustodyEvent]:
    """What a list tells of a day on which no log tells that the thing came in."""
    arrived = {one.day for one in told if one.act in (Act.RECEIVED, Act.COLLECTED)}
    yield from (one for one in listed if one.day not in arrived)


def _listed(audit: Audit, item: Item) -> Iterator[CustodyEvent]:
    """That a list has a thing received on a day, from somebody."""
    for place in audit.told_of(item):
        row = {fact.name: fact.value for fact in item.facts
               if (fact.item, fact.row) == (place.item, place.page)}  # fmt: skip
        if at := moment(row.get("received_on", "")):
            yield CustodyEvent(at=at, act=Act.RECEIVED, action="listed as received",
                               released_by=row.get("received_from", ""),
                               location=row.get("location", ""), place=place)  # fmt: skip
            return


def _of_row(told: Mapping[str, str], place: Passage) -> Iterator[CustodyEvent]:
    """What a row of a log tells of; one of a laboratory tells of the way there and back."""
    if told.get("submitted_on") or told.get("returned_on"):
        yield from _to_laboratory(told, place)
        return
    if told.get("accessed_on"):
        did = f"{told.get('access', '')} by {told.get('user', '')}"
        yield CustodyEvent(at=moment(told["accessed_on"]), act=Act.OTHER, action=did, place=place)
        return
    action = told.get("action", "")
    yield CustodyEvent(
        at=moment(f"{told.get('happened_on', '')} {told.get('happened_at', '')}"),
        act=act(action or told.get("purpose", "")), action=action,
        released_by=told.get("released_by", ""), taken_by=told.get("taken_by", ""),
        location=told.get("location", ""), purpose=told.get("purpose", ""),
        authorized_by=told.get("authorized_by", ""), witness=told.get("witness", ""),
        seal=told.get("seal", ""), quantity=told.get("quantity", ""), place=place,
    )  # fmt: skip


def _to_laboratory(told: Mapping[str, str], place: Passage) -> Iterator[CustodyEvent]:
    laboratory = told.get("laboratory") or "laboratory"
    if at := moment(told.get("submitted_on", "")):
        yield CustodyEvent(at=at, act=Act.TRANSFERRED, action="submitted to a laboratory",
                           released_by=told.get("submitted_by", ""), taken_by=laboratory,
                           purpose=told.get("examination", ""), place=place)  # fmt: skip
    if at := moment(told.get("returned_on", "")):
        yield CustodyEvent(at=at, act=Act.RETURNED, action="returned by a laboratory",
                           released_by=laboratory, taken_by=told.get("returned_to", ""),
                           place=place)  # fmt: skip


def elsewhere(audit: Audit, said: Holding) -> Iterator[tuple[Item, CustodyEvent]]:
    """The custody event by which a thing was with another on the day of a sentence, if one was.

    A day on which the thing changed hands says nothing, as both may be right.
    """
    day = _day_of(said)
    for item in audit.held.items if day else ():
        if item.number and normal(item.number) == said.number:
            events = chain(audit, item).events
            before = [one for one in events if one.day and one.day < day]
            moved = any(one.day == day for one in events)
            if before and not moved and _is_elsewhere(before[-1], said.holder):
                yield item, before[-1]


def _day_of(said: Holding) -> str:
    days = [one.day for one in dates.read(said.value) if one.day]
    return days[0].isoformat() if len(days) == 1 else ""


def _is_elsewhere(event: CustodyEvent, holder: str) -> bool:
    """Whether an event left a thing in a place, or with another person."""
    if event.act is Act.DISPOSED:
        return False
    if event.location:
        return not same_person(event.taken_by, holder) or event.act is Act.RETURNED
    return is_person(event.taken_by) and not same_person(event.taken_by, holder)


def act(words: str) -> Act:
    """What was done, by a record's own words; a change of hands where they say nothing."""
    found = (one for one, pattern in _ACTS if pattern.search(words))
    return next(found, Act.OTHER if words.strip() else Act.TRANSFERRED)


def moment(words: str) -> str:
    """A day, or a minute where a time stands with it, as 2024-03-06T15:10; "" if it is none."""
    words = " ".join(words.split())
    timed = _TIME.fullmatch(words)
    days = dates.read(timed["day"].strip() if timed else words)
    if not days or not days[0].day:
        return ""
    return f"{days[0].day}T{_clock(timed)}" if timed else days[0].day.isoformat()


def _clock(timed: re.Match[str]) -> str:
    if timed["four"]:
        return f"{timed['four'][:2]}:{timed['four'][2:]}"
    hour = int(timed["hour"])
    if timed["half"]:
        hour = hour % 12 + 12 * (timed["half"] in "Pp")
    return f"{hour:02d}:{timed['minute']}"


def is_person(name: str) -> bool:
    """Whether somebody's name stands there, and not a place or an office."""
    return bool(name.strip()) and not _PLACE.search(name) and not re.search(r"\d", name)


def _breaks(events: Sequence[CustodyEvent]) -> Iterator[Break]:
    for one, following in pairwise(events):
        if found := next(_between(one, following), ""):
            yield Break(found, (one, following))
    if events and _is_unreceived(events[-1], None):
        yield Break(_unreceived(events[-1]), (events[-1],))


def _between(one: CustodyEvent, following: CustodyEvent) -> Iterator[str]:
    """What the record leaves open from one event to the next; the first that is said counts."""
    if one.act is Act.DISPOSED:
        yield f"recorded as disposed of on {one.day}, and as {_done(following)} on {following.day}"
    if _is_unreceived(one, following):
        yield _unreceived(one)
    if _in_other_hands(one, following):
        yield (f"received by {one.taken_by} on {one.day}; the next to release it is"
               f" {following.released_by} on {following.day}")  # fmt: skip
    if _are_apart(one.quantity, following.quantity):
        yield (f"{one.quantity} on {one.day}, and {following.quantity} on {following.day}")
    if one.seal and following.seal and one.seal != following.seal and not _opened(one, following):
        yield (f"seal {one.seal} on {one.day}, and seal {following.seal} on {following.day}, with"
               " no opening recorded")  # fmt: skip


def _in_other_hands(one: CustodyEvent, following: CustodyEvent) -> bool:
    """Whether one person took it, into no place, and another one gave it away."""
    people = is_person(one.taken_by) and is_person(following.released_by)
    return people and not one.location and not same_person(one.taken_by, following.released_by)


def _is_unreceived(one: CustodyEvent, following: CustodyEvent | None) -> bool:
    """Whether somebody gave it away and nobody is recorded to have taken it."""
    if one.act not in _HANDS or one.taken_by or one.location or not one.released_by:
        return False
    return following is None or not following.taken_by or bool(
        following.released_by and not _same(one.released_by, following.released_by)
    )  # fmt: skip


def _unreceived(one: CustodyEvent) -> str:
    return f"released by {one.released_by} on {one.day}; nobody is recorded as receiving it"


def _same(one: str, other: str) -> bool:
    return parts(one)[0] != "" and same_person(one, other)


def _are_apart(one: str, other: str) -> bool:
    return one.isdigit() and other.isdigit() and int(one) != int(other)


def _opened(*some: CustodyEvent) -> bool:
    return any(one.act is Act.EXAMINED or _OPENED.search(f"{one.action} {one.purpose}")
               for one in some)  # fmt: skip


def _done(one: CustodyEvent) -> str:
    return (one.action or one.act.value).lower()


def located(event: CustodyEvent) -> CustodyEvent:
    """An event with the place that received a thing as its location."""
    place = event.taken_by if event.taken_by and not is_person(event.taken_by) else ""
    return event if event.location else replace(event, location=place)
