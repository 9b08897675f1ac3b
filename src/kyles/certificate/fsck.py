"""Is what was recorded, signed and kept still what it was? Names exactly what is not."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from kyles.certificate import signed_log
from kyles.engine import run
from kyles.errors import KylesError, MatterUnreadable
from kyles.ledger import checkpoint, cosignature, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note, VerifierKey
from kyles.store import (
    Store,
    certificates,
    database,
    events,
    items,
    logs,
    matters,
    open_matter_folder,
    removals,
    replay,
    subtrees,
)
from kyles.store.logs import MATTER, LogOf

LARGE = 100_000  # events from which on more than one process is worth its start


def wrong(store: Store) -> Iterator[str]:
    """What is wrong: database and tables first, then log, checkpoints, certificates and contents.

    A large ledger is checked by several processes.
    """
    if events.size(store.connection) < LARGE:
        for check in CHECKS.values():
            yield from check(store)
        return
    for outcome in run(_checked, [(store.folder, name) for name in CHECKS]):
        if outcome.value is None:
            raise MatterUnreadable(f"The {outcome.part[1]} cannot be checked: {outcome.failure}.")
        yield from outcome.value


def _checked(part: tuple[Path, str]) -> list[str]:
    """One check of the matter of a folder."""
    folder, name = part
    with open_matter_folder(folder) as store:
        return list(CHECKS[name](store))


def _database(store: Store) -> Iterator[str]:
    yield from (f"database: {line}" for line in database.damages(store.connection))


def _tables(store: Store) -> Iterator[str]:
    yield from replay.differing(store.connection)


def _ledger(store: Store) -> Iterator[str]:
    yield from (f"ledger: event {place} was altered" for place in events.altered(store.connection))
    if missing := logs.bodiless(store):
        under_order = removals.ordered(store)
        yield from (f"ledger: the body of event {place} is missing" for place in missing
                    if place not in under_order)  # fmt: skip
    yield from _told("ledger", lambda: of_logs(store))
    yield from _told("contents", lambda: _contents(store))


def _told(what: str, check: Callable[[], Iterator[str]]) -> Iterator[str]:
    """What a check finds; where it cannot be done for what is altered, that it cannot."""
    try:
        yield from check()
    except (KylesError, ValueError, LookupError, TypeError) as error:
        yield f"{what}: it cannot be checked to its end: {error}"


CHECKS = {"database": _database, "tables": _tables, "ledger": _ledger}


def of_logs(store: Store) -> Iterator[str]:
    """What is wrong with leaves, tree, checkpoints and certificates."""
    names = matters.matter(store.view()).defendants
    for log in (MATTER, *map(LogOf, names)):
        yield from _log(store, log)
    for name in names:
        yield from _certificates(store, name)
    yield from (
        f"certificate {number} for {name}: its words are missing"
        for name, number in certificates.without_words(store)
    )
    known = {logs.origin(store, log) for log in (MATTER, *map(LogOf, names))}
    for origin, size, note in logs.filed(store):
        head = Checkpoint.parse(Note.parse(note).text)
        if origin not in known or (origin, size) != (head.origin, head.size):
            yield f"checkpoint of {head.size} entries: it is kept under another log or size"


def _log(store: Store, log: LogOf) -> Iterator[str]:
    leaves, name = logs.leaves(store, log), logs.origin(store, log)
    if log == MATTER and events.size(store.connection) != len(leaves):
        pairs = pairwise([-1, *logs.places(store)])
        yield from (f"ledger: event {one + 1} is missing" for one, two in pairs if two != one + 1)
    keys, nodes = signed_log.verifiers(store, log), tree.Levels(leaves)
    if log == MATTER:
        yield from _subtrees(store, nodes, len(leaves))
    for note in logs.checkpoints(store, name):
        try:
            yield from _checkpoint(note, nodes, len(leaves), keys=keys, store=store)
        except (KylesError, ValueError) as error:
            yield f"checkpoint of {name}: {error}"


def _subtrees(store: Store, nodes: tree.Nodes, size: int) -> Iterator[str]:
    """Those that are kept are those of the leaves, and none is missing."""
    kept = {(level, n): root for level, n, root in subtrees.every(store.connection)}
    due = {(level, n): nodes.node(level * subtrees.HIGH, n)
           for level, n in subtrees.due(size)}  # fmt: skip
    for level, n in sorted(kept.keys() | due.keys()):
        if kept.get((level, n)) != due.get((level, n)):
            yield f"ledger: subtree {n} of level {level} is not the one over its leaves"


def _checkpoint(
    note: str, nodes: tree.Nodes, size: int, *, keys: Sequence[VerifierKey], store: Store
) -> Iterator[str]:  # fmt: skip
    head, parsed = checkpoint.verified(note, keys)
    if head.size > size:
        yield f"ledger: {head.size} entries were signed, {size} are there"
    elif tree.root(nodes, head.size) != head.root:
        yield f"ledger: the first {head.size} entries are not those that were signed"
    named = [VerifierKey.parse(key) for key in logs.cosigners(store).values()]
    signed = len(cosignature.cosignatures(parsed, named)) + len(parsed.signed_by(keys))
    if signed < len(parsed.signatures):
        yield f"checkpoint of {head.size} entries: a signature line was altered"


def _certificates(store: Store, defendant: str) -> Iterator[str]:
    filed = certificates.every(store, defendant)
    for one in [*filed, *certificates.addenda(store, defendant)]:
        body = logs.body(store, one.event)
        for name, value in one.statement.commitment().items():
            if body[name] != value:
                yield f"certificate {one.number} for {defendant}: its {name} was altered"
        if body["pdf"] != one.pdf or not store.blobs.has(one.pdf):
            yield f"certificate {one.number} for {defendant}: its PDF is missing"


def _contents(store: Store) -> Iterator[str]:
    kept = {item.version.sha256 for item in items.every(store.view())
            if item.version.state != "restricted"} - {None}  # fmt: skip
    yield from (f"contents: {name} is missing" for name in sorted(map(str, kept))
                if not store.blobs.has(name))  # fmt: skip
    yield from (f"contents: {name} was altered" for name in store.blobs.damaged())
