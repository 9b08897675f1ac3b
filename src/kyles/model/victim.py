"""A victim, or whoever stands for one, and the notices given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to a victim or representative: about what, when, how."""

    about: str
    on: str
    manner: str


@dataclass(frozen=True, slots=True)
class Victim:
    """A victim or a representative; `represents` names the victim whom the latter stands for."""

    name: str
    kind: str  # victim or representative
    represents: str = ""
    notices: tuple[Notice, ...] = ()
