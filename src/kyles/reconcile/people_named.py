"""Who is named in some items: in the rows of lists and in texts, officers on duty left out.

An officer is in every case of an agency, so that his name tells nothing of what belongs together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyles.mentions.people import parts, same_person
from kyles.model import Item, Passage
from kyles.reconcile.given import Texts
from kyles.reconcile.pages import inside as on_page
from kyles.reconcile.spoken import Spoken

PEOPLE = ("received_from", "owner", "person")  # facts that name a person who is not the keeper
RANKED = re.compile(
    r"\b(?:det(?:ective)?|dep(?:uty)?|off(?:icer)?|ofc|s(?:er)?g(?:ean)?t|lieutenant|lt|cpl|corporal|"
    r"capt(?:ain)?|sheriff|undersheriff|agent|trooper|investigator|technician|custodian|analyst|"
    r"judge|justice|attorney|prosecutor|by)\b\.?:?\s*$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:police|sheriff|department|dept|office|unit|lab|laboratory|inc|llc|county|city|room|state|"
    r"unknown|scene|none|n/?a)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A person as somebody wrote the name, and where."""

    name: str
    place: Passage


class PeopleNamed:
    """The people of some items; `known` are names from elsewhere to look for in their texts too."""

    def __init__(
        self, some: Sequence[Item], spoken: Spoken, texts: Texts, *, known: Sequence[str] = ()
    ) -> None:
        self.of_rows = list(_in_rows(some))
        found = [*self.of_rows, *_in_texts(some, spoken, texts)]
        if known:
            found += _looked_for(some, texts, known)
        self.by_last: dict[str, list[Named]] = {}
        for one in found:
            self.by_last.setdefault(parts(one.name)[0], []).append(one)

    def every(self) -> Iterator[Named]:
        """Each name once, in order."""
        for last in sorted(self.by_last):
            told: set[str] = set()
            for one in self.by_last[last]:
                if one.name.casefold() not in told:
                    told.add(one.name.casefold())
                    yield one

    def alike(self, name: str) -> Named | None:
        """Somebody here who may be the one of that name."""
        near = self.by_last.get(parts(name)[0], ())
        return next((one for one in near if same_person(one.name, name)), None)


def _in_rows(some: Sequence[Item]) -> Iterator[Named]:
    for item in some:
        for fact in item.facts:
            if (
                fact.name in PEOPLE
                and not _ORGANISATION.search(fact.value)
                and parts(fact.value)[0]
            ):
                path = item.path.split("#")[0]
                yield Named(fact.value, Passage(fact.item, path, fact.row, "row", quote=fact.value))


def _in_texts(some: Sequence[Item], spoken: Spoken, texts: Texts) -> Iterator[Named]:
    for item in some:
        pages = texts.of(item.id)
        for said in spoken.of(item.id):
            mention = said.mention
            if mention.kind != "person":
                continue
            before = on_page(pages.get(said.page, ()), said.layer)[: mention.start]
            if not RANKED.search(before[-24:]):
                name = " ".join(mention.text.split())
                yield Named(name, Passage(item.id, item.path, said.page, said.layer, mention.start,
                                          mention.end, name))  # fmt: skip


def _looked_for(some: Sequence[Item], texts: Texts, known: Sequence[str]) -> Iterator[Named]:
    """Names that rows give, where a text has them without a rank or a part in anything."""
    wanted: dict[str, set[str]] = {}
    for name in known:
        wanted.setdefault(parts(name)[0], set()).add(name)
    for item in some:
        for page, readings in sorted(texts.of(item.id).items()):
            text = on_page(readings, "text")
            for found in _WORD.finditer(text):
                for name in sorted(wanted.get(found[0].upper(), ())):
                    start = _whole(text, found, name)
                    if start is not None:
                        said = " ".join(text[start : found.end()].split())
                        yield Named(said, Passage(item.id, item.path, page, "text", start,
                                                  found.end(), said))  # fmt: skip


def _whole(text: str, last: re.Match[str], name: str) -> int | None:
    """Where the name before a last name begins, if it may be the same person's."""
    before = re.search(
        r"(?:[A-Z][\w'’-]*\.?\s+){1,2}$", text[max(0, last.start() - 40) : last.start()]
    )
    if before is None:
        return None
    start = last.start() - len(before[0])
    return start if same_person(text[start : last.end()], name) else None
