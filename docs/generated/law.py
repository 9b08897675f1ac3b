"""Which rule files there are: courts, provisions, expectations and claims, with their trust."""

from collections.abc import Iterator

from docs.generated.markdown import table

from kyles.law import Jurisdiction, jurisdictions
from kyles.law.jurisdiction import Source


def pages() -> Iterator[tuple[str, str]]:
    yield "law.md", "\n\n".join(map(_jurisdiction, jurisdictions()))


def _jurisdiction(one: Jurisdiction) -> str:
    parts = [f"## {one.name} (`{one.id}`)", _courts(one), _expected(one), _provisions(one),
             _claims(one)]  # fmt: skip
    return "\n\n".join(filter(None, parts))


def _courts(one: Jurisdiction) -> str:
    rows = [(f"`{court.id}`", court.title, court.zone) for court in one.courts]
    return table(("court", "title", "time zone"), rows) if rows else "It holds in every court."


def _expected(one: Jurisdiction) -> str:
    rows = [
        (f"`{each.id}`", each.says, _source(each.provision, each.source), each.trust.value,
         each.checked)
        for each in one.expected
    ]  # fmt: skip
    heads = ("ordinarily created", "what it says", "source", "trust", "looked at")
    return table(heads, rows) if rows else ""


def _provisions(one: Jurisdiction) -> str:
    rows = [
        (f"`{each.id}`", each.title, _cited(each.source), each.trust.value, each.source.checked)
        for each in one.provisions
    ]
    return table(("provision", "title", "source", "trust", "looked at"), rows) if rows else ""


def _claims(one: Jurisdiction) -> str:
    rows = [
        (f"`{each.id}`", each.title, _cited(each.source), each.trust.value, each.source.checked)
        for each in one.claims
    ]
    return table(("civil claim", "title", "source", "trust", "looked at"), rows) if rows else ""


def _cited(source: Source) -> str:
    return _source(source.cite, source.url)


def _source(cite: str, url: str) -> str:
    return f"[{cite}]({url})" if url else cite
