"""Kinds that do not agree.

Two sources describe the same numbered thing differently: live against blank or dummy rounds, one
make, calibre or serial number against another. Both are cited; which one is right is not said.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import Finding, Passage
from kyles.reconcile.descriptions import described

ATTRIBUTES = ("quality", "calibre", "make", "serial")


@rule(priority=1, under=["duty.learn"])
def kind_mismatch(audit: Audit) -> Iterator[Finding]:
    """Attributes of a thing that two sources give differently."""
    for thing, told in described(audit):
        for attribute in ATTRIBUTES:
            values: dict[str, Passage] = {}
            for one in told:
                value = getattr(one.thing, attribute)
                if value:
                    values.setdefault(str(value), one.place)
            if len(values) > 1:
                said = " and ".join(
                    f"{value} in {place.path}" for value, place in sorted(values.items())
                )
                yield Finding(
                    subject=f"{thing.id} {attribute}",
                    about=about(thing),
                    says=f"Item {thing.number}: {said}",
                    sources=tuple(place for _, place in sorted(values.items())),
                )
