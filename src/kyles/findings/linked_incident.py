"""Booked under another incident, and related to this matter.

An item's row or text names only other incidents, and yet at least two signals of different kinds
tie it to this matter: a person, a thing down to its calibre or serial number, or a document of this
matter that names its number. A case number by itself proves neither that it belongs nor that it
does not. The question for the holder is neutral: is it related? Say no with `kyles decide FINDING
--wrong TEXT`.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, document, rule
from kyles.model import Finding


@rule(priority=1, under=["duty.learn"])
def linked_incident(audit: Audit) -> Iterator[Finding]:
    """Candidates that two kinds of signals relate to this matter."""
    own = ", ".join(audit.matter.incidents)
    for item in audit.held.owed():
        link = audit.links.get(item.id)
        if link is None or not link.related or link.answer is not None:
            continue
        others = ", ".join(link.incidents)
        shared = "; ".join(dict.fromkeys(signal.says for signal in link.signals))
        yield Finding(
            subject=item.id,
            about=about(item),
            says=f"{item.holder} has {item.title} under Agency case no. {others}. It shares with"
            f" {own}: {shared}. Related?",
            sources=(document(item), *audit.told_of(item),
                     *(place for signal in link.signals for place in signal.sources)),
            score=min(1000, 400 + 200 * len({signal.kind for signal in link.signals})),
        )  # fmt: skip
