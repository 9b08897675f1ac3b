"""More was produced: what stands is changed where it must be, and nowhere else.

A held document is compared again if a gram of what is new changes its long matches; if a page of it
was produced; or if its short matches change so that a chain may. How often a gram was produced
decides whether it begins matches, so documents are touched that have nothing to do with the new
ones but a phrase; they are found by the grams whose count passed a limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from kyles.fingerprint.kernel import kernel
from kyles.fingerprint.text import Flags, Letters, Places
from kyles.progress import Progress
from kyles.reconcile.coverage import evidence, matches, parts
from kyles.reconcile.coverage.again import Again, Given, long_matches, short_grams, short_matches
from kyles.reconcile.coverage.chain import supported
from kyles.reconcile.coverage.lookup import CONTEXT, LOW, Found, both, distinct, look_up, together
from kyles.reconcile.coverage.matches import (
    LONG_GRAM,
    OFTEN,
    SHORT_GRAM,
    SHORT_OFTEN,
    Keys,
    Matches,
    Wordings,
)
from kyles.reconcile.coverage.shelf import Shelf

AT_MOST = 0.3  # share of what is held that is compared again; if it is more, all is
OVERLAYS = 40  # times that something is compared again before all is
LETTERS = 4 << 20  # characters of a chunk


@dataclass(frozen=True, slots=True)
class Standing:
    """Which contents what is kept is of, in the order of their streams; and of how many chunks.

    The first `whole` held chunks have all that is held, each of the others documents that were
    compared again.
    """

    form: bytes
    held: tuple[bytes, ...]
    produced: tuple[bytes, ...]
    whole: int
    chunks: int


def documents(shelf: Shelf, standing: Standing, chunk: int) -> Places:
    """The numbers of the held documents that a chunk has."""
    if chunk >= standing.whole:
        return np.array(shelf.get(f"held-{chunk}-documents"))
    bases, borders = (np.array(shelf.get(f"held-{name}")) for name in ("bases", "borders"))
    first, last = np.searchsorted(borders, bases[chunk : chunk + 2])
    return np.arange(first, last)


def add(
    shelf: Shelf, standing: Standing, new: Mapping[bytes, tuple[str, ...]],
    progress: Progress | None = None,
) -> Standing | None:  # fmt: skip
    """Take up what is new; what stands then, or nothing where all must be compared anew."""
    if standing.chunks - standing.whole >= OVERLAYS:
        return None
    shelf.path("standing").unlink()  # what is ended here is begun anew
    ground = _Ground(shelf, standing, progress or (lambda *_: None), {})
    first = int(shelf.get("produced-bases").size) - 1
    ground.progress("reading produced pages", 0, len(new))
    _lay_more(shelf, first, list(new.values()))
    standing = replace(standing, produced=(*standing.produced, *new))
    ground = replace(ground, standing=standing)
    ground.progress("looking up text", 0, 1)
    touched = _by_long(ground, first) | _by_print(ground, first)
    if ground.share(touched) > AT_MOST:
        return None
    ground.progress("looking up misread text", 0, 1)
    touched |= _by_short(ground, touched, first)
    if ground.share(touched) > AT_MOST:
        return None
    ground.progress("comparing", 0, 1)
    standing = _compare(ground, touched)
    shelf.keep("standing", standing)
    return standing


@dataclass(frozen=True)
class _Ground:
    """What is kept, as the steps here look at it."""

    shelf: Shelf
    standing: Standing
    progress: Progress
    known: dict[bytes, tuple[Again, Matches]]

    def again(self, touched: Flags) -> tuple[Again, Matches]:
        """Documents that are compared again, and their long matches."""
        name = touched.tobytes()
        if name not in self.known:
            self.known.clear()
            one = Again.of(self.shelf, np.flatnonzero(touched))
            self.known[name] = one, long_matches(one.stream, self.given)
        return self.known[name]

    @property
    def given(self) -> Given:
        bases = np.array(self.shelf.get("produced-bases"))
        return Given(self.shelf, bases, self.shelf.value("wordings"))

    @property
    def borders(self) -> Places:
        return np.array(self.shelf.get("held-borders"))

    @property
    def theirs(self) -> Places:
        return np.array(self.shelf.get("produced-borders"))

    @property
    def homes(self) -> Places:
        return np.array(self.shelf.get("homes"))

    def none(self) -> Flags:
        return np.zeros(len(self.standing.held), np.bool_)

    def share(self, touched: Flags) -> float:
        """The share of the held letters that some documents have."""
        sizes = np.diff(self.borders)
        return float(sizes[touched].sum() / max(1, sizes.sum()))

    def ranked(self, places: Places) -> Places:
        """Produced places as they would be in the order of contents."""
        borders, names = self.theirs, self.standing.produced
        order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
        starts = np.zeros(len(names), np.int64)
        starts[order] = np.append(0, np.cumsum(np.diff(borders)[order]))[:-1]
        own = np.searchsorted(borders, places, "right") - 1
        return places - borders[own] + starts[own]


def _lay_more(shelf: Shelf, first: int, new: list[tuple[str, ...]]) -> None:
    """Fold what is new and lay it behind what there is."""
    bases = np.array(shelf.get("produced-bases")).tolist()
    documents: list[int] = []
    for chunk, some in enumerate(_cut(new), first):
        pages = [page for one in some for page in one or ("",)]
        ends = np.cumsum([max(1, len(one)) for one in some])
        closes = np.zeros(len(pages), np.bool_)
        closes[ends - 1] = True
        closes_of = tuple(bool(one) for one in closes)
        size = parts.fold_chunk(
            parts.Chunk(shelf.folder, "produced", chunk, tuple(pages), closes_of)
        )
        shelf.room("produced-letters", 2 * (bases[-1] + size))
        shelf.room("produced-begins", bases[-1] + size)
        parts.lay_out(parts.Laid(shelf.folder, "produced", chunk, bases[-1]))
        _lay_pages(shelf, chunk, bases[-1], ends)
        documents += ends.tolist()
        bases.append(bases[-1] + size)
    shelf.put("produced-bases", np.array(bases, np.int64))
    parts.look_again()


def _cut(new: list[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Documents in chunks."""
    found: list[list[tuple[str, ...]]] = [[]]
    size = 0
    for pages in new:
        if size > LETTERS:
            found.append([])
            size = 0
        found[-1].append(pages)
        size += sum(map(len, pages))
    return found


