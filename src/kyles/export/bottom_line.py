"""The bottom line of an audit: what stands open, how bad it is, and what waits for an answer."""

from kyles.audit import Audited
from kyles.model import FindingState


def bottom_line(audited: Audited) -> str:
    """For example: "12 findings are open, 5 of them of priority 1; 2 are decided." """
    return f"{audited.audit.matter.title}: {standing(audited)}"


def standing(audited: Audited) -> str:
    """The same without the matter's title, as a sentence of its own."""
    asked = sum(one.state is FindingState.ASKED for one in audited.findings)
    decided = len(audited.findings) - len(audited.open) - asked
    parts = [_opened(audited)]
    if asked:
        parts.append(f"{asked} {'waits' if asked == 1 else 'wait'} for an answer")
    if decided:
        parts.append(f"{decided} {'is' if decided == 1 else 'are'} decided")
    if audited.requests:
        parts.append(_requests(audited))
    return "; ".join(parts) + "."


def _opened(audited: Audited) -> str:
    opened = len(audited.open)
    first = sum(one.priority == 1 for one in audited.open)
    if not opened:
        return "No finding is open"
    if opened == 1:
        return f"1 finding is open, of priority {audited.open[0].priority}"
    return (
        f"{opened:,} findings are open, {f'{first:,}' if first else 'none'} of them of priority 1"
    )


def _requests(audited: Audited) -> str:
    """How many requests of letters were answered: open ones were not."""
    every = len(audited.requests)
    answered = sum(one.answer.startswith("answered") for one in audited.requests)
    return f"{answered} of {every} {'request' if every == 1 else 'requests'} answered"
