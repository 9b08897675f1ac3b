"""What a court's law calls a certificate; the data is in the rule files."""

from datetime import date

from kyles import law
from kyles.law import Kind, Provision

PLAIN = "Certificate of Disclosure"
BY = ("prosecution", "both sides")


def title(court: str, day: date, *, number: int, incomplete: bool) -> str:
    """The title of a defendant's first, second, ... certificate."""
    named = _named(court, day)
    first = next((one.certificate for one in named if not _adds(one)), PLAIN)
    later = next((one.certificate for one in named if _adds(one)), f"Supplemental {first}")
    return (first if number == 1 else later) + (" (incomplete)" if incomplete else "")


def both_sign(court: str, day: date) -> bool:
    """Whether the law asks for the signatures of both sides."""
    return any(one.who == "both sides" for one in _named(court, day))


def cited(court: str, day: date) -> tuple[str, ...]:
    """The provisions that the title comes from, each with its mark where it was not verified."""
    return tuple(dict.fromkeys(one.cited for one in _named(court, day)))


def _named(court: str, day: date) -> list[Provision]:
    return [one for one in law.provisions(court)
            if one.kind is Kind.CERTIFICATE and one.who in BY and one.certificate
            and one.in_force(day)]  # fmt: skip


def _adds(one: Provision) -> bool:
    return one.certificate.startswith("Supplement")
