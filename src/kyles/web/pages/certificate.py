"""Certificate: what would it say to a defendant today, and what was issued?"""

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from msgspec import Meta

from kyles.certificate import issue, time_stamps
from kyles.certificate.authority import NoTimeStamp
from kyles.errors import NotFound
from kyles.progress import Progress
from kyles.store import Store, View, certificates, matters
from kyles.store.certificates import Filed, Issued
from kyles.store.logs import LogOf
from kyles.web.act import act
from kyles.web.address import asking
from kyles.web.door import Ask
from kyles.web.errands import Course, Errands, course
from kyles.web.file import Sent, file
from kyles.web.page import Menu, Told, page
from kyles.web.preview import SHOWN, Draft, Preview, drawn_up, preview
from kyles.web.scope import scope
from kyles.web.words import count, day

Name = Annotated[str, Meta(max_length=200)]
Reason = Annotated[str, Meta(max_length=4_000)]
Number = Annotated[int, Meta(ge=1, le=1_000_000)]
Place = Annotated[int, Meta(ge=0, lt=2**53)]
List = Literal["", "served", "inspected", "withheld", "lost", "outstanding"]

ISSUED: Errands[Issued] = Errands()
DRAFTS: Errands[Draft] = Errands()


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
    filed = tuple(certificates.filed(view.store, name))
    made = preview(view, draft, only=list, after=after)
    many = made.count(list) if made and list else 0
    return Certificate(
        title="Certificate", says=_says(name, filed, made), scope=scope(view),
        command=f'kyles certificate --defendant "{name}" --by ATTORNEY --out FOLDER',
        defendant=name, defendants=matters.matter(view).defendants, number=len(filed) + 1,
        preview=made, list=list, before=max(after - SHOWN, 0) if many and after else None,
        after=after + SHOWN if after + SHOWN < many else None,
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
    DRAFTS.begin(ask, _key(ask, name), partial(drawn_up, name))
    return asking(ask.at("/certificate"), {"defendant": name})


@act("/matters/{matter}/certificate/issue")
def issue_certificate(ask: Ask, *, defendant: Name, by: Name, delay: Reason = "") -> str:
    """Issue the next certificate to a defendant, in the background: made, recorded and signed."""
    name = named(ask.view, defendant)
    issue.adopted(ask.view.store, name, by=by, delay=delay)
    ISSUED.begin(ask, _key(ask, name), partial(_issue, name, by, delay))
    return asking(ask.at("/certificate"), {"defendant": name})


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


def _says(name: str, filed: tuple[Filed, ...], made: Preview | None) -> str:
    if not name:
        return "This matter names no defendant to whom one could certify."
    last = f"No. {filed[-1].number} was issued on {day(filed[-1].on)}" if filed else ""
    if made is None:
        return f"{last}: {filed[-1].title}." if filed else f"None was issued to {name} yet."
    waiting = made.count("outstanding")
    told = f"The next one to {name} would be complete: nothing is outstanding."
    if waiting:
        told = f"{count(waiting, 'entry is', 'entries are')} outstanding for {name}."
    elif made.title.endswith("(incomplete)"):
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
