"""The steps of coverage on parts that fit into memory, by all cores, with what is between on disk.

Held texts are cut into chunks of whole documents, produced ones anywhere; what is looked up goes by
the first bits of its hash into partitions. A part is a plain value and its work a plain function,
so that any machine that sees the same folder can do it. The answers are those of the same steps on
the whole (see the package), whatever the parts are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kyles.fingerprint import winnow
from kyles.fingerprint.folding import HELD_BORDER, PRODUCED_BORDER
from kyles.fingerprint.kernel import kernel
from kyles.fingerprint.text import Places, fold
from kyles.reconcile.coverage import boilerplate, evidence, matches
from kyles.reconcile.coverage.align import HELD, align
from kyles.reconcile.coverage.chain import chains, supported
from kyles.reconcile.coverage.evidence import Ranked
from kyles.reconcile.coverage.lookup import CONTEXT, LOCAL
from kyles.reconcile.coverage.matches import (
    LONG,
    LONG_GRAM,
    LONG_WINDOW,
    SHORT_GRAM,
    SHORT_WINDOW,
    Matches,
    Postings,
)
from kyles.reconcile.coverage.shelf import Array, Shelf
from kyles.reconcile.coverage.stream import Stream, page_prints
from kyles.reconcile.coverage.tally import Produced, tally
from kyles.reconcile.coverage.told import Told

PILES = 1 << 11  # of a chunk's grams, by their first bits: a partition takes some, unsought
BORDERS = {"held": HELD_BORDER, "produced": PRODUCED_BORDER}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some pages of one side, to be folded. `closes` says which end their document.

    `before` is text that stands before the first page in its document. `more` says that the last
    page's document goes on in the next chunk.
    """

    folder: Path
    side: str
    number: int
    pages: tuple[str, ...]
    closes: tuple[bool, ...]
    before: str = ""

    @property
    def more(self) -> bool:
        return not self.closes[-1]


def fold_chunk(chunk: Chunk) -> int:
    """Fold a chunk and take its long grams; how many letters it has."""
    shelf, name = Shelf(chunk.folder), f"{chunk.side}-{chunk.number}"
    if not shelf.has(f"{name}-long"):
        borders = [BORDERS[chunk.side] if closes else 0 for closes in chunk.closes]
        one = fold(chunk.pages, borders)
        ends = np.append(0, one.ends)
        closed = np.array(chunk.closes, np.bool_)
        shelf.put(f"{name}-ends", ends)
        shelf.put(f"{name}-prints", page_prints(one.letters, ends, closed))
        shelf.put(f"{name}-begins", one.begins)
        if chunk.side == "held":
            shelf.put(f"{name}-source", _narrow(one.source))
        shelf.put(f"{name}-letters", one.letters)
        before = fold([chunk.before], [0]).letters[-CONTEXT:]
        borders_at = ends[1:][closed]
        grams = long_grams(one.letters, before, borders_at, more=chunk.more)
        _keep_grams(shelf, f"{name}-long", grams)
    return int(shelf.get(f"{name}-ends")[-1])


def _narrow(source: Array) -> Array:
    """Offsets in pages in two bytes each, where no page is too long for that."""
    return source.astype(np.uint16) if source.max(initial=0) < 1 << 16 else source


def _keep_grams(shelf: Shelf, name: str, grams: Array) -> None:
    """Keep sorted grams of a chunk, and where each pile of them begins."""
    firsts = np.arange(PILES, dtype=np.uint64) << np.uint64(65 - PILES.bit_length())
    shelf.put(f"{name}-piles", np.append(np.searchsorted(grams, firsts), grams.size))
    shelf.put(name, grams)


@dataclass(frozen=True, slots=True)
class Laid:
    """A folded chunk, and where its letters begin among all of its side."""

    folder: Path
    side: str
    number: int
    base: int


def lay_out(one: Laid) -> None:
    """Put a chunk's letters where they stand in the whole."""
    shelf = Shelf(one.folder)
    shelf.move(f"{one.side}-{one.number}-begins", f"{one.side}-begins", one.base)
    shelf.move(f"{one.side}-{one.number}-letters", f"{one.side}-letters", one.base)