def _lay_pages(shelf: Shelf, chunk: int, base: int, ends: Places) -> None:
    """Put a chunk's pages and documents behind those that there are."""
    pages, borders, starts, order, prints = (
        np.array(shelf.get(f"produced-{name}"))
        for name in ("pages", "borders", "documents", "order", "prints")
    )
    every = np.empty_like(prints)
    every[order] = prints
    every = np.append(every, shelf.get(f"produced-{chunk}-prints"))
    own = np.array(shelf.get(f"produced-{chunk}-ends"))[1:] + base
    order = np.argsort(every, kind="stable")
    shelf.put("produced-pages", np.append(pages, own))
    shelf.put("produced-borders", np.append(borders, own[ends - 1]))
    shelf.put("produced-documents", np.append(starts, ends + starts[-1]))
    shelf.put("produced-order", order)
    shelf.put("produced-prints", every[order])


def _new_keys(given: Given, first: int, kind: str) -> Keys:
    """The grams of the chunks from `first` on, sorted; their places tell nothing."""
    every = [given.grams(chunk, kind) for chunk in range(first, given.bases.size - 1)]
    return np.sort(np.concatenate(every))


def _by_print(ground: _Ground, first: int) -> Flags:
    """Held documents with a page that is new."""
    shelf, touched, borders = ground.shelf, ground.none(), ground.borders
    bases, count = np.array(shelf.get("held-bases")), int(ground.given.bases.size) - 1
    new = [np.array(shelf.get(f"produced-{chunk}-prints")) for chunk in range(first, count)]
    prints = np.unique(np.concatenate(new))
    prints = prints[prints > 0]
    for chunk in range(ground.standing.whole):
        known = np.flatnonzero(np.isin(np.array(shelf.get(f"held-{chunk}-prints")), prints))
        at = np.array(shelf.get(f"held-{chunk}-ends"))[known] + bases[chunk]
        touched[np.searchsorted(borders, at, "right") - 1] = True
    return touched


