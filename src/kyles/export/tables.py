"""CSV tables for spreadsheets: findings, coverage, items, and the index of a production.

UTF-8 with a byte order mark, because spreadsheets read other UTF-8 as their own code page; lines
end in CR LF (RFC 4180). A cell of text that a spreadsheet would take for a formula begins with an
apostrophe. One row is one finding, one item and defendant, one item, or one document.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kyles.audit import Audited
from kyles.export.citation import cited, clean, named, rule_label, said
from kyles.model import Finding, Item, Kind, Volume
from kyles.model.coverage import Coverage
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.index import Line

MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | float | None


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A whole CSV file as text."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return MARK + written.getvalue()


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe."""
    if not isinstance(cell, str):
        return cell
    text = clean(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def findings_csv(audited: Audited, *, quotes: bool = True) -> str:
    """Findings, worst first, then those that ended."""
    heads = ("id", "rule", "label", "priority", "state", "for", "says", "path", "holder",
             "incident", "score", "note", "sources")  # fmt: skip
    every = (*audited.findings, *audited.ended)
    return table(heads, (_finding(audited.audit, one, quotes=quotes) for one in every))


def _finding(audit: Audit, one: Finding, *, quotes: bool) -> tuple[Cell, ...]:
    sources = (
        cited(audit, place) + (f": “{place.quote}”" if quotes and place.quote else "")
        for place in one.sources
    )
    return (one.id, one.rule, rule_label(one.rule), one.priority, one.state.value, one.owed_to,
            said(one, quotes=quotes), named(one, quotes=quotes), one.about.holder,
            one.about.incident, one.score, one.note, " | ".join(sources))  # fmt: skip


def coverage_csv(audited: Audited) -> str:
    """Held items of this matter against each defendant, by path; no words of the evidence."""
    heads = ("path", "holder", "incident", "state", "defendant", "status", "coverage", "words",
             "covered", "pages", "pages_with_gaps", "given_as")  # fmt: skip
    audit = audited.audit
    return table(heads, (_covered(audit, item, name) for item, name in audit.owed()))


def _covered(audit: Audit, item: Item, name: str) -> tuple[Cell, ...]:
    own = audit.coverage.get((item.id, name)) if item.kind is Kind.DOCUMENT else None
    measured: tuple[Cell, ...] = _measured(own) if own else ("", "", "", "", "", "")
    return (item.path, item.holder, item.incident, item.version.state.value, name,
            audit.status(item, name).value, *measured)  # fmt: skip


def _measured(own: Coverage) -> tuple[Cell, ...]:
    gaps = sorted({page.page for page in own.pages if page.missing})
    given = dict.fromkeys(place.cited() for page in own.pages for place in page.produced[:1])
    return (own.share, sum(page.words for page in own.pages),
            sum(page.covered for page in own.pages), len({page.page for page in own.pages}),
            " ".join(map(str, gaps)), "; ".join(given))  # fmt: skip


def items_csv(audited: Audited, *, quotes: bool = True) -> str:
    """Every item, held side first, by holder or volume, then path."""
    heads = ("side", "holder", "volume", "path", "title", "kind", "role", "state", "reason",
             "number", "incident", "pages", "media_type", "size", "sha256")  # fmt: skip
    audit = audited.audit
    volumes = {one.id: one for given in audit.given.values() for one in given.volumes}
    ordered = sorted(audit.items.values(), key=lambda one: (
        one.side, one.holder or "", one.volume or "", one.path, one.order, one.id))  # fmt: skip
    return table(heads, (_item(item, volumes, quotes=quotes) for item in ordered))


def _item(item: Item, volumes: dict[str, Volume], *, quotes: bool) -> tuple[Cell, ...]:
    version = item.version
    volume = volumes.get(item.volume or "")
    return (item.side.value, item.holder, volume.name if volume else None, item.path,
            item.title if quotes else "", item.kind.value, item.role.value, version.state.value,
            version.reason, item.number, item.incident, version.pages, version.media_type,
            version.size, version.sha256)  # fmt: skip


def index_csv(lines: Iterable[Line], *, quotes: bool = True) -> str:
    """The index of what a defendant was given: one row a document, with what is new in it."""
    heads = ("volume", "on", "begin", "end", "pages", "title", "file", "first_page", "basis",
             "new", "share_new")  # fmt: skip
    return table(heads, _lines(lines, quotes=quotes))


def _lines(lines: Iterable[Line], *, quotes: bool) -> Iterator[tuple[Cell, ...]]:
    for one in lines:
        yield (one.volume, one.on, one.begin, one.end, one.pages, one.title if quotes else "",
               one.path, one.first, one.basis, one.news, one.share_new)  # fmt: skip