def long_grams(letters: Array, before: Array, ends: Places, *, more: bool) -> Array:
    """The long grams of a chunk's documents, sorted: hash bits, and place after the context."""
    whole = np.append(before, letters)
    starts = np.append(0, ends + before.size)
    last = starts[1:] - 1
    stretches = np.stack((starts[:-1], last, np.zeros(last.size, np.int64)), axis=1)
    if more:
        stretches = np.append(stretches, [[starts[-1], whole.size, 1]], axis=0)
    hashes, places = winnow.grams(whole, stretches.astype(np.int64), LONG_GRAM, LONG_WINDOW)
    low = np.uint64((1 << LOCAL) - 1)
    places += CONTEXT - before.size
    return np.sort((hashes & ~low) | places.astype(np.uint64))


@dataclass(frozen=True, slots=True)
class Part:
    """One partition of `of` (a power of two); or one chunk, where there are `of` partitions."""

    folder: Path
    number: int
    of: int


@lru_cache(maxsize=2)
def _layout(folder: Path, side: str) -> tuple[Array, Array]:
    """Where each chunk of a side begins, and the end; and the borders of its documents."""
    shelf = Shelf(folder)
    return shelf.get(f"{side}-bases"), shelf.get(f"{side}-borders")


def _letters(folder: Path, side: str) -> Array:
    return Shelf(folder).raw(f"{side}-letters", np.uint16)


def _bits(folder: Path) -> int:
    """Bits of any place."""
    return int(max(_layout(folder, side)[0][-1] for side in BORDERS) + 1).bit_length()


@lru_cache(maxsize=4)
def _piles(folder: Path, side: str, kind: str) -> Array:
    """Where each pile of a side's grams begins, a row for each chunk."""
    shelf, count = Shelf(folder), _layout(folder, side)[0].size - 1
    rows = [shelf.rows(f"{side}-{chunk}-{kind}-piles", 0, PILES + 1)
            for chunk in range(count)]  # fmt: skip
    return np.array(rows, np.int64).reshape(count, PILES + 1)


def _own(part: Part, side: str, kind: str) -> Iterator[tuple[int, Array]]:
    """A partition's grams of each chunk of a side, and where the chunk begins."""
    shelf, (bases, _) = Shelf(part.folder), _layout(part.folder, side)
    first, end = part.number * PILES // part.of, -(-(part.number + 1) * PILES // part.of)
    piles = _piles(part.folder, side, kind)
    for chunk, base in enumerate(bases[:-1].tolist()):
        at, beyond = (int(piles[chunk, one]) for one in (first, end))
        grams = shelf.rows(f"{side}-{chunk}-{kind}", at, beyond)
        yield base, _within(part, grams) if part.of > PILES else grams


def _within(part: Part, grams: Array) -> Array:
    """What a partition that is smaller than a pile has of it."""
    shift = np.uint64(65 - part.of.bit_length())
    own: Array = grams[(grams >> shift) == part.number]
    return own


def _gathered(part: Part, side: str, kind: str) -> Postings:
    """A partition's grams of all chunks of a side, at places in the whole."""
    shift, bits = np.uint64(part.of.bit_length() - 1), _bits(part.folder)
    low, none = np.uint64((1 << LOCAL) - 1), ~np.uint64((1 << bits) - 1)
    found = []
    for base, grams in _own(part, side, kind):
        place = (grams & low).astype(np.int64) + (base - CONTEXT)
        found.append((((grams & ~low) << shift) & none) | place.astype(np.uint64))
    keys = np.sort(np.concatenate(found)) if found else np.zeros(0, np.uint64)
    if keys.size:
        keys = keys[np.append(True, keys[1:] != keys[:-1])]  # windows at a cut are seen twice
    return Postings(keys, bits)


