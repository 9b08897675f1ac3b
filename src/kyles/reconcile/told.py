"""The documents of a matter as they are read for what they say happened: each content once."""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles import dates
from kyles.dates import Known
from kyles.model import Item
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.held import OF_OTHERS
from kyles.reconcile.pages import inside


@dataclass(frozen=True)
class Teller:
    """A document, its pages' own text, and when it was written where the user said so."""

    item: Item
    pages: dict[int, str]
    written: Known | None


def tellers(audit: Audit) -> Iterator[Teller]:
    """Held documents by path; what defendants were given where nothing is held."""
    written = {one.source.id: one.source.written for one in audit.addings}
    some = sorted(audit.items.values(), key=lambda one: (one.path, one.id))
    held = [one for one in audit.held.documents() if audit.texts.of(one.id)]
    seen: set[str] = set()
    for item in sorted(held, key=lambda one: (one.path, one.id)) or some:
        content = audit.texts.contents.get(item.id, "")
        if item.role in OF_OTHERS or not content or content in seen:
            continue
        seen.add(content)
        pages = {page: inside(readings, "text")
                 for page, readings in audit.texts.of(item.id).items()}  # fmt: skip
        yield Teller(item, pages, _known(written.get(item.source)))


def _known(written: str | None) -> Known | None:
    return next(iter(dates.read(written)), None) if written else None
