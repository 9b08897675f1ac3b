"""What pictures make of a held document: its pages, and what was given of it.

Pictures decide where words cannot: on pages with little text or none, and on pages of whose words
next to nothing was found while a picture of the page was given. Where most words of a page were
found, a produced picture that shows the page takes away the gaps that are misreading; a gap with a
digit in it stays, because two figures look alike to whoever compares pictures. So does every gap of
a page that has boxes on it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kyles.fingerprint import sanity
from kyles.model import Status
from kyles.model.coverage import Coverage, HeldPage, Missing, Place
from kyles.model.reading import Reading
from kyles.reconcile.images.tiles import Compared, Verdict
from kyles.reconcile.pages import inside

BY = "image"
LOGGED = "redacted_logged"
READ = 0.5  # share of a page's words found, above which the words say something of the others
SETTLED = (Status.WITHHELD,)

Pages = Mapping[int, Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of a page by its picture: how it compares, where; or why it was not looked at.

    Without any of these it was looked for, and nothing that was given looks like it.
    """

    compared: Compared | None
    place: Place | None
    reason: str = ""
    logged: bool = False

    @property
    def verdict(self) -> Verdict:
        if self.reason:
            return Verdict.UNSURE
        return self.compared.verdict if self.compared else Verdict.NOT_FOUND

    @property
    def whole(self) -> bool:
        """Whether the page was given, and nothing of it is under a box."""
        return (self.verdict is Verdict.FOUND and self.compared is not None
                and not self.compared.redacted)  # fmt: skip


def is_picture(readings: Sequence[Reading]) -> bool:
    """Whether a page's words say too little of it, or nothing that can be read."""
    text = inside(readings, "text")
    return sanity.is_little(text) or bool(sanity.garbled(text))


def covered(told: Coverage, pages: Pages, shown: Mapping[int, Shown]) -> Coverage:
    """A document's coverage with what pictures say of its pages."""
    if told.status in SETTLED or not shown:
        return told
    bare = {number for number in shown if is_picture(pages.get(number, ()))}
    worded = tuple(_worded(page, shown.get(page.page)) for page in told.pages
                   if page.page not in bare)  # fmt: skip
    pictured = tuple(_pictured(number, shown[number]) for number in sorted(bare))
    every = tuple(sorted((*worded, *pictured), key=lambda page: page.page))
    status = _status(_by_words(told, worded), [shown[number] for number in sorted(bare)])
    return replace(told, status=status, share=_share(every), pages=every)


def _worded(page: HeldPage, shown: Shown | None) -> HeldPage:
    """A page with words, whose misread gaps are settled by a picture that shows all of it."""
    if page.layer != "text" or not page.missing or shown is None or not shown.whole:
        return page
    read = page.covered > READ * page.words
    left = tuple(gap for gap in page.missing if read and any(map(str.isdigit, gap.text)))
    lost = sum(gap.words for gap in left)
    places = (shown.place, *page.produced) if shown.place else page.produced
    return replace(page, by=BY, missing=left, covered=max(page.covered, page.words - lost),
                   produced=tuple(dict.fromkeys(places)))  # fmt: skip


def _pictured(number: int, shown: Shown) -> HeldPage:
    """A page without words to compare."""
    places = (shown.place,) if shown.place else ()
    return HeldPage(number, "text", 0, 0, 0, BY, tuple(_gaps(shown)), places)


def _gaps(shown: Shown) -> Iterator[Missing]:
    """What is not shown of a page, in words: a picture has no characters to count."""
    if not shown.whole:
        kind = LOGGED if shown.logged else _kind(shown)
        yield Missing(0, 0, "", kind, 0, _where(shown))


def _kind(shown: Shown) -> str:
    if shown.verdict is Verdict.FOUND:
        return "redacted"
    return "differs" if shown.compared else "not_produced"


def _where(shown: Shown) -> str:
    one = shown.compared
    if shown.reason:
        return f"the page could not be compared: {shown.reason}"
    if one is None:
        return "the page, looked for by its picture"
    if one.verdict is Verdict.FOUND:
        return f"in the picture: {one.redacted} of {one.tiles} parts are blacked out"
    return f"in the picture: {_unlike(one)}; compare by eye"


def _unlike(one: Compared) -> str:
    """Why a page that looks like it is not said to be it."""
    counts = ((one.redacted, "blacked out"), (one.empty, "empty"), (one.other, "other"))
    told = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"{one.found} of {one.tiles} parts found{f', {told}' if told else ''}"


def _by_words(told: Coverage, worded: Sequence[HeldPage]) -> Status | None:
    """What the pages with words come to by themselves; None where there are none."""
    if not any(page.words + page.boilerplate for page in worded):
        return None
    if not any(page.missing for page in worded):
        return Status.DISCLOSED
    if told.status is Status.NOT_DISCLOSED and any(page.by == BY for page in worded):
        return Status.IN_PART
    return told.status


def _status(words: Status | None, pictures: Sequence[Shown]) -> Status:
    """What was given of a document, by its pages with words and those without."""
    found = [one.verdict is Verdict.FOUND for one in pictures]
    whole = words in (None, Status.DISCLOSED) and all(one.whole for one in pictures)
    if whole:
        return Status.DISCLOSED
    if any(found) or words in (Status.DISCLOSED, Status.IN_PART):
        return Status.IN_PART
    if words is None and any(one.verdict is Verdict.UNSURE for one in pictures):
        return Status.UNREADABLE
    return Status.NOT_DISCLOSED


def _share(pages: Sequence[HeldPage]) -> float | None:
    """The share of the words found; of a document without words that of its pages."""
    words = sum(page.words for page in pages)
    if words:
        return round(sum(page.covered for page in pages) / words, 4)
    given = sum(not page.missing for page in pages)
    return round(given / len(pages), 4) if pages else None
