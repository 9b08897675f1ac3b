"""What the side of a defendant may ask for, and in which words.

A request rests on what this defendant was given: it says what a page names, a list lists or a
numbering leaves out. It never says what a co-defendant was given, and never names an item whose
existence the withholding log does not reveal. Items that are held and not disclosed are in it where
the matter knows of them: whoever keeps the matter writes the letter, by an act of their own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyles.audit import Audited
from kyles.export.citation import bates, cited, clean
from kyles.export.compared import STATES
from kyles.findings import Audit
from kyles.model import Event, Finding, FindingState, Item, Kind, Manner, Passage, Withholding
from kyles.reconcile.deliveries import absent, deliveries
from kyles.store import acts, findings
from kyles.store.acts import Request

GIVEN = (Manner.SERVED, Manner.EMAIL, Manner.INSPECTED)
CITED = 6  # places that one request cites

#: What can be asked for, and the heading under which it stands, in the order of the letter.
HEADINGS = {
    "listed_not_received": "Listed in what was received, and not found there",
    "bates_gap": "Numbers that are in no volume received",
    "unreadable": "Received, and not readable",
    "referenced_not_held": "Named in what was received, and not found there",
    "held_not_disclosed": "Held by an agency, and not found in what was received",
    "owed_to_codefendant": "Held by an agency, and not found in what was received",
    "partly_disclosed": "Received in part",
    "missing_time": "Received in part",
    "expected_not_held": "Ordinarily created, and not found in what was received",
}
IN_PART = ("partly_disclosed", "missing_time")
NOT_DISCLOSED = ("held_not_disclosed", "owed_to_codefendant", *IN_PART)
STANDING = (FindingState.OPEN, FindingState.ASKED)

_GAP = re.compile(r": (\S.*?) to (\S.*?) (?:missing|between volumes)$")
_SUBJECT = re.compile(r"(.+?),? (?:is|are|was|were|may be) ")


@dataclass(frozen=True, slots=True)
class Basis:
    """A place that a request rests on, as it is cited, and its words."""

    cited: str
    quote: str
    place: Passage


QUESTION = 4  # the priority of what is a question to ourselves, and not to be put to others


def requestable(audited: Audited, defendant: str) -> Iterator[Finding]:
    """Findings of which this defendant's side may know, and that a letter can ask about."""
    audit = audited.audit
    for finding in audited.findings:
        if is_open(finding) and finding.owed_to in (None, defendant):
            if finding.rule in NOT_DISCLOSED:
                if not hidden(audit.log, finding, defendant):
                    yield finding
            elif _rests_on_received(audit, finding, defendant):
                yield finding


def is_open(finding: Finding) -> bool:
    """Whether a finding stands, and is not a question to ourselves."""
    return finding.state in STANDING and finding.priority < QUESTION


def same(rule: str, subject: str) -> tuple[str, str]:
    """What makes two requests one: an item asked for stays so when a co-defendant gets it."""
    return ("held_not_disclosed" if rule == "owed_to_codefendant" else rule, subject)


def hidden(log: Iterable[Withholding], finding: Finding, defendant: str) -> bool:
    """Whether the log has an entry on the item that this side may not know of."""
    return any(
        entry.item == finding.about.item
        and not entry.existence_revealed
        and entry.defendant in (None, defendant)
        for entry in log
    )


def _rests_on_received(audit: Audit, finding: Finding, defendant: str) -> bool:
    if finding.rule not in HEADINGS or not any(received(audit, finding, defendant)):
        return False
    if finding.rule == "bates_gap":
        return len(_around(audit, finding, defendant)) > 1 and not _twice(finding)
    return True


def _twice(finding: Finding) -> bool:
    """Numbers that stand on two pages are there: nothing is to be provided."""
    return finding.subject.endswith("duplicate") or " again in " in finding.says


def received(audit: Audit, finding: Finding, defendant: str) -> Iterator[Passage]:
    """The sources of a finding that this defendant was given."""
    one = audit.given[defendant]
    own = {item.id for item in one.items} | {
        told.item for told in one.disclosures if told.manner in GIVEN
    }
    return (place for place in finding.sources if place.item in own)


def wanted(audit: Audit, finding: Finding, defendant: str) -> str:
    """What is to be provided, in neutral words."""
    item = audit.items.get(finding.about.item or "")
    if finding.rule == "bates_gap":
        return _numbered(finding)
    if finding.rule == "listed_not_received":
        return clean(_listed(audit, finding, defendant))
    if finding.rule == "expected_not_held":
        return clean(_ordinary(finding))
    if finding.rule == "unreadable" and item:
        state = STATES.get(item.version.state, "no text that could be read")
        return clean(f"a readable copy of {item.path} ({state})")
    if finding.rule in IN_PART and item:
        return held(finding, item, [cited(audit, one) for one in audit.places(item, defendant)])
    if item and finding.rule in NOT_DISCLOSED:
        return held(finding, item, [])
    return clean(finding.about.path)


