"""Bundles for the shared vectors: right ones, and wrong ones of every kind, always the same.

    python -m tests.ledger.bundles        writes vectors/bundles.json anew

The ledger makes them; the verifier in Python and the page in the browser must both say of each what
the file says.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kyles.ledger import bundle, checkpoint, cosignature, keys, merkle, receipt, tree
from kyles.ledger.bundle import Entry, Log, Recorded, Statement
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import COSIGNATURE, Note
from kyles.ledger.receipt import Listed, Receipt
from kyles.verify import check

VECTORS = Path(__file__).parent / "vectors" / "bundles.json"
LOG = keys.key("kyles.example/harlan", secret=b"\x01" * 32)
STRANGER = keys.key("kyles.example/harlan", secret=b"\x02" * 32)
DEFENSE = keys.key("defense.example", secret=b"\x03" * 32, kind=COSIGNATURE)
COURT = keys.key("court.example", secret=b"\x04" * 32, kind=COSIGNATURE)
ALONE = f"log {LOG.verifier}\nquorum none\n"
OUTSIDE = (
    f"log {LOG.verifier}\nwitness defense {DEFENSE.verifier}\nwitness court {COURT.verifier}\n"
    "group outside any defense court\nquorum outside\n"
)
WHEN = datetime(2024, 7, 12, 16, 5, tzinfo=UTC)
REPORT = b"Supplement 3. T. Doe offered a box of cartridges.\n"
PDF = b"%PDF-1.7 the certificate for people"


def salt(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()[:16]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def signed_for(signer: keys.KeyInMemory = DEFENSE) -> str:
    """A receipt of two files, one of which the certificate's list does not name."""
    files = (Listed(sha256(REPORT), "VOL001/report.pdf"), Listed(sha256(PDF), "VOL001/other.pdf"))
    return str(receipt.sign(Receipt("State v. Harlan", "VOL001", "Harlan", "2024-07-01",
                                    "2024-07-03", files), signer))  # fmt: skip


def statement(policy: str, *notes: str) -> Statement:
    entries: list[dict[str, Any]] = [
        {"list": "served", "title": "Supplement 3", "pages": "1-2, 4", "sha256": sha256(REPORT)},
        {"list": "inspected", "title": "box of 24 cartridges", "on": "2024-04-02"},
        {"list": "withheld", "title": "Supplement 3", "pages": "3", "provision": "Rule 5-501(F)",
         "reason": "work product \u2014 na\u00efve \U0001f512"},
        {"list": "outstanding", "title": "Recording of the interview"},
    ]  # fmt: skip
    certificate: dict[str, Any] = {
        "title": "Certificate of Disclosure (incomplete)", "number": "1", "defendant": "Harlan",
        "matter": "State v. Harlan",
    }  # fmt: skip
    if notes:
        certificate["receipts"] = [{"volume": "VOL001", "note": note} for note in notes]
    manifest = tuple(Entry(salt(str(at)), entry) for at, entry in enumerate(entries))
    return Statement(certificate, manifest, policy)


def event(kind: str, body: dict[str, Any], at: str = "2024-07-12T16:05:00Z") -> str:
    return merkle.canonical({"at": at, "by": "A. Prosecutor", "kind": kind, "body": body}).decode()


class Example:
    """A log of seven leaves whose sixth is a certificate; each wrong kind changes one thing."""

    def __init__(
        self, policy: str = ALONE, signer: keys.Signer = LOG, receipts: tuple[str, ...] = ()
    ) -> None:
        self.policy, self.signer = policy, signer
        self.statement = statement(policy, *receipts)
        body = {**self.statement.commitment(), "pdf": sha256(PDF), "defendant": "Harlan"}
        self.leaves = [hashlib.sha256(bytes([n])).digest() for n in range(7)]
        self.record(event("certificate.issued", body))

    def record(self, told: str) -> None:
        self.recorded = Recorded(told, salt("event"), 5)
        data = merkle.leaf_data(self.recorded.event.encode(), self.recorded.salt)
        self.leaves[5] = merkle.leaf_hash(data)

    def note(self, size: int) -> Note:
        head = Checkpoint(LOG.verifier.name, size, merkle.root(self.leaves[:size]))
        return checkpoint.sign(head, [self.signer])

    def cosigned(self, *cosigners: keys.Signer) -> str:
        note = self.note(7)
        lines = [cosignature.cosign(note.text, signer=one, at=WHEN) for one in cosigners]
        return str(note.with_signatures(lines))

    def write(self, note: str = "", **told: Any) -> dict[str, Any]:
        log = Log(tree.Levels(self.leaves), note or str(self.note(7)))
        made = bundle.write(log, [self.recorded], policy=self.policy, statement=self.statement,
                            **told)  # fmt: skip
        return json.loads(made)


