"""Marks that belong to one thing alone: serial, lot, plate, telephone and vehicle numbers.

Kinds `serial`, `lot`, `plate`, `phone` (ten digits), `vin` and `imei`; `value` is the number
without what separates its parts. Two records that have one in common speak of the same thing.
"""

import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import mention, normal, phrase
from kyles.model import Mention

_MARK = r"(?-i:(?=[A-Z-]{0,12}\d)[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){2,19})(?!\w|[./]\d)"
_NO = r"(?: (?:no|number|num|nos|numbers)\b)?[.:#]{0,2} ?#?(?:of |is |was )?"
_LABELLED = {
    "serial": phrase(rf"\b(?:serial|S/N|SN){_NO} ?(?P<number>{_MARK})"),
    "lot": phrase(
        rf"\b(?:(?:ammunition|manufacturer['’]?s?|production) )?lot{_NO} ?(?P<number>{_MARK})"
    ),
    "plate": phrase(
        rf"\b(?:licen[cs]e plate|licen[cs]e tag|plate|NMLP|registration){_NO} ?"
        r"(?P<number>(?-i:(?=[A-Z -]{0,6}\d)(?=[\d -]{0,6}[A-Z])"
        r"[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,4}))(?!\w)"
    ),
    "imei": phrase(rf"\bIMEI{_NO} ?(?P<number>\d{{2}}-?\d{{6}}-?\d{{6}}-?\d)(?!\d)"),
    "vin": re.compile(
        r"(?<!\w)(?:VIN[\s:#.]{0,3})?(?P<number>(?=\w*\d{4}\b)[A-HJ-NPR-Z0-9]{17})(?!\w)"
    ),
    "phone": re.compile(
        r"(?<![\w.-])(?:\+?1[ .-]?)?(?P<number>\([2-9]\d{2}\)\s?[2-9]\d{2}[ .-]?\d{4}"
        r"|[2-9]\d{2}([ .-])[2-9]\d{2}\2\d{4})(?![\w-]|\.\d)"
    ),
}  # fmt: skip


def find(text: str) -> Iterator[Mention]:
    """Marks of single things, by their labels or, where that is sure, by their shape."""
    for kind, pattern in _LABELLED.items():
        for found in every(pattern, text):
            if kind != "lot" or sum(map(str.isdigit, found["number"])) > 2:  # not "parking lot 12"
                yield mention(kind, _value(kind, found["number"]), found)


def _value(kind: str, number: str) -> str:
    """Digits alone of a telephone; else the number as things have it."""
    if kind in ("phone", "imei"):
        return re.sub(r"\D", "", number)
    return normal(number).replace("-", "") if kind == "plate" else normal(number)
