"""Volume: what is in it, what is missing, and do its lists agree?"""

from dataclasses import dataclass

from kyles.errors import NotFound
from kyles.store import View, audited, production_lists
from kyles.store.audited import Which
from kyles.store.production_lists import Document, Key
from kyles.web.door import Ask
from kyles.web.finding_row import FindingRow, finding_row
from kyles.web.news import NEWS, VolumeNews
from kyles.web.page import Told, page
from kyles.web.pages.productions import VolumeRow, volume_rows
from kyles.web.scope import scope
from kyles.web.words import count

SHOWN = 100
RULES = ("bates_gap", "listed_not_received", "received_not_listed", "load_file_mismatch",
         "unreadable")  # fmt: skip
LONGEST = 10  # digits of a page's number
LOOKED = 500  # findings of a rule that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Told):
    """One volume: its documents, and what its own lists, numbers and load files say of it."""

    volume: VolumeRow
    findings: tuple[FindingRow, ...]
    documents: tuple[Document, ...]
    news: tuple[VolumeNews, ...]  # for each defendant who got it; none before it was compared
    news_size: int | None
    after: str | None


@page("/matters/{matter}/productions/{volume}")
def volume(ask: Ask, volume: str, *, after: str = "") -> Volume:
    """One delivery, document by document, beside what is missing in it or not listed."""
    view = ask.view
    one = next((row for row in volume_rows(view) if row.id == volume), None)
    if one is None:
        raise NotFound("There is no such volume.")
    some = production_lists.documents(view, one.id, after=_key(after), limit=SHOWN + 1)
    found = tuple(_findings(view, one.name))
    return Volume(
        title=one.name, says=_says(one, len(found)), scope=scope(view),
        command=_command(one), volume=one, findings=found, documents=tuple(some[:SHOWN]),
        news=_news(view, one), news_size=_compared(view),
        after=_written(some[SHOWN - 1]) if len(some) > SHOWN else None,
    )  # fmt: skip


def _says(one: VolumeRow, found: int) -> str:
    held = f"{count(one.documents, 'document')} on {count(one.pages, 'page')}"
    if not found:
        return f"{held}. Its numbers, lists and load files agree."
    return f"{held}; {count(found, 'finding')} on its numbers, lists or load files."


def _news(view: View, one: VolumeRow) -> tuple[VolumeNews, ...]:
    """What is new in it since the volumes before, where that was compared."""
    last = NEWS.last(view.store.folder)
    told = last.outcome.volumes if last and last.outcome else ()
    return tuple(each for each in told if each.volume == one.id)


def _compared(view: View) -> int | None:
    last = NEWS.last(view.store.folder)
    return last.outcome.size if last and last.outcome else None


def _command(one: VolumeRow) -> str:
    return f'kyles productions --defendant "{one.defendants[0]}"' if one.defendants else (
        "kyles productions")  # fmt: skip


def _findings(view: View, name: str) -> list[FindingRow]:
    """Findings about a volume, or about a file in it."""
    return [
        finding_row(placed)
        for rule in RULES
        for placed in audited.findings(view, Which(rule=rule), limit=LOOKED)
        if placed.finding.about.path.split("/", 1)[0] == name
    ]


def _key(place: str) -> Key | None:
    """A place as it stands in an address: the page, the number and the path, with spaces between;
    a number has none.
    """
    first, _, rest = place.partition(" ")
    begin, _, path = rest.partition(" ")
    return (
        (int(not begin), begin, path, int(first))
        if first.isdecimal() and len(first) < LONGEST
        else None
    )


def _written(one: Document) -> str:
    return f"{one.first} {one.begin} {one.path}"
