"""How a source is cited: a produced page by its Bates number first, a held one by path and page."""

from kyles.findings import rules
from kyles.model import Finding, Passage, Role, Side
from kyles.reconcile.audit_view import Audit


def cited(audit: Audit, place: Passage) -> str:
    """For example `HAR-000017 (VOL001/a.pdf, page 3)`, or `sheriff/items.csv, row 14`."""
    number = bates(audit, place)
    return f"{number} ({within(place)})" if number else within(place)


def within(place: Passage) -> str:
    """The file, and the page or row in it."""
    if not place.page:
        return place.path
    return f"{place.path}, {'row' if place.reading == 'row' else 'page'} {place.page}"


def bates(audit: Audit, place: Passage) -> str | None:
    """The number that a produced page bears; the text of a document bears its document's."""
    item = audit.items.get(place.item)
    if item is None or place.reading == "row":
        return None
    labels = audit.texts.labels
    own = labels.get(item.id) or (item.role is Role.TEXT and labels.get(item.parent or "")) or {}
    return own.get(place.page)


def produced(audit: Audit, place: Passage) -> bool:
    """Whether a source is something that was given."""
    item = audit.items.get(place.item)
    return item is not None and item.side is Side.PRODUCED


def rule_label(name: str) -> str:
    """A rule in plain words, as the first line of its manual page says it."""
    known = {rule.name: rule.manual.split("\n", 1)[0].rstrip(".") for rule in rules()}
    return known.get(name) or name.replace("_", " ").capitalize()


def said(finding: Finding, *, quotes: bool) -> str:
    """What a finding says; without quotes, only its rule and what it is about."""
    if quotes:
        return finding.says
    return f"{rule_label(finding.rule)}: {named(finding, quotes=quotes)}"


def named(finding: Finding, *, quotes: bool) -> str:
    """What a finding is about, by path; without quotes, a thing that only words name by its kind.

    A reference has no path of its own: what it is called comes from the evidence.
    """
    if not quotes and finding.rule == "referenced_not_held" and finding.about.item is None:
        return finding.subject.split(" ", 1)[0]
    return finding.about.path


def clean(text: str) -> str:
    """Text without the control characters that XML and spreadsheets refuse."""
    kept = {"\t", "\n", "\r"}
    return "".join(
        one if one in kept or (ord(one) >= 32 and one not in "\x7f\ufffe\uffff") else "�"
        for one in text
        if not 0xD800 <= ord(one) <= 0xDFFF
    )
