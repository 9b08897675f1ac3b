"""Events and assertions out of what documents say: who says what happened when.

Pure: text comes in by page, and nothing is read, kept or asked. A date is as far as it is known,
both readings of an ambiguous one are kept, and what counts from the day of writing is open until
`kyles add --written` tells that.
"""

from kyles.chronology.conflicts import conflicts, earliest_writing, too_late
from kyles.chronology.discrepancies import Discrepancy, discrepancies
from kyles.chronology.event import Event, Sentence
from kyles.chronology.events import events, in_order
from kyles.chronology.kinds import tells
from kyles.chronology.sentences import sentences

__all__ = [
    "Discrepancy", "Event", "Sentence", "conflicts", "discrepancies", "earliest_writing", "events",
    "in_order", "sentences", "tells", "too_late",
]  # fmt: skip
