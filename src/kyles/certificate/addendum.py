"""The sealed addendum to a certificate: what its defendant may not know of, for the court alone.

It always can be made, whether or not there is anything in it, so that having one tells nothing. Its
event stands in the matter's own log, of which the other side has neither size nor proof; there it
is committed to and proven as a certificate is. It also opens the certificate's anchor: how large
the whole ledger was, and its root.
"""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from reportlab.platypus import Flowable

from kyles.certificate import pdf, signed_log
from kyles.certificate.lists import Row, called
from kyles.ledger.bundle import Statement, salted
from kyles.model import Item, Withholding
from kyles.store import Store, certificates, items, productions
from kyles.store.certificates import Issued

TITLE = "Sealed addendum, for the court alone"


def seal(store: Store, issued: Issued) -> Issued:
    """Make and record the addendum to a certificate, of the ledger as it was then; once made it
    stays as it is.
    """
    for one in certificates.addenda(store, issued.defendant):
        if one.number == issued.number:
            return one
    signed_log.signer(store)
    made = statement(store, issued)
    written = pdf.built(made.certificate, _parts(made))
    store.blobs.put(io.BytesIO(written))
    event = certificates.sealed(issued.defendant, issued.number, statement=made,
                                pdf=hashlib.sha256(written).hexdigest())  # fmt: skip
    store.record([event], derive=lambda connection: certificates.keep(connection, made))
    signed_log.sign(store)
    return certificates.addenda(store, issued.defendant)[-1]


def statement(store: Store, issued: Issued) -> Statement:
    """Its words with its salted entries."""
    view = store.view(as_of=issued.event + 1)
    known = {item.id: item for item in items.every(view)}
    rows = [
        _row(known[one.item], one)
        for one in productions.withholdings(view)
        if not one.existence_revealed and one.defendant in (None, issued.defendant)
    ]
    return Statement(_words(store, issued), salted(rows), signed_log.policy(store))


def _words(store: Store, issued: Issued) -> dict[str, Any]:
    own = issued.statement.certificate
    names = ("number", "matter", "court", "defendant", "adopted_by", "on")
    return {
        **{name: own[name] for name in names},
        "title": TITLE,
        "to": own["title"],
        "both_sign": False,
        "opens": certificates.anchor(store, issued),
    }


def _row(item: Item, one: Withholding) -> Row:
    told = {
        "list": "withheld", "title": called(item), "holder": item.holder, "number": item.number,
        "pages": one.pages, "provision": one.provision, "reason": one.reason,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _parts(made: Statement) -> Iterator[Flowable]:
    words = made.certificate
    opens = words["opens"]
    yield pdf.text(words["matter"], pdf.TITLE)
    yield pdf.text(words["title"], pdf.TITLE)
    yield pdf.text(f"To {words['to']}, no. {words['number']} to {words['defendant']},"
                   f" {words['on']}.")  # fmt: skip
    yield pdf.text("Withheld, existence not revealed", pdf.HEAD)
    yield from pdf.table([each.entry for each in made.manifest])
    yield pdf.text("The ledger of the whole matter", pdf.HEAD)
    yield pdf.text(f"When the certificate was made it had {opens['size']} events under the root"
                   f" {opens['root']}. The certificate holds a salted commitment to both, which"
                   " this addendum's bundle opens.")  # fmt: skip
    yield from pdf.signatures(words)
