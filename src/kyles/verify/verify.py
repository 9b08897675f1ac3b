"""Check a proof bundle of Kyles, and files that were received with it, offline.

    python verify.py BUNDLE [FILE ...] [--policy POLICY] [--last CHECKPOINT] [--json]

This file needs Python 3.11 and nothing else: it imports only the standard library, and opens no
network. It checks that the bundle's statement and list are those that the ledger committed to, that
the ledger's signed checkpoint contains them (RFC 9162), who signed it and who countersigned it
(RFC 8032; c2sp.org: signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-policy), and
that each file is one that the list names. An RFC 3161 time stamp is reported as present; it is not
checked here.

Exit codes: 0 all of it holds, 13 something does not, 2 wrong usage.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FORMAT, RECEIPT = "kyles-bundle/1", "kyles-receipt/1"
CERTIFIED = ("certificate.issued", "addendum.sealed")
LARGEST = 512 << 20
FIELDS = ("earlier", "events", "format", "policy", "timestamps")
WITH_CERTIFICATE = ("certificate", "earlier", "events", "format", "manifest", "policy",
                    "timestamps")  # fmt: skip
LISTS = ("served", "inspected", "withheld", "lost", "outstanding")
NOT_PROVEN = "It does not show that nothing else exists, or that anybody read what was served."


class Wrong(Exception):
    """What is wrong with a bundle, in plain words."""


@dataclass(slots=True)
class Report:
    """What holds, in order; what is wrong first, if anything is; what the bundle shows.

    Where a policy or checkpoint that was given cannot be used, nothing was checked: that says
    nothing of the bundle.
    """

    holds: bool = False
    checked: bool = True
    wrong: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what is not checked or not shown
    entries: list[dict[str, Any]] = field(default_factory=list)


def check(
    bundle: bytes, files: Iterable[tuple[str, str]] = (), *, policy: str = "", last: str = ""
) -> Report:
    """Check a bundle, and files by name and SHA-256, against keys and a checkpoint one trusts."""
    report = Report()
    if unusable := _unusable(policy, last):
        return Report(checked=False, wrong=[unusable])
    try:
        told = read(bundle)
        trusted = parse_policy(policy or text(told, "policy"))
        head, shown = _proven(told, trusted, report)
        report.shown += shown
        _cosigned(head, trusted, report)
        _receipts(told, trusted, report)
        _grown(told, head, trusted, last, report)
        _times(told, report)
        report.wrong += _files(told, files, report)
    except Wrong as wrong:
        report.wrong.append(str(wrong))
    except RecursionError:
        report.wrong.append("The file is no bundle: it is nested too deeply.")
    if not policy:
        report.notes.append("The keys are those that the bundle names itself: compare them with"
                            " keys that you were given in another way.")  # fmt: skip
    report.notes.append(NOT_PROVEN)
    report.holds = not report.wrong
    return report


def _unusable(policy: str, last: str) -> str:
    """Why what one gave to trust cannot be used; "" where it can, or nothing was given."""
    try:
        if policy:
            parse_policy(policy)
    except Wrong as wrong:
        return f"The policy that you gave cannot be used: {wrong}"
    try:
        if last:
            parse_head(last)
    except Wrong:
        return "The checkpoint that you gave cannot be used: it is not readable as one."
    return ""


# What is in a bundle


def read(bundle: bytes) -> dict[str, Any]:
    """A bundle's fields; it must be written in the one canonical way (RFC 8785)."""
    if len(bundle) > LARGEST:
        raise Wrong("The file is too large for a bundle.")
    try:
        told = loaded(bundle.decode("utf-8"))
        same = canonical(told) == bundle
    except (ValueError, TypeError):
        raise Wrong("The file is no bundle: it is damaged, or something else.") from None
    if not isinstance(told, dict) or not isinstance(told.get("format"), str):
        raise Wrong("The file is no bundle: it is damaged, or something else.")
    if told["format"] != FORMAT:
        raise Wrong(f"The bundle is of another format than {FORMAT}: use a newer verifier.")
    if not same:
        raise Wrong("The bundle was changed after it was written: it is not in canonical form.")
    if tuple(sorted(told)) not in (FIELDS, WITH_CERTIFICATE):
        raise Wrong("The bundle has other fields than the format has.")
    return told


