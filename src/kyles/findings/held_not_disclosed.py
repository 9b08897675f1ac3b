"""Held, not disclosed.

A holder of the prosecution team has an item of this matter, nothing that was given to the defendant
contains it (a document) or identifies it (a thing), and the withholding log has no entry for it.

A document is compared word by word and byte by byte with every page of every production to the
defendant. A thing is never covered by text: it is served, inspected, or listed in something that
was given. An item that was only offered, or put on a portal, was not served. An item booked under
another incident counts once it is linked to this matter.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, document, rule
from kyles.model import Finding, Item, Kind, Status


@rule(priority=1, under=["duty.disclose"])
def held_not_disclosed(audit: Audit) -> Iterator[Finding]:
    """Items of this matter of which a defendant was given nothing."""
    for item, defendant in audit.owed():
        if audit.status(item, defendant) is Status.NOT_DISCLOSED:
            yield Finding(
                subject=item.id,
                about=about(item),
                owed_to=defendant,
                says=f"{item.holder} has {_called(item)}; {_how(audit, item, defendant)}",
                sources=(document(item), *audit.told_of(item)),
            )


def _called(item: Item) -> str:
    if item.kind is Kind.THING:
        number = f" (item {item.number})" if item.number else ""
        return f"“{item.title}”{number}"
    return item.path


def _how(audit: Audit, item: Item, defendant: str) -> str:
    """What is known of the giving: nothing, or only an offer."""
    offer = audit.offered(item, defendant)
    if offer:
        return f"{offer} to {defendant}, which is not service; not found in what was given"
    return f"not found in what was given to {defendant}"
