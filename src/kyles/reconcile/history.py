"""Disclosure history: of each item, a series over the matter, and how each defendant stands to it.

An item of an incident stays listed for every defendant of the matter: given to one on a day, not
found given to another, whose verdict came on another day. Status, knowledge and dates are each
defendant's own; `for_side` leaves only one's own. Culpability, prejudice and lesser sanctions are
headings for counsel: nothing is filled in there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyles.law import Provision
from kyles.model import CaseEvent, Happening, Item
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.giving_dates import given_on, recorded_on
from kyles.store.acts import Request

FOR_COUNSEL = ("culpability", "prejudice", "lesser sanctions")
AFTER = (Happening.VERDICT, Happening.SENTENCE)


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


def histories(audit: Audit, requests: Sequence[Request] = ()) -> Iterator[History]:
    """The history of every item that is owed to anybody, by path."""
    owed: dict[str, tuple[Item, list[str]]] = {}
    for item, defendant in audit.owed():
        owed.setdefault(item.id, (item, []))[1].append(defendant)
    for item, defendants in owed.values():
        came = recorded_on(audit, item)
        yield History(
            item,
            came.isoformat() if came else None,
            tuple(one for one in audit.dues.events if one.item == item.id),
            tuple(_standing(audit, item, name, requests) for name in defendants),
        )


def _standing(audit: Audit, item: Item, name: str, requests: Sequence[Request]) -> Standing:
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
    bare = tuple(replace(one, review=()) for one in own)
    return replace(history, first_recorded=None, events=events, defendants=bare, counsel=())
