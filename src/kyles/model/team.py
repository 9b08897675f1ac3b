"""The prosecution team: who stood in which role, at which agency, from when until when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person in a role. Duties attach to the role: whoever follows in it inherits them."""

    name: str
    role: str  # such as lead prosecutor, case agent, evidence technician
    agency: str
    government: str = ""  # county, state, city, other: the kind of body that the agency is part of
    body: str = ""  # the name of that body, such as Santa Fe County
    since: str = ""  # ISO date
    until: str | None = None
