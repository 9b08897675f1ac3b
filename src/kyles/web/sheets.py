"""Pages of items as they are shown: a picture with marks on it, or words where there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyles.intake import ocr
from kyles.intake.tesseract import DPI, POINTS, Word
from kyles.model import Item, Layer, Reading, Role
from kyles.model.reading import CONTENT
from kyles.reconcile.pages import inside
from kyles.store import View, items, productions, readings
from kyles.web import drawing, pictures
from kyles.web.door import Ask
from kyles.web.drawing import Box

PDF = "application/pdf"
LONGEST = 200_000  # characters of a page that are shown
ASIDE = (Layer.HEADER, Layer.FOOTER, Layer.NOTE, Layer.COMMENT, Layer.DELETED, Layer.HIDDEN)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a page's reading, and what it is: a class of gap, or `cited`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a picture, in percent of the page from its upper left corner."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a page's words; `kind` is "" where nothing is said of it."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said on a page beside its own words, and as what: `comment`, `note`, `header`."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its picture with marks, or its words; `why` says why there is neither."""

    item: str
    path: str
    number: int
    label: str | None  # the Bates number that it bears
    picture: str  # its address, "" where there is none
    marks: tuple[Mark, ...] = ()
    words: tuple[Piece, ...] = ()
    why: str = ""
    read_by_machine: bool = False
    width: int = 0  # of the picture, in points; 0 where that is not known
    height: int = 0
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a page, and what read them."""

    words: str = ""
    reading: Reading | None = None
    asides: tuple[Aside, ...] = ()


def page(ask: Ask, item: Item, number: int, *, spans: Sequence[Span] = (), layer: str = "text"
         ) -> Page:  # fmt: skip
    """A page of an item, counted from 1, with what is to be marked on it."""
    view = ask.view
    text = _text(view, item, number, layer)
    label = productions.labels_of(view, item).get(number)
    drawn = source(view, item, number)
    by_machine = text.reading is not None and text.reading.layer is Layer.OCR
    asides = text.asides if layer == "text" else ()
    if drawn is None or layer != "text":
        return Page(item.id, item.path, number, label, "", words=tuple(_pieces(text.words, spans)),
                    why="" if text.words else _why(item), read_by_machine=by_machine,
                    asides=asides)  # fmt: skip
    marks = tuple(_marks(view, *drawn, text, spans))
    sha256 = (drawn[0].version.sha256 or "")[:16]
    address = ask.at(f"/items/{item.id}/pages/{number}.jpg?v={sha256}")
    unmarked = bool(spans) and not marks
    words = tuple(_pieces(text.words, spans)) if unmarked else ()
    wide, high = _size(view, *drawn)
    return Page(item.id, item.path, number, label, address, marks, words,
                read_by_machine=by_machine, width=wide, height=high,
                asides=asides)  # fmt: skip


def source(view: View, item: Item, number: int) -> tuple[Item, int] | None:
    """The file, and its page, that a page of an item is drawn from; None where nothing can be."""
    if _drawable(view, item):
        return item, number
    if item.role is not Role.RECORD:
        return None
    before = 0
    for part in items.parts(view, item):
        if part.role is Role.IMAGE:
            count = max(1, part.version.pages)
            if number <= before + count:
                return (part, number - before) if _drawable(view, part) else None
            before += count
    return None


def sheet(view: View, item: Item, number: int) -> drawing.Sheet:
    """What is to be drawn."""
    path = view.store.blobs.path(item.version.sha256 or "")
    return drawing.Sheet(path, number, item.version.media_type == PDF)


def _size(view: View, item: Item, number: int) -> tuple[int, int]:
    if item.version.media_type != PDF:
        return 0, 0
    wide, high = pictures.size(sheet(view, item, number)) or (0, 0)
    return round(wide), round(high)


def _drawable(view: View, item: Item) -> bool:
    kind, sha256 = item.version.media_type, item.version.sha256
    fits = (kind == PDF and item.version.pages > 0) or kind.startswith("image/")
    return fits and sha256 is not None and view.store.blobs.has(sha256)


def _text(view: View, item: Item, number: int, layer: str) -> _Text:
    """The words of a page; of a document made by a load file, those of its extracted text."""
    for one in (item, *(part for part in _texts(view, item))):
        content = items.last_content(view, one)
        told = readings.on(view, readings.current(view, content), number) if content else []
        words, asides = inside(told, layer)[:LONGEST], tuple(_asides(told))
        if words.strip() or asides:
            own = next((each for each in told if each.layer in CONTENT), None)
            return _Text(words, own, asides)
    return _Text()


def _asides(told: Sequence[Reading]) -> Iterator[Aside]:
    """The other readings of a page; what was inserted stands in its own words too."""
    for layer in ASIDE:
        if words := inside(told, layer)[:LONGEST].strip():
            yield Aside(layer.value, words)


def _texts(view: View, item: Item) -> list[Item]:
    if item.role is not Role.RECORD:
        return []
    return [part for part in items.parts(view, item) if part.role is Role.TEXT]


def _why(item: Item) -> str:
    version = item.version
    return version.reason or f"{version.state.value}: nothing of this page can be shown"


def _marks(
    view: View, item: Item, number: int, text: _Text, spans: Sequence[Span]
) -> Iterator[Mark]:  # fmt: skip
    """Spans as boxes: from the letters of a PDF, or from the words that OCR saw."""
    if not spans or text.reading is None:
        return
    found: Sequence[Box] = ()
    if text.reading.layer is Layer.OCR:
        words = ocr.boxes(view.store, item.version.sha256 or "", number)
        size = pictures.size(sheet(view, item, number))
        found = tuple(_seen(words, text.words, spans, size)) if size else ()
    elif item.version.media_type == PDF:
        drawn = sheet(view, item, number)
        told = tuple((one.start, one.end) for one in spans)
        found = pictures.boxes(drawing.Sheet(drawn.path, number, pdf=True, text=text.words,
                                             spans=told))  # fmt: skip
    for box in found:
        yield Mark(spans[box.span].kind, box.x, box.y, box.width, box.height)


def _seen(
    words: Sequence[Word], text: str, spans: Sequence[Span], size: tuple[float, float]
) -> Iterator[Box]:  # fmt: skip
    """The boxes of the words that lie in a span, in their order in the text."""
    wide, high = (100 * POINTS / DPI / edge for edge in size)
    at = 0
    boxes: dict[int, list[tuple[float, float, float, float]]] = {}
    for word in words:
        start = text.find(word.text, at)
        if start < 0:
            continue
        at = start + len(word.text)
        for number, span in enumerate(spans):
            if start < span.end and at > span.start:
                left, top = word.left * wide, word.top * high
                boxes.setdefault(number, []).append(
                    (left, top, left + word.width * wide, top + word.height * high)
                )
    for number, letters in boxes.items():
        yield from drawing.lines(number, letters)


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """The text cut at its spans."""
    at = 0
    for span in sorted(spans, key=lambda one: one.start):
        start, end = max(at, span.start), min(span.end, len(text))
        if start >= end:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], span.kind)
        at = end
    if at < len(text):
        yield Piece(text[at:])
