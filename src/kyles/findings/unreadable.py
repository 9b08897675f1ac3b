"""Could not be read.

A file is locked, damaged, of a kind that has no reader here, or was read only in part; or adding a
folder was not finished. What is in it was not compared, so that no statement about this matter is
complete without it. Identical bytes are found all the same. So it is with a recording whose sound
could not be compared with those that were given.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, document, rule
from kyles.model import About, Finding, Item, Kind, Passage, Role, State
from kyles.model.coverage import Heard
from kyles.model.item import NOT_READ


@rule(priority=3, under=["duty.disclose"])
def unreadable(audit: Audit) -> Iterator[Finding]:
    """Files that could not be read whole, and folders whose adding was not finished."""
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
        elif _without_text(audit, item):
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{item.path} has no text that could be read (pictures only, perhaps)",
                sources=(document(item),),
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
    if any(other.parent == item.id and other.role is Role.TEXT for other in audit.items.values()):
        return False
    pages = audit.texts.of(item.id).values()
    return not any(one.text.strip() for page in pages for one in page)
