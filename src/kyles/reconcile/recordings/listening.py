"""The fingerprints of recordings: made once for the same bytes, kept until then."""

from collections.abc import Sequence

from kyles.engine.once import once
from kyles.model import Item
from kyles.progress import Progress
from kyles.reconcile.recordings import fpcalc
from kyles.reconcile.recordings.fpcalc import Sound
from kyles.store import Store


def sounds(store: Store, items: Sequence[Item], progress: Progress | None) -> dict[str, Sound]:
    """The sound of recordings whose bytes are kept, by hash. fpcalc must be installed."""
    digests = {item.version.sha256 for item in items if item.version.sha256}
    there = sorted(digest for digest in digests if store.blobs.has(digest))
    found, _ = once(
        store, "listening to recordings", fpcalc.listen,
        {_key(digest): store.blobs.path(digest) for digest in there},
        read=fpcalc.sound, instead=fpcalc.none, seconds=fpcalc.time, apart=True, progress=progress,
    )  # fmt: skip
    return {digest: found[_key(digest)] for digest in there}


def _key(digest: str) -> str:
    return f"sound:{digest}/{fpcalc.PROGRAM} {fpcalc.version()}"