def _by_long(ground: _Ground, first: int) -> Flags:
    """Held documents of which long matches change; the wordings of frequent grams are renewed."""
    given, shelf, touched, borders = ground.given, ground.shelf, ground.none(), ground.borders
    hashes = distinct(_new_keys(given, first, "long"))
    now, new = given.find(hashes, "long"), hashes.size
    added = now.of(now.place >= given.bases[first])
    counts, more = (np.bincount(one.gram, minlength=new) for one in (now, added))
    before = counts - more
    passed = (before > 0) & (before <= OFTEN) & (counts > OFTEN)
    letters = shelf.raw("held-letters", np.uint16)
    frequent = counts > OFTEN
    bases = np.array(shelf.get("held-bases")).tolist()
    held: list[Found] = []
    for chunk in range(ground.standing.whole):
        found = look_up(hashes, np.array(shelf.get(f"held-{chunk}-long")), bases[chunk])
        held.append(found.of(frequent[found.gram]))
        pairs = both(found, added, ~frequent)
        same = _same(letters, given.letters, pairs, LONG_GRAM)
        places = np.append(pairs[same, 0], found.place[passed[found.gram]])
        touched[np.searchsorted(borders, places, "right") - 1] = True
    ours = together(held)
    changed = _renewed(ground, given, now, ours, passed, first)
    starts = matches.standing_for(letters, ours.place)
    some = np.isin(matches.hashed(letters, starts), changed)
    touched[np.searchsorted(borders, starts[some], "right") - 1] = True
    return touched


def _renewed(
    ground: _Ground, given: Given, now: Found, ours: Found, passed: Flags, first: int
) -> Keys:
    """Renew the first places of wordings; the hashes of those that have another one now."""
    wanted = np.zeros(passed.size, np.bool_)
    wanted[ours.gram] = True
    new = now.place >= given.bases[first]
    places = now.place[wanted[now.gram] & (new | passed[now.gram])]
    starts = matches.standing_for(given.letters, places)
    hashes = np.append(given.wordings.hashes, matches.hashed(given.letters, starts))
    every = np.append(given.wordings.places, starts)
    order = np.lexsort((ground.ranked(every), hashes))
    hashes, every = hashes[order], every[order]
    kept = np.append(True, hashes[1:] != hashes[:-1])[: hashes.size]
    wordings = Wordings(hashes[kept], every[kept])
    ground.shelf.keep("wordings", wordings)
    before = given.wordings
    at = np.minimum(np.searchsorted(before.hashes, wordings.hashes), max(0, before.hashes.size - 1))
    if not before.hashes.size:
        return wordings.hashes
    same = (before.hashes[at] == wordings.hashes) & (before.places[at] == wordings.places)
    return wordings.hashes[~same]


@kernel
def _same(held, produced, pairs, size):
    """Whether the letters of each pair of places are the same."""
    same = np.ones(pairs.shape[0], np.bool_)
    for one in range(pairs.shape[0]):
        here, there = pairs[one, 0], pairs[one, 1]
        for at in range(size):
            if (
                here + at >= held.size
                or there + at >= produced.size
                or held[here + at] != produced[there + at]
            ):
                same[one] = False
                break
    return same


@dataclass(frozen=True)
class _Chunk:
    """A held chunk, with those of its documents that stand there: their borders, and whether."""

    number: int
    borders: Places
    alive: Flags
    documents: Places

    def own(self, places: Places) -> Places:
        return np.searchsorted(self.borders, places, "right") - 1

    def stands(self, places: Places) -> Flags:
        """Whether places are in a document that stands here."""
        flags: Flags = self.alive[self.own(places)]
        return flags


def _chunk(ground: _Ground, number: int, touched: Flags) -> _Chunk:
    """A chunk, without the documents that are touched."""
    own = documents(ground.shelf, ground.standing, number)
    sizes = np.diff(ground.borders)[own]
    alive = (ground.homes[own] == number) & ~touched[own]
    return _Chunk(number, np.append(0, np.cumsum(sizes)), alive, own)


