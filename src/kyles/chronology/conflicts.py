"""Two assertions that cannot both hold, and what no day of writing can satisfy."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kyles import dates
from kyles.chronology import kinds
from kyles.chronology.event import Event
from kyles.dates import Known, Order

ONCE = frozenset({"shooting", "death", "arrest", "conviction", "sentence", "dismissal", "crash"})
_OTHERS = re.compile(
    r"\b(?:another|separate|previous(?:ly)?|prior|earlier|second|third|similar|unrelated|different"
    r"|other|annual|series|two|three|several|again|anniversary|shootings|deaths|crashes|arrests"
    r"|first|re-?trial|since)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|scheduled|until|by|due|planned|deadline|shall|may|if|set for"
    r"|to be|upcoming|hearing|trial)\b",
    re.IGNORECASE,
)  # fmt: skip


def conflicts(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs of sentences that date one event to days that share none; the first of each event."""
    seen: set[str] = set()
    sole = [one for one in events if is_sole(one)]
    for one, other in combinations(sole, 2):
        family = kinds.family(one.kind)
        if family not in seen and _one_event(one, other) and apart(one.dates, other.dates):
            seen.add(family)
            yield one, other


def is_sole(one: Event) -> bool:
    """Whether a sentence dates something that happens once, and speaks of no second one."""
    dated = one.dates and one.kind in ONCE and not one.sentence.aside
    return bool(dated) and not _OTHERS.search(one.sentence.text)


def _one_event(one: Event, other: Event) -> bool:
    """Whether two sentences tell of one event, as far as their words show."""
    return (
        kinds.family(one.kind) == kinds.family(other.kind)
        and one.sentence != other.sentence
        and not (one.patient and other.patient and one.patient != other.patient)
        and bool(one.names & other.names)
    )


def apart(some: Sequence[Known], others: Sequence[Known]) -> bool:
    """Whether no reading of one date shares a day with one of the other."""
    return not any(dates.agree(one, other) for one in some for other in others)


def too_late(events: Sequence[Event], written: Known) -> Iterator[Event]:
    """What is told as past, and dated after the document was written."""
    for one in events:
        told = one.sentence.text
        surely = one.dates and all(dates.compare(day, written) is Order.AFTER for day in one.dates)
        if surely and one.kind in ONCE and not one.sentence.aside and not _AHEAD.search(told):
            yield one


def writing(events: Sequence[Event]) -> Known | None:
    """The days on which a document can have been written: what it tells as past is past by then.

    None where nothing in it bounds them.
    """
    days = [min(firsts) for one in events if one.kind in ONCE and not one.sentence.aside
            and not _AHEAD.search(one.sentence.text)
            if (firsts := [day.first for day in one.dates if day.first])]  # fmt: skip
    return Known(max(days), None) if days else None
