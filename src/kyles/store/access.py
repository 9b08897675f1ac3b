"""Who may see what, as SQL predicates.

Every read takes a viewer, and every list is filtered in the database. What a viewer may not see
answers exactly as what does not exist.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """For whom a reader stands."""

    OWNER = "owner"  # whoever keeps this matter: the prosecutor's office and its discovery unit
    DEFENSE = "defense"  # the side of one defendant, seeing what it was given
    CERTIFIER = "certifier"  # the office, as far as it may tell one defendant
    CUSTODIAN = "custodian"  # one agency, seeing what it holds itself
    COURT = "court"  # what was given to any defendant, and the log as far as it is revealed
    CIVIL = "civil"  # a civil litigator, seeing the items that an order names
    ADMIN = "admin"  # keeps users and the server, and sees no content


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking: of the defense with the defendant, of an agency with its name as a holder, of
    a civil litigator with the ids of the items that an order names.
    """

    role: Role
    defendant: str | None = None
    holder: str | None = None
    items: tuple[str, ...] = ()


OWNER = Viewer(Role.OWNER)
COURT = Viewer(Role.COURT)
ADMIN = Viewer(Role.ADMIN)


def defense(defendant: str) -> Viewer:
    """The side of one defendant."""
    return Viewer(Role.DEFENSE, defendant)


def certifier(defendant: str) -> Viewer:
    """Whoever certifies to one defendant: everything but what that side may not know of."""
    return Viewer(Role.CERTIFIER, defendant)


def custodian(holder: str) -> Viewer:
    """The evidence custodian of one agency."""
    return Viewer(Role.CUSTODIAN, holder=holder)


def civil(items: Iterable[str]) -> Viewer:
    """A civil litigator, as far as an order goes."""
    return Viewer(Role.CIVIL, items=tuple(sorted(items)))


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition over columns of one table, and its parameters."""

    sql: str
    parameters: tuple[str | int, ...] = ()


EVERYTHING, NOTHING = Predicate("1"), Predicate("0")
_OFFICE = (Role.OWNER, Role.CERTIFIER)
#: How something was disclosed that its receiver has seen: only offered is not seen.
_SEEN = "manner IN ('served', 'email', 'inspected')"


# Items that a defendant's side may not know of, with their parts and with copies held elsewhere.
_UNREVEALED = """
    WITH RECURSIVE secret (id) AS (
        SELECT item FROM withholding WHERE existence_revealed = 0 AND pages = ''
            AND (defendant IS NULL OR defendant = ?) AND event < ?
        UNION SELECT part.item FROM version AS part JOIN secret ON part.parent = secret.id
        UNION SELECT copy.item FROM version AS own JOIN secret ON own.item = secret.id
            JOIN version AS copy ON copy.sha256 = own.sha256
            JOIN item AS held ON held.id = copy.item AND held.side = 'held'
    ) SELECT id FROM secret
