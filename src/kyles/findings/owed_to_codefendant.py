"""Given to a co-defendant only.

An item was given, in whole or in part, to one defendant of this matter, and nothing of it was found
in what another one was given. Status and dates are each defendant's own. The finding is for the
defendant who does not have it; it stands in place of `held_not_disclosed`, so that one gap is one
finding. What concerns one defendant alone is owed to no other.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, called, document, rule
from kyles.model import Finding, Kind, Status


@rule(priority=1, under=["duty.disclose"])
def owed_to_codefendant(audit: Audit) -> Iterator[Finding]:
    """Items that one defendant has and another has not."""
    for item, defendant in audit.owed():
        having = audit.having(item)
        if audit.status(item, defendant) is Status.NOT_DISCLOSED and having:
            places = audit.told_of(item) if item.kind is Kind.THING else (
                audit.places(item, having[0]))  # fmt: skip
            yield Finding(
                subject=item.id,
                about=about(item),
                owed_to=defendant,
                says=f"{called(item)} was given to {' and '.join(having)};"
                f" not found in {audit.searched(defendant)}",
                sources=(document(item), *places),
            )
