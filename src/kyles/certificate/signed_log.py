"""A matter's logs as signed ones: keys, checkpoints, cosignatures, proofs.

The key is a file in the matter's own folder, made when it is first needed; that it is, and each
change of it, is recorded. Before anything is signed, what was committed is read and hashed again.
"""

import hashlib
from dataclasses import replace

from kyles.errors import MatterUnreadable, NotVerified, UsageError
from kyles.ledger import bundle, checkpoint, cosignature, keys, merkle, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.cosigner import CosignRequest
from kyles.ledger.note import COSIGNATURE, Note, VerifierKey
from kyles.store import Store, logs
from kyles.store.logs import MATTER, LogOf

KEY = "ledger.key"


def signer(store: Store, log: LogOf = MATTER) -> keys.Signer:
    """The present key, in the name of a log."""
    path = store.inside / KEY
    if not path.is_file():
        known = logs.keys(store)
        made = keys.make(path, logs.origin(store))
        store.record([logs.keyed(str(made.verifier), known[-1] if known else None)])
    found = keys.read(path)
    return replace(found, verifier=replace(found.verifier, name=logs.origin(store, log)))


def change_key(store: Store) -> VerifierKey:
    """Sign with a new key from now on; the old one stays known, and its file is kept."""
    path = store.inside / KEY
    if path.is_file():
        old = keys.read(path)
        path.rename(path.with_name(f"{KEY}.{old.verifier.id.hex()}"))
    return signer(store).verifier


def verifiers(store: Store, log: LogOf = MATTER) -> list[VerifierKey]:
    """Every key that has signed, in the name of a log."""
    name = logs.origin(store, log)
    parsed = [VerifierKey.parse(text) for text in logs.keys(store)]
    return [VerifierKey(name, one.kind, one.key) for one in parsed]


def policy(store: Store, log: LogOf = MATTER) -> str:
    """The trust policy of a log: its keys, its cosigners, and any one of them as the quorum.

    Where nobody outside the office was named, the quorum is none, and verifiers say so.
    """
    named = logs.cosigners(store)
    lines = [f"log {key}" for key in verifiers(store, log)]
    lines += [f"witness {name} {key}" for name, key in named.items()]
    if named:
        lines.append(f"group outside any {' '.join(named)}")
    return "\n".join([*lines, "quorum none", ""])


def name_cosigner(store: Store, name: str, key: str) -> VerifierKey:
    """Record a cosigner's key. Raises UsageError where it is none, or the name is taken."""
    try:
        parsed = VerifierKey.parse(key)
    except NotVerified as error:
        raise UsageError(str(error)) from None
    if parsed.kind != COSIGNATURE:
        raise UsageError(f"The key {parsed.name} is not a cosigner's key.",
                         hint="'kyles cosign --init' makes one.")  # fmt: skip
    if name in logs.cosigners(store) or name in ("none", "outside") or len(name.split()) != 1:
        raise UsageError(f"'{name}' cannot be a cosigner's name, or is one already.")
    store.record([logs.cosigner_named(name, str(parsed))])
    return parsed


def sign(store: Store, log: LogOf = MATTER, *, waits: bool = True) -> str:
    """The signed checkpoint of a log as it is now, kept if it is new.

    Who signs after every batch, and gives the checkpoint to nobody, need not wait for the disk
    (docs/decisions/0017-what_is_waited_for.md). Raises MatterUnreadable where what was signed
    before does not stand in the log any more.
    """
    own = signer(store, log)
    known = logs.last_checkpoint(store, own.verifier.name)
    frontier = _goes_on(store, log, _head(known)) if known else merkle.Frontier()
    if known and frontier.size == logs.size(store, log):
        return logs.checkpoints(store, own.verifier.name)[-1]
    frontier.extend(logs.reread(store, log, since=frontier.size))
    head = Checkpoint(own.verifier.name, frontier.size, frontier.root())
    note = checkpoint.sign(head, [own])
    logs.keep_checkpoint(store, note, frontier, waits=waits)
    return str(note)


def _goes_on(store: Store, log: LogOf, head: Checkpoint) -> merkle.Frontier:
    """The tree of the last checkpoint: the one that was signed since this store was opened, else
    that of the leaves as they are now.
    """
    known = store.trees.get(head.origin)
    same = known and (known.size, known.root()) == (head.size, head.root)
    frontier = known if known and same else merkle.Frontier(logs.leaves(store, log)[: head.size])
    if logs.size(store, log) < head.size or frontier.root() != head.root:
        raise MatterUnreadable(
            f"The ledger is not the one whose checkpoint of {head.size} entries was signed.",
            hint="'kyles ledger fsck' names what is wrong.",
        )
    return frontier


def _head(note: str) -> Checkpoint:
    return Checkpoint.parse(Note.parse(note).text)


def at(store: Store, log: LogOf, note: str) -> bundle.Log:
    """A log at one of its checkpoints."""
    return bundle.Log(logs.nodes(store, log), note)


def request(store: Store, log: LogOf, *, old: int) -> CosignRequest:
    """What a cosigner is asked: the last checkpoint, and the proof from the one that it has."""
    note = sign(store, log)
    here = at(store, log, note)
    if not 0 <= old <= here.checkpoint.size:
        raise UsageError(f"The log has {here.checkpoint.size} entries, and no {old}.")
    proof = tree.consistency_proof(here.nodes, old, here.checkpoint.size)
    return CosignRequest(old, proof, note.partition("\n\n")[0] + "\n\n" + _own_line(note))


def _own_line(note: str) -> str:
    return str(Note.parse(note).signatures[0])


def add_cosignatures(store: Store, log: LogOf, note: str) -> list[str]:
    """Keep what cosigners signed of a checkpoint; who they are. Raises NotVerified."""
    head, parsed = checkpoint.verified(note, verifiers(store, log))
    if head not in map(_head, logs.checkpoints(store, logs.origin(store, log))):
        raise NotVerified("This is no checkpoint of this matter.")
    named = {name: VerifierKey.parse(key) for name, key in logs.cosigners(store).items()}
    found = cosignature.cosignatures(parsed, list(named.values()))
    if not found:
        raise NotVerified("No cosigner that was named here signed this checkpoint.",
                          hint="Name one: kyles ledger cosigner NAME KEY.")  # fmt: skip
    ids = {(one.by.name, one.by.id) for one in found}
    logs.keep_cosignatures(store, parsed.text, [
        str(one) for one in parsed.signatures if (one.name, one.id) in ids
    ])  # fmt: skip
    return [name for name, key in named.items() if key in {one.by for one in found}]


def anchor(store: Store, salt: bytes) -> tuple[int, str, str]:
    """The whole ledger's size and root, and a commitment to both that tells neither."""
    leaves = logs.leaves(store)
    root = merkle.root(leaves).hex()
    told = merkle.canonical({"root": root, "size": len(leaves)})
    return len(leaves), root, hashlib.sha256(salt + told).hexdigest()