def join_long(part: Part) -> tuple[Array, Array]:
    """Look up a partition's long grams: seeds of matches, by held chunk.

    Gives back how many grams each held document has, and of which others' (see `having`).
    """
    shelf, name = Shelf(part.folder), f"long-{part.number}"
    if not shelf.has(f"{name}-having"):
        mine, other = (_gathered(part, side, "long") for side in ("held", "produced"))
        held, produced = (_letters(part.folder, side) for side in ("held", "produced"))
        _put_by_chunk(part, f"{name}-pairs", matches.pairs(mine, other, matches.OFTEN))
        frequent, wordings = matches.often(mine, other, produced)
        _put_by_chunk(part, f"{name}-often", wordings.pairs(held, frequent))
        shelf.keep(f"{name}-wordings", wordings)
        shelf.put(f"{name}-held", mine.keys)
        shelf.keep(f"{name}-having", boilerplate.having(mine, _layout(part.folder, "held")[1]))
    counts, others = shelf.value(f"{name}-having")
    return counts, others


def _put_by_chunk(part: Part, name: str, pairs: Places) -> None:
    """Keep pairs of places by the chunk of the held one."""
    shelf, (bases, _) = Shelf(part.folder), _layout(part.folder, "held")
    ordered, at = _by_chunk(pairs, np.array(bases))
    shelf.put(f"{name}-at", at)
    shelf.put(name, ordered)


@kernel
def _by_chunk(pairs, bases):
    """Pairs of places by the chunk of the first, and where each chunk begins."""
    chunks = np.searchsorted(bases, pairs[:, 0], "right") - 1
    at = np.zeros(bases.size, np.int64)
    for chunk in chunks:
        at[chunk + 1] += 1
    for chunk in range(1, bases.size):
        at[chunk] += at[chunk - 1]
    place, ordered = at.copy(), np.empty_like(pairs)
    for one in range(pairs.shape[0]):
        row = place[chunks[one]]
        ordered[row, 0], ordered[row, 1] = pairs[one, 0], pairs[one, 1]
        place[chunks[one]] += 1
    return ordered, at


def find_forms(part: Part) -> int:
    """Find a partition's shared form text, by held chunk; how many stretches."""
    shelf, (_, borders) = Shelf(part.folder), _layout(part.folder, "held")
    if not shelf.has(f"form-{part.number}"):
        keys = np.array(shelf.get(f"long-{part.number}-held"))
        grams, letters = Postings(keys, _bits(part.folder)), _letters(part.folder, "held")
        contents = np.array(shelf.get("contents"))
        forms = boilerplate.wordings(grams, letters, np.array(borders), contents)
        _put_by_chunk(part, f"form-{part.number}", forms)
    return int(shelf.get(f"form-{part.number}").shape[0])


def _of_chunk(part: Part, names: Sequence[str]) -> Places:
    """The rows of a held chunk in all partitions' pairs."""
    shelf = Shelf(part.folder)
    found = [np.zeros((0, 2), np.int64)]
    for name in names:
        first, end = _at(part.folder, name)[part.number : part.number + 2].tolist()
        found.append(shelf.rows(name, first, end))
    return np.concatenate(found)


@lru_cache(maxsize=1 << 12)
def _at(folder: Path, name: str) -> Array:
    """Where each held chunk's pairs begin, of those that `_put_by_chunk` kept."""
    return np.array(Shelf(folder).get(f"{name}-at"))


@dataclass(frozen=True)
class _Held:
    """A held chunk as a stream of its own; `base` is its place in the whole."""

    base: int
    stream: Stream


def look_again() -> None:
    """Forget how a folder was laid out: more was put there."""
    for kept in (_layout, _piles, _at, produced_side):
        kept.cache_clear()


def _held(part: Part, *, source: bool = False) -> _Held:
    """A held chunk; with the letters' offsets in their pages, where they are asked for."""
    shelf, name = Shelf(part.folder), f"held-{part.number}"
    bases, borders = _layout(part.folder, "held")
    base, end = int(bases[part.number]), int(bases[part.number + 1])
    ends = np.array(shelf.get(f"{name}-ends"))
    own = np.array(borders[np.searchsorted(borders, base) : np.searchsorted(borders, end) + 1])
    return _Held(base, Stream(
        np.array(_letters(part.folder, "held")[base:end]),
        np.array(shelf.raw("held-begins", np.bool_)[base:end]),
        ends, np.searchsorted(ends, own - base), np.array(shelf.get(f"{name}-prints")),
        np.array(shelf.get(f"{name}-source"), np.int32) if source else None,
    ))  # fmt: skip


