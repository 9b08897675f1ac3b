"""What each defendant was given, and how much of each held document that contains."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from kyles.ledger import merkle
from kyles.model import Disclosure, Item, Manner, Role, Side, State, Status, Volume, Withholding
from kyles.model.coverage import Coverage, Heard, HeldPage, Missing, Place
from kyles.model.reading import CONTENT, MARGINS, Layer, Reading
from kyles.progress import Progress
from kyles.reconcile import coverage, images, lines, mail, recordings, tables
from kyles.reconcile.coverage import PageCoverage, Text
from kyles.reconcile.held import Held
from kyles.reconcile.pages import inside
from kyles.store import View, derived, items, productions, readings

METHOD = "coverage/4"  # changes when the same texts would give another answer
COPIES = (Manner.SERVED, Manner.EMAIL)
PARTS = (Role.TEXT, Role.IMAGE)  # of a document, which is cited instead
SCANNED = "scanned_pages"
TOLD = (*lines.TOLD, *mail.TOLD, *recordings.TOLD, SCANNED)  # details that comparing needs

Pages = Mapping[int, Sequence[Reading]]


@dataclass(frozen=True)
class Given:
    """What one defendant was given: volumes, produced items, and disclosures by other means."""

    defendant: str
    volumes: tuple[Volume, ...]
    items: tuple[Item, ...]
    disclosures: tuple[Disclosure, ...]


@dataclass(frozen=True)
class Texts:
    """Every text of a matter by content, and the labels of produced pages."""

    contents: Mapping[str, str]  # item -> content
    pages: Mapping[str, Pages]  # content -> page -> readings
    labels: Mapping[str, Mapping[int, str]]  # item -> page -> Bates number
    told: Mapping[str, lines.Details] = field(default_factory=dict)  # content -> TOLD
    unread: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # item -> page -> why

    def of(self, item: str) -> Pages:
        return self.pages.get(self.contents.get(item, ""), {})

    def details(self, item: Item) -> lines.Details:
        """What an item's file says of itself, as far as it is compared by that."""
        return self.told.get(self.contents.get(item.id, ""), ())

    def scanned(self, item: Item) -> list[int]:
        """The pages of an item that are a picture with little text of their own, or none."""
        told = (value for name, value in self.details(item) if name == SCANNED)
        return [int(page) for page in next(told, "").split()]

    def lines(self, item: str) -> Mapping[int, lines.Lines]:
        """What the lines of an item's pages are, where its file says so, by page."""
        return lines.of(self.told.get(self.contents.get(item, ""), ()))


def texts(view: View, some: Sequence[Item]) -> Texts:
    """The texts of some items; of one that is gone, as it last was."""
    first = items.contents(view, [*some, *map(_before, some)])
    contents = readings.newest(view, first)
    every = sorted(set(contents.values()))
    pages, told = readings.many(view, every), readings.told(view, every, TOLD)
    why = readings.reasons(view)
    unread = {item: why[content] for item, content in first.items() if content in why}
    return Texts(contents, pages, productions.labels(view), told, unread)


def _before(item: Item) -> Item:
    """A gone item at the version in which it was last there; any other as it is."""
    if item.version.state is not State.GONE:
        return item
    return replace(item, version=replace(item.version, number=item.version.number - 1))


def given(view: View, defendants: Sequence[str]) -> list[Given]:
    """What each defendant was given, in the order of the defendants."""
    volumes, told = productions.volumes(view), productions.disclosures(view)
    produced = items.every(view, side=Side.PRODUCED)
    found = []
    for name in defendants:
        own = tuple(volume for volume in volumes if name in volume.defendants)
        ids = {volume.id for volume in own}
        found.append(Given(
            name, own, tuple(item for item in produced if item.volume in ids),
            tuple(one for one in told if one.defendant == name),
        ))  # fmt: skip
    return found


def cover(
    view: View, held: Held, one: Given, texts: Texts, log: Sequence[Withholding], *,
    progress: Progress | None = None,
) -> dict[str, Coverage]:  # fmt: skip
    """Every held document against what one defendant was given, by item."""
    documents = list(held.documents())
    held_texts = _texts(texts, (texts.contents.get(item.id, "") for item in documents))
    copies = [item for item in documents if _handed_over(item.id, one)]
    produced_items = [*(item for item in one.items if item.role is not Role.LOAD_FILE), *copies]
    produced_texts = _texts(texts, (texts.contents.get(item.id, "") for item in produced_items))
    pages = _measured(view, held_texts, produced_texts, one.defendant, progress)

    def measure(some: Sequence[Text], others: Sequence[Text]) -> dict[str, list[PageCoverage]]:
        return _measured(view, some, others, one.defendant, progress)

    pages |= _by_rows(texts, held_texts, produced_texts, pages, measure)
    places = _Places(one, copies, texts)

    def logged(item: Item, page: int) -> bool:
        return any(_on(entry.pages, page) for entry in _withheld(item, one, log))

    bytes_given = {item.version.sha256 for item in produced_items if item.version.sha256}
    told = {
        item.id: _coverage(item, one, pages, places, texts, log, bytes_given) for item in documents
    }
    told |= images.cover(view.store, [item for item in documents if not _handed_over(item.id, one)
                                      and item.version.sha256 not in bytes_given], told,
                         images.Given(produced_items, texts.of, places.at, logged),
                         progress=progress)  # fmt: skip
    unsure = [item for item in documents if recordings.is_recording(item)
              and told[item.id].status is Status.UNREADABLE]  # fmt: skip
    given = recordings.Given([item for item in produced_items if recordings.is_recording(item)],
                             texts.details, places.whole)  # fmt: skip
    heard = recordings.cover(view.store, unsure, given, progress=progress)
    told |= {key: _heard(told[key], one) for key, one in heard.items()}
    known = mail.message_ids(produced_items, texts.details, places.whole)
    messages = mail.cover(
        documents, told, lambda item: _is_whole(item, one, log, bytes_given),
        lambda item: known.get(mail.message_id(texts.details(item))),
    )  # fmt: skip
    return told | {one.item: one for one in messages}


