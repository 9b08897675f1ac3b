"""Civil claims of one defendant, as both faces tell them: every candidate date, and who is sued."""

from dataclasses import dataclass

from kyles import law
from kyles.law.civil import ClaimDates, claim_dates
from kyles.model.team import TeamMember
from kyles.reconcile.dues import dues
from kyles.store import View, matters


@dataclass(frozen=True, slots=True)
class CivilClaims:
    """The claims that a court's jurisdiction knows, and under which names bodies are sued."""

    court: str
    claims: tuple[ClaimDates, ...]
    bodies: tuple[dict[str, str], ...]


def civil_claims(view: View, defendant: str, *, court: str = "") -> CivilClaims:
    """The claims of a defendant, from every recorded event that may be the start of one."""
    own = matters.matter(view)
    legal = dues(view, own)
    place = court or own.court
    found = claim_dates(law.claims(place), law.provisions(place), legal.events_of(defendant))
    return CivilClaims(place, tuple(found), tuple(_bodies(place, legal.team)))


def _bodies(court: str, team: tuple[TeamMember, ...]) -> list[dict[str, str]]:
    """Each agency of the team, under the name of the body that is sued for it."""
    kinds = {body.kind: body for body in law.bodies(court)}
    told: dict[tuple[str, str], dict[str, str]] = {}
    for one in team:
        if body := kinds.get(one.government):
            named = body.named(one.body or one.agency)
            told[one.agency, named] = {
                "agency": one.agency, "sued_as": named, "notice_to": body.notice_to,
                "cite": body.source.cite, "mark": body.trust.value,
            }  # fmt: skip
    return list(told.values())
