"""Held, not disclosed.

A holder of the prosecution team has an item of this matter, nothing that was given to the defendant
contains it (a document) or identifies it (a thing), and the withholding log has no entry for it.

A document is compared word by word and byte by byte with every page of every production to the
defendant. A thing is never covered by text: it is served, inspected, or listed in something that
was given: by its number, or by a description and one more signal. An item that was only offered, or
put on a portal, was not served. An item booked under another incident counts once it is linked to
this matter. Where a co-defendant has the item, `owed_to_codefendant` tells it instead.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, called, document, rule
from kyles.model import Finding, Item, Status

GIVEN = (Status.DISCLOSED, Status.IN_PART)


@rule(priority=1, under=["duty.disclose"])
def held_not_disclosed(audit: Audit) -> Iterator[Finding]:
    """Items of this matter of which no defendant whom they concern was given anything."""
    for item, defendant in audit.owed():
        given = audit.status(item, defendant) is not Status.NOT_DISCLOSED
        if not given and not audit.having(item):
            yield Finding(
                subject=item.id,
                about=about(item),
                owed_to=defendant,
                says=f"{item.holder} has {called(item)}{_booked(audit, item)}"
                f"{_attached(audit, item, defendant)};{_same_id(audit, item, defendant)}"
                f" {_offered(audit, item, defendant)}not found in {audit.searched(defendant)}",
                sources=(document(item), *audit.told_of(item)),
            )


def _booked(audit: Audit, item: Item) -> str:
    """Under which other incident an item is booked."""
    link = audit.links.get(item.id)
    return f", under Agency case no. {', '.join(link.incidents)}" if link else ""


def _attached(audit: Audit, item: Item, defendant: str) -> str:
    """The message that it came with, where that was given without it."""
    message = audit.items.get(item.parent or "")
    own = audit.coverage.get((item.parent or "", defendant))
    if message is None or own is None or item.id not in own.lacks or own.status not in GIVEN:
        return ""
    return f", attached to {message.title}, which was given without it"


def _same_id(audit: Audit, item: Item, defendant: str) -> str:
    own = audit.coverage.get((item.id, defendant))
    place = own.same_id if own else None
    return f" {place.path} has the same Message-ID, and other words;" if place else ""


def _offered(audit: Audit, item: Item, defendant: str) -> str:
    """What is known of the giving, where there was only an offer."""
    offer = audit.offered(item, defendant)
    return f"{offer} to {defendant}, which is not service; " if offer else ""
