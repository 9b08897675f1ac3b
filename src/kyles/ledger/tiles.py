"""A log as static files: tiles and entry bundles of c2sp.org/tlog-tiles, which anybody can serve.

A tile has up to 256 hashes. Those of level 0 are leaf hashes; each hash of a higher level is the
root over a full tile below. Full tiles never change.
"""

from collections.abc import Iterator, Sequence

from kyles.ledger.merkle import above

WIDTH = 256
HASH_BYTES = 32
TALLEST_ENTRY = 0xFFFF  # bytes that a bundle can hold of one entry


def path(level: int | str, n: int, width: int = WIDTH) -> str:
    """Where a tile is served: `tile/0/x001/067`, with `.p/112` where it is partial."""
    parts = [f"{n % 1000:03d}"]
    while n >= 1000:
        n //= 1000
        parts.insert(0, f"x{n % 1000:03d}")
    partial = f".p/{width}" if width < WIDTH else ""
    return f"tile/{level}/{'/'.join(parts)}{partial}"


def tile_root(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of a full tile, or of any power of two of them."""
    here = list(hashes)
    while len(here) > 1:
        here = above(here)
    return here[0]


def tiles(leaves: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Every tile of a log, by its path: full ones, and the partial one at each level's end."""
    level, hashes = 0, list(leaves)
    while hashes:
        roots = []
        for n, start in enumerate(range(0, len(hashes), WIDTH)):
            part = hashes[start : start + WIDTH]
            yield path(level, n, len(part)), b"".join(part)
            if len(part) == WIDTH:
                roots.append(tile_root(part))
        level, hashes = level + 1, roots


def bundles(entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """The entries themselves, by path: each after its length in two bytes."""
    for n, start in enumerate(range(0, len(entries), WIDTH)):
        part = entries[start : start + WIDTH]
        yield path("entries", n, len(part)), b"".join(_with_length(entry) for entry in part)


def _with_length(entry: bytes) -> bytes:
    if len(entry) > TALLEST_ENTRY:
        raise ValueError(f"an entry of {len(entry)} bytes does not fit into a bundle")
    return len(entry).to_bytes(2, "big") + entry


def entries(bundle: bytes) -> list[bytes]:
    """The entries of a bundle. Raises ValueError where it is cut."""
    found, at = [], 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2], "big")
        if end > len(bundle) or at + 2 > len(bundle):
            raise ValueError("the bundle is cut")
        found.append(bundle[at + 2 : end])
        at = end
    return found


def hashes(tile: bytes) -> list[bytes]:
    """The hashes of a tile. Raises ValueError where it is cut."""
    if len(tile) % HASH_BYTES:
        raise ValueError("the tile is cut")
    return [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]
