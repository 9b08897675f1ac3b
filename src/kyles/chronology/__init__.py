"""Events and assertions out of what documents say: who says what happened when.

Pure: text comes in by page, and nothing is read, kept or asked. A date is as far as it is known,
both readings of an ambiguous one are kept, and what counts from the day of writing is open until
`kyles add --written` tells that.
"""

from kyles.chronology.across import Document, across, hands
from kyles.chronology.conflicts import conflicts, too_late, writing
from kyles.chronology.discrepancies import discrepancies
from kyles.chronology.event import Event, Sentence
from kyles.chronology.events import events, in_order
from kyles.chronology.kinds import tells
from kyles.chronology.sentences import of_pages, sentences
from kyles.chronology.telling import dated, tell, tellings
from kyles.model.assertion import Discrepancy, Holding, Telling

__all__ = [
    "Discrepancy", "Document", "Event", "Holding", "Sentence", "Telling", "across", "conflicts",
    "dated", "discrepancies", "events", "hands", "in_order", "of_pages", "sentences",
    "tell", "tellings", "tells", "too_late", "writing",
]  # fmt: skip
