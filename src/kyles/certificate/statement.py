"""The words of a certificate: what it says, and what it does not prove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kyles.certificate import title
from kyles.certificate.lists import LISTS, Row, delivered, inquiries, rows, secret_pages, unread
from kyles.ledger.bundle import Statement, salted
from kyles.model import Withholding
from kyles.reconcile.audit_view import Audit

NOT_PROVEN = (
    "It does not prove that nothing else exists: it speaks of the sources named here.",
    "A hash shows which bytes were recorded, not that somebody read them.",
    "Whether a page was served is a comparison of words, or of bytes; it is not a legal opinion.",
    "Its time and history are the operator's word only, unless its proof bundle is countersigned.",
)
# The same words whether or not there are sealed items: their presence must tell nothing.
PROTECTIVE_ORDERS = (
    "Items under a protective order, and items whose existence a court has ordered not to be"
    " revealed, are dealt with by separate order. Nothing in this certificate says whether there"
    " are any; the court may ask for the sealed addendum."
)


@dataclass(frozen=True, slots=True)
class Adopted:
    """By whom a certificate is adopted, on which day, and why a supplement comes late."""

    by: str
    on: date
    number: int
    delay: str = ""


def statement(
    audit: Audit, defendant: str, log: list[Withholding], *, adopted: Adopted, policy: str,
    receipts: Sequence[Row] = (),
) -> Statement:  # fmt: skip
    """A certificate's words with its salted entries. `log` is the whole withholding log."""
    entries = rows(audit, defendant, secret_pages(log, defendant))
    not_read, asked = unread(audit, defendant), inquiries(audit)
    words = _words(audit, defendant, adopted, incomplete=is_incomplete(entries, not_read, asked))
    words |= {
        "counts": {name: sum(row["list"] == name for row in entries) for name in LISTS},
        "inquiries": asked,
        "not_read": not_read,
        "receipts": list(receipts),
    }
    return Statement(words, salted([*entries, *delivered(audit, defendant)]), policy)


def is_incomplete(entries: Sequence[Row], not_read: Sequence[Row], asked: Sequence[Row]) -> bool:
    """Whether anything is outstanding, unread, read in part, or not asked to the end."""
    return (any(row["list"] == "outstanding" for row in entries) or bool(not_read)
            or any(row["state"] != "completed" for row in asked))  # fmt: skip


def _words(
    audit: Audit, defendant: str, adopted: Adopted, *, incomplete: bool
) -> dict[str, Any]:  # fmt: skip
    matter = audit.matter
    return {
        "title": title.title(matter.court, adopted.on, number=adopted.number,
                             incomplete=incomplete),
        "provisions": list(title.cited(matter.court, adopted.on)),
        "number": str(adopted.number),
        "matter": matter.title,
        "court": matter.court,
        "defendant": defendant,
        "adopted_by": adopted.by,
        "on": adopted.on.isoformat(),
        "both_sign": title.both_sign(matter.court, adopted.on),
        "delay": adopted.delay,
        "protective_orders": PROTECTIVE_ORDERS,
        "not_proven": list(NOT_PROVEN),
    }  # fmt: skip
