"""What a person decides of a finding, and what follows from it."""

from kyles.model import Event, FindingState
from kyles.store import findings, incident_answers
from kyles.store.findings import Kept

RELATED = {FindingState.EXPLAINED: "yes", FindingState.WRONG: "no", FindingState.ASKED: "ask"}


def decided(one: Kept, state: FindingState, text: str) -> list[Event]:
    """The events of a decision on a finding as it stands now."""
    event = findings.decided(one.id, state, text, one.digest)
    return (
        [event, *_answers(one.subject, state, text)] if one.rule == "linked_incident" else [event]
    )


def _answers(subject: str, state: FindingState, text: str) -> list[Event]:
    """A decision on "related?" answers for each incident that was asked about."""
    numbers = subject.removeprefix("incident ").split("; ")
    return [incident_answers.answered(number, RELATED[state], text)
            for number in numbers if state in RELATED]  # fmt: skip
