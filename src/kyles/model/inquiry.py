"""The register of sources: which system of which agency was asked, when, and what it answered."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What happened with a system of an agency."""

    LISTED = "listed"  # it is to be asked
    ASKED = "asked"
    ANSWERED = "answered"


class Answer(StrEnum):
    """What an agency answered."""

    EXPORT = "export"  # it gave what it has
    NOTHING = "nothing"  # it holds nothing, and signed that
    ELSEWHERE = "elsewhere"  # another holds it
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """One step with one system: `person` asked, or signed the answer."""

    agency: str
    system: str  # such as body-worn cameras, dispatch, property room
    step: Step
    on: str = ""  # ISO date; "" where it was only listed
    person: str = ""
    answer: Answer | None = None
    says: str = ""
    export: str | None = None  # SHA-256 of what was given
    export_name: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A system of an agency in the register, with everything that happened, in order."""

    agency: str
    system: str
    steps: tuple[Inquiry, ...]

    def last(self, step: Step) -> Inquiry | None:
        """The last step of a kind."""
        return next((one for one in reversed(self.steps) if one.step is step), None)

    @property
    def asked(self) -> Inquiry | None:
        return self.last(Step.ASKED)

    @property
    def answered(self) -> Inquiry | None:
        """The answer to the last time of asking; an answer to an earlier one is no answer to it."""
        asked, answered = self.last(Step.ASKED), self.last(Step.ANSWERED)
        if asked and answered and self.steps.index(answered) < self.steps.index(asked):
            return None
        return answered

    @property
    def state(self) -> str:
        """`not asked`, `asked` or `answered`."""
        if self.answered:
            return "answered"
        return "asked" if self.asked else "not asked"
