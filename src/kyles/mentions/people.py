"""People, by rank or title, or by what they did with a thing.

Kind `person`; `value` is the last name, then what is known of the others: "DOE, T", "ROE". Kind
`role` is the part that the words give to somebody: "WITNESS DOE, JANE", "OFFICER ROE", "GAVE DOE,
T", "TOOK ROE". Whether two names may be one person is `same_person`: a likeness, never proof.
"""

import re
import unicodedata
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import mention, phrase
from kyles.model import Mention

_RANK = (
    r"(?:(?:supervisory )?special agent|(?:evidence|crime scene) technician|property custodian|"
    r"undersheriff|detective|det|deputy|officer|ofc|sergeant|sgt|lieutenant|captain|capt|corporal|"
    r"cpl|sheriff|agent|s/a|investigator|trooper|constable|inspector|judge|justice|attorney|"
    r"prosecutor|armou?rer|suspect|witness|victim|technician|custodian|"
    r"(?-i:Lt|LT|Dep|Inv|Dr|Mr|Mrs|Ms|Miss|MR|MRS|MS|DR(?=\.)))\b\.?"
)
_ROLE = (
    r"(?:(?:received|seized|obtained|collected|recovered|taken|purchased) from|"
    r"(?:received|collected|booked|submitted|seized|recovered|tagged|packaged|found|photographed|"
    r"handed over|turned in|dropped off|brought in|delivered|released|signed|reported|written|"
    r"prepared|approved|reviewed|interviewed) by|(?:released|returned|given|handed) to|"
    r"(?:interview|statement) (?:of|with|by))"
)
_WORD = r"(?:(?:Mc|Mac|[A-Z]['’])?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*|[A-Z]{2,}(?:[-'’][A-Z]{2,})?)"
_NAME = (
    rf"(?P<name>(?-i:(?:(?:{_WORD}|[A-Z]\.) ){{0,3}}{_WORD}\b"
    r"(?:, (?!Dr|Mr|Ms|Jr|Sr|Esq)(?:[A-Z][a-z]+\b|[A-Z]\b\.?)(?![\w'’]))?))"
)
_IN_SENTENCE = (
    r"(?-i:(?:suspect|witness|victim|deputy|detective|sergeant|trooper|armou?rer|technician|"
    r"investigator|complainant|caller|owner))"
)
_BY_RANK = phrase(rf"\b(?P<part>(?-i:(?=[A-Z])){_RANK}|{_IN_SENTENCE}) {_NAME}")
_BY_ROLE = phrase(rf"\b(?P<part>{_ROLE}):? (?:{_RANK} )?{_NAME}")
#: A part in what happened -> the words that give it; what is in none of them is an officer's.
_PARTS = {
    "WITNESS": phrase(r"(?:witness|complainant|caller)"),
    "SUSPECT": phrase("suspect"),
    "VICTIM": phrase("victim"),
    "OWNER": phrase("owner"),
    "ARMOURER": phrase("armou?rer"),
    "JUDGE": phrase("(?:judge|justice)"),
    "ATTORNEY": phrase("(?:attorney|prosecutor)"),
    "TECHNICIAN": phrase(r"(?:[\w ]+ )?(?:technician|custodian)"),
    "": phrase(r"(?:Mr|Mrs|Ms|Miss|Dr)\b\.?"),  # a title is no part
    "GAVE": phrase(r"\w+ from|(?:handed over|turned in|dropped off|brought in|delivered) by"),
    "TOOK": phrase(r"\w+ to|(?:received|collected|booked|seized|recovered|tagged|packaged) by"),
    "SAID": phrase(r"(?:interview|statement) (?:of|with|by)|interviewed by"),
    "WROTE": phrase(r"(?:submitted|signed|reported|written|prepared|approved|reviewed) by"),
    "FOUND": phrase(r"(?:found|photographed|released) by"),
}
_NO_NAMES = """
a advised agency agent all also and any appeals assistant association attorney board branch bureau
by charge chief city commission committee company congress council counsel county court crime date
department deputy detective district division evidence federal finance first follow for from
general government he her his i if in inquiry interview involved is it lab laboratory law
lieutenant major member members minister my name no not number of office officer on one other our
page police post pres president property protection report response room rule safety section
security sergeant service services she sheriff signature staff state statement supervisor system
team that the they this three to two unit united use was we what when where who with you"""
_NOBODY = frozenset(_NO_NAMES.upper().split())
_TITLES = re.compile(rf"^(?:{_RANK}\s+)+", re.IGNORECASE)


def find(text: str) -> Iterator[Mention]:
    """People whom a text names with a rank, a title or a part in what happened."""
    for pattern in (_BY_RANK, _BY_ROLE):
        for found in every(pattern, text):
            if value := _value(found["name"]):
                yield mention("person", value, found, "name")
                if part := _part(found["part"]):
                    yield mention("role", f"{part} {value}", found)


def _part(words: str) -> str:
    """What somebody did, or is, by the words beside the name."""
    return next((part for part, said in _PARTS.items() if said.fullmatch(words)), "OFFICER")


def _value(name: str) -> str:
    last, others = parts(name)
    if len(last) < 2 or _NOBODY & {last, *others} or not last[0].isalpha():
        return ""
    return f"{last}, {' '.join(others)}" if others else last


def parts(name: str) -> tuple[str, tuple[str, ...]]:
    """A last name and the others in order, in capitals without accents; titles left out."""
    plain = unicodedata.normalize("NFKD", _TITLES.sub("", name.strip()))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).upper().replace("’", "'")
    if "," in plain:
        last, _, others = plain.partition(",")
        words = [*_words(others), *_words(last)]
    else:
        words = _words(plain)
    words = [word for word in words if word not in {"JR", "SR", "II", "III"}]
    return (words[-1], tuple(words[:-1])) if words else ("", ())


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Z0-9][A-Z0-9'-]*", text)


def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person's, in any order, with initials or rank.

    `T. Doe`, `DOE, THOMAS` and `Deputy Doe` may be one; `T. Doe` and `Jane Doe` may not.
    """
    return any(_agree(one, other) for one in _orders(a) for other in _orders(b))


def _orders(name: str) -> list[tuple[str, tuple[str, ...]]]:
    last, others = parts(name)
    turned = [(others[0], (*others[1:], last))] if others and "," not in name else []
    return [(last, others), *turned] if len(last) > 1 else turned


def _agree(a: tuple[str, tuple[str, ...]], b: tuple[str, tuple[str, ...]]) -> bool:
    if a[0] != b[0] or len(a[0]) < 2:
        return False
    return all(one[0] == other[0] and (len(one) == 1 or len(other) == 1 or one == other)
               for one, other in zip(a[1], b[1], strict=False))  # fmt: skip