def _letters(ground: _Ground, number: int) -> Letters:
    if number >= ground.standing.whole:
        return np.array(ground.shelf.get(f"held-{number}-letters"))
    bases = ground.shelf.get("held-bases")
    whole = ground.shelf.raw("held-letters", np.uint16)
    return np.array(whole[int(bases[number]) : int(bases[number + 1])])


@dataclass(frozen=True, slots=True)
class _Changed:
    """Short grams that are looked up anew, and what became of others'.

    `grams` are those of the produced documents `documents`, with their places; `lost` are places
    where a gram begins no match any more, by the number of its hash among `lost_hashes`.
    """

    documents: Flags
    hashes: Keys
    grams: Found
    lost_hashes: Keys
    lost: Found


def _by_short(ground: _Ground, touched: Flags, first: int) -> Flags:
    """Held documents, not yet touched, of which short matches change so that a chain may."""
    removed, added = _rest(ground, touched, first)
    changed = _changed(ground, removed, added)
    found = ground.none()
    for number in range(ground.standing.chunks):
        chunk = _chunk(ground, number, touched)
        if chunk.alive.any():
            found |= _other_matches(ground, chunk, changed)
    return found


def _rest(ground: _Ground, touched: Flags, first: int) -> tuple[Found, Found]:
    """Renew the short grams of what no held document has of the production: those that are no
    more there, and those that are new. Their `gram` is the hash itself.
    """
    shelf, given = ground.shelf, ground.given
    before, now = np.array(shelf.get("given")), _given_now(ground, touched)
    shelf.put("given", now)
    old = int(given.bases[first])
    keys, keys_now = ((one[:, 0] << 31) | (one[:, 1] - one[:, 0]) for one in (before, now))
    other = np.setxor1d(keys, keys_now) >> 31
    borders = ground.theirs
    changed = np.unique(np.searchsorted(borders, other[other < old], "right") - 1)
    chunks = {*range(first, given.bases.size - 1)}
    for one in changed.tolist():
        start = int(np.searchsorted(given.bases, borders[one], "right")) - 1
        end = int(np.searchsorted(given.bases, borders[one + 1], "left"))
        chunks |= {*range(start, min(end, given.bases.size - 1))}
    removed, added = [], []
    for chunk in sorted(chunks):
        base, path = int(given.bases[chunk]), shelf.path(f"produced-{chunk}-short")
        old_keys = given.grams(chunk, "short") if path.exists() else np.zeros(0, np.uint64)
        path.unlink(missing_ok=True)
        parts.look_at_rest(parts.Part(shelf.folder, chunk, 1))
        if chunk:
            _settle_with(shelf, chunk, int(given.bases[chunk] - given.bases[chunk - 1]))
        new_keys = given.grams(chunk, "short")
        removed.append(_at(np.setdiff1d(old_keys, new_keys, assume_unique=True), base))
        added.append(_at(np.setdiff1d(new_keys, old_keys, assume_unique=True), base))
    return together(removed), together(added)


def _settle_with(shelf: Shelf, chunk: int, size: int) -> None:
    """Leave out the grams at the cut that the chunk before has."""
    before = np.array(shelf.get(f"produced-{chunk - 1}-short"))
    seen = before[(before & LOW) >= np.uint64(size)] - np.uint64(size)
    keys = np.array(shelf.get(f"produced-{chunk}-short"))
    shelf.put(f"produced-{chunk}-short", keys[~np.isin(keys, seen)] if seen.size else keys)


def _at(keys: Keys, base: int) -> Found:
    """Keys as hashes and places."""
    return Found((keys & ~LOW).view(np.int64), (keys & LOW).view(np.int64) + (base - CONTEXT))


