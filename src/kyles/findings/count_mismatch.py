"""Counts that do not agree.

A list and another source give different counts for the same numbered thing, or a list gives a
document more or fewer pages than it has. Both are cited; which one is right is not said.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, document, rule
from kyles.model import Finding, Item, Kind
from kyles.reconcile.descriptions import described
from kyles.store.lists import Entry


@rule(priority=2, under=["duty.learn"])
def count_mismatch(audit: Audit) -> Iterator[Finding]:
    """Numbers of pages or pieces that two sources give differently."""
    for item in audit.held.items:
        if item.kind is Kind.DOCUMENT:
            yield from _pages(audit, item)
    for thing, told in described(audit):
        counts = {one.thing.count: one for one in reversed(told) if one.thing.count}  # first wins
        if len(counts) > 1:
            said = " and ".join(
                f"{count} in {one.place.path}" for count, one in sorted(counts.items())
            )
            yield Finding(
                subject=thing.id,
                about=about(thing),
                says=f"Item {thing.number}: {said}",
                sources=tuple(one.place for _, one in sorted(counts.items())),
            )


def _pages(audit: Audit, item: Item) -> Iterator[Finding]:
    """A list's two counts of pages that differ, or its count against the file's own."""
    for entry in _first_rows(item):
        told = f"{audit.items[entry.list].path} gives {item.path}"
        pages, released = (entry.facts.get(name, "") for name in ("pages", "pages_released"))
        if pages.isdigit() and released.isdigit() and int(pages) != int(released):
            yield Finding(
                subject=f"{item.id} {entry.list} pages released",
                about=about(item),
                says=f"{told} {_counted(pages)}, and {released} released",
                sources=(audit.row(entry),),
                score=min(1000, 100 * abs(int(pages) - int(released))),
            )
        if pages.isdigit() and _paged(item) and int(pages) != item.version.pages:
            yield Finding(
                subject=f"{item.id} {entry.list} pages",
                about=about(item),
                says=f"{told} {_counted(pages)}; it has {item.version.pages} here",
                sources=(audit.row(entry), document(item)),
            )


def _first_rows(item: Item) -> Iterator[Entry]:
    """The first row of each list that tells of an item's pages."""
    rows: dict[str, Entry] = {}
    for fact in item.facts:
        entry = rows.setdefault(fact.item, Entry(fact.item, fact.row, None, {}))
        if entry.row == fact.row:
            entry.facts[fact.name] = fact.value
    yield from (rows[listed] for listed in sorted(rows))


def _counted(pages: str) -> str:
    return f"{pages} page" if pages == "1" else f"{pages} pages"


def _paged(item: Item) -> bool:
    """Whether the file has pages of its own that were all read; text files have none."""
    return item.version.media_type == "application/pdf" and item.version.state == "ok"
