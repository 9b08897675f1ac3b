"""The documents of a matter as they are read for what they say happened: each content once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kyles import dates
from kyles.dates import Known
from kyles.model import Item
from kyles.model.assertion import Telling
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.given import Pages, Texts
from kyles.reconcile.held import OF_OTHERS
from kyles.reconcile.pages import inside


@dataclass(frozen=True)
class Teller:
    """A document, its pages' own text, what that tells, and when it was written if known."""

    item: Item
    pages: dict[int, str]
    written: Known | None
    told: Telling = field(default_factory=Telling)


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
        told = audit.told.get(content, Telling())
        yield Teller(item, own_pages(audit.texts.of(item.id)), _known(written.get(item.source)),
                     told)  # fmt: skip


def telling_texts(texts: Texts, some: Iterable[Item]) -> dict[str, dict[int, str]]:
    """The own text of every content that may tell something, by content."""
    contents = {texts.contents.get(one.id, "") for one in some if one.role not in OF_OTHERS}
    return {content: own_pages(texts.pages[content]) for content in sorted(contents)
            if content in texts.pages}  # fmt: skip


def own_pages(pages: Pages) -> dict[int, str]:
    """The own text of each page, without its furniture and notes."""
    return {page: inside(readings, "text") for page, readings in pages.items()}


def _known(written: str | None) -> Known | None:
    return next(iter(dates.read(written)), None) if written else None