def _is_whole(
    item: Item, one: Given, log: Sequence[Withholding], bytes_given: set[str]
) -> bool:  # fmt: skip
    """Whether a person said what became of a document, or a copy of its bytes was given."""
    withheld = any(not entry.pages for entry in _withheld(item, one, log))
    return withheld or _handed_over(item.id, one) or item.version.sha256 in bytes_given


def _heard(told: Coverage, heard: Heard) -> Coverage:
    """A recording by what was heard of it."""
    return replace(
        told, status=recordings.status(heard), share=recordings.share(heard), heard=heard
    )


def _handed_over(item: str, one: Given) -> bool:
    """Whether a copy was given by other means than a volume."""
    return any(told.item == item and told.manner in COPIES for told in one.disclosures)


def _texts(texts: Texts, contents: Iterable[str]) -> list[Text]:
    """One text for each content and kind of reading; page furniture is not compared."""
    found = []
    for content in sorted({*contents} - {""}):
        pages = texts.pages.get(content, {})
        last = max(pages, default=0)
        for layer in _layers(pages):
            words = tuple(inside(pages.get(page, ()), layer) for page in range(1, last + 1))
            found.append(Text(f"{content}/{layer}", words))
    return found


def _layers(pages: Pages) -> list[str]:
    """The kinds of reading of a content, the page's own text first; it is called `text`."""
    kinds = {one.layer for page in pages.values() for one in page} - {*MARGINS}
    own = ["text"] if kinds & {*CONTENT} else []
    return [*own, *sorted(layer.value for layer in kinds - {*CONTENT, Layer.INSERTED})]


def _by_rows(
    texts: Texts, held: Sequence[Text], produced: Sequence[Text],
    pages: Mapping[str, Sequence[PageCoverage]], measure: tables.Measure,
) -> dict[str, list[PageCoverage]]:  # fmt: skip
    """Held tables by their rows, whatever the order and format of those that were given."""
    ours = [text for text in held if _is_table(texts, text)]
    theirs = [text for text in produced if _is_table(texts, text)]
    others = [text for text in produced if not _is_table(texts, text)]
    return tables.cover(ours, theirs, pages, lambda some, keys: measure(
        some, [text for text in others if text.key in keys]))  # fmt: skip


def _is_table(texts: Texts, text: Text) -> bool:
    content, _, layer = text.key.rpartition("/")
    return layer == "text" and bool(lines.sheets(texts.told.get(content, ())))


def _measured(
    view: View, held: Sequence[Text], produced: Sequence[Text], who: str, progress: Progress | None
) -> dict[str, list[PageCoverage]]:
    """What `coverage.cover` says, by the held text's key; kept until one of the texts changes."""
    keys = [METHOD, [text.key for text in held], [text.key for text in produced]]
    name = hashlib.sha256(merkle.canonical(keys)).hexdigest()

    def cover(folder: Path) -> list[PageCoverage]:
        def tell(what: str, done: int, of: int) -> None:
            if progress:
                progress(f"{what}, for {who}", done, of)

        settings = view.store.settings
        means = coverage.Means(folder, settings.workers, settings.memory, keep=view.is_whole)
        return coverage.cover(held, produced, means=means, progress=tell)

    def make() -> list[dict[str, Any]]:
        with view.store.work(name) as folder:
            return [asdict(page) for page in cover(folder)]

    found: dict[str, list[PageCoverage]] = {}
    if view.is_whole and coverage.is_large(held, produced):
        with view.store.standing(hashlib.sha256(who.encode()).hexdigest()) as folder:
            told: Iterable[PageCoverage] = cover(folder)
    else:
        told = map(coverage.from_json, derived.remember(view.store, f"coverage:{name}", make))
    for page in told:
        found.setdefault(page.key, []).append(page)
    return found


