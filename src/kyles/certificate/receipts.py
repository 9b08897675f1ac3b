"""What became of each volume on the other side: served, fetched, its receipt signed.

A receipt is the defense's own word: a list of the files that it received, by their SHA-256, under
its signature. The office makes the list of what it gave; the defense signs what of it is there.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kyles.errors import NotFound, NotVerified
from kyles.ledger import receipt
from kyles.ledger.note import VerifierKey
from kyles.ledger.receipt import Listed, Receipt
from kyles.model import Item, Side, Volume
from kyles.store import Store, View, items, logs, matters, productions, receipts
from kyles.store.access import certifier
from kyles.store.receipts import Acknowledged, Fetching

Row = dict[str, Any]


def given(store: Store, volume: str, defendant: str) -> Receipt:
    """The list of a volume's files as they were given to a defendant. Raises NotFound."""
    view = store.view(certifier(defendant))
    found = named(view, volume, defendant)
    files = tuple(Listed(item.version.sha256, item.path)
                  for item in _files(view, found) if item.version.sha256)  # fmt: skip
    title = matters.matter(view).title
    return Receipt(title, found.name, defendant, found.on or "", "", files)


def named(view: View, volume: str, defendant: str) -> Volume:
    """A volume of a defendant by its name. Raises NotFound, naming those there are."""
    own = [one for one in productions.volumes(view) if defendant in one.defendants]
    for one in reversed(own):
        if one.name.casefold() == volume.casefold():
            return one
    known = ", ".join(one.name for one in own) or "none yet"
    raise NotFound(f"{defendant} was given no volume '{volume}'.", hint=f"Volumes: {known}.")


def received(listed: Receipt, folder: Path, digest: Callable[[Path], str], *, on: str) -> Receipt:
    """The receipt for those files of a list whose bytes are somewhere in a folder."""
    there = {digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    return listed.of(lambda one: one.sha256 in there, on=on)


def acknowledged(store: Store, note: str) -> tuple[Acknowledged, Receipt]:
    """A signed receipt as it is kept. Raises NotVerified where it is not of what was given."""
    cosigners = [VerifierKey.parse(key) for key in logs.cosigners(store).values()]
    told, _ = receipt.verified(note, cosigners)
    listed = given(store, told.volume, told.defendant)
    if told.matter != listed.matter or not set(told.files) <= set(listed.files):
        raise NotVerified("The receipt names what was not given in this volume.")
    volume = named(store.view(), told.volume, told.defendant)
    return Acknowledged(volume.id, told.defendant, told.received, note), told


def rows(view: View, defendant: str) -> list[Row]:
    """A row for each volume of a defendant: when it was given, fetched and received."""
    fetched = [one for one in receipts.fetchings(view) if one.defendant == defendant]
    signed = [one for one in receipts.receipts(view) if one.defendant == defendant]
    return [
        _row(volume, [one for one in fetched if one.volume == volume.id],
             [one for one in signed if one.volume == volume.id], len(list(_files(view, volume))))
        for volume in productions.volumes(view)
        if defendant in volume.defendants
    ]  # fmt: skip


def _files(view: View, volume: Volume) -> Iterator[Item]:
    produced = items.every(view, side=Side.PRODUCED)
    for item in sorted(produced, key=lambda one: (one.path, one.id)):
        if item.volume == volume.id and item.version.sha256:
            yield item


def _row(
    volume: Volume, fetched: Sequence[Fetching], signed: Sequence[Acknowledged], files: int
) -> Row:  # fmt: skip
    row: Row = {"volume": volume.name, "given": volume.on or "", "files": files}
    if fetched:
        row |= {"fetched": fetched[-1].on, "says": fetched[-1].says}
    if signed:
        told = Receipt.parse(signed[-1].note.rpartition("\n\n")[0] + "\n")
        row |= {"received": told.received, "received_files": len(told.files),
                "note": signed[-1].note}  # fmt: skip
    return row
