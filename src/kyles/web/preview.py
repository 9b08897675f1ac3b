"""What the next certificate to a defendant would say, list by list; recorded nowhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kyles.certificate import issue
from kyles.certificate.lists import LISTS, Row
from kyles.certificate.pdf import HEADINGS
from kyles.ledger.bundle import Statement
from kyles.progress import Progress
from kyles.store import Store, View, certificates
from kyles.web.errands import Errand
from kyles.web.words import day

ENTRY = ("title", "holder", "number", "pages")
FIRST, SHOWN = 5, 50  # entries of each list, and of one list alone


@dataclass(frozen=True, slots=True)
class Draft:
    """The lists of a certificate as of a ledger size; they are kept in memory alone."""

    size: int
    title: str
    entries: Mapping[str, tuple[Row, ...]]  # by list
    unread: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a list; `told` says where it was given, or why it was not."""

    title: str
    holder: str
    number: str  # of a thing
    pages: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the five lists: how many entries it has, and some of them."""

    name: str
    heading: str
    count: int
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the next certificate would say, as of a ledger size."""

    title: str
    size: int
    at: str
    since: int  # events after it
    lists: tuple[Listed, ...]
    unread: int
    unanswered: int  # sources that were not asked to the end

    def count(self, name: str) -> int:
        """How many entries one of its lists has."""
        return next(one.count for one in self.lists if one.name == name)


def drawn_up(name: str, store: Store, progress: Progress) -> Draft:
    """The draft of a defendant's next certificate, by the code that issues one."""
    view = store.view()
    delay = "preview" if certificates.filed(store, name) else ""
    adopted = issue.adopted(store, name, by="preview", delay=delay)
    return _draft(view.size, issue.drafted(store, name, adopted, progress=progress))


def _draft(size: int, made: Statement) -> Draft:
    words, rows = made.certificate, [one.entry for one in made.manifest]
    entries = {name: tuple(row for row in rows if row["list"] == name) for name in LISTS}
    unanswered = sum(row["state"] != "completed" for row in words["inquiries"])
    return Draft(size, words["title"], entries, len(words["not_read"]), unanswered)


def preview(
    view: View, draft: Errand[Draft] | None, *, only: str, after: int
) -> Preview | None:  # fmt: skip
    """The draft as a page shows it: all lists in short, or one from a place on."""
    if draft is None or draft.outcome is None:
        return None
    told = draft.outcome
    lists = tuple(_lists(told, only, after))
    since = view.size - told.size
    return Preview(told.title, told.size, draft.at, since, lists, told.unread, told.unanswered)


def _lists(told: Draft, only: str, after: int) -> Iterator[Listed]:
    for name, own in told.entries.items():
        some = own[after : after + SHOWN] if only else own[:FIRST]
        shown = some if only in ("", name) else ()
        yield Listed(name, HEADINGS[name], len(own), tuple(map(_entry, shown)))


def _entry(row: Row) -> EntryRow:
    partly = [f"p. {row['partly']} given in part"] if row.get("partly") else []
    told = [str(row[name]) for name in ("cited", "manner", "provision", "reason") if row.get(name)]
    on = [day(row["on"])] if row.get("on") else []
    title, holder, number, pages = (row.get(name, "") for name in ENTRY)
    return EntryRow(title, holder, number, pages, (*partly, *told, *on))