def _given_now(ground: _Ground, touched: Flags) -> Places:
    """All stretches of the production that long matches have, disjoint and in order."""
    shelf, rows = ground.shelf, []
    for number in range(ground.standing.chunks):
        chunk = _chunk(ground, number, touched)
        held, produced, size = np.array(shelf.get(f"held-{number}-matches"))
        stands = chunk.stands(held)
        rows.append(np.stack((produced[stands], produced[stands] + size[stands]), axis=1))
    if touched.any():
        _, long = ground.again(touched)
        rows.append(np.stack((long.produced, long.produced + long.size), axis=1))
    every = np.concatenate(rows)
    return np.stack(parts.merged(every[:, 0], every[:, 1]), axis=1)


def _changed(ground: _Ground, removed: Found, added: Found) -> _Changed:
    given, borders = ground.given, ground.theirs
    hashes = np.unique(np.append(removed.gram, added.gram).view(np.uint64))
    gone, come = (
        Found(np.searchsorted(hashes, one.gram.view(np.uint64)), one.place)
        for one in (removed, added)
    )
    counts = given.counts(hashes, "short")
    fewer, extra = (np.bincount(one.gram, minlength=hashes.size) for one in (gone, come))
    before = counts + fewer - extra
    some = ((before > 0) & (before <= SHORT_OFTEN)) | (counts <= SHORT_OFTEN)
    now = given.find(hashes[some], "short")
    now = Found(np.flatnonzero(some)[now.gram], now.place)
    back = now.place[((before > SHORT_OFTEN) & (counts <= SHORT_OFTEN))[now.gram]]
    own = np.zeros(borders.size - 1, np.bool_)
    for places in (gone.place, come.place, back):
        own[np.searchsorted(borders, places, "right") - 1] = True
    passed = (before > 0) & (before <= SHORT_OFTEN) & (counts > SHORT_OFTEN)
    outside = ~own[np.searchsorted(borders, now.place, "right") - 1]
    lost = now.of(passed[now.gram] & outside)
    return _Changed(own, *_grams_of(ground, own), hashes, lost)


def _grams_of(ground: _Ground, own: Flags) -> tuple[Keys, Found]:
    """The short grams of some produced documents that begin matches, and their places there."""
    given, borders, found = ground.given, ground.theirs, []
    for chunk, base in enumerate(given.bases[:-1].tolist()):
        one = _at(given.grams(chunk, "short"), base)
        found.append(one.of(own[np.searchsorted(borders, one.place, "right") - 1]))
    every = together(found)
    hashes, number = np.unique(every.gram.view(np.uint64), return_inverse=True)
    few = given.counts(hashes, "short") <= SHORT_OFTEN
    kept = few[number]
    shorter = np.cumsum(few) - 1
    return hashes[few], Found(shorter[number[kept]], every.place[kept])


def _other_matches(ground: _Ground, chunk: _Chunk, changed: _Changed) -> Flags:
    """Held documents of a chunk of which matches that may be of a chain are others now."""
    shelf, theirs, found = ground.shelf, ground.theirs, ground.none()
    keys = np.array(shelf.get(f"held-{chunk.number}-short"))
    kept = Matches(*np.array(shelf.get(f"held-{chunk.number}-kept")))
    kept = kept.of(chunk.stands(kept.held))
    ours = look_up(changed.hashes, keys, 0)
    ours = ours.of(chunk.stands(ours.place))
    seeds = both(ours, changed.grams, np.ones(changed.hashes.size, np.bool_))
    short = matches.runs(
        seeds, _letters(ground, chunk.number), ground.given.letters, least=SHORT_GRAM
    )
    long = Matches(*np.array(shelf.get(f"held-{chunk.number}-matches")))
    long = long.of(chunk.stands(long.held))
    before = _within(kept, changed.documents, theirs)
    every = matches.together(_within(long, changed.documents, theirs), short)
    now = supported(every, chunk.borders, theirs)
    places = _differing(before, now)
    gone = look_up(changed.lost_hashes, keys, 0)
    gone = gone.of(chunk.stands(gone.place))
    pairs = both(gone, changed.lost, np.ones(changed.lost_hashes.size, np.bool_))
    lost = pairs[_inside(kept, pairs), 0]
    found[chunk.documents[chunk.own(np.append(places, lost))]] = True
    return found