DEFENSE_NOTE = Note("anything\n", checkpoint.sign(
    Checkpoint("defense.example", 1, bytes(32)), [DEFENSE]).signatures)  # fmt: skip


def canonical(told: dict[str, Any]) -> str:
    return merkle.canonical(told).decode()


def examples() -> Iterator[dict[str, Any]]:
    """Each vector without what is to be said of it."""
    plain, outside = Example(), Example(OUTSIDE)
    yield {"name": "right", "bundle": canonical(plain.write())}
    yield {"name": "right: countersigned", "bundle": canonical(
        outside.write(outside.cosigned(DEFENSE, COURT)))}  # fmt: skip
    yield {"name": "right: goes on from an earlier one, which is held",
           "bundle": canonical(plain.write(earlier=[str(plain.note(3)), str(plain.note(4))])),
           "last": str(plain.note(4))}  # fmt: skip
    yield {"name": "right: time stamp present", "bundle": canonical(
        plain.write(timestamps=[("tsa.example", b"token")]))}  # fmt: skip
    yield {"name": "right: own policy", "bundle": canonical(outside.write(outside.cosigned(COURT))),
           "policy": OUTSIDE}  # fmt: skip
    yield {"name": "right: files", "bundle": canonical(plain.write()),
           "files": [["a.txt", REPORT.decode()], ["certificate.pdf", PDF.decode()]]}  # fmt: skip
    yield {"name": "right: receipts signed by the defense, and by a stranger", "bundle": received(
        signed_for(), signed_for(keys.key("other.example", secret=b"\x05" * 32)))}  # fmt: skip
    yield {"name": "right: an addendum for the court", "bundle": canonical(sealed(11))}
    yield from wrong(plain, outside)


def sealed(size: int) -> dict[str, Any]:
    """An addendum that opens an anchor of eleven events."""
    example = Example()
    root, drawn = sha256(b"root"), salt("anchor")
    told = merkle.canonical({"root": root, "size": 11})
    example.statement.certificate["opens"] = {
        "anchor": sha256(drawn + told), "root": root, "salt": drawn.hex(), "size": size,
    }  # fmt: skip
    body = {**example.statement.commitment(), "pdf": sha256(PDF), "defendant": "Harlan"}
    example.record(event("addendum.sealed", body))
    return example.write()


def received(*notes: str) -> str:
    example = Example(OUTSIDE, LOG, notes)
    return canonical(example.write(example.cosigned(DEFENSE)))


