"""What became of the requests of earlier letters: open, provided, withheld, or as decided.

A request is answered by its gap: where what was missing is there now, it was provided. Nothing is
taken for an answer because it fell silent: where what spoke of a thing is gone itself, the request
has ended, and was not answered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kyles.model import Finding, FindingState, Passage, State, Status
from kyles.model.status import GIVEN
from kyles.reconcile.audit_view import Audit
from kyles.store.acts import Request

OPEN, CHANGED, PROVIDED, ENDED = "open", "changed since asked", "answered: provided", "ended"

IN_PART = "answered: provided in part"

HELD = ("held_not_disclosed", "owed_to_codefendant", "partly_disclosed", "missing_time")
OF_VOLUMES = ("bates_gap", "listed_not_received", "unreadable")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, the finding that it asks about, and what became of it.

    `answer` is `open`, `changed since asked`, `answered: provided`, `answered: provided in part`
    (or another answer that was recorded), `withheld`, `explained`, `wrong` or `ended`.
    """

    request: Request
    finding: str
    answer: str

    @property
    def open(self) -> bool:
        return self.answer in (OPEN, CHANGED)


def asked(
    audit: Audit, requests: Sequence[Request], findings: Iterable[Finding]
) -> Iterator[Asked]:
    """What became of each request, in their order."""
    known = {(one.rule, one.subject, one.owed_to): one for one in findings}
    for request in requests:
        key = (request.rule, request.subject)
        finding = known.get((*key, request.defendant)) or known.get((*key, None))
        answer = _answer(audit, request, finding) if finding else OPEN
        yield Asked(request, finding.id if finding else "", answer)


def answered(ended: Sequence[Finding], some: Sequence[Asked]) -> tuple[Finding, ...]:
    """Ended findings, those that a letter asked about in the state of their answer."""
    answers = {one.finding: one for one in some}
    return tuple(_in_state(one, answers) for one in ended)


def _in_state(finding: Finding, answers: Mapping[str, Asked]) -> Finding:
    told = answers.get(finding.id)
    if told is None or told.answer not in (PROVIDED, IN_PART, Status.WITHHELD):
        return finding
    withheld = told.answer == Status.WITHHELD
    state = FindingState.WITHHELD if withheld else FindingState.ANSWERED
    note = f"{told.answer.removeprefix('answered: ')}; request {told.request.number} of"
    return replace(finding, state=state, note=f"{note} {told.request.on}")


def _answer(audit: Audit, request: Request, finding: Finding) -> str:
    if finding.state is FindingState.ENDED:
        return _ending(audit, request, finding)
    if finding.state is FindingState.ANSWERED:
        return f"answered: {finding.note}"
    if finding.state is FindingState.ASKED:
        return OPEN
    if finding.state is FindingState.OPEN:
        return CHANGED if finding.note else OPEN
    return finding.state.value


def _ending(audit: Audit, request: Request, finding: Finding) -> str:
    """Why a finding that was asked about is made no more."""
    if not _still_there(audit, finding.sources):
        return ENDED
    if finding.rule in HELD:
        return _given(audit, finding.about.item or "", request.defendant)
    if finding.rule == "referenced_not_held":
        return _received(audit, request)
    if finding.rule in OF_VOLUMES or not audit.held.items:
        return PROVIDED
    return ENDED


def _still_there(audit: Audit, sources: Iterable[Passage]) -> bool:
    """Whether everything that spoke of the gap is still here."""
    items = [audit.items.get(place.item) for place in sources]
    return all(item is not None and item.version.state is not State.GONE for item in items)


def _given(audit: Audit, item: str, defendant: str) -> str:
    """Whether a held item was given since, or logged as withheld."""
    held = audit.held.by_id.get(item)
    status = audit.status(held, defendant) if held else None
    if status is Status.WITHHELD:
        return Status.WITHHELD.value
    if status is Status.NOT_DISCLOSED:
        return OPEN
    if status is Status.IN_PART:
        return IN_PART
    return PROVIDED if status in GIVEN else ENDED


def _received(audit: Audit, request: Request) -> str:
    """Whether what documents named is in what this defendant was given; held alone is not given."""
    own = {item.id for item in audit.given[request.defendant].items}
    for reference in audit.references:
        if f"{reference.kind} {reference.value}" == request.subject:
            there = any(item in own or _given(audit, item, request.defendant) == PROVIDED
                        for item in reference.items)  # fmt: skip
            return PROVIDED if there else OPEN
    return PROVIDED if not audit.held.items else ENDED
