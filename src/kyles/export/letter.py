"""The letter of a defendant's side: one numbered request an item, as a Word file.

Each request asks to provide something, or to state that it does not exist, and cites the pages on
which it rests. What was asked before keeps its number, with its date; what was answered is listed
at the end and not asked again. The same audit and day give the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from docx.document import Document as Word
from docx.shared import Pt

from kyles.audit import Audited
from kyles.export.citation import clean
from kyles.export.compared import Delivered, deliveries
from kyles.export.requests import CITED, HEADINGS, basis, requestable, wanted
from kyles.export.word import file, page
from kyles.model import Finding
from kyles.reconcile.answers import OPEN, Asked
from kyles.store.acts import Request

__all__ = ["letter", "requestable", "wanted"]

ASKS = "Please provide, or state that it does not exist: "

Key = tuple[str, str, str | None]  # rule, subject, defendant


def letter(
    audited: Audited, defendant: str, requests: Sequence[Request], *, on: date
) -> bytes:  # fmt: skip
    """The letter, with every request that is open and a list of those that were answered."""
    told = _told(audited, requests)
    findings = {(one.rule, one.subject, one.owed_to): one for one in audited.findings}
    word = page(on)
    _head(word, audited, defendant, on)
    for heading, some in groupby(_ordered(one for one in told if one.open), key=_heading):
        word.add_heading(heading, 2)
        for one in some:
            _request(word, one)
            _cited(word, audited, _finding(findings, one), defendant)
    _answered(word, [one for one in told if not one.open])
    _scope(word, audited, defendant)
    _signatures(word, defendant)
    return file(word)


def _told(audited: Audited, requests: Sequence[Request]) -> list[Asked]:
    """Each request with what became of it; one that is asked now is open."""
    known = {(one.request.defendant, one.request.number): one for one in audited.requests}
    return [known.get((one.defendant, one.number)) or Asked(one, "", OPEN) for one in requests]


def _ordered(some: Iterable[Asked]) -> list[Asked]:
    """By the headings of the letter, then by number."""
    order = list(dict.fromkeys(HEADINGS.values()))
    return sorted(some, key=lambda one: (order.index(_heading(one)), one.request.number))


def _heading(one: Asked) -> str:
    return HEADINGS.get(one.request.rule, HEADINGS["referenced_not_held"])


def _head(word: Word, audited: Audited, defendant: str, on: date) -> None:
    matter = audited.audit.matter
    word.add_paragraph(f"{on:%B} {on.day}, {on.year}")
    word.add_paragraph("To: ______________________________\nAttorney for the prosecution")
    incidents = f"\nAgency case no. {', '.join(matter.incidents)}" if matter.incidents else ""
    title = word.add_paragraph()
    title.add_run(clean(f"Re: {matter.title}")).bold = True
    title.add_run(clean(f"{incidents}\nRequest for discovery on behalf of {defendant}"))
    word.add_paragraph(
        f"On behalf of {defendant}, we ask for what is listed below. Each request cites the pages"
        " on which it rests. Words that name a thing show that somebody wrote of it; where it does"
        " not exist, or is kept elsewhere, please say so with the number of the request."
    )


def _request(word: Word, one: Asked) -> None:
    """A request: its number, what is asked for, and when it was asked before."""
    request = one.request
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(f"Request {request.number}. ").bold = True
    paragraph.add_run(clean(f"{ASKS}{request.label}."))
    if one.finding:
        paragraph.add_run(f" Asked on {request.on}: {one.answer}.").italic = True


def _finding(findings: Mapping[Key, Finding], one: Asked) -> Finding | None:
    """The finding that a request asks about, if the audit still makes it."""
    key = (one.request.rule, one.request.subject)
    return findings.get((*key, one.request.defendant)) or findings.get((*key, None))


def _cited(word: Word, audited: Audited, finding: Finding | None, defendant: str) -> None:
    """The pages on which a request rests."""
    if finding is None:
        return
    places = basis(audited.audit, finding, defendant)
    lines = [f"{one.cited}: “{one.quote}”" if one.quote else one.cited for one in places[:CITED]]
    if len(places) > CITED:
        lines.append(f"and {len(places) - CITED} more")
    if finding.rule == "expected_not_held":
        lines.append(clean(finding.says.split(" Not found ")[0]))
    for line in lines:
        word.add_paragraph(line, "List Bullet")


def _answered(word: Word, some: Sequence[Asked]) -> None:
    """What was asked before and is asked no more."""
    if not some:
        return
    word.add_heading("Asked before, and not repeated", 2)
    table = word.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    rows = [("Request", "Asked on", "What was asked for", "Answer"), *(
        (str(one.request.number), one.request.on, one.request.label, one.answer) for one in some
    )]  # fmt: skip
    for at, row in enumerate(rows):
        cells = (table.rows[0] if at == 0 else table.add_row()).cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = clean(text)


def _scope(word: Word, audited: Audited, defendant: str) -> None:
    """What the requests rest on: the volumes that this defendant was given, and no others."""
    word.add_heading("What was compared", 2)
    own = [one for one in deliveries(audited.audit) if defendant in one.defendants]
    if not own:
        word.add_paragraph("No volume has been received.")
    for one in own:
        word.add_paragraph(_volume(one), "List Bullet")
    word.add_paragraph(
        "“Not found” says that something was not found in these volumes; it does not say that it"
        " was never given."
    )


def _volume(one: Delivered) -> str:
    on = f", received {one.on}" if one.on else ", without a date"
    numbers = f", {one.numbers}" if one.numbers else ""
    return f"{one.name}{on}{numbers}, {one.pages:,} {'page' if one.pages == 1 else 'pages'}"


def _signatures(word: Word, defendant: str) -> None:
    lines = (
        f"______________________________\nAttorney for {defendant}\nDate: ____________________",
        "Received by: ______________________________\nDate: ____________________",
    )
    for text in lines:
        paragraph = word.add_paragraph(clean(text))
        paragraph.paragraph_format.space_before = Pt(24)
        paragraph.paragraph_format.keep_together = True