def wrong(plain: Example, outside: Example) -> Iterator[dict[str, Any]]:
    def changed(name: str, change: Any, example: Example = plain, **told: Any) -> dict[str, Any]:
        made = example.write(**told)
        change(made)
        return {"name": f"wrong: {name}", "bundle": canonical(made)}

    def entry(at: int, **fields: Any) -> Any:
        return lambda made: made["manifest"][at]["entry"].update(fields)

    yield {"name": "wrong: no bundle", "bundle": "%PDF-1.7"}
    yield {"name": "wrong: cut", "bundle": canonical(plain.write())[:-40]}
    twice = canonical(plain.write()).replace('"number":"1"', '"number":"1","number":"1"')
    yield {"name": "wrong: a number twice", "bundle": twice}
    yield changed("another format", lambda made: made.update(format="kyles-bundle/9"))
    yield changed("an item put into another list", entry(3, list="served"))
    yield changed("other pages", entry(0, pages="1-4"))
    yield changed("an item left out", lambda made: made["manifest"].pop())
    yield changed("an item added", lambda made: made["manifest"].append(made["manifest"][0]))
    yield changed("another title", lambda made: made["certificate"].update(title="Certificate"))
    yield changed("another day", lambda made: made["events"][0].update(
        event=made["events"][0]["event"].replace("2024-07-12", "2024-06-12")))  # fmt: skip
    yield changed("another salt", lambda made: made["events"][0].update(salt="00" * 16))
    yield changed("another leaf", lambda made: made["events"][0].update(
        proof=made["events"][0]["proof"].replace("index 5", "index 4")))  # fmt: skip
    yield changed("a checkpoint of another size", lambda made: made["events"][0].update(
        proof=made["events"][0]["proof"].replace("\n7\n", "\n8\n")))  # fmt: skip
    yield changed("other keys", lambda made: made.update(
        policy=f"log {STRANGER.verifier}\nquorum none\n"))  # fmt: skip
    yield {"name": "wrong: signed by a key that is not trusted",
           "bundle": canonical(Example(ALONE, STRANGER).write())}  # fmt: skip
    strange = Example(f"log {STRANGER.verifier}\nquorum none\n", STRANGER)
    yield {"name": "wrong: not the key that one was given", "bundle": canonical(strange.write()),
           "policy": ALONE}  # fmt: skip
    yield {"name": "wrong: nobody countersigned", "bundle": canonical(outside.write())}
    yield {"name": "wrong: the cosignature is of another checkpoint", "bundle": canonical(
        outside.write(str(outside.note(7).with_signatures(
            [cosignature.cosign(outside.note(6).text, signer=DEFENSE, at=WHEN)]))))}  # fmt: skip
    yield changed("the history before was changed", lambda made: made["earlier"][0].update(
        proof=made["earlier"][0]["proof"][::-1]), earlier=[str(plain.note(3))])  # fmt: skip
    rebuilt = Example()
    rebuilt.leaves[1] = bytes(32)
    yield {"name": "wrong: not the history that one holds", "bundle": canonical(plain.write()),
           "last": str(rebuilt.note(7))}  # fmt: skip
    yield {"name": "wrong: no way from the checkpoint that one holds",
           "bundle": canonical(plain.write()), "last": str(plain.note(4))}  # fmt: skip
    yield {"name": "wrong: a file that was changed", "bundle": canonical(plain.write()),
           "files": [["report.txt", REPORT.decode().replace("24", "23") + "x"]]}  # fmt: skip
    yield {"name": "wrong: a receipt of other files", "bundle": received(
        signed_for().replace("VOL001/other.pdf", "VOL001/more.pdf"))}  # fmt: skip
    yield {"name": "wrong: an addendum of another ledger", "bundle": canonical(sealed(12))}
    yield {"name": "wrong: no receipt", "bundle": received(
        str(DEFENSE_NOTE))}  # fmt: skip
    yield changed("a certificate beside another event", lambda made: made["events"][0].update(
        event=event("item.disclosed", {})))  # fmt: skip
    yield changed("a field more", lambda made: made.update(more="x"))
    yield changed("no event", lambda made: made.update(events=[]))
    yield changed("an event that cannot be read", lambda made: made["events"][0].update(event="{"))
    yield changed("a policy that cannot be read", lambda made: made.update(policy="quorum any"))
    yield changed("a key that cannot be read", lambda made: made.update(policy="log x+y+z"))
    yield {"name": "not checked: what was given is no policy", "bundle": canonical(plain.write()),
           "policy": "Dear counsel,"}  # fmt: skip
    yield {
        "name": "not checked: what was given is no checkpoint",
        "bundle": canonical(plain.write()),
        "last": str(plain.note(7)).replace("\n\n", "\n"),
    }


def vectors() -> list[dict[str, Any]]:
    """Each vector with what both verifiers must say of it."""
    return [{**one, "says": says(one)} for one in examples()]


def says(one: dict[str, Any]) -> dict[str, Any]:
    files = [(name, sha256(text.encode())) for name, text in one.get("files", [])]
    report = check(one["bundle"].encode(), files, policy=one.get("policy", ""),
                   last=one.get("last", ""))  # fmt: skip
    return {"holds": report.holds, "checked": report.checked, "wrong": report.wrong,
            "shown": report.shown, "notes": report.notes}  # fmt: skip


def written() -> str:
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    VECTORS.write_text(written(), "utf-8")
