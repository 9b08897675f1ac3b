"""Gone.

An item that a holder had when its folder or list was added before is not there any more. What was
recorded of it stays; nothing is ever deleted here. Whether it was moved, returned or disposed of is
for the holder to say.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, called, document, rule
from kyles.model import Finding, State


@rule(priority=2, under=["duty.preserve"])
def gone(audit: Audit) -> Iterator[Finding]:
    """Held items that were there before and are not any more."""
    for item in audit.held.items:
        if item.version.state is State.GONE:
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{item.holder} had {called(item)}; it was not there when its folder or list"
                " was added again",
                sources=(document(item),),
            )
