"""Gap in the Bates numbers.

Numbers are missing inside a volume, or a number stands on two different pages. Ranges between
volumes are no gaps by themselves; where one volume ends and the next of the same prefix begins
later, the finding says so at a lower priority. A gap may be legitimate: a withheld page, or a
placeholder.
"""

from collections.abc import Iterator

from kyles.findings import Audit, rule
from kyles.mentions import bates
from kyles.model import About, Finding, Passage


@rule(priority=2, under=["duty.disclose"])
def bates_gap(audit: Audit) -> Iterator[Finding]:
    """Numbers that are missing or stand twice in what a defendant was given."""
    for name, one in audit.given.items():
        volumes = []
        for volume in one.volumes:
            own = [item for item in one.items if item.volume == volume.id]
            labels = [
                (label, Passage(item.id, item.path, page, "text"))
                for item in own
                for page, label in sorted(audit.texts.labels.get(item.id, {}).items())
            ]
            volumes.append((volume.name, labels))
        for gap in bates.gaps(
            [(title, [label for label, _ in labels]) for title, labels in volumes]
        ):
            places = [place for _, labels in volumes for label, place in labels
                      if label in (gap.before, gap.after)]  # fmt: skip
            yield Finding(
                subject=f"{name}: {gap.first} to {gap.last} {gap.kind}",
                about=About(None, gap.volume),
                owed_to=name,
                says=f"{gap.says}. Looked for in {audit.searched(name)}",
                sources=tuple(places),
                priority=3 if gap.kind == "between volumes" else 0,
            )