"""


def items(viewer: Viewer, size: int) -> Predicate:
    """Rows of `item` that a viewer may see in a ledger of some size.

    The defense of a defendant sees what its volumes hold, and what was disclosed to it otherwise;
    the court what any defendant was given.
    """
    own = (viewer.defendant or "", size)
    match viewer.role:
        case Role.OWNER:
            return EVERYTHING
        case Role.CERTIFIER:
            return Predicate(f"item.id NOT IN ({_UNREVEALED})", own)
        case Role.DEFENSE:
            return Predicate(
                "(item.volume IN (SELECT volume FROM volume_defendant WHERE defendant = ?"
                " AND event < ?) OR item.id IN (SELECT item FROM disclosure WHERE defendant = ?"
                f" AND event < ? AND {_SEEN}))",
                (*own, *own),
            )
        case Role.COURT:
            return Predicate(
                "(item.volume IN (SELECT volume FROM volume_defendant WHERE event < ?)"
                f" OR item.id IN (SELECT item FROM disclosure WHERE event < ? AND {_SEEN}))",
                (size, size),
            )
        case Role.CUSTODIAN:
            return Predicate("(item.side = 'held' AND item.holder = ?)", (viewer.holder or "",))
        case Role.CIVIL:
            named = json.dumps(list(viewer.items))
            return Predicate("item.id IN (SELECT value FROM json_each(?))", (named,))
    return NOTHING


def volumes(viewer: Viewer, size: int) -> Predicate:
    """Rows of `volume` that a viewer may see in a ledger of some size."""
    if viewer.role is Role.DEFENSE:
        return Predicate(
            "volume.id IN (SELECT volume FROM volume_defendant WHERE defendant = ? AND event < ?)",
            (viewer.defendant or "", size),
        )
    return EVERYTHING if viewer.role in (*_OFFICE, Role.COURT) else NOTHING


def parties(viewer: Viewer, column: str) -> Predicate:
    """Rows that name a defendant: one's own only, on the defense's side."""
    if viewer.role is Role.DEFENSE:
        return Predicate(f"{column} = ?", (viewer.defendant or "",))
    return EVERYTHING if viewer.role in (*_OFFICE, Role.COURT) else NOTHING


def withholdings(viewer: Viewer) -> Predicate:
    """Entries of the withholding log that a viewer may know of."""
    match viewer.role:
        case Role.OWNER:
            return EVERYTHING
        case Role.COURT:
            return Predicate("existence_revealed = 1")
        case Role.DEFENSE | Role.CERTIFIER:
            return Predicate(
                "(existence_revealed = 1 AND (defendant IS NULL OR defendant = ?))",
                (viewer.defendant or "",),
            )
    return NOTHING


def questions(viewer: Viewer, size: int) -> Predicate:
    """Rows of `audited_question`: to an agency those about items of its own."""
    if viewer.role is not Role.CUSTODIAN:
        return office(viewer)
    own = items(viewer, size)
    return Predicate(
        "place IN (SELECT place FROM audited_candidate"
        f" JOIN item ON item.id = audited_candidate.item WHERE {own.sql})",
        own.parameters,
    )


def incident_answers(viewer: Viewer, size: int) -> Predicate:
    """Rows of `incident_answer`: to an agency those to questions that it may see."""
    if viewer.role is not Role.CUSTODIAN:
        return office(viewer)
    own = questions(viewer, size)
    told = f"SELECT number FROM audited_question_number WHERE {own.sql}"
    return Predicate(f"incident IN ({told})", own.parameters)


# Letters go to an agency by its name, or to somebody whom the team has at that agency.
_ADDRESSED = (
    "(custodian <> '' AND custodian = ? OR (SELECT agency FROM team_member"
    " WHERE name = custodian AND event < ? ORDER BY event DESC LIMIT 1) = ?)"
)


def holds(viewer: Viewer, size: int) -> Predicate:
    """Rows of `hold` that a viewer may see in a ledger of some size: an agency those that were sent
    to it. Letters served on us are the office's own.
    """
    if viewer.role is not Role.CUSTODIAN:
        return office(viewer)
    own = _addressed(viewer, size)
    return Predicate(
        f"(side = 'sent' AND id IN (SELECT hold FROM hold_step WHERE event < ? AND {own.sql}))",
        (size, *own.parameters),
    )


def hold_steps(viewer: Viewer, size: int) -> Predicate:
    """Rows of `hold_step` of a hold that a viewer may see: an agency its own, and the release."""
    if viewer.role is not Role.CUSTODIAN:
        return office(viewer)
    own = _addressed(viewer, size)
    return Predicate(f"(custodian = '' OR {own.sql})", own.parameters)


def _addressed(viewer: Viewer, size: int) -> Predicate:
    agency = viewer.holder or ""
    return Predicate(_ADDRESSED, (agency, size, agency))


def office(viewer: Viewer) -> Predicate:
    """What is the office's own: no defendant's side, agency, court or civil litigator sees it."""
    return EVERYTHING if viewer.role in _OFFICE else NOTHING


def linked(here: Viewer, there: Viewer) -> Predicate:
    """Rows that tell one matter of another: only to whoever is cleared for the whole of both."""
    return EVERYTHING if here.role is there.role is Role.OWNER else NOTHING
