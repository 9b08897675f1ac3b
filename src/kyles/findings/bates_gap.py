"""Gap in the Bates numbers.

Numbers are missing inside a volume, or a number stands on two different pages. Ranges between
volumes are no gaps by themselves; where one volume ends and the next of the same prefix begins
later, the finding says so at a lower priority. A gap may be legitimate: a withheld page, or a
placeholder.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kyles.findings import Audit, rule
from kyles.mentions import bates
from kyles.model import About, Finding, Passage, Role, Volume
from kyles.reconcile.given import Given

PARTS = (Role.TEXT, Role.IMAGE, Role.NATIVE)  # files of one document, each with its numbers


@rule(priority=2, under=["duty.disclose"])
def bates_gap(audit: Audit) -> Iterator[Finding]:
    """Numbers that are missing or stand twice in what a defendant was given."""
    for name, one in audit.given.items():
        pages = [(volume.name, list(_pages(audit, one, volume))) for volume in one.volumes]
        bearing = _bearing(page for _, own in pages for page in own)
        for gap in bates.gaps([(title, [label for label, _ in own]) for title, own in pages]):
            places = {*bearing[gap.before], *bearing[gap.after]}
            yield Finding(
                subject=f"{name}: {gap.first} to {gap.last} {gap.kind}",
                about=About(None, gap.volume),
                owed_to=name,
                says=f"{gap.says}. Looked for in {audit.searched(name)}",
                sources=tuple(place for _, place in sorted(places)),
                priority=3 if gap.kind == "between volumes" else 0,
            )


def _bearing(pages: Iterable[tuple[str, Passage]]) -> Mapping[str, list[tuple[int, Passage]]]:
    """By number, the pages that bear it, each with its place in the order of all."""
    found: defaultdict[str, list[tuple[int, Passage]]] = defaultdict(list)
    for at, (label, place) in enumerate(pages):
        found[label].append((at, place))
    return found


def _pages(audit: Audit, one: Given, volume: Volume) -> Iterator[tuple[str, Passage]]:
    """The number of every page of a volume, once for each document that bears it."""
    told: set[tuple[str, str]] = set()
    for item in one.items:
        if item.volume == volume.id:
            document = (item.parent or item.id) if item.role in PARTS else item.id
            for page, label in sorted(audit.texts.labels.get(item.id, {}).items()):
                if (document, label) not in told:
                    told.add((document, label))
                    yield label, Passage(item.id, item.path, page, "text")
