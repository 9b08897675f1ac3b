"""Who is asking: a name, and for whom that person stands."""

from dataclasses import dataclass, field

from starlette.requests import Request

from kyles.store.access import OWNER, Role, Viewer
from kyles.store.sealed import Secret

OFFICE = frozenset({Role.OWNER})
EVERYBODY = frozenset(Role)
#: Whoever sees items at all, each his own.
READERS = EVERYBODY - {Role.ADMIN, Role.CERTIFIER}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who was let in, and for whom one stands: in a matter that is named, or else."""

    name: str
    viewer: Viewer = OWNER
    named: tuple[tuple[str, Viewer], ...] = ()  # by the name of a matter
    by_password: bool = False  # and may leave
    secret: Secret | None = field(default=None, repr=False)  # opens the drawer of one's own side

    def at(self, matter: str) -> Viewer:
        """For whom the person stands in a matter. The administrator's role sees nothing of it."""
        return dict(self.named).get(matter, self.viewer)

    def sees(self, matter: str) -> bool:
        """Whether there is such a matter for this person at all."""
        return self.at(matter).role is not Role.ADMIN


def home(viewer: Viewer) -> str:
    """Where somebody arrives in a matter, as an address within it."""
    if viewer.role is Role.DEFENSE:
        return "/received"
    return "" if viewer.role in OFFICE else "/items"


def asking(request: Request) -> Who:
    """Who asks; the guard let nobody else through."""
    who: Who = request.scope["kyles.who"]
    return who


def stay(request: Request) -> str:
    """The name under which the one who asks is in."""
    told: str = request.scope["kyles.stay"]
    return told
