"""`kyles coverage --json`: every held item against what each defendant was given, page by page."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kyles.model import Item, Kind
from kyles.model.coverage import Coverage, HeldPage
from kyles.reconcile.audit_view import Audit


def coverage_document(
    audit: Audit, *, size: int, root: str, defendant: str | None = None, quotes: bool = True
) -> dict[str, Any]:
    """One row for each held item and defendant; the schema is in docs/reference/json.md."""
    return {
        "matter": audit.matter.title,
        "ledger": {"size": size, "root": root},
        "items": list(_rows(audit, defendant, quotes=quotes)),
    }


def _rows(audit: Audit, defendant: str | None, *, quotes: bool) -> Iterator[dict[str, Any]]:
    names = [defendant] if defendant else list(audit.matter.defendants)
    for item in audit.held.owed():
        link = audit.links.get(item.id)
        if link is not None and not link.related:
            continue  # of another incident, as far as is known: nobody is owed it here
        for name in names:
            if item.defendant in (None, name):
                yield _row(audit, item, name, quotes=quotes)


def _row(audit: Audit, item: Item, name: str, *, quotes: bool) -> dict[str, Any]:
    coverage = audit.coverage.get((item.id, name)) if item.kind is Kind.DOCUMENT else None
    return {
        "item": item.id,
        "path": item.path,
        "holder": item.holder,
        "incident": item.incident,
        "state": item.version.state.value,
        "defendant": name,
        "status": audit.status(item, name).value,
        "coverage": coverage.share if coverage else None,
        "pages": _pages(coverage, quotes=quotes) if coverage else [],
        "missing_time": _missing_time(coverage),
        "lacks": list(coverage.lacks) if coverage else [],
    }


def _missing_time(coverage: Coverage | None) -> list[dict[str, float]]:
    heard = coverage.heard if coverage else None
    return [] if heard is None else [
        {"start": round(gap.start, 1), "end": round(gap.end, 1)} for gap in heard.missing
    ]  # fmt: skip


def _pages(coverage: Coverage, *, quotes: bool) -> list[dict[str, Any]]:
    return [_page(page, quotes=quotes) for page in coverage.pages]


def _page(page: HeldPage, *, quotes: bool) -> dict[str, Any]:
    return {
        "page": page.page,
        "reading": page.layer,
        "words": page.words,
        "covered": page.covered,
        "boilerplate": page.boilerplate,
        "by": page.by,
        "missing": [
            {"start": gap.start, "end": gap.end, "text": gap.text if quotes else "",
             "class": gap.kind, "where": gap.where}
            for gap in page.missing
        ],
        "produced": [
            {key: value for key, value in asdict(place).items() if key != "item"}
            for place in page.produced
        ],
    }  # fmt: skip
