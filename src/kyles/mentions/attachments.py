"""What a letter, mail or report says goes with it.

Kind `attachment`: "ATTACHMENT B", "ENCLOSURE 2", or the noun that is said to be attached or
enclosed: "LAB REPORT". Who wrote "Attachment B" matters: the value alone does not tell two letters'
attachments apart.
"""

import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import NO, mention, normal, phrase
from kyles.model import Mention

_LETTERED = phrase(
    r"\b(?P<label>(?-i:[Aa]ttachment|ATTACHMENT|[Ee]nclosure|ENCLOSURE|[Aa]nnex|ANNEX)|encl\.)"
    rf"{NO}"
    r"\(?(?P<which>(?-i:[A-Z](?:-?\d{1,2})?)|\d{1,2}(?:-?(?-i:[A-Z]))?)\)?(?![\w%'’]|[.,:]\d)"
)
_NOUN = (
    r"(?P<noun>(?:(?!is\b|are\b|as\b|to\b|for\b|in\b|hereto\b|please\b)[\w'’/-]+ ){0,3}?"
    r"(?:reports?|letters?|memo(?:randum|s|randa)?|photo(?:graph)?s?|forms?|statements?|affidavits?|"
    r"recordings?|videos?|logs?|lists?|inventor(?:y|ies)|receipts?|records?|documents?|copy|copies|"
    r"e-?mails?|messages?|notes?|transcripts?|invoices?|draft|summary|supplement|diagrams?|"
    r"spreadsheets?|articles?|maps?|sheets?|tables?|schedules?|disc|CDs?|DVDs?|drives?)"
    r"(?: of(?: the| an?| his| her| my| our| your)?(?: (?!(?:is|are|which|that|for|in|on|at|by|"
    r"with|from|to|as|dated|and)\b)[\w'’/-]+){1,3})?)"
)
_WITH = r"(?:attached|enclosed|appended)"
_NAMED = [
    phrase(rf"\b(?:see|per|review|refer to) (?:the )?{_WITH} {_NOUN}\b"),
    phrase(rf"\b(?:the|this|our|my|an?) {_WITH} {_NOUN}\b"),
    phrase(
        rf"\b{_WITH}(?: hereto| herewith)?(?: please find|,? you will find| find| is| are|:)"
        rf"(?: an?| the| my| our| his| her| some| \d+)? {_NOUN}\b"
    ),
    phrase(
        r"\b(?:I|we) (?:have |am |are )?(?:attach(?:ed|ing)?|enclos(?:ed?|ing))"
        rf" (?:an? |the |my |our )?{_NOUN}\b"
    ),
]
_BUILDING = phrase(r"\b(?:building|bldg\.?|house|hall),? ?$")
_LABELS = {"ENCL.": "ENCLOSURE"}
_SECTIONS = phrase(
    r"^,? ?(?:room\b|floor\b|suite\b|[A-Z]\. |"
    r"of (?:the )?(?:act|treaty|statute|agreement|convention))"
)


def find(text: str) -> Iterator[Mention]:
    """Attachments and enclosures, by letter or number, and by the noun that is attached."""
    for found in every(_LETTERED, text):
        if _is_label(found) and not _SECTIONS.match(found.string[found.end() : found.end() + 20]):
            label = found["label"].upper()
            yield mention(
                "attachment", f"{_LABELS.get(label, label)} {normal(found['which'])}", found
            )
    for pattern in _NAMED:
        for found in every(pattern, text):
            yield mention("attachment", _plain(found["noun"]), found)


def _is_label(found: re.Match[str]) -> bool:
    """Not the end of "ATTACHMENTS", nor a part of a building."""
    apart = not found.string[found.end("label") : found.end("label") + 1].isalpha()
    before = found.string[max(0, found.start() - 16) : found.start()]
    return apart and not _BUILDING.search(before)


def _plain(noun: str) -> str:
    """The noun without articles and "copy of": "a copy of the lab report" is "LAB REPORT"."""
    words = re.sub(r"\s+", " ", noun).strip(" ,.").upper()
    words = re.sub(r"^(?:(?:A|AN|THE) )?(?:COPY|COPIES) OF ", "", words)
    return re.sub(r"^(?:THE|A|AN|HIS|HER|MY|OUR|YOUR) ", "", words)
