"""Custody: who had it when, and for which days does the record not say?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from kyles.errors import UsageError
from kyles.export import case_uco, custody_form
from kyles.model import Item
from kyles.model.custody import Act, CustodyEvent
from kyles.reconcile.custody import Chain, Written, joined, moment
from kyles.store import View, audited, items, matters
from kyles.store import custody as kept
from kyles.web.act import act
from kyles.web.door import Ask
from kyles.web.file import Sent, file
from kyles.web.item_row import ItemRow, item_row, volume_names
from kyles.web.page import Told, page
from kyles.web.words import count, day

Text = Annotated[str, Meta(max_length=500)]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event with where it is recorded; `gap` says what the record leaves open after it."""

    at: str
    act: str
    action: str
    released_by: str
    taken_by: str
    location: str
    purpose: str
    authorized_by: str
    witness: str
    seal: str
    quantity: str
    by: str  # who recorded it here
    item: str  # the list or log that tells it
    path: str
    row: int
    gap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody(Told):
    """The custody of one item: by lists, by logs, and as people recorded it here."""

    item: ItemRow
    events: tuple[EventRow, ...]
    gaps: int
    outside: str  # with whom it is since its last event, "" where that was a place
    acts: tuple[str, ...]


@page("/matters/{matter}/items/{item}/custody")
def custody(ask: Ask, item: str) -> Custody:
    """Every event of an item's custody in its order, and the gaps between them.

    What lists and logs tell is as of the last audit; what a person records here counts at once.
    """
    view = ask.view
    told = _chain(view, item)
    rows = tuple(_events(told))
    return Custody(
        title=f"Custody of {_called(told.item)}", says=_says(told), scope=_scope(view, told),
        command=f"kyles custody {told.item.id}", item=item_row(told.item, volume_names(view)),
        events=rows, gaps=len(told.breaks), outside=_outside(told),
        acts=tuple(one.value for one in Act),
    )  # fmt: skip


def _chain(view: View, key: str) -> Chain:
    one = items.known(view, key)
    lines = kept.lines(view, one.id)
    written = Written(tuple(line.event for line in lines if line.kind == "listed"),
                      tuple(line.event for line in lines if line.kind == "logged"))  # fmt: skip
    return joined(one, written, kept.of_item(view, one.id))


def _called(one: Item) -> str:
    return f"item {one.number}" if one.number else one.path.rsplit("/", 1)[-1]


def _events(told: Chain) -> Iterator[EventRow]:
    gaps = {id(one.events[0]): one.says for one in told.breaks}
    for one in told.events:
        place = one.place
        yield EventRow(
            one.at, one.act.value, one.action or one.act.value, one.released_by, one.taken_by,
            one.location, one.purpose, one.authorized_by, one.witness, one.seal, one.quantity,
            one.by, place.item if place else "", place.path if place else "",
            place.page if place else 0, gaps.get(id(one), ""),
        )  # fmt: skip


def _says(told: Chain) -> str:
    if not told.events:
        return "Nothing is recorded of its custody."
    days = [one.day for one in told.events if one.day]
    span = f", {day(min(days))} to {day(max(days))}" if len(set(days)) > 1 else ""
    gaps = count(len(told.breaks), "gap in the record", "gaps in the record")
    return f"{count(len(told.events), 'event')}{span}; {gaps if told.breaks else 'no gap shown'}."


def _outside(told: Chain) -> str:
    last = told.outside
    return f"Since {day(last.day)} with {last.taken_by}; no return is recorded." if last else ""


def _scope(view: View, told: Chain) -> str:
    """Where it is recorded; a day without an event says nothing."""
    places = dict.fromkeys(one.place.path.partition("#")[0] for one in told.events if one.place)
    here = ["by people here"] if any(one.by for one in told.events) else []
    recorded = ", ".join([*places, *here])
    last = audited.last(view)
    of = (
        "as of the last audit" if last else "no audit is kept: run 'kyles audit' for lists and logs"
    )
    return f"Recorded in {recorded}; {of}." if recorded else f"{of[0].upper()}{of[1:]}."


@act("/matters/{matter}/items/{item}/custody/record")
def record_custody(
    ask: Ask, item: str, *, what: Act, at: Text, released_by: Text = "", taken_by: Text = "",
    location: Text = "", purpose: Text = "", authorized_by: Text = "", witness: Text = "",
    seal: Text = "", quantity: Text = "",
) -> str:  # fmt: skip
    """Record that something was done with an item: when, from whom, to whom, where."""
    one = items.known(ask.view, item)
    when = moment(at)
    if not when:
        raise UsageError("The time is a day, or a day and a time, as 2024-03-06T15:10.")
    told = CustodyEvent(
        at=when, act=what, released_by=released_by, taken_by=taken_by, location=location,
        purpose=purpose, authorized_by=authorized_by, witness=witness, seal=seal,
        quantity=quantity,
    )  # fmt: skip
    ask.view.store.record([kept.recorded(one.id, told)])
    return ask.at(f"/items/{one.id}/custody")


@file("/matters/{matter}/items/{item}/custody.pdf")
def custody_pdf(ask: Ask, item: str) -> Sent:
    """The custody form: each event with room for signatures, the gaps, the end."""
    told = _chain(ask.view, item)
    content = custody_form.pdf(matters.matter(ask.view), told)
    return Sent(content, f"custody-{told.item.number or told.item.id}.pdf")


@file("/matters/{matter}/items/{item}/custody.jsonld")
def custody_case(ask: Ask, item: str) -> Sent:
    """The same as CASE/UCO provenance."""
    told = _chain(ask.view, item)
    content = case_uco.document(matters.matter(ask.view), told)
    return Sent(content, f"custody-{told.item.number or told.item.id}.jsonld")
