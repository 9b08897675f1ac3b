"""Could not be read.

A file is locked, damaged, of a kind that has no reader here, or was read only in part; or adding a
folder was not finished. What is in it was not compared, so that no statement about this matter is
complete without it. Identical bytes are found all the same. So it is with a recording whose sound
could not be compared with those that were given.

A page that is a picture has no text, or only a stamp, until `kyles ocr` has read it; where it could
not read a page, its reason is told. A text that cannot be words is told too. Such pages are
compared by their pictures.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, document, rule
from kyles.fingerprint import sanity
from kyles.model import About, Finding, Item, Kind, Passage, Role, State
from kyles.model.coverage import Heard
from kyles.model.item import NOT_READ
from kyles.reconcile.pages import inside

WHOLE = 0  # the page number of a document that OCR could not look through
SHOWN = 10  # pages that are named one by one


@rule(priority=3, under=["duty.disclose"])
def unreadable(audit: Audit) -> Iterator[Finding]:
    """Files that could not be read whole, and folders whose adding was not finished."""
    with_text = {one.parent for one in audit.items.values() if one.role is Role.TEXT}
    for item in sorted(audit.items.values(), key=lambda one: (one.path, one.id)):
        if item.kind is Kind.DOCUMENT and item.version.state in NOT_READ:
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{item.path} is {item.version.state}: {item.version.reason}. What could not"
                " be read was not compared",
                sources=(document(item),),
            )
        elif item.id in audit.spoken.failed:
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{item.path} could not be looked through for what it mentions:"
                f" {audit.spoken.failed[item.id]}",
                sources=(document(item),),
            )
        elif item.id not in with_text and _without_text(audit, item):
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{item.path} has no text that could be read (pictures only, perhaps)"
                f"{_why(audit, item)}",
                sources=(document(item),),
            )
        elif _not_looked_through(audit, item):
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{item.path} may have pages without text{_why(audit, item)}",
                sources=(document(item),),
            )
        elif pages := _unread_pages(audit, item):
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{item.path}: {_named(pages)} of {item.version.pages} {_have(pages)} next to"
                f" no text that could be read{_why(audit, item)}",
                sources=tuple(Passage(item.id, item.path, page) for page in pages),
            )
    for item, defendant in audit.owed():
        heard = _heard(audit, item, defendant)
        if heard is not None and not heard.by and heard.note:
            yield Finding(
                subject=item.id,
                about=about(item),
                owed_to=defendant,
                says=f"{item.path} could not be compared with the recordings given to {defendant}:"
                f" {heard.note}",
                sources=(document(item),),
            )
    for adding in audit.addings:
        if not adding.completed:
            source = adding.source
            yield Finding(
                subject=f"source {source.id}",
                about=About(None, source.name, source.holder),
                says=f"Adding {source.name} was not finished; run 'kyles add' again",
                sources=(Passage("", source.name),),
            )


def _heard(audit: Audit, item: Item, defendant: str) -> Heard | None:
    coverage = audit.coverage.get((item.id, defendant))
    return coverage.heard if coverage else None


def _without_text(audit: Audit, item: Item) -> bool:
    """A document with pages on which nothing could be read at all; what is gone is told apart."""
    if item.kind is not Kind.DOCUMENT or not item.version.pages:
        return False
    if item.version.state is State.GONE:
        return False
    pages = audit.texts.of(item.id).values()
    return not any(one.text.strip() for page in pages for one in page)


def _not_looked_through(audit: Audit, item: Item) -> bool:
    """Whether OCR could not even tell which of its pages are pictures."""
    return WHOLE in audit.texts.unread.get(item.id, {})


def _unread_pages(audit: Audit, item: Item) -> list[int]:
    """Pages that are pictures and were not read, and pages whose text cannot be words."""
    if item.kind is not Kind.DOCUMENT or item.version.state is State.GONE:
        return []
    texts = audit.texts.of(item.id)
    scanned = {page for page in audit.texts.scanned(item)
               if sanity.is_little(inside(texts.get(page, ()), "text"))}  # fmt: skip
    return sorted(scanned | set(audit.spoken.garbled(item.id)))


def _why(audit: Audit, item: Item) -> str:
    """What OCR said of it, page by page."""
    told = audit.texts.unread.get(item.id, {})
    named = [f"page {page}: {why}" if page else why for page, why in sorted(told.items())[:SHOWN]]
    more = [f"{len(told) - SHOWN} more pages"] if len(told) > SHOWN else []
    return f". OCR: {'; '.join((*named, *more))}" if told else ""


def _named(pages: list[int]) -> str:
    listed = ", ".join(map(str, pages[:SHOWN])) + (" ..." if len(pages) > SHOWN else "")
    return f"page {listed}" if len(pages) == 1 else f"pages {listed}"


def _have(pages: list[int]) -> str:
    return "has" if len(pages) == 1 else "have"
