"""Civil claims: by which day must a notice or a suit be filed?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from kyles.errors import NotFound
from kyles.export.civil_claims import CivilClaims as Found
from kyles.export.civil_claims import civil_claims as found_claims
from kyles.law import DISCLAIMER, Deadline
from kyles.law.civil import CONFIRM, ClaimDates
from kyles.model.case_event import label
from kyles.reconcile import dues
from kyles.store import View, matters
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.words import count, day

Short = Annotated[str, Meta(max_length=200)]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that follows if a claim accrued with one recorded act."""

    what: str  # notice or suit
    start: str
    start_event: str
    start_on: str
    disputed: bool
    period: str
    safe: str | None
    raw: str | None
    rolled: str | None
    days: int | None  # until the safe day; negative where it is past
    cite: str
    mark: str
    basis: str


@dataclass(frozen=True, slots=True)
class Needed:
    """Something that a claim has to prove, and the recorded events that may show it."""

    says: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with the earliest safe days of its notice and its suit, or why there is none."""

    claim: str
    title: str
    against: tuple[str, ...]
    cite: str
    mark: str
    notice: str
    suit: str
    candidates: tuple[Candidate, ...]
    needs: tuple[Needed, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuedBody:
    """A public body, under which name it is sued and who gets the notice."""

    agency: str
    sued_as: str
    notice_to: str
    cite: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CivilClaims(Told):
    """The claims of one defendant under the rule file of a court."""

    defendant: str
    defendants: tuple[str, ...]
    court: str
    claims: tuple[ClaimRow, ...]
    bodies: tuple[SuedBody, ...]


@page("/matters/{matter}/civil-claims", menu=Menu("Civil claims", 74))
def civil_claims(ask: Ask, *, defendant: Short = "", court: Short = "") -> CivilClaims:
    """Each claim with the days that follow from every recorded act, the earliest is the safe one.

    When a claim accrues is for an attorney to confirm. Nothing here is legal advice.
    """
    view = ask.view
    own = matters.matter(view)
    name = _named(own.defendants, defendant)
    today = dues.today(view, own.zone)
    found = found_claims(view, name, court=court)
    rows = tuple(_claim(one, today) for one in found.claims)
    return CivilClaims(
        title="Civil claims", says=_says(name, found, rows), scope=_scope(view, name, found),
        command=_command(name, court), defendant=name, defendants=own.defendants,
        court=found.court, claims=rows,
        bodies=tuple(msgspec.convert(one, SuedBody) for one in found.bodies),
    )  # fmt: skip


def _named(known: tuple[str, ...], wanted: str) -> str:
    """The defendant that is meant; the first one where none is named. Raises NotFound."""
    named = [one for one in known if one.casefold() == wanted.casefold()]
    if wanted and not named:
        raise NotFound("There is no such defendant.")
    return named[0] if named else next(iter(known), "")


def _command(name: str, court: str) -> str:
    told = f'kyles civil-claims --defendant "{name}"'
    return f'{told} --court "{court}"' if court else told


def _claim(one: ClaimDates, today: date) -> ClaimRow:
    claim = one.claim
    return ClaimRow(
        claim.id, claim.title, claim.against, claim.source.cite, claim.trust.value,
        one.notice_says, one.limitation_says,
        (*_candidates("notice", one.notice, today), *_candidates("suit", one.limitation, today)),
        tuple(Needed(need.says, tuple(event.id for event in shown)) for need, shown in one.proofs),
        claim.notes,
    )  # fmt: skip


def _candidates(what: str, some: Iterable[Deadline], today: date) -> Iterator[Candidate]:
    for one in some:
        safe, raw, last = (one.due.safe, one.due.raw, one.due.rolled) if one.due else (None,) * 3
        yield Candidate(
            what, label(one.start.kind), one.start.id, one.start.on, one.disputed, one.counted,
            _iso(safe), _iso(raw), _iso(last),
            (safe - today).days if safe else None,
            one.provision.source.cite, one.mark, one.basis,
        )  # fmt: skip


def _iso(told: date | None) -> str | None:
    return told.isoformat() if told else None


def _says(name: str, found: Found, rows: tuple[ClaimRow, ...]) -> str:
    if not rows:
        return f"No civil claim is in the rule file of {found.court}; attorney to research."
    told = sorted(
        (one.safe or "", one.days, one.what, claim.title)
        for claim in rows for one in claim.candidates if one.days is not None
    )  # fmt: skip
    if not told:
        return f"No event that may start a claim is recorded for {name}."
    coming = [one for one in told if one[1] >= 0]
    gone = len(told) - len(coming)
    past = f"{gone:,} of {count(len(told), 'safe day')} {'is' if gone == 1 else 'are'} past"
    if not coming:
        return f"{past}."
    on, _, what, title = coming[0]
    return f"The next safe day is {day(on)}: {what}, {title}. {past}."


def _scope(view: View, name: str, found: Found) -> str:
    on = day(dues.today(view, matters.matter(view).zone).isoformat())
    return (f"Counted on {on} from every event that is recorded for {name or 'nobody named'}, under"
            f" the rule file of {found.court}; {CONFIRM}; {DISCLAIMER}.")  # fmt: skip