class _Places:
    """Where a produced text stands: in which volume, file and page, under which number."""

    def __init__(self, one: Given, copies: Sequence[Item], texts: Texts) -> None:
        self.names = {volume.id: volume.name for volume in one.volumes}
        self.order = {volume.id: at for at, volume in enumerate(one.volumes)}
        self.texts = texts
        self.parents = {item.id: item for item in one.items}
        self.items: dict[str, list[Item]] = {}
        for item in sorted([*one.items, *copies], key=self._first):
            self.items.setdefault(texts.contents.get(item.id, ""), []).append(item)

    def _first(self, item: Item) -> tuple[int, str, str]:
        return self.order.get(item.volume or "", len(self.order)), item.path, item.id

    def place(self, key: str, page: int) -> Place:
        """The first place of a produced text's page, counted from 1."""
        return self.at(self.items[key.rsplit("/", 1)[0]][0], page)

    def at(self, item: Item, page: int) -> Place:
        """The place of a produced item's page, counted from 1."""
        bates = self.texts.labels.get(item.id, {}).get(page)
        volume = self.names.get(item.volume or "")
        if item.role in PARTS and item.parent in self.parents:
            item = self.parents[item.parent]
            own = self.texts.labels.get(item.id, {})
            page = next((at for at, label in own.items() if label == bates), page)
            bates = bates or own.get(page)
        return Place(item.id, volume, item.path, page, bates)

    def whole(self, item: Item) -> Place:
        """The place of a produced item without pages; it may bear one number."""
        bates = self.texts.labels.get(item.id, {}).get(1)
        return Place(item.id, self.names.get(item.volume or ""), item.path, 0, bates)


def _coverage(
    item: Item, one: Given, pages: Mapping[str, list[PageCoverage]], places: _Places,
    texts: Texts, log: Sequence[Withholding], bytes_given: set[str],
) -> Coverage:  # fmt: skip
    content = texts.contents.get(item.id, "")
    held = texts.pages.get(content, {})
    measured = [(layer, page) for layer in _layers(held)
                for page in pages.get(f"{content}/{layer}", ())]  # fmt: skip
    same_bytes = item.version.sha256 in bytes_given
    withheld = _withheld(item, one, log)
    known = texts.lines(item.id)
    shown = tuple(
        _page(layer, page, held, places, withheld, known.get(page.page + 1), same_bytes=same_bytes)
        for layer, page in measured
    )
    judged = [page for _, page in measured]
    status = _status(item, one, judged, withheld, same_bytes=same_bytes)
    return Coverage(item.id, one.defendant, status, _share(judged, same_bytes), shown)


def _withheld(item: Item, one: Given, log: Sequence[Withholding]) -> list[Withholding]:
    """The log entries on a document that concern a defendant."""
    return [entry for entry in log if entry.item == item.id
            and entry.defendant in (None, one.defendant)]  # fmt: skip


def _status(
    item: Item, one: Given, pages: Sequence[PageCoverage], withheld: Sequence[Withholding], *,
    same_bytes: bool,
) -> Status:  # fmt: skip
    """The document's status: what a person recorded first, then bytes, then words."""
    if any(not entry.pages for entry in withheld):
        return Status.WITHHELD
    if same_bytes or _handed_over(item.id, one):
        return Status.DISCLOSED
    if not pages or not any(page.words + page.boilerplate for page in pages):
        empty = item.version.state is State.EMPTY
        return Status.DISCLOSED if empty else Status.UNREADABLE
    by_rows = any(page.by == tables.BY for page in pages)
    return Status(tables.judge(pages) if by_rows else coverage.judge(pages))


def _share(pages: Sequence[PageCoverage], same_bytes: bool) -> float | None:
    words = sum(page.words for page in pages)
    if same_bytes:
        return 1.0
    return round(sum(page.covered for page in pages) / words, 4) if words else None


def _page(
    layer: str, page: PageCoverage, held: Pages, places: _Places,
    withheld: Sequence[Withholding], known: lines.Lines | None, *, same_bytes: bool,
) -> HeldPage:  # fmt: skip
    number = page.page + 1
    text = inside(held.get(number, ()), layer)
    logged = any(_on(entry.pages, number) for entry in withheld)
    missing = () if same_bytes else tuple(
        Missing(gap.start, gap.end, text[gap.start : gap.end],
                "redacted_logged" if logged else gap.kind.value, gap.words,
                lines.where(known, text, gap.start, gap.end) if known and layer == "text" else "")
        for gap in page.missing
    )  # fmt: skip
    covered = page.words if same_bytes else page.covered
    produced = dict.fromkeys(places.place(one.key, one.page + 1) for one in page.produced)
    by = "bytes" if same_bytes else page.by
    return HeldPage(
        number, layer, page.words, covered, page.boilerplate, by, missing, tuple(produced),
        page.noise,
    )  # fmt: skip


def _on(pages: str, number: int) -> bool:
    """Whether a log entry's pages, such as "2-3,5", have a page."""
    for part in filter(None, (one.strip() for one in pages.split(","))):
        first, _, last = part.partition("-")
        if first.isdigit() and int(first) <= number <= int(last if last.isdigit() else first):
            return True
    return False
