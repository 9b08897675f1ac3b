"""A court case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """A court case, its defendants and the incidents that agencies number.

    `court` is a jurisdiction and a court as in `us-nm/district`; `zone` its IANA time zone.
    """

    title: str
    court: str
    zone: str
    defendants: tuple[str, ...]
    incidents: tuple[str, ...]
