"""Other incidents that may be related: one question for all items under the same numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.reconcile.audit_view import Audit
from kyles.reconcile.likeness import score
from kyles.reconcile.links import Link


@dataclass(frozen=True, slots=True)
class Related:
    """Incidents that candidates name, and the ids of the items under them."""

    link: Link
    items: tuple[str, ...]

    @property
    def score(self) -> float:
        """How much they are like this matter's; it orders the questions and decides nothing."""
        return score(self.link.features)


def related(audit: Audit) -> Iterator[Related]:
    """Every question, in the order of its first item."""
    groups: dict[str, list[Link]] = {}
    for link in audit.links.values():
        groups.setdefault(link.subject, []).append(link)
    for some in groups.values():
        yield Related(some[0], tuple(one.item for one in some))
