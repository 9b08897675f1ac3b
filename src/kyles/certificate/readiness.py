"""The readiness sheet: what stands between the office and a complete certificate. Internal.

It has what a certificate never has: open findings, decisions and their reasons, withholdings whose
existence is not revealed. It is written only where it is asked for, apart from the certificate.
"""

from collections.abc import Iterator

from kyles.audit import Audited
from kyles.certificate.lists import Secret, rows
from kyles.model import Finding, FindingState, Withholding

HEAD = "INTERNAL. Readiness sheet: not part of any certificate, bundle or export."


def readiness(audited: Audited, defendant: str, log: list[Withholding]) -> str:
    """The sheet as text."""
    return "\n".join(_lines(audited, defendant, log)) + "\n"


def _lines(audited: Audited, defendant: str, log: list[Withholding]) -> Iterator[str]:
    own = [one for one in audited.findings if one.owed_to in (None, defendant)]
    waiting = [row for row in rows(audited.audit, defendant, Secret({}))
               if row["list"] == "outstanding"]  # fmt: skip
    still = [one for one in own if one.state is FindingState.OPEN]
    yield HEAD
    yield f"{audited.audit.matter.title}, for {defendant}; ledger of {audited.size} events."
    yield f"{len(still)} findings are open, {len(waiting)} items are outstanding."
    yield from _part("Outstanding", [f"{row['title']}{_pages(row)}" for row in waiting])
    yield from _part("Open findings", [_finding(one) for one in still])
    yield from _part("Decided", [_finding(one) for one in own if one not in still])
    yield from _part("Withheld, existence not revealed", [
        f"{audited.audit.items[one.item].path}: {one.provision}; {one.reason}{_told_too(one, log)}"
        for one in log
        if not one.existence_revealed and one.defendant in (None, defendant)
    ])  # fmt: skip


def _told_too(secret: Withholding, log: list[Withholding]) -> str:
    """Which entries tell of the item all the same: everybody may read those."""
    told = [one.id for one in log if secret.is_told_by(one)]
    return f" [but the log tells of the item: {', '.join(told)}]" if told else ""


def _pages(row: dict[str, str]) -> str:
    return f", p. {row['pages']}" if row.get("pages") else ""


def _finding(one: Finding) -> str:
    note = f" [{one.state}: {one.note}]" if one.note else ""
    return f"{one.id} priority {one.priority} {one.rule}: {one.says}{note}"


def _part(head: str, lines: list[str]) -> Iterator[str]:
    yield ""
    yield head
    yield from (f"  {line}" for line in lines or ["none"])