def held(finding: Finding, item: Item, given: Iterable[str]) -> str:
    """What of a held item is to be provided; `given` is where parts of it were given."""
    if finding.rule not in IN_PART:
        return clean(_named(item))
    noun = "recording" if finding.rule == "missing_time" else "document"
    told = _range(list(dict.fromkeys(given)))
    return clean(f"the whole of the {noun} of which {told} was given")


def _numbered(finding: Finding) -> str:
    """The numbers of a gap, as its finding is called."""
    told = _GAP.search(finding.subject)
    first, last = told.groups() if told else (finding.about.path, finding.about.path)
    return (
        f"the page numbered {first}" if first == last else f"the pages numbered {first} to {last}"
    )


def _listed(audit: Audit, finding: Finding, defendant: str) -> str:
    """What of a list's row is not there, and the list."""
    for delivery in deliveries(audit):
        for entry in delivery.entries if delivery.defendant == defendant else ():
            if f"{entry.list} row {entry.row}" == finding.subject:
                return f"{absent(entry, delivery)}, listed in {finding.about.path}"
    return f"what {finding.about.path} lists"


def _ordinary(finding: Finding) -> str:
    """What is ordinarily created, as the rule pack says it: the words before the verb."""
    told = _SUBJECT.match(finding.says)
    noun = told[1] if told else finding.about.path
    return f"{noun[:1].lower()}{noun[1:]}"


def _around(audit: Audit, finding: Finding, defendant: str) -> list[str]:
    """The numbers on either side of a gap."""
    numbers = (bates(audit, place) for place in received(audit, finding, defendant))
    return sorted({number for number in numbers if number})


def _range(given: list[str]) -> str:
    return " to ".join(dict.fromkeys((given[0], given[-1]))) if given else "a part"


def _named(item: Item) -> str:
    """A held item by its holder's own number, or its path."""
    number = f" (item {item.number})" if item.number else ""
    name = f"“{item.title}”{number}" if item.kind is Kind.THING else item.path
    return f"{name}, held by {item.holder}"


def basis(audit: Audit, finding: Finding, defendant: str) -> list[Basis]:
    """The pages and rows of what was received on which a request rests, each once."""
    places = list(received(audit, finding, defendant))
    item = audit.items.get(finding.about.item or "")
    if finding.rule in IN_PART and item:
        places = list(audit.places(item, defendant))
    told: dict[str, Basis] = {}
    for place in places:
        number = bates(audit, place) or f"{place.item} {place.reading} {place.page}"
        told.setdefault(number, Basis(clean(cited(audit, place)), _quote(audit, place), place))
    return list(told.values())


def _quote(audit: Audit, place: Passage) -> str:
    if place.quote == bates(audit, place):
        return ""
    return clean(place.quote.replace(" | ", "; ") if place.reading == "row" else place.quote)


def remembered(request: Request, finding: Finding) -> Iterator[Event]:
    """That something was asked for, and that its finding waits for an answer."""
    yield acts.requested(request)
    text = f"request {request.number} of {request.on}"
    yield findings.decided(finding.id, FindingState.ASKED, text, finding.digest)


def asked_about(audited: Audited, new: Iterable[Request]) -> Iterator[tuple[Request, Finding]]:
    """Each request that is asked now, with the finding that it asks about."""
    known = {(one.rule, one.subject, one.owed_to): one for one in audited.findings}
    for request in new:
        key = (request.rule, request.subject)
        yield request, known.get((*key, request.defendant)) or known[*key, None]


def ask(audited: Audited, defendant: str, asked: list[Request], *, on: str) -> list[Request]:
    """What is to be asked for the first time, numbered on from what was asked before."""
    known = {same(one.rule, one.subject) for one in asked}
    number = max((one.number for one in asked), default=0)
    new: list[Request] = []
    order = list(HEADINGS)
    for finding in sorted(requestable(audited, defendant), key=lambda one: order.index(one.rule)):
        if same(finding.rule, finding.subject) not in known:
            known.add(same(finding.rule, finding.subject))
            label = wanted(audited.audit, finding, defendant)
            new.append(Request(defendant, number + len(new) + 1, finding.rule, finding.subject,
                               label, on))  # fmt: skip
    return new
