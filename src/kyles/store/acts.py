"""What people did with items: marked as favorable, answered a link, asked for."""

from dataclasses import dataclass

from kyles.model import Event
from kyles.store import access
from kyles.store.events import Body, adds
from kyles.store.store import View


@dataclass(frozen=True, slots=True)
class Mark:
    """An item marked for review as potentially favorable, and why."""

    item: str
    favorable: str  # guilt, punishment, impeachment, suppression
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What a person said of an item under other incidents: whether it belongs to this matter."""

    item: str
    accepted: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a defendant's side asked for in a letter."""

    defendant: str
    number: int
    rule: str
    subject: str
    label: str
    on: str


def marked(item: str, favorable: str, reason: str) -> Event:
    """An item was marked for review as potentially favorable."""
    return Event("item.marked", {"item": item, "favorable": favorable, "reason": reason})


def linked(item: str, reason: str, *, accepted: bool) -> Event:
    """A person said whether an item belongs to this matter."""
    return Event("item.linked", {"item": item, "accepted": accepted, "reason": reason})


def requested(request: Request) -> Event:
    """Something was asked for."""
    return Event("item.requested", {
        "defendant": request.defendant, "number": request.number, "rule": request.rule,
        "subject": request.subject, "label": request.label, "on": request.on,
    })  # fmt: skip


@adds("item.marked", sql="INSERT INTO mark VALUES (?, ?, ?, ?, ?)")
def _marked(event: int, body: Body) -> tuple[object, ...]:
    return body["item"], body["favorable"], body["reason"], body["by"], event


@adds("item.linked", sql="INSERT INTO link VALUES (?, ?, ?, ?, ?)")
def _linked(event: int, body: Body) -> tuple[object, ...]:
    return body["item"], int(body["accepted"]), body["reason"], body["by"], event


@adds("item.requested", sql="INSERT OR IGNORE INTO request VALUES (?, ?, ?, ?, ?, ?, ?)")
def _requested(event: int, body: Body) -> tuple[object, ...]:
    names = ("defendant", "number", "rule", "subject", "label", "on")
    return *(body[name] for name in names), event


def marks(view: View) -> list[Mark]:
    """The marks in the order in which they were made."""
    own = access.office(view.viewer)
    sql = (
        f"SELECT item, favorable, reason, by FROM mark WHERE event < ? AND {own.sql} ORDER BY event"
    )
    return [Mark(*row) for row in view.rows(sql, (view.size, *own.parameters))]


def links(view: View) -> list[Linked]:
    """What was said of items, in the order in which it was; of each item the last counts."""
    own = access.office(view.viewer)
    sql = (
        f"SELECT item, accepted, reason, by FROM link WHERE event < ? AND {own.sql} ORDER BY event"
    )
    rows = view.rows(sql, (view.size, *own.parameters))
    return [Linked(item, bool(accepted), reason, by) for item, accepted, reason, by in rows]


def requests(view: View) -> list[Request]:
    """What was asked for, by defendant and number."""
    own = access.office(view.viewer)
    sql = (
        "SELECT defendant, number, rule, subject, label, asked FROM request"
        f" WHERE event < ? AND {own.sql} ORDER BY defendant, number"
    )
    return [Request(*row) for row in view.rows(sql, (view.size, *own.parameters))]
