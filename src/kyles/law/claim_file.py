"""Reads the civil claims of a rule file, and the public bodies with their names in court."""

from collections.abc import Collection, Mapping

from kyles.law.claim import Body, Claim, Need
from kyles.law.jurisdiction import Source, Trust
from kyles.law.reading import Value
from kyles.law.source_file import checked_trust, named_source
from kyles.model.case_event import Happening

_CLAIM = ("id", "title", "against", "needs", "source", "trust")
_BODY = ("kind", "sued_as", "notice_to", "source", "trust")


def claim(
    value: Value, jurisdiction: str, sources: Mapping[str, Source], provisions: Collection[str]
) -> Claim:
    """One civil claim; its notice and limitation are provisions of the file."""
    told = value.fields(_CLAIM, ("notice", "limitation", "notes"))
    source = named_source(told["source"], sources)
    return Claim(
        id=told["id"].text(rf"{jurisdiction}\.claim\.[a-z0-9-]+", f"{jurisdiction}.claim.name"),
        jurisdiction=jurisdiction,
        title=told["title"].text(),
        against=told["against"].words(),
        notice=told["notice"].word(provisions) if "notice" in told else "",
        limitation=told["limitation"].word(provisions) if "limitation" in told else "",
        needs=tuple(_need(one) for one in told["needs"].items()),
        notes=told["notes"].words() if "notes" in told else (),
        source=source,
        trust=Trust(checked_trust(told["trust"], source)),
    )


def _need(value: Value) -> Need:
    told = value.fields(("says", "shown_by"))
    shown = told["shown_by"].words([one.value for one in Happening])
    return Need(told["says"].text(), tuple(Happening(one) for one in shown))


def body(value: Value, jurisdiction: str, sources: Mapping[str, Source]) -> Body:
    """One kind of public body."""
    told = value.fields(_BODY)
    source = named_source(told["source"], sources)
    return Body(
        told["kind"].text(r"[a-z]+", "a kind such as county"), jurisdiction,
        told["sued_as"].text(r".*\{name\}.*", "a name with {name} in it"),
        told["notice_to"].text(), source, Trust(checked_trust(told["trust"], source)),
    )  # fmt: skip
