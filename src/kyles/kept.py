"""What is kept of an audit, so that pages show it without reconciling again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kyles import chronology
from kyles.chronology import Event
from kyles.model import Finding, Kind
from kyles.model.item import NOT_READ
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.counted import by_kind
from kyles.reconcile.custody import written
from kyles.reconcile.duties import Duty, duties
from kyles.reconcile.related import related
from kyles.reconcile.told import tellers
from kyles.store.audited import Given, Kept, Referring, Said
from kyles.store.custody import Line
from kyles.store.questions import Question

OPEN = 20  # items of a duty that are named
SHARED = 5  # things that one feature of a question names
MENTIONS = 200  # passages that are kept of one item


def kept(audit: Audit, findings: Sequence[Finding], *, size: int, root: str) -> Kept:
    """An audit as rows: findings in their order, what was given of each item, what is said."""
    return Kept(size, root, findings, _given(audit), _said(audit), _parts(audit),
                _references(audit), _questions(audit), _custody(audit))  # fmt: skip


def _given(audit: Audit) -> Iterator[Given]:
    owed = {(item.id, name) for item, name in audit.owed()}
    for item in audit.held.owed():
        for name in audit.matter.defendants:
            key = (item.id, name)
            if key in owed or key in audit.coverage:
                coverage = audit.coverage.get(key) if item.kind is Kind.DOCUMENT else None
                yield Given(item.id, name, key in owed, item.holder or "",
                            audit.status(item, name), coverage)  # fmt: skip


def _said(audit: Audit) -> Iterator[Said]:
    """What documents tell, by the first day that it may be; what has no date comes last."""
    told = [
        _event(one.item.id, event)
        for one in tellers(audit)
        for event in chronology.dated(one.told, one.written)
    ]
    yield from sorted(told, key=lambda one: (one.first or "9999", one.item, one.page, one.start))


def _event(item: str, event: Event) -> Said:
    first = [str(one.first or one.last) for one in event.dates if one.first or one.last]
    last = [str(one.last or one.first) for one in event.dates if one.first or one.last]
    place = event.sentence
    return Said(event.value, min(first, default=""), max(last, default=""), event.kind,
                event.said_by, place.aside, item, place.page, place.start, place.end)  # fmt: skip


def _references(audit: Audit) -> Iterator[Referring]:
    """The passages that speak of an item, but for its own; of each item the first ones."""
    counts: Counter[str] = Counter()
    for one in audit.references:
        for item in one.items:
            for passage in one.mentions:
                if passage.item != item and counts[item] < MENTIONS:
                    counts[item] += 1
                    yield Referring(item, one.label, passage)


def _questions(audit: Audit) -> Iterator[Question]:
    """Other incidents that may be related, the likest first."""
    for one in sorted(related(audit), key=lambda each: (-each.score, each.link.subject)):
        features = tuple(
            (each.kind, each.shared[:SHARED], round(each.weight, 2)) for each in one.link.features
        )
        signals = tuple(dict.fromkeys(each.says for each in one.link.signals))
        yield Question(one.link.incidents, one.items, len(one.items), round(one.score, 2),
                       features, signals)  # fmt: skip


def _custody(audit: Audit) -> Iterator[Line]:
    """What lists and logs tell of the custody of held items."""
    for item in audit.held.owed():
        told = written(audit, item)
        yield from (Line(item.id, "listed", one) for one in told.listed)
        yield from (Line(item.id, "logged", one) for one in told.logged)


def _parts(audit: Audit) -> dict[str, Any]:
    return {
        "scope": {
            "unread": sum(item.version.state in NOT_READ for item in audit.items.values()),
            "unfinished": [one.source.name for one in audit.addings if not one.completed],
            "candidates": sum(not audit.belongs(audit.items[item]) for item in audit.links),
        },
        "duties": [_duty(one) for one in duties(audit)],
        "kinds": by_kind(audit),
    }


def _duty(one: Duty) -> dict[str, Any]:
    provision, due = one.deadline.provision, one.deadline.due
    return {
        "defendant": one.defendant, "title": provision.title, "cite": provision.source.cite,
        "mark": one.deadline.mark, "due": due and due.rolled.isoformat(),
        "safe": due and due.safe.isoformat(), "open": len(one.open),
        "done": one.state == "done", "state": one.state, "basis": one.deadline.basis,
        "done_by": [[name, on] for name, on in one.done_by],
        "items": [[item.id, item.path] for item in one.open[:OPEN]],
        "answerable": one.answerable.name if one.answerable else "",
    }  # fmt: skip
