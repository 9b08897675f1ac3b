"""Listed, not received.

A cover letter, receipt or index that came with a volume lists something that is not in what the
defendant was given: a Bates range of which no page is there, a file, or fewer pages than it says.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import Finding
from kyles.reconcile.deliveries import absent, deliveries


@rule(priority=1, under=["duty.disclose"])
def listed_not_received(audit: Audit) -> Iterator[Finding]:
    """Entries of lists for which nothing, or not everything, was received."""
    for delivery in deliveries(audit):
        for entry in delivery.entries:
            lacking = absent(entry, delivery)
            if lacking:
                source = audit.row(entry)
                yield Finding(
                    subject=f"{entry.list} row {entry.row}",
                    about=about(audit.items[entry.list]),
                    owed_to=delivery.defendant,
                    says=f"{audit.items[entry.list].path} lists {lacking}; not found in"
                    f" {audit.searched(delivery.defendant)}",
                    sources=(source,),
                )
