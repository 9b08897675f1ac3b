"""Somebody of this matter may be on a list of officers.

Offices keep lists of officers, and some of other witnesses, of whom something has to be told before
they testify. Such a list was added, and a name in it is like one that documents or lists of this
matter name. A name alone never says that two people are one: it is a question, at the lowest
priority. With the whole first name and the same agency, or with the badge number on the same page,
it is to be looked at first; and it is still asked, not asserted. The row of the list and each
passage are cited.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kyles.findings import Audit, rule
from kyles.mentions import normal
from kyles.mentions.people import parts, same_person
from kyles.model import About, Finding, Item, Passage
from kyles.reconcile.profiles import HANDLERS
from kyles.reconcile.signals import place_of
from kyles.store.lists import Entry

CITED = 6  # passages cited of one name
_COMMON = frozenset({"DEPARTMENT", "DEPT", "OFFICE", "POLICE", "COUNTY", "CITY", "OF", "THE", "PD"})


@dataclass(frozen=True, slots=True)
class _Named:
    """A person as this matter names him, where, and on which page's words."""

    name: str
    item: Item
    place: Passage
    text: str


@rule(priority=2, under=["duty.disclose"])
def officer_listed(audit: Audit) -> Iterator[Finding]:
    """Names of a list of officers that this matter has too."""
    listed = [row for row in audit.held.entries if row.facts.get("officer")]
    people = list(_people(audit)) if listed else []
    for row in listed:
        same = [one for one in people if same_person(row.facts["officer"], one.name)]
        if same:
            yield _finding(audit, row, same)


def _finding(audit: Audit, row: Entry, same: list[_Named]) -> Finding:
    told = sorted({sign for one in same for sign in _signs(row, one)})
    name = row.facts["officer"]
    also = f"; also the same: {', '.join(told)}" if told else "; the name alone does not tell"
    said = " and ".join(list(dict.fromkeys(" ".join(one.name.split()) for one in same))[:3])
    return Finding(
        subject=f"{row.list} {normal(name)} {row.facts.get('badge', '')}".strip(),
        about=About(None, name, audit.items[row.list].holder),
        says=f"{audit.items[row.list].path} lists {name}; this matter names {said}{also}."
        " Is it the same person?",
        sources=(audit.row(row), *(one.place for one in same[:CITED])),
        priority=2 if told else 4,
    )  # fmt: skip


def _signs(row: Entry, one: _Named) -> Iterator[str]:
    """What agrees beside the last name."""
    badge = row.facts.get("badge", "")
    if len(badge) > 2 and re.search(rf"(?<!\w){re.escape(badge)}(?!\w)", one.text):
        yield f"badge {badge}"
    whole = _whole(row.facts["officer"]) and _whole(one.name)
    if whole and _agency(row.facts.get("agency", ""), one.item.holder or ""):
        yield f"first name and agency ({one.item.holder})"


def _whole(name: str) -> bool:
    """Whether a first name is told in full."""
    return any(len(one) > 1 for one in parts(name)[1])


def _agency(one: str, other: str) -> bool:
    """Whether two names of an agency have a word of their own in common."""
    words = [set(re.findall(r"\w+", name.upper())) - _COMMON for name in (one, other)]
    return bool(words[0] & words[1])


def _people(audit: Audit) -> Iterator[_Named]:
    """Everybody whom documents and rows of this matter name, officers too."""
    for item in audit.held.owed():
        if audit.belongs(item):
            yield from _in_text(audit, item)
            yield from _in_rows(item)


def _in_text(audit: Audit, item: Item) -> Iterator[_Named]:
    for said in audit.spoken.of(item.id):
        if said.mention.kind == "person":
            text = audit.text(item, said.page, said.layer)
            yield _Named(said.mention.text, item, place_of(item, said), text)


def _in_rows(item: Item) -> Iterator[_Named]:
    for fact in item.facts:
        if fact.name in HANDLERS:
            place = Passage(fact.item, item.path.split("#")[0], fact.row, "row", quote=fact.value)
            yield _Named(fact.value, item, place, "")
