"""Decisions, statutes and rules of court that a text cites.

Kind `citation`; `value` is the citation as the reporters have it: "373 U.S. 83",
"18 U.S.C. § 3500", "2021-NMSC-1", "RULE 5-501 NMRA", "§ 31-1-1 NMSA", "FED. R. CRIM. P. 16".
Decisions and codes are found by eyecite, which knows the reporters; rules of court by patterns of
our own. "Id." cites nothing by itself. A citation names no evidence: it says which law is
relied on.
"""

import logging
import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import mention, normal, phrase
from kyles.model import Mention

_MAYBE = re.compile(  # eyecite is slow to load and to read: it is shown only where one may stand
    r"\b\d{1,4}\s+(?:U\.|S\.|F\.|P\.|A\.|L\.|N\.|B\.|Cal\.|Ill\.|N[EW]\b|S[EWo]\b|[A-Z][a-z]+\.)"
    r"[\s\w.'’]{0,16}?\d|§|\b(?:19|20)\d\d-[A-Z]{2,5}-\d|\b(?:19|20)\d\d\s+(?:WL|LEXIS)\b"
    r"|\bU\.?\s?S\.?\s?C\b"
)
_NEAR = 80  # characters on each side in which a citation's parts stand
_RULE = phrase(
    r"\bRules? (?P<number>\d{1,2}-\d{3}(?:\.\d)?)(?:\(\w+\))* ?,? NMRA"
    r"|(?P<federal>\bFed(?:\.|eral) R(?:\.|ules? of) (?:Crim(?:\.|inal) |Civ(?:\.|il) |"
    r"App(?:\.|ellate) )?(?:P(?:\.|rocedure)|Evid(?:\.|ence)))[ ,]*(?:Rule )?"
    r"(?P<at>\d{1,3}(?:\.\d)?)"
)
_NMSA = phrase(
    r"(?:\bNMSA 1978,? ?(?:Sections?|Secs?\.|§{1,2}) ?"
    r"(?P<after>\d{1,3}[A-Z]?-\d{1,3}[A-Z]?-\d{1,4}))"
    r"|(?:Section|Sec\.|§) ?(?P<before>\d{1,3}[A-Z]?-\d{1,3}[A-Z]?-\d{1,4})(?:\(\w+\))*,? NMSA"
)
_WORDS = {"FEDERAL": "FED.", "RULES OF": "R.", "RULE OF": "R.", "CRIMINAL": "CRIM.",
          "CIVIL": "CIV.", "APPELLATE": "APP.", "PROCEDURE": "P.", "EVIDENCE": "EVID."}  # fmt: skip


def find(text: str) -> Iterator[Mention]:
    """Citations of law, each once where it stands."""
    for found in every(_RULE, text):
        yield mention("citation", _rule(found), found)
    for found in every(_NMSA, text):
        number = normal(found["after"] or found["before"])
        yield mention("citation", f"§ {number} NMSA", found)
    if _MAYBE.search(text):
        yield from _reported(text)


def _rule(found: re.Match[str]) -> str:
    if found["number"]:
        return f"RULE {normal(found['number'])} NMRA"
    words = " ".join(found["federal"].upper().split())
    for full, short in _WORDS.items():
        words = words.replace(full, short)
    return f"{words} {found['at']}"


def _reported(text: str) -> Iterator[Mention]:
    """Decisions and codes; eyecite is loaded when a text needs it first."""
    logging.getLogger("eyecite").setLevel(logging.CRITICAL)  # what it leaves out it need not tell
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation, FullJournalCitation, FullLawCitation

    for begin, end in _windows(text):
        for one in get_citations(text[begin:end]):
            if isinstance(one, FullCaseCitation | FullJournalCitation | FullLawCitation) and _sure(
                str(one.groups.get("reporter", ""))
            ):
                start, stop = one.span()  # type: ignore[no-untyped-call]
                told = str(one.corrected_citation())  # type: ignore[no-untyped-call]
                value = re.sub(r"(?<=-)0+(?=\d)", "", " ".join(told.split()))
                start, stop = begin + start, begin + stop
                yield Mention("citation", value, start, stop, text[start:stop])


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches in which a citation may stand; near ones are one."""
    begin, end = 0, -1
    for found in _MAYBE.finditer(text):
        if found.start() - _NEAR > end:
            if end > 0:
                yield begin, end
            begin = max(0, found.start() - _NEAR)
        end = min(len(text), found.end() + _NEAR)
    if end > 0:
        yield begin, end


def _sure(reporter: str) -> bool:
    """ "24 C. 7" and "1 App. 12" are in any list; "24 U.S. 7" and "1 F.3d 12" cite a decision."""
    return sum(one.isupper() or one.isdigit() for one in reporter) > 1
