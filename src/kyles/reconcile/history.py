"""Disclosure history: of each item, a series over the matter, and how each defendant stands to it.

An item of an incident stays listed for every defendant of the matter: given to one on a day, not
found given to another, whose verdict came on another day. Status, knowledge and dates are each
defendant's own; `for_side` leaves only one's own. Culpability, prejudice and lesser sanctions are
headings for counsel: nothing is filled in there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyles.law import Provision
from kyles.model import CaseEvent, Happening, Item, Passage
from kyles.model.case_event import label
from kyles.model.custody import CustodyEvent
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.custody import chain
from kyles.reconcile.giving_dates import first_day, given_on, recorded_on
from kyles.store.acts import Request

FOR_COUNSEL = ("culpability", "prejudice", "lesser sanctions")
HANDS = {"collected_by": "collected by", "handled_by": "handled by"}  # columns of lists
ORDERS = (Happening.DISCOVERY_ORDER, Happening.WRITTEN_ORDER)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a series: on which day what is recorded of an item, of whom, and where."""

    on: str  # "" where its record has no day
    what: str
    who: str = ""
    source: str = ""
    defendant: str | None = None  # where it is about one defendant alone


@dataclass(frozen=True, slots=True)
class Standing:
    """How one defendant stands to an item."""

    defendant: str
    status: str
    given_on: str | None
    known_on: str | None  # when that side is recorded to have known of it
    verdict_on: str | None
    requested_on: str | None
    review: tuple[Provision, ...]  # for counsel, where the verdict came before it was given


@dataclass(frozen=True, slots=True)
class History:
    """An item's series: when it was first recorded, with whom, its events, each defendant."""

    item: Item
    first_recorded: str | None
    events: tuple[CaseEvent, ...]
    defendants: tuple[Standing, ...]
    counsel: tuple[str, ...] = FOR_COUNSEL
    series: tuple[Moment, ...] = ()  # by day: recorded, handled, requested, provided, orders


def histories(audit: Audit, requests: Sequence[Request] = ()) -> Iterator[History]:
    """The history of every item that is owed to anybody, by path."""
    owed: dict[str, tuple[Item, list[str]]] = {}
    for item, defendant in audit.owed():
        owed.setdefault(item.id, (item, []))[1].append(defendant)
    for item, defendants in owed.values():
        came = recorded_on(audit, item)
        standings = tuple(standing(audit, item, name, requests) for name in defendants)
        series = _series(audit, item, standings, requests)
        yield History(
            item,
            came.isoformat() if came else None,
            tuple(one for one in audit.dues.events if one.item == item.id),
            standings,
            series=tuple(sorted(series, key=lambda one: (one.on == "", one.on))),
        )


def _series(
    audit: Audit, item: Item, standings: Sequence[Standing], requests: Sequence[Request]
) -> Iterator[Moment]:
    came = recorded_on(audit, item)
    yield Moment(came.isoformat() if came else "", "first recorded", f"with {item.holder}")
    yield from _handled(audit, item)
    for event in audit.dues.events:
        if event.item == item.id or (event.item is None and event.kind in ORDERS):
            what = ": ".join(filter(None, (label(event.kind), event.says)))
            yield Moment(event.on, what, event.defendant or "", event.source or event.id,
                         event.defendant)  # fmt: skip
    for asked in requests:
        if asked.subject == item.id:
            yield Moment(asked.on, "requested", f"for {asked.defendant}",
                         f"letter, no. {asked.number}", asked.defendant)  # fmt: skip
    for one in standings:
        if one.given_on:
            yield Moment(one.given_on, "provided", f"to {one.defendant}", "", one.defendant)


def _handled(audit: Audit, item: Item) -> Iterator[Moment]:
    """Who is recorded as receiving or handling it, by custody records and by rows of lists."""
    for one in chain(audit, item).events:
        where = _row(one.place) if one.place else f"recorded by {one.by}"
        yield Moment(one.day, one.action or one.act.value, _hands(one), where)
    for place in audit.told_of(item):
        row = {fact.name: fact.value for fact in item.facts
               if (fact.item, fact.row) == (place.item, place.page)}  # fmt: skip
        day = first_day(row.get("received_on", ""))
        for name in (name for name in HANDS if name in row):
            yield Moment(day.isoformat() if day else "", HANDS[name], row[name], _row(place))


def _row(place: Passage) -> str:
    return f"{place.path} row {place.page}"


def _hands(one: CustodyEvent) -> str:
    """Who is recorded as giving and as receiving or handling."""
    told = (("from", one.released_by), ("to", one.taken_by), ("at", one.location))
    return " ".join(f"{word} {name}" for word, name in told if name)


def standing(audit: Audit, item: Item, name: str, requests: Sequence[Request] = ()) -> Standing:
    """How one defendant of a matter stands to an item."""
    given = given_on(audit, item, name)
    own = audit.dues.events_of(name)
    verdict = _first(own, Happening.VERDICT)
    asked = [one.on for one in requests if one.defendant == name and one.subject == item.id]
    review = [one for one in audit.dues.provisions if one.id == "us-fed.review.after-conviction"]
    after = verdict is not None and (given is None or given > verdict)
    return Standing(
        name, audit.status(item, name).value, given,
        _first([one for one in own if one.item == item.id], Happening.KNOWN_TO_DEFENSE),
        verdict, min(asked, default=None), tuple(review) if after else (),
    )  # fmt: skip


def _first(events: Sequence[CaseEvent], kind: Happening) -> str | None:
    return min((one.on for one in events if one.kind is kind), default=None)


def for_side(history: History, defendant: str) -> History | None:
    """What one defendant's side may be shown: its own standing; nothing if it was given nothing.

    The holder's dates, events of others and what is for counsel stay in the office.
    """
    own = tuple(one for one in history.defendants if one.defendant == defendant)
    if not any(one.given_on for one in own):
        return None
    events = tuple(one for one in history.events if one.defendant == defendant)
    series = tuple(one for one in history.series if one.defendant == defendant)
    bare = tuple(replace(one, review=()) for one in own)
    return replace(history, first_recorded=None, events=events, defendants=bare, counsel=(),
                   series=series)  # fmt: skip
