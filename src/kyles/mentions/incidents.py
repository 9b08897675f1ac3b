"""Numbers that agencies and courts give to what happened.

Kinds `incident` (an agency's incident, case, report, call or complaint number: agencies use one
number for all of them) and `docket` (a court's).
"""

import re
from collections.abc import Iterator

from kyles.mentions.wording import NO, NUMBER, is_number, mention, normal, phrase
from kyles.model import Mention

_LABELLED = phrase(
    r"(?<![\w-])(?P<label>(?:agency|incident|police|offense|crime|case|arrest|event|occurrence|"
    r"complaint)(?: (?:case|report|incident|control))?|reports?|cases?|CR|DR|OR|GO|CFS|I/R|IR|"
    r"call for service)"
    rf"(?P<no>{NO})(?P<number>{NUMBER})"
)
_DOCKET = phrase(
    r"\b(?:(?:case|docket|cause|civil action|criminal action|cr\.?|indictment|ind\.?)"
    rf"{NO})?(?P<number>"
    r"(?-i:[A-Z]-\d{2,4}-[A-Z]{2}-(?:19|20)?\d{2}-\d{2,6}"  # D-101-CR-2024-00013
    r"|\d{1,2}:\d{2}[ -]?(?:cv|cr|mj|md|CV|CR|MJ|MD)[ -]\d{2,6})(?:-[A-Za-z]{2,4}\b)*)"
)
_PAPERS = phrase(  # reports that legislatures, societies and auditors number
    r"(?:\bH\.? ?R\.|\bhouse|\bsenate|\bS\.|\bconf(?:erence|\.)|\bcommittee|\bCRS|\bGAO|\bannual|"
    r"\blab|\blaboratory|\bautopsy|\btoxicology|\btechnical|\bresearch|\bconvention|\bpurchase|"
    r"\bserial|\bpart) ?$"
)
_COURT = phrase(
    r"\b(?:in the|united states) [\w ]{0,30}court|\bcourt of appeals\b|\bplaintiffs?\b|"
    r"\bappell(?:ee|ant)s?\b|\bpetitioners?\b|\bv\. |\bslip op\b|\bdocument:? \d|\bDktEntry\b|"
    r"\bdocket entry\b|\bappellate\b|\bfiled: |\bconsolidated appeals?\b|\boral argument\b|"
    r"\b(?:opening|reply) brief\b"
)
_SHORT_LABELS = frozenset({"cr", "dr", "or", "go", "ir", "i/r", "cfs"})


def find(text: str) -> Iterator[Mention]:
    """Incident and docket numbers. `value` is the number alone: the label is the writer's."""
    for found in _DOCKET.finditer(text):
        yield mention("docket", normal(re.sub(r"(?:-[A-Za-z]{2,4})+$", "", found["number"])), found)
    for found in _LABELLED.finditer(text):
        if _counts(found):
            yield mention(_kind(found), normal(found["number"]), found)


def _counts(found: re.Match[str]) -> bool:
    number, label = found["number"], found["label"]
    before = found.string[max(0, found.start() - 16) : found.start()]
    if not is_number(number) or _PAPERS.search(before) or _years(number):
        return False
    marked = bool(found["no"].strip())
    if label.lower() in _SHORT_LABELS:
        return label.isupper() and _strong(number) and _apart(found) and (marked or _yearly(number))
    marked = marked or " " in label or label.lower() == "incident"
    return _strong(number) and (marked or _yearly(number))


def _apart(found: re.Match[str]) -> bool:
    """Whether a label of two letters is a word of its own, and not a number's head: CRX175A."""
    return not found.string[found.end("label") : found.start("number") + 1].isalpha()


def _strong(number: str) -> bool:
    """Four digits in parts, or five in a row, or letters and three."""
    digits = sum(map(str.isdigit, number))
    return digits >= (5 if number.isdigit() else 4)


def _yearly(number: str) -> bool:
    """A year, a dash, and a number of that year: 23-10447, 2024-0311, CR-21-0886."""
    return re.search(r"(?:^|\D)(?:19|20)?\d\d-\d{3,}", normal(number) + "000") is not None


def _years(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d\D{1,3}(?:(?:19|20)?\d\d)", number) is not None


def _kind(found: re.Match[str]) -> str:
    """A "Case No." beside a court's name or parties is the court's number."""
    if not found["label"].lower().startswith("case"):
        return "incident"
    if re.match(r"[A-Z]{1,2}-(?:19|20)\d\d-", found["number"]):  # of an agency's information office
        return "incident"
    start, end = found.span()
    nearby = found.string[max(0, start - 300) : start] + found.string[end : end + 120]
    return "docket" if _COURT.search(nearby) else "incident"