def loaded(written: str) -> Any:
    """What JSON says, without numbers that are not whole or that are too large for some readers."""
    return json.loads(written, parse_float=_no_number, parse_constant=_no_number,
                      parse_int=_whole)  # fmt: skip


def _no_number(_: str) -> None:
    raise ValueError


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) >= 2**53:
        raise ValueError
    return int(digits)


def canonical(value: Any) -> bytes:
    """RFC 8785 for text, whole numbers, true, false, null, lists and groups."""
    written = _PLAIN.encode(value)
    if max(written) >= "\ue000":  # only then do UTF-16 units sort otherwise than characters do
        written = _written(value)
    return written.encode("utf-8")


_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True,
                          separators=(",", ":"))  # fmt: skip


def _written(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_written(name)}:{_written(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def text(group: Any, name: str) -> str:
    """A text in a group of fields, or "" where there is none."""
    value = group.get(name) if isinstance(group, dict) else None
    return value if isinstance(value, str) else ""


def listed(group: Any, name: str) -> list[Any]:
    """A list in a group of fields, or an empty one."""
    value = group.get(name) if isinstance(group, dict) else None
    return value if isinstance(value, list) else []


# What the ledger committed to


@dataclass(frozen=True, slots=True)
class Head:
    """A signed checkpoint: the log's name, size, root, and the note with its signatures."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: list[tuple[str, bytes, bytes]]


def _proven(told: dict[str, Any], trusted: "Policy", report: Report) -> tuple[Head, list[str]]:
    """The checkpoint that contains every event of the bundle."""
    events = listed(told, "events")
    if not events:
        raise Wrong("The bundle has no event of a ledger.")
    heads, shown = [], []
    for one in events:
        event = _event(one)
        shown += _certificate(told, event) if event is not None and one is events[0] else []
        heads.append(_included(one, trusted))
        shown.append(f"The ledger recorded on {text(event, 'at')}, by {text(event, 'by')}:"
                     f" {text(event, 'kind')}.")  # fmt: skip
    if len({(head.origin, head.size, head.root) for head in heads}) > 1:
        raise Wrong("The events of the bundle are proven to different checkpoints.")
    report.entries = [one["entry"] for one in listed(told, "manifest")]
    head = heads[0]
    shown.append(f"The log {head.origin} signed a checkpoint of {head.size} entries that contains"
                 " it.")  # fmt: skip
    return head, shown


def _event(one: Any) -> dict[str, Any]:
    try:
        event = loaded(text(one, "event"))
        whole = isinstance(event, dict) and canonical(event).decode() == text(one, "event")
    except (ValueError, TypeError):
        whole = False
    if not whole:
        raise Wrong("An event of the bundle is not readable.")
    return dict(event)


def _certificate(told: dict[str, Any], event: dict[str, Any]) -> list[str]:
    """What a certificate's event commits to: its statement, its list and its policy."""
    if text(event, "kind") not in CERTIFIED:
        if "certificate" in told or "manifest" in told:
            raise Wrong("The bundle has a certificate, but the ledger's event is of another kind.")
        return []
    body, certificate = event.get("body"), told.get("certificate")
    if sha256(canonical(certificate)).hex() != text(body, "certificate"):
        raise Wrong("The certificate's words are not those that the ledger recorded.")
    if manifest_root(listed(told, "manifest")).hex() != text(body, "manifest"):
        raise Wrong("The list of items is not the one that the ledger recorded.")
    if sha256(text(told, "policy").encode()).hex() != text(body, "policy"):
        raise Wrong("The bundle's keys are not those that the ledger recorded.")
    counts = dict.fromkeys(LISTS, 0)
    for one in listed(told, "manifest"):
        counts[text(one["entry"], "list")] = counts.get(text(one["entry"], "list"), 0) + 1
    named = ", ".join(f"{counts[name]} {name}" for name in LISTS)
    title, number = text(certificate, "title"), text(certificate, "number")
    defendant, matter = text(certificate, "defendant"), text(certificate, "matter")
    return [f"{title}, number {number}, for {defendant}, in {matter}.", f"Its lists name {named}.",
            *_opened(certificate)]  # fmt: skip


def _opened(certificate: Any) -> list[str]:
    """An addendum opens the anchor of its certificate: a salted commitment to the whole ledger."""
    opens = certificate.get("opens") if isinstance(certificate, dict) else None
    if not isinstance(opens, dict):
        return []
    size, named = opens.get("size"), text(opens, "anchor")
    told = canonical({"root": text(opens, "root"), "size": size})
    if type(size) is not int or sha256(unhex(text(opens, "salt")) + told).hex() != named:
        raise Wrong("The addendum does not open the anchor that it names.")
    return [f"It opens the anchor {named} of its certificate: a ledger of {size} events."]


def manifest_root(manifest: Sequence[Any]) -> bytes:
    """The root over the salted entries of a list."""
    leaves = []
    for one in manifest:
        entry = one.get("entry") if isinstance(one, dict) else None
        if not isinstance(entry, dict):
            raise Wrong("An entry of the list is not readable.")
        leaves.append(leaf_hash(canonical(entry), unhex(text(one, "salt"))))
    return root(leaves)


def _included(one: Any, trusted: "Policy") -> Head:
    index, hashes, note = parse_proof(text(one, "proof"))
    head = signed_head(note, trusted)
    leaf = leaf_hash(text(one, "event").encode(), unhex(text(one, "salt")))
    if not includes(head.root, head.size, leaf=leaf, index=index, proof=hashes):
        raise Wrong("The ledger's checkpoint does not contain what the bundle says it recorded.")
    return head


def _cosigned(head: Head, trusted: "Policy", report: Report) -> None:
    """Who countersigned, and when by their own clocks."""
    met = set()
    for name, key in trusted.witnesses.items():
        for at in cosigned_at(head, key):
            met.add(name)
            report.shown.append(f"Countersigned by {name} ({key.name}) on {at}.")
    if not met:
        report.notes.append("Operator's word only: nobody outside the office countersigned.")
    if not trusted.is_met(met):
        report.wrong.append("Fewer cosigners signed than the policy asks for.")


def _receipts(told: dict[str, Any], trusted: "Policy", report: Report) -> None:
    """What the other side signed to have received, and how much of it stands in the list."""
    known = {text(one, "sha256") for one in report.entries}
    for one in listed(told.get("certificate"), "receipts"):
        if text(one, "note"):
            _receipt(text(one, "note"), known, trusted, report)


def _receipt(note: str, known: set[str], trusted: "Policy", report: Report) -> None:
    body, signatures = parse_note(note)
    head, *lines = body.split("\n")
    if head != RECEIPT or len(lines) < 6:
        raise Wrong("A receipt of the bundle is not readable.")
    _, volume, _, _, day = (line.partition(" ")[2] for line in lines[:5])
    files = [line.split(" ")[1] for line in lines[5:] if line.startswith("file ")]
    names = [name for name, key in trusted.witnesses.items()
             if _signed(body, signatures, Key(key.name, 1, key.public))]  # fmt: skip
    for name in names:
        report.shown.append(f"{name} signed on {day} to have received {len(files)} files of"
                            f" {volume}; {sum(one in known for one in files)} of them stand in the"
                            " list.")  # fmt: skip
    if not names:
        report.notes.append(f"A receipt for {volume} is signed by nobody whose key is trusted"
                            " here.")  # fmt: skip


def _signed(body: str, signatures: list[tuple[str, bytes, bytes]], key: "Key") -> bool:
    """Whether a key signed a receipt; a signature in its name must be genuine."""
    own = [signature for name, id_, signature in signatures if (name, id_) == (key.name, key.id)]
    if not all(ed25519(key.public, body.encode(), signature) for signature in own):
        raise Wrong(f"The signature of {key.name} on a receipt is not genuine.")
    return bool(own)


def _grown(
    told: dict[str, Any], head: Head, trusted: "Policy", last: str, report: Report
) -> None:  # fmt: skip
    """The log goes on from the checkpoints of earlier certificates, and from one that is held."""
    reached = []
    for one in listed(told, "earlier"):
        before = signed_head(text(one, "checkpoint"), trusted)
        proof = [unbase64(step) if isinstance(step, str) else b"" for step in listed(one, "proof")]
        if not _goes_on(before, head, proof):
            raise Wrong("The ledger's history was changed: it does not go on from its earlier"
                        f" checkpoint of {before.size} entries.")  # fmt: skip
        report.shown.append(f"It goes on from the earlier checkpoint of {before.size} entries.")
        reached.append(before)
    if last:
        held = signed_head(last, trusted)
        known = {(one.origin, one.size, one.root) for one in [*reached, head]}
        sizes = {one.size for one in [*reached, head]}
        if (held.origin, held.size, held.root) in known:
            report.shown.append(f"It goes on from the checkpoint of {held.size} entries that you"
                                " hold.")  # fmt: skip
        elif held.size in sizes or held.size > head.size:
            raise Wrong("The ledger's history was changed: it is not the one of the checkpoint"
                        " that you hold.")  # fmt: skip
        else:
            raise Wrong("The bundle does not show that the ledger goes on from the checkpoint that"
                        " you hold: ask for one that does.")  # fmt: skip


def _goes_on(before: Head, head: Head, proof: list[bytes]) -> bool:
    return before.origin == head.origin and extends(
        head.root, head.size, old_root=before.root, old=before.size, proof=proof)  # fmt: skip


def _times(told: dict[str, Any], report: Report) -> None:
    for one in listed(told, "timestamps"):
        report.notes.append(f"A time stamp of {text(one, 'authority') or 'an authority'} (RFC 3161)"
                            " is present; it is not checked here.")  # fmt: skip


def _files(
    told: dict[str, Any], files: Iterable[tuple[str, str]], report: Report
) -> list[str]:  # fmt: skip
    """What the bundle says of each file; those that it does not name."""
    known = {text(one, "sha256"): one for one in report.entries if text(one, "sha256")}
    body = _event(listed(told, "events")[0]).get("body")
    wrong = []
    for name, digest in files:
        if digest in known:
            one = known[digest]
            report.shown.append(f"{name} is, byte for byte, {text(one, 'title')}"
                                f" (list: {text(one, 'list')}).")  # fmt: skip
        elif digest == text(body, "pdf"):
            report.shown.append(f"{name} is, byte for byte, the certificate's PDF.")
        else:
            wrong.append(f"{name} is not a file that this bundle names: other bytes.")
    return wrong


# Proofs in trees: RFC 9162


def sha256(data: bytes) -> bytes:
    """SHA-256, 32 bytes."""
    return hashlib.sha256(data).digest()


def leaf_hash(body: bytes, salt: bytes) -> bytes:
    """The leaf that commits to a body with its salt."""
    if len(salt) != 16:
        raise Wrong("A salt is not readable.")
    commitment = base64.b64encode(sha256(salt + body)).decode()
    return sha256(f'\0{{"c":"{commitment}","v":1}}'.encode())


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    here = list(leaves) or [sha256(b"")]
    while len(here) > 1:
        pairs = [sha256(b"\x01" + here[at] + here[at + 1]) for at in range(0, len(here) - 1, 2)]
        here = pairs + here[len(pairs) * 2 :]
    return here[0]


def includes(root: bytes, size: int, *, leaf: bytes, index: int, proof: Sequence[bytes]) -> bool:
    """RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size or any(len(each) != 32 for each in (root, leaf, *proof)):
        return False
    at, last, here = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            here = sha256(b"\x01" + step + here)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            here = sha256(b"\x01" + here + step)
        at, last = at >> 1, last >> 1
    return last == 0 and here == root


def extends(
    new_root: bytes, new: int, *, old_root: bytes, old: int, proof: Sequence[bytes]
) -> bool:  # fmt: skip
    """RFC 9162 section 2.1.4.2."""
    if old == new:
        return old > 0 and not proof and old_root == new_root
    if not 0 < old < new or any(len(each) != 32 for each in (new_root, old_root, *proof)):
        return False
    first, *steps = [*([old_root] if old & (old - 1) == 0 else []), *proof] or [b""]
    at, last = old - 1, new - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    before = after = first
    for step in steps:
        if last == 0:
            return False
        if at % 2 or at == last:
            before, after = sha256(b"\x01" + step + before), sha256(b"\x01" + step + after)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            after = sha256(b"\x01" + after + step)
        at, last = at >> 1, last >> 1
    return last == 0 and (before, after) == (old_root, new_root)


# Notes, checkpoints and policies: c2sp.org


@dataclass(frozen=True, slots=True)
class Key:
    """A verifier key: name, kind of signature, public key."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(f"{self.name}\n".encode() + bytes([self.kind]) + self.public)[:4]


@dataclass(slots=True)
class Policy:
    """Logs, cosigners by name, groups as least number and members, and the quorum's name."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    quorum: str = ""

    def is_met(self, signed: set[str], name: str = "") -> bool:
        name = name or self.quorum
        if name == "none" or name in self.witnesses:
            return name == "none" or name in signed
        least, members = self.groups[name]
        return sum(self.is_met(signed, one) for one in members) >= least


def parse_key(written: str) -> Key:
    """`name+id+base64`."""
    name, _, rest = written.partition("+")
    told, _, body = rest.partition("+")
    raw = unbase64(body)
    if len(raw) != 33 or not is_name(name) or Key(name, raw[0], raw[1:]).id.hex() != told:
        raise Wrong("A key of the policy is not readable.")
    return Key(name, raw[0], raw[1:])


def parse_policy(written: str) -> Policy:
    """c2sp.org/tlog-policy, the lines log, witness, group and quorum."""
    policy, used = Policy(), set[str]()
    for line in written.split("\n"):
        words = [word for word in line.replace("\t", " ").split(" ") if word]
        if words and not words[0].startswith("#"):
            _policy_line(policy, words, used)
    if not policy.quorum or not policy.logs:
        raise Wrong("The policy names no log, or no quorum.")
    return policy


def _policy_line(policy: Policy, words: list[str], used: set[str]) -> None:
    known = {*policy.witnesses, *policy.groups}
    match words:
        case ["log", key, *rest] if len(rest) < 2:
            policy.logs.append(parse_key(key))
        case ["witness", name, key, *rest] if len(rest) < 2 and name not in {*known, "none"}:
            policy.witnesses[name] = parse_key(key)
        case ["group", name, least, *members] if (
            name not in {*known, "none"} and members and set(members) <= known - used
            and len(set(members)) == len(members) and _least(least, members)
        ):  # fmt: skip
            used.update(members)
            policy.groups[name] = (_least(least, members), members)
        case ["quorum", name] if name in {*known, "none"} and not policy.quorum:
            policy.quorum = name
        case _:
            raise Wrong("A line of the policy is not readable.")


def _least(word: str, members: list[str]) -> int:
    """How many of a group must sign; 0 where that is not told rightly."""
    named = {"any": 1, "all": len(members)}
    number = int(word) if is_number(word) else named.get(word, 0)
    return number if number <= len(members) else 0


def parse_note(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """A signed note: its text, and name, key id and body of each signature."""
    body, blank, lines = note.rpartition("\n\n")
    if not blank or not lines.endswith("\n") or any(" " > one != "\n" for one in note):
        raise Wrong("A signed note of the bundle is not readable.")
    signatures = []
    for line in lines[:-1].split("\n"):
        name, _, told = line.removeprefix("\u2014 ").partition(" ")
        raw = unbase64(told)
        if not line.startswith("\u2014 ") or not is_name(name) or len(raw) < 5:
            raise Wrong("A signature of the bundle is not readable.")
        signatures.append((name, raw[:4], raw[4:]))
    return body + "\n", signatures[:64]


def parse_head(note: str) -> Head:
    """A checkpoint, whoever signed it."""
    body, signatures = parse_note(note)
    lines = body.split("\n")
    if len(lines) != 4 or not is_number(lines[1]) or len(unbase64(lines[2])) != 32:
        raise Wrong("A checkpoint of the bundle is not readable.")
    return Head(lines[0], int(lines[1]), unbase64(lines[2]), body, signatures)


def signed_head(note: str, trusted: Policy) -> Head:
    """A checkpoint that a trusted log signed."""
    head = parse_head(note)
    signed = False
    for key in trusted.logs:
        for signature in _by(head, key):
            if not ed25519(key.public, head.text.encode(), signature):
                raise Wrong(f"The signature of {key.name} on the checkpoint is not genuine.")
            signed = signed or key.name == head.origin
    if not signed:
        raise Wrong("The checkpoint is not signed by a key of its log that is trusted here.")
    return head


def cosigned_at(head: Head, key: Key) -> list[str]:
    """When a cosigner signed a checkpoint, by its own clock."""
    found = []
    for body in _by(head, key):
        seconds = int.from_bytes(body[:8], "big")
        message = f"cosignature/v1\ntime {seconds}\n{head.text}".encode()
        if key.kind != 4 or seconds > 253402300799 or not ed25519(key.public, message, body[8:]):
            raise Wrong(f"The cosignature of {key.name} is not genuine.")
        found.append(datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return found


def _by(head: Head, key: Key) -> list[bytes]:
    return [body for name, id_, body in head.signatures if (name, id_) == (key.name, key.id)]


def parse_proof(written: str) -> tuple[int, list[bytes], str]:
    """c2sp.org/tlog-proof: leaf index, hashes, signed checkpoint."""
    head, _, note = written.partition("\n\n")
    first, *lines = head.split("\n")
    if lines and lines[0].startswith("extra "):
        lines.pop(0)
    index = lines.pop(0).removeprefix("index ") if lines else ""
    hashes = [unbase64(line) for line in lines]
    whole = first == "c2sp.org/tlog-proof@v1" and is_number(index) and len(hashes) < 64
    if not whole or any(len(each) != 32 for each in hashes):
        raise Wrong("A proof of the bundle is not readable.")
    return int(index), hashes, note


def is_number(word: str) -> bool:
    """ASCII digits without a leading zero, 15 at most."""
    digits = 0 < len(word) < 16 and all(one in "0123456789" for one in word)
    return digits and (word == "0" or word[0] != "0")


def is_name(name: str) -> bool:
    """The name of a key."""
    return bool(name) and "+" not in name and not any(one.isspace() for one in name)


def unbase64(written: str) -> bytes:
    """Standard base64, written in the one right way; empty for anything else."""
    try:
        data = base64.b64decode(written, validate=True)
    except ValueError:
        return b""
    return data if base64.b64encode(data).decode() == written else b""


def unhex(written: str) -> bytes:
    """Lower-case hexadecimal digits; empty for anything else."""
    try:
        data = bytes.fromhex(written)
    except ValueError:
        return b""
    return data if data.hex() == written else b""


# Ed25519: RFC 8032, section 5.1; public data only, so its timing may be seen

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]
_ZERO: Point = (0, 1, 1, 0)


def _add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % _P, (one[1] + one[0]) * (two[1] + two[0]) % _P
    c, d = 2 * one[3] * two[3] * _D % _P, 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times_point(number: int, point: Point) -> Point:
    total = _ZERO
    while number:
        if number & 1:
            total = _add(total, point)
        point, number = _add(point, point), number >> 1
    return total


def _point(encoded: bytes) -> Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return (x, y, 1, x * y % _P)


def _encoded(point: Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _ZERO


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature over a message is of the holder of a public key."""
    key = _point(public) if len(public) == 32 else None
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or len(signature) != 64 or scalar >= _L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % _L
    negative = (_P - key[0], key[1], key[2], _P - key[3])
    found = _add(_times_point(scalar, _BASE), _times_point(challenge, negative))
    return _encoded(found) == signature[:32]


# The command


def main(arguments: list[str] | None = None) -> int:
    """Check what the command line names; the exit code."""
    parser = argparse.ArgumentParser(prog="verify.py", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("bundle", type=Path, help="the proof bundle")
    parser.add_argument("files", type=Path, nargs="*", help="received files to look up in it")
    parser.add_argument("--policy", type=Path, help="keys and cosigners that you trust")
    parser.add_argument("--last", type=Path, help="a checkpoint of this log that you hold")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    told = parser.parse_args(arguments)
    try:
        report = check(
            told.bundle.read_bytes(), [(str(path), digest(path)) for path in told.files],
            policy=_text_of(told.policy), last=_text_of(told.last),
        )  # fmt: skip
    except OSError as error:
        sys.stderr.write(f"verify.py: {error.filename} cannot be read: {error.strerror}.\n")
        return 2
    except UnicodeDecodeError:
        sys.stderr.write("verify.py: The policy, or the checkpoint that you hold, is no text.\n")
        return 2
    sys.stdout.write(as_json(report) if told.json else as_text(report))
    return 0 if report.holds else 13 if report.checked else 2


def _text_of(path: Path | None) -> str:
    return path.read_text("utf-8") if path else ""


def digest(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def as_json(report: Report) -> str:
    """The report for scripts."""
    told = {"holds": report.holds, "checked": report.checked, "wrong": report.wrong,
            "shown": report.shown, "notes": report.notes,
            "entries": len(report.entries)}  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_text(report: Report) -> str:
    """The report for people: the bottom line first."""
    verdict = "IT DOES NOT HOLD." if report.checked else "NOTHING WAS CHECKED."
    lines = ["It holds." if report.holds else verdict,
             *(f"  wrong: {one}" for one in report.wrong),
             *(f"  shown: {one}" for one in report.shown),
             *(f"  note:  {one}" for one in report.notes)]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
