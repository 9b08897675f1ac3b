"""Dates that follow from the law, for scripts: each with its provision, source and disclaimer."""

from typing import Any

from kyles.law import DISCLAIMER, Deadline
from kyles.law.civil import CONFIRM, ClaimDates, safe
from kyles.model.case_event import label
from kyles.reconcile.duties import Duty
from kyles.reconcile.history import History


def deadline_document(one: Deadline) -> dict[str, Any]:
    """A date with everything that it rests on."""
    provision, due = one.provision, one.due
    return {
        "provision": provision.id, "title": provision.title, "cite": provision.source.cite,
        "source": provision.source.url, "mark": one.mark, "start": one.start.kind.value,
        "start_event": one.start.id, "start_on": one.start.on, "disputed": one.disputed,
        "period": one.counted, "raw": due and due.raw.isoformat(),
        "rolled": due and due.rolled.isoformat(), "safe": due and due.safe.isoformat(),
        "says": DISCLAIMER,
    }  # fmt: skip


def duty_document(one: Duty) -> dict[str, Any]:
    """A duty to one defendant, and how it stands."""
    return {
        "defendant": one.defendant, "state": one.state,
        "open": [{"item": item.id, "path": item.path} for item in one.open],
        "done_by": [{"production": name, "on": on} for name, on in one.done_by],
        "answerable": one.answerable.name if one.answerable else None,
        **deadline_document(one.deadline),
    }  # fmt: skip


def claim_document(one: ClaimDates, *, bodies: list[dict[str, str]]) -> dict[str, Any]:
    """A civil claim with its candidate dates, the safe ones first."""
    notice, suit = safe(one.notice), safe(one.limitation)
    return {
        "claim": one.claim.id, "title": one.claim.title, "against": list(one.claim.against),
        "sued_as": bodies, "cite": one.claim.source.cite, "source": one.claim.source.url,
        "mark": one.claim.trust.value, "notes": list(one.claim.notes),
        "safe_notice": notice and notice.isoformat(), "safe_suit": suit and suit.isoformat(),
        "notice_says": one.notice_says, "suit_says": one.limitation_says,
        "notice": [_candidate(each) for each in one.notice],
        "suit": [_candidate(each) for each in one.limitation],
        "needs": [
            {"says": need.says, "in_the_ledger": [event.id for event in shown]}
            for need, shown in one.proofs
        ],
        "says": f"{CONFIRM}; {DISCLAIMER}",
    }  # fmt: skip


def _candidate(one: Deadline) -> dict[str, Any]:
    return {**deadline_document(one), "says": f"{CONFIRM}; {DISCLAIMER}"}


def candidate_line(one: Deadline) -> str:
    """A candidate in a line: the safe date, the rolled one, and from which act."""
    if one.due is None:
        return f"{one.counted}, from {label(one.start.kind)} on {one.start.on}"
    return f"safe {one.due.safe}, raw {one.due.raw}, rolled {one.due.rolled}: {one.basis}"


def history_document(one: History) -> dict[str, Any]:
    """The series of an item, with each defendant's own standing."""
    return {
        "item": one.item.id, "path": one.item.path, "holder": one.item.holder,
        "first_recorded": one.first_recorded,
        "events": [{"event": each.id, "kind": each.kind.value, "on": each.on, "says": each.says}
                   for each in one.events],
        "defendants": [
            {"defendant": each.defendant, "status": each.status, "given_on": each.given_on,
             "known_on": each.known_on, "verdict_on": each.verdict_on,
             "requested_on": each.requested_on, "review": [rule.cited for rule in each.review]}
            for each in one.defendants
        ],
        "series": [{"on": each.on or None, "what": each.what, "who": each.who,
                    "source": each.source} for each in one.series],
        "for_counsel": list(one.counsel),
    }  # fmt: skip
