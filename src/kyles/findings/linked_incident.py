"""Booked under another incident, and perhaps related to this matter.

An item's row or text names only other incidents, and yet at least two signals of different kinds
tie it to this matter: a person, a thing down to its count or calibre, a serial number, or a
document of this matter that names its number. A case number by itself proves neither that it
belongs nor that it does not. One signal that a person wrote down, such as a number, is a question,
at the lowest priority. What the holder is asked is neutral: is it related? Say no with `kyles
decide FINDING --wrong TEXT`.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, called, document, rule
from kyles.model import Finding

ASKS = frozenset({"number", "serial"})  # kinds of signals of which one alone is worth a question


@rule(priority=1, under=["duty.learn"])
def linked_incident(audit: Audit) -> Iterator[Finding]:
    """Candidates that signals relate to this matter, and that nobody has answered for."""
    own = ", ".join(audit.matter.incidents)
    for item in audit.held.owed():
        link = audit.links.get(item.id)
        if link is None or link.answer is not None or not (link.related or link.kinds & ASKS):
            continue
        shared = "; ".join(dict.fromkeys(signal.says for signal in link.signals))
        yield Finding(
            subject=item.id,
            about=about(item),
            says=f"{item.holder} has {called(item)} under Agency case no."
            f" {', '.join(link.incidents)}. With {own} it has in common: {shared}. Related?",
            sources=(document(item), *audit.told_of(item),
                     *(place for signal in link.signals for place in signal.sources)),
            score=min(1000, 250 * (1 + len(link.kinds))),
            priority=0 if link.related else 4,
        )  # fmt: skip
