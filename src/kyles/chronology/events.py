"""Events out of what a document says: its sentences with a date, and whose word they are."""

import re
from collections.abc import Iterable, Iterator

from kyles.chronology import kinds
from kyles.chronology.attribution import said_by
from kyles.chronology.event import Event, Sentence
from kyles.chronology.resolve import meant
from kyles.dates import Known
from kyles.mentions import dates
from kyles.model import Mention

_CAPITAL = re.compile(
    r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)*|(?<=[a-z])[A-Z][a-z]{3,}"
)
_COMMON = """january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday the this that county court state new office
department police sheriff district city judge prosecutors street north south east west"""
_NO_NAMES = frozenset(_COMMON.split())


def events(own: Iterable[Sentence], *, written: Known | None = None) -> Iterator[Event]:
    """What sentences of one document tell with a date, or with somebody's name as its source."""
    for sentence in own:
        yield from _of(sentence, written)


def _of(sentence: Sentence, written: Known | None) -> Iterator[Event]:
    found = list(dates.find(sentence.text))
    if found:
        told = said_by(sentence.text)
        yield from (_event(sentence, one, told, written) for one in found)
    elif not sentence.aside and (told := said_by(sentence.text)):
        yield Event(sentence, "", (), said_by=told)


def _event(sentence: Sentence, date: Mention, told: str, written: Known | None) -> Event:
    return Event(
        sentence, date.value, meant(date.value, written),
        kinds.nearest(sentence.text, date.start, date.end), names(sentence.text),
        kinds.patient(sentence.text), told,
    )  # fmt: skip


def names(text: str) -> frozenset[str]:
    """The capitalised names of a sentence, in small letters, but for months, courts and offices."""
    found = (one[0].casefold() for one in _CAPITAL.finditer(text))
    return frozenset(found) - _NO_NAMES


def in_order(some: list[Event]) -> list[Event]:
    """Events by the first day that they may be; those of open date at the end."""
    return sorted(some, key=lambda one: (_first(one), one.sentence.page, one.sentence.start))


def _first(event: Event) -> str:
    days = [str(one.first or one.last) for one in event.dates if one.first or one.last]
    return min(days, default="9999")
