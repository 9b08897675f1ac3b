"""Disposed of, and no paper for it.

A list, a custody log or a recorded event says that a thing was destroyed, auctioned, or released to
an owner; the record names nobody who authorized it, and no document held here names the thing
together with such an act. Police audits find such disposals often (New York State Comptroller,
2014-MS-4). The papers may be kept by the agency and not have been added here.
"""

import re
from collections.abc import Iterator
from functools import cache

from kyles.findings import Audit, about, called, document, rule
from kyles.mentions import normal
from kyles.model import Finding, Happening, Item, Passage, Role
from kyles.model.custody import CustodyEvent
from kyles.reconcile.custody import chain

_STATUS = re.compile(
    r"\b(?:dispos(?:ed|al)|destroy(?:ed)?|destruct(?:ion|ed)|auction(?:ed)?|incinerated|"
    r"returned to (?:the )?owner|released to (?:the )?owner|returned, owner)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:pending|hold|held|due|eligible|review|not|await\w*|to be)\b",
                      re.IGNORECASE)  # fmt: skip
_PAPER = re.compile(
    r"\b(?:destruction|disposal|disposition|release)\b.{0,60}\b(?:order|authori[sz]\w+|approved"
    r"|form|receipt|signed)\b|\b(?:order|authori[sz]\w+|approv\w+)\b.{0,60}"
    r"\b(?:destr\w+|dispos\w+|released? to)\b",
    re.IGNORECASE | re.DOTALL,
)


@rule(priority=2, under=["duty.preserve"])
def disposal_undocumented(audit: Audit) -> Iterator[Finding]:
    """Things that were disposed of, without anybody's authority on record."""
    papers = cache(lambda: frozenset(_papers(audit)))
    for item in audit.held.items:
        told = _disposal(audit, item)
        if told and audit.belongs(item) and normal(item.number or "") not in papers():
            says, sources = told
            yield Finding(
                subject=item.id,
                about=about(item),
                says=f"{called(item)}: {says}; no authority for it is recorded, and no document"
                f" here names it with one. Looked in {audit.everywhere()}",
                sources=sources or (document(item),),
            )


def _disposal(audit: Audit, item: Item) -> tuple[str, tuple[Passage, ...]] | None:
    """What says that it was disposed of, without saying by whose authority."""
    event = chain(audit, item).disposal
    if event:
        return None if event.authorized_by else (_logged(event), _places(event))
    rows = {(place.item, place.page): place for place in audit.told_of(item)}
    facts = {key: {fact.name: fact.value for fact in item.facts
                   if (fact.item, fact.row) == key} for key in rows}  # fmt: skip
    for key, row in facts.items():
        if _is_disposed(row):
            return None if row.get("authorized_by") else (_listed(row, rows[key]), (rows[key],))
    for one in audit.dues.events:
        if one.kind is Happening.DISPOSAL and one.item == item.id:
            return None if one.source else (f"recorded as disposed of on {one.on}", ())
    return None


def _logged(event: CustodyEvent) -> str:
    return f"its custody record has it as {(event.action or event.act).lower()} on {event.day}"


def _places(event: CustodyEvent) -> tuple[Passage, ...]:
    return (event.place,) if event.place else ()


def _is_disposed(row: dict[str, str]) -> bool:
    if row.get("disposed_on"):
        return True
    said = " ".join(row.get(name, "") for name in ("disposition", "status"))
    return bool(_STATUS.search(said)) and not _NOT_YET.search(said)


def _listed(row: dict[str, str], place: Passage) -> str:
    said = row.get("disposition") or row.get("status") or "disposed of"
    on = f" on {row['disposed_on']}" if row.get("disposed_on") else ""
    return f"{place.path} has it as {said.lower()}{on}"


def _papers(audit: Audit) -> Iterator[str]:
    """The things that documents name on a page that speaks of an authority to dispose."""
    for item in audit.items.values():
        if item.role is not Role.LIST:
            for said in audit.spoken.of(item.id):
                if said.mention.kind == "item" and said.mention.value and _PAPER.search(
                    audit.text(item, said.page, said.layer)
                ):  # fmt: skip
                    yield said.mention.value
