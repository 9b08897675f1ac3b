"""Acts on an item: log that it is withheld, record a disclosure, mark it, ask for it, link it."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta
from starlette.datastructures import UploadFile

from kyles.export.item_requests import requested
from kyles.model import Disclosure, Item, Manner
from kyles.store import item_acts, items, matters, productions
from kyles.web.act import act
from kyles.web.door import Ask

Words = Annotated[str, Meta(max_length=10_000)]
Short = Annotated[str, Meta(max_length=200)]
Favorable = Literal["guilt", "punishment", "impeachment", "suppression"]


@act("/matters/{matter}/items/{item}/withholding")
def withhold(
    ask: Ask, item: str, *, provision: Words, reason: Words, pages: Short = "",
    defendant: Short = "", existence_revealed: Literal["yes", "no"] = "yes",
) -> str:  # fmt: skip
    """Log that an item, or some of its pages, is withheld: from one defendant or from all."""
    found = _found(ask, item)
    ask.view.store.record([item_acts.withheld(
        found, provision=provision.strip(), reason=reason.strip(), pages=pages,
        defendant=matters.defendant(ask.view, defendant) if defendant else None,
        existence_revealed=existence_revealed == "yes",
    )])  # fmt: skip
    return _back(ask, found)


@act("/matters/{matter}/items/{item}/disclosure")
def disclose(
    ask: Ask, item: str, *, defendant: Short, on: date, manner: Manner,
    receipt: UploadFile | None = None,
) -> str:  # fmt: skip
    """Record that an item was served, sent, offered, inspected or told of, with a receipt."""
    found = _found(ask, item)
    name = matters.defendant(ask.view, defendant)
    kept, called = _kept(ask, receipt)
    told = Disclosure(found.id, name, on.isoformat(), manner, kept, called)
    ask.view.store.record([productions.disclosed(told)])
    return _back(ask, found)


@act("/matters/{matter}/items/{item}/mark")
def mark(ask: Ask, item: str, *, favorable: Favorable, reason: Words) -> str:
    """Mark an item for review as potentially favorable. The mark stays in this office."""
    found = _found(ask, item)
    told = item_acts.marked(found, favorable=favorable, reason=reason.strip())
    ask.view.store.record([told])
    return _back(ask, found)


@act("/matters/{matter}/items/{item}/request")
def request_item(ask: Ask, item: str, *, finding: Short) -> str:
    """Ask for an item on a defendant's behalf, about one finding; the next letter has it."""
    found = _found(ask, item)
    ask.view.store.record(requested(ask.view.store, found, finding))
    return _back(ask, found)


@act("/matters/{matter}/items/{item}/link")
def link(ask: Ask, item: str, *, belongs: Literal["yes", "no"], reason: Words = "") -> str:
    """Say whether an item under another incident belongs to this matter."""
    found = _found(ask, item)
    told = item_acts.linked(found, belongs=belongs == "yes", reason=reason.strip())
    ask.view.store.record([told])
    return _back(ask, found)


def _found(ask: Ask, key: str) -> Item:
    """The item of an id. Raises NotFound, and Refused where an order had it removed."""
    return items.acted_on(ask.view, items.known(ask.view, key).id)


def _kept(ask: Ask, receipt: UploadFile | None) -> tuple[str | None, str | None]:
    """The digest and the name of a receipt, whose bytes are kept with the matter."""
    if receipt is None or not receipt.filename:
        return None, None
    digest, _ = ask.view.store.blobs.put(receipt.file)
    return digest, receipt.filename


def _back(ask: Ask, found: Item) -> str:
    return ask.at(f"/items/{found.id}#acts")
