"""A request about one held item, from what the last audit found: as a letter would make it.

The next letter has it among what was asked before, under the same number.
"""

from collections.abc import Iterator

from kyles import clock
from kyles.errors import Refused
from kyles.export.citation import within
from kyles.export.requests import NOT_DISCLOSED, held, hidden, is_open, remembered, same
from kyles.model import Event, Finding, Item, Passage
from kyles.model.coverage import Place
from kyles.store import Store, View, acts, audited, matters, productions
from kyles.store.acts import Request
from kyles.store.audited import Which

FINDINGS = 100  # about one item


def askable(view: View, item: Item) -> list[Finding]:
    """The findings about an item that can be asked about, and were not yet; by defendant."""
    log = [one for one in productions.withholdings(view) if one.item == item.id]
    known = {(one.defendant, same(one.rule, one.subject)) for one in acts.requests(view)}
    told: dict[str, Finding] = {}
    for placed in audited.findings(view, Which(item=item.id), limit=FINDINGS):
        one = placed.finding
        to = one.owed_to or ""
        wanted = one.rule in NOT_DISCLOSED and to and is_open(one)
        if wanted and not hidden(log, one, to) and (to, same(one.rule, one.subject)) not in known:
            told.setdefault(to, one)
    return list(told.values())


def requested(store: Store, item: Item, finding: str) -> Iterator[Event]:
    """The events of a request. Read inside the transaction that records them, so that no two
    requests get one number. Raises Refused where it cannot be asked, or was.
    """
    view = store.view()
    one = next((each for each in askable(view, item) if each.id == finding), None)
    if one is None:
        raise Refused("This cannot be asked for, or was asked for already.")
    yield from remembered(_request(view, item, one), one)


def _request(view: View, item: Item, one: Finding) -> Request:
    to = one.owed_to or ""
    number = max((each.number for each in acts.requests(view) if each.defendant == to), default=0)
    today = clock.today(matters.matter(view).zone).isoformat()
    label = held(one, item, _given(view, item, to))
    return Request(to, number + 1, one.rule, one.subject, label, today)


def _given(view: View, item: Item, defendant: str) -> list[str]:
    """Where pages of an item were given to a defendant, as they are cited."""
    told = [one for one in audited.given(view, [item.id]) if one.defendant == defendant]
    pages = told[0].coverage.pages if told and told[0].coverage else ()
    return [_cited(one.produced[0]) for one in pages if one.produced]


def _cited(place: Place) -> str:
    where = within(Passage(place.item, place.path, place.page, "text"))
    return f"{place.bates} ({where})" if place.bates else where