def match_long(part: Part) -> int:
    """Find a held chunk's long matches, and the short grams of what is left; how many matches."""
    shelf, name = Shelf(part.folder), f"held-{part.number}"
    if not shelf.has(f"{name}-short"):
        one, produced = _held(part), _letters(part.folder, "produced")
        long = _long_matches(part, one, produced)
        shelf.put(f"{name}-matches", np.stack((long.held, long.produced, long.size)))
        given = merged(long.produced, long.produced + long.size)
        shelf.put(f"{name}-given", np.stack(given, axis=1))
        left = matches.left(one.stream.borders, long.held, long.size)
        _keep_grams(shelf, f"{name}-short", short_grams(one.stream.letters, left, 0))
    return int(shelf.get(f"{name}-matches").shape[1])


def _long_matches(part: Part, one: _Held, produced: Array) -> Matches:
    own = np.array([one.base, 0])
    seeds, often = (
        _of_chunk(part, [f"long-{number}-{kind}" for number in range(part.of)]) - own
        for kind in ("pairs", "often")
    )
    long = matches.runs(seeds, one.stream.letters, produced, least=LONG_GRAM)
    return matches.together(long, matches.joined(often))


def merged(starts: Places, ends: Places) -> tuple[Places, Places]:
    """Stretches as disjoint ones, in order."""
    order = np.argsort(starts, kind="stable")
    starts, reached = starts[order], np.maximum.accumulate(ends[order])
    apart = np.append(True, starts[1:] > reached[:-1])[: starts.size]
    last = np.append(np.flatnonzero(apart)[1:] - 1, starts.size - 1)[: apart.sum()]
    return starts[apart], reached[last]


def short_grams(letters: Array, stretches: Places, base: int) -> Array:
    """The short grams of stretches, sorted: hash bits, and place after the context."""
    hashes, places = winnow.grams(letters, stretches, SHORT_GRAM, SHORT_WINDOW)
    low = np.uint64((1 << LOCAL) - 1)
    return np.sort((hashes & ~low) | (places - base + CONTEXT).astype(np.uint64))


def look_at_rest(part: Part) -> int:
    """Take the short grams of a produced chunk in what no held one has of it; how many.

    `given` has all that is had, as disjoint stretches.
    """
    shelf, name = Shelf(part.folder), f"produced-{part.number}"
    if not shelf.has(f"{name}-short"):
        bases, borders = (np.array(one) for one in _layout(part.folder, "produced"))
        base, end = int(bases[part.number]), int(bases[part.number + 1])
        given = shelf.get("given")
        reach = SHORT_GRAM + SHORT_WINDOW + matches.GRID
        first, last = np.searchsorted(given[:, 1], base), np.searchsorted(given[:, 0], end + reach)
        some = np.array(given[max(0, first - 1) : last])
        near = borders[
            np.searchsorted(borders, base, "right") - 1 : np.searchsorted(borders, end) + 1
        ]
        left = matches.left(near, some[:, 0], some[:, 1] - some[:, 0])
        own = left[(left[:, 0] >= base) & (left[:, 0] < end)]
        grams = short_grams(_letters(part.folder, "produced"), own, base)
        _keep_grams(shelf, f"{name}-short", grams)
    return int(shelf.get(f"{name}-short").size)


def join_short(part: Part) -> int:
    """Look up a partition's short grams: seeds of matches, by held chunk; how many."""
    shelf, name = Shelf(part.folder), f"short-{part.number}-pairs"
    if not shelf.has(name):
        mine, other = (_gathered(part, side, "short") for side in ("held", "produced"))
        _put_by_chunk(part, name, matches.pairs(mine, other, matches.SHORT_OFTEN))
    return int(shelf.get(name).shape[0])


