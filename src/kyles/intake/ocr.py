"""`kyles ocr`: words for pages that are pictures, as one more reading beside what is there.

Only pages with an image over most of them and little text are read, picture files, and pages whose
text cannot be words; once for each content, whoever holds it, so that both sides are read by the
same engine. With `every`, scans that have a text of another engine are read too. Documents with few
such pages come first. Each page is kept when it is done, each document recorded when its pages are;
what was ended goes on there. A page that comes to nothing, or to no words, stays without text, with
the reason in the ledger, and is tried again by another version only; a document that could not be
looked through is recorded with its reason as page 0, and looked through again by the next run.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from typing import Any

from kyles import engine
from kyles.fingerprint import sanity
from kyles.intake import tesseract
from kyles.intake.progress import Progress
from kyles.intake.tesseract import Looked, ScanPage, Word
from kyles.model import Item, Kind, Layer, Reading, Role, State
from kyles.store import Store, View, derived, items, readings
from kyles.store.readings import Recognition

SECONDS_A_PAGE = 1.5  # of one core and a page of text: 0.9 to 1.8 measured, see bench/ocr.md
SPARE = 20.0  # seconds after which a page that does not end is ended from outside
KINDS = ("application/pdf", "image/*")
NO_WORDS = "no words were recognised"
LEAST = 40.0  # mean confidence, below which what was recognised is not taken for words
WHOLE = 0  # the page number of a document that could not be looked through


@dataclass(frozen=True, slots=True)
class Scan:
    """A document with pages to read: an item that has it, its bytes, its readings so far."""

    item: Item
    sha256: str
    content: str
    pages: tuple[int, ...]


@dataclass(slots=True)
class Recognised:
    """What OCR came to, or would come to: documents, and pages that stay without text."""

    scans: tuple[Scan, ...]
    documents: int = 0
    pages: int = 0
    trouble: list[tuple[str, int, str]] = field(default_factory=list)  # path, page or 0, reason

    failed: tuple[tuple[Scan, str], ...] = ()  # not looked through, and why; "" if it is now

    @property
    def todo(self) -> int:
        return sum(len(scan.pages) for scan in self.scans)


def plan(
    store: Store, *, every: bool = False, progress: Progress | None = None
) -> Recognised:  # fmt: skip
    """The documents with pages to read, those with the fewest first, and those that could not be
    looked through. Changes nothing.
    """
    view = store.view()
    tesseract.version()
    found = list(_candidates(view))
    looked = [Looked(store.blobs.path(sha256), every) for _, sha256, _ in found]
    settings = store.settings
    outcomes = engine.run(tesseract.scans, looked, workers=settings.workers,
                          memory=settings.memory, timeout=lambda _: 10.0 * settings.timeout,
                          progress=lambda done: _tell(progress, "looking", done, len(looked))
                          )  # fmt: skip
    scans, failed = [], []
    for (item, sha256, content), outcome in zip(found, outcomes, strict=True):
        if outcome.failure:
            failed.append((Scan(item, sha256, content, (WHOLE,)), _looked(outcome.failure)))
            continue
        told = readings.recognitions(view, content)
        if any(one.page == WHOLE and one.reason for one in told):
            failed.append((Scan(item, sha256, content, (WHOLE,)), ""))  # not any more
        tried = {one.page for one in told if _ours(one)}
        pages = tuple(page for page in outcome.value or () if page not in tried)
        if pages:
            scans.append(Scan(item, sha256, content, pages))
    scans.sort(key=lambda scan: (len(scan.pages), scan.item.path, scan.item.id))
    trouble = [(scan.item.path, WHOLE, reason) for scan, reason in failed if reason]
    return Recognised(tuple(scans), trouble=trouble, failed=tuple(failed))


def _looked(failure: str) -> str:
    return f"it could not be looked through for pages to read: {failure}"


def recognise(
    store: Store, *, every: bool = False, progress: Progress | None = None
) -> Recognised:  # fmt: skip
    """Read every page that needs it. Raises KylesError where Tesseract is not installed."""
    tesseract.version()
    with store.job("ocr"):
        came = plan(store, every=every, progress=progress)
        for scan, reason in came.failed:
            _record_failure(store, scan, reason)
        outcomes = _outcomes(store, came.scans, progress)
        for scan in came.scans:
            _record(store, scan, {page: next(outcomes) for page in scan.pages}, came)
        return came


def seconds(store: Store, scans: tuple[Scan, ...]) -> float:
    """About how long the pages will take here."""
    workers = min(store.settings.workers or engine.cores(), engine.cores())
    return sum(len(scan.pages) for scan in scans) * SECONDS_A_PAGE / workers


def boxes(store: Store, sha256: str, page: int) -> list[Word]:
    """The words of a page with their boxes, where they are kept."""
    kept = derived.recall(store, [_key(sha256, page)]).values()
    return [_word(row) for one in kept for row in one["words"]]


def _candidates(view: View) -> Iterator[tuple[Item, str, str]]:
    """Documents whose bytes are here and in which a page has no text, or little; once a content."""
    worded = {item.parent for item in items.every(view) if item.role is Role.TEXT}
    every = [item for item in items.every(view) if _has_pages(item)
             and not (item.role is Role.IMAGE and item.parent in worded)]  # fmt: skip
    first = items.contents(view, every)
    seen: set[str] = set()
    for item in every:
        content = first.get(item.id)
        sha256 = item.version.sha256
        if content and sha256 and content not in seen and view.store.blobs.has(sha256):
            seen.add(content)
            yield item, sha256, content


def _has_pages(item: Item) -> bool:
    version = item.version
    return (item.kind is Kind.DOCUMENT and version.media_type in KINDS and version.pages > 0
            and version.state in (State.OK, State.EMPTY, State.PARTIAL))  # fmt: skip


def _ours(one: Recognition) -> bool:
    return (one.engine, one.version) == (tesseract.ENGINE, tesseract.version())


def _outcomes(
    store: Store, scans: tuple[Scan, ...], progress: Progress | None
) -> Iterator[dict[str, Any]]:
    """What each page came to, in order: kept from a run that was ended, or read now."""
    pages = [(scan.sha256, page) for scan in scans for page in scan.pages]
    kept = derived.recall(store, [_key(*one) for one in pages])
    tasks = [ScanPage(store.blobs.path(sha256), page) for sha256, page in pages
             if _key(sha256, page) not in kept]  # fmt: skip
    settings = store.settings
    run = engine.run(tesseract.recognise, tasks, workers=settings.workers, memory=settings.memory,
                     timeout=lambda _: tesseract.SECONDS + SPARE)  # fmt: skip
    for done, one in enumerate(pages, 1):
        key = _key(*one)
        if key not in kept:
            outcome = next(run)
            words = [list(astuple(word)) for word in outcome.value or ()]
            reason = outcome.failure or _wordless(outcome.value or [])
            kept[key] = {"words": words, "reason": reason}
            derived.keep(store, {key: kept[key]})
        _tell(progress, "reading scans", done, len(pages))
        yield kept.pop(key)


def _wordless(words: list[Word]) -> str:
    """Why what was recognised is no text: what is on a photograph may look like letters."""
    sure = tesseract.confidence(words)
    if sure is None:
        return NO_WORDS
    garbled = sanity.garbled(tesseract.text(words))
    if sure < LEAST or garbled:
        return f"what was recognised is not taken for words ({garbled or f'confidence {sure:.0f}'})"
    return ""


def _record_failure(store: Store, scan: Scan, reason: str) -> None:
    """Say once in the ledger that a document could not be looked through, and why; or could."""
    told = Recognition(WHOLE, tesseract.ENGINE, tesseract.version(), None, reason)
    view = store.view()
    if told not in readings.recognitions(view, scan.content):
        newest = readings.newest(view, {scan.item.id: scan.content})[scan.item.id]
        store.record([readings.reread(scan.content, newest, [told])])


def _record(store: Store, scan: Scan, came: dict[int, dict[str, Any]], told: Recognised) -> None:
    """Add the new readings of a document before what little its pages have, and say so."""
    found = {page: [_word(row) for row in one["words"]] for page, one in came.items()}
    read = {page: words for page, words in found.items() if not came[page]["reason"]}
    version = tesseract.version()
    made = [Recognition(page, tesseract.ENGINE, version, tesseract.confidence(words),
                        came[page]["reason"]) for page, words in found.items()]  # fmt: skip
    view = store.view()
    key = readings.newest(view, {scan.item.id: scan.content})[scan.item.id]
    before = readings.of(view, key)
    pages = tuple(
        (*_reading(read.get(page, []), version), *before.get(page, ()))
        for page in range(1, scan.item.version.pages + 1)
    )
    again = readings.content(scan.sha256, pages, tuple(readings.details(view, key)))
    store.record([readings.reread(scan.content, again.key, made)],
                 derive=lambda connection: readings.keep(connection, [again]))  # fmt: skip
    told.documents += 1
    told.pages += sum(not one.reason for one in made)
    told.trouble += [(scan.item.path, one.page, one.reason) for one in made if one.reason]


def _reading(words: list[Word], version: str) -> tuple[Reading, ...]:
    told = tesseract.text(words)
    return (Reading(Layer.OCR, told, tesseract.ENGINE, version),) if told else ()


def _key(sha256: str, page: int) -> str:
    return f"ocr:{sha256}/{page}/{tesseract.ENGINE} {tesseract.version()}"


def _word(row: list[Any]) -> Word:
    text, left, top, width, height, sure, line = row
    return Word(text, left, top, width, height, sure, tuple(line))


def _tell(progress: Progress | None, what: str, done: int, of: int) -> None:
    if progress:
        progress(what, done, of)


def document(came: Recognised) -> dict[str, object]:
    """What OCR came to, as JSON."""
    return {"documents": came.documents, "pages": came.pages, "todo": came.todo,
            "unreadable": [{"path": path, "page": page, "reason": reason}
                           for path, page, reason in came.trouble]}  # fmt: skip
