"""Linked defendants for scripts: the matters that share an incident, and each item with all."""

from collections.abc import Sequence
from typing import Any

from kyles.law import DISCLAIMER
from kyles.reconcile.linked import Linked, Party, Stand
from kyles.store.beside import Unread


def document(
    here: Party, others: Sequence[Party], items: Sequence[Linked], unread: Sequence[Unread]
) -> dict[str, Any]:
    """The matters, this one first; the items; and folders that could not be looked into."""
    return {
        "says": DISCLAIMER,
        "matters": [_matter(here, one) for one in (here, *others)],
        "unread": [{"folder": one.folder.name, "reason": one.reason} for one in unread],
        "items": [
            {"item": one.item.id, "path": one.item.path, "holder": one.item.holder,
             "matter": one.matter, "defendants": [_stand(each) for each in one.stands]}
            for one in items
        ],
    }  # fmt: skip


def _matter(here: Party, one: Party) -> dict[str, Any]:
    return {
        "matter": one.audit.matter.title, "defendants": list(one.audit.matter.defendants),
        "incidents": list(here.shares(one)),
    }  # fmt: skip


def _stand(one: Stand) -> dict[str, Any]:
    own = one.standing
    return {
        "matter": one.matter, "defendant": own.defendant, "held_there": one.is_held,
        "status": own.status, "given_on": own.given_on, "known_on": own.known_on,
        "verdict_on": own.verdict_on, "review": [rule.cited for rule in own.review],
    }  # fmt: skip
