"""At which moment an event was recorded."""

import json

from kyles.store.store import View


def is_latest(view: View) -> bool:
    """Whether a view is of the whole ledger as it is now."""
    return not view.rows("SELECT 1 FROM event WHERE idx = ?", (view.size,))


def last(view: View) -> str | None:
    """The moment of a view's last event, as 2024-07-12T16:05:00Z; None if its body is destroyed."""
    rows = view.rows("SELECT body FROM event_body WHERE idx = ?", (view.size - 1,))
    return str(json.loads(rows[0][0])["at"]) if rows else None
