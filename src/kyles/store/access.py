"""Who may see what, as SQL predicates.

Every read takes a viewer, and every list is filtered in the database. What a viewer may not see
answers exactly as what does not exist.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """For whom a reader stands."""

    OWNER = "owner"  # whoever keeps this matter's folder
    DEFENSE = "defense"  # the side of one defendant, seeing what it was given
    CERTIFIER = "certifier"  # the office, as far as it may tell one defendant


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking. `defendant` is set for the defense."""

    role: Role
    defendant: str | None = None


OWNER = Viewer(Role.OWNER)


def defense(defendant: str) -> Viewer:
    """The side of one defendant."""
    return Viewer(Role.DEFENSE, defendant)


def certifier(defendant: str) -> Viewer:
    """Whoever certifies to one defendant: everything but what that side may not know of."""
    return Viewer(Role.CERTIFIER, defendant)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition over columns of one table, and its parameters."""

    sql: str
    parameters: tuple[str | int, ...] = ()


EVERYTHING = Predicate("1")


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

    The defense of a defendant sees what its volumes hold, and what was disclosed to it otherwise.
    """
    if viewer.role is Role.OWNER:
        return EVERYTHING
    own = (viewer.defendant or "", size)
    if viewer.role is Role.CERTIFIER:
        return Predicate(f"item.id NOT IN ({_UNREVEALED})", own)
    return Predicate(
        "(item.volume IN (SELECT volume FROM volume_defendant WHERE defendant = ? AND event < ?)"
        " OR item.id IN (SELECT item FROM disclosure WHERE defendant = ? AND event < ?"
        " AND manner IN ('served', 'email', 'inspected')))",
        (*own, *own),
    )


def volumes(viewer: Viewer, size: int) -> Predicate:
    """Rows of `volume` that a viewer may see in a ledger of some size."""
    if viewer.role is not Role.DEFENSE:
        return EVERYTHING
    return Predicate(
        "volume.id IN (SELECT volume FROM volume_defendant WHERE defendant = ? AND event < ?)",
        (viewer.defendant or "", size),
    )


def parties(viewer: Viewer, column: str) -> Predicate:
    """Rows that name a defendant: one's own only, on the defense's side."""
    if viewer.role is not Role.DEFENSE:
        return EVERYTHING
    return Predicate(f"{column} = ?", (viewer.defendant or "",))


def withholdings(viewer: Viewer) -> Predicate:
    """Entries of the withholding log that a viewer may know of."""
    if viewer.role is Role.OWNER:
        return EVERYTHING
    return Predicate(
        "(existence_revealed = 1 AND (defendant IS NULL OR defendant = ?))",
        (viewer.defendant or "",),
    )


def office(viewer: Viewer) -> Predicate:
    """What is the office's own, and no defendant's side ever sees."""
    return Predicate("0") if viewer.role is Role.DEFENSE else EVERYTHING


def linked(here: Viewer, there: Viewer) -> Predicate:
    """Rows that tell one matter of another: only to whoever is cleared for the whole of both."""
    cleared = here.role is Role.OWNER and there.role is Role.OWNER
    return EVERYTHING if cleared else Predicate("0")
