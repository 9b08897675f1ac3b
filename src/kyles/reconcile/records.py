"""What the rows of other systems show was there: a call, a recording, an examination.

A row of a dispatch list shows a call, one of a camera system a recording; a list of reports names
supplements, a laboratory's the report that it issued. The list itself is a record too: the log of
the calls, the trail of who looked. A row that names other incidents only is of no matter here.
"""

from collections.abc import Iterator, Mapping, Sequence

from kyles.mentions import normal
from kyles.store.lists import Entry

Shown = tuple[str, str]  # kind and value, as mentions have them

#: A fact that only rows of one kind of list have, and what such a row shows was there.
SHOWN: Mapping[str, Shown] = {
    "called_on": ("act", "911-CALL"),
    "recorded_on": ("recording", "BODY-WORN"),
}
#: Facts that together show what record a list is.
RECORDS: tuple[tuple[frozenset[str], Shown], ...] = (
    (frozenset({"called_on", "nature"}), ("record", "CAD-LOG")),
    (frozenset({"accessed_on", "file"}), ("record", "AUDIT-TRAIL")),
    (frozenset({"accessed_on", "recording"}), ("record", "AUDIT-TRAIL")),
    (frozenset({"accessed_on", "address"}), ("record", "AUDIT-TRAIL")),
)


def concerns(entry: Entry, incidents: Sequence[str]) -> bool:
    """Whether a row is of a matter's incidents, or names none."""
    own = {normal(number) for number in incidents}
    told = entry.facts.get("incident")
    return not own or not told or normal(told) in own


def shown(entry: Entry) -> Iterator[Shown]:
    """What a row shows was there."""
    yield from (told for name, told in SHOWN.items() if entry.facts.get(name))
    if entry.facts.get("reported_on") and "lab_number" in entry.facts:
        yield "report", f"LAB {normal(entry.facts['lab_number'])}"


def is_of(entry: Entry) -> Iterator[Shown]:
    """What record the list of a row is."""
    yield from (told for names, told in RECORDS if names <= entry.facts.keys())


def named(entry: Entry) -> Iterator[Shown]:
    """What a row names that is a document of its own: a supplement, a laboratory's report."""
    facts = entry.facts
    number = facts.get("supplement", "").lstrip("0")
    if number.isdigit() and facts.get("incident"):
        yield "supplement", f"{normal(facts['incident'])}/{number}"
    if facts.get("reported_on") and facts.get("lab_number"):
        yield "lab", normal(facts["lab_number"])
