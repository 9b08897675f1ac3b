"""What happened in a case, on a day: the events that duties, deadlines and claims count from."""

from dataclasses import dataclass
from enum import StrEnum


class Happening(StrEnum):
    """The kinds of events that a provision may name."""

    OFFENSE = "offense"
    CHARGES_FILED = "charges_filed"
    ARREST = "arrest"
    FIRST_APPEARANCE = "first_appearance"
    INDICTMENT = "indictment"
    ARRAIGNMENT = "arraignment"
    WAIVER_OF_ARRAIGNMENT = "waiver_of_arraignment"
    DISCOVERY_REQUEST = "discovery_request"
    DISCOVERY_ORDER = "discovery_order"
    WITNESS_LIST = "witness_list"
    NEW_MATERIAL = "new_material"
    HAND_OVER = "hand_over"
    RECORDING = "recording"
    DISPOSAL = "disposal"
    CERTIFICATE_FILED = "certificate_filed"
    TESTIMONY = "testimony"
    TRIAL_DATE = "trial_date"
    HEARING = "hearing"
    VERDICT = "verdict"
    SENTENCE = "sentence"
    PLEA = "plea"
    DISMISSAL = "dismissal"
    WRITTEN_ORDER = "written_order"
    APPEAL_FILED = "appeal_filed"
    APPEAL_ENDED = "appeal_ended"
    OCCURRENCE = "occurrence"
    CLAIM_NOTICE = "claim_notice"
    CLAIM_FILED = "claim_filed"
    KNOWN_TO_DEFENSE = "known_to_defense"


#: In plain words, where the name alone does not say it.
LABELS = {
    Happening.NEW_MATERIAL: "new material received",
    Happening.HAND_OVER: "hand-over of a thing",
    Happening.TRIAL_DATE: "trial",
    Happening.WRITTEN_ORDER: "written order",
    Happening.APPEAL_ENDED: "end of the appeal",
    Happening.OCCURRENCE: "occurrence",
    Happening.KNOWN_TO_DEFENSE: "known to the defense",
}


def label(kind: Happening) -> str:
    """A kind of event in plain words."""
    return LABELS.get(kind, kind.value.replace("_", " "))


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened, on a day, with who says so.

    `defendant` is None where it concerns every defendant; `item` is what it is about, if anything.
    An event whose day is disputed is recorded once for each day.
    """

    id: str
    kind: Happening
    on: str  # ISO date
    defendant: str | None = None
    says: str = ""
    source: str = ""
    item: str | None = None
    by: str = ""
