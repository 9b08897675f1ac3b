"""What one document says: its sentences, what they assert, and what in it is to be explained."""

from dataclasses import dataclass

from kyles.dates import Known


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page. `aside` is what it is where it is not the document's own text."""

    page: int
    start: int
    end: int
    text: str
    aside: str = ""  # "caption", "teaser", "heading"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence that tells of something, with one date that it gives.

    `dates` are the readings of the date: two for 3/6/24, none where it stays open. `kind` is what
    happened where that is known: "shooting", "conviction"; `names` are those that the sentence
    names, `patient` the one to whom it happened. `said_by` is whose word it is.
    """

    sentence: Sentence
    value: str  # the date as the mention gives it; "" where there is none
    dates: tuple[Known, ...]
    kind: str = ""
    names: frozenset[str] = frozenset()
    patient: str = ""
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A sentence that says in whose hands a numbered thing was; `value` is its date, or ""."""

    sentence: Sentence
    number: str  # as `mentions.normal` writes it
    holder: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two or more passages of one document that are to be explained."""

    about: str
    says: str
    passages: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """All that one content tells; its dates are read where the day of writing is known."""

    assertions: tuple[Assertion, ...] = ()
    holdings: tuple[Holding, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
