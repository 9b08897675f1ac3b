"""Pages by their pictures: scans without usable text, photographs, and pages that OCR misread.

    pages whose words cannot be trusted, or were not found   x   produced pages of that kind
      -> print (fingerprint.page)        kept by the digest of the bytes, made in processes
      -> nearest hashes, small pictures laid on each other (nearest, search)
      -> registered, compared tile by tile (register, tiles)
      -> found, a question for a pair of eyes, or not found (shown)

A hash of a page decides nothing: pages of one form have nearly the same. Pages are looked at only
where there is a picture to look at: a page of a PDF or a picture file with little text or none,
with text that a machine read, or held with words not found while such pages were given.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kyles import engine
from kyles.fingerprint import sanity
from kyles.fingerprint.page import METHOD as PRINT
from kyles.ledger import merkle
from kyles.model import Item, Layer, Role
from kyles.model.coverage import Coverage, Place
from kyles.model.reading import CONTENT, Reading
from kyles.progress import Progress
from kyles.reconcile.images import prints, search, shown, tiles
from kyles.reconcile.images.nearest import Hashes
from kyles.reconcile.images.prints import Picture, Seen
from kyles.reconcile.images.shown import Shown
from kyles.reconcile.images.tiles import Compared, Verdict
from kyles.store import Store, derived

__all__ = ["Given", "cover"]

METHOD = "images/1"  # changes when the same pages would give another answer
NEAREST = 60  # produced pages that one is compared with
SECONDS = 300.0  # that looking for one page may take
NOT_COMPARED = Compared(0, 0, 0, 0, 0, Verdict.UNSURE)
PDF, PICTURE = "application/pdf", "image/*"

Pages = Mapping[int, Sequence[Reading]]


@dataclass(frozen=True)
class Given:
    """What was given to a defendant, and where its pages stand."""

    items: Sequence[Item]
    pages: Callable[[str], Pages]  # of any item, held or produced
    place: Callable[[Item, int], Place]
    logged: Callable[[Item, int], bool]  # whether the withholding log covers a held page


def cover(
    store: Store, held: Sequence[Item], told: Mapping[str, Coverage], given: Given, *,
    progress: Progress | None = None,
) -> dict[str, Coverage]:  # fmt: skip
    """The coverage of those held documents of which pictures say more than text and bytes."""
    places = _places(store, given)
    pictures = {item.id: _pictures(store, item, told[item.id], given, scans=bool(places))
                for item in held}  # fmt: skip
    pictures = {key: some for key, some in pictures.items() if some}
    if not pictures:
        return {}
    wanted = sorted({one for some in pictures.values() for one in some.values()})
    seen = prints.see(store, [*wanted, *places], progress=progress)
    found = _found(store, wanted, sorted(places), seen, progress)
    by_id = {item.id: item for item in held}
    return {
        key: shown.covered(told[key], given.pages(key),
                           _shown(some, seen, found, places, given, by_id[key]))
        for key, some in pictures.items()
    }  # fmt: skip


def _places(store: Store, given: Given) -> dict[Picture, tuple[Item, int]]:
    """Where each produced picture stands first."""
    worded = {item.parent for item in given.items
              if item.role is Role.TEXT and _has_words(given.pages(item.id))}  # fmt: skip
    found: dict[Picture, tuple[Item, int]] = {}
    for item in given.items:
        if item.role is Role.IMAGE and item.parent in worded:
            continue  # a load file tells the words of this page
        for page in _by_picture(store, item, given.pages(item.id)):
            found.setdefault(Picture(item.version.sha256 or "", page), (item, page))
    return found


def _has_words(pages: Pages) -> bool:
    return any(not sanity.is_little(one.text) for page in pages.values() for one in page)


def _by_picture(store: Store, item: Item, pages: Pages) -> Iterator[int]:
    """The pages of an item whose words cannot be trusted, or are none, and that can be drawn."""
    version = item.version
    if version.media_type not in (PDF, PICTURE) or not version.sha256:
        return
    if version.pages and store.blobs.has(version.sha256):
        yield from (number for number in range(1, version.pages + 1)
                    if shown.is_picture(pages.get(number, ())) or _by_machine(pages.get(number, ()))
                    )  # fmt: skip


def _by_machine(readings: Sequence[Reading]) -> bool:
    own = [one for one in readings if one.layer in CONTENT]
    return bool(own) and own[0].layer is Layer.OCR


def _pictures(
    store: Store, item: Item, told: Coverage, given: Given, *, scans: bool
) -> dict[int, Picture]:  # fmt: skip
    """The pages of a held item to look for; those with words that were not found among them, where
    `scans` were given at all.
    """
    sha256 = item.version.sha256 or ""
    pages = {number: Picture(sha256, number)
             for number in _by_picture(store, item, given.pages(item.id))}  # fmt: skip
    if scans and item.version.media_type == PDF and store.blobs.has(sha256):
        missed = (page.page for page in told.pages if page.layer == "text" and page.missing)
        pages |= {number: Picture(sha256, number) for number in missed}
    if not scans and item.version.media_type == PDF:
        return {}  # nothing to compare with: what is in it is not known, and not said to be lacking
    return pages


def _found(
    store: Store, held: Sequence[Picture], produced: Sequence[Picture],
    seen: Mapping[Picture, Seen], progress: Progress | None,
) -> dict[Picture, tuple[Picture, Compared]]:  # fmt: skip
    """The produced page that shows each held one best; kept until one of the pages changes."""
    ours, theirs = ([one for one in some if seen[one].bits is not None]
                    for some in (held, produced))  # fmt: skip
    keys = [METHOD, PRINT, [one.key for one in ours], [one.key for one in theirs]]
    name = hashlib.sha256(merkle.canonical(keys)).hexdigest()

    def make() -> list[Any]:
        return list(_searched(store, ours, theirs, seen, progress))

    rows = derived.remember(store, f"images:{name}", make)
    found = {ours[at]: (theirs[where], _compared(told)) for at, where, told in rows}
    return _one_each(found)


def _searched(
    store: Store, held: Sequence[Picture], produced: Sequence[Picture],
    seen: Mapping[Picture, Seen], progress: Progress | None,
) -> Iterator[list[Any]]:  # fmt: skip
    bits = [told for one in produced if (told := seen[one].bits) is not None]
    hashes = Hashes.of(bits)
    near = [hashes.nearest(told, NEAREST) for one in held if (told := seen[one].bits) is not None]

    def parts() -> Iterator[search.Search]:
        for one, among in zip(held, near, strict=True):
            (own, *others) = _kept(store, [one, *(produced[at] for at in among)])
            yield search.Search(own, tuple(others))

    settings = store.settings
    outcomes = engine.run(search.best, parts(), workers=settings.workers, memory=settings.memory,
                          timeout=lambda _: SECONDS)  # fmt: skip
    for at, outcome in enumerate(outcomes):
        if outcome.failure:
            yield [at, near[at][0], asdict(NOT_COMPARED)]
        elif outcome.value is not None:
            place, compared = outcome.value
            yield [at, near[at][place], asdict(compared)]
        if progress:
            progress("comparing pages by their pictures", at + 1, len(held))


def _compared(told: Mapping[str, Any]) -> Compared:
    return Compared(**{**told, "verdict": Verdict(told["verdict"])})


def _kept(store: Store, some: Sequence[Picture]) -> list[tuple[search.Where, search.Row]]:
    rows = prints.recalled(store, some)
    return [(prints.where(store, one), row) for one, row in zip(some, rows, strict=True)]


def _one_each(
    found: Mapping[Picture, tuple[Picture, Compared]]
) -> dict[Picture, tuple[Picture, Compared]]:  # fmt: skip
    """A page with boxes that would show several held pages shows, perhaps, the form alone."""
    claims: dict[Picture, int] = {}
    for page, compared in found.values():
        claims[page] = claims.get(page, 0) + (compared.verdict is Verdict.FOUND)
    return {
        held: (page, tiles.doubtful(compared)
               if compared.redacted and claims[page] > 1 else compared)
        for held, (page, compared) in found.items()
    }  # fmt: skip


def _shown(
    some: Mapping[int, Picture], seen: Mapping[Picture, Seen],
    found: Mapping[Picture, tuple[Picture, Compared]],
    places: Mapping[Picture, tuple[Item, int]], given: Given, item: Item,
) -> dict[int, Shown]:  # fmt: skip
    """What is known of each page of an item by its picture; blank pages are left out."""
    told = {}
    for number, one in some.items():
        logged = given.logged(item, number)
        if seen[one].reason:
            told[number] = Shown(None, None, seen[one].reason, logged=logged)
        elif one in found:
            page, compared = found[one]
            told[number] = Shown(compared, given.place(*places[page]), logged=logged)
        elif seen[one].bits is not None:
            told[number] = Shown(None, None, logged=logged)
    return told
