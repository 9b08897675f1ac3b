"""Given to a co-defendant only.

An item was given, in whole or in part, to one defendant of this matter, and nothing of it was found
in what another one was given. Status and dates are each defendant's own. The finding is for the
defendant who does not have it.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, document, rule
from kyles.model import Finding, Item, Status
from kyles.model.status import GIVEN


@rule(priority=1, under=["duty.disclose"])
def owed_to_codefendant(audit: Audit) -> Iterator[Finding]:
    """Items that one defendant has and another has not."""
    for item, defendant in audit.owed():
        if audit.status(item, defendant) is Status.NOT_DISCLOSED:
            having = [name for name in audit.matter.defendants if _has(audit, item, name)]
            if having:
                yield Finding(
                    subject=item.id,
                    about=about(item),
                    owed_to=defendant,
                    says=f"{item.path} was given to {' and '.join(having)};"
                    f" not found in what was given to {defendant}",
                    sources=(document(item), *audit.places(item, having[0])),
                )


def _has(audit: Audit, item: Item, name: str) -> bool:
    if item.defendant not in (None, name):
        return False
    return audit.status(item, name) in GIVEN | {Status.IN_PART}
