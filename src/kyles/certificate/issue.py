"""A certificate is issued: read, recorded, signed; and written out again as it was filed."""

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from kyles import clock
from kyles.audit import look
from kyles.certificate import receipts, signed_log
from kyles.certificate.pdf import pdf
from kyles.certificate.statement import Adopted, statement
from kyles.errors import NotFound, Refused, UsageError
from kyles.ledger import bundle, merkle
from kyles.model import Event
from kyles.progress import Progress
from kyles.store import Store, certificates, logs, matters, productions, time_stamps
from kyles.store.access import certifier
from kyles.store.certificates import Issued
from kyles.store.logs import MATTER, LogOf

CERTIFICATE, ADDENDUM, REQUEST = "certificate", "sealed_addendum", "cosign-request.txt"


@dataclass(frozen=True, slots=True)
class Files:
    """What goes to the other side, or to the court, and what goes to a cosigner."""

    name: str
    pdf: bytes
    bundle: bytes
    request: str = ""

    def write(self, folder: Path) -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        contents = {f"{self.name}.pdf": self.pdf, f"{self.name}.kyles-proof": self.bundle}
        if self.request:
            contents[REQUEST] = self.request.encode()
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        return [folder / name for name in contents]


def adopted(store: Store, defendant: str, *, by: str, delay: str = "") -> Adopted:
    """Who adopts a defendant's next certificate today. Raises UsageError where that is nobody, or
    where a supplement has no reason.
    """
    if not by.strip():
        raise UsageError("A named attorney adopts a certificate.", hint='Give --by "A. Lawyer".')
    today = clock.today(matters.matter(store.view()).zone)
    return Adopted(by.strip(), today, number(store, defendant, delay=delay), delay.strip())


def drafted(
    store: Store, defendant: str, adopted: Adopted, *, progress: Progress | None = None
) -> bundle.Statement:  # fmt: skip
    """What a certificate says as things stand. Nothing is recorded."""
    view = store.view(certifier(defendant))
    return statement(
        look(view, progress=progress), defendant, productions.withholdings(store.view()),
        adopted=adopted, policy=signed_log.policy(store, LogOf(defendant)),
        receipts=receipts.rows(view, defendant),
    )  # fmt: skip


def issue(
    store: Store, defendant: str, adopted: Adopted, *, progress: Progress | None = None
) -> Issued:  # fmt: skip
    """Make and record a defendant's next certificate.

    Nothing is added or audited meanwhile, so that it says what was there. Raises JobRunning beside
    another job, and Refused where somebody else issued one of this number.
    """
    with store.job("certificate"):
        _check_next(store, defendant, adopted)
        return _issued(store, defendant, drafted(store, defendant, adopted, progress=progress),
                       adopted)  # fmt: skip


def _check_next(store: Store, defendant: str, adopted: Adopted) -> None:
    signed_log.signer(store, LogOf(defendant))
    if adopted.number != len(certificates.filed(store, defendant)) + 1:
        raise Refused(
            f"Somebody else issued certificate {adopted.number} for {defendant} just now.",
            hint="Look at it; a supplement says why it was not served before.",
        )


def _issued(store: Store, defendant: str, made: bundle.Statement, adopted: Adopted) -> Issued:
    log = LogOf(defendant)
    written = pdf(made)
    events = _events(store, defendant, adopted.number, made, written)
    _keep_pdf(store, written)
    store.record(events, derive=lambda connection: certificates.keep(connection, made))
    signed_log.sign(store, log)
    signed_log.sign(store)
    return certificates.every(store, defendant)[-1]


def number(store: Store, defendant: str, *, delay: str) -> int:
    """The number of a defendant's next certificate. Raises UsageError for one without a reason."""
    count = len(certificates.filed(store, defendant))
    if count and not delay.strip():
        raise UsageError("A supplement says why it was not served before.",
                         hint='Give --delay "the reason".')  # fmt: skip
    return count + 1


def _events(
    store: Store, defendant: str, number: int, made: bundle.Statement, written: bytes
) -> list[Event]:  # fmt: skip
    salt = os.urandom(merkle.SALT_BYTES)
    size, root, anchor = signed_log.anchor(store, salt)
    digest = hashlib.sha256(written).hexdigest()
    return [
        certificates.issued(defendant, number, statement=made, pdf=digest, anchor=anchor),
        certificates.anchored(defendant, number, size=size, root=root, salt=salt.hex()),
    ]


def _keep_pdf(store: Store, written: bytes) -> None:
    store.blobs.put(io.BytesIO(written))


def filed(store: Store, defendant: str, number: int | None = None) -> Issued:
    """A certificate as it was filed; the last one if no number is told. Raises NotFound."""
    every = certificates.every(store, defendant)
    for one in every:
        if one.number == (number or len(every)):
            return one
    told = f"no certificate {number}" if number else "no certificate"
    raise NotFound(f"There is {told} for {defendant}.")


def files(store: Store, issued: Issued) -> Files:
    """The files of a certificate, with the cosignatures that there are by now."""
    log = LogOf(issued.defendant)
    content, old = _bundle(store, issued, log)
    asked = str(signed_log.request(store, log, old=old))
    return Files(CERTIFICATE, store.blobs.path(issued.pdf).read_bytes(), content, asked)


def addendum_files(store: Store, sealed: Issued) -> Files:
    """The files of a sealed addendum: they go to the court alone."""
    content, _ = _bundle(store, sealed, MATTER)
    return Files(ADDENDUM, store.blobs.path(sealed.pdf).read_bytes(), content)


def _bundle(store: Store, issued: Issued, log: LogOf) -> tuple[bytes, int]:
    """The bundle, and the size of the last checkpoint before it."""
    known = logs.checkpoints(store, logs.origin(store, log))
    index = logs.places(store, log).index(issued.event)
    notes = [note for note in known if _size(note) > index]
    earlier = [note for note in known if 0 < _size(note) < _size(notes[0])]
    content = bundle.write(
        signed_log.at(store, log, notes[0]), [logs.recorded(store, issued.event, index)],
        policy=issued.statement.policy, statement=issued.statement, earlier=earlier,
        timestamps=time_stamps.of(store, logs.origin(store, log), _size(notes[0])),
    )  # fmt: skip
    return content, _size(earlier[-1]) if earlier else 0


def _size(note: str) -> int:
    return int(note.split("\n", 2)[1])
