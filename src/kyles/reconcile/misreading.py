"""Whether a gap may be nothing but misreading, and whether a document was given in other words."""

from collections.abc import Iterator, Sequence

from kyles.model.coverage import Coverage, HeldPage, Missing
from kyles.model.reading import CONTENT, Layer, Reading
from kyles.reconcile.audit_view import Audit

NOISY = 0.004  # share of letters read otherwise, above which a page was misread
LONG = 30  # words of a gap that is more than misreading
LOGGED = "redacted_logged"
DIFFERS = "differs"


def is_misread(audit: Audit, coverage: Coverage) -> bool:
    """Whether every gap is short, and on a page that was read otherwise all over, or by OCR."""
    return all(
        gap.words <= LONG and (page.noise > NOISY or _by_ocr(audit, coverage.item, page))
        for page in coverage.pages
        for gap in page.missing
        if gap.kind != LOGGED
    )


def is_other_words(audit: Audit, coverage: Coverage) -> bool:
    """Whether the whole of a document was given, but for words that are others there."""
    gaps = list(unlogged(coverage))
    plain = coverage.heard is None and not coverage.lacks and not is_misread(audit, coverage)
    return bool(gaps) and plain and all(gap.kind == DIFFERS for _, gap in gaps)


def unlogged(coverage: Coverage) -> Iterator[tuple[HeldPage, Missing]]:
    """The gaps that no entry of the withholding log covers, each with its page."""
    for page in coverage.pages:
        yield from ((page, gap) for gap in page.missing if gap.kind != LOGGED)


def _by_ocr(audit: Audit, item: str, page: HeldPage) -> bool:
    """Whether the page, or the first produced one that has words of it, was read by a machine."""
    places = [(item, page.page), *((one.item, one.page) for one in page.produced[:1])]
    own = (_first(audit.texts.of(where).get(number, ())) for where, number in places)
    return any(one is not None and one.layer is Layer.OCR for one in own)


def _first(readings: Sequence[Reading]) -> Reading | None:
    """The reading of a page's own text that is compared: the first one."""
    return next((one for one in readings if one.layer in CONTENT), None)