@dataclass(frozen=True, slots=True)
class Claims:
    """The produced stretches that a held chunk's alignments pass through, and their scores."""

    spans: Places
    scores: Array
    held: Places  # where each begins


def align_chunk(part: Part) -> Claims:
    """Chain and align a held chunk's matches."""
    shelf, name = Shelf(part.folder), f"held-{part.number}-aligned"
    if not shelf.has(name):
        one, produced = _held(part), _letters(part.folder, "produced")
        found, shared = _matches(part, one, produced), _forms(part, one)
        keep_aligned(shelf, part.number, one.stream, found, shared)
    return shelf.value(f"held-{part.number}-claims")


def keep_aligned(shelf: Shelf, number: int, one: Stream, found: Matches, shared: Array) -> None:
    """Align what was found of a held chunk, and keep it with all that it came of."""
    theirs = np.array(_layout(shelf.folder, "produced")[1])
    telling = boilerplate.telling(found, one.borders, shared)
    linked = chains(found, telling, one.borders, theirs)
    produced, begins = _letters(shelf.folder, "produced"), shelf.raw("produced-begins", np.bool_)
    aligned = align(linked, one.letters, produced, one.begins, begins)
    name = f"held-{number}"
    if shelf.has("standing-of"):
        kept = supported(found, one.borders, theirs)
        shelf.put(f"{name}-kept", np.stack((kept.held, kept.produced, kept.size)))
        shelf.put(f"{name}-shared", shared)
    spans, scores = aligned.spans()
    shelf.keep(
        f"{name}-claims", Claims(spans, scores, aligned.steps[aligned.stretches[:, 0], HELD])
    )
    shelf.keep(f"{name}-aligned", (aligned, found.of(found.size >= LONG), shared))


def _matches(part: Part, one: _Held, produced: Array) -> Matches:
    """All matches of a held chunk, long and short."""
    long = Matches(*np.array(Shelf(part.folder).get(f"held-{part.number}-matches")))
    names = [f"short-{number}-pairs" for number in range(part.of)]
    seeds = _of_chunk(part, names) - np.array([one.base, 0])
    short = matches.runs(seeds, one.stream.letters, produced, least=SHORT_GRAM)
    return matches.together(long, short)


def _forms(part: Part, one: _Held) -> Array:
    """Which letters of a held chunk are shared form text."""
    shared = np.zeros(one.stream.letters.size, np.bool_)
    names = [f"form-{number}" for number in range(part.of)]
    stretches = _of_chunk(part, names) - one.base
    matches.paint(shared, stretches[:, 0], stretches[:, 1] - stretches[:, 0])
    return shared


def tally_chunk(part: Part) -> Told:
    """What is said of each page of a held chunk.

    `owned` says of each stretch whether it is the best for its produced text; `owned-at` where a
    chunk's stretches begin.
    """
    shelf = Shelf(part.folder)
    at = shelf.get("owned-at")
    best = np.array(shelf.get("owned")[at[part.number] : at[part.number + 1]])
    told = tell(shelf, part.number, _held(part, source=True).stream, best)
    if shelf.has("standing-of"):
        shelf.put(f"held-{part.number}-owned", best)
        shelf.keep(f"held-{part.number}-told", told)
    return told


def tell(shelf: Shelf, number: int, one: Stream, best: Array, ranked: Ranked | None = None) -> Told:
    """What is said of each page of a held chunk that was aligned; see `evidence.gather`."""
    aligned, long, shared = shelf.value(f"held-{number}-aligned")
    marks = evidence.gather(one.letters.size, long, aligned, best, ranked=ranked)
    return tally(one, produced_side(shelf.folder), marks, shared)


@lru_cache(maxsize=1)
def produced_side(folder: Path) -> Produced:
    """The produced side as a tally sees it."""
    shelf = Shelf(folder)
    pages, order, prints = (
        np.array(shelf.get(f"produced-{name}")) for name in ("pages", "order", "prints")
    )
    return Produced(pages, order, prints)
