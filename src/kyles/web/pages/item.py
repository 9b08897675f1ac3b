"""Item: what is this, whence does it come, and who was given it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from kyles.errors import NotFound
from kyles.export.citation import clean
from kyles.formats import media
from kyles.model import Item as Found
from kyles.model import Role, Status
from kyles.model.coverage import Coverage
from kyles.store import View, audited, items, lists, productions, readings
from kyles.store.audited import Given, Which
from kyles.web import laid_out, sheets
from kyles.web.capability import What
from kyles.web.door import Ask
from kyles.web.finding_row import FindingRow, finding_row
from kyles.web.item_acts import ItemActs, item_acts
from kyles.web.item_row import ItemRow, item_row, volume_names
from kyles.web.page import Told, page
from kyles.web.recordings import Recording, recording
from kyles.web.scope import scope
from kyles.web.sheets import Page, Span
from kyles.web.viewer import READERS
from kyles.web.words import spoken

FINDINGS, FAMILY, REFERENCES = 20, 100, 50

Number = Annotated[int, Meta(ge=1, le=1_000_000)]
Offset = Annotated[int, Meta(ge=0, lt=2**53)]
Shown = Literal["words", "layout"]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What one defendant was given of it, as what, or how else."""

    defendant: str
    status: str
    share: float | None
    measure: str  # of what it is a share: "words", or "time" of a recording
    given_as: tuple[str, ...]
    otherwise: tuple[str, ...]  # "inspected on 2024-04-02"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a list, or the file itself, says of it."""

    name: str
    value: str
    source: str  # the list's path and row, "" for the file itself


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that speaks of it, and in which words."""

    item: str
    path: str
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Told):
    """A document or a thing, with one of its pages."""

    item: ItemRow
    sha256: str | None
    size: int
    version: int
    reason: str
    page: Page | None
    pages: int
    recording: Recording | None
    laid_out: str  # the address of its body as it was laid out, where that was asked for
    can_be_laid_out: bool
    disclosed: tuple[Disclosed, ...]
    facts: tuple[Fact, ...]
    parent: ItemRow | None
    parts: tuple[ItemRow, ...]
    copies: tuple[ItemRow, ...]
    findings: tuple[FindingRow, ...]
    references: tuple[Reference, ...]
    can_be_fetched: bool
    acts: ItemActs | None


@page("/matters/{matter}/items/{item}", roles=READERS)
def item(
    ask: Ask, item: str, *, page: Number = 1, start: Offset = 0, end: Offset = 0,
    reading: str = "text", shown: Shown = "words",
) -> Item:  # fmt: skip
    """One item: its pages, its facts, its family and copies, and what each defendant was given.

    Of a recording `start` is the second from which it is played. `shown` is `layout` for a web
    page or mail as it was laid out.
    """
    view = ask.view
    one = items.known(view, item)
    pages = max(one.version.pages, 0)
    if pages and page > pages:
        raise NotFound("There is no such page.")
    names = volume_names(view)
    family = [part for part in items.parts(view, one) if part.role is not Role.ROW][:FAMILY]
    parent = items.several(view, [one.parent]).get(one.parent) if one.parent else None
    spans = [Span(start, end, "cited")] if end > start else []
    told = tuple(_disclosed(view, one))
    has_layout = ask.other is not None and laid_out.source(view, one) is not None
    found = audited.findings(view, Which(item=one.id), limit=FINDINGS)
    return Item(
        title=one.path, says=_says(told, one), scope=scope(view), command=f"kyles show {one.id}",
        item=item_row(one, names), sha256=one.version.sha256, size=one.version.size,
        version=one.version.number, reason=one.version.reason,
        page=sheets.page(ask, one, page, spans=spans, layer=reading) if pages else None,
        pages=pages, recording=recording(ask, one),
        laid_out=ask.as_it_came(one.id, What.BODY) if has_layout and shown == "layout" else "",
        can_be_laid_out=has_layout, disclosed=told, facts=tuple(_facts(view, one)),
        parent=item_row(parent, names) if parent else None,
        parts=tuple(item_row(part, names) for part in family),
        copies=tuple(item_row(copy, names) for copy in items.copies(view, one)),
        findings=tuple(map(finding_row, found)), references=tuple(_references(view, one)),
        can_be_fetched=is_here(view, one), acts=item_acts(view, one),
    )  # fmt: skip


def _disclosed(view: View, one: Found) -> Iterator[Disclosed]:
    otherwise: dict[str, list[str]] = {}
    for told in productions.disclosures_of(view, one.id):
        otherwise.setdefault(told.defendant, []).append(f"{told.manner.value} on {told.on}")
    for given in audited.given(view, [one.id]):
        yield Disclosed(
            given.defendant, given.status.value, given.coverage.share if given.coverage else None,
            "time" if one.version.media_type == media.MEDIA_TYPE else "words", _places(given),
            tuple(otherwise.get(given.defendant, ())),
        )  # fmt: skip


def _places(given: Given) -> tuple[str, ...]:
    """Where most of each page stands, each place once."""
    coverage: Coverage | None = given.coverage
    if coverage is None:
        return ()
    heard = coverage.heard.produced if coverage.heard else ()
    places = [*heard, *(one.produced[0] for one in coverage.pages if one.produced)]
    return tuple(dict.fromkeys(place.cited() for place in places))


STATUS = {
    Status.DISCLOSED: "given in full to", Status.IN_PART: "given in part to",
    Status.NOT_DISCLOSED: "not disclosed to", Status.WITHHELD: "withheld from",
    Status.UNREADABLE: "could not be read, for", Status.SERVED: "served on",
    Status.INSPECTED: "inspected by", Status.LISTED: "listed in what was given to",
}  # fmt: skip


def _says(told: tuple[Disclosed, ...], one: Found) -> str:
    """The bottom line: what each defendant was given of it."""
    parts = [f"{STATUS[Status(each.status)]} {each.defendant}{_share(each)}" for each in told]
    if not parts:
        return "It came in a volume." if one.volume else ""
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}."


def _share(one: Disclosed) -> str:
    if one.status != Status.IN_PART or one.share is None:
        return ""
    return f" ({100 * one.share:.0f}% of its {one.measure})"


def _facts(view: View, one: Found) -> Iterator[Fact]:
    """What lists say of it, then what the file says of itself."""
    for entry in lists.entries_of(view, one):
        source = items.several(view, [entry.list]).get(entry.list)
        where = f"{source.path}, row {entry.row}" if source else ""
        for name, value in sorted(entry.facts.items()):
            yield Fact(spoken(name), clean(value), where)
    content = items.content(view, one)
    for name, value in readings.details(view, content) if content else ():
        if value and name != "bookmark":
            yield Fact(spoken(name), clean(value), "")


def _references(view: View, one: Found) -> Iterator[Reference]:
    """Where documents speak of it, as of the last audit; each place once."""
    told = audited.references(view, one.id, limit=REFERENCES)
    for place in dict.fromkeys(referring.passage for referring in told):
        yield Reference(place.item, place.path, place.page, place.start, place.end, place.quote)


def is_here(view: View, one: Found) -> bool:
    """Whether an item's bytes are kept here."""
    return one.version.sha256 is not None and view.store.blobs.has(one.version.sha256)