def _within(some: Matches, documents: Flags, theirs: Places) -> Matches:
    """Matches with some produced documents."""
    return some.of(documents[np.searchsorted(theirs, some.produced, "right") - 1])


def _differing(one: Matches, other: Matches) -> Places:
    """Held places of matches that only one of the two has."""
    rows = [{*zip(each.held.tolist(), each.produced.tolist(), each.size.tolist(), strict=True)}
            for each in (one, other)]  # fmt: skip
    return np.array(sorted(row[0] for row in rows[0] ^ rows[1]), np.int64)


def _inside(some: Matches, pairs: Places) -> Flags:
    """Whether pairs of places are inside of matches."""
    shift = np.int64(1) << np.int64(40)
    diagonal = some.produced - some.held
    order = np.lexsort((some.held, diagonal))
    starts, ends = some.held[order], (some.held + some.size)[order]
    own = pairs[:, 1] - pairs[:, 0]
    if not order.size:
        return np.zeros(own.size, np.bool_)
    ranks = np.unique(np.append(diagonal, own), return_inverse=True)[1]
    keys = ranks[: diagonal.size][order] * shift + starts
    at = np.searchsorted(keys, ranks[diagonal.size :] * shift + pairs[:, 0], "right") - 1
    at_least = np.maximum(at, 0)
    same = ranks[: diagonal.size][order][at_least] == ranks[diagonal.size :]
    return (at >= 0) & same & (pairs[:, 0] < ends[at_least])


def _compare(ground: _Ground, touched: Flags) -> Standing:
    """Compare what is touched, and what becomes touched: other text may explain a copy better."""
    number = ground.standing.chunks
    while True:
        if touched.any():
            _put_chunk(ground, number, touched)
        best, other = _owned(ground, number, touched)
        if not (other & ~touched).any():
            break
        touched |= other
    if not touched.any():
        return ground.standing
    shelf = ground.shelf
    again, _ = ground.again(touched)
    told = parts.tell(shelf, number, again.stream, best, ground.ranked)
    shelf.put(f"held-{number}-owned", best)
    shelf.keep(f"held-{number}-told", told)
    homes = ground.homes
    homes[touched] = number
    shelf.put("homes", homes)
    return replace(ground.standing, chunks=number + 1)


def _put_chunk(ground: _Ground, number: int, touched: Flags) -> None:
    """Compare some held documents with all that was produced, as a chunk of their own."""
    shelf, given = ground.shelf, ground.given
    again, long = ground.again(touched)
    keys = short_grams(again.stream, long)
    short = short_matches(again.stream, keys, given)
    name = f"held-{number}"
    shelf.put(f"{name}-documents", again.documents)
    shelf.put(f"{name}-letters", again.stream.letters)
    shelf.put(f"{name}-matches", np.stack((long.held, long.produced, long.size)))
    shelf.put(f"{name}-short", keys)
    parts.keep_aligned(shelf, number, again.stream, matches.together(long, short), again.shared)


def _owned(ground: _Ground, number: int, touched: Flags) -> tuple[Flags, Flags]:
    """Which stretches of the new chunk are the best for their produced text; and the documents
    of others of which that is not what it was.
    """
    shelf, claims, chunks = ground.shelf, [], []
    for other in range(number):
        chunk = _chunk(ground, other, touched)
        one = shelf.value(f"held-{other}-claims")
        stands = chunk.stands(one.held)
        claims.append((one.spans[stands], one.scores[stands]))
        chunks.append((chunk, one.held[stands], np.array(shelf.get(f"held-{other}-owned"))[stands]))
    if touched.any():
        one = shelf.value(f"held-{number}-claims")
        claims.append((one.spans, one.scores))
    spans = np.concatenate([np.zeros((0, 2), np.int64), *(one for one, _ in claims)])
    best = evidence.owned(spans, np.concatenate([np.zeros(0), *(one for _, one in claims)]))
    found, at = ground.none(), 0
    for chunk, held, before in chunks:
        now = best[at : at + held.size]
        found[chunk.documents[chunk.own(held[now != before])]] = True
        at += held.size
    return best[at:], found
