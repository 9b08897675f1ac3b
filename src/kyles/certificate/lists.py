"""Five lists that partition the pages and things that are owed to a defendant.

served, inspected (not served, but inspected, or told of by number), withheld, lost, outstanding. An
item that was given in part stands in two or three of them, with its pages. The audit that they are
made of was read without what the defendant's side may not know of, so that nothing here, no count
and no page, changes with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kyles.certificate.pages import parsed, written
from kyles.model import Item, Kind, Manner, Role, Side, State, Status, Withholding
from kyles.model.coverage import Coverage, HeldPage
from kyles.model.inquiry import Answer, Cell
from kyles.model.item import NOT_READ
from kyles.reconcile.audit_view import Audit

LISTS = ("served", "inspected", "withheld", "lost", "outstanding")
ASIDE = (Role.LOAD_FILE, Role.TEXT, Role.IMAGE)
BY_STATUS = {
    Status.DISCLOSED: "served",
    Status.SERVED: "served",
    Status.INSPECTED: "inspected",
    Status.LISTED: "inspected",
    Status.WITHHELD: "withheld",
}
ANSWERS = {
    Answer.EXPORT: "gave what it has",
    Answer.NOTHING: "holds nothing",
    Answer.ELSEWHERE: "another holds it",
    Answer.REFUSED: "refused",
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Secret:
    """Pages of items whose withholding may not be known, by item."""

    pages: Mapping[str, frozenset[int]]

    def of(self, item: Item) -> frozenset[int]:
        return self.pages.get(item.id, frozenset())


def secret_pages(log: list[Withholding], defendant: str) -> Secret:
    """The pages that the whole log, as its office sees it, keeps from a defendant's knowledge."""
    pages: dict[str, frozenset[int]] = {}
    for one in log:
        if not one.existence_revealed and one.pages and one.defendant in (None, defendant):
            pages[one.item] = pages.get(one.item, frozenset()) | parsed(one.pages)
    return Secret(pages)


def rows(audit: Audit, defendant: str, secret: Secret) -> list[Row]:
    """The entries of the five lists, list by list, each by path."""
    found = [
        row
        for item, name in audit.owed()
        if name == defendant
        for row in _item(audit, item, defendant, secret)
    ]
    return sorted(found, key=lambda row: LISTS.index(row["list"]))


def delivered(audit: Audit, defendant: str) -> Iterator[Row]:
    """The files that were delivered, with their SHA-256, so that a received file can be found."""
    given = audit.given[defendant]
    volumes = {one.id: one for one in given.volumes}
    for item in sorted(given.items, key=lambda one: (one.path, one.id)):
        volume = volumes.get(item.volume or "")
        if item.side is Side.PRODUCED and volume and item.version.sha256:
            yield _without_nothing({
                "list": "delivered", "title": item.path, "volume": volume.name, "on": volume.on,
                "sha256": item.version.sha256,
            })  # fmt: skip


def unread(audit: Audit, defendant: str) -> list[Row]:
    """What could not be read, or not all of it, with why."""
    every = [*audit.held.items, *audit.given[defendant].items]
    return [
        {"title": item.path, "state": item.version.state.value, "reason": item.version.reason}
        for item in sorted(every, key=lambda one: (one.path, one.id))
        if item.version.state in NOT_READ
    ]


def inquiries(audit: Audit) -> list[Row]:
    """The sources that were asked; no counts, which would tell of what is not shown."""
    told = {item.source for item in audit.held.items}
    added = [
        {"holder": one.source.holder or "", "source": one.source.name,
         "state": "completed" if one.completed else "not completed"}
        for one in audit.addings
        if one.source.side is Side.HELD and one.source.id in told
    ]  # fmt: skip
    return [*added, *(_asked(cell) for cell in audit.register)]


def _asked(cell: Cell) -> Row:
    """A system in the register of sources: asked when, by whom, and what it answered."""
    asked, answered = cell.asked, cell.answered
    row = {"holder": cell.agency, "source": cell.system,
           "state": "completed" if answered else "not completed"}  # fmt: skip
    if asked:
        row |= {"asked_on": asked.on, "asked_by": asked.person}
    if answered and answered.answer:
        row |= {"answered_on": answered.on, "answer": ANSWERS[answered.answer],
                "signed": answered.person, "sha256": answered.export or ""}  # fmt: skip
    return _without_nothing(row)


