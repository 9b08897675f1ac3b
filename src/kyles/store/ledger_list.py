"""The ledger as a list: what was recorded when and by whom, newest first."""

from dataclasses import dataclass

from kyles.store import access
from kyles.store.store import View


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event. What it was is "" where an order destroyed its body; place and leaf stay."""

    place: int
    at: str
    by: str
    kind: str
    item: str
    leaf: str


def recorded(view: View, *, before: int, limit: int) -> list[Recorded]:
    """The events before a place, newest first. The office's own."""
    own = access.office(view.viewer)
    rows = view.rows(
        "SELECT event.idx, coalesce(body ->> '$.at', ''), coalesce(body ->> '$.by', ''),"
        " coalesce(body ->> '$.kind', ''), coalesce(body ->> '$.body.item', ''), leaf"
        " FROM event LEFT JOIN event_body ON event_body.idx = event.idx"
        f" WHERE event.idx < ? AND {own.sql} ORDER BY event.idx DESC LIMIT ?",
        (min(before, view.size), *own.parameters, limit),
    )
    return [Recorded(place, at, by, kind, item, leaf.hex())
            for place, at, by, kind, item, leaf in rows]  # fmt: skip
