"""The certificate for people: a PDF, the same bytes for the same words."""

import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from kyles.certificate.lists import LISTS, Row
from kyles.ledger.bundle import Statement

HEADINGS = {
    "served": "Served",
    "inspected": "Not served: inspected, or identified by number",
    "withheld": "Withheld, with provision and reason",
    "lost": "Lost or destroyed",
    "outstanding": "Known, and outstanding",
}
CHECK = (
    "The other side can check this certificate without a network and without trusting whoever"
    " issued it: open verify.html, or run verify.py, with the proof bundle. Both are published with"
    " each release of Kyles. The bundle names this PDF by its bytes."
)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=13.5, spaceAfter=4)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=9, leading=11)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Times-Bold", fontSize=11.5, leading=14,
                      spaceBefore=10, spaceAfter=4, keepWithNext=1)  # fmt: skip
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=15, leading=19, alignment=TA_CENTER)
LINES = TableStyle([
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.25, "#999999"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
])  # fmt: skip
WIDTHS = (3.2 * inch, 1.1 * inch, 2.53 * inch)  # as wide as the text above them


def pdf(statement: Statement) -> bytes:
    """The bytes of the PDF."""
    words = statement.certificate
    return built(words, _parts(words, [each.entry for each in statement.manifest]))


def built(words: dict[str, Any], parts: Iterable[Flowable]) -> bytes:
    """A document with these parts, under the title and the name of the words."""
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=letter, title=words["title"], author=words["adopted_by"], invariant=1,
        leftMargin=0.75 * inch, rightMargin=0.75 * inch, lang="en-US",
    )  # fmt: skip
    document.build(list(parts))
    return out.getvalue()


def _parts(words: dict[str, Any], entries: Sequence[Row]) -> Iterator[Flowable]:
    yield text(words["matter"], TITLE)
    yield text(words["title"], TITLE)
    yield from _summary(words)
    for name in LISTS:
        yield text(HEADINGS[name], HEAD)
        yield from table([row for row in entries if row["list"] == name])
    yield text("Receipts", HEAD)
    yield from lines(_receipt(row) for row in words["receipts"])
    yield text("Inquiries made", HEAD)
    yield from lines(_asked(row) for row in words["inquiries"])
    yield text("What could not be read", HEAD)
    yield from lines(_unread(row) for row in words["not_read"])
    yield text("Protective orders", HEAD)
    yield text(words["protective_orders"])
    yield text("What this certificate does not prove", HEAD)
    yield from lines(words["not_proven"])
    yield text("How to check it", HEAD)
    yield text(CHECK)
    yield from signatures(words)


def _summary(words: dict[str, Any]) -> Iterator[Flowable]:
    counts = ", ".join(f"{count} {name}" for name, count in words["counts"].items())
    head = f"No. {words['number']} to {words['defendant']}, {words['on']}. Entries: {counts}."
    yield text(f"{head} An item that was given in part stands in each list of its pages.")
    if words["provisions"]:
        yield text(f"Under {'; '.join(words['provisions'])}.")
    if words["delay"]:
        yield text(f"Reason for delay: {words['delay']}")


def table(rows: Sequence[Row]) -> Iterator[Flowable]:
    """The entries of a list."""
    if not rows:
        yield text("None.")
        return
    cells = [[text(_named(row), SMALL), text(_pages(row), SMALL), text(_more(row), SMALL)]
             for row in rows]  # fmt: skip
    yield Table(cells, colWidths=WIDTHS, style=LINES)


def _named(row: Row) -> str:
    holder = f" ({row['holder']})" if row.get("holder") else ""
    return f"{row['title']}{holder}"


def _pages(row: Row) -> str:
    return f"p. {row['pages']}" if row.get("pages") else ""


def _more(row: Row) -> str:
    partly = [f"p. {row['partly']} given in part"] if row.get("partly") else []
    names = ("cited", "manner", "on", "provision", "reason")
    return "; ".join([*partly, *(str(row[name]) for name in names if row.get(name))])


def _receipt(row: Row) -> str:
    told = [f"{row['volume']}: given {row['given'] or 'on a day not told'}, {row['files']} files"]
    if "fetched" in row:
        told.append(f"fetched {row['fetched']} ({row['says']})")
    if "received" in row:
        told.append(f"received {row['received']}: the defense signed the list of"
                    f" {row['received_files']} of them")  # fmt: skip
    else:
        told.append("no receipt was signed")
    return "; ".join(told)


def _asked(row: Row) -> str:
    """A source: that it was added; or when it was asked, by whom, and what it answered."""
    steps = [f"asked on {row['asked_on']} by {row['asked_by']}"] if row.get("asked_on") else []
    if row.get("answer"):
        signed = f", signed by {row['signed']}" if row.get("signed") else ""
        export = f", SHA-256 {row['sha256']}" if row.get("sha256") else ""
        steps.append(f"answered on {row['answered_on']}: {row['answer']}{signed}{export}")
    if row["state"] != "completed" or not steps:
        steps.append(row["state"])
    return f"{row['holder']}: {row['source']} ({'; '.join(steps)})"


def _unread(row: Row) -> str:
    return f"{row['title']}: {row['state']}" + (f", {row['reason']}" if row["reason"] else "")


def lines(told: Iterable[str]) -> Iterator[Flowable]:
    """A line each, or that there is none."""
    found = [text(line) for line in told]
    yield from found or [text("None.")]


def signatures(words: dict[str, Any]) -> Iterator[Flowable]:
    """A line for whoever signs."""
    names = [words["adopted_by"], *(["Counsel for the defendant"] if words["both_sign"] else [])]
    for name in names:
        yield KeepTogether([
            Spacer(1, 30),
            HRFlowable(width=3 * inch, hAlign="LEFT", thickness=0.5, color="#000000"),
            text(f"{name}, who adopts this certificate" if name == words["adopted_by"] else name),
        ])  # fmt: skip


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph."""
    return Paragraph(escape(words), style)
