"""Gap in custody record.

A custody log, a list, or an event recorded here tells who had a thing, and leaves a stretch open: a
thing was released and nobody is recorded as receiving it; the next to release it is another than
the one who received it; the count or the seal is another than before, with no opening between; or
it is handled after it was disposed of. A place that received a thing, such as a vault, may release
it by anybody. Both events are cited. A gap in the record does not say that anything happened in it.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, called, document, rule
from kyles.model import Finding
from kyles.reconcile.custody import Chain, chains


@rule(priority=2, under=["duty.preserve"])
def custody_break(audit: Audit) -> Iterator[Finding]:
    """Things of this matter with a gap in their custody."""
    for chain in chains(audit):
        if chain.breaks and audit.belongs(chain.item):
            places = tuple(dict.fromkeys(place for one in chain.breaks for place in one.places))
            yield Finding(
                subject=chain.item.id,
                about=about(chain.item),
                says=f"{called(chain.item)}: {_what(chain)}",
                sources=places or (document(chain.item),),
            )


def _what(chain: Chain) -> str:
    more = len(chain.breaks) - 1
    first = chain.breaks[0].says
    return first if not more else f"{first}; and {more} more gap{'' if more == 1 else 's'}"