def _item(audit: Audit, item: Item, defendant: str, secret: Secret) -> Iterator[Row]:
    status = audit.status(item, defendant)
    log = [one for one in audit.log if one.item == item.id and one.defendant in (None, defendant)]
    coverage = audit.coverage.get((item.id, defendant))
    if item.kind is Kind.THING or coverage is None or not coverage.pages:
        yield from _whole(audit, item, defendant, status, log)
    else:
        yield from _by_page(item, coverage, status, log, secret.of(item))


def _whole(
    audit: Audit, item: Item, defendant: str, status: Status, log: list[Withholding]
) -> Iterator[Row]:  # fmt: skip
    """A thing, or a document without readable pages: it stands in one list."""
    name = BY_STATUS.get(status, "outstanding")
    if name == "outstanding" and item.version.state is State.GONE:
        yield _row(item, "lost", reason=item.version.reason or "not where it was recorded")
    elif name == "withheld":
        yield _row(item, name, **_grounds(log))
    else:
        yield _row(item, name, **_given(audit, item, defendant, status))


def _given(audit: Audit, item: Item, defendant: str, status: Status) -> dict[str, Any]:
    told = [one for one in audit.given[defendant].disclosures if one.item == item.id]
    served = [one for one in told if one.manner in (Manner.SERVED, Manner.EMAIL)] or told
    if served:
        return {"on": served[-1].on, "manner": served[-1].manner.value}
    return {"manner": "listed"} if status is Status.LISTED else {}


def _by_page(
    item: Item, coverage: Coverage, status: Status, log: list[Withholding], secret: frozenset[int]
) -> Iterator[Row]:  # fmt: skip
    """A document's pages, each in one list; pages that may not be known of are not counted."""
    lists: dict[str, list[int]] = {name: [] for name in LISTS}
    cited: list[str] = []
    partly: list[int] = []
    readings: dict[int, list[HeldPage]] = {}
    for reading in coverage.pages:
        readings.setdefault(reading.page, []).append(reading)
    known = [page for page in sorted(readings) if page not in secret]
    for shown, page in enumerate(known, 1):
        name = _list_of(page, readings[page], status, log, gone=item.version.state is State.GONE)
        lists[name].append(shown if secret else page)
        if _given_at_all(readings[page]):
            partly.append(lists[name][-1])
        if name == "served":
            cited += [one.produced[0].cited() for one in readings[page] if one.produced]
    for name, pages in lists.items():
        if pages:
            more = _more(name, cited, log, item)
            if name == "outstanding":
                more["partly"] = written(set(pages) & set(partly))
            yield _row(item, name, pages=written(pages), **more)


def _list_of(
    page: int, readings: list[HeldPage], status: Status, log: list[Withholding], *, gone: bool
) -> str:  # fmt: skip
    if status is Status.DISCLOSED:
        return "served"
    covering = any(not one.pages or page in parsed(one.pages) for one in log)
    missing = [gap for one in readings for gap in one.missing]
    if status is Status.IN_PART and not missing and any(one.produced for one in readings):
        return "served"
    if covering and (not missing or all(gap.kind == "redacted_logged" for gap in missing)
                     or status is not Status.IN_PART or not _given_at_all(readings)):  # fmt: skip
        return "withheld"
    if status is Status.IN_PART and not missing:
        return "served"  # a page without informative words, in a document that was given
    return "lost" if gone else "outstanding"


def _given_at_all(readings: list[HeldPage]) -> bool:
    return any(one.covered for one in readings)


def _more(name: str, cited: list[str], log: list[Withholding], item: Item) -> dict[str, Any]:
    if name == "served" and cited:
        unique = list(dict.fromkeys(cited))
        return {"cited": unique[0] if len(unique) == 1 else f"{unique[0]} to {unique[-1]}"}
    if name == "withheld":
        return _grounds(log)
    if name == "lost":
        return {"reason": item.version.reason or "not where it was recorded"}
    return {}


def _grounds(log: list[Withholding]) -> dict[str, Any]:
    return {"provision": "; ".join(dict.fromkeys(one.provision for one in log)),
            "reason": "; ".join(dict.fromkeys(one.reason for one in log))}  # fmt: skip


def _row(item: Item, name: str, **more: Any) -> Row:
    return _without_nothing({
        "list": name, "title": called(item), "holder": item.holder, "number": item.number, **more,
    })  # fmt: skip


def called(item: Item) -> str:
    """A document by its path, a thing by its number and its description."""
    if item.kind is Kind.DOCUMENT:
        return item.path
    return ": ".join(filter(None, (item.number, item.title))) or item.path


def _without_nothing(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, "")}
