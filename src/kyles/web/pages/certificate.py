"""Certificate: what would it say to a defendant today, and what was issued?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from msgspec import Meta

from kyles.certificate import issue, time_stamps
from kyles.certificate.authority import NoTimeStamp
from kyles.certificate.lists import LISTS, Row
from kyles.certificate.pdf import HEADINGS
from kyles.errors import NotFound
from kyles.ledger.bundle import Statement
from kyles.store import Store, View, certificates, matters
from kyles.store.certificates import Issued
from kyles.store.logs import LogOf
from kyles.web.act import act
from kyles.web.address import asking
from kyles.web.door import Ask
from kyles.web.errands import Course, Errand, Errands, Progress, course
from kyles.web.file import Sent, file
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.words import count, day

ENTRY = ("title", "holder", "number", "pages")
FIRST, SHOWN = 5, 50  # entries of each list, and of one list alone

Name = Annotated[str, Meta(max_length=200)]
Reason = Annotated[str, Meta(max_length=4_000)]
Number = Annotated[int, Meta(ge=1, le=1_000_000)]
Place = Annotated[int, Meta(ge=0, lt=2**53)]
List = Literal["", "served", "inspected", "withheld", "lost", "outstanding"]

ISSUED: Errands[Issued] = Errands()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a certificate says as of a ledger size; it is kept in memory, and recorded nowhere."""

    size: int
    at: str
    statement: Statement


DRAFTS: Errands[Draft] = Errands()


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


@dataclass(frozen=True, slots=True)
class Filed:
    """A certificate as it was issued."""

    number: int
    title: str
    on: str
    adopted_by: str
    delay: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Told):
    """The certificates to one defendant, and the preview of the next one."""

    defendant: str
    defendants: tuple[str, ...]
    number: int  # of the next one
    preview: Preview | None
    list: str
    before: int | None
    after: int | None
    drawing_up: Course | None
    issuing: Course | None
    filed: tuple[Filed, ...]
    zone: str


@page("/matters/{matter}/certificate", menu=Menu("Certificate", 80))
def certificate(
    ask: Ask, *, defendant: Name = "", list: List = "", after: Place = 0,  # noqa: A002 - its word
) -> Certificate:  # fmt: skip
    """The five lists of the next certificate to a defendant, and each one that was issued.

    It always issues; its title says "incomplete" while anything is outstanding. The preview is made
    by the same code, of what that defendant's side may know of, and nothing of it is recorded.
    """
    name, view = named(ask.view, defendant), ask.view
    draft = DRAFTS.last(_key(ask, name))
    filed = tuple(_filed(one) for one in certificates.every(view.store, name))
    preview = _preview(view, draft, list, after)
    shown = next((one for one in preview.lists if one.name == list), None) if preview else None
    return Certificate(
        title="Certificate", says=_says(name, filed, preview), scope=scope(view),
        command=f'kyles certificate --defendant "{name}" --by ATTORNEY --out FOLDER',
        defendant=name, defendants=matters.matter(view).defendants, number=len(filed) + 1,
        preview=preview, list=list, before=max(after - SHOWN, 0) if shown and after else None,
        after=after + SHOWN if shown and after + SHOWN < shown.count else None,
        drawing_up=course(draft), issuing=course(ISSUED.last(_key(ask, name))),
        filed=filed[::-1], zone=matters.matter(view).zone,
    )  # fmt: skip


def named(view: View, defendant: str) -> str:
    """A defendant of the matter, the first one if none is told. Raises NotFound."""
    names = matters.matter(view).defendants
    if defendant in names or not (defendant or names):
        return defendant
    if defendant or not names:
        raise NotFound("There is no such defendant in this matter.")
    return names[0]


def _key(ask: Ask, name: str) -> tuple[object, str]:
    return ask.view.store.folder, name


@act("/matters/{matter}/certificate/preview")
def preview_certificate(ask: Ask, *, defendant: Name) -> str:
    """Make the preview of the next certificate to a defendant, in the background."""
    name = named(ask.view, defendant)
    DRAFTS.begin(ask, _key(ask, name), partial(_draft, name))
    return asking(ask.at("/certificate"), {"defendant": name})


@act("/matters/{matter}/certificate/issue")
def issue_certificate(ask: Ask, *, defendant: Name, by: Name, delay: Reason = "") -> str:
    """Issue the next certificate to a defendant, in the background: made, recorded and signed."""
    name = named(ask.view, defendant)
    issue.adopted(ask.view.store, name, by=by, delay=delay)
    ISSUED.begin(ask, _key(ask, name), partial(_issue, name, by, delay))
    return asking(ask.at("/certificate"), {"defendant": name})


