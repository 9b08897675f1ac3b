"""A matter's log as static files that anybody can serve, and whether they are still the log."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kyles.certificate import signed_log
from kyles.errors import NotVerified
from kyles.ledger import checkpoint, merkle, tiles
from kyles.store import Store, logs

CHECKPOINT = "checkpoint"


def files(store: Store, note: str) -> dict[str, bytes]:
    """Every file by its path: the checkpoint, tiles, and entries where none was destroyed."""
    entries = logs.entries(store)
    made = {CHECKPOINT: note.encode(), **dict(tiles.tiles(logs.leaves(store)))}
    if None not in entries:  # a bundle cannot leave out what an order destroyed
        made |= dict(tiles.bundles([one for one in entries if one is not None]))
    return made


def wrong(store: Store, folder: Path) -> Iterator[str]:
    """What is wrong with files that were written out before, file by file."""
    try:
        note = (folder / CHECKPOINT).read_text("utf-8")
        head, _ = checkpoint.verified(note, signed_log.verifiers(store))
    except (OSError, UnicodeDecodeError, NotVerified):
        yield f"{CHECKPOINT} is not one that this matter signed, or is missing"
        return
    leaves = logs.leaves(store)[: head.size]
    if merkle.root(leaves) != head.root or note not in _signed(store):
        yield f"{CHECKPOINT} is not one that this matter signed"
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    yield from _tiles(folder, dict(tiles.tiles(leaves)), there)
    yield from _entries(folder, leaves, there)


def _signed(store: Store) -> set[str]:
    """The checkpoints as they were signed, before and after others countersigned."""
    every = logs.checkpoints(store, logs.origin(store))
    return {*every, *(note for _, _, note in logs.filed(store))}


def _tiles(folder: Path, due: dict[str, bytes], there: set[str]) -> Iterator[str]:
    for name, content in due.items():
        if name not in there:
            yield f"{name} is missing"
        elif (folder / name).read_bytes() != content:
            yield f"{name} was altered"
    known = (CHECKPOINT, "tile/entries/", *due)
    yield from (f"{name} is no file of the log" for name in sorted(there)
                if not name.startswith(known))  # fmt: skip


def _entries(folder: Path, leaves: Sequence[bytes], there: set[str]) -> Iterator[str]:
    """Entries hash to their leaves, so that they can be checked when bodies are gone."""
    due = {tiles.path("entries", n, len(leaves[start : start + tiles.WIDTH])): start
           for n, start in enumerate(range(0, len(leaves), tiles.WIDTH))}  # fmt: skip
    kept = {name for name in there if name.startswith("tile/entries/")}
    for name in sorted(kept | due.keys() if kept else kept):
        start = due.get(name)
        if start is None or name not in kept:
            yield f"{name} is {'no file of the log' if start is None else 'missing'}"
        elif not _are(folder / name, leaves[start : start + tiles.WIDTH]):
            yield f"{name} was altered"


def _are(path: Path, leaves: Sequence[bytes]) -> bool:
    try:
        return [merkle.leaf_hash(one) for one in tiles.entries(path.read_bytes())] == [*leaves]
    except ValueError:
        return False
