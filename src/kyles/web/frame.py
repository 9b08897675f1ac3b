"""What stands around every page of a matter: which one it is, its menu, and as of when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kyles.model import Matter
from kyles.store import audited, matters
from kyles.store.audited import Last
from kyles.web.door import Ask
from kyles.web.viewer import OFFICE

if TYPE_CHECKING:
    from kyles.web.page import Page


INSIDE = "/matters/{matter}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu."""

    words: str
    address: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A matter, the ledger and the last audit, and the menu.

    How many events there are is the office's own: another side could count what it may not see.
    """

    matter: Matter
    slug: str
    size: int | None
    last: Last | None
    since: int  # events after the last audit
    menu: tuple[Entry, ...]


def frame(ask: Ask, page: "Page") -> Frame:
    """The frame of a page."""
    last = audited.last(ask.view)
    since = ask.view.size - last.size if last else 0
    size = ask.view.size if ask.view.viewer.role in OFFICE else None
    return Frame(matters.matter(ask.view), ask.matter, size, last, since, tuple(_menu(ask, page)))


def _menu(ask: Ask, page: "Page") -> Iterator[Entry]:
    """The pages that the one who asks may look at, in their order."""
    from kyles.web.app import doors
    from kyles.web.page import Page

    pages = (one for one in doors() if isinstance(one, Page))
    listed = [(one.menu, one) for one in pages if one.menu]
    for menu, one in sorted(listed, key=lambda each: each[0].place):
        if ask.view.viewer.role in one.roles & menu.roles:
            count = menu.count(ask.view) if menu.count else None
            address = ask.at(one.path.removeprefix(INSIDE))
            current = _section(page) == _section(one)
            yield Entry(menu.words, address, count, current)


def _section(page: "Page") -> str:
    """The first word of an address within the matter: a finding belongs to the findings."""
    return f"{page.path.removeprefix(INSIDE)}/".split("/")[1]