def _draft(name: str, store: Store, progress: Progress) -> Draft:
    view = store.view()
    filed = len(certificates.every(store, name))
    adopted = issue.adopted(store, name, by="preview", delay="preview" if filed else "")
    made = issue.drafted(store, name, adopted, progress=progress)
    return Draft(view.size, adopted.on.isoformat(), made)


def _issue(name: str, by: str, delay: str, store: Store, progress: Progress) -> Issued:
    adopted = issue.adopted(store, name, by=by, delay=delay)
    issued = issue.issue(store, name, adopted, progress=progress)
    if store.settings.timestamp:
        _stamp(store, name)
    return issued


def _stamp(store: Store, name: str) -> None:
    """A certificate stands without a time stamp; 'kyles ledger timestamp' asks again."""
    try:
        time_stamps.stamp(store, LogOf(name))
    except NoTimeStamp:
        return


def _preview(
    view: View, draft: Errand[Draft] | None, only: str, after: int
) -> Preview | None:  # fmt: skip
    if draft is None or draft.outcome is None:
        return None
    told = draft.outcome
    words, entries = told.statement.certificate, [one.entry for one in told.statement.manifest]
    lists = tuple(_lists(entries, only, after))
    return Preview(
        words["title"], told.size, draft.at, view.size - told.size, lists, len(words["not_read"]),
        sum(row["state"] != "completed" for row in words["inquiries"]),
    )  # fmt: skip


def _lists(entries: Sequence[Row], only: str, after: int) -> Iterator[Listed]:
    """All lists with their first entries; or one of them alone, from a place on."""
    for name in LISTS:
        own = [row for row in entries if row["list"] == name]
        some = own[after : after + SHOWN] if only else own[:FIRST]
        shown = some if only in ("", name) else []
        yield Listed(name, HEADINGS[name], len(own), tuple(map(_entry, shown)))


def _entry(row: Row) -> EntryRow:
    partly = [f"p. {row['partly']} given in part"] if row.get("partly") else []
    told = [str(row[name]) for name in ("cited", "manner", "provision", "reason") if row.get(name)]
    on = [day(row["on"])] if row.get("on") else []
    title, holder, number, pages = (row.get(name, "") for name in ENTRY)
    return EntryRow(title, holder, number, pages, (*partly, *told, *on))


def _filed(one: Issued) -> Filed:
    words = one.statement.certificate
    return Filed(one.number, words["title"], words["on"], words["adopted_by"], words["delay"],
                 words["counts"])  # fmt: skip


def _says(name: str, filed: tuple[Filed, ...], preview: Preview | None) -> str:
    if not name:
        return "This matter names no defendant to whom one could certify."
    last = f"No. {filed[-1].number} was issued on {day(filed[-1].on)}" if filed else ""
    if preview is None:
        return f"{last}: {filed[-1].title}." if filed else f"None was issued to {name} yet."
    waiting = next(one.count for one in preview.lists if one.name == "outstanding")
    told = f"The next one to {name} would be complete: nothing is outstanding."
    if waiting:
        told = f"{count(waiting, 'entry is', 'entries are')} outstanding for {name}."
    elif preview.title.endswith("(incomplete)"):
        told = f"Nothing is outstanding for {name}, but not everything was read or asked."
    return f"{told} {last}." if last else told


@file("/matters/{matter}/certificate/{number}.pdf")
def certificate_pdf(ask: Ask, number: Number, *, defendant: Name) -> Sent:
    """A certificate for people, as it was filed."""
    name, told = _files(ask, defendant, number)
    return Sent(told.pdf, f"{name}.pdf")


@file("/matters/{matter}/certificate/{number}.kyles-proof")
def certificate_bundle(ask: Ask, number: Number, *, defendant: Name) -> Sent:
    """The proof bundle of a certificate, with the cosignatures that there are by now."""
    name, told = _files(ask, defendant, number)
    return Sent(told.bundle, f"{name}.kyles-proof")


@file("/matters/{matter}/certificate/{number}.cosign-request.txt")
def certificate_request(ask: Ask, number: Number, *, defendant: Name) -> Sent:
    """What a cosigner is asked to countersign."""
    name, told = _files(ask, defendant, number)
    return Sent(told.request.encode(), f"{name}.cosign-request.txt")


def _files(ask: Ask, defendant: str, number: int) -> tuple[str, issue.Files]:
    name = named(ask.view, defendant)
    store = ask.view.store
    return f"certificate_{number}_{name}", issue.files(store, issue.filed(store, name, number))
