"""Mentioned, not held.

A document or a list names a thing (a numbered item, a supplement, a laboratory number, a file), and
nothing that was added here is it. For a received production alone it reads: mentioned, and not in
what was received. Each page that names it is cited. The words show that somebody wrote of it, not
that it exists.
"""

from collections.abc import Iterator, Sequence

from kyles.findings import Audit, about, rule
from kyles.model import About, Finding, Passage, Reference
from kyles.reconcile.records import concerns

MANY = 10  # things that one document alone names: it is a list


@rule(priority=2, under=["duty.learn"])
def referenced_not_held(audit: Audit) -> Iterator[Finding]:
    """References that resolve to nothing held or given, and listed files that nobody has."""
    for reference in _gathered([one for one in audit.references if not one.items]):
        yield from _named(audit, reference)
    told: set[str] = set()
    for entry in audit.held.unresolved:
        subject = f"{entry.list} {entry.facts['file']}"
        if subject not in told and concerns(entry, audit.matter.incidents):
            told.add(subject)
            listed = audit.items[entry.list]
            yield Finding(
                subject=subject,
                about=about(listed),
                says=f"{listed.path} lists the file {entry.facts['file']}; not found in"
                f" {audit.everywhere()}",
                sources=(audit.row(entry),),
            )


def _gathered(some: Sequence[Reference]) -> Iterator[Reference]:
    """References in order; of things that one document alone lists, many are one gap."""
    alone: dict[str, list[Reference]] = {}
    for one in some:
        places = {place.item for place in one.mentions}
        if one.kind == "item" and len(places) == 1:
            alone.setdefault(places.pop(), []).append(one)
    lists = {item: own for item, own in alone.items() if len(own) >= MANY}
    listed = {one.value for own in lists.values() for one in own}
    yield from (one for one in some if one.kind != "item" or one.value not in listed)
    for item, own in sorted(lists.items()):
        label = f"{own[0].label} and {len(own) - 1} more items"
        mentions = tuple(place for one in own for place in one.mentions)
        yield Reference("items of", item, label, mentions, ())


def _named(audit: Audit, reference: Reference) -> Iterator[Finding]:
    """One gap of the holders; for a received production alone, one of each who received it."""
    places = tuple(_of_this_matter(audit, reference.mentions))
    if audit.held.items:
        yield from _finding(audit, reference, places)
        return
    for defendant, one in audit.given.items():
        own = {item.id for item in one.items}
        received = tuple(place for place in places if place.item in own)
        yield from _finding(audit, reference, received, defendant=defendant)


def _finding(
    audit: Audit, reference: Reference, places: tuple[Passage, ...], *, defendant: str | None = None
) -> Iterator[Finding]:
    if places:
        first = audit.items[places[0].item]
        looked = audit.searched(defendant) if defendant else audit.everywhere()
        yield Finding(
            subject=f"{reference.kind} {reference.value}",
            about=About(None, reference.label, first.holder, first.incident),
            owed_to=defendant,
            says=f"{reference.label} {_is(reference)} named in {_where(places)};"
            f" not found in {looked}",
            sources=places,
        )


def _is(reference: Reference) -> str:
    return "are" if reference.kind == "items of" else "is"


def _of_this_matter(audit: Audit, places: tuple[Passage, ...]) -> Iterator[Passage]:
    """What documents of other incidents name is no question of this matter."""
    for place in places:
        held = audit.held.by_id.get(place.item)
        if held is None or audit.belongs(held):
            yield place


def _where(places: tuple[Passage, ...]) -> str:
    paths = list(dict.fromkeys(place.path for place in places))
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}"
