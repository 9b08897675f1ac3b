"""What was compared stands: it is kept on the disk, so that a volume more is compared by itself.

A folder keeps the letters and grams of both sides, and of every held document its matches and what
was said of it. When more is produced, only the held documents that it touches are compared again
(see more), and the answers are those of comparing all anew, byte for byte.
"""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kyles.fingerprint.text import Places
from kyles.progress import Progress
from kyles.reconcile.coverage import large, more, parts
from kyles.reconcile.coverage.large import Means
from kyles.reconcile.coverage.lookup import LOW
from kyles.reconcile.coverage.matches import Wordings
from kyles.reconcile.coverage.more import Standing
from kyles.reconcile.coverage.shelf import Shelf
from kyles.reconcile.coverage.told import Named, Told

FORM = b"2"  # of what is kept; another one is not read
ENDED = b"ended"  # instead of a name: this work is done, and is not gone on with
PASSING = ("long-*", "short-*", "form-*", "held-*-given", "contents", "owned*", "*-piles")

Pages = tuple[str, ...]
Contents = Mapping[bytes, Pages]


@dataclass(frozen=True, slots=True)
class Table:
    """What is said of some held documents, by their numbers."""

    documents: Places
    told: Told


@dataclass(frozen=True, slots=True)
class Stand:
    """The answer: tables, which of them has each held document, and the produced documents."""

    tables: list[Table]
    homes: Places
    produced: Sequence[bytes]
    starts: Places  # the pages of each produced document begin here

    def named(self, keys: Mapping[bytes, Sequence[str]]) -> Named:
        return Named([keys[one] for one in self.produced], self.starts)


def cover(
    held: Contents, produced: Contents, means: Means, *, progress: Progress | None = None
) -> Stand:
    """What is said of held contents, by their digests; produced ones are in the order of theirs."""
    shelf = Shelf(means.folder)
    before = _before(shelf, held, produced)
    known = set(before.produced) if before else set()
    new = {name: pages for name, pages in produced.items() if name not in known}
    if before is None or (new and more.add(shelf, before, new, progress) is None):
        _anew(held, produced, means, progress)
    return _stand(shelf)


def _before(shelf: Shelf, held: Contents, produced: Contents) -> Standing | None:
    """What stands, where it is of the same held contents, and of some of the produced ones."""
    if not shelf.has("standing"):
        return None
    standing: Standing = shelf.value("standing")
    same = standing.form == FORM and standing.held == tuple(held)
    return standing if same and set(standing.produced) <= set(produced) else None


def _anew(held: Contents, produced: Contents, means: Means, progress: Progress | None) -> None:
    """Compare all, and keep it. Work that was ended is gone on with."""
    shelf, name = Shelf(means.folder), _name(held, produced)
    if not shelf.has("standing-of") or shelf.value("standing-of") != name:
        shutil.rmtree(means.folder, ignore_errors=True)
        means.folder.mkdir(parents=True)
        shelf.keep("standing-of", name)
    parts.look_again()
    for _ in large.cover(held.values(), produced.values(), means, progress=progress):
        pass
    _settle(shelf, "long")
    _settle(shelf, "short")
    _keep_wordings(shelf)
    chunks = shelf.get("held-bases").size - 1
    borders = shelf.get("held-borders")
    homes = np.searchsorted(shelf.get("held-bases"), borders[:-1], "right") - 1
    shelf.put("homes", homes.astype(np.int64))
    shelf.keep("standing-of", ENDED)
    shelf.keep("standing", Standing(FORM, tuple(held), tuple(produced), chunks, chunks))
    for pattern in PASSING:
        for path in means.folder.glob(pattern):
            path.unlink()


def _name(held: Contents, produced: Contents) -> bytes:
    every = b"".join((FORM, *held, b"against", *produced))
    return hashlib.sha256(every).digest()


def _settle(shelf: Shelf, kind: str) -> None:
    """Leave each produced gram in one chunk: those at a cut are seen from both sides."""
    bases = np.array(shelf.get("produced-bases"))
    before = np.zeros(0, np.uint64)
    for chunk in range(bases.size - 1):
        keys = np.array(shelf.get(f"produced-{chunk}-{kind}"))
        seen = np.isin(keys, before)
        if seen.any():
            keys = keys[~seen]
            shelf.put(f"produced-{chunk}-{kind}", keys)
        size = np.uint64(bases[chunk + 1] - bases[chunk])
        before = keys[(keys & LOW) >= size] - size


def _keep_wordings(shelf: Shelf) -> None:
    """Put the wordings of all partitions together; none is in two."""
    found: list[Wordings] = []
    while shelf.has(f"long-{len(found)}-wordings"):
        found.append(shelf.value(f"long-{len(found)}-wordings"))
    hashes = np.concatenate([one.hashes for one in found])
    places = np.concatenate([one.places for one in found])
    order = np.argsort(hashes, kind="stable")
    shelf.keep("wordings", Wordings(hashes[order], places[order]))


def _stand(shelf: Shelf) -> Stand:
    standing: Standing = shelf.value("standing")
    tables = [
        Table(more.documents(shelf, standing, chunk), shelf.value(f"held-{chunk}-told"))
        for chunk in range(standing.chunks)
    ]
    return Stand(tables, np.array(shelf.get("homes")), standing.produced,
                 np.array(shelf.get("produced-documents")))  # fmt: skip
