"""The nouns of the field, as frozen dataclasses without behaviour beyond themselves."""

from kyles.model.case_event import CaseEvent, Happening
from kyles.model.event import Event
from kyles.model.finding import About, Decision, Finding, FindingState, Passage
from kyles.model.item import Fact, Item, Kind, Role, Side, Source, State, Version
from kyles.model.matter import Matter
from kyles.model.production import Disclosure, Manner, Unit, Volume, Withholding
from kyles.model.reading import Layer, PageText, Reading
from kyles.model.reference import Mention, Reference
from kyles.model.status import Status

__all__ = [
    "About",
    "CaseEvent",
    "Decision",
    "Disclosure",
    "Event",
    "Fact",
    "Finding",
    "FindingState",
    "Happening",
    "Item",
    "Kind",
    "Layer",
    "Manner",
    "Matter",
    "Mention",
    "PageText",
    "Passage",
    "Reading",
    "Reference",
    "Role",
    "Side",
    "Source",
    "State",
    "Status",
    "Unit",
    "Version",
    "Volume",
    "Withholding",
]
