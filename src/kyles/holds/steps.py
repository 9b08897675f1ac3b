"""The steps of a hold: with whom each is taken, what it needs, and what is recorded of it."""

from kyles.errors import NotFound, UsageError
from kyles.model import Event
from kyles.model.hold import Hold, HoldStep, Step
from kyles.store import holds


def taken(
    hold: Hold, step: Step, *, on: str, custodian: str | None = None, note: str = ""
) -> list[Event]:
    """The events of a step with one custodian, or with all of them.

    Raises UsageError where words or a name are missing, NotFound where nobody has that name.
    """
    if step is Step.ACKNOWLEDGED and custodian is None:
        raise UsageError("An acknowledgement is a named custodian's: give --custodian NAME.")
    if custodian:
        present(hold, custodian)
    if step is Step.RELEASED and not note.strip():
        raise UsageError("A release needs --note: who released it, why, and what resumes.")
    return [holds.stepped(hold.id, HoldStep(step, name, on, note))
            for name in _with(hold, step, custodian)]  # fmt: skip


def _with(hold: Hold, step: Step, custodian: str | None) -> tuple[str, ...]:
    """With whom a step is taken; a release without a name is of the whole hold."""
    if custodian:
        return (custodian,)
    return ("",) if step is Step.RELEASED else hold.present


def present(hold: Hold, name: str) -> None:
    """Raises NotFound for whoever is no custodian of a hold, or has left."""
    if name not in hold.present:
        known = ", ".join(hold.present) or "none"
        raise NotFound(f"{hold.id} has no custodian '{name}'.", hint=f"Custodians: {known}.")
