"""The fingerprints of recordings: made once for the same bytes, kept until then."""

from collections.abc import Sequence

from kyles import engine
from kyles.model import Item
from kyles.progress import Progress
from kyles.reconcile.recordings import fpcalc
from kyles.reconcile.recordings.fpcalc import Sound
from kyles.store import Store, derived


def sounds(store: Store, items: Sequence[Item], progress: Progress | None) -> dict[str, Sound]:
    """The sound of recordings whose bytes are kept, by hash. fpcalc must be installed."""
    digests = {item.version.sha256 for item in items if item.version.sha256}
    there = sorted(digest for digest in digests if store.blobs.has(digest))
    kept = derived.recall(store, [_key(digest) for digest in there])
    todo = [digest for digest in there if _key(digest) not in kept]
    settings = store.settings
    outcomes = engine.run(
        fpcalc.listen, [store.blobs.path(digest) for digest in todo],
        workers=settings.workers, memory=settings.memory, timeout=fpcalc.time,
    )  # fmt: skip
    for done, (digest, outcome) in enumerate(zip(todo, outcomes, strict=True), 1):
        told = outcome.value or {"seconds": 0.0, "frames": "", "reason": outcome.failure}
        kept[_key(digest)] = told
        derived.keep(store, {_key(digest): told})
        if progress:
            progress("listening to recordings", done, len(todo))
    return {digest: fpcalc.sound(kept[_key(digest)]) for digest in there}


def _key(digest: str) -> str:
    return f"sound:{digest}/{fpcalc.PROGRAM} {fpcalc.version()}"
