"""Reports, their supplements, and records that other records speak of.

Kinds `report` (by its number, or by its kind: "AUTOPSY", "LAB 24-1187"), `supplement` ("3", or
"23-10447/3" where the report is named; "BY ROE" without a number) and `record` ("CAD-LOG",
"AUDIT-TRAIL", "BENCH-NOTES", "CUSTODY-RECORD", "CALIBRATION-RECORDS", ...).
"""

import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import NAME, NO, NUMBER, RANK, either, mention, normal, phrase, sort_of
from kyles.model import Mention

_AUTHOR = rf" by (?:{RANK} )?(?P<author>{NAME})"
_OF = rf" (?:to|of|under|for) (?:the )?(?:incident |case |police |offense )?(?:report )?{NO}"
_SUPPLEMENT = phrase(
    r"\b(?P<word>supplement(?:al|ary)?(?: (?:police |incident |offense |investigative )?"
    r"(?:reports?|narratives?))?|supp\.?)"
    rf"(?:{NO}(?P<number>(?-i:S)?\d{{1,2}}\b(?![-/.,:]\d|:)))?"
    rf"(?:{_OF}(?P<report>{NUMBER}))?(?:{_AUTHOR})?"
)
_BARE = phrase(r"\bsupplement(?:al|ary)? (?:reports?|narratives?)|\bsupplements?\b")
_OWNED = phrase(
    rf"\b{RANK} (?P<author>{NAME})['’]s?"
    r" supplement(?:al|ary)? (?:reports?|narratives?)"
)
_KINDS = {
    "AUTOPSY": r"(?:autopsy|post-?mortem(?: examination)?|medical examiner['’]?s?)"
    r" (?:reports?|protocol)",
    "TOXICOLOGY": r"toxicology (?:reports?|results?)",
    "LAB": r"(?:crime )?lab(?:oratory)? (?:analysis )?(?:reports?|results?)",
    "BALLISTICS": r"(?:ballistics?|firearms?(?: examination)?|toolmarks?) (?:reports?|results?)",
    "DNA": r"DNA (?:analysis )?(?:reports?|results?)",
    "FINGERPRINT": r"(?:latent|finger)[ -]?prints?(?: analysis| examination)?"
    r" (?:reports?|results?)",
    "ARREST": r"arrest reports?",
    "USE-OF-FORCE": r"use[- ]of[- ]force reports?",
    "CRASH": r"(?:crash|accident|collision) (?:reconstruction )?reports?",
    "EXTRACTION": r"(?:cellebrite|phone extraction|cell phone extraction|extraction) reports?",
}
_RECORDS = {
    "CAD-LOG": r"(?:CAD|computer[- ]aided dispatch|dispatch)(?: (?:incident|event|call))?"
    r" (?:logs?|reports?|records?|notes|narratives?|print-?outs?|entries|history)",
    "AUDIT-TRAIL": r"audit[- ](?:trails?|logs?)",
    "LOCATION-TRACK": r"(?:GPS|location) (?:tracks?|time[- ]series|data|logs?|history)",
    "BENCH-NOTES": r"bench[- ]?notes",
    "CUSTODY-RECORD": r"chain[- ]of[- ]custody (?:forms?|records?|logs?|documents?|"
    r"documentation|sheets?|reports?)|custody (?:forms?|logs?|sheets?)",
    "CALIBRATION-RECORDS": r"(?:calibration|maintenance)(?: and (?:calibration|maintenance))?"
    r" (?:records?|logs?|certificates?|reports?)",
    "DISCIPLINARY-RECORDS": r"(?:disciplinary|internal affairs|personnel)"
    r" (?:records?|files?|history)",
    "WARRANT-RETURN": r"(?:search warrant )?return and inventory"
    r"|return of (?:the )?(?:search )?warrant|(?:search )?warrant return",
    "PROPERTY-RECEIPT": r"(?:property|evidence) receipts?",
    "EVIDENCE-LOG": r"(?:evidence|property)(?: room)? (?:logs?|sheets?|inventory|ledger)",
    "FIELD-NOTES": r"(?:field|handwritten|interview|case) notes",
    "SCENE-LOG": r"(?:crime )?scene (?:entry )?logs?",
}
_KIND = phrase(rf"\b(?:{either(_KINDS)})\b(?:{NO}(?P<number>{NUMBER}))?")
_RECORD = phrase(rf"\b(?:{either(_RECORDS)})\b")
_GENERAL = phrase(r"\b(?:any|all|such|each|every|other|an?) (?:\w+ )?$")


def find(text: str) -> Iterator[Mention]:
    """Reports, supplements and records.

    A supplement without number and author is a mention only where the text says that none was
    written; its value is then "".
    """
    yield from _supplements(text)
    for found in every(_KIND, text):
        if found["number"] or not _in_general(found):
            number = normal(found["number"] or "")
            yield mention("report", f"{sort_of(found, _KINDS)} {number}".strip(), found)
    for found in every(_RECORD, text):
        yield mention("record", sort_of(found, _RECORDS), found)


def _supplements(text: str) -> Iterator[Mention]:
    for found in every(_SUPPLEMENT, text):
        if found["number"] or found["author"] or _names_report(found):
            yield mention("supplement", _supplement(found), found)
    for found in every(_BARE, text):
        if (none := mention("supplement", "", found)).negated:
            yield none
    for found in every(_OWNED, text):
        yield mention("supplement", _by(found), found)


def _names_report(found: re.Match[str]) -> bool:
    """ "Supplement to 23-10447", and not "supplementary to 00-K"."""
    digits = sum(map(str.isdigit, found["report"] or ""))
    return digits > 3 and "." not in found["word"]


def _supplement(found: re.Match[str]) -> str:
    number, report = found["number"], found["report"]
    parts = [normal(report)] if report else []
    parts += [normal(number.upper().lstrip("S"))] if number else []
    return "/".join(parts) if parts else _by(found)


def _by(found: re.Match[str]) -> str:
    return f"BY {found['author'].split()[-1].upper()}"


def _in_general(found: re.Match[str]) -> bool:
    """ "Any lab report" speaks of no report."""
    return _GENERAL.search(found.string[max(0, found.start() - 24) : found.start()]) is not None
