"""What documents say exists, against what is held and what was given.

A reference is resolved by what a document says that it is (its head, its furniture, its name), by
the numbers of things, and by the rows of lists. What resolves to nothing is a gap: mentioned, and
not found here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kyles.mentions import normal
from kyles.mentions.wording import clear
from kyles.model import Item, Mention, Passage, Reference, Role, Side
from kyles.reconcile.given import Texts
from kyles.reconcile.pages import inside
from kyles.reconcile.passages import shortened
from kyles.reconcile.records import concerns, named
from kyles.reconcile.spoken import Said, Spoken
from kyles.store.lists import Entry

#: Kinds of mentions that name one thing for sure, so that its absence says something.
NAMING = ("item", "lab", "supplement", "file")
SHORT = 3  # digits of a number that an incident's own number may stand before
SELF = ("supplement", "report", "lab")  # what a document can be; it is no thing, if it names one
CONTEXT = 90  # characters quoted on each side of a mention

LABELS = {"item": "Item {}", "lab": "Laboratory number {}", "file": "File {}"}


def references(
    some: Iterable[Item], spoken: Spoken, entries: Sequence[Entry], texts: Texts,
    *, incidents: Sequence[str] = (),
) -> list[Reference]:  # fmt: skip
    """Every reference of a kind that names one thing, by kind and value.

    Rows of lists name things too, where they are of these incidents, or of none.
    """
    documents = list(some)
    known = _Known(documents, spoken, entries)
    passages: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    written: dict[tuple[str, str], str] = {}
    by_id = {item.id: item for item in documents}
    for item in documents:
        for said in spoken.of(item.id):
            if said.mention.kind in NAMING and not said.mention.negated:
                for value in known.values(item, said.mention):
                    passages[said.mention.kind, value].append(quoted(item, said, texts))
                    written.setdefault((said.mention.kind, value), _spelled(said.mention))
    telling = (one for one in entries if one.list in by_id and any(named(one)))
    for entry in (one for one in telling if concerns(one, incidents)):
        for kind, value in named(entry):
            known.spelled.setdefault(value.rpartition("/")[0], entry.facts.get("incident", ""))
            passages[kind, value].append(row_of(by_id[entry.list], entry))
            written.setdefault((kind, value), entry.facts.get("lab_number", value))
    found = []
    for (kind, value), places in sorted(passages.items()):
        items = tuple(sorted(known.items(kind, value)))
        said_as = label(kind, value, known.spelled | {value: written[kind, value]})
        found.append(Reference(kind, value, said_as, _ordered(places, by_id), items))
    return found


def label(kind: str, value: str, spelled: Mapping[str, str]) -> str:
    """A reference as people say it; `spelled` has numbers and names as they are written."""
    if kind == "supplement":
        report, _, number = value.rpartition("/")
        report = spelled.get(report, report)
        return f"Supplement {number} to report {report}" if report else f"Supplement {number}"
    return LABELS.get(kind, "{}").format(spelled.get(value, value))


def quoted(item: Item, said: Said, texts: Texts) -> Passage:
    """A mention with the words around it."""
    mention = said.mention
    text = inside(texts.of(item.id).get(said.page, ()), said.layer)
    start, end = max(0, mention.start - CONTEXT), min(len(text), mention.end + CONTEXT)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    cut = text.find(" ", end)
    quote = " ".join(text[start : cut if cut >= 0 else len(text)].split())
    return Passage(item.id, item.path, said.page, said.layer, mention.start, mention.end, quote)


def row_of(listed: Item, entry: Entry) -> Passage:
    """The place of a list's row."""
    quote = " | ".join(f"{name}: {value}" for name, value in sorted(entry.facts.items()))
    return Passage(listed.id, listed.path, entry.row, "row", 0, 0, shortened(quote))


def _ordered(places: Sequence[Passage], items: Mapping[str, Item]) -> tuple[Passage, ...]:
    """Held documents first; each page of each text once."""
    found: dict[tuple[str, int, str], Passage] = {}
    for place in sorted(places, key=lambda one: (items[one.item].side is Side.PRODUCED, one.path,
                                                 one.page, one.start)):  # fmt: skip
        found.setdefault((place.item, place.page, place.quote), place)
    return tuple(found.values())


class _Known:
    """What is there, by what a reference would call it."""

    def __init__(self, documents: Sequence[Item], spoken: Spoken, entries: Sequence[Entry]) -> None:
        self.incidents: defaultdict[str, set[str]] = defaultdict(set)  # by document
        self.spelled: dict[str, str] = {}
        self.there: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.misread: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for item in documents:
            told = spoken.identity(item.id)
            incidents = [one for one in told if one.kind == "incident"]
            own = {one.value for one in incidents}
            self.incidents[_document(item)] |= own
            self.spelled |= {one.value: _spelled(one) for one in incidents}
            for mention in (one for one in told if one.kind in SELF):
                for value in _spellings(mention, own):
                    self.there[mention.kind, value].add(item.id)
            name = item.path.rsplit("/", 1)[-1]
            self.there["file", normal(name)].add(item.id)
            if item.number:
                self._numbered(item.number, item.id)
        for entry in entries:
            if entry.facts.get("number"):
                self._numbered(entry.facts["number"], entry.item or entry.list)
            if entry.facts.get("file"):
                self.there["file", normal(entry.facts["file"])].add(entry.item or entry.list)

    def _numbered(self, number: str, item: str) -> None:
        """A thing by its number; "Item 1" too, where the number ends a longer one: SJ4324-1."""
        head, _, tail = normal(number).rpartition("-")
        short = [tail] if head and len(tail) <= SHORT else []
        for kind in ("item", "lab"):
            for one in (normal(number), *short):
                self.there[kind, one].add(item)
            self.misread[kind, clear(number)].add(item)

    def values(self, item: Item, mention: Mention) -> Iterator[str]:
        """What a mention names: a supplement's number alone is of the document's own report."""
        if mention.kind != "supplement" or "/" in mention.value:
            yield mention.value
        elif mention.value.isdigit():
            own = sorted(self.incidents[_document(item)])
            yield f"{own[0]}/{mention.value}" if len(own) == 1 else mention.value

    def items(self, kind: str, value: str) -> set[str]:
        """What it is; a number that is nobody's, the one that it may have been before OCR."""
        found = set(self.there[kind, normal(value) if kind == "file" else value])
        if not found and kind in ("item", "lab"):
            found |= self.misread[kind, clear(value)]
        report, _, number = value.rpartition("/")
        if kind == "supplement" and report:
            found |= {item for item in self.there[kind, number] if not self.incidents[item]}
        return found


def _document(item: Item) -> str:
    """The item whose page or text this is: its number stands on another one of its pages."""
    return item.parent or item.id if item.role in (Role.IMAGE, Role.TEXT) else item.id


def _spelled(mention: Mention) -> str:
    """A number as it is written: `21-0886` and not `21-886`."""
    words = mention.text.split()
    if mention.kind == "file":
        return " ".join(words)
    return next((word for word in words if normal(word) == mention.value), mention.value)


def _spellings(mention: Mention, incidents: set[str]) -> Iterator[str]:
    """A document that is "Supplement 3" under incident 21-886 is "21-886/3" too."""
    yield mention.value
    if mention.kind == "supplement" and "/" not in mention.value:
        yield from (f"{incident}/{mention.value}" for incident in sorted(incidents))
    elif mention.kind == "supplement":
        yield mention.value.rpartition("/")[2]
